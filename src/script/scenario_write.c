/* A design as a scenario's text: what scenario_load reads back into the same design. */
#include "base/text.h"
#include "script/scenario.h"
#include "script/scenario_day.h"

#include <stdio.h>
#include <stdlib.h>
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

/* One entry of a timeline in its five parts, cut up in place; false when it is not what on_day records. */
static bool split_entry(char *entry, const char *part[5]) {
    for (int i = 0; i < 5; i++)
        if (!(part[i] = strsep(&entry, ":")))
            return false;
    long long day;
    double size;
    bool known = false;
    for (int i = 0; i < happening_count(); i++)
        known = known || (strcmp(happening_at(i)->verb, part[1]) == 0 && strcmp(happening_at(i)->kind, part[2]) == 0);
    return !entry && known && text_to_int(part[0], &day) && text_to_double(part[4], &size);
}

/* Whether on_day can say it; otherwise (set by hand) it is written as the text it is. */
static bool timeline_splits(const char *timeline) {
    char *copy = mem_string(timeline);
    const char *part[5];
    bool ok = true;
    for (char *save = NULL, *e = strtok_r(copy, ";", &save); ok && e; e = strtok_r(NULL, ";", &save))
        ok = split_entry(e, part);
    free(copy);
    return ok;
}

static bool differs(const struct design *d, enum knob_id id) {
    if (id == K_WORLD_TIMELINE && timeline_splits(design_text(d, id)))
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

/* "3:fault:feature_null:item_ctr:1;5:drift:taste::0.1" as the function that records it. */
static void add_days(struct text *out, const char *timeline) {
    if (!*timeline || !timeline_splits(timeline))
        return;
    text_add(out, "  on_day = function(day, world)\n");
    char *copy = mem_string(timeline);
    for (char *save = NULL, *e = strtok_r(copy, ";", &save); e; e = strtok_r(NULL, ";", &save)) {
        const char *part[5];
        if (!split_entry(e, part))
            continue;
        text_format(out, "    if day == %s then world:%s(", part[0], part[1]);
        add_quoted(out, part[2]);
        text_add(out, ", { ");
        if (*part[3]) {
            text_add(out, "name = ");
            add_quoted(out, part[3]);
            text_add(out, ", ");
        }
        text_format(out, "size = %s }) end\n", part[4]);
    }
    free(copy);
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
        add_days(&out, design_text(d, K_WORLD_TIMELINE));
    text_add(&out, "}\n");
    text_free(&design);
    return text_take(&out);
}
