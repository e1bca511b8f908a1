/* scores_file.c - the file is cut into shards at ends of lines. A first round counts their lines, so that in a second
 * every shard knows where its rows go and what its lines are called. */
#include "bench/scores_file.h"
#include "base/decimal.h"
#include "base/hash.h"
#include "base/mem.h"
#include "base/text.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHARDS = 64 };

struct shard {
    const char *begin, *end;
    int lines, rows; /* rows: lines that are not empty */
    int64_t line_before, row_before;
    int bad_line; /* within the shard, from 1; 0: none */
    const char *why;
};
struct reading {
    struct scores_file *out;
    struct shard shard[SHARDS];
    bool grouped;
};

/* The line at p, without what ends it; *next is where the following one begins. */
static const char *line_end(const char *p, const char *end, const char **next) {
    const char *newline = memchr(p, '\n', (size_t)(end - p)), *stop = newline ? newline : end;
    *next = newline ? newline + 1 : end;
    return stop > p && stop[-1] == '\r' ? stop - 1 : stop;
}

static void count_shard(void *arg, int at, int worker) {
    struct shard *s = &((struct reading *)arg)->shard[at];
    (void)worker;
    for (const char *p = s->begin, *next; p < s->end; p = next) {
        s->rows += line_end(p, s->end, &next) > p;
        s->lines++;
    }
}

/* NULL: row `at` has it; otherwise what is wrong with the line. */
static const char *read_line(const struct reading *r, const char *p, const char *end, int64_t at) {
    double label, score;
    p = decimal_read(p, end, &label);
    if (!p || p == end || *p != ',' || !isfinite(label) || label < 0)
        return "the label is no number of at least 0";
    p = decimal_read(p + 1, end, &score);
    if (!p || (p < end && *p != ',') || !isfinite(score))
        return "the score is no finite number";
    bool grouped = p < end;
    if (grouped != r->grouped)
        return grouped ? "a group, and none before" : "the group is missing";
    if (grouped)
        r->out->group[at] = hash_64(p + 1, (size_t)(end - p - 1), 0);
    r->out->score[at] = score;
    r->out->label[at] = (float)label;
    r->out->y[at] = label > 0;
    return NULL;
}

static void read_shard(void *arg, int at, int worker) {
    struct reading *r = arg;
    struct shard *s = &r->shard[at];
    int64_t row = s->row_before;
    int line = 0;
    (void)worker;
    for (const char *p = s->begin, *next; p < s->end && !s->why; p = next) {
        const char *end = line_end(p, s->end, &next);
        line++;
        if (end > p && (s->why = read_line(r, p, end, row++)))
            s->bad_line = line;
    }
}

/* Shards of about the same number of bytes, cut behind ends of lines. */
static void cut(struct reading *r, const char *bytes, const char *end) {
    size_t n = (size_t)(end - bytes);
    for (int i = 0; i < SHARDS; i++) {
        const char *from = i == 0 ? bytes : r->shard[i - 1].end, *to = bytes + n / SHARDS * ((size_t)i + 1), *next;
        if (to < from)
            to = from;
        if (i == SHARDS - 1 || to >= end)
            next = end;
        else
            (void)line_end(to, end, &next);
        r->shard[i].begin = from;
        r->shard[i].end = next;
    }
}

static bool number_lines(struct reading *r, int64_t line, int64_t *rows) {
    *rows = 0;
    for (int i = 0; i < SHARDS; i++) {
        r->shard[i].line_before = line;
        r->shard[i].row_before = *rows;
        line += r->shard[i].lines;
        *rows += r->shard[i].rows;
    }
    return *rows > 0;
}

static bool first_has_group(const char *p, const char *end) {
    const char *next = p, *stop = p;
    while (p < end && (stop = line_end(p, end, &next)) == p)
        p = next;
    const char *comma = memchr(p, ',', (size_t)(stop - p));
    return comma && memchr(comma + 1, ',', (size_t)(stop - comma - 1));
}

static bool allocate(struct scores_file *f, int64_t rows, bool grouped, struct err *err) {
    f->n = (int)rows;
    return (f->score = mem_array((size_t)rows, sizeof *f->score, err)) &&
           (f->label = mem_array((size_t)rows, sizeof *f->label, err)) &&
           (f->y = mem_array((size_t)rows, sizeof *f->y, err)) &&
           (!grouped || (f->group = mem_array((size_t)rows, sizeof *f->group, err)));
}

static bool read_bytes(struct scores_file *out, const char *path, const char *bytes, const char *end, struct pool *pool,
                       struct err *err) {
    struct reading r = {.out = out};
    const char *next;
    double label;
    int64_t rows, heading = 0;
    if (end - bytes >= 3 && memcmp(bytes, "\xef\xbb\xbf", 3) == 0)
        bytes += 3; /* a byte order mark is no part of the first label */
    const char *first = line_end(bytes, end, &next);
    if (first > bytes && !decimal_read(bytes, first, &label)) {
        bytes = next;
        heading = 1;
    }
    cut(&r, bytes, end);
    r.grouped = first_has_group(bytes, end);
    pool_for(pool, SHARDS, count_shard, &r);
    if (!number_lines(&r, heading, &rows))
        return err_set(err, ERR_USAGE, "%s: holds no line", path);
    if (rows > INT32_MAX)
        return err_set(err, ERR_LIMIT, "%s: has more than %d lines", path, INT32_MAX);
    if (!allocate(out, rows, r.grouped, err))
        return false;
    pool_for(pool, SHARDS, read_shard, &r);
    for (int i = 0; i < SHARDS; i++)
        if (r.shard[i].why)
            return err_set(err, ERR_USAGE, "%s:%lld: %s; lines are label,score or label,score,group", path,
                           (long long)(r.shard[i].line_before + r.shard[i].bad_line), r.shard[i].why);
    return true;
}

bool scores_file_read(struct scores_file *out, const char *path, struct pool *pool, struct err *err) {
    char *bytes = NULL;
    size_t length;
    *out = (struct scores_file){0};
    bool ok = text_read_file(path, (size_t)1 << 36, &bytes, &length, err);
    if (!ok && err->code == ERR_IO)
        err->code = ERR_USAGE; /* a file of the user's */
    ok = ok && read_bytes(out, path, bytes, bytes + length, pool, err);
    free(bytes);
    if (!ok)
        scores_file_free(out);
    return ok;
}

void scores_file_free(struct scores_file *f) {
    free(f->score);
    free(f->label);
    free(f->y);
    free(f->group);
    *f = (struct scores_file){0};
}
