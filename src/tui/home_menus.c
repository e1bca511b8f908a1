/* home_menus.c - what the next session will be like: a menu for each of its settings, and for the case. */
#include "tui/app.h"

#include <string.h>

enum { TAG_SCENARIO = 1, TAG_LEVEL, TAG_MODE, TAG_FOCUS, TAG_PART, TAG_CASE };

const char *const home_steps[STEPS + 1] = {"all seven", "clarify",  "frame", "data",
                                           "model",     "evaluate", "serve", "monitor"};

static void menu_scenario(struct app *app) {
    const struct library *l = &app->library;
    dialog_menu(&app->dialog, TAG_SCENARIO, "Scenario", false);
    for (int i = 0; i < l->n_scenarios; i++)
        if (library_scenario_of(l, i, home_case(app)))
            dialog_item(&app->dialog, l->scenarios[i].name,
                        l->scenarios[i].why ? l->scenarios[i].why : l->scenarios[i].title, false);
    dialog_select(&app->dialog, app->home.scenario);
    if (!app->dialog.n_items) {
        dialog_close(&app->dialog);
        app_note(app, STYLE_WARNING, "the case has no scenario files; its own numbers are used");
    }
}

static void find_case(struct app *app) {
    const struct library *l = &app->library;
    dialog_find(&app->dialog, TAG_CASE, "Which case?");
    for (int i = 0; i < l->n_cases; i++)
        dialog_item(&app->dialog, l->cases[i].title, l->cases[i].about, false);
}

const char *const home_level_about[LEVELS] = {"a sound design, most parts named",
                                              "reasons, numbers and trade-offs beside every part",
                                              "risks seen first, the whole system driven"};
const char *const home_mode_about[MODES] = {"a first session: choices offered, parts explained",
                                            "pauses and hints; judged as you go",
                                            "as it is on the day: no pause, no lists"};
const char *const home_focus_about[FOCUSES] = {"the minutes as an interviewer shares them",
                                               "more time for framing, data, models, evaluation",
                                               "more time for serving, capacity, monitoring"};

static void menu(struct app *app, int tag, const char *title, const char *(*name)(int), const char *const *about, int n,
                 int now) {
    dialog_menu(&app->dialog, tag, title, false);
    for (int i = 0; i < n; i++)
        dialog_item(&app->dialog, name(i), about[i], false);
    dialog_select(&app->dialog, name(now));
}

static const char *level_name(int i) {
    return session_level_name((enum level)i);
}
static const char *mode_name(int i) {
    return session_mode_name((enum session_mode)i);
}
static const char *focus_name(int i) {
    return session_focus_name((enum session_focus)i);
}

static void menu_part(struct app *app) {
    static const char *const about[STEPS + 1] = {"the whole interview",
                                                 "requirements, assumptions, the size of it",
                                                 "objective, label, what goes in and comes out",
                                                 "signals, features, negatives, split",
                                                 "candidates, ranker, losses",
                                                 "metrics, protocol, the A/B test",
                                                 "index, latency, machines, fallback",
                                                 "monitors, thresholds, retraining"};
    dialog_menu(&app->dialog, TAG_PART, "Which part?", false);
    for (int i = 0; i <= STEPS; i++)
        dialog_item(&app->dialog, home_steps[i], about[i], false);
    dialog_select(&app->dialog, home_steps[app->home.only_step]);
}

bool home_menu(struct app *app, enum action_id action) {
    struct home *h = &app->home;
    switch (action) {
    case ACT_SCENARIO:
        menu_scenario(app);
        return true;
    case ACT_LEVEL:
        menu(app, TAG_LEVEL, "Level", level_name, home_level_about, LEVELS, (int)h->level);
        return true;
    case ACT_MODE:
        menu(app, TAG_MODE, "Mode", mode_name, home_mode_about, MODES, (int)h->mode);
        return true;
    case ACT_FOCUS:
        menu(app, TAG_FOCUS, "Focus", focus_name, home_focus_about, FOCUSES, (int)h->focus);
        return true;
    case ACT_FILTER:
        find_case(app);
        return true;
    case ACT_PART:
        menu_part(app);
        return true;
    default:
        return false;
    }
}

bool home_answered(struct app *app, int tag, const char *text) {
    struct home *h = &app->home;
    struct err err = {0};
    bool ok = true;
    if (tag == TAG_SCENARIO)
        home_choose_scenario(app, text);
    else if (tag == TAG_LEVEL)
        ok = session_level_of(text, &h->level, &err);
    else if (tag == TAG_MODE)
        ok = session_mode_of(text, &h->mode, &err);
    else if (tag == TAG_FOCUS)
        ok = session_focus_of(text, &h->focus, &err);
    for (int i = 0; tag == TAG_CASE && i < app->library.n_cases; i++)
        if (strcmp(app->library.cases[i].title, text) == 0 && i != h->cases.selected) {
            h->cases.selected = i;
            home_choose_scenario(app, NULL);
        }
    for (int i = 0; tag == TAG_PART && i <= STEPS; i++)
        if (strcmp(text, home_steps[i]) == 0)
            h->only_step = i;
    if (!ok)
        app_note(app, STYLE_BAD, "%s", err.message);
    return ok;
}
