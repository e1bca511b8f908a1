/* sevenstep-bench metrics: what the program's metrics say about label,score[,group] lines. */
#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "bench/scores_file.h"
#include "eval/scores.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* --- groups --- */

/* Groups are numbered in the order of their first rows. */
struct groups {
    int n;
    int32_t *of_row; /* (rows) */
    int32_t *begin;  /* (n+1) into order */
    int32_t *order;  /* (rows) rows of each group, the highest score first, ties in the order they came */
};

static void groups_free(struct groups *g) {
    free(g->of_row);
    free(g->begin);
    free(g->order);
}

struct table { /* open addressing: 1 + number of the group whose name hashes to key */
    uint64_t *key;
    int32_t *number;
    size_t slots; /* a power of two, at most half full */
};

static size_t slot_of(const struct table *t, uint64_t key) {
    size_t at = (size_t)(key ^ key >> 32) & (t->slots - 1);
    while (t->number[at] != 0 && t->key[at] != key)
        at = (at + 1) & (t->slots - 1);
    return at;
}

static void grow(struct table *t) {
    struct table wider = {.slots = t->slots ? 2 * t->slots : 1024};
    wider.key = mem_must(wider.slots, sizeof *wider.key);
    wider.number = mem_must(wider.slots, sizeof *wider.number);
    for (size_t i = 0; i < t->slots; i++)
        if (t->number[i] != 0) {
            size_t at = slot_of(&wider, t->key[i]);
            wider.key[at] = t->key[i];
            wider.number[at] = t->number[i];
        }
    free(t->key);
    free(t->number);
    *t = wider;
}

static void number_groups(struct groups *g, const struct scores_file *f) {
    struct table t = {0};
    for (int i = 0; i < f->n; i++) {
        if (i > 0 && f->group[i] == f->group[i - 1]) {
            g->of_row[i] = g->of_row[i - 1];
            continue;
        }
        if (2 * (size_t)g->n >= t.slots)
            grow(&t);
        size_t at = slot_of(&t, f->group[i]);
        if (t.number[at] == 0) {
            t.key[at] = f->group[i];
            t.number[at] = ++g->n;
        }
        g->of_row[i] = t.number[at] - 1;
    }
    free(t.key);
    free(t.number);
}

/* Deals the rows out to their groups from the highest score down. begin moves to each group's end, and back. */
static void deal_out(struct groups *g, const struct scores *sorted) {
    for (int i = 0; i < sorted->n; i++)
        g->begin[g->of_row[i] + 1]++;
    for (int k = 0; k < g->n; k++)
        g->begin[k + 1] += g->begin[k];
    for (int end = sorted->n, start; end > 0; end = start) {
        for (start = end - 1; sorted->tie[start];)
            start--;
        for (int i = start; i < end; i++)
            g->order[g->begin[g->of_row[sorted->row[i]]]++] = sorted->row[i];
    }
    memmove(g->begin + 1, g->begin, (size_t)g->n * sizeof *g->begin);
    g->begin[0] = 0;
}

static bool groups_make(struct groups *g, const struct scores_file *f, const struct scores *sorted, struct err *err) {
    size_t n = (size_t)f->n;
    *g = (struct groups){0};
    if (!(g->of_row = mem_array(n, sizeof *g->of_row, err)) || !(g->order = mem_array(n, sizeof *g->order, err)))
        return false;
    number_groups(g, f);
    if (!(g->begin = mem_array((size_t)g->n + 1, sizeof *g->begin, err)))
        return false;
    deal_out(g, sorted);
    return true;
}

/* --- their lists --- */

enum { SHARDS = 64 };
struct lists {
    double ndcg, map, mrr;
    int groups; /* with something relevant; the others say nothing */
};
struct listing {
    const struct groups *groups;
    const float *label;
    float *grade; /* (workers, longest) */
    int longest;
    struct lists shard[SHARDS];
};

static void add_list(struct lists *lists, const float *label, const int32_t *row, int n, float *grade) {
    int relevant = 0;
    for (int i = 0; i < n; i++) {
        grade[i] = label[row[i]];
        relevant += grade[i] > 0;
    }
    if (relevant == 0)
        return;
    lists->groups++;
    lists->ndcg += list_ndcg(grade, n, 10, grade, n);
    lists->map += list_average_precision(grade, n, 10, relevant);
    lists->mrr += list_reciprocal_rank(grade, n, relevant);
}

static void list_shard(void *arg, int shard, int worker) {
    struct listing *l = arg;
    const struct groups *g = l->groups;
    int begin, end;
    pool_range(g->n, SHARDS, shard, &begin, &end);
    for (int k = begin; k < end; k++)
        add_list(&l->shard[shard], l->label, g->order + g->begin[k], g->begin[k + 1] - g->begin[k],
                 l->grade + (size_t)worker * (size_t)l->longest);
}

static bool measure_lists(struct lists *lists, const struct scores_file *f, const struct scores *sorted,
                          struct pool *pool, struct err *err) {
    struct groups groups;
    struct listing l = {.groups = &groups, .label = f->label};
    bool ok = groups_make(&groups, f, sorted, err);
    for (int k = 0; ok && k < groups.n; k++) {
        int n = groups.begin[k + 1] - groups.begin[k];
        l.longest = n > l.longest ? n : l.longest;
    }
    ok = ok && (l.grade = mem_array((size_t)pool_threads(pool) * (size_t)l.longest, sizeof *l.grade, err));
    if (ok)
        pool_for(pool, SHARDS, list_shard, &l);
    for (int s = 0; ok && s < SHARDS; s++) {
        lists->groups += l.shard[s].groups;
        lists->ndcg += l.shard[s].ndcg;
        lists->map += l.shard[s].map;
        lists->mrr += l.shard[s].mrr;
    }
    free(l.grade);
    groups_free(&groups);
    return ok;
}

/* --- the command --- */

static bool measure(const struct scores_file *f, double read_s, struct pool *pool, bool json, struct err *err) {
    struct scores scores;
    struct lists lists = {0};
    double value[SCORES_METRICS];
    int64_t start = clock_ns(&clock_system);
    if (!scores_sort(&scores, f->score, f->y, NULL, NULL, f->n, pool, err))
        return false;
    scores_all(value, &scores, 0.5, pool);
    bool ok = !f->group || measure_lists(&lists, f, &scores, pool, err);
    scores_free(&scores);
    if (!ok)
        return false;
    double seconds = clock_seconds_since(&clock_system, start);
    struct bench_line line = {.json = json};
    for (int m = 0; m < SCORES_METRICS; m++)
        bench_number(&line, scores_metric_name((enum scores_metric)m), value[m]);
    if (f->group) {
        double n = lists.groups > 0 ? lists.groups : NAN;
        bench_number(&line, "ndcg@10", lists.ndcg / n);
        bench_number(&line, "map@10", lists.map / n);
        bench_number(&line, "mrr", lists.mrr / n);
        bench_number(&line, "groups", lists.groups);
    }
    bench_number(&line, "rows", f->n);
    bench_number(&line, "seconds", seconds);
    bench_number(&line, "read_s", read_s);
    bench_end(&line);
    return true;
}

bool bench_metrics(int argc, char **argv, struct err *err) {
    const char *input = NULL, *threads_text = NULL, *format = NULL;
    const struct bench_option options[] = {
        {"--input", &input, NULL, NULL}, {"--threads", &threads_text, NULL, NULL}, {"--format", &format, NULL, NULL}};
    struct scores_file file = {0};
    int threads = 0;
    bool json;
    if (!bench_options(argc, argv, options, 3, err) || !bench_format(format, &json, err) ||
        !bench_int("--threads", threads_text, 1, 64, &threads, err))
        return false;
    if (!input)
        return err_set(err, ERR_USAGE, "metrics: --input F.csv is needed");
    struct pool *pool = pool_new(threads, err);
    int64_t start = clock_ns(&clock_system);
    bool ok = pool && scores_file_read(&file, input, pool, err) &&
              measure(&file, clock_seconds_since(&clock_system, start), pool, json, err);
    scores_file_free(&file);
    pool_free(pool);
    return ok;
}
