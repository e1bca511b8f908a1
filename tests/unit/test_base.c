/* The lowest room: random numbers, threads, text, files of arrays, measures, progress, time. */
#include "base/blob.h"
#include "base/clock.h"
#include "base/hash.h"
#include "base/measures.h"
#include "base/mem.h"
#include "base/pool.h"
#include "base/progress.h"
#include "base/rng.h"
#include "base/text.h"
#include "scratch.h"

#include <errno.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char folder[SCRATCH_PATH];

static int start(void **state) {
    (void)state;
    scratch_folder(folder);
    return 0;
}

static const char *path_of(const char *name) {
    static char path[256];
    snprintf(path, sizeof path, "%s/%s", folder, name);
    return path;
}

/* --- rng --- */

/* The three known answers for philox4x32-10 that the authors publish with Random123 (kat_vectors). */
static void test_philox_gives_the_published_vectors(void **state) {
    (void)state;
    static const struct {
        uint32_t counter[4], key[2], answer[4];
    } known[] = {
        {{0, 0, 0, 0}, {0, 0}, {0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8}},
        {{0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff},
         {0xffffffff, 0xffffffff},
         {0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd}},
        {{0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344},
         {0xa4093822, 0x299f31d0},
         {0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1}},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++) {
        uint32_t out[4];
        rng_philox(out, known[i].counter, known[i].key);
        assert_memory_equal(out, known[i].answer, sizeof out);
    }
}

static void test_a_stream_follows_from_its_names_alone(void **state) {
    (void)state;
    uint64_t taste = rng_draw(1, "taste"), again = rng_draw(1, "taste");
    assert_true(taste == again && taste != rng_draw(2, "taste") && taste != rng_draw(1, "birth"));
    struct rng a = rng_of(taste, 7, 3), b = rng_of(taste, 7, 3),
               other[] = {rng_of(taste, 8, 3), rng_of(taste, 7, 4), rng_of(taste, 7 | 1ull << 40, 3)};
    for (int i = 0; i < 100; i++) {
        uint32_t x = rng_u32(&a);
        assert_int_equal(x, rng_u32(&b));
        for (size_t k = 0; k < sizeof other / sizeof *other; k++)
            assert_int_not_equal(x, rng_u32(&other[k])); /* 300 comparisons of 32 bits: chance says one in 10 million */
    }
}

static void test_numbers_have_their_moments(void **state) {
    (void)state;
    enum { N = 200000 };
    struct rng r = rng_of(rng_draw(5, "moments"), 0, 0);
    double sum[7] = {0}, square[7] = {0};
    for (int i = 0; i < N; i++) {
        double x[7] = {rng_uniform(&r),    rng_uniformf(&r),   rng_normal(&r),      rng_exponential(&r),
                       rng_gamma(&r, 2.5), rng_gamma(&r, 0.4), rng_poisson(&r, 3.5)};
        assert_true(x[0] > 0 && x[0] < 1 && x[1] > 0 && x[1] < 1 && x[3] > 0 && x[4] > 0 && x[5] >= 0);
        for (int k = 0; k < 7; k++) {
            sum[k] += x[k];
            square[k] += x[k] * x[k];
        }
    }
    static const double mean[7] = {0.5, 0.5, 0, 1, 2.5, 0.4, 3.5},
                        variance[7] = {1 / 12.0, 1 / 12.0, 1, 1, 2.5, 0.4, 3.5};
    for (int k = 0; k < 7; k++) {
        double m = sum[k] / N, v = square[k] / N - m * m;
        assert_true(fabs(m - mean[k]) < 5 * sqrt(variance[k] / N)); /* five standard errors */
        assert_true(fabs(v / variance[k] - 1) < 0.05);
    }
}

static void test_poisson_at_its_edges(void **state) {
    (void)state;
    struct rng r = rng_of(1, 0, 0);
    assert_int_equal(rng_poisson(&r, 0.0), 0);
    assert_int_equal(rng_poisson(&r, -1.0), 0);
    double sum = 0, square = 0;
    for (int i = 0; i < 50000; i++) {
        int k = rng_poisson(&r, 100.0);
        assert_true(k >= 0);
        sum += k;
        square += (double)k * k;
    }
    double mean = sum / 50000;
    assert_true(fabs(mean - 100.0) < 0.3 && fabs(square / 50000 - mean * mean - 100.0) < 5.0);
}

static void test_below_is_even(void **state) {
    (void)state;
    struct rng r = rng_of(rng_draw(1, "below"), 0, 0);
    int count[7] = {0};
    for (int i = 0; i < 70000; i++) {
        uint32_t k = rng_below(&r, 7);
        assert_in_range(k, 0, 6);
        count[k]++;
    }
    double chi = 0;
    for (int k = 0; k < 7; k++)
        chi += (count[k] - 10000.0) * (count[k] - 10000.0) / 10000.0;
    assert_true(chi < 22.5); /* 99.9 % of chi square with 6 degrees */
    for (int i = 0; i < 100; i++)
        assert_int_equal(rng_below(&r, 1), 0);
    uint64_t high = 0;
    for (int i = 0; i < 1000;
         i++) /* a range whose bias a plain modulo would show: a quarter of all words is rejected */
        high += rng_below(&r, 0xC0000000u) >= 0x60000000u;
    assert_true(high > 420 && high < 580);
}

static void test_shuffle_is_a_permutation(void **state) {
    (void)state;
    int first[5] = {0};
    for (uint32_t i = 0; i < 5000; i++) {
        struct rng r = rng_of(rng_draw(1, "shuffle"), 0, i);
        int32_t ids[5] = {0, 1, 2, 3, 4};
        int seen = 0;
        rng_shuffle(&r, ids, 5);
        for (int k = 0; k < 5; k++)
            seen |= 1 << ids[k];
        assert_int_equal(seen, 31);
        first[ids[0]]++;
    }
    for (int k = 0; k < 5; k++)
        assert_in_range(first[k], 850, 1150);
}

static void test_pick_goes_by_weight(void **state) {
    (void)state;
    enum { DRAWS = 60000 };
    const double sum[5] = {0.0, 1.0, 1.0, 3.0, 6.0}; /* weights 0 1 0 2 3 */
    int count[5] = {0};
    struct rng r = rng_of(rng_draw(1, "pick"), 0, 0);
    for (int i = 0; i < DRAWS; i++)
        count[rng_pick(&r, sum, 5)]++;
    assert_int_equal(count[0] + count[2], 0);
    assert_in_range(count[1], 9600, 10400);
    assert_in_range(count[3], 19500, 20500);
    assert_int_equal(rng_pick(&r, sum + 4, 1), 0);
}

static void test_harmonic_sizes(void **state) {
    (void)state;
    enum { DRAWS = 60000 };
    int count[3] = {0}; /* 1/2 1/3 1/4: in thirteenths 6 4 3 */
    struct rng r = rng_of(rng_draw(1, "harmonic"), 0, 0);
    for (int i = 0; i < DRAWS; i++) {
        int k = rng_harmonic(&r, 3, 2);
        assert_in_range(k, 0, 2);
        count[k]++;
    }
    for (int k = 0; k < 3; k++)
        assert_true(fabs(count[k] * 13.0 / DRAWS - 12.0 / (k + 2)) < 0.15);
    assert_int_equal(rng_harmonic(&r, 1, 4), 0);
}

/* --- pool --- */

struct loop {
    int runs[1000], worker[1000], threads;
    double value[1000];
};

static void one_shard(void *arg, int shard, int worker) {
    struct loop *loop = arg;
    __atomic_fetch_add(&loop->runs[shard], 1, __ATOMIC_RELAXED);
    loop->worker[shard] = worker;
    loop->value[shard] = sqrt(shard + 1.0);
}

static void test_every_shard_runs_once(void **state) {
    (void)state;
    static const int shards[] = {0, 1, 2, 3, 64, 1000};
    for (int threads = 1; threads <= 5; threads++) {
        struct err err = {0};
        struct pool *pool = pool_new(threads, &err);
        assert_non_null(pool);
        assert_int_equal(pool_threads(pool), threads);
        for (int round = 0; round < 200; round++)
            for (size_t i = 0; i < sizeof shards / sizeof *shards; i++) {
                static struct loop loop;
                memset(&loop, 0, sizeof loop);
                pool_for(pool, shards[i], one_shard, &loop);
                for (int s = 0; s < 1000; s++) {
                    assert_int_equal(loop.runs[s], s < shards[i]);
                    assert_in_range(loop.worker[s], 0, threads - 1);
                }
                if (round > 5 && shards[i] == 1000)
                    break;
            }
        pool_free(pool);
    }
}

/* Lengths around a whole number of pieces; what lies behind the end stays. */
static void test_pool_copies_all_and_no_more(void **state) {
    enum { MOST = (5 << 20) + 2 };
    static const size_t lengths[] = {0, 1, 4097, (1 << 20) - 1, 1 << 20, (1 << 20) + 1, MOST - 1};
    struct err err = {0};
    struct pool *pool = pool_new(3, &err);
    unsigned char *from = mem_must(MOST, 1), *to = mem_must(MOST, 1);
    (void)state;
    for (size_t i = 0; i < MOST; i++)
        from[i] = (unsigned char)(i % 251 + 1);
    for (size_t l = 0; l < sizeof lengths / sizeof *lengths; l++) {
        memset(to, 0xee, MOST);
        pool_copy(pool, to, from, lengths[l]);
        assert_memory_equal(to, from, lengths[l]);
        assert_int_equal(to[lengths[l]], 0xee);
        pool_clear(pool, to, lengths[l]);
        for (size_t i = 0; i < lengths[l]; i++)
            assert_int_equal(to[i], 0);
        assert_int_equal(to[lengths[l]], 0xee);
    }
    free(from);
    free(to);
    pool_free(pool);
}

static void test_pool_refuses_odd_numbers_of_threads(void **state) {
    (void)state;
    static const int wrong[] = {-1, 65, 1000};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        assert_null(pool_new(wrong[i], &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.message, "1..64"));
    }
    struct err err = {0};
    struct pool *pool = pool_new(0, &err);
    assert_true(pool_threads(pool) >= 1);
    pool_free(pool);
    pool_free(NULL);
}

static void test_ranges_cover_everything_once(void **state) {
    (void)state;
    for (int n = 0; n < 200; n += 7)
        for (int shards = 1; shards < 70; shards += 9) {
            int next = 0;
            for (int s = 0; s < shards; s++) {
                int begin, end;
                pool_range(n, shards, s, &begin, &end);
                assert_int_equal(begin, next);
                assert_true(end >= begin && end - begin <= n / shards + 1);
                next = end;
            }
            assert_int_equal(next, n);
        }
    int begin, end; /* no overflow */
    pool_range(2000000000, 64, 63, &begin, &end);
    assert_int_equal(end, 2000000000);
}

/* --- text --- */

static void test_text_grows(void **state) {
    (void)state;
    struct text t = {0};
    assert_string_equal(text_str(&t), "");
    text_add(&t, "");
    text_add(&t, "ab");
    text_bytes(&t, "cde", 2);
    text_format(&t, "-%d-%s", 42, "x");
    assert_string_equal(text_str(&t), "abcd-42-x");
    assert_int_equal(t.length, 9);
    for (int i = 0; i < 1000; i++)
        text_format(&t, "%d,", i);
    assert_int_equal(strlen(text_str(&t)), t.length);
    text_clear(&t);
    assert_string_equal(text_str(&t), "");
    text_add(&t, "taken");
    char *taken = text_take(&t);
    assert_string_equal(taken, "taken");
    free(taken);
    taken = text_take(&t);
    assert_string_equal(taken, "");
    free(taken);
    text_free(&t);
}

static void test_distance(void **state) {
    (void)state;
    assert_int_equal(text_distance("", ""), 0);
    assert_int_equal(text_distance("abc", ""), 3);
    assert_int_equal(text_distance("kitten", "sitting"), 3);
    assert_int_equal(text_distance("nprobe", "nporbe"), 1); /* neighbours swapped */
    assert_int_equal(text_distance("MLP", "mlp"), 0);
    assert_int_equal(text_distance("ab", "ba"), text_distance("ba", "ab"));
}

static const char *nth(const void *arg, int i) {
    return ((const char *const *)arg)[i];
}

static void test_nearest(void **state) {
    (void)state;
    static const char *const names[] = {"retrieval.nprobe", "retrieval.nlist", "ranking.model", "policy.list_size"};
    assert_string_equal(text_nearest("retrieval.nprob", nth, names, 4), "retrieval.nprobe");
    assert_string_equal(text_nearest("nprob", nth, names, 4), "retrieval.nprobe");
    assert_string_equal(text_nearest("ranking.modle", nth, names, 4), "ranking.model");
    assert_null(text_nearest("something quite different", nth, names, 4));
    assert_null(text_nearest("x", nth, names, 0));
    struct text t = {0};
    text_list(&t, nth, names, 3);
    assert_string_equal(text_str(&t), "retrieval.nprobe, retrieval.nlist and ranking.model");
    text_clear(&t);
    text_list(&t, nth, names, 1);
    assert_string_equal(text_str(&t), "retrieval.nprobe");
    text_free(&t);
}

static void test_numbers_as_text(void **state) {
    (void)state;
    char b[32];
    assert_string_equal(text_si(b, sizeof b, 0), "0");
    assert_string_equal(text_si(b, sizeof b, 12800000000.0), "12.8 G");
    assert_string_equal(text_si(b, sizeof b, 999.96), "1.00 k");
    assert_string_equal(text_si(b, sizeof b, -1500), "-1.50 k");
    assert_string_equal(text_double(b, sizeof b, 0.1), "0.1");
    assert_string_equal(text_double(b, sizeof b, 1.0 / 3.0), "0.3333333333333333");
    static const double values[] = {1e-300, 123456789.123456789, 5e-324, -2.5, 1.7976931348623157e308, 0.1 + 0.2};
    for (size_t i = 0; i < sizeof values / sizeof *values; i++)
        assert_true(strtod(text_double(b, sizeof b, values[i]), NULL) == values[i]);
}

static void test_text_as_numbers(void **state) {
    (void)state;
    static const char *const wrong[] = {"", " 1", "1 ", "1x", "x", "nan", "inf", "1e999", "--1", "1,5"};
    double v = 7;
    long long n = 7;
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        assert_false(text_to_double(wrong[i], &v));
        assert_false(text_to_int(wrong[i], &n));
    }
    assert_true(v == 7 && n == 7);
    assert_true(text_to_double("-2.5e-3", &v) && v == -0.0025);
    assert_true(text_to_int("500e6", &n) && n == 500000000);
    assert_false(text_to_int("1.5", &n));
    assert_false(text_to_int("1e17", &n)); /* beyond what a double holds whole */
    assert_true(text_starts("abc", "ab") && text_starts("abc", "") && !text_starts("ab", "abc"));
}

static void test_files_of_text(void **state) {
    (void)state;
    struct err err = {0};
    char *bytes = NULL;
    size_t n = 0;
    const char *path = path_of("text");
    assert_true(text_write_file(path, "a\0b\n", 4, &err));
    assert_true(text_read_file(path, 100, &bytes, &n, &err));
    assert_int_equal(n, 4);
    assert_memory_equal(bytes, "a\0b\n", 5);
    free(bytes);
    assert_false(text_read_file(path, 3, &bytes, &n, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    err_clear(&err);
    assert_false(text_read_file(path_of("none"), 3, &bytes, &n, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err_clear(&err);
    assert_false(text_read_file(folder, 1000, &bytes, &n, &err));
    assert_int_equal(err.code, ERR_USAGE);
    err_clear(&err);
    assert_false(text_write_file(path_of("no/such/folder"), "", 0, &err));
    assert_int_equal(err.code, ERR_IO);
    err_clear(&err);
    assert_true(text_make_dirs(path_of("x/y//z"), &err));
    assert_true(text_make_dirs(path_of("x/y//z"), &err)); /* there already */
    assert_int_equal(access(path_of("x/y/z"), W_OK), 0);
    assert_false(text_make_dirs(path_of("text/below"), &err));
    assert_int_equal(err.code, ERR_IO);
}

/* --- errors and memory --- */

static void test_the_first_error_stays(void **state) {
    (void)state;
    struct err err = {0};
    assert_false(err_set(&err, ERR_USAGE, "first\nline %d", 1));
    assert_false(err_set(&err, ERR_IO, "second"));
    assert_int_equal(err.code, ERR_USAGE);
    assert_string_equal(err.message, "first line 1");
    err_context(&err, "where\t%s", "here");
    assert_string_equal(err.message, "where here: first line 1");
    for (int i = 0; i < 200; i++)
        err_context(&err, "%0200d", i);
    assert_true(strlen(err.message) < sizeof err.message);
    err_clear(&err);
    errno = ENOENT;
    err_errno(&err, "cannot open", "file");
    assert_string_equal(err.message, "cannot open 'file': No such file or directory");
    static const int exits[] = {0, 2, 2, 2, 3, 3, 3, 3, 130};
    for (int code = ERR_NONE; code <= ERR_CANCELLED; code++)
        assert_int_equal(err_exit_code((enum err_code)code), exits[code]);
}

static void test_memory(void **state) {
    (void)state;
    struct err err = {0};
    assert_null(mem_array(SIZE_MAX / 2, 3, &err)); /* the product overflows */
    assert_int_equal(err.code, ERR_MEMORY);
    err_clear(&err);
    uint8_t *none = mem_array(0, 8, &err);
    assert_true(none != NULL && err.code == ERR_NONE); /* nothing is not a failure */
    free(none);
    float *a = mem_array(1000, sizeof *a, &err);
    assert_int_equal((uintptr_t)a % 64, 0);
    for (int i = 0; i < 1000; i++)
        assert_true(a[i] == 0.0f);
    free(a);
    assert_null(mem_string(NULL));
    struct arena arena = {0};
    for (int i = 1; i < 300; i++) {
        char *p = arena_get(&arena, (size_t)i * 37, 1);
        assert_int_equal((uintptr_t)p % 16, 0);
        for (int k = 0; k < i * 37; k++)
            assert_int_equal(p[k], 0);
        memset(p, 0xAA, (size_t)i * 37);
    }
    assert_string_equal(arena_format(&arena, "%s %d", "a", 1), "a 1");
    assert_string_equal(arena_string(&arena, "b"), "b");
    assert_null(arena_string(&arena, NULL));
    arena_free(&arena);
    assert_non_null(arena_get(&arena, 1, 1));
    arena_free(&arena);
}

static void test_hashes(void **state) {
    (void)state;
    char hex[33];
    hash_hex((struct hash128){0x0123456789abcdef, 1}, hex);
    assert_string_equal(hex, "00000000000000010123456789abcdef");
    /* XXH3's published answer for no bytes at all */
    hash_hex(hash_128("", 0), hex);
    assert_string_equal(hex, "99aa06d3014798d86001c324468d497f");
    struct hasher *a = hasher_new(), *b = hasher_new();
    hasher_text(a, "a");
    hasher_text(a, "bc");
    hasher_text(b, "ab");
    hasher_text(b, "c");
    struct hash128 x = hasher_end(a), y = hasher_end(b);
    assert_true(x.low != y.low);
    a = hasher_new();
    hasher_bytes(a, "abc", 3);
    x = hasher_end(a);
    y = hash_128("abc", 3);
    assert_true(x.low == y.low && x.high == y.high);
    assert_true(hash_64("abc", 3, 1) != hash_64("abc", 3, 2));
}

/* --- blobs --- */

static struct blob *some_blob(void) {
    struct err err = {0};
    struct blob *blob = blob_new();
    float *f = blob_add(blob, "floats", BLOB_F32, 3, 5, 0, &err);
    int64_t *l = blob_add(blob, "longs", BLOB_I64, 7, 0, 0, &err);
    uint8_t *none = blob_add(blob, "none", BLOB_U8, 0, 0, 0, &err);
    double *d = blob_add(blob, "cube", BLOB_F64, 2, 3, 4, &err);
    assert_true(f && l && none && d);
    assert_true(blob_add_text(blob, "text", "words", &err));
    for (int i = 0; i < 15; i++)
        f[i] = (float)i * 0.5f;
    for (int i = 0; i < 7; i++)
        l[i] = -i;
    for (int i = 0; i < 24; i++)
        d[i] = i * 1e-3;
    return blob;
}

static void assert_some_blob(const struct blob *blob, const char *prefix) {
    char name[40];
#define NAMED(n) (snprintf(name, sizeof name, "%s%s", prefix, n), name)
    const struct section *cube = blob_find(blob, NAMED("cube"));
    assert_non_null(cube);
    assert_int_equal(cube->rank, 3);
    assert_true(cube->shape[0] == 2 && cube->shape[1] == 3 && cube->shape[2] == 4 && cube->bytes == 24 * 8);
    for (int i = 0; i < 24; i++)
        assert_true(((const double *)cube->data)[i] == i * 1e-3);
    assert_int_equal(blob_length(blob, NAMED("longs")), 7);
    assert_int_equal(((const int64_t *)blob_get(blob, NAMED("longs"), BLOB_I64))[6], -6);
    assert_int_equal(blob_length(blob, NAMED("none")), 0);
    assert_non_null(blob_find(blob, NAMED("none")));
    assert_string_equal((const char *)blob_get(blob, NAMED("text"), BLOB_U8), "words");
    assert_true(((const float *)blob_get(blob, NAMED("floats"), BLOB_F32))[14] == 7.0f);
#undef NAMED
}

static void test_a_blob_survives_the_disk(void **state) {
    (void)state;
    struct err err = {0};
    struct hash128 key = {1, 2};
    struct blob *blob = some_blob();
    assert_some_blob(blob, "");
    assert_null(blob_find(blob, "nothing"));
    assert_int_equal(blob_length(blob, "nothing"), 0);
    assert_true(blob_write(blob, path_of("blob"), key, &err));
    struct blob *mapped = blob_map(path_of("blob"), key, &err);
    assert_non_null(mapped);
    assert_some_blob(mapped, "");
    assert_int_equal(blob_sections(mapped), blob_sections(blob));
    assert_int_equal(blob_bytes(mapped), blob_bytes(blob));
    for (int i = 0; i < blob_sections(mapped); i++)
        assert_int_equal((uintptr_t)blob_section(mapped, i)->data % 64, 0);
    assert_true(blob_write(mapped, path_of("copy"), key, &err)); /* and once more */
    struct blob *again = blob_map(path_of("copy"), key, &err);
    assert_some_blob(again, "");
    blob_free(again);
    blob_free(mapped);
    assert_null(blob_map(path_of("blob"), (struct hash128){1, 3}, &err)); /* another key */
    assert_int_equal(err.code, ERR_DAMAGED);
    err_clear(&err);
    assert_null(blob_map(path_of("nowhere"), key, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    err_clear(&err);
    assert_false(blob_write(blob, path_of("no/folder"), key, &err));
    assert_int_equal(err.code, ERR_IO);
    blob_free(blob);
    blob_free(NULL);
}

/* Writes `value` at byte `at` of a blob's file, and the sum that then belongs to it. */
static void forge(const char *path, size_t at, int64_t value) {
    enum { HEADER = 64, SUM_AT = 40 };
    struct err err = {0};
    char *bytes;
    size_t n;
    assert_true(text_read_file(path, 1 << 20, &bytes, &n, &err));
    memcpy(bytes + at, &value, sizeof value);
    struct hash128 sum = hash_128(bytes + HEADER, n - HEADER);
    memcpy(bytes + SUM_AT, &sum, sizeof sum);
    assert_true(text_write_file(path, bytes, n, &err));
    free(bytes);
}

/* A file whose sum is right and whose table is not: no view may be led past the end of an array. */
static void test_a_section_has_the_length_of_its_shape(void **state) {
    (void)state;
    enum { TABLE = 64, ENTRY = 88, SHAPE_AT = 48 };
    struct hash128 key = {1, 2};
    const int64_t wrong[] = {8, 4, -5, INT64_MAX, (int64_t)1 << 62};
    for (size_t k = 0; k <= sizeof wrong / sizeof *wrong; k++) {
        struct err err = {0};
        struct blob *blob = blob_new();
        assert_non_null(blob_add(blob, "first", BLOB_U8, 3, 0, 0, &err));
        assert_non_null(blob_add(blob, "table", BLOB_F32, 5, 7, 0, &err));
        assert_true(blob_write(blob, path_of("forged"), key, &err));
        blob_free(blob);
        bool whole = k == sizeof wrong / sizeof *wrong; /* at last a forgery that changes nothing */
        forge(path_of("forged"), TABLE + ENTRY + SHAPE_AT, whole ? 5 : wrong[k]);
        blob = blob_map(path_of("forged"), key, &err);
        assert_true((blob != NULL) == whole);
        assert_true(whole ||
                    (err.code == ERR_DAMAGED && strstr(err.message, "'table'") && strstr(err.message, "forged")));
        blob_free(blob);
    }
}

/* A blob in a blob is a view of the outer one, by a prefix of its names. */
static void test_blobs_nest(void **state) {
    (void)state;
    struct err err = {0};
    struct hash128 key = {5, 6};
    struct blob *inner = some_blob(), *outer = blob_new();
    assert_true(blob_nest(outer, "m0.", inner, &err));
    assert_true(blob_nest(outer, "m10.", inner, &err));
    blob_free(inner);
    assert_some_blob(outer, "m0.");
    assert_true(blob_write(outer, path_of("nested"), key, &err));
    blob_free(outer);
    outer = blob_map(path_of("nested"), key, &err);
    assert_non_null(outer);
    struct blob *view = blob_nested(outer, "m10.");
    assert_some_blob(view, "");
    assert_int_equal(blob_sections(view), 5);
    assert_true(blob_get(view, "floats", BLOB_F32) == blob_get(outer, "m10.floats", BLOB_F32)); /* nothing is copied */
    blob_free(view);
    view = blob_nested(outer, "m1.");
    assert_int_equal(blob_sections(view), 0);
    blob_free(view);
    assert_some_blob(outer, "m0.");
    blob_free(outer);
}

/* --- measures --- */

static void test_measures_survive_a_blob(void **state) {
    (void)state;
    struct err err = {0};
    struct measures m = {0}, back;
    double replicates[] = {0.1, 0.2, 0.3}, x[] = {1, 2}, y[] = {3, NAN};
    measures_add(&m, "list.mrr", 0.25, replicates, 3);
    measures_missing(&m, "list.map@10", "because");
    snprintf(measures_add(&m, "capacity.machines", 12, NULL, 0)->why, MEASURE_WHY, "extrapolated");
    measures_ruler(&m, "list.mrr", 0.1, 0.9);
    measures_ruler(&m, "nobody", 0.1, 0.9);
    measures_curve(&m, "days.ctr", x, y, 2);
    measures_curve(&m, "empty", NULL, NULL, 0);
    measures_stage(&m, "rank", 500, 100, NAN, NAN);
    measures_note(&m, "%d of %s", 3, "four");
    measures_note(&m, "second");
    struct blob *blob = blob_new();
    assert_true(measures_pack(&m, blob, &err));
    measures_unpack(&back, blob);
    blob_free(blob);
    assert_int_equal(back.n_metrics, 3);
    const struct measure *mrr = measures_find(&back, "list.mrr");
    assert_true(mrr->value == 0.25 && mrr->baseline == 0.1 && mrr->oracle == 0.9 && mrr->n_replicates == 3);
    assert_memory_equal(mrr->replicates, replicates, sizeof replicates);
    const struct measure *missing = measures_find(&back, "list.map@10");
    assert_true(isnan(missing->value) && isnan(missing->baseline));
    assert_string_equal(missing->why, "because");
    assert_string_equal(measures_find(&back, "capacity.machines")->why, "extrapolated");
    assert_null(measures_find(&back, "nobody"));
    assert_int_equal(back.n_curves, 2);
    assert_true(back.curves[0].n == 2 && back.curves[0].y[0] == 3 && isnan(back.curves[0].y[1]));
    assert_int_equal(back.curves[1].n, 0);
    assert_true(back.n_stages == 1 && back.stages[0].out == 100 && isnan(back.stages[0].p50_ms));
    assert_int_equal(back.n_notes, 2);
    assert_string_equal(back.notes[0], "3 of four");
    struct measures more = {0};
    measures_stage(&more, "rank", NAN, NAN, 1.5, 2.5); /* the times of a stage whose counts are there */
    measures_add(&more, "list.coverage", 0.5, NULL, 0);
    measures_append(&back, &more);
    assert_int_equal(more.n_metrics, 0);
    assert_int_equal(back.n_metrics, 4);
    assert_true(back.n_stages == 1 && back.stages[0].in == 500 && back.stages[0].p99_ms == 2.5);
    measures_free(&m);
    measures_free(&back);
    blob = blob_new(); /* a node that measures nothing */
    measures_unpack(&back, blob);
    assert_int_equal(back.n_metrics, 0);
    blob_free(blob);
}

static void test_long_names_are_cut(void **state) {
    (void)state;
    struct measures m = {0};
    char name[200];
    memset(name, 'n', sizeof name - 1);
    name[sizeof name - 1] = '\0';
    measures_missing(&m, name, name);
    assert_int_equal(strlen(m.metrics[0].name), MEASURE_NAME - 1);
    assert_int_equal(strlen(m.metrics[0].why), MEASURE_WHY - 1);
    measures_free(&m);
}

/* --- progress and clock --- */

static void note(void *arg, const struct progress_event *event) {
    struct progress_event *last = arg;
    *last = *event;
}

static void test_progress_reports_until_cancelled(void **state) {
    (void)state;
    struct progress_event last = {0};
    struct progress p = {.report = note, .arg = &last, .stage = "train"};
    struct err err = {0};
    assert_true(progress_step(&p, 0.5, &err));
    assert_string_equal(last.stage, "train");
    assert_true(last.done == 0.5 && last.curve == NULL);
    progress_point(&p, "train.loss", 3, 0.25, 0.6);
    assert_string_equal(last.curve, "train.loss");
    assert_true(last.x == 3 && last.y == 0.25 && last.done == 0.6);
    atomic_store(&p.cancel, true);
    last.done = -1;
    assert_false(progress_step(&p, 0.7, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_true(last.done == -1);
    struct progress nobody = {0};
    err_clear(&err);
    assert_true(progress_step(&nobody, 0.1, &err));
    progress_point(&nobody, "c", 0, 0, 0);
}

static void test_clocks(void **state) {
    (void)state;
    struct clock c = clock_frozen(5000000000, 1700000000);
    assert_true(clock_ns(&c) == 5000000000 && clock_wall(&c) == 1700000000);
    assert_true(clock_seconds_since(&c, 2000000000) == 3.0);
    c.frozen_ns += 1;
    assert_true(clock_ns(&c) == 5000000001);
    int64_t a = clock_ns(&clock_system);
    usleep(2000);
    assert_true(clock_seconds_since(&clock_system, a) >= 0.002);
    assert_true(clock_wall(&clock_system) > 1700000000);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_philox_gives_the_published_vectors),
        cmocka_unit_test(test_a_stream_follows_from_its_names_alone),
        cmocka_unit_test(test_numbers_have_their_moments),
        cmocka_unit_test(test_poisson_at_its_edges),
        cmocka_unit_test(test_below_is_even),
        cmocka_unit_test(test_shuffle_is_a_permutation),
        cmocka_unit_test(test_pick_goes_by_weight),
        cmocka_unit_test(test_harmonic_sizes),
        cmocka_unit_test(test_every_shard_runs_once),
        cmocka_unit_test(test_pool_refuses_odd_numbers_of_threads),
        cmocka_unit_test(test_pool_copies_all_and_no_more),
        cmocka_unit_test(test_ranges_cover_everything_once),
        cmocka_unit_test(test_text_grows),
        cmocka_unit_test(test_distance),
        cmocka_unit_test(test_nearest),
        cmocka_unit_test(test_numbers_as_text),
        cmocka_unit_test(test_text_as_numbers),
        cmocka_unit_test(test_files_of_text),
        cmocka_unit_test(test_the_first_error_stays),
        cmocka_unit_test(test_memory),
        cmocka_unit_test(test_hashes),
        cmocka_unit_test(test_a_blob_survives_the_disk),
        cmocka_unit_test(test_a_section_has_the_length_of_its_shape),
        cmocka_unit_test(test_blobs_nest),
        cmocka_unit_test(test_measures_survive_a_blob),
        cmocka_unit_test(test_long_names_are_cut),
        cmocka_unit_test(test_progress_reports_until_cancelled),
        cmocka_unit_test(test_clocks),
    };
    return cmocka_run_group_tests_name("base", tests, start, NULL);
}
