/* A setting as one says it: "human labels=5000", "index refresh = 10", "retrieval model=two-tower". The name is the
 * path, its last part, or what the read-back calls it; a beginning that fits one decision alone will do. */
#include "practice/hear.h"
#include "practice/session_state.h"
#include "engine/metric.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { NAME = 96 };

/* Lower case, "-" and "_" as blanks, one blank at a time. */
static void plain(const char *from, size_t n, char out[NAME]) {
    int k = 0;
    for (size_t i = 0; i < n && k < NAME - 1; i++) {
        char c = from[i] == '_' || from[i] == '-' || isspace((unsigned char)from[i]) ? ' ' : (char)tolower(from[i]);
        if (c != ' ' || (k > 0 && out[k - 1] != ' '))
            out[k++] = c;
    }
    while (k > 0 && out[k - 1] == ' ')
        k--;
    out[k] = '\0';
}

static void names_of(const struct knob *knob, char path[NAME], char last[NAME], char spoken[NAME]) {
    struct text t = {0};
    const char *dot = strrchr(knob->path, '.');
    knob_spoken(knob, &t);
    plain(knob->path, strlen(knob->path), path);
    plain(dot ? dot + 1 : knob->path, strlen(dot ? dot + 1 : knob->path), last);
    plain(text_str(&t), t.length, spoken);
    text_free(&t);
}

/* How well a name fits: 3 it is one of the knob's names, 2 it begins one of them, 1 it stands in one, 0 not at all. */
static int fits(const struct knob *knob, const char *name) {
    char of[3][NAME];
    int best = 0;
    names_of(knob, of[0], of[1], of[2]);
    for (int i = 0; i < 3; i++) {
        const char *at = strstr(of[i], name);
        bool word = at && (at == of[i] || at[-1] == ' ' || at[-1] == '.');
        int fit = strcmp(of[i], name) == 0 ? 3 : at == of[i] ? 2 : word ? 1 : 0;
        best = fit > best ? fit : best;
    }
    return best;
}

static const char *spoken_name(const void *arg, int i) {
    return ((const char(*)[NAME])arg)[i];
}

static bool unknown(const struct session *s, const char *name, struct err *err) {
    char names[KNOBS][NAME];
    bool path = strchr(name, '.') != NULL;
    enum knob_id ids[KNOBS];
    int n = design_knobs(s->design, ids), m = 0;
    for (int i = 0; i < n; i++)
        if (knob_at(ids[i])->step >= 2) {
            char first[NAME], last[NAME], spoken[NAME];
            names_of(knob_at(ids[i]), first, last, spoken);
            memcpy(names[m++], path ? first : spoken, NAME);
        }
    const char *near = text_nearest(name, spoken_name, names, m);
    for (char *p = (char *)near; path && p && *p; p++) /* as it is written */
        *p = *p == ' ' ? '_' : *p;
    return err_set(err, ERR_NOT_FOUND, "no decision is called '%s'%s%s; /show design lists what was heard", name,
                   near ? "; nearest: " : "", near ? near : "");
}

const struct knob *named_knob(const struct session *s, const char *name, size_t n, struct err *err) {
    char wanted[NAME];
    enum knob_id ids[KNOBS];
    const struct knob *found[KNOBS];
    int all = design_knobs(s->design, ids), best = 0, m = 0;
    plain(name, n, wanted);
    for (int i = 0; i < all && *wanted; i++) {
        const struct knob *knob = knob_at(ids[i]);
        int fit = knob->step < 2 ? strcmp(knob->path, wanted) == 0 ? 3 : 0 : fits(knob, wanted);
        if (fit > best) {
            best = fit;
            m = 0;
        }
        if (fit && fit == best)
            found[m++] = knob;
    }
    if (m == 0) {
        unknown(s, wanted, err);
        return NULL;
    }
    if (m == 1)
        return found[0];
    struct text list = {0};
    for (int i = 0; i < m && i < 6; i++)
        text_format(&list, "%s%s", i ? ", " : "", found[i]->path);
    err_set(err, ERR_USAGE, "'%s' may be one of %s%s", wanted, text_str(&list), m > 6 ? ", ..." : "");
    text_free(&list);
    return NULL;
}

/* An item of a list: as it is chosen, or a metric as it is spoken. */
static void named_item(const struct knob *knob, enum world_kind kind, const char *said, struct text *out) {
    char name[NAME], spoken[NAME], called[NAME];
    plain(said, strlen(said), name);
    for (int i = 0; i < metric_count() && strcmp(knob->choices, "@metrics") == 0; i++) {
        metric_spoken(metric_at(i)->name, spoken, sizeof spoken);
        plain(spoken, strlen(spoken), called);
        if (strcmp(called, name) == 0) {
            text_add(out, metric_at(i)->name);
            return;
        }
    }
    for (char *p = name; *p; p++)
        *p = *p == ' ' ? '_' : *p;
    text_add(out, knob_has_choice(knob, kind, name) ? name : said);
}

/* "two-tower" -> "two_tower", "yes" -> "true", "10 minutes" -> "10", "10 %" -> "0.1"; what is no such thing stays. */
void named_value(const struct knob *knob, enum world_kind kind, const char *said, struct text *out) {
    char name[NAME], number[40];
    double value;
    plain(said, strlen(said), name);
    if (knob->type == KNOB_BOOL) {
        bool yes = strcmp(name, "yes") == 0 || strcmp(name, "on") == 0,
             no = strcmp(name, "no") == 0 || strcmp(name, "off") == 0;
        text_add(out, yes ? "true" : no ? "false" : said);
        return;
    }
    if (knob->type == KNOB_CHOICE) {
        for (char *p = name; *p; p++)
            *p = *p == ' ' ? '_' : *p;
        text_add(out, knob_has_choice(knob, kind, name) ? name : said);
        return;
    }
    if (knob->type == KNOB_LIST) { /* "user id, hour" and "user_id+hour" */
        char *copy = mem_string(said), *rest = copy;
        for (char *item = strsep(&rest, "+,"); item; item = strsep(&rest, "+,")) {
            item += strspn(item, " ");
            text_add(out, out->length ? "+" : "");
            named_item(knob, kind, item, out);
        }
        free(copy);
        return;
    }
    size_t digits = strspn(said, "0123456789.eE+-");
    const char *unit = said + digits + strspn(said + digits, " ");
    bool measured = digits && *unit && digits < sizeof number && (knob->type == KNOB_INT || knob->type == KNOB_REAL);
    if (measured) {
        snprintf(number, sizeof number, "%.*s", (int)digits, said);
        bool percent = strcmp(unit, "%") == 0 || strcmp(unit, "percent") == 0;
        bool own = strcmp(unit, knob->unit) == 0 || (knob->unit[0] && text_starts(knob->unit, unit));
        if (text_to_double(number, &value) && (percent || own)) {
            text_add(out, percent ? text_double(number, sizeof number, value / 100.0) : number);
            return;
        }
    }
    text_add(out, said);
}
