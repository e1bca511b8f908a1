/* listening.h - rows of text beside what should come of them, tallied: what test_listening asserts and
 * tests/content/score prints. Rows are tab separated, "#" begins a comment; docs/writing-cases.md has the columns. What
 * is not as wanted is said on standard error, a line each. */
#ifndef TESTS_LISTENING_H
#define TESTS_LISTENING_H
#include "base/mem.h"
#include "practice/coverage.h"
#include "practice/ear.h"
#include "practice/hear.h"
#include "practice/interviewer.h"
#include "practice/lexicon.h"
#include "script/find.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct tally {
    const struct content *content;
    struct lexicon *lexicon;
    const struct ear *ear;
    const struct design *scale;
    int rows, right, wrong; /* wrong: a knob set that was not meant, an answer to what nobody knows */
    int silent;             /* rows that lack nothing but a question about what was left open */
    int empty;              /* rows that say nothing */
    int claims;             /* rows that get a rubric item wrong, */
    int believed, doubted;  /* those that earn something of it, those that cost points */
};

/* Calls f for every row of a table with its tab-separated columns (n). False: no such file, or a row that lacks one. */
static inline bool each_row(const char *name, int n, void (*f)(void *arg, char **column), void *arg) {
    FILE *file = fopen(name, "r");
    char line[8192];
    bool ok = file != NULL;
    while (ok && fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (!line[0] || line[0] == '#')
            continue;
        char *column[4] = {0}, *rest = line;
        for (int i = 0; i < n; i++)
            column[i] = strsep(&rest, "\t");
        ok = column[n - 1] != NULL;
        if (ok)
            f(arg, column);
        else
            fprintf(stderr, "# %s: \"%s\" has fewer than %d columns\n", name, line, n);
    }
    if (file)
        fclose(file);
    return ok;
}

/* id of the fact, "unknown" or "refusal"; the question */
static inline void ask_row(void *arg, char **column) {
    struct tally *t = arg;
    struct reply reply;
    interviewer_ask_with(t->ear, t->content, t->scale, 1, column[1], &reply);
    const char *got = reply.kind == REPLY_FACT      ? t->content->facts[reply.facts[0]].id
                      : reply.kind == REPLY_REFUSAL ? "refusal"
                                                    : "unknown";
    bool right = strcmp(got, column[0]) == 0 && reply.n_facts <= 1;
    bool none = strcmp(column[0], "unknown") == 0 || strcmp(column[0], "refusal") == 0;
    t->rows++;
    t->right += right;
    t->wrong += none && reply.n_facts > 0;
    if (!right)
        fprintf(stderr, "# %s: %s, not %s\n", column[1], got, column[0]);
    reply_free(&reply);
}

/* "KNOB=VALUE" in the value's canonical form; anything else as it is. The caller's. */
static inline char *canonical_want(const struct content *content, const char *want) {
    struct text value = {0}, out = {0};
    struct err ignored = {0};
    const char *equals = strchr(want, '=');
    if (!equals || want[0] == '~')
        return mem_string(want);
    text_bytes(&out, want, (size_t)(equals - want));
    const struct knob *knob = knob_named(text_str(&out));
    bool ok = knob && knob_parse(knob, content->info.kind, equals + 1, &value, &ignored);
    text_format(&out, "=%s", ok ? text_str(&value) : equals + 1);
    text_free(&value);
    return text_take(&out);
}

static inline bool has_item(const char *list, const char *item, size_t n) {
    for (const char *at = list; *at; at += strcspn(at, "+"), at += *at == '+')
        if (strcspn(at, "+") == n && strncmp(at, item, n) == 0)
            return true;
    return false;
}

/* Two lists "KNOB=A+B" of one knob: all that is wanted is there, and no more than what everybody has. */
static inline bool same_list(enum world_kind kind, const char *want, const char *what) {
    char path[96], naive[1024];
    snprintf(path, sizeof path, "%.*s", (int)strcspn(want, "="), want);
    const struct knob *knob = knob_named(path);
    size_t length = strlen(path);
    if (!knob || knob->type != KNOB_LIST || strncmp(want, what, length + 1) != 0)
        return false;
    const char *had = knob_naive(knob, kind, naive, sizeof naive);
    want += length + 1;
    what += length + 1;
    for (const char *at = want; *at; at += strcspn(at, "+"), at += *at == '+')
        if (!has_item(what, at, strcspn(at, "+")))
            return false;
    for (const char *at = what; *at; at += strcspn(at, "+"), at += *at == '+')
        if (!has_item(want, at, strcspn(at, "+")) && !has_item(had, at, strcspn(at, "+")))
            return false;
    return true;
}

/* "KNOB=VALUE" or, for any value, "KNOB=*" among the wanted ones; "?KNOB" wants that it is asked. */
static inline bool wanted(enum world_kind kind, char **want, int n, const char *what) {
    for (int i = 0; i < n; i++) {
        size_t length = strlen(want[i]);
        bool any = length > 2 && strcmp(want[i] + length - 2, "=*") == 0;
        if ((any ? strncmp(want[i], what, length - 1) == 0 : strcmp(want[i], what) == 0) ||
            same_list(kind, want[i], what))
            return true;
    }
    return false;
}
/* Whether a condition "A=x|y" of a knob's "matters when" is met by "A=y". */
static inline bool condition_met(const char *condition, size_t n, const char *what) {
    size_t path = strcspn(what, "=");
    if (n <= path || strncmp(condition, what, path + 1) != 0)
        return false;
    for (const char *at = condition + path + 1; at < condition + n; at += strcspn(at, "|& ") + 1)
        if (strcspn(at, "|& ") == strlen(what + path + 1) && text_starts(at, what + path + 1))
            return true;
        else if (at[strcspn(at, "|& ")] != '|')
            break;
    return false;
}

/* What is wanted matters only where this holds: experts are those of a mixture. */
static inline bool implied(enum world_kind kind, char **want, int n, const char *what) {
    for (int i = 0; i < n; i++) {
        char path[96], buffer[512];
        const char *pair = want[i] + (want[i][0] == '~' || want[i][0] == '?');
        snprintf(path, sizeof path, "%.*s", (int)strcspn(pair, "="), pair);
        const struct knob *knob = knob_named(path);
        for (const char *at = knob ? knob_active(knob, kind, buffer, sizeof buffer) : ""; *at;) {
            if (condition_met(at, strcspn(at, "&"), what))
                return true;
            at += strcspn(at, "&");
            at += strspn(at, "& ");
        }
    }
    return false;
}

/* "~KNOB=VALUE" follows from what is said: it may be set. */
static inline bool tolerated(enum world_kind kind, char **want, int n, const char *what) {
    for (int i = 0; i < n; i++) {
        char *one = want[i] + 1;
        if (want[i][0] == '~' && wanted(kind, &one, 1, what))
            return true;
    }
    return false;
}

/* a step; settings, "-" for none; what is said */
static inline void hear_row(void *arg, char **column) {
    struct tally *t = arg;
    enum world_kind kind = t->content->info.kind;
    struct hearing h;
    struct err err = {0};
    if (!hear_with(t->lexicon, atoi(column[0]), column[2], &h, &err)) {
        fprintf(stderr, "# %s: %s\n", column[2], err.message);
        t->rows++;
        return;
    }
    char *want[32], *rest = column[1];
    int n = 0, needed = 0, questions = 0, asked = 0, met = 0;
    for (char *w; n < 32 && (w = strsep(&rest, " "));)
        if (strcmp(w, "-") != 0) {
            needed += w[0] != '~' && w[0] != '?';
            questions += w[0] == '?';
            want[n++] = canonical_want(t->content, w);
        }
    bool extra = false;
    for (int i = 0; i < h.n_heard; i++) {
        char said[640];
        snprintf(said, sizeof said, "%s=%s", h.heard[i].knob->path, h.heard[i].value);
        const struct knob *knob = h.heard[i].knob;
        bool only = knob->type == KNOB_CHOICE && knob_choices(knob, kind) == 1; /* no other to choose */
        bool is = wanted(kind, want, n, said),
             more = !only && !is && !tolerated(kind, want, n, said) && !implied(kind, want, n, said);
        met += is;
        extra = extra || more;
        if (more)
            fprintf(stderr, "# %s: heard %s\n", column[2], said);
    }
    for (int i = 0; i < h.n_open; i++) {
        char question[160];
        snprintf(question, sizeof question, "?%s", h.open[i].knob->path);
        asked += wanted(kind, want, n, question);
    }
    bool all = met >= needed && asked >= questions;
    if (!all)
        fprintf(stderr, "# %s: not all of %s was heard\n", column[2], column[1][0] ? column[1] : "it");
    t->rows++;
    t->right += all && !extra;
    t->silent += met >= needed && !all && !extra;
    t->wrong += extra;
    for (int i = 0; i < n; i++)
        free(want[i]);
    hearing_free(&h);
}

/* a step; the rubric item that it says, "-" for none, "!ITEM" for one that it gets wrong; what is said. right: with
 * all that the item needs; silent: its subject alone; wrong: credit where there is nothing to credit. */
static inline void remark_row(void *arg, char **column) {
    struct tally *t = arg;
    struct coverage c = coverage_with(t->lexicon, atoi(column[0]), LEVEL_STAFF, column[2]);
    bool none = strcmp(column[1], "-") == 0, claim = column[1][0] == '!', credited = false;
    const char *id = column[1] + claim;
    const struct covered *said = NULL;
    for (int i = 0; i < c.n; i++) {
        if (strcmp(c.items[i].item->id, id) == 0)
            said = &c.items[i];
        credited = credited || c.items[i].full;
        if (none && c.items[i].full)
            fprintf(stderr, "# %s: credited with %s\n", column[2], c.items[i].item->id);
    }
    bool full = said && said->full, part = said && !full && said->earned > 0.0;
    if (!said && !none)
        fprintf(stderr, "# step %s has no item %s\n", column[0], id);
    else if (claim && (full || part))
        fprintf(stderr, "# %s: believed about %s%s\n", column[2], id, part ? ", its subject" : "");
    else if (!claim && !none && !full)
        fprintf(stderr, "# %s: %s %s\n", column[2], part ? "only the subject of" : "nothing of", id);
    t->claims += claim;
    t->believed += claim && (full || part);
    t->doubted += claim && said && said->earned < 0.0;
    t->rows += !none && !claim;
    t->right += !none && !claim && full;
    t->silent += !none && !claim && part;
    t->empty += none;
    t->wrong += none && credited;
    coverage_free(&c);
}

enum kind { STRONG, NOTES, MEDIUM, WEAK, KEYWORDS, WRONG, OFF, KINDS };
static const char *const KIND_NAMES[KINDS] = {"strong", "notes", "medium", "weak", "keywords", "wrong", "off"};
enum { ANSWERS = 400 };
struct answers {
    struct lexicon *lexicon;
    int n, faults, step[ANSWERS];
    enum kind kind[ANSWERS];
    double score[LEVELS][ANSWERS];
};

/* a step; a kind; the answer */
static inline void answer_row(void *arg, char **column) {
    struct answers *a = arg;
    enum kind kind = 0;
    while (kind < KINDS && strcmp(column[1], KIND_NAMES[kind]) != 0)
        kind++;
    if (a->n == ANSWERS || kind == KINDS) {
        fprintf(stderr, "# %s: %s\n", column[1], kind == KINDS ? "unknown kind" : "too many answers");
        a->faults++;
        return;
    }
    a->step[a->n] = atoi(column[0]);
    a->kind[a->n] = kind;
    for (int level = 0; level < LEVELS; level++) {
        struct coverage c = coverage_with(a->lexicon, a->step[a->n], (enum level)level, column[2]);
        a->score[level][a->n] = c.score;
        coverage_free(&c);
    }
    a->n++;
}

/* The share of pairs in a step in which an answer of kind `above` scores more than one of kind `below`; -1: no pair. */
static inline double above(const struct answers *a, int level, enum kind above, enum kind below) {
    int pairs = 0, right = 0;
    for (int i = 0; i < a->n; i++)
        for (int j = 0; j < a->n; j++)
            if (a->step[i] == a->step[j] && a->kind[i] == above && a->kind[j] == below) {
                pairs++;
                right += a->score[level][i] > a->score[level][j];
            }
    return pairs ? (double)right / pairs : -1.0;
}
#endif
