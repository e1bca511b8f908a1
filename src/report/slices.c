/* slices.c - what was measured by part, a part a column: harms, kinds of people or of items. Parts of which the same is
 * measured stand in one table, beside the whole. */
#include "report/pages.h"
#include "report/shown.h"

#include <math.h>
#include <string.h>

enum { PARTS_MOST = 64 };

/* "ranking.pr_auc" of "ranking.pr_auc[hate]"; NULL of what is no part. */
static const char *whole_of(struct arena *arena, const char *name) {
    const char *bracket = strchr(name, '[');
    return bracket ? arena_format(arena, "%.*s", (int)(bracket - name), name) : NULL;
}

static const char *part_of(struct arena *arena, const char *name) {
    const char *bracket = strchr(name, '[');
    return arena_format(arena, "%.*s", (int)strcspn(bracket + 1, "]"), bracket + 1);
}

static const struct shown *named(const struct shown *shown, int n, const char *name) {
    for (int i = 0; i < n; i++)
        if (strcmp(shown[i].measure->name, name) == 0)
            return &shown[i];
    return NULL;
}

bool page_is_part(struct arena *arena, const struct shown *shown, int n, int i) {
    const char *whole = whole_of(arena, shown[i].measure->name);
    return whole && named(shown, n, whole);
}

/* The parts in their order, and of what each is measured. */
struct parting {
    const char *part[PARTS_MOST], *of[PARTS_MOST];
    int n;
};

static void find_parts(struct arena *arena, const struct shown *shown, int n, struct parting *p) {
    for (int i = 0; i < n; i++) {
        if (!page_is_part(arena, shown, n, i))
            continue;
        const char *part = part_of(arena, shown[i].measure->name), *whole = whole_of(arena, shown[i].measure->name);
        int k = 0;
        while (k < p->n && strcmp(p->part[k], part) != 0)
            k++;
        if (k == p->n && p->n == PARTS_MOST)
            continue;
        if (k == p->n) {
            p->part[p->n] = part;
            p->of[p->n++] = "";
        }
        p->of[k] = arena_format(arena, "%s %s", p->of[k], whole);
    }
}

static struct cell value_cell(struct arena *arena, const struct shown *s) {
    if (!s || isnan(s->measure->value))
        return (struct cell){.text = "-", .tone = TONE_QUIET};
    const struct measure *m = s->measure;
    bool worse = (m->value - m->baseline) / (m->oracle - m->baseline) < 0.0; /* NAN is not */
    return (struct cell){.text = shown_number(arena, s->metric, m->value), .tone = worse ? TONE_BAD : TONE_PLAIN};
}

/* The table of the parts that have what `like` has. */
static void part_table(struct page *page, const struct shown *shown, int n, const struct parting *p, int like) {
    struct arena *arena = &page->arena;
    struct column *columns = arena_get(arena, (size_t)p->n + 2, sizeof *columns);
    const char *part[PARTS_MOST];
    int parts = 0;
    columns[0] = (struct column){.head = ""};
    columns[1] = (struct column){.head = "all", .right = true};
    for (int k = like; k < p->n; k++)
        if (strcmp(p->of[k], p->of[like]) == 0) {
            part[parts++] = p->part[k];
            columns[parts + 1] = (struct column){.head = p->part[k], .right = true};
        }
    struct table *table = page_table(page, columns, parts + 2);
    const char *stage = "";
    for (int i = 0; i < n; i++) {
        const char *name = shown[i].measure->name, *dot = strchr(name, '.');
        if (strchr(name, '[') || !named(shown, n, arena_format(arena, "%s[%s]", name, part[0])))
            continue;
        struct cell *cells =
            page_row(page, table, strcmp(stage, shown[i].metric->stage) != 0 ? shown[i].metric->stage : NULL);
        stage = shown[i].metric->stage;
        cells[0].text = arena_string(arena, dot ? dot + 1 : name);
        cells[1] = value_cell(arena, &shown[i]);
        for (int k = 0; k < parts; k++)
            cells[k + 2] = value_cell(arena, named(shown, n, arena_format(arena, "%s[%s]", name, part[k])));
    }
}

void page_parts(struct page *page, const struct shown *shown, int n) {
    struct parting p = {.n = 0};
    find_parts(&page->arena, shown, n, &p);
    if (p.n == 0)
        return;
    page_add(page, BLOCK_HEAD, TONE_PLAIN, "By part");
    for (int k = 0; k < p.n; k++) {
        bool first = true;
        for (int j = 0; j < k; j++)
            first &= strcmp(p.of[j], p.of[k]) != 0;
        if (first)
            part_table(page, shown, n, &p, k);
    }
    page_add(page, BLOCK_LINE, TONE_QUIET, "intervals and rulers of the parts are in the formats csv and json");
}
