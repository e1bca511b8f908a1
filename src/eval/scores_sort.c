/* Sorting rows by score, in two steps. First all rows go to one of SPLIT buckets by a linear map of their score, which
 * keeps the order (rounding is monotone); each bucket is then sorted where it fits into a core's cache, least
 * significant digit first, digits that all its rows share skipped. What moves is 16 bytes: the score as a key, the row
 * and its label. Both steps are stable and a stable sort has one result, so neither shards nor threads show.
 * Skewed scores make large buckets: slower, never wrong. */
#include "base/mem.h"
#include "eval/scores.h"

#include <assert.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SPLIT = 1024, SHARDS = 8, DIGIT_BITS = 11, DIGITS = 6, DIGIT_VALUES = 1 << DIGIT_BITS, FEW = 32 };

struct item {
    uint64_t key;
    uint32_t row_y; /* row * 2 + label */
};

struct sort {
    struct scores *out;
    const double *p;
    const uint8_t *y;
    const double *weight;
    const int32_t *unit;
    struct item *items;                            /* (N) */
    struct item *spare;                            /* (threads,largest) */
    uint32_t largest;                              /* rows of the largest bucket */
    double low[SHARDS], high[SHARDS], base, scale; /* bucket = (p - base) * scale */
    uint32_t place[SHARDS][SPLIT];                 /* counts, then where a shard puts its next row of a bucket */
    uint32_t begin[SPLIT + 1];
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

static int bucket_of(const struct sort *s, double p) {
    return (int)((p - s->base) * s->scale);
}

static void range_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct sort *s = arg;
    int begin, end;
    double low = INFINITY, high = -INFINITY;
    pool_range(s->out->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        assert(s->p[i] == s->p[i]);
        low = s->p[i] < low ? s->p[i] : low;
        high = s->p[i] > high ? s->p[i] : high;
    }
    s->low[shard] = low;
    s->high[shard] = high;
}

/* A range too wide or too narrow to divide by leaves all rows in one bucket. */
static void find_map(struct sort *s) {
    double low = INFINITY, high = -INFINITY;
    for (int i = 0; i < SHARDS; i++) {
        low = fmin(low, s->low[i]);
        high = fmax(high, s->high[i]);
    }
    double scale = (SPLIT - 1) / (high - low);
    bool divides = isfinite(high - low) && high > low && isfinite(scale);
    s->base = divides ? low : 0;
    s->scale = divides ? scale : 0;
}

static void count_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct sort *s = arg;
    int begin, end;
    pool_range(s->out->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        s->place[shard][bucket_of(s, s->p[i])]++;
}

/* Bucket by bucket, within a bucket shard by shard: the order that keeps the sort stable. */
static void places_from_counts(struct sort *s) {
    uint32_t sum = 0;
    for (int b = 0; b < SPLIT; b++) {
        s->begin[b] = sum;
        for (int shard = 0; shard < SHARDS; shard++) {
            uint32_t count = s->place[shard][b];
            s->place[shard][b] = sum;
            sum += count;
        }
    }
    s->begin[SPLIT] = sum;
    for (int b = 0; b < SPLIT; b++)
        s->largest = s->begin[b + 1] - s->begin[b] > s->largest ? s->begin[b + 1] - s->begin[b] : s->largest;
}

static void move_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct sort *s = arg;
    int begin, end;
    pool_range(s->out->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++)
        s->items[s->place[shard][bucket_of(s, s->p[i])]++] =
            (struct item){key_of(s->p[i]), (uint32_t)i * 2 + (s->y[i] != 0)};
}

static void insert_few(struct item *x, uint32_t n) {
    for (uint32_t i = 1; i < n; i++) {
        struct item item = x[i];
        uint32_t at = i;
        for (; at > 0 && x[at - 1].key > item.key; at--)
            x[at] = x[at - 1];
        x[at] = item;
    }
}

/* x (n) sorted, in x or in spare: which. */
static const struct item *sort_digits(struct item *x, struct item *spare, uint32_t n) {
    uint32_t place[DIGIT_VALUES];
    uint64_t differ = 0;
    for (uint32_t i = 1; i < n; i++)
        differ |= x[i].key ^ x[0].key;
    for (int digit = 0; digit < DIGITS; digit++) {
        int shift = digit * DIGIT_BITS;
        if ((differ >> shift & (DIGIT_VALUES - 1)) == 0)
            continue;
        memset(place, 0, sizeof place);
        for (uint32_t i = 0; i < n; i++)
            place[x[i].key >> shift & (DIGIT_VALUES - 1)]++;
        for (uint32_t v = 0, sum = 0; v < DIGIT_VALUES; v++) {
            uint32_t count = place[v];
            place[v] = sum;
            sum += count;
        }
        for (uint32_t i = 0; i < n; i++)
            spare[place[x[i].key >> shift & (DIGIT_VALUES - 1)]++] = x[i];
        struct item *sorted = spare;
        spare = x;
        x = sorted;
    }
    return x;
}

static void bucket_shard(void *arg, int b, int worker) {
    struct sort *s = arg;
    struct scores *out = s->out;
    uint32_t begin = s->begin[b], n = s->begin[b + 1] - begin;
    const struct item *x = s->items + begin;
    if (n <= FEW)
        insert_few(s->items + begin, n);
    else
        x = sort_digits(s->items + begin, s->spare + (size_t)worker * s->largest, n);
    for (uint32_t i = 0; i < n; i++) {
        uint32_t row = x[i].row_y >> 1, to = begin + i;
        out->p[to] = score_of(x[i].key);
        out->tie[to] = i > 0 && x[i].key == x[i - 1].key; /* equal scores share a bucket */
        out->y[to] = x[i].row_y & 1;
        out->row[to] = (int32_t)row;
        if (s->weight)
            out->weight[to] = s->weight[row];
        if (s->unit)
            out->unit[to] = s->unit[row];
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
    struct sort *s = mem_array(1, sizeof *s, err);
    struct item *items = mem_array((size_t)n, sizeof *items, err), *spare = NULL;
    bool ok = allocate(out, n, weight != NULL, unit != NULL, err) && s && items;
    if (ok) {
        *s = (struct sort){.out = out, .p = p, .y = y, .weight = weight, .unit = unit, .items = items};
        pool_for(pool, SHARDS, range_shard, s);
        find_map(s);
        pool_for(pool, SHARDS, count_shard, s);
        places_from_counts(s);
        spare = mem_array((size_t)pool_threads(pool) * s->largest, sizeof *spare, err);
        ok = spare != NULL;
    }
    if (ok) {
        s->spare = spare;
        pool_for(pool, SHARDS, move_shard, s);
        pool_for(pool, SPLIT, bucket_shard, s);
        out->probability = n > 0 && out->p[0] >= 0 && out->p[n - 1] <= 1;
    }
    free(s);
    free(items);
    free(spare);
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
