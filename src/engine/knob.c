#include "engine/knob.h"
#include "base/mem.h"
#include "engine/metric.h"
#include "serve/timeline.h"
#include "world/features.h"

#include <assert.h>
#include <ctype.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { INT = KNOB_INT, BOOL = KNOB_BOOL, REAL = KNOB_REAL, CHOICE = KNOB_CHOICE, LIST = KNOB_LIST, TEXT = KNOB_TEXT };
static const struct knob table[KNOBS] = {
#define KNOB(id, path, type, low, high, choices, unit, step, kinds, value, naive, active, meaning)                     \
    {K_##id, path, (enum knob_type)type, low, high, choices, unit, step, kinds, value, naive, active, meaning},
#include "engine/knobs.def"
#undef KNOB
};
static const char kind_letters[WORLD_KINDS + 1] = "FAIP";

const struct knob *knob_at(enum knob_id id) {
    assert((unsigned)id < KNOBS);
    return &table[id];
}

bool knob_has_kind(const struct knob *knob, enum world_kind kind) {
    return strchr(knob->kinds, kind_letters[kind]) != NULL;
}

const struct knob *knob_named(const char *path) {
    for (int i = 0; i < KNOBS; i++)
        if (strcmp(table[i].path, path) == 0)
            return &table[i];
    return NULL;
}

struct kind_paths {
    int n;
    const char *path[KNOBS];
};

static const char *kind_path(const void *arg, int i) {
    return ((const struct kind_paths *)arg)->path[i];
}

static const char *kind_word(const void *arg, int i) {
    const enum world_kind *kinds = arg;
    return world_kind_name(kinds[i]);
}

const struct knob *knob_find(const char *path, enum world_kind kind, struct err *err) {
    const struct knob *knob = knob_named(path);
    if (knob && knob_has_kind(knob, kind))
        return knob;
    struct kind_paths paths = {0};
    for (int i = 0; i < KNOBS; i++)
        if (knob_has_kind(&table[i], kind))
            paths.path[paths.n++] = table[i].path;
    const char *near = text_nearest(path, kind_path, &paths, paths.n);
    if (knob) {
        enum world_kind kinds[WORLD_KINDS];
        int n = 0;
        for (enum world_kind k = 0; k < WORLD_KINDS; k++)
            if (knob_has_kind(knob, k))
                kinds[n++] = k;
        struct text words = {0};
        text_list(&words, kind_word, kinds, n);
        err_set(err, ERR_NOT_FOUND, "knob '%s' belongs to worlds of kind %s, not %s%s%s", path, text_str(&words),
                world_kind_name(kind), near ? "; nearest here: " : "; `sevenstep list knobs` has those that do",
                near ? near : "");
        text_free(&words);
    } else if (near) {
        err_set(err, ERR_NOT_FOUND, "unknown knob '%s'; did you mean '%s'?", path, near);
    } else {
        err_set(err, ERR_NOT_FOUND, "unknown knob '%s'; `sevenstep list knobs` has them all", path);
    }
    return NULL;
}

const char *knob_type_name(enum knob_type type) {
    static const char *const names[] = {"bool", "int", "real", "choice", "list", "text"};
    return names[type];
}

/* "value; ads: other" -> the text for a kind. */
static const char *for_kind(const char *text, enum world_kind kind, char *buffer, size_t n) {
    size_t length = strcspn(text, ";");
    snprintf(buffer, n, "%.*s", (int)length, text);
    const char *name = world_kind_name(kind);
    for (const char *p = text + length; *p == ';';) {
        p += 1 + strspn(p + 1, " ");
        size_t part = strcspn(p, ";"), key = strlen(name);
        if (strncmp(p, name, key) == 0 && p[key] == ':') {
            const char *value = p + key + 1 + strspn(p + key + 1, " ");
            snprintf(buffer, n, "%.*s", (int)(part - (size_t)(value - p)), value);
        }
        p += part;
    }
    return buffer;
}

/* Choices come from three places: the row itself, the features of a kind of world, the metrics of a kind. */
static const char *nth_choice(const struct knob *knob, enum world_kind kind, int wanted, int *count) {
    static _Thread_local char name[64];
    char choices[512];
    int n = 0;
    const char *found = NULL;
    for_kind(knob->choices, kind, choices, sizeof choices);
    if (strcmp(choices, "@features") == 0) {
        const struct feature *features = feature_table(kind, &n);
        found = wanted >= 0 && wanted < n ? features[wanted].name : NULL;
    } else if (strcmp(choices, "@metrics") == 0) {
        for (int i = 0; i < metric_count(); i++)
            if (metric_has_kind(metric_at(i), kind) && n++ == wanted)
                found = metric_at(i)->name;
    } else {
        for (const char *p = choices; *p; n++) {
            size_t length = strcspn(p, "|");
            if (n == wanted) {
                snprintf(name, sizeof name, "%.*s", (int)length, p);
                found = name;
            }
            p += length + (p[length] == '|');
        }
    }
    *count = n;
    return found;
}

const char *knob_active(const struct knob *knob, enum world_kind kind, char *buffer, size_t n) {
    return for_kind(knob->active, kind, buffer, n);
}

int knob_choices(const struct knob *knob, enum world_kind kind) {
    int n;
    nth_choice(knob, kind, -1, &n);
    return n;
}

const char *knob_choice(const struct knob *knob, enum world_kind kind, int i) {
    int n;
    return nth_choice(knob, kind, i, &n);
}

bool knob_has_choice(const struct knob *knob, enum world_kind kind, const char *choice) {
    for (int i = 0; i < knob_choices(knob, kind); i++)
        if (strcmp(knob_choice(knob, kind, i), choice) == 0)
            return true;
    return false;
}

static const char *canonical_for(const struct knob *knob, const char *text, enum world_kind kind, char *buffer,
                                 size_t n) {
    struct text canonical = {0};
    struct err err = {0};
    char raw[1024];
    bool ok = knob_parse(knob, kind, for_kind(text, kind, raw, sizeof raw), &canonical, &err);
    assert(ok || !knob_has_kind(knob, kind)); /* a test parses every default; a wrong row is a bug in the table */
    snprintf(buffer, n, "%s", ok ? text_str(&canonical) : raw);
    text_free(&canonical);
    return buffer;
}

const char *knob_default(const struct knob *knob, enum world_kind kind, char *buffer, size_t n) {
    return canonical_for(knob, knob->defaults, kind, buffer, n);
}

const char *knob_naive(const struct knob *knob, enum world_kind kind, char *buffer, size_t n) {
    return canonical_for(knob, knob->naive, kind, buffer, n);
}

struct choice_list {
    const struct knob *knob;
    enum world_kind kind;
    char names[256][64];
    int n;
};

static const char *choice_name(const void *arg, int i) {
    return ((const struct choice_list *)arg)->names[i];
}

static bool wrong_choice(const struct knob *knob, enum world_kind kind, const char *text, struct err *err) {
    struct choice_list *list = mem_must(1, sizeof *list);
    list->n = knob_choices(knob, kind);
    assert(list->n <= 256);
    for (int i = 0; i < list->n; i++)
        snprintf(list->names[i], sizeof list->names[i], "%s", knob_choice(knob, kind, i));
    struct text all = {0};
    const char *near = text_nearest(text, choice_name, list, list->n);
    if (near)
        text_format(&all, "did you mean '%s'?", near);
    else if (list->n <= 12) {
        text_add(&all, "it takes ");
        text_list(&all, choice_name, list, list->n);
    } else
        text_format(&all, "`sevenstep list knobs` has what it takes");
    err_set(err, ERR_USAGE, "%s: '%s' is not a choice; %s", knob->path, text, text_str(&all));
    text_free(&all);
    free(list);
    return false;
}

static bool parse_number(const struct knob *knob, const char *text, struct text *canonical, struct err *err) {
    double value;
    char low[32], high[32], number[40];
    const char *space = *knob->unit ? " " : "";
    text_double(low, sizeof low, knob->low);
    text_double(high, sizeof high, knob->high);
    if (!text_to_double(text, &value))
        return err_set(err, ERR_USAGE, "%s: '%s' is not a number; it takes %s..%s%s%s", knob->path, text, low, high,
                       space, knob->unit);
    if (knob->type == KNOB_INT && value != floor(value))
        return err_set(err, ERR_USAGE, "%s: %s is not a whole number; it takes %s..%s%s%s", knob->path, text, low, high,
                       space, knob->unit);
    if (value < knob->low || value > knob->high)
        return err_set(err, ERR_USAGE, "%s: %s is out of range; it takes %s..%s%s%s", knob->path, text, low, high,
                       space, knob->unit);
    if (value == floor(value) && fabs(value) < 1e15)
        snprintf(number, sizeof number, "%.0f", value + 0.0);
    else
        text_double(number, sizeof number, value);
    text_add(canonical, number);
    return true;
}

static bool parse_bool(const struct knob *knob, const char *text, struct text *canonical, struct err *err) {
    static const char *const yes[] = {"true", "yes", "on", "1"}, *const no[] = {"false", "no", "off", "0"};
    for (int i = 0; i < 4; i++)
        if (strcasecmp(text, yes[i]) == 0 || strcasecmp(text, no[i]) == 0) {
            text_add(canonical, strcasecmp(text, yes[i]) == 0 ? "true" : "false");
            return true;
        }
    return err_set(err, ERR_USAGE, "%s: '%s' is neither true nor false", knob->path, text);
}

/* Index of the choice that text names exactly, or -1. */
static int choice_index(const struct knob *knob, enum world_kind kind, const char *text) {
    int n = knob_choices(knob, kind);
    for (int i = 0; i < n; i++)
        if (strcmp(knob_choice(knob, kind, i), text) == 0)
            return i;
    return -1;
}

static bool parse_list(const struct knob *knob, enum world_kind kind, const char *text, struct text *canonical,
                       struct err *err) {
    bool chosen[256] = {false};
    for (const char *p = text; *p;) {
        p += strspn(p, " +,");
        size_t length = strcspn(p, "+,");
        if (length == 0)
            break;
        char item[64];
        snprintf(item, sizeof item, "%.*s", (int)length, p);
        for (size_t end = strlen(item); end > 0 && item[end - 1] == ' ';)
            item[--end] = '\0';
        int i = choice_index(knob, kind, item);
        if (i < 0 || i >= 256)
            return wrong_choice(knob, kind, item, err);
        chosen[i] = true;
        p += length;
    }
    bool first = true;
    for (int i = 0; i < 256; i++)
        if (chosen[i]) {
            text_format(canonical, "%s%s", first ? "" : "+", knob_choice(knob, kind, i));
            first = false;
        }
    return true;
}

bool knob_parse(const struct knob *knob, enum world_kind kind, const char *text, struct text *canonical,
                struct err *err) {
    text_clear(canonical);
    text_add(canonical, "");
    switch (knob->type) {
    case KNOB_BOOL:
        return parse_bool(knob, text, canonical, err);
    case KNOB_INT:
    case KNOB_REAL:
        return parse_number(knob, text, canonical, err);
    case KNOB_LIST:
        return parse_list(knob, kind, text, canonical, err);
    case KNOB_CHOICE:
        if (choice_index(knob, kind, text) < 0)
            return wrong_choice(knob, kind, text, err);
        text_add(canonical, text);
        return true;
    case KNOB_TEXT:
        break;
    }
    struct timeline timeline; /* the one text knob with a grammar */
    if (knob->id == K_WORLD_TIMELINE && !timeline_parse(text, kind, &timeline, err))
        return false;
    text_add(canonical, text);
    return true;
}

const char *knob_list_item(const char *list, int i) {
    static _Thread_local char item[64];
    for (const char *p = list; *p; i--) {
        size_t length = strcspn(p, "+");
        if (i == 0) {
            snprintf(item, sizeof item, "%.*s", (int)length, p);
            return item;
        }
        p += length + (p[length] == '+');
    }
    return NULL;
}

int knob_list_count(const char *list) {
    int n = *list != '\0';
    for (; *list; list++)
        n += *list == '+';
    return n;
}

bool knob_list_has(const char *list, const char *item) {
    int n = knob_list_count(list);
    for (int i = 0; i < n; i++)
        if (strcmp(knob_list_item(list, i), item) == 0)
            return true;
    return false;
}
