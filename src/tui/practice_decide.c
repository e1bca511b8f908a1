/* practice_decide.c - a decision by list, where lists are offered: in guided mode, and once a step is committed, to
 * correct what was heard. First which knob of the step, then its value; the session gets "KEY=VALUE". */
#include "practice/hear.h"
#include "tui/app.h"
#include "tui/screen_practice.h"

#include <stdio.h>
#include <string.h>

static bool offered(const struct session *s) {
    int step = session_step(s);
    return step <= STEPS && (session_options(s)->mode == MODE_GUIDED || session_committed(s, step));
}

void decision_words(const struct knob *knob, struct text *out) {
    struct text mine = {0};
    bool alike = false;
    knob_spoken(knob, &mine);
    for (int i = 0; i < KNOBS && !alike; i++) {
        struct text theirs = {0};
        knob_spoken(knob_at((enum knob_id)i), &theirs);
        alike = knob_at((enum knob_id)i) != knob && strcmp(text_str(&theirs), text_str(&mine)) == 0;
        text_free(&theirs);
    }
    if (alike)
        text_format(out, "%.*s ", (int)strcspn(knob->path, "."), knob->path);
    text_add(out, text_str(&mine));
    text_free(&mine);
}

static const struct knob *knob_of_words(const char *words) {
    const struct knob *found = NULL;
    for (int i = 0; i < KNOBS && !found; i++) {
        struct text theirs = {0};
        decision_words(knob_at((enum knob_id)i), &theirs);
        found = strcmp(text_str(&theirs), words) == 0 ? knob_at((enum knob_id)i) : NULL;
        text_free(&theirs);
    }
    return found;
}

void practice_decide(struct app *app) {
    const struct session *s = app->practice.now.session;
    if (!offered(s)) {
        app_note(app, STYLE_QUIET,
                 "lists come when the step is committed, or in guided mode: say it in your own words");
        return;
    }
    const struct design *d = session_design(s);
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    dialog_menu(&app->dialog, PRACTICE_DECIDE, "Which decision?", false);
    for (int own = 1; own >= 0; own--) /* the step's own first, then what was heard of others: it may be misheard */
        for (int i = 0; i < n; i++) {
            const struct knob *k = knob_at(ids[i]);
            const char *said = session_said(s, ids[i]);
            bool mine = k->step == session_step(s);
            bool theirs =
                text_starts(k->path, "world.") || text_starts(k->path, "scale."); /* the case's, not decided */
            if (theirs || k->step < 2 || mine != (own == 1) || (!mine && !said))
                continue;
            struct text name = {0}, value = {0};
            decision_words(k, &name);
            knob_value_spoken(k, design_text(d, ids[i]), &value);
            text_add(&value, said ? "" : "  (unsaid)");
            dialog_item(&app->dialog, text_str(&name), text_str(&value), false);
            text_free(&name);
            text_free(&value);
        }
    if (app->dialog.n_items == 0) {
        dialog_close(&app->dialog);
        app_note(app, STYLE_QUIET, "this step has no decision to set");
    }
}

static bool ticked(const struct design *d, const struct knob *k, const char *choice) {
    return k->type == KNOB_LIST ? design_has(d, k->id, choice) : strcmp(design_text(d, k->id), choice) == 0;
}

/* As it is spoken, with what it means. */
static void add_choice(struct app *app, const struct knob *k, const char *choice) {
    const struct design *d = session_design(app->practice.now.session);
    struct text words = {0};
    knob_value_spoken(k, choice, &words);
    dialog_item_as(&app->dialog, choice, text_str(&words), knob_choice_meaning(k, design_kind(d), choice),
                   ticked(d, k, choice));
    text_free(&words);
}

/* The second dialog: the values of the knob that was chosen. */
static bool ask_value(struct app *app, const struct knob *k) {
    const struct design *d = session_design(app->practice.now.session);
    enum world_kind kind = design_kind(d);
    snprintf(app->practice.deciding, sizeof app->practice.deciding, "%s", k->path);
    struct text name = {0};
    decision_words(k, &name);
    bool typed = k->type == KNOB_INT || k->type == KNOB_REAL || k->type == KNOB_TEXT;
    if (typed) {
        text_format(&name, "%s%s%s:", k->unit[0] ? " (" : "", k->unit, k->unit[0] ? ")" : "");
        dialog_line(&app->dialog, PRACTICE_VALUE, text_str(&name), design_text(d, k->id));
    } else {
        dialog_menu(&app->dialog, PRACTICE_VALUE, text_str(&name), k->type == KNOB_LIST);
    }
    text_free(&name);
    if (typed)
        return true;
    if (k->type == KNOB_BOOL) {
        dialog_item_as(&app->dialog, "true", "yes", k->meaning, false);
        dialog_item_as(&app->dialog, "false", "no", "", false);
    }
    for (int i = 0; k->type != KNOB_BOOL && i < knob_choices(k, kind); i++)
        add_choice(app, k, knob_choice(k, kind, i));
    dialog_select(&app->dialog, design_text(d, k->id));
    return true;
}

/* Checked here, so that the dialog stays open with what is wrong. */
static bool decide(struct app *app, const char *value) {
    const struct knob *k = knob_named(app->practice.deciding);
    struct text canonical = {0}, event = {0};
    struct err err = {0};
    bool ok = k && knob_parse(k, design_kind(session_design(app->practice.now.session)), value, &canonical, &err);
    if (ok) {
        text_format(&event, "%s=%s", k->path, text_str(&canonical));
        practice_save(app);
        app_effect(app, EFFECT_SESSION_SEND, 0, EVENT_SET, text_str(&event));
    } else {
        app_note(app, STYLE_BAD, "%s", err.message);
    }
    text_free(&canonical);
    text_free(&event);
    return ok;
}

bool practice_decided(struct app *app, int tag, const char *text) {
    const struct knob *k = tag == PRACTICE_DECIDE ? knob_of_words(text) : NULL;
    return tag == PRACTICE_DECIDE ? !k || ask_value(app, k) : decide(app, text);
}
