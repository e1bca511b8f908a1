#include "base/gallery.h"
#include "report/pages.h"
#include "report/shown.h"

#include <ctype.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

static void title(struct page *page, const struct run *run) {
    struct arena *arena = &page->arena;
    const struct design *d = run->design;
    page_format(page, BLOCK_TITLE, TONE_PLAIN, "Run %s of %s", shown_run(arena, run), design_case(d));
    struct text line = {0};
    if (*shown_scenario(run))
        text_format(&line, "scenario %s, ", shown_scenario(run));
    uint64_t world = design_seed(d, K_SEED_WORLD), train = design_seed(d, K_SEED_TRAIN),
             eval = design_seed(d, K_SEED_EVAL);
    if (world == train && world == eval)
        text_format(&line, "seed %llu", (unsigned long long)world);
    else
        text_format(&line, "seeds %llu (world) %llu (training) %llu (evaluation)", (unsigned long long)world,
                    (unsigned long long)train, (unsigned long long)eval);
    if (run->at > 0)
        text_format(&line, ", %s", shown_time(arena, run->at));
    text_format(&line, ", %.2f s, sevenstep %s", run->outcome.wall_s, run->version ? run->version : "");
    page_add(page, BLOCK_LINE, TONE_QUIET, text_str(&line));
    text_free(&line);
}

static void thresholds(struct page *page, const struct run *run) {
    static const struct column columns[] = {
        {.head = "threshold"}, {.head = "metric"}, {.head = "value", .right = true}, {.head = ""}, {.head = "rule"}};
    if (run->n_thresholds == 0)
        return;
    int held = 0;
    for (int i = 0; i < run->n_thresholds; i++)
        held += run->thresholds[i].passed;
    page_format(page, BLOCK_HEAD, held == run->n_thresholds ? TONE_GOOD : TONE_BAD, "Thresholds: %d of %d held", held,
                run->n_thresholds);
    struct table *table = page_table(page, columns, 5);
    for (int i = 0; i < run->n_thresholds; i++) {
        const struct threshold *t = &run->thresholds[i];
        const struct metric *metric = metric_named(t->metric);
        struct cell *cells = page_row(page, table, NULL);
        cells[0] = (struct cell){.text = t->passed ? "ok" : "FAIL", .tone = t->passed ? TONE_GOOD : TONE_BAD};
        cells[1].text = arena_string(&page->arena, t->metric);
        if (isnan(t->value))
            cells[2].text = "not measured";
        else if (metric) {
            cells[2].text = shown_number(&page->arena, metric, t->value);
            cells[3].text = shown_unit(metric);
        }
        cells[4].text = arena_string(&page->arena, t->rule);
    }
}

/* "online.watch_minutes_per_session" -> "Watch minutes per session" */
static const char *spoken(struct arena *arena, const char *name) {
    const char *dot = strchr(name, '.');
    char *words = arena_string(arena, dot ? dot + 1 : name);
    for (char *p = words; *p; p++)
        if (*p == '_')
            *p = ' ';
    static const char *const WRITTEN[][2] = {{"ndcg", "nDCG"}, {"roc auc", "ROC-AUC"}, {"pr auc", "PR-AUC"},
                                             {"mrr", "MRR"},   {"ab ", "A/B "},        {"p99", "p99"}};
    for (size_t i = 0; i < sizeof WRITTEN / sizeof *WRITTEN; i++)
        if (text_starts(words, WRITTEN[i][0])) {
            memcpy(words, WRITTEN[i][1], strlen(WRITTEN[i][1]));
            return words;
        }
    words[0] = (char)toupper((unsigned char)words[0]);
    return words;
}

static const char *value_text(struct arena *arena, const struct shown *s) {
    const char *unit = shown_unit(s->metric);
    struct text text = {0};
    text_format(&text, "%s%s%s", shown_number(arena, s->metric, s->measure->value), *unit ? " " : "", unit);
    if (s->has_interval)
        text_format(&text, " +/- %s", shown_half(arena, s));
    const char *out = arena_string(arena, text_str(&text));
    text_free(&text);
    return out;
}

static void headline(struct page *page, const struct run *run, const struct shown *shown, int n) {
    struct arena *arena = &page->arena;
    const char *name = design_headline(run->design);
    for (int i = 0; i < n; i++) {
        const struct shown *s = &shown[i];
        if (strcmp(s->measure->name, name) != 0)
            continue;
        struct text line = {0};
        if (isnan(s->measure->value))
            text_format(&line, "%s was not measured: %s", spoken(arena, name), s->measure->why);
        else
            text_format(&line, "%s %s", spoken(arena, name), value_text(arena, s));
        if (!isnan(s->measure->value) && !isnan(s->measure->baseline))
            text_format(&line, " (baseline %s, oracle %s)", shown_number(arena, s->metric, s->measure->baseline),
                        shown_number(arena, s->metric, s->measure->oracle));
        page_add(page, BLOCK_HEAD, TONE_STRONG, text_str(&line));
        text_free(&line);
    }
}

/* The one next thing: where the design is farthest from what is possible. */
static void farthest(struct page *page, const struct shown *shown, int n) {
    const struct shown *worst = NULL;
    double least = 1.0;
    for (int i = 0; i < n; i++) {
        const struct measure *m = shown[i].measure;
        double share = (m->value - m->baseline) / (m->oracle - m->baseline);
        if (isfinite(share) && share < least) {
            least = share;
            worst = &shown[i];
        }
    }
    if (worst && least < 0)
        page_format(page, BLOCK_LINE, TONE_BAD, "Below its baseline: %s", worst->measure->name);
    else if (worst)
        page_format(page, BLOCK_LINE, TONE_PLAIN, "Farthest from its oracle: %s, %.0f %% of the way from the baseline",
                    worst->measure->name, 100.0 * least);
}

/* What the first screen of the HTML report shows large: the headline, what decides, the shortlist, the tail. */
static void figures(struct page *page, const struct run *run, const struct shown *shown, int n) {
    static const struct column columns[] = {{.head = "figure"}, {.head = "value"}, {.head = "note"}};
    const char *const names[] = {design_headline(run->design), design_text(run->design, K_PRIMARY),
                                 "retrieval.recall@100", "serving.p99_ms"};
    page_add(page, BLOCK_FIGURES, TONE_PLAIN, NULL);
    struct arena *arena = &page->arena;
    struct table *table = page_new_table(page, columns, 3);
    page->last->table = table;
    for (int k = 0; k < 4; k++)
        for (int i = 0; i < n; i++) {
            const struct measure *m = shown[i].measure;
            bool twice = k == 1 && strcmp(names[0], names[1]) == 0;
            if (strcmp(m->name, names[k]) != 0 || twice || isnan(m->value))
                continue;
            struct cell *cells = page_row(page, table, NULL);
            cells[0].text = spoken(arena, m->name);
            cells[1].text = value_text(arena, &shown[i]);
            if (!isnan(m->baseline))
                cells[2].text =
                    arena_format(arena, "baseline %s, oracle %s", shown_number(arena, shown[i].metric, m->baseline),
                                 shown_number(arena, shown[i].metric, m->oracle));
        }
}

static void ruler(struct arena *arena, const struct shown *s, struct graph *graph) {
    const struct measure *m = s->measure;
    *graph = (struct graph){.kind = GRAPH_RULER,
                            .low = s->has_interval ? s->low : NAN,
                            .value = m->value,
                            .high = s->has_interval ? s->high : NAN,
                            .baseline = m->baseline,
                            .oracle = m->oracle,
                            .at_low = shown_number(arena, s->metric, m->baseline),
                            .at_high = shown_number(arena, s->metric, m->oracle)};
}

static void metric_row(struct page *page, struct table *table, const struct shown *s, const char *section) {
    struct arena *arena = &page->arena;
    const struct measure *m = s->measure;
    struct cell *cells = page_row(page, table, section);
    const char *dot = strchr(m->name, '.');
    cells[0].text = arena_string(arena, dot ? dot + 1 : m->name);
    if (isnan(m->value)) {
        cells[1] = (struct cell){.text = "-", .tone = TONE_BAD};
        cells[4].text = arena_format(arena, "not measured: %s", *m->why ? m->why : "no reason given");
    } else {
        cells[1].text = shown_number(arena, s->metric, m->value);
        cells[2].text = shown_unit(s->metric);
        cells[3].text = shown_half(arena, s);
        if (!isnan(m->baseline) && !isnan(m->oracle))
            ruler(arena, s, &cells[4].graph);
        else if (!isnan(m->baseline))
            cells[4].text = arena_format(arena, "baseline %s", shown_number(arena, s->metric, m->baseline));
        else
            cells[4] = (struct cell){.text = arena_string(arena, m->why), .tone = TONE_QUIET};
    }
    if (s->own)
        cells[5].text = shown_number(arena, s->metric, s->own->value);
}

static void metrics(struct page *page, const struct shown *shown, int n) {
    static const struct column columns[] = {
        {.head = ""},
        {.head = "value", .right = true},
        {.head = "", .drop = 4},
        {.head = "+/-", .right = true, .drop = 2},
        {.head = "baseline .. oracle", .graph = true, .drop = 1},
        {.head = "own", .right = true, .drop = 3},
    };
    if (n == 0)
        return;
    page_add(page, BLOCK_HEAD, TONE_PLAIN, "Metrics");
    struct table *table = page_table(page, columns, 6);
    bool own = false;
    const char *stage = "";
    for (int i = 0; i < n; i++) {
        if (page_is_part(&page->arena, shown, n, i))
            continue;
        metric_row(page, table, &shown[i], strcmp(stage, shown[i].metric->stage) != 0 ? shown[i].metric->stage : NULL);
        stage = shown[i].metric->stage;
        own |= shown[i].own != NULL;
    }
    if (own)
        page_add(page, BLOCK_LINE, TONE_QUIET,
                 "own: the same under the design's own protocol (its split, its sampling, logged positives); +/-: half "
                 "of the 95 % interval");
}

static void funnel(struct page *page, const struct run *run) {
    static const struct column columns[] = {{.head = "stage"},
                                            {.head = "in", .right = true},
                                            {.head = "out", .right = true},
                                            {.head = "p50 ms", .right = true},
                                            {.head = "p99 ms", .right = true},
                                            {.head = "time", .graph = true, .drop = 1}};
    const struct measures *m = &run->outcome.measures;
    if (m->n_stages == 0)
        return;
    double longest = 0;
    for (int i = 0; i < m->n_stages; i++)
        longest = fmax(longest, m->stages[i].p50_ms); /* fmax ignores NAN */
    page_add(page, BLOCK_HEAD, TONE_PLAIN, "Funnel: items and time a request");
    struct table *table = page_table(page, columns, 6);
    for (int i = 0; i < m->n_stages; i++) {
        const struct measured_stage *s = &m->stages[i];
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = arena_string(&page->arena, s->stage);
        cells[1].text = shown_count(&page->arena, s->in);
        cells[2].text = shown_count(&page->arena, s->out);
        cells[3].text = shown_ms(&page->arena, s->p50_ms);
        cells[4].text = shown_ms(&page->arena, s->p99_ms);
        if (longest > 0 && s->p50_ms > 0)
            cells[5].graph = (struct graph){.kind = GRAPH_BAR, .share = s->p50_ms / longest};
    }
}

/* Requests and what was found for them, where things are images. */
static void pictures(struct page *page, const struct run *run) {
    const struct measures *m = &run->outcome.measures;
    if (m->n_pictures == 0)
        return;
    page_add(page, BLOCK_HEAD, TONE_PLAIN, "Pictures: what was asked, and what was found");
    page_pictures(page, m);
    page_format(page, BLOCK_LINE, TONE_QUIET, "by the truth: %s, %s, %s, %s", gallery_word(3), gallery_word(2),
                gallery_word(1), gallery_word(0));
}

/* What came from the cache is named in one line; what was computed has its time. */
static void nodes(struct page *page, const struct run *run) {
    static const struct column columns[] = {
        {.head = "node"}, {.head = "seconds", .right = true}, {.head = "", .graph = true, .drop = 1}};
    const struct outcome *o = &run->outcome;
    struct text names = {0};
    int cached = 0;
    double longest = 0;
    for (int i = 0; i < o->n_nodes; i++) {
        if (o->nodes[i].cached)
            text_format(&names, "%s%s", cached++ ? ", " : "from the cache: ", o->nodes[i].node);
        else
            longest = fmax(longest, o->nodes[i].seconds);
    }
    if (o->n_nodes)
        page_format(page, BLOCK_HEAD, TONE_PLAIN, "Plan: %d of %d nodes from the cache", cached, o->n_nodes);
    struct table *table = cached < o->n_nodes ? page_table(page, columns, 3) : NULL;
    for (int i = 0; i < o->n_nodes; i++) {
        if (o->nodes[i].cached)
            continue;
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = arena_string(&page->arena, o->nodes[i].node);
        cells[1].text = arena_format(&page->arena, "%.3f", o->nodes[i].seconds);
        if (longest > 0)
            cells[2].graph = (struct graph){.kind = GRAPH_BAR, .share = o->nodes[i].seconds / longest};
    }
    if (cached)
        page_add(page, BLOCK_LINE, TONE_QUIET, text_str(&names));
    text_free(&names);
}

static void decisions(struct page *page, const struct run *run) {
    static const struct column columns[] = {
        {.head = "knob"}, {.head = "value", .wrap = true}, {.head = "case's default", .wrap = true, .drop = 1}};
    const struct design *d = run->design;
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids), decided = 0, idle = 0;
    struct text without = {0};
    for (int i = 0; i < n; i++) {
        decided += shown_decided(d, ids[i]);
        if (strcmp(design_text(d, ids[i]), design_default(d, ids[i])) != 0 && !design_active(d, ids[i]))
            text_format(&without, "%s%s", idle++ ? ", " : "", knob_at(ids[i])->path);
    }
    if (decided)
        page_format(page, BLOCK_HEAD, TONE_PLAIN, "Decisions: %d %s the case's defaults", decided,
                    decided == 1 ? "knob differs from" : "knobs differ from");
    else
        page_add(page, BLOCK_HEAD, TONE_PLAIN, "Decisions: every knob as the case has it");
    struct table *table = decided ? page_table(page, columns, 3) : NULL;
    for (int i = 0; i < n; i++)
        if (shown_decided(d, ids[i])) {
            struct cell *cells = page_row(page, table, NULL);
            cells[0].text = arena_string(&page->arena, knob_at(ids[i])->path);
            cells[1].text = *design_text(d, ids[i]) ? arena_string(&page->arena, design_text(d, ids[i])) : "(none)";
            cells[2].text =
                *design_default(d, ids[i]) ? arena_string(&page->arena, design_default(d, ids[i])) : "(none)";
        }
    if (idle)
        page_format(page, BLOCK_LINE, TONE_QUIET, "set, but without effect in this design: %s", text_str(&without));
    text_free(&without);
}

static void notes(struct page *page, const struct run *run) {
    const struct measures *m = &run->outcome.measures;
    if (m->n_notes)
        page_add(page, BLOCK_HEAD, TONE_PLAIN, "Notes");
    for (int i = 0; i < m->n_notes; i++)
        page_add(page, BLOCK_ITEM, TONE_PLAIN, m->notes[i]);
}

/* One word of a POSIX shell. */
static void shell_word(struct text *out, const char *word) {
    if (*word &&
        strspn(word, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-./=+:,@%[]") == strlen(word)) {
        text_add(out, word);
        return;
    }
    text_add(out, "'");
    for (; *word; word++)
        if (*word == '\'')
            text_add(out, "'\\''");
        else
            text_bytes(out, word, 1);
    text_add(out, "'");
}

/* The command that gives this run again, from its scenario or, when it came from none, from the case's defaults. */
static void reproduce(struct page *page, const struct run *run) {
    const struct design *d = run->design;
    bool scripted = run->scenario && *run->scenario;
    struct text line = {0}, lua = {0};
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    text_format(&line, "sevenstep %s ", scripted ? "run" : "repl -e");
    if (scripted)
        shell_word(&line, shown_scenario(run));
    text_format(&lua, "run(design(\"%s\"){", design_case(d));
    bool first = true;
    for (int i = 0; i < n; i++) {
        const char *path = knob_at(ids[i])->path, *value = design_text(d, ids[i]);
        if (strcmp(value, design_default(d, ids[i])) == 0 || (scripted && !design_active(d, ids[i])))
            continue;
        char *pair = arena_format(&page->arena, "%s=%s", path, value);
        text_add(&line, scripted ? " -s " : "");
        if (scripted)
            shell_word(&line, pair);
        text_format(&lua, "%s[\"%s\"] = \"%s\"", first ? " " : ", ", path, value);
        first = false;
    }
    text_add(&lua, first ? "})" : " })");
    if (!scripted)
        shell_word(&line, text_str(&lua));
    page_add(page, BLOCK_HEAD, TONE_PLAIN, "Again");
    page_add(page, BLOCK_CODE, TONE_PLAIN, text_str(&line));
    text_free(&line);
    text_free(&lua);
}

void page_of_run(struct page *page, const struct run *run, bool brief) {
    struct shown *shown;
    int n = shown_metrics(&page->arena, run, &shown);
    title(page, run);
    thresholds(page, run);
    headline(page, run, shown, n);
    if (!brief)
        figures(page, run, shown, n);
    if (!brief)
        farthest(page, shown, n);
    metrics(page, shown, n);
    page_parts(page, shown, n);
    if (brief)
        return;
    pictures(page, run);
    page_charts(page, run);
    funnel(page, run);
    nodes(page, run);
    decisions(page, run);
    notes(page, run);
    reproduce(page, run);
}
