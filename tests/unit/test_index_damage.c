/* Blobs that are not an index: cut or with bits flipped they are refused, never followed out of bounds. */
#include "base/mem.h"
#include "base/rng.h"
#include "index/index.h"
#include "scratch.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

enum { KINDS = 5, N = 300, D = 9, K = 20, FLIPS = 400 };

static struct blob *build(enum index_kind kind, float *vectors) {
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(2, &err);
    struct blob *blob = blob_new();
    struct index_params params = {.kind = kind, .seed = 5, .nlist = 12, .pq_bytes = 4, .hnsw_m = 4};
    for (int i = 0; i < N; i++) {
        struct rng rng = rng_of(11, (uint64_t)i, 0);
        for (int d = 0; d < D; d++)
            vectors[i * D + d] = (float)rng_normal(&rng);
    }
    assert_true(index_build(&params, vectors, N, D, pool, &progress, blob, &err));
    pool_free(pool);
    return blob;
}

/* No id twice, none out of range. */
static void search_is_sound(const struct index *index, const float *q) {
    struct err err = {0};
    struct index_query query = {.k = K, .nprobe = 12, .ef_search = 30, .refine = 2};
    struct index_scratch *scratch = index_scratch_new(index, K, &err);
    int32_t ids[K];
    float scores[K];
    index_search(index, &query, q, scratch, ids, scores, NULL);
    for (int i = 0; i < K; i++) {
        assert_in_range(ids[i] + 1, 0, N);
        for (int j = 0; j < i; j++)
            assert_true(ids[i] < 0 || ids[i] != ids[j]);
    }
    index_scratch_free(scratch);
}

static void test_whole_ones_open(void **state) {
    (void)state;
    static float vectors[N * D];
    for (int kind = 0; kind < KINDS; kind++) {
        struct err err = {0};
        struct blob *blob = build((enum index_kind)kind, vectors);
        struct index *index = index_open(blob, &err);
        assert_non_null(index);
        for (int i = 0; i < N; i++)
            search_is_sound(index, vectors + (size_t)i * D);
        index_close(index);
        blob_free(blob);
    }
}

/* A bit of any integer: either the blob is refused, or a search of it stays within. */
static void test_flipped_integers(void **state) {
    (void)state;
    static float vectors[N * D];
    int refused = 0;
    for (int kind = 0; kind < KINDS; kind++) {
        struct blob *blob = build((enum index_kind)kind, vectors);
        for (int s = 0; s < blob_sections(blob); s++) {
            const struct section *section = blob_section(blob, s);
            if (section->type != BLOB_I32 && section->type != BLOB_I64)
                continue;
            for (int flip = 0; flip < FLIPS; flip++) {
                struct err err = {0};
                struct rng rng = rng_of(3, (uint64_t)(kind * 100 + s), (uint32_t)flip);
                uint32_t bit = rng_below(&rng, (uint32_t)section->bytes * 8);
                uint8_t *byte = (uint8_t *)section->data + bit / 8, before = *byte;
                *byte ^= (uint8_t)(1u << bit % 8);
                struct index *index = index_open(blob, &err);
                if (index)
                    search_is_sound(index, vectors);
                else {
                    assert_int_equal(err.code, ERR_DAMAGED);
                    refused++;
                }
                index_close(index);
                *byte = before;
            }
        }
        blob_free(blob);
    }
    assert_true(refused > 1000);
}

/* Each section in turn is left out, and given one row less. */
static void test_missing_and_short_sections(void **state) {
    (void)state;
    static float vectors[N * D];
    for (int kind = 0; kind < KINDS; kind++) {
        struct blob *whole = build((enum index_kind)kind, vectors);
        for (int out = 0; out < 2 * blob_sections(whole); out++) {
            struct err err = {0};
            struct blob *part = blob_new();
            for (int s = 0; s < blob_sections(whole); s++) {
                const struct section *x = blob_section(whole, s);
                int64_t rows = x->shape[0] - (s == out / 2 && out % 2);
                if ((s == out / 2 && out % 2 == 0) || rows < 1)
                    continue;
                void *copy = blob_add(part, x->name, x->type, rows, x->rank > 1 ? x->shape[1] : 0,
                                      x->rank > 2 ? x->shape[2] : 0, &err);
                assert_non_null(copy);
                memcpy(copy, x->data, x->bytes / (size_t)x->shape[0] * (size_t)rows);
            }
            assert_null(index_open(part, &err));
            assert_int_equal(err.code, ERR_DAMAGED);
            assert_non_null(strstr(err.message, blob_section(whole, out / 2)->name));
            blob_free(part);
        }
        blob_free(whole);
    }
}

static void put_file(const char *path, const uint8_t *bytes, size_t n) {
    FILE *file = fopen(path, "wb");
    assert_non_null(file);
    assert_int_equal(fwrite(bytes, 1, n, file), n);
    assert_int_equal(fclose(file), 0);
}

/* A file cut anywhere or with any bit of its contents flipped does not map. */
static void test_damaged_files(void **state) {
    (void)state;
    static float vectors[N * D];
    struct err err = {0};
    struct hash128 key = {1, 2};
    char path[SCRATCH_PATH];
    scratch_file(path, ".blob");
    struct blob *blob = build(INDEX_HNSW, vectors);
    assert_true(blob_write(blob, path, key, &err));
    blob_free(blob);
    FILE *file = fopen(path, "rb");
    assert_non_null(file);
    assert_int_equal(fseek(file, 0, SEEK_END), 0);
    size_t n = (size_t)ftell(file);
    uint8_t *bytes = mem_must(n, 1);
    rewind(file);
    assert_int_equal(fread(bytes, 1, n, file), n);
    fclose(file);
    for (int i = 0; i < FLIPS; i++) {
        struct rng rng = rng_of(17, (uint64_t)i, 0);
        uint32_t bit = rng_below(&rng, (uint32_t)n * 8);
        size_t length = i % 2 ? n : rng_below(&rng, (uint32_t)n);
        bytes[bit / 8] ^= (uint8_t)(i % 2 ? 1u << bit % 8 : 0);
        put_file(path, bytes, length);
        bytes[bit / 8] ^= (uint8_t)(i % 2 ? 1u << bit % 8 : 0);
        struct err why = {0};
        assert_null(blob_map(path, key, &why));
        assert_int_equal(why.code, ERR_DAMAGED);
    }
    free(bytes);
    unlink(path);
}

/* The graph: no row has a link twice or to itself. */
static void test_no_link_twice(void **state) {
    (void)state;
    static float vectors[N * D];
    struct blob *blob = build(INDEX_HNSW, vectors);
    static const char *const names[] = {"index.links", "index.upper"};
    for (int s = 0; s < 2; s++) {
        const struct section *section = blob_find(blob, names[s]);
        const int32_t *links = section->data;
        int width = (int)section->shape[1];
        for (int64_t row = 0; row < section->shape[0]; row++)
            for (int i = 0; i < width; i++) {
                int32_t link = links[row * width + i];
                assert_true(link < 0 || s == 1 || link != row);
                for (int j = 0; j < i; j++)
                    assert_true(link < 0 || links[row * width + j] != link);
            }
    }
    blob_free(blob);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_whole_ones_open),
        cmocka_unit_test(test_flipped_integers),
        cmocka_unit_test(test_missing_and_short_sections),
        cmocka_unit_test(test_damaged_files),
        cmocka_unit_test(test_no_link_twice),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
