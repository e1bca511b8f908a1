#include "report/reference.h"
#include "report/json.h"
#include "report/page.h"

#include <math.h>
#include <string.h>

struct filter {
    const char *prefix;
    enum world_kind kind; /* WORLD_KINDS: any */
};

static bool wanted(const struct filter *filter, const char *name, const char *kinds) {
    if (filter->prefix && !text_starts(name, filter->prefix))
        return false;
    return filter->kind == WORLD_KINDS || strchr(kinds, "FAIP"[filter->kind]) != NULL;
}

/* The kind whose values stand for a row: the one asked for, else the first that has it. */
static enum world_kind kind_of(const struct filter *filter, const char *kinds) {
    if (filter->kind != WORLD_KINDS)
        return filter->kind;
    return (enum world_kind)(strchr("FAIP", kinds[0]) - "FAIP");
}

static const char *kind_words(struct arena *arena, const char *kinds) {
    char *words = arena_string(arena, "");
    for (; *kinds; kinds++)
        words = arena_format(arena, "%s%s%s", words, *words ? ", " : "",
                             world_kind_name((enum world_kind)(strchr("FAIP", *kinds) - "FAIP")));
    return words;
}

static const char *choice_words(struct arena *arena, const struct knob *knob, enum world_kind kind, const char *comma) {
    struct text words = {0};
    for (int i = 0; i < knob_choices(knob, kind); i++)
        text_format(&words, "%s%s", i ? comma : "", knob_choice(knob, kind, i));
    const char *out = arena_string(arena, text_str(&words));
    text_free(&words);
    return out;
}

/* Bounds as people write them: 100000, not 1e+05. */
static const char *bound(struct arena *arena, double value) {
    char digits[32];
    if (value == floor(value) && fabs(value) < 1e7)
        return arena_format(arena, "%.0f", value);
    return arena_string(arena, text_double(digits, sizeof digits, value));
}

/* "2..512 values", "a | b", "names of metrics": what a knob takes. */
static const char *takes(struct arena *arena, const struct knob *knob, enum world_kind kind) {
    switch (knob->type) {
    case KNOB_BOOL:
        return "true or false";
    case KNOB_INT:
    case KNOB_REAL:
        return arena_format(arena, "%s..%s%s%s", bound(arena, knob->low), bound(arena, knob->high),
                            *knob->unit ? " " : "", knob->unit);
    case KNOB_CHOICE:
        return knob->choices[0] == '@' ? "a metric" : choice_words(arena, knob, kind, " | ");
    case KNOB_LIST:
        return strcmp(knob->choices, "@metrics") == 0    ? "metrics, joined by +"
               : strcmp(knob->choices, "@features") == 0 ? "features, joined by +"
                                                         : choice_words(arena, knob, kind, " + ");
    case KNOB_TEXT:
        break;
    }
    return "text";
}

static const char *active_words(struct arena *arena, const struct knob *knob, enum world_kind kind) {
    char active[256];
    return arena_string(arena, knob_active(knob, kind, active, sizeof active));
}

static const char *default_words(struct arena *arena, const struct knob *knob, enum world_kind kind) {
    char buffer[2048];
    const char *text = knob_default(knob, kind, buffer, sizeof buffer);
    return *text ? arena_string(arena, text) : "(none)";
}

static const char *naive_words(struct arena *arena, const struct knob *knob, enum world_kind kind) {
    char buffer[2048];
    const char *text = knob_naive(knob, kind, buffer, sizeof buffer);
    return *text ? arena_string(arena, text) : "(none)";
}

typedef const char *words_of_kind(struct arena *arena, const struct knob *knob, enum world_kind kind);

/* Of one kind of world, or of all: "a | b; ads, images: c" where they differ from the first that has the knob. */
static const char *by_kind(struct arena *arena, const struct filter *filter, const struct knob *knob,
                           words_of_kind *words) {
    enum world_kind first = kind_of(filter, knob->kinds);
    const char *out = words(arena, knob, first), *own[WORLD_KINDS] = {0};
    if (filter->kind != WORLD_KINDS)
        return out;
    for (const char *k = knob->kinds; *k; k++)
        own[strchr("FAIP", *k) - "FAIP"] = words(arena, knob, (enum world_kind)(strchr("FAIP", *k) - "FAIP"));
    for (int i = 0; i < WORLD_KINDS; i++) {
        if (!own[i] || strcmp(own[i], own[first]) == 0)
            continue;
        const char *value = own[i];
        out = arena_format(arena, "%s; %s", out, world_kind_name((enum world_kind)i));
        for (int j = i + 1; j < WORLD_KINDS; j++)
            if (own[j] && strcmp(own[j], value) == 0) {
                out = arena_format(arena, "%s, %s", out, world_kind_name((enum world_kind)j));
                own[j] = own[first];
            }
        out = arena_format(arena, "%s: %s", out, *value ? value : "always");
    }
    return out;
}

static const char *group_of(struct arena *arena, const char *name) {
    char *group = arena_string(arena, name);
    group[strcspn(group, ".")] = '\0';
    return group;
}

static void knob_rows(struct page *page, const struct filter *filter, bool full) {
    static const struct column brief[] = {{.head = "knob"},
                                          {.head = "takes", .wrap = true, .drop = 1},
                                          {.head = "default", .wrap = true},
                                          {.head = "step", .right = true, .drop = 2},
                                          {.head = "meaning", .wrap = true, .least = 36}};
    static const struct column all[] = {{.head = "knob"},         {.head = "takes"},  {.head = "default"},
                                        {.head = "naive value"},  {.head = "step"},   {.head = "worlds"},
                                        {.head = "matters when"}, {.head = "meaning"}};
    struct arena *arena = &page->arena;
    struct table *table = NULL;
    const char *group = "";
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct knob *knob = knob_at(id);
        if (!wanted(filter, knob->path, knob->kinds))
            continue;
        enum world_kind kind = kind_of(filter, knob->kinds);
        const char *own = group_of(arena, knob->path);
        bool begins = strcmp(own, group) != 0;
        if (begins && full)
            page_add(page, BLOCK_HEAD, TONE_PLAIN, own);
        if (!table || (begins && full))
            table = page_table(page, full ? all : brief, full ? 8 : 5);
        group = own;
        struct cell *cells = page_row(page, table, NULL);
        const char *step = knob->step ? arena_format(arena, "%d", knob->step) : "";
        cells[0].text = knob->path;
        cells[1].text = full ? by_kind(arena, filter, knob, takes) : takes(arena, knob, kind);
        cells[2].text = full ? by_kind(arena, filter, knob, default_words) : default_words(arena, knob, kind);
        cells[3].text = full ? by_kind(arena, filter, knob, naive_words) : step;
        cells[4].text = full ? step : knob->meaning;
        if (full) {
            cells[5].text = kind_words(arena, knob->kinds);
            cells[6].text = by_kind(arena, filter, knob, active_words);
            cells[7].text = knob->meaning;
        }
    }
}

static const char *better_words(struct arena *arena, const struct metric *metric) {
    if (metric->better == BETTER_TARGET)
        return arena_format(arena, "target %g", metric->target);
    return metric_better_name(metric->better);
}

static void metric_rows(struct page *page, const struct filter *filter, bool full) {
    static const struct column brief[] = {{.head = "metric"},
                                          {.head = "unit", .drop = 2},
                                          {.head = "better", .drop = 1},
                                          {.head = "definition", .wrap = true, .least = 36}};
    static const struct column all[] = {{.head = "metric"}, {.head = "unit"},   {.head = "better"},    {.head = "own"},
                                        {.head = "rulers"}, {.head = "worlds"}, {.head = "definition"}};
    struct arena *arena = &page->arena;
    struct table *table = NULL;
    const char *stage = "";
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        if (!wanted(filter, metric->name, metric->kinds))
            continue;
        bool begins = strcmp(metric->stage, stage) != 0;
        if (begins && full)
            page_add(page, BLOCK_HEAD, TONE_PLAIN, metric->stage);
        if (!table || (begins && full))
            table = page_table(page, full ? all : brief, full ? 7 : 4);
        stage = metric->stage;
        struct cell *cells = page_row(page, table, NULL);
        cells[0].text = metric->name;
        cells[1].text = metric->unit;
        cells[2].text = better_words(arena, metric);
        cells[3].text = full ? (metric->own ? "yes" : "") : metric->definition;
        if (full) {
            cells[4].text = metric->ruler ? "yes" : "";
            cells[5].text = kind_words(arena, metric->kinds);
            cells[6].text = metric->definition;
        }
    }
}

static json_t *kinds_json(const char *kinds) {
    json_t *array = json_array();
    for (; *kinds; kinds++)
        json_array_append_new(array, json_text(world_kind_name((enum world_kind)(strchr("FAIP", *kinds) - "FAIP"))));
    return array;
}

static json_t *values_json(const struct knob *knob, bool naive) {
    json_t *object = json_object();
    char buffer[2048];
    for (enum world_kind kind = 0; kind < WORLD_KINDS; kind++)
        if (knob_has_kind(knob, kind))
            json_object_set_new(object, world_kind_name(kind),
                                json_text(naive ? knob_naive(knob, kind, buffer, sizeof buffer)
                                                : knob_default(knob, kind, buffer, sizeof buffer)));
    return object;
}

static json_t *knob_json(const struct knob *knob) {
    bool number = knob->type == KNOB_INT || knob->type == KNOB_REAL;
    json_t *object = json_object(), *choices = json_array();
    enum world_kind kind = (enum world_kind)(strchr("FAIP", knob->kinds[0]) - "FAIP");
    for (int i = 0; i < knob_choices(knob, kind); i++)
        json_array_append_new(choices, json_text(knob_choice(knob, kind, i)));
    json_object_set_new(object, "name", json_text(knob->path));
    json_object_set_new(object, "type", json_text(knob_type_name(knob->type)));
    json_object_set_new(object, "low", number ? json_number(knob->low) : json_null());
    json_object_set_new(object, "high", number ? json_number(knob->high) : json_null());
    json_object_set_new(object, "choices", choices);
    json_object_set_new(object, "unit", json_text(knob->unit));
    json_object_set_new(object, "step", json_integer(knob->step));
    json_object_set_new(object, "worlds", kinds_json(knob->kinds));
    json_object_set_new(object, "default", values_json(knob, false));
    json_object_set_new(object, "naive", values_json(knob, true));
    char active[256];
    json_object_set_new(object, "active", json_text(knob_active(knob, kind, active, sizeof active)));
    json_object_set_new(object, "meaning", json_text(knob->meaning));
    return object;
}

static json_t *metric_json(const struct metric *metric) {
    json_t *object = json_object();
    json_object_set_new(object, "name", json_text(metric->name));
    json_object_set_new(object, "unit", json_text(metric->unit));
    json_object_set_new(object, "better", json_text(metric_better_name(metric->better)));
    if (metric->better == BETTER_TARGET)
        json_object_set_new(object, "target", json_number(metric->target));
    json_object_set_new(object, "stage", json_text(metric->stage));
    json_object_set_new(object, "worlds", kinds_json(metric->kinds));
    json_object_set_new(object, "own", json_boolean(metric->own));
    json_object_set_new(object, "ruler", json_boolean(metric->ruler));
    json_object_set_new(object, "definition", json_text(metric->definition));
    return object;
}

/* Text has one table and no headings. Frees the page. */
static void render(struct page *page, enum report_format format, const struct report_style *style, struct text *out) {
    static const struct report_style plain = {.width = 80};
    if (format == REPORT_MARKDOWN)
        page_markdown(page, out);
    else if (format == REPORT_HTML)
        page_html(page, page->first->text, out);
    else
        for (const struct block *block = page->first; block; block = block->next)
            page_table_text(block->table, style ? style : &plain, 0, out);
    page_free(page);
}

static void write_lines(json_t *take, struct text *out) {
    json_write(take, out);
    text_add(out, "\n");
}

void reference_knobs(enum report_format format, const struct report_style *style, struct text *out) {
    static const struct filter all = {"", WORLD_KINDS};
    struct page page = {0};
    if (format == REPORT_JSON) {
        json_t *array = json_array();
        for (enum knob_id id = 0; id < KNOBS; id++)
            json_array_append_new(array, knob_json(knob_at(id)));
        write_lines(array, out);
        return;
    }
    bool full = format == REPORT_MARKDOWN || format == REPORT_HTML;
    if (full) {
        page_add(&page, BLOCK_TITLE, TONE_PLAIN, "Knobs");
        page_add(&page, BLOCK_LINE, TONE_PLAIN,
                 "Every decision that a design holds: set with `-s KNOB=VALUE`, in a scenario, in the REPL or on the "
                 "lab screen. The naive value is what a design has when nobody thought of the knob. Where a knob does "
                 "not matter it is as if it were absent. This page is made from src/engine/knobs.def by `make docs`.");
    }
    knob_rows(&page, &all, full);
    render(&page, format, style, out);
}

void reference_metrics(enum report_format format, const struct report_style *style, struct text *out) {
    static const struct filter all = {"", WORLD_KINDS};
    struct page page = {0};
    if (format == REPORT_JSON) {
        json_t *array = json_array();
        for (int i = 0; i < metric_count(); i++)
            json_array_append_new(array, metric_json(metric_at(i)));
        write_lines(array, out);
        return;
    }
    bool full = format == REPORT_MARKDOWN || format == REPORT_HTML;
    if (full) {
        page_add(&page, BLOCK_TITLE, TONE_PLAIN, "Metrics");
        page_add(&page, BLOCK_LINE, TONE_PLAIN,
                 "What the engine measures. A name alone is measured against the truth of the world. Those with own "
                 "also exist as NAME[own], under the design's own protocol: its split, its sampling, logged positives. "
                 "Those with rulers stand between a measured baseline and an oracle. NAME[CLASS] is one slice. This "
                 "page is made from src/engine/metrics.def by `make docs`.");
    }
    metric_rows(&page, &all, full);
    render(&page, format, style, out);
}

void reference_knobs_of(const char *prefix, enum world_kind kind, const struct report_style *style, struct text *out) {
    struct page page = {0};
    knob_rows(&page, &(struct filter){prefix, kind}, false);
    render(&page, REPORT_TEXT, style, out);
}

void reference_metrics_of(const char *prefix, enum world_kind kind, const struct report_style *style,
                          struct text *out) {
    struct page page = {0};
    metric_rows(&page, &(struct filter){prefix, kind}, false);
    render(&page, REPORT_TEXT, style, out);
}

static void fact(struct page *page, struct table *table, const char *name, const char *value) {
    if (!*value)
        return;
    struct cell *cells = page_row(page, table, NULL);
    cells[0] = (struct cell){.text = name, .tone = TONE_QUIET};
    cells[1].text = value;
}

static const struct column fact_columns[] = {{.head = ""}, {.head = "", .wrap = true}};

void reference_knob(const struct knob *knob, enum world_kind kind, const struct report_style *style, struct text *out) {
    struct page page = {0};
    struct arena *arena = &page.arena;
    page_format(&page, BLOCK_TITLE, TONE_PLAIN, "%s: %s", knob->path, knob->meaning);
    struct table *table = page_table(&page, fact_columns, 2);
    if (!knob_has_kind(knob, kind))
        kind = (enum world_kind)(strchr("FAIP", knob->kinds[0]) - "FAIP");
    bool long_list = knob->choices[0] == '@';
    fact(&page, table, "takes",
         long_list ? arena_format(arena, "%s: %s", takes(arena, knob, kind), choice_words(arena, knob, kind, ", "))
                   : takes(arena, knob, kind));
    fact(&page, table, "default", default_words(arena, knob, kind));
    fact(&page, table, "naive value", naive_words(arena, knob, kind));
    fact(&page, table, "step", knob->step ? arena_format(arena, "%d", knob->step) : "");
    fact(&page, table, "matters when", active_words(&page.arena, knob, kind));
    fact(&page, table, "worlds", kind_words(arena, knob->kinds));
    page_text(&page, style, out);
    page_free(&page);
}

void reference_metric(const struct metric *metric, const struct report_style *style, struct text *out) {
    struct page page = {0};
    struct arena *arena = &page.arena;
    page_format(&page, BLOCK_TITLE, TONE_PLAIN, "%s: %s", metric->name, metric->definition);
    struct table *table = page_table(&page, fact_columns, 2);
    fact(&page, table, "unit", metric->unit);
    fact(&page, table, "better", better_words(arena, metric));
    fact(&page, table, "stage", metric->stage);
    fact(&page, table, "rulers", metric->ruler ? "baseline and oracle" : "");
    fact(&page, table, "own protocol", metric->own ? arena_format(arena, "%s[own]", metric->name) : "");
    fact(&page, table, "worlds", kind_words(arena, metric->kinds));
    page_text(&page, style, out);
    page_free(&page);
}
