/* interactions.c - the reader of interaction files: lines, fields, ids to numbers, time order. */
#include "world/interactions.h"
#include "base/hash.h"
#include "base/mem.h"

#include <errno.h>
#include <limits.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

enum { FIELDS = 5, NUMBER = 64, ROWS_MOST = INT_MAX / 4 };

struct span {
    const char *at;
    size_t n;
};

/* Ids in the order of their first mention: open addressing over the text that they stand in. */
struct names {
    struct span *name; /* (count) */
    int32_t *slot;     /* (slots) index + 1, 0 empty */
    size_t slots;
    int count, room;
};

static uint64_t hash_of(struct span s) {
    return hash_64(s.at, s.n, 0);
}

static void names_rehash(struct names *t) {
    t->slots = t->slots ? 2 * t->slots : 1024;
    free(t->slot);
    t->slot = mem_must(t->slots, sizeof *t->slot);
    for (int i = 0; i < t->count; i++) {
        size_t at = hash_of(t->name[i]) & (t->slots - 1);
        while (t->slot[at])
            at = (at + 1) & (t->slots - 1);
        t->slot[at] = i + 1;
    }
}

static int32_t names_id(struct names *t, struct span s) {
    if (2 * (size_t)(t->count + 1) > t->slots)
        names_rehash(t);
    size_t at = hash_of(s) & (t->slots - 1);
    for (; t->slot[at]; at = (at + 1) & (t->slots - 1)) {
        const struct span *known = &t->name[t->slot[at] - 1];
        if (known->n == s.n && memcmp(known->at, s.at, s.n) == 0)
            return t->slot[at] - 1;
    }
    if (t->count == t->room) {
        t->room = t->room ? 2 * t->room : 512;
        t->name = mem_grow(t->name, (size_t)t->room, sizeof *t->name);
    }
    t->name[t->count] = s;
    t->slot[at] = ++t->count;
    return t->count - 1;
}

static void names_free(struct names *t) {
    free(t->name);
    free(t->slot);
}

struct row {
    int64_t time;
    int32_t user, item, order;
    float rating;
};

struct reading {
    const char *name;
    const char *separator; /* NULL until the first line */
    int fields;            /* 3 or 4 */
    int line, count, room;
    struct row *row;
    struct names users, items;
    struct err *err;
};

static struct span trimmed(struct span s) {
    while (s.n && (*s.at == ' ' || *s.at == '\t'))
        s.at++, s.n--;
    while (s.n && (s.at[s.n - 1] == ' ' || s.at[s.n - 1] == '\t'))
        s.n--;
    if (s.n >= 2 && s.at[0] == '"' && s.at[s.n - 1] == '"')
        s.at++, s.n -= 2;
    return s;
}

static const char *find(struct span s, const char *what) {
    size_t w = strlen(what);
    for (size_t i = 0; i + w <= s.n; i++)
        if (memcmp(s.at + i, what, w) == 0)
            return s.at + i;
    return NULL;
}

/* At most FIELDS fields; the last holds what is left. */
static int split(struct span line, const char *separator, struct span *field) {
    int n = 0;
    for (const char *at; n < FIELDS - 1 && (at = find(line, separator)); n++) {
        field[n] = trimmed((struct span){line.at, (size_t)(at - line.at)});
        line.n -= (size_t)(at - line.at) + strlen(separator);
        line.at = at + strlen(separator);
    }
    field[n++] = trimmed(line);
    return n;
}

static bool as_number(struct span s, double *value) {
    char text[NUMBER], *end;
    if (s.n == 0 || s.n >= NUMBER || memchr(s.at, 0, s.n))
        return false;
    memcpy(text, s.at, s.n);
    text[s.n] = 0;
    *value = strtod(text, &end);
    return *end == 0 && isfinite(*value);
}

static bool as_seconds(struct span s, int64_t *value) {
    char text[NUMBER], *end;
    if (s.n == 0 || s.n >= NUMBER || memchr(s.at, 0, s.n))
        return false;
    memcpy(text, s.at, s.n);
    text[s.n] = 0;
    errno = 0;
    long long whole = strtoll(text, &end, 10);
    *value = whole;
    return *end == 0 && errno == 0 && whole >= 0;
}

static bool refuse(struct reading *r, const char *what) {
    return err_set(r->err, ERR_USAGE, "%s:%d: %s", r->name, r->line, what);
}

/* The first line decides the form. A line whose last field is no number is a header. */
static bool decide_form(struct reading *r, struct span line, bool *header) {
    static const char *const separators[] = {"::", "\t", ","};
    struct span field[FIELDS];
    int64_t seconds;
    for (int i = 0; i < 3 && !r->separator; i++)
        if (find(line, separators[i]))
            r->separator = separators[i];
    if (!r->separator)
        return refuse(r, "no fields; separate user, item, rating and timestamp by tab, comma or ::");
    r->fields = split(line, r->separator, field);
    if (r->fields != 3 && r->fields != 4)
        return refuse(r, "needs user, item, rating, timestamp (or user, item, timestamp); leave out other columns");
    struct span last = field[r->fields - 1];
    *header = !as_seconds(last, &seconds) && last.n && !(*last.at >= '0' && *last.at <= '9') && *last.at != '-';
    return true;
}

static bool read_line(struct reading *r, struct span line) {
    struct span field[FIELDS];
    struct row row = {.order = r->count};
    double rating = 0.0;
    bool header = false;
    if (!r->separator && !decide_form(r, line, &header))
        return false;
    if (header)
        return true;
    if (split(line, r->separator, field) != r->fields)
        return refuse(r, r->fields == 4 ? "not 4 fields as in the first line; write user, item, rating, timestamp"
                                        : "not 3 fields as in the first line; write user, item, timestamp");
    if (!field[0].n || !field[1].n)
        return refuse(r, "the user or the item is empty; give both an id, or remove the line");
    if (r->fields == 4 && (!as_number(field[2], &rating) || fabs(rating) > 1e6))
        return refuse(r, "the rating is no number; write one such as 4 or 3.5");
    if (!as_seconds(field[r->fields - 1], &row.time))
        return refuse(r, "the timestamp is no whole number of seconds from 0; write one such as 881250949");
    if (r->count == ROWS_MOST)
        return refuse(r, "more lines than can be read; cut the file");
    if (r->count == r->room) {
        r->room = r->room ? 2 * r->room : 4096;
        r->row = mem_grow(r->row, (size_t)r->room, sizeof *r->row);
    }
    row.user = names_id(&r->users, field[0]);
    row.item = names_id(&r->items, field[1]);
    row.rating = (float)rating;
    r->row[r->count++] = row;
    return true;
}

static int by_time(const void *a, const void *b) {
    const struct row *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->order > y->order) - (x->order < y->order);
}

static bool columns(const struct reading *r, struct interactions *out) {
    size_t n = (size_t)r->count;
    out->user = mem_array(n, sizeof *out->user, r->err);
    out->item = out->user ? mem_array(n, sizeof *out->item, r->err) : NULL;
    out->rating = out->item ? mem_array(n, sizeof *out->rating, r->err) : NULL;
    out->time = out->rating ? mem_array(n, sizeof *out->time, r->err) : NULL;
    if (!out->time)
        return false;
    qsort(r->row, n, sizeof *r->row, by_time);
    for (size_t i = 0; i < n; i++) {
        out->user[i] = r->row[i].user;
        out->item[i] = r->row[i].item;
        out->rating[i] = r->row[i].rating;
        out->time[i] = r->row[i].time;
    }
    out->rows = r->count;
    out->users = r->users.count;
    out->items = r->items.count;
    out->rated = r->fields == 4;
    return true;
}

bool interactions_parse(const char *text, size_t bytes, const char *name, struct interactions *out, struct err *err) {
    struct reading r = {.name = name, .err = err};
    bool ok = true;
    *out = (struct interactions){0};
    if (bytes >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
        text += 3, bytes -= 3;
    for (size_t at = 0; ok && at < bytes;) {
        const char *end = memchr(text + at, '\n', bytes - at);
        struct span line = {text + at, end ? (size_t)(end - text) - at : bytes - at};
        at += line.n + 1;
        r.line++;
        if (line.n && line.at[line.n - 1] == '\r')
            line.n--;
        if (trimmed(line).n)
            ok = read_line(&r, line);
    }
    if (ok && r.count == 0)
        ok = err_set(err, ERR_USAGE, "%s: no interactions; a line is user, item, rating, timestamp", name);
    ok = ok && columns(&r, out);
    if (!ok)
        interactions_free(out);
    names_free(&r.users);
    names_free(&r.items);
    free(r.row);
    return ok;
}

bool interactions_read(const char *path, struct interactions *out, struct err *err) {
    struct stat about;
    char *text = NULL;
    bool ok = false;
    *out = (struct interactions){0};
    FILE *file = fopen(path, "rb");
    if (!file)
        return err_set(err, ERR_USAGE, "cannot read '%s': %s", path, strerror(errno));
    if (fstat(fileno(file), &about) != 0 || !S_ISREG(about.st_mode)) {
        err_set(err, ERR_USAGE, "'%s' is no plain file; name a file of interactions", path);
        goto out;
    }
    text = mem_array((size_t)about.st_size + 1, 1, err);
    if (!text)
        goto out;
    size_t got = fread(text, 1, (size_t)about.st_size, file);
    if (ferror(file))
        err_errno(err, "cannot read", path);
    else
        ok = interactions_parse(text, got, path, out, err);
out:
    free(text);
    fclose(file);
    return ok;
}

void interactions_free(struct interactions *in) {
    free(in->user);
    free(in->item);
    free(in->rating);
    free(in->time);
    *in = (struct interactions){0};
}
