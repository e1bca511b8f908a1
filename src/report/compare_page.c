#include "report/pages.h"
#include "report/shown.h"
#include "report/versus.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { DETAIL_MAX = 4 }; /* runs for which every pair gets its table; with more, the matrix alone */

static void run_lines(struct page *page, const struct run *const *runs, int n) {
    for (int i = 0; i < n; i++) {
        const struct run *run = runs[i];
        const char *scenario = shown_scenario(run);
        page_format(page, BLOCK_ITEM, TONE_PLAIN, "%s%s: %s%s%s, seed %llu%s%s", shown_run(&page->arena, run),
                    i == 0 ? " (reference)" : "", design_case(run->design), *scenario ? ", scenario " : "", scenario,
                    (unsigned long long)design_seed(run->design, K_SEED_WORLD), run->at > 0 ? ", " : "",
                    run->at > 0 ? shown_time(&page->arena, run->at) : "");
    }
}

/* Columns: a head, then one a run. */
static const struct column *run_columns(struct page *page, const char *head, const struct run *const *runs, int n,
                                        bool right) {
    struct column *columns = arena_get(&page->arena, (size_t)n + 1, sizeof *columns);
    columns[0] = (struct column){.head = head};
    for (int i = 0; i < n; i++)
        columns[i + 1] = (struct column){
            .head = shown_tag(&page->arena, runs[i], i), .right = right, .wrap = !right, .drop = i > 1 ? i : 0};
    return columns;
}

static void knobs(struct page *page, const struct run *const *runs, int n) {
    enum knob_id ids[KNOBS];
    int same, differing = versus_knobs(runs, n, ids, &same);
    if (differing == 0) {
        page_format(page, BLOCK_HEAD, TONE_PLAIN, "Knobs: all %d are the same", same);
        return;
    }
    page_format(page, BLOCK_HEAD, TONE_PLAIN, "Knobs: %d differ, %d are the same", differing, same);
    struct table *table = page_table(page, run_columns(page, "knob", runs, n, false), n + 1);
    for (int k = 0; k < differing; k++) {
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = arena_string(&page->arena, knob_at(ids[k])->path);
        for (int i = 0; i < n; i++)
            cells[i + 1].text = arena_string(&page->arena, versus_knob_text(runs[i], ids[k]));
    }
}

static enum tone verdict_tone(const struct comparison *c) {
    return c->verdict == COMPARE_BETTER ? TONE_GOOD : c->verdict == COMPARE_WORSE ? TONE_BAD : TONE_PLAIN;
}

static const char *verdict_word(const struct versus *v, const struct comparison *c) {
    if (isnan(c->a) || isnan(c->b))
        return "not measured";
    if (c->verdict == COMPARE_NOT_COMPARABLE && !v->why)
        return "no interval"; /* a timing, or a figure without replicates */
    return comparison_word(c);
}

static void difference_row(struct page *page, struct table *table, const struct versus *v, const struct comparison *c,
                           const char *section) {
    struct arena *arena = &page->arena;
    struct cell *cells = page_row(page, table, section);
    const char *dot = strchr(c->name, '.');
    cells[0].text = arena_string(arena, dot ? dot + 1 : c->name);
    cells[1].text = shown_number(arena, c->metric, c->a);
    cells[2].text = shown_number(arena, c->metric, c->b);
    cells[3].text = shown_unit(c->metric);
    if (!v->why && !isnan(c->a) && !isnan(c->b))
        cells[4].text = shown_difference(arena, c->metric, c->b, c->b - c->a);
    if (c->paired)
        cells[5].text = arena_format(arena, "[%s, %s]", shown_difference(arena, c->metric, c->b, c->low),
                                     shown_difference(arena, c->metric, c->b, c->high));
    cells[6] = (struct cell){.text = verdict_word(v, c), .tone = verdict_tone(c)};
    cells[7].text = metric_better_name(c->metric->better);
}

/* Those that are alike to the last digit, in one line. */
static void same_line(struct page *page, const struct versus *v) {
    struct text names = {0};
    int same = 0;
    for (int i = 0; i < v->n; i++)
        if (versus_same(&v->rows[i]))
            text_format(&names, "%s%s", same++ ? ", " : "", v->rows[i].name);
    if (same)
        page_format(page, BLOCK_LINE, TONE_QUIET, "the same to the last digit (%d): %s", same, text_str(&names));
    text_free(&names);
}

/* Rows of what differs, of the whole or of its parts; how many. page NULL: they are only counted. */
static int difference_rows(struct page *page, const struct column *columns, const struct versus *v, bool parts) {
    struct table *table = NULL;
    const char *stage = "";
    int rows = 0;
    for (int k = 0; k < v->n; k++) {
        const struct comparison *c = &v->rows[k];
        bool part = strchr(c->name, '[') && !strstr(c->name, "[own]");
        if (versus_same(c) || part != parts)
            continue;
        rows++;
        if (!page)
            continue;
        table = table ? table : page_table(page, columns, 8);
        difference_row(page, table, v, c, strcmp(stage, c->metric->stage) != 0 ? c->metric->stage : NULL);
        stage = c->metric->stage;
    }
    return rows;
}

static void difference_table(struct page *page, const struct versus *v, int i) {
    struct column *columns = arena_get(&page->arena, 8, sizeof *columns);
    columns[0] = (struct column){.head = ""};
    columns[1] = (struct column){.head = shown_tag(&page->arena, v->reference, 0), .right = true};
    columns[2] = (struct column){.head = shown_tag(&page->arena, v->run, i), .right = true};
    columns[3] = (struct column){.head = "", .drop = 4};
    columns[4] = (struct column){.head = "difference", .right = true, .drop = 2};
    columns[5] = (struct column){.head = "95 % interval", .drop = v->why ? 5 : 1};
    columns[6] = (struct column){.head = "verdict"};
    columns[7] = (struct column){.head = "better is", .drop = 3};
    if (difference_rows(page, columns, v, false) > 0 && difference_rows(NULL, NULL, v, true) > 0)
        page_add(page, BLOCK_LINE, TONE_QUIET, "by part:");
    difference_rows(page, columns, v, true);
}

static void why_line(struct page *page, const struct versus *v) {
    if (v->why)
        page_format(page, BLOCK_LINE, TONE_BAD, "%s: no difference is shown: %s", shown_run(&page->arena, v->run),
                    v->why);
}

static const struct comparison *row_of(const struct versus *v, const char *name) {
    for (int i = 0; i < v->n; i++)
        if (strcmp(v->rows[i].name, name) == 0)
            return &v->rows[i];
    return NULL;
}

/* What the design's own rule says: launch when the primary metric is better and no guardrail is worse. */
static void decision_line(struct page *page, const struct versus *v) {
    const char *primary = design_text(v->run->design, K_PRIMARY);
    const struct comparison *c = row_of(v, primary);
    struct text worse = {0};
    for (int i = 0; i < design_items(v->run->design, K_GUARDRAILS); i++) {
        const struct comparison *guard = row_of(v, design_item(v->run->design, K_GUARDRAILS, i));
        if (guard && guard->verdict == COMPARE_WORSE)
            text_format(&worse, "%s%s", worse.length ? ", " : "", guard->name);
    }
    bool better = c && c->verdict == COMPARE_BETTER;
    if (v->why)
        page_format(page, BLOCK_LINE, TONE_QUIET,
                    "by evaluation.primary and its guardrails: no decision without pairing");
    else if (better && !worse.length)
        page_format(page, BLOCK_LINE, TONE_GOOD, "by its own rule: launch: %s is better and no guardrail is worse",
                    primary);
    else
        page_format(page, BLOCK_LINE, TONE_PLAIN, "by its own rule: do not launch: %s%s%s%s", primary,
                    better ? " is better, but worse is " : " is not better",
                    worse.length && !better ? ", and worse is " : "", text_str(&worse));
    text_free(&worse);
}

static void differences(struct page *page, const struct versus *v, int i) {
    int count[5] = {0}, shown = 0;
    for (int k = 0; k < v->n; k++)
        if (!versus_same(&v->rows[k])) {
            count[v->rows[k].verdict]++;
            shown++;
        }
    page_format(page, BLOCK_HEAD, TONE_PLAIN, "%s against %s: %d better, %d worse, %d without evidence",
                shown_run(&page->arena, v->run), shown_run(&page->arena, v->reference), count[COMPARE_BETTER],
                count[COMPARE_WORSE], count[COMPARE_NO_EVIDENCE]);
    why_line(page, v);
    decision_line(page, v);
    if (shown)
        difference_table(page, v, i);
    same_line(page, v);
}

/* Many runs at once: every metric that is not the same in all, a column a run. */
static void matrix(struct page *page, const struct run *const *runs, const struct versus *v, int n) {
    struct arena *arena = &page->arena;
    page_add(page, BLOCK_HEAD, TONE_PLAIN, "Values (+ better, - worse than the reference, paired, 95 %)");
    struct table *table = page_table(page, run_columns(page, "metric", runs, n, true), n + 1);
    for (int i = 0; i < v[0].n; i++) {
        const struct comparison *first = &v[0].rows[i];
        bool same = true;
        for (int k = 0; k + 1 < n; k++) {
            const struct comparison *c = row_of(&v[k], first->name);
            same = same && c && versus_same(c);
        }
        if (same)
            continue;
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = arena_string(arena, first->name);
        cells[1].text = arena_format(arena, "%s  ", shown_number(arena, first->metric, first->a));
        for (int k = 0; k + 1 < n; k++) {
            const struct comparison *c = row_of(&v[k], first->name);
            const char *mark = !c ? " " : c->verdict == COMPARE_BETTER ? "+" : c->verdict == COMPARE_WORSE ? "-" : " ";
            cells[k + 2] = (struct cell){
                .text = arena_format(arena, "%s %s", c ? shown_number(arena, c->metric, c->b) : "-", mark),
                .tone = c ? verdict_tone(c) : TONE_PLAIN};
        }
    }
}

void page_of_comparison(struct page *page, const struct run *const *runs, int n) {
    struct versus *v = mem_must((size_t)n, sizeof *v);
    for (int i = 1; i < n; i++)
        versus_init(&v[i - 1], runs[0], runs[i]);
    page_format(page, BLOCK_TITLE, TONE_PLAIN, "Comparison of %d runs", n);
    run_lines(page, runs, n);
    knobs(page, runs, n);
    if (n > 2)
        matrix(page, runs, v, n);
    for (int i = 1; i < n; i++)
        if (n <= DETAIL_MAX)
            differences(page, &v[i - 1], i);
        else
            why_line(page, &v[i - 1]);
    if (n > DETAIL_MAX)
        page_format(page, BLOCK_LINE, TONE_QUIET, "differences with their intervals are shown for up to %d runs",
                    (int)DETAIL_MAX);
    for (int i = 1; i < n; i++)
        versus_fini(&v[i - 1]);
    free(v);
}
