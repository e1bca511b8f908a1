/* A design as a scenario's text: what scenario_load reads back into the same design. */
#include "base/text.h"
#include "script/scenario.h"
#include "script/scenario_day.h"

#include <stdio.h>
#include <string.h>

/* A Lua string that reads back the same. */
static void add_quoted(struct text *out, const char *s) {
    text_add(out, "\"");
    for (; *s; s++) {
        if (*s == '"' || *s == '\\')
            text_format(out, "\\%c", *s);
        else if (*s == '\n')
            text_add(out, "\\n");
        else if ((unsigned char)*s < 32 || *s == 127)
            text_format(out, "\\%03d", *s);
        else
            text_bytes(out, s, 1);
    }
    text_add(out, "\"");
}

static void add_value(struct text *out, const struct design *d, enum knob_id id) {
    switch (knob_at(id)->type) {
    case KNOB_BOOL:
    case KNOB_INT:
    case KNOB_REAL:
        text_add(out, design_text(d, id));
        return;
    case KNOB_LIST:
        text_add(out, "{");
        for (int i = 0; i < design_items(d, id); i++) {
            text_add(out, i ? ", " : " ");
            add_quoted(out, design_item(d, id, i));
        }
        text_add(out, " }");
        return;
    case KNOB_CHOICE:
    case KNOB_TEXT:
        add_quoted(out, design_text(d, id));
    }
}

/* Whether on_day says it in the same text; otherwise (set by hand) it is written as the text it is. */
static bool timeline_records(const struct design *d, struct timeline *t) {
    const char *left = design_text(d, K_WORLD_TIMELINE);
    struct err ignored = {0};
    char before[TIMELINE_ENTRY_TEXT] = "", entry[TIMELINE_ENTRY_TEXT];
    if (!timeline_parse(left, design_kind(d), t, &ignored))
        return false;
    for (int i = 0; i < t->n; i++) {
        timeline_entry_text(&t->entry[i], entry, sizeof entry);
        bool sorted = i == 0 || t->entry[i].day > t->entry[i - 1].day ||
                      (t->entry[i].day == t->entry[i - 1].day && strcmp(entry, before) > 0);
        bool played = t->entry[i].day <= design_int(d, K_WORLD_REPLAY_DAYS); /* on_day is not asked for later ones */
        if (!sorted || !played || !text_starts(left, entry))
            return false;
        left += strlen(entry);
        left += *left == ';' && i + 1 < t->n;
        memcpy(before, entry, sizeof before);
    }
    return *left == '\0';
}

static bool differs(const struct design *d, enum knob_id id) {
    struct timeline t;
    if (id == K_WORLD_TIMELINE && timeline_records(d, &t))
        return false; /* add_days has it */
    return strcmp(design_text(d, id), design_default(d, id)) != 0;
}

/* The settings below `prefix` ("retrieval."): "dim = 64, index = "ivf"", with what lies deeper in tables of its own. */
static void add_settings(struct text *out, const struct design *d, const char *prefix) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    size_t length = strlen(prefix);
    bool first = true;
    char done[32] = ""; /* knobs of one deeper table stand together in knobs.def */
    for (int i = 0; i < n; i++) {
        const char *path = knob_at(ids[i])->path;
        if (!differs(d, ids[i]) || strncmp(path, prefix, length) != 0)
            continue;
        const char *name = path + length, *dot = strchr(name, '.');
        char deeper[32] = "";
        if (dot)
            snprintf(deeper, sizeof deeper, "%.*s", (int)(dot - name), name);
        if (dot && strcmp(deeper, done) == 0)
            continue;
        text_add(out, first ? "" : ", ");
        first = false;
        if (dot) {
            char inner[80];
            snprintf(inner, sizeof inner, "%.40s%.31s.", prefix, deeper);
            text_format(out, "%s = { ", deeper);
            add_settings(out, d, inner);
            text_add(out, " }");
            memcpy(done, deeper, sizeof done);
        } else {
            text_format(out, "%s = ", name);
            add_value(out, d, ids[i]);
        }
    }
}

static void add_section(struct text *out, const struct design *d, const char *indent, const char *name) {
    struct text settings = {0};
    char prefix[32];
    snprintf(prefix, sizeof prefix, "%.30s.", name);
    add_settings(&settings, d, prefix);
    if (settings.length)
        text_format(out, "%s%s = { %s },\n", indent, name, text_str(&settings));
    text_free(&settings);
}

/* The timeline as the function that records it. */
static void add_days(struct text *out, const struct design *d) {
    struct timeline t;
    char size[40];
    if (!timeline_records(d, &t) || t.n == 0)
        return;
    text_add(out, "  on_day = function(day, world)\n");
    for (int i = 0; i < t.n; i++) {
        const struct timeline_entry *e = &t.entry[i];
        text_format(out, "    if day == %d then world:%s(", e->day, incident_is_fault(e->kind) ? "fault" : "drift");
        add_quoted(out, incident_name(e->kind));
        text_add(out, ", { ");
        if (*e->name) {
            text_add(out, "name = ");
            add_quoted(out, e->name);
            text_add(out, ", ");
        }
        text_format(out, "size = %s }) end\n", text_double(size, sizeof size, e->size));
    }
    text_add(out, "  end,\n");
}

static void add_named(struct text *out, const char *name, const char *value) {
    if (!value || !*value)
        return;
    text_format(out, "  %s = ", name);
    add_quoted(out, value);
    text_add(out, ",\n");
}

char *scenario_write(const struct design *d, const char *title, const char *about) {
    static const char *const sections[] = {"framing", "data",       "retrieval", "screening", "ranking",
                                           "policy",  "evaluation", "serving",   "monitoring"};
    struct text out = {0}, design = {0};
    text_add(&out, "return {\n");
    add_named(&out, "case", design_case(d));
    add_named(&out, "title", title);
    add_named(&out, "about", about);
    add_section(&out, d, "  ", "seed");
    add_section(&out, d, "  ", "scale");
    add_section(&out, d, "  ", "world");
    for (size_t i = 0; i < sizeof sections / sizeof *sections; i++)
        add_section(&design, d, "    ", sections[i]);
    if (design.length)
        text_format(&out, "  design = {\n%s  },\n", text_str(&design));
    if (knob_has_kind(knob_at(K_WORLD_TIMELINE), design_kind(d)))
        add_days(&out, d);
    text_add(&out, "}\n");
    text_free(&design);
    return text_take(&out);
}
