#include "tui/lab_edit.h"
#include "base/mem.h"
#include "tui/app.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

void lab_changes_free(struct lab_change *changes, int *n) {
    for (int i = 0; i < *n; i++) {
        free(changes[i].before);
        free(changes[i].after);
    }
    *n = 0;
}

static void push_change(struct lab_change *changes, int *n, enum knob_id knob, const char *before, const char *after) {
    if (*n == LAB_UNDO) {
        free(changes[0].before);
        free(changes[0].after);
        memmove(changes, changes + 1, (LAB_UNDO - 1) * sizeof *changes);
        --*n;
    }
    changes[(*n)++] = (struct lab_change){knob, mem_string(before), mem_string(after)};
}

/* Sets a knob; what is wrong becomes the note. */
bool lab_set(struct app *app, const struct knob *k, const char *value) {
    struct lab *lab = &app->lab;
    struct err err = {0};
    char *before = mem_string(design_text(lab->design, k->id));
    bool ok = design_set(lab->design, k->path, value, &err);
    if (!ok) {
        app_note(app, STYLE_BAD, "%s", err.message);
    } else if (strcmp(before, design_text(lab->design, k->id)) != 0) {
        push_change(lab->undo, &lab->n_undo, k->id, before, design_text(lab->design, k->id));
        lab_changes_free(lab->redo, &lab->n_redo);
    }
    free(before);
    return ok;
}

void lab_again(struct app *app, bool undo) {
    struct lab *lab = &app->lab;
    struct lab_change *from = undo ? lab->undo : lab->redo, *to = undo ? lab->redo : lab->undo;
    int *n_from = undo ? &lab->n_undo : &lab->n_redo, *n_to = undo ? &lab->n_redo : &lab->n_undo;
    if (!*n_from) {
        app_note(app, STYLE_QUIET, undo ? "nothing to undo" : "nothing to make again");
        return;
    }
    struct lab_change c = from[--*n_from];
    struct err err = {0};
    const char *value = undo ? c.before : c.after;
    if (design_set(lab->design, knob_at(c.knob)->path, value, &err))
        app_note(app, STYLE_QUIET, "%s is %s again", knob_at(c.knob)->path, value[0] ? value : "empty");
    push_change(to, n_to, c.knob, c.before, c.after);
    free(c.before);
    free(c.after);
    for (int i = 0; i < lab->n_rows; i++)
        if (lab->rows[i] == (int)c.knob)
            lab->list.selected = i;
}

static bool ticked(const char *list, const char *item) {
    size_t n = strlen(item);
    for (const char *p = list; (p = strstr(p, item)); p++)
        if ((p == list || p[-1] == '+') && (p[n] == '+' || p[n] == '\0'))
            return true;
    return false;
}

void lab_change_knob(struct app *app, const struct knob *k) {
    enum world_kind kind = design_kind(app->lab.design);
    const char *value = design_text(app->lab.design, k->id);
    struct text title = {0};
    text_format(&title, "%s%s%s", k->path, k->unit[0] ? ", " : "", k->unit);
    if (k->type == KNOB_BOOL) {
        lab_set(app, k, strcmp(value, "true") == 0 ? "false" : "true");
    } else if (k->type == KNOB_CHOICE || k->type == KNOB_LIST) {
        dialog_menu(&app->dialog, LAB_VALUE, text_str(&title), k->type == KNOB_LIST);
        for (int i = 0; i < knob_choices(k, kind); i++)
            dialog_item(&app->dialog, knob_choice(k, kind, i), knob_choice_meaning(k, kind, knob_choice(k, kind, i)),
                        ticked(value, knob_choice(k, kind, i)));
        dialog_select(&app->dialog, value);
    } else {
        text_add(&title, ":");
        dialog_line(&app->dialog, LAB_VALUE, text_str(&title), value);
    }
    text_free(&title);
}

/* The next or previous choice; a number doubles or halves within its range. */
void lab_nudge(struct app *app, const struct knob *k, int by) {
    struct design *d = app->lab.design;
    enum world_kind kind = design_kind(d);
    char value[40];
    if (k->type == KNOB_BOOL) {
        lab_change_knob(app, k);
    } else if (k->type == KNOB_CHOICE) {
        int n = knob_choices(k, kind), at = 0;
        for (int i = 0; i < n; i++)
            at = design_is(d, k->id, knob_choice(k, kind, i)) ? i : at;
        lab_set(app, k, knob_choice(k, kind, (at + by + n) % n));
    } else if (k->type == KNOB_INT || k->type == KNOB_REAL) {
        double v = design_real(d, k->id), step = k->high <= 1 ? 0.05 : 0;
        double to = step ? round((v + by * step) * 1e6) / 1e6 : by > 0 ? (v == 0 ? 1 : v * 2) : v / 2;
        to = fmin(fmax(k->type == KNOB_INT ? floor(to) : to, k->low), k->high);
        lab_set(app, k, text_double(value, sizeof value, to));
    } else {
        lab_change_knob(app, k);
    }
}
