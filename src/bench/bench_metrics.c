/* sevenstep-bench metrics: what the program's metrics say about label,score[,group] lines. */
#include "base/clock.h"
#include "base/hash.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "eval/scores.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct rows {
    int n, room;
    double *score;
    float *label;
    uint8_t *y;
    uint64_t *group; /* hash of the group's name; NULL when lines have none */
};

static void rows_free(struct rows *r) {
    free(r->score);
    free(r->label);
    free(r->y);
    free(r->group);
}

/* --- reading --- */

static bool bad_line(const char *path, int line, const char *what, struct err *err) {
    return err_set(err, ERR_USAGE, "%s:%d: %s; lines are label,score or label,score,group", path, line, what);
}

static bool add_line(struct rows *r, char *text, const char *path, int line, struct err *err) {
    char *end;
    double label = strtod(text, &end);
    if (end == text || *end != ',' || !isfinite(label) || label < 0)
        return bad_line(path, line, "the label is no number of at least 0", err);
    char *second = end + 1;
    double score = strtod(second, &end);
    if (end == second || (*end != ',' && *end != '\0') || !isfinite(score))
        return bad_line(path, line, "the score is no finite number", err);
    bool grouped = *end == ',';
    if (r->n > 0 && grouped != (r->group != NULL))
        return bad_line(path, line, grouped ? "a group, and none before" : "the group is missing", err);
    if (r->n == r->room) {
        r->room = r->room ? 2 * r->room : 1024;
        r->score = mem_grow(r->score, (size_t)r->room, sizeof *r->score);
        r->label = mem_grow(r->label, (size_t)r->room, sizeof *r->label);
        r->y = mem_grow(r->y, (size_t)r->room, sizeof *r->y);
        if (grouped)
            r->group = mem_grow(r->group, (size_t)r->room, sizeof *r->group);
    }
    if (grouped)
        r->group[r->n] = hash_64(end + 1, strlen(end + 1), 0);
    r->score[r->n] = score;
    r->label[r->n] = (float)label;
    r->y[r->n++] = label > 0;
    return true;
}

/* A first line whose label is no number is a heading. */
static bool is_heading(const char *line) {
    char *end;
    (void)strtod(line, &end);
    return end == line;
}

static bool read_rows(struct rows *r, const char *path, struct err *err) {
    char *bytes = NULL;
    size_t length;
    bool ok = text_read_file(path, (size_t)1 << 36, &bytes, &length, err);
    int line = 0;
    if (!ok && err->code == ERR_IO)
        err->code = ERR_USAGE; /* a file of the user's */
    for (char *p = bytes; ok && p && *p;) {
        char *next = p + strcspn(p, "\n");
        bool last = *next == '\0';
        *next = '\0';
        if (next > p && next[-1] == '\r')
            next[-1] = '\0';
        line++;
        if (*p && !(line == 1 && is_heading(p)))
            ok = add_line(r, p, path, line, err);
        p = last ? next : next + 1;
    }
    if (ok && r->n == 0)
        ok = err_set(err, ERR_USAGE, "%s: holds no line", path);
    free(bytes);
    return ok;
}

/* --- groups --- */

struct ranked_row {
    uint64_t group;
    double score;
    int32_t row;
    float label;
};

static int by_group_then_rank(const void *a, const void *b) {
    const struct ranked_row *x = a, *y = b;
    if (x->group != y->group)
        return x->group < y->group ? -1 : 1;
    if (x->score != y->score)
        return x->score > y->score ? -1 : 1;
    return (x->row > y->row) - (x->row < y->row);
}

struct lists {
    double ndcg, map, mrr;
    int groups; /* with something relevant; the others say nothing */
};

static void add_list(struct lists *lists, const struct ranked_row *rows, int n, float *grade) {
    int relevant = 0;
    for (int i = 0; i < n; i++) {
        grade[i] = rows[i].label;
        relevant += grade[i] > 0;
    }
    if (relevant == 0)
        return;
    lists->groups++;
    lists->ndcg += list_ndcg(grade, n, 10, grade, n);
    lists->map += list_average_precision(grade, n, 10, relevant);
    lists->mrr += list_reciprocal_rank(grade, n, relevant);
}

static bool measure_lists(struct lists *lists, const struct rows *r, struct err *err) {
    struct ranked_row *rows = mem_array((size_t)r->n, sizeof *rows, err);
    float *grade = mem_array((size_t)r->n, sizeof *grade, err);
    if (rows && grade) {
        for (int i = 0; i < r->n; i++)
            rows[i] = (struct ranked_row){r->group[i], r->score[i], i, r->label[i]};
        qsort(rows, (size_t)r->n, sizeof *rows, by_group_then_rank);
        for (int begin = 0, end; begin < r->n; begin = end) {
            for (end = begin; end < r->n && rows[end].group == rows[begin].group;)
                end++;
            add_list(lists, rows + begin, end - begin, grade);
        }
    }
    bool ok = rows && grade;
    free(rows);
    free(grade);
    return ok;
}

/* --- the command --- */

static bool measure(const struct rows *r, struct pool *pool, bool json, struct err *err) {
    struct scores scores;
    struct lists lists = {0};
    double value[SCORES_METRICS];
    int64_t start = clock_ns(&clock_system);
    if (!scores_sort(&scores, r->score, r->y, NULL, NULL, r->n, pool, err))
        return false;
    scores_all(value, &scores, 0.5, pool);
    scores_free(&scores);
    if (r->group && !measure_lists(&lists, r, err))
        return false;
    double seconds = clock_seconds_since(&clock_system, start);
    struct bench_line line = {.json = json};
    for (int m = 0; m < SCORES_METRICS; m++)
        bench_number(&line, scores_metric_name((enum scores_metric)m), value[m]);
    if (r->group) {
        double n = lists.groups > 0 ? lists.groups : NAN;
        bench_number(&line, "ndcg@10", lists.ndcg / n);
        bench_number(&line, "map@10", lists.map / n);
        bench_number(&line, "mrr", lists.mrr / n);
        bench_number(&line, "groups", lists.groups);
    }
    bench_number(&line, "rows", r->n);
    bench_number(&line, "seconds", seconds);
    bench_end(&line);
    return true;
}

bool bench_metrics(int argc, char **argv, struct err *err) {
    const char *input = NULL, *threads_text = NULL, *format = NULL;
    const struct bench_option options[] = {
        {"--input", &input, NULL, NULL}, {"--threads", &threads_text, NULL, NULL}, {"--format", &format, NULL, NULL}};
    struct rows rows = {0};
    struct pool *pool = NULL;
    int threads = 0;
    bool json, ok = bench_options(argc, argv, options, 3, err) && bench_format(format, &json, err) &&
                    bench_int("--threads", threads_text, 1, 64, &threads, err);
    if (ok && !input)
        ok = err_set(err, ERR_USAGE, "metrics: --input F.csv is needed");
    ok = ok && read_rows(&rows, input, err) && (pool = pool_new(threads, err)) && measure(&rows, pool, json, err);
    rows_free(&rows);
    pool_free(pool);
    return ok;
}
