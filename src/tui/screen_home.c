#include "tui/screen_home.h"
#include "practice/marks.h"
#include "tui/app.h"
#include "tui/frame.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

const char *home_case(const struct app *app) {
    const struct library *l = &app->library;
    return app->home.cases.selected < l->n_cases ? l->cases[app->home.cases.selected].name : "";
}

const struct session_row *home_unfinished(const struct app *app) {
    const struct library *l = &app->library;
    for (int i = 0; i < l->n_sessions; i++)
        if (!l->sessions[i].finished && strcmp(l->sessions[i].case_name, home_case(app)) == 0)
            return &l->sessions[i];
    return NULL;
}

/* Production is what an interviewer asks for; where a case has none, its default, else its first. */
void home_choose_scenario(struct app *app, const char *wanted) {
    const struct library *l = &app->library;
    int best = -1, best_rank = -1;
    for (int i = 0; i < l->n_scenarios; i++) {
        if (!library_scenario_of(l, i, home_case(app)) || l->scenarios[i].why)
            continue;
        const char *tail = strchr(l->scenarios[i].name, '/') + 1;
        int rank = wanted && strcmp(l->scenarios[i].name, wanted) == 0 ? 3
                   : strcmp(tail, "production") == 0                   ? 2
                   : strcmp(tail, "default") == 0                      ? 1
                                                                       : 0;
        if (rank > best_rank) {
            best_rank = rank;
            best = i;
        }
    }
    bool path = wanted && best_rank < 3; /* a file of the person's own */
    snprintf(app->home.scenario, sizeof app->home.scenario, "%s",
             path        ? wanted
             : best >= 0 ? l->scenarios[best].name
                         : "");
}

void home_choose(struct app *app, const char *case_name, const char *scenario) {
    const struct library *l = &app->library;
    if (!case_name && l->n_sessions)
        case_name = l->sessions[0].case_name;
    for (int i = 0; case_name && i < l->n_cases; i++)
        if (strcmp(l->cases[i].name, case_name) == 0)
            app->home.cases.selected = i;
    home_choose_scenario(app, scenario);
}

static unsigned place(const struct app *app) {
    (void)app;
    return PLACE_HOME;
}

static bool free_engine(struct app *app) {
    if (app->work.running)
        app_note(app, STYLE_WARNING, "the lab's run is still going on: ^C stops it");
    return !app->work.running;
}

static void start(struct app *app, bool fresh) {
    const struct session_row *left = home_unfinished(app);
    if (!free_engine(app))
        return;
    if (left && !fresh)
        app_effect(app, EFFECT_SESSION_OPEN, left->id, 0, NULL);
    else
        app_effect(app, EFFECT_SESSION_NEW, 0, 0, NULL);
}

/* The weakest step of all sessions so far, alone. */
static void drill(struct app *app) {
    double share;
    int weakest = library_weakest(&app->library, 0, &share);
    if (!weakest) {
        app_note(app, STYLE_QUIET, "nothing was marked yet: finish a session, and its weakest step becomes the drill");
    } else if (free_engine(app)) {
        app_effect(app, EFFECT_SESSION_NEW, 0, weakest, NULL);
    }
}

static void review(struct app *app) {
    const struct session_row *marked = library_marked(&app->library, home_case(app));
    if (!marked)
        app_note(app, STYLE_QUIET, "no session of this case was marked yet");
    else if (free_engine(app))
        app_effect(app, EFFECT_SESSION_OPEN, marked->id, 0, NULL);
}

static void open_lab(struct app *app) {
    const char *wanted = app->home.scenario[0] ? app->home.scenario : home_case(app);
    if (!app->lab.design || strncmp(app->lab.scenario, home_case(app), strlen(home_case(app))) != 0) {
        app->lab.wanted = true;
        app_effect(app, EFFECT_SCENARIO_LOAD, 0, 0, wanted);
    }
    app_go(app, SCREEN_LAB);
}

static bool act(struct app *app, enum action_id action, int arg) {
    struct home *h = &app->home;
    int before = h->cases.selected;
    if (action == ACT_SELECT && arg < app->library.n_cases) {
        if (h->cases.selected == arg)
            start(app, false);
        h->cases.selected = arg;
    } else if (!list_move(&h->cases, action)) {
        switch (action) {
        case ACT_ENTER:
            start(app, false);
            return true;
        case ACT_NEW:
            start(app, true);
            return true;
        case ACT_CLOCK:
            h->untimed = !h->untimed;
            return true;
        case ACT_DRILL:
            drill(app);
            return true;
        case ACT_REVIEW:
            review(app);
            return true;
        case ACT_HISTORY:
            app_effect(app, EFFECT_HISTORY, 0, 0, NULL);
            return true;
        case ACT_LAB:
            open_lab(app);
            return true;
        case ACT_RUNS:
            app_go(app, SCREEN_RUNS);
            return true;
        default:
            return home_menu(app, action);
        }
    }
    if (h->cases.selected != before)
        home_choose_scenario(app, NULL);
    return true;
}

static int list_rows(const struct app *app) {
    int room = frame_body_height(app) - frame_head_rows(app) - (app->height < 16 ? 4 : 15);
    int n = app->library.n_cases;
    return n < room ? n : room > 1 ? room : 1;
}

static void fit(struct app *app, int width, int height) {
    (void)width;
    (void)height;
    list_fit(&app->home.cases, app->library.n_cases, list_rows(app));
}

static void progress_words(const struct session_row *s, char *buffer, size_t n) {
    char date[24] = "";
    time_t at = (time_t)(s ? s->last : 0);
    struct tm parts;
    if (s && gmtime_r(&at, &parts))
        strftime(date, sizeof date, "%d %b", &parts);
    if (!s)
        snprintf(buffer, n, "new");
    else if (s->finished && strcmp(s->verdict, verdict_name(VERDICT_NONE)) == 0)
        snprintf(buffer, n, "not yet at %s · %s", s->level, date);
    else if (s->finished)
        snprintf(buffer, n, "%s%s · %s", s->verdict[0] ? "yes at " : "finished", s->verdict, date);
    else
        snprintf(buffer, n, "step %d · %s", s->step < STEPS ? s->step : STEPS, s->level);
}

static void draw_case(const struct app *app, struct area a, int y, int i) {
    const struct library_case *c = &app->library.cases[i];
    const struct session_row *s = library_session(&app->library, c->name);
    char words[80];
    int title = a.w < 60 ? a.w - 20 : 30, done = !s ? 0 : s->finished ? STEPS : s->step - 1;
    draw_cut(a, 3, y, title - 2, STYLE_TEXT, c->title);
    for (int step = 0; step < STEPS; step++)
        draw_text(a, 3 + title + step, y, step < done ? STYLE_GOOD : STYLE_QUIET, step < done ? "●" : "○");
    progress_words(s, words, sizeof words);
    bool left = s && !s->finished;
    const char *word = left ? "resume" : s ? "again" : "start";
    bool selected = i == app->home.cases.selected;
    int room = a.w - title - 3 - STEPS - 2;
    if (room >= 24)
        draw_cut(a, 3 + title + STEPS + 2, y, room - 12, STYLE_TEXT, words);
    if (room >= 10)
        draw_right(a, a.w - 2, y, left ? STYLE_FOCUS : STYLE_QUIET, word);
    draw_selected(area_part(a, 1, 0, a.w - 2, a.h), y, selected, true);
    draw_hot(a, 0, y, a.w, 1, ACT_SELECT, i);
}

/* "production" of "video_recommendation/production": the case stands above. */
static const char *scenario_tail(const char *scenario, const char *case_name) {
    size_t n = strlen(case_name);
    return strncmp(scenario, case_name, n) == 0 && scenario[n] == '/' ? scenario + n + 1 : scenario;
}

static const char *scenario_title(const struct app *app) {
    for (int i = 0; i < app->library.n_scenarios; i++)
        if (strcmp(app->library.scenarios[i].name, app->home.scenario) == 0)
            return app->library.scenarios[i].title;
    return "";
}

/* A setting with the key that changes it. */
static void field(struct area a, int y, const char *key, const char *name, const char *value, const char *more,
                  int action) {
    draw_text(a, 3, y, STYLE_FOCUS | STYLE_BOLD, key);
    draw_text(a, 6, y, STYLE_QUIET, name);
    int used = draw_cut(a, 17, y, a.w - 19, STYLE_TEXT, value);
    if (*more)
        draw_cut(a, 19 + used, y, a.w - 21 - used, STYLE_QUIET, more);
    draw_hot(a, 3, y, a.w - 6, 1, action, 0);
}

static void draw_last_run(const struct app *app, struct area a, int y) {
    if (!app->library.n_runs) {
        field(a, y, "r", "Last run", "none yet", "e opens the lab", ACT_LAB);
        return;
    }
    const struct run_row *r = &app->library.runs[0];
    struct text line = {0};
    char value[40], name[64], words[80];
    const struct metric *m = metric_named(r->headline_metric);
    run_purpose_words(r, words, sizeof words);
    text_format(&line, "#%lld  %s", (long long)r->id, words);
    if (m && !isnan(r->headline))
        text_format(&line, "   %s %s", metric_spoken(m->name, name, sizeof name),
                    picture_figure(m, r->headline, value, sizeof value));
    field(a, y, "r", "Last run", text_str(&line), "", ACT_RUNS);
    text_free(&line);
}

/* How each step went so far, and which went worst. */
static void draw_history(const struct app *app, struct area a, int y) {
    static const char *const levels[] = {"▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    const struct step_history *h = &app->library.history;
    double share = 0, next_share = 0;
    int worst = library_weakest(&app->library, 0, &share), next = library_weakest(&app->library, worst, &next_share);
    struct text words = {0};
    if (!worst) {
        field(a, y, "d", "Weakest", "none yet", "marks come at the end of a session", ACT_DRILL);
        return;
    }
    text_format(&words, "%d %s %.0f %%", worst, home_steps[worst], 100 * share);
    if (next)
        text_format(&words, " · %d %s %.0f %%", next, home_steps[next], 100 * next_share);
    field(a, y, "d", "Weakest", text_str(&words), "", ACT_DRILL);
    int x = 17 + utf8_columns(text_str(&words)) + 4;
    text_free(&words);
    if (x + 3 * STEPS > a.w - 2)
        return;
    for (int step = 1; step <= STEPS; step++) {
        double part = h->points[step] > 0 ? h->earned[step] / h->points[step] : NAN;
        int level = isnan(part) ? 0 : (int)(part * 7.99);
        draw_format(a, x + 3 * (step - 1), y, STYLE_QUIET, "%d", step);
        draw_text(a, x + 3 * (step - 1) + 1, y, step == worst ? STYLE_WARNING : STYLE_FOCUS,
                  isnan(part) ? "·"
                              : levels[level < 0   ? 0
                                       : level > 7 ? 7
                                                   : level]);
    }
}

#define WELCOME                                                                                                        \
    "New here? Press Enter. An interviewer asks, you say in your own words what you would build, and the design that " \
    "you described is really built and measured."
static const char *const welcome[MODES] = {
    [MODE_GUIDED] = WELCOME " The first session is guided: it says at every step what to do next.",
    [MODE_PRACTICE] = WELCOME,
    [MODE_INTERVIEW] = WELCOME,
};

static void draw_settings(const struct app *app, struct area a) {
    const struct home *h = &app->home;
    bool low = app->height < 16;
    int y = 0;
    const char *tail = scenario_tail(h->scenario, home_case(app));
    field(a, y++, "s", "Scenario", *tail ? tail : "the case's own", low ? "" : scenario_title(app), ACT_SCENARIO);
    field(a, y++, "l", "Level", session_level_name(h->level), home_level_about[h->level], ACT_LEVEL);
    if (low)
        return;
    field(a, y++, "m", "Mode", session_mode_name(h->mode), home_mode_about[h->mode], ACT_MODE);
    field(a, y++, "f", "Focus", session_focus_name(h->focus), home_focus_about[h->focus], ACT_FOCUS);
    field(a, y++, "t", "Clock", h->untimed ? "off" : "on", h->untimed ? "take your time" : "as on the day", ACT_CLOCK);
    field(a, y++, "p", "Steps", home_steps[h->only_step], h->only_step ? "that step alone" : "the whole interview",
          ACT_PART);
    bool fresh = app->library.n_sessions == 0;
    if (!fresh)
        draw_history(app, a, ++y);
    if (!fresh || app->library.n_runs)
        draw_last_run(app, a, ++y);
    const struct library_case *c = &app->library.cases[h->cases.selected];
    const char *about = fresh ? welcome[h->mode] : c->about;
    int w = a.w - 6 < 90 ? a.w - 6 : 90;
    if (about && a.h - y > 2)
        y += 2 + draw_wrapped(area_part(a, 3, y + 2, a.w - 6, a.h - y - 2), 0, 0, w, fresh ? STYLE_TEXT : STYLE_QUIET,
                              about);
    if (fresh && c->about && a.h - y > 3)
        draw_wrapped(area_part(a, 3, y + 1, a.w - 6, a.h - y - 1), 0, 0, w, STYLE_QUIET, c->about);
}

static bool useful(const struct app *app, enum action_id action) {
    switch (action) {
    case ACT_NEW:
        return home_unfinished(app) != NULL;
    case ACT_DRILL:
        return library_weakest(&app->library, 0, &(double){0}) > 0;
    case ACT_REVIEW:
        return library_marked(&app->library, home_case(app)) != NULL;
    default:
        return true;
    }
}

static const char *label(const struct app *app, enum action_id action) {
    return action == ACT_ENTER && home_unfinished(app) ? "resume" : NULL;
}

static void draw(const struct app *app, struct area body) {
    char counts[64];
    const struct library *l = &app->library;
    snprintf(counts, sizeof counts, "%s%d session%s · %d run%s", app->tour ? "tour, nothing is kept · " : "",
             l->n_sessions, l->n_sessions == 1 ? "" : "s", l->n_runs, l->n_runs == 1 ? "" : "s");
    struct area a = frame_head(app, body, "sevenstep", counts);
    int gap = app->height < 16 ? 0 : 1, rows = app->home.cases.height;
    if (a.w > 120) /* on wide screens the lines keep a readable length */
        a = area_part(a, (a.w - 116) / 2, 0, 116, a.h);
    struct area list = area_part(a, 0, gap, a.w, rows);
    for (int y = 0; y < rows && app->home.cases.top + y < l->n_cases; y++)
        draw_case(app, list, y, app->home.cases.top + y);
    draw_scrollbar(list, app->home.cases.top, l->n_cases);
    draw_settings(app, area_part(a, 0, rows + gap * 2, a.w, a.h - rows - gap * 2));
}

static void dump(const struct app *app, struct text *out) {
    const struct home *h = &app->home;
    text_format(out, "case %s\nscenario %s\nlevel %s\nmode %s\nfocus %s\nuntimed %d\n", home_case(app), h->scenario,
                session_level_name(h->level), session_mode_name(h->mode), session_focus_name(h->focus), h->untimed);
}

const struct screen screen_home = {.name = "home",
                                   .place = place,
                                   .act = act,
                                   .answered = home_answered,
                                   .useful = useful,
                                   .label = label,
                                   .fit = fit,
                                   .draw = draw,
                                   .dump = dump};
