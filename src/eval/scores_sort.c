/* Sorting rows by score: least significant digit first, 11 bits a digit, shards in parallel. A stable sort has one
 * result, so the number of shards does not show. Digits that all rows share (the low bits of what was once a float) are
 * skipped. */
#include "base/mem.h"
#include "eval/scores.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

enum { DIGIT_BITS = 11, DIGITS = 6, BUCKETS = 1 << DIGIT_BITS, SHARDS = 8 };

struct radix {
    const uint64_t *key;
    const int32_t *row;
    uint64_t *key_out;
    int32_t *row_out;
    uint32_t (*place)[BUCKETS]; /* (SHARDS) counts, then where the shard puts its next row of a bucket */
    int n, shift;
};

/* Doubles as integers of the same order; adding zero makes -0 and +0 one. */
static uint64_t key_of(double p) {
    uint64_t bits;
    p += 0.0;
    memcpy(&bits, &p, sizeof bits);
    return bits >> 63 ? ~bits : bits | 1ULL << 63;
}

static double score_of(uint64_t key) {
    uint64_t bits = key >> 63 ? key & ~(1ULL << 63) : ~key;
    double p;
    memcpy(&p, &bits, sizeof p);
    return p;
}

static void count_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct radix *r = arg;
    int begin, end;
    pool_range(r->n, SHARDS, shard, &begin, &end);
    uint32_t *count = r->place[shard];
    memset(count, 0, sizeof r->place[shard]);
    for (int i = begin; i < end; i++)
        count[r->key[i] >> r->shift & (BUCKETS - 1)]++;
}

static void move_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct radix *r = arg;
    int begin, end;
    pool_range(r->n, SHARDS, shard, &begin, &end);
    uint32_t *place = r->place[shard];
    for (int i = begin; i < end; i++) {
        uint32_t to = place[r->key[i] >> r->shift & (BUCKETS - 1)]++;
        r->key_out[to] = r->key[i];
        r->row_out[to] = r->row[i];
    }
}

/* Bucket by bucket, within a bucket shard by shard: the order that keeps the sort stable. */
static void places_from_counts(uint32_t (*place)[BUCKETS]) {
    uint32_t sum = 0;
    for (int b = 0; b < BUCKETS; b++)
        for (int s = 0; s < SHARDS; s++) {
            uint32_t count = place[s][b];
            place[s][b] = sum;
            sum += count;
        }
}

/* Sorts both arrays (n each); spare ones of the same size are scratch. The result is in *key and *row. */
static bool radix_sort(uint64_t **key, int32_t **row, uint64_t **key_spare, int32_t **row_spare, int n,
                       struct pool *pool, struct err *err) {
    uint32_t(*place)[BUCKETS] = mem_array(SHARDS, sizeof *place, err);
    if (!place)
        return false;
    uint64_t differ = 0;
    for (int i = 1; i < n; i++)
        differ |= (*key)[i] ^ (*key)[0];
    for (int digit = 0; digit < DIGITS; digit++) {
        int shift = digit * DIGIT_BITS;
        if ((differ >> shift & (BUCKETS - 1)) == 0)
            continue;
        struct radix r = {*key, *row, *key_spare, *row_spare, place, n, shift};
        pool_for(pool, SHARDS, count_shard, &r);
        places_from_counts(place);
        pool_for(pool, SHARDS, move_shard, &r);
        *key_spare = *key;
        *row_spare = *row;
        *key = r.key_out;
        *row = r.row_out;
    }
    free(place);
    return true;
}

struct gather {
    struct scores *out;
    const uint64_t *key;
    const uint8_t *y;
    const double *weight;
    const int32_t *unit;
};

static void gather_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct gather *g = arg;
    struct scores *out = g->out;
    int begin, end;
    pool_range(out->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        int32_t row = out->row[i];
        out->p[i] = score_of(g->key[i]);
        out->tie[i] = i > 0 && g->key[i] == g->key[i - 1];
        out->y[i] = g->y[row] != 0;
        if (g->weight)
            out->weight[i] = g->weight[row];
        if (g->unit)
            out->unit[i] = g->unit[row];
    }
}

static bool allocate(struct scores *out, int n, bool weighted, bool units, struct err *err) {
    size_t N = (size_t)n;
    *out = (struct scores){.n = n};
    return (out->p = mem_array(N, sizeof *out->p, err)) && (out->y = mem_array(N, sizeof *out->y, err)) &&
           (out->tie = mem_array(N, sizeof *out->tie, err)) && (out->row = mem_array(N, sizeof *out->row, err)) &&
           (!weighted || (out->weight = mem_array(N, sizeof *out->weight, err))) &&
           (!units || (out->unit = mem_array(N, sizeof *out->unit, err)));
}

bool scores_sort(struct scores *out, const double *p, const uint8_t *y, const double *weight, const int32_t *unit,
                 int n, struct pool *pool, struct err *err) {
    bool ok = false;
    uint64_t *key = mem_array((size_t)n, sizeof *key, err), *key_spare = mem_array((size_t)n, sizeof *key, err);
    int32_t *row_spare = mem_array((size_t)n, sizeof *row_spare, err);
    if (!allocate(out, n, weight != NULL, unit != NULL, err) || !key || !key_spare || !row_spare)
        goto out;
    for (int i = 0; i < n; i++) {
        assert(p[i] == p[i]);
        key[i] = key_of(p[i]);
        out->row[i] = i;
    }
    if (!radix_sort(&key, &out->row, &key_spare, &row_spare, n, pool, err))
        goto out;
    struct gather g = {out, key, y, weight, unit};
    pool_for(pool, SHARDS, gather_shard, &g);
    out->probability = n > 0 && out->p[0] >= 0 && out->p[n - 1] <= 1;
    ok = true;
out:
    free(key);
    free(key_spare);
    free(row_spare);
    if (!ok)
        scores_free(out);
    return ok;
}

void scores_free(struct scores *s) {
    free(s->p);
    free(s->y);
    free(s->tie);
    free(s->weight);
    free(s->unit);
    free(s->row);
    *s = (struct scores){0};
}
