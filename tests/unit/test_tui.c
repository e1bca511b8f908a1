/* The TUI as a value: keys and news in, effects and a grid out. No terminal, no database, no engine. */
#include "made_run.h"
#include "small_case.h"
#include "tui/app.h"
#include "tui/key.h"
#include "tui/palette.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static struct library made_library(void) {
    struct library l = {.n_cases = 2, .n_scenarios = 3, .n_runs = 3, .n_sessions = 1};
    l.cases = mem_must(2, sizeof *l.cases);
    l.cases[0] = (struct library_case){mem_string("video_recommendation"), mem_string("Video recommendation"),
                                       mem_string("A feed."), true};
    l.cases[1] = (struct library_case){mem_string("news_feed"), mem_string("News feed"), mem_string("News."), true};
    static const char *const scenarios[] = {"news_feed/default", "video_recommendation/default",
                                            "video_recommendation/production"};
    l.scenarios = mem_must(3, sizeof *l.scenarios);
    for (int i = 0; i < 3; i++)
        l.scenarios[i] =
            (struct library_scenario){mem_string(scenarios[i]), mem_string("Title"), mem_string(""), NULL, true};
    l.runs = mem_must(3, sizeof *l.runs);
    for (int i = 0; i < 3; i++) {
        l.runs[i] = (struct run_row){.id = 3 - i, .headline = 30 + i, .passed = i != 1};
        snprintf(l.runs[i].name, sizeof l.runs[i].name, "%s", i == 1 ? "logq" : "");
        snprintf(l.runs[i].case_name, sizeof l.runs[i].case_name, "video_recommendation");
        snprintf(l.runs[i].headline_metric, sizeof l.runs[i].headline_metric, "online.watch_minutes_per_session");
    }
    l.sessions = mem_must(1, sizeof *l.sessions);
    l.sessions[0] = (struct session_row){.id = 7, .case_name = "news_feed", .level = "senior", .step = 4};
    return l;
}

struct stage {
    struct app app;
    struct grid grid;
    struct content content;
    struct session *session;
};

static int set_up(void **state) {
    struct stage *s = mem_must(1, sizeof *s);
    struct library l = made_library();
    app_init(&s->app, 80, 24, &l);
    grid_init(&s->grid, 80, 24);
    *state = s;
    return 0;
}

static void drop_effects(struct app *app) {
    while (app->n_effects)
        free(app->effects[--app->n_effects].text);
}

static int tear_down(void **state) {
    struct stage *s = *state;
    app_fini(&s->app);
    grid_fini(&s->grid);
    session_free(s->session);
    free(s);
    return 0;
}

static void send(struct stage *s, struct msg msg) {
    app_update(&s->app, &msg);
}

static void keys(struct stage *s, const char *script) {
    while (*script) {
        int32_t key;
        size_t n = key_read(script, &key);
        assert_true(n > 0);
        send(s, (struct msg){.kind = MSG_KEY, .key = key});
        script += n;
    }
    send(s, (struct msg){.kind = MSG_IDLE}); /* each script is typed in one breath */
}

static void size(struct stage *s, int w, int h) {
    grid_resize(&s->grid, w, h);
    send(s, (struct msg){.kind = MSG_RESIZE, .x = w, .y = h});
}

static bool shows(struct stage *s, const char *words) {
    struct text out = {0};
    app_view(&s->app, &s->grid);
    grid_text(&s->grid, &out);
    bool found = strstr(text_str(&out), words) != NULL;
    if (!found)
        print_message("no '%s' in\n%s\n", words, text_str(&out));
    text_free(&out);
    return found;
}

/* The one effect of a kind that is waiting; asserts that there is one. */
static struct effect *effect(struct stage *s, enum effect_kind kind) {
    for (int i = 0; i < s->app.n_effects; i++)
        if (s->app.effects[i].kind == kind)
            return &s->app.effects[i];
    fail_msg("no effect %d", (int)kind);
    return NULL;
}

static bool has_effect(const struct stage *s, enum effect_kind kind) {
    for (int i = 0; i < s->app.n_effects; i++)
        if (s->app.effects[i].kind == kind)
            return true;
    return false;
}

static void open_lab(struct stage *s) {
    struct case_info info = made_case();
    struct err err = {0};
    lab_take(&s->app, design_new(&info, &err), "video_recommendation/default");
    drop_effects(&s->app);
    size(s, s->app.width, s->app.height);
}

static void news(struct stage *s, struct practice_news n) {
    n.session = s->session;
    send(s, (struct msg){.kind = MSG_SESSION, .news = &n});
}

static void open_session(struct stage *s) {
    struct session_options options = {.mode = MODE_PRACTICE, .level = LEVEL_SENIOR, .seed = 1};
    struct session_effects effects = {0};
    struct err err = {0};
    s->content = small_case();
    s->session = session_new(&s->content, &options, &err);
    assert_non_null(s->session);
    assert_true(session_apply(s->session, &(struct session_event){EVENT_START, "", 0}, &effects, &err));
    news(s, (struct practice_news){0});
    drop_effects(&s->app);
}

static void apply(struct stage *s, enum session_event_kind kind, const char *text) {
    struct session_effects effects = {0};
    struct err err = {0};
    assert_true(session_apply(s->session, &(struct session_event){kind, text, 1000}, &effects, &err));
    news(s, (struct practice_news){.clock_ms = 1000});
}

/* Every key of the table can be read; in no place does one key mean two things; what the footer shows has help. */
static void the_table_of_actions_is_sound(void **state) {
    (void)state;
    const struct action *a;
    for (int i = 0; (a = action_at(i)); i++) {
        int32_t first, second = 0;
        for (const char *p = a->keys; *p;) {
            size_t n = key_read(p, &first);
            assert_true(n > 0);
            p += n;
            bool prefix = first == KEY_CTRL('x');
            if (prefix)
                p += key_read(p, &second);
            for (unsigned place = 1; place <= PLACE_ALL; place <<= 1)
                if (a->places & place)
                    assert_ptr_equal(action_find(place, prefix ? second : first, prefix), a);
            p += *p == ' ';
        }
        bool helped = a->help[0];
        for (int j = 0; !helped && action_at(j); j++)
            helped = action_at(j)->id == a->id && action_at(j)->help[0];
        assert_true(helped);
    }
    for (unsigned place = 1; place <= PLACE_ALL; place <<= 1) /* there is a way out of everywhere, and it is shown */
        assert_true(action_find(place, KEY_ESCAPE, false) || action_find(place, 'q', false));
}

static void home_begins_where_one_stopped(void **state) {
    struct stage *s = *state;
    assert_string_equal(home_case(&s->app), "news_feed");
    assert_true(shows(s, "▸ News feed"));
    assert_true(shows(s, "resume"));
    keys(s, "<Enter>");
    assert_int_equal(effect(s, EFFECT_SESSION_OPEN)->id, 7);
    drop_effects(&s->app);
    keys(s, "n");
    assert_true(has_effect(s, EFFECT_SESSION_NEW));
    keys(s, "k");
    assert_string_equal(s->app.home.scenario, "video_recommendation/production");
    keys(s, "sk<Enter>");
    assert_string_equal(s->app.home.scenario, "video_recommendation/default");
}

static void what_quits_asks_when_a_run_would_be_lost(void **state) {
    struct stage *s = *state;
    open_lab(s);
    keys(s, "<F5>");
    assert_true(has_effect(s, EFFECT_JOB_START));
    keys(s, "qq");
    assert_int_equal(s->app.dialog.kind, DIALOG_CONFIRM);
    keys(s, "n");
    assert_false(s->app.quitting);
    keys(s, "<C-c>");
    assert_true(has_effect(s, EFFECT_JOB_CANCEL));
    send(s, (struct msg){.kind = MSG_JOB_ENDED, .text = "stopped"});
    assert_true(shows(s, "stopped"));
    drop_effects(&s->app);
    keys(s, "<C-c>");
    assert_false(s->app.quitting);
    s->app.now_ns += 5000000000; /* too long ago to count as twice */
    keys(s, "<C-c>");
    assert_false(s->app.quitting);
    keys(s, "<C-c>");
    assert_true(has_effect(s, EFFECT_QUIT));
}

static void knobs_change_and_change_back(void **state) {
    struct stage *s = *state;
    open_lab(s);
    struct design *d = s->app.lab.design;
    keys(s, "3<Enter>j<Enter>"); /* data.split: the second choice */
    assert_string_equal(design_text(d, K_SPLIT), "random");
    assert_true(shows(s, "* data.split"));
    keys(s, "4jjjjj<Enter>1000<Enter>"); /* retrieval.dim takes at most 512 */
    assert_int_equal(s->app.dialog.kind, DIALOG_LINE);
    assert_true(shows(s, "out of range"));
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 64);
    keys(s, "<C-u>16<Enter>");
    assert_int_equal(s->app.dialog.kind, DIALOG_NONE);
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 16);
    keys(s, "<Left>");
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 8);
    keys(s, "uu");
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 64);
    keys(s, "u");
    assert_string_equal(design_text(d, K_SPLIT), "temporal");
    keys(s, "u");
    assert_true(shows(s, "nothing to undo"));
    keys(s, "<C-r><C-r><C-r>");
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 8);
    keys(s, "d");
    assert_int_equal(design_int(d, K_RETRIEVAL_DIM), 64);
}

static void results_stand_between_their_rulers(void **state) {
    struct stage *s = *state;
    open_lab(s);
    keys(s, "<F5>");
    struct job_event event = {.kind = JOB_POINT, .stage = "retrieval_model", .curve = "loss", .node = 3, .nodes = 23};
    for (int i = 0; i < 2000; i++) { /* more points than a curve holds */
        event.x = i;
        event.y = 5 - i * 0.001;
        send(s, (struct msg){.kind = MSG_JOB, .job = &event});
    }
    assert_true(shows(s, "retrieval model, part 4 of 23"));
    assert_true(shows(s, "loss 3.01"));
    event.stage[0] = 'x'; /* another model: its points alone */
    send(s, (struct msg){.kind = MSG_JOB, .job = &event});
    assert_int_equal(s->app.work.curves[0].n, 1);
    struct run *run = made_run(41, "", 0);
    made_threshold(run, "retrieval.recall@100", ">= 0.99");
    send(s, (struct msg){.kind = MSG_JOB_ENDED, .run = run});
    assert_true(shows(s, "✗ failed"));
    assert_true(shows(s, "├"));
    bool own = false;
    for (int page = 0; page < 12 && !own; page++) {
        own = shows(s, "your own protocol beside the truth") && shows(s, "○ 0.61");
        keys(s, "<PageDown>");
    }
    assert_true(own);
    keys(s, "<End>");
    assert_true(shows(s, "the retriever learns"));
    keys(s, "<Home><F5>");
    struct run *next = made_run(42, "", 0.1);
    made_set(next, "retrieval.dim", "128");
    send(s, (struct msg){.kind = MSG_JOB_ENDED, .run = next});
    assert_true(shows(s, "what the change did"));
    assert_true(shows(s, "retrieval.dim  64 → 128"));
    assert_true(shows(s, "▲ better"));
    keys(s, "w");
    assert_true(shows(s, "baseline to oracle"));
    assert_int_equal(s->app.n_effects, 2); /* two starts; the results cost nothing */
}

static void runs_are_filtered_marked_compared(void **state) {
    struct stage *s = *state;
    keys(s, "r");
    assert_true(shows(s, "3 of 3"));
    keys(s, "/LOGQ<Enter>");
    assert_true(shows(s, "1 of 3"));
    keys(s, "<Esc>c");
    assert_true(shows(s, "mark a run"));
    keys(s, "<Home><Space><Space>"); /* the newest two */
    assert_int_equal(s->app.runs.marked[0], 3);
    assert_int_equal(s->app.runs.marked[1], 2);
    keys(s, "c");
    assert_int_equal(s->app.effects[0].id, 2); /* the older is what one compares with */
    assert_int_equal(s->app.effects[1].id, 3);
    drop_effects(&s->app);
    send(s, (struct msg){.kind = MSG_RUN, .arg = 0, .run = made_run(2, "base", 0)});
    send(s, (struct msg){.kind = MSG_RUN, .arg = 1, .run = made_run(3, "more", 0.1)});
    assert_true(shows(s, "Comparison of #2 and #3"));
    keys(s, "q<Enter>");
    send(s, (struct msg){.kind = MSG_RUN, .arg = 0, .text = "the database is locked"});
    assert_true(shows(s, "the database is locked"));
    keys(s, "qq");
    assert_int_equal(s->app.screen, SCREEN_HOME);
}

static void a_wide_screen_shows_the_report_beside_the_list(void **state) {
    struct stage *s = *state;
    size(s, 140, 30);
    keys(s, "r");
    assert_int_equal(effect(s, EFFECT_RUN_LOAD)->id, 3);
    int asked = s->app.n_effects;
    keys(s, "<F12>");
    assert_int_equal(s->app.n_effects, asked); /* once is enough */
    send(s, (struct msg){.kind = MSG_RUN, .arg = 0, .run = made_run(3, "", 0)});
    drop_effects(&s->app);
    keys(s, "j");
    assert_int_equal(effect(s, EFFECT_RUN_LOAD)->id, 2);
}

static void what_is_typed_is_sent_within_a_tick(void **state) {
    struct stage *s = *state;
    open_session(s);
    assert_int_equal(s->app.screen, SCREEN_PRACTICE);
    keys(s, "Two stages");
    assert_int_equal(s->app.n_effects, 0);
    send(s, (struct msg){.kind = MSG_TICK});
    assert_int_equal(effect(s, EFFECT_SESSION_SEND)->arg, EVENT_EDIT);
    assert_string_equal(effect(s, EFFECT_SESSION_SEND)->text, "Two stages");
    drop_effects(&s->app);
    send(s, (struct msg){.kind = MSG_TICK});
    assert_int_equal(s->app.n_effects, 0); /* nothing new */
    keys(s, ", then one<F2>");
    assert_int_equal(s->app.effects[0].arg, EVENT_EDIT); /* before anything that looks at it */
    assert_string_equal(s->app.effects[0].text, "Two stages, then one");
    assert_int_equal(s->app.effects[1].arg, EVENT_COMMIT);
    drop_effects(&s->app);
    keys(s, "!<Esc>q");
    assert_int_equal(s->app.effects[0].arg, EVENT_EDIT);
    assert_int_equal(s->app.effects[1].kind, EFFECT_SESSION_CLOSE);
    assert_int_equal(s->app.screen, SCREEN_HOME);
}

static void questions_and_commands_are_no_part_of_the_answer(void **state) {
    struct stage *s = *state;
    open_session(s);
    keys(s, "Two stages.<Enter>what is the peak load? <Enter>");
    assert_string_equal(effect(s, EFFECT_SESSION_LINE)->text, "what is the peak load?");
    assert_string_equal(editor_text(&s->app.practice.answer), "Two stages.\n");
    drop_effects(&s->app);
    keys(s, "  /nonsense<Enter>");
    assert_string_equal(effect(s, EFFECT_SESSION_LINE)->text, "/nonsense");
    drop_effects(&s->app);
    struct practice_news refused = {.session = s->session, .line_refused = true};
    send(s, (struct msg){.kind = MSG_SESSION, .news = &refused, .text = "unknown command"});
    assert_true(shows(s, "unknown command"));
    assert_string_equal(editor_text(&s->app.practice.answer), "Two stages.\n  /nonsense"); /* nothing typed is lost */
    keys(s, "<Home>a ? inside<Enter>"); /* a line broken in its middle is text */
    assert_false(has_effect(s, EFFECT_SESSION_LINE));
}

static void letters_are_text_or_commands(void **state) {
    struct stage *s = *state;
    open_session(s);
    keys(s, "hnq?");
    assert_string_equal(editor_text(&s->app.practice.answer), "hnq?");
    keys(s, "<Esc>h"); /* the first one says what it costs, and waits */
    assert_false(has_effect(s, EFFECT_SESSION_SEND));
    assert_true(shows(s, "hint 1 of 2 costs 2 points"));
    keys(s, "h");
    assert_int_equal(s->app.effects[s->app.n_effects - 1].arg, EVENT_HINT);
    drop_effects(&s->app);
    keys(s, "<Enter>x<F6>");
    assert_int_equal(s->app.effects[s->app.n_effects - 1].arg, EVENT_HINT);
    assert_string_equal(editor_text(&s->app.practice.answer), "hnq?x");
    drop_effects(&s->app);
    keys(s, "<C-x><C-e>");
    assert_string_equal(effect(s, EFFECT_EDITOR)->text, "hnq?x");
    send(s, (struct msg){.kind = MSG_EDITED, .text = "from outside\n"});
    assert_string_equal(editor_text(&s->app.practice.answer), "from outside");
    keys(s, "<C-z>");
    assert_string_equal(editor_text(&s->app.practice.answer), "hnq?x");
    keys(s, "<M-q>"); /* Escape and q in one breath: leave the text, then the view */
    assert_int_equal(s->app.screen, SCREEN_HOME);
}

/* Who types a sentence where letters are commands finds all of it in the answer, and none of it was carried out. */
static void a_sentence_goes_into_the_answer_from_every_pane(void **state) {
    struct stage *s = *state;
    static const char *const panes[] = {"<Esc>", "<Esc><Tab>", "<F4>", "<F4><F4><F4>", "<Esc>d", "<Tab>"};
    static const char *const said[] = {
        "each ad",     "Index by HNSW: q, e, n", "in-batch negatives", "next, I would", "just a dcn",
        "give it 500", "quick, then /",          "hard ones",          "xgboost",       "42 of them"};
    open_session(s);
    for (size_t i = 0; i < sizeof panes / sizeof *panes; i++)
        for (size_t k = 0; k < sizeof said / sizeof *said; k++) {
            keys(s, panes[i]);
            keys(s, said[k]);
            assert_string_equal(editor_text(&s->app.practice.answer), said[k]);
            assert_int_equal(s->app.dialog.kind, DIALOG_NONE);
            assert_int_equal(s->app.screen, SCREEN_PRACTICE);
            for (int e = 0; e < s->app.n_effects; e++)
                assert_true(s->app.effects[e].kind == EFFECT_SESSION_MOMENT);
            editor_set(&s->app.practice.answer, "");
            drop_effects(&s->app);
        }
    keys(s, "<Esc>");
    send(s, (struct msg){.kind = MSG_PASTE, .text = "pasted\ntext"});
    assert_string_equal(editor_text(&s->app.practice.answer), "pasted\ntext");
    keys(s, "<Esc>jjkk"); /* scrolling is no text, however fast */
    assert_string_equal(editor_text(&s->app.practice.answer), "pasted\ntext");
    keys(s, "e"); /* and a letter alone is its command */
    assert_int_equal(s->app.dialog.kind, DIALOG_LINE);
}

static void an_export_has_a_name_that_says_what_it_is(void **state) {
    struct stage *s = *state;
    open_session(s);
    keys(s, "<Esc>");
    keys(s, "e");
    keys(s, "index is HNSW; not IVF<Enter>");
    assert_true(shows(s, "a name that ends in .md"));
    assert_false(has_effect(s, EFFECT_SESSION_EXPORT));
    keys(s, "<C-u>design.lua<Enter>");
    assert_string_equal(effect(s, EFFECT_SESSION_EXPORT)->text, "design.lua");
    drop_effects(&s->app);
    practice_confirm_export(&s->app); /* the host found it there */
    assert_true(shows(s, "design.lua exists. Write over it?"));
    keys(s, "n");
    assert_int_equal(s->app.n_effects, 0);
    practice_confirm_export(&s->app);
    keys(s, "y");
    assert_true(effect(s, EFFECT_SESSION_EXPORT)->arg);
}

/* While nothing can be drawn the dialogue stays; the next picture is the engine's, with why there is none. */
static void an_empty_picture_does_not_hide_the_dialogue(void **state) {
    struct stage *s = *state;
    open_session(s);
    for (int step = 1; step < 4; step++)
        apply(s, EVENT_NEXT, "");
    for (int again = 0; session_step(s->session) < 4 && again < 4; again++)
        apply(s, EVENT_NEXT, "");
    news(s, (struct practice_news){.moment_step = 4, .show = true});
    assert_int_equal(s->app.practice.focus, FOCUS_ANSWER);
    assert_false(s->app.practice.full);
    news(s, (struct practice_news){.moment_step = 4, .untrained = "nothing shows which are the same"});
    assert_true(shows(s, "the models could not be trained"));
    keys(s, "<F4>");
    assert_true(shows(s, "nothing shows which are the same"));
}

static void what_says_commands_says_their_keys(void **state) {
    struct stage *s = *state;
    open_session(s);
    for (int i = 0; i < 4 && session_step(s->session) < 3; i++)
        apply(s, EVENT_NEXT, ""); /* an empty step hesitates once, and says how to go on */
    struct text all = {0};
    int n;
    const struct session_line *lines = session_lines(s->session, &n);
    for (int i = 0; i < n; i++)
        text_add(&all, lines[i].text);
    assert_non_null(strstr(text_str(&all), "/next again"));
    text_free(&all);
    size(s, 150, 60);
    keys(s, "<Esc>");
    assert_true(shows(s, "F8 (/next) again"));
}

static double channel(int v) {
    double c = (v & 0xff) / 255.0;
    return c <= 0.03928 ? c / 12.92 : pow((c + 0.055) / 1.055, 2.4);
}

/* The contrast of WCAG 2.1 with white, or with black. */
static double contrast(int rgb, bool white) {
    double l = 0.2126 * channel(rgb >> 16) + 0.7152 * channel(rgb >> 8) + 0.0722 * channel(rgb);
    return white ? 1.05 / (l + 0.05) : (l + 0.05) / 0.05;
}

/* A colour of 256: the cube of six levels, then the greys. */
static int rgb_of(int of256) {
    static const int levels[] = {0, 95, 135, 175, 215, 255};
    int i = of256 - 16, grey = 8 + 10 * (of256 - 232);
    return of256 >= 232 ? grey << 16 | grey << 8 | grey : levels[i / 36] << 16 | levels[i / 6 % 6] << 8 | levels[i % 6];
}

static void colours_can_be_read(void **state) {
    (void)state;
    const struct colour *both = palette_for(NULL), *light = palette_for("0;default;15");
    assert_ptr_equal(palette_for("15;0"), both);
    assert_ptr_equal(palette_for("nonsense"), both);
    assert_ptr_equal(palette_for("0;7"), light);
    for (int i = 0; i < STYLES; i++) {
        if (both[i].rgb < 0)
            continue;
        const int unknown[] = {both[i].rgb, rgb_of(both[i].of256)}, known[] = {light[i].rgb, rgb_of(light[i].of256)};
        for (int k = 0; k < 2; k++) {
            assert_true(contrast(unknown[k], true) >= 3 && contrast(unknown[k], false) >= 3);
            assert_true(contrast(known[k], true) >= 4.5);
        }
    }
}

static void a_long_question_of_a_menu_is_wrapped(void **state) {
    struct stage *s = *state;
    struct dialog *d = &s->app.dialog;
    dialog_menu(d, 1, "Without retraining, with all else as it is: calibration error up, down, or no visible change?",
                false);
    dialog_item(d, "up", "the number goes up", false);
    dialog_item(d, "down", "it goes down", false);
    static const int widths[] = {80, 60, 44, 160};
    for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
        size(s, widths[i], 24);
        assert_true(shows(s, "Without retraining") && shows(s, "change?") && shows(s, "it goes down"));
    }
}

static void a_choice_is_listed_as_spoken_and_answered_as_written(void **state) {
    struct stage *s = *state;
    struct dialog *d = &s->app.dialog;
    open_session(s);
    dialog_menu(d, PRACTICE_VALUE, "negatives", false);
    dialog_item_as(d, "in_batch", "in batch", "the other rows' positives", false);
    dialog_item_as(d, "random", "random", "drawn evenly", false);
    dialog_select(d, "random");
    snprintf(s->app.practice.deciding, sizeof s->app.practice.deciding, "data.negatives");
    keys(s, "k<Enter>");
    assert_string_equal(effect(s, EFFECT_SESSION_SEND)->text, "data.negatives=in_batch");
}

static void steps_bring_their_answers(void **state) {
    struct stage *s = *state;
    open_session(s);
    apply(s, EVENT_EDIT, "the first answer");
    apply(s, EVENT_COMMIT, "");
    apply(s, EVENT_NEXT, "");
    assert_int_equal(session_step(s->session), 2);
    assert_string_equal(editor_text(&s->app.practice.answer), "");
    assert_true(shows(s, "✓1 clarify"));
    apply(s, EVENT_BACK, "");
    assert_string_equal(editor_text(&s->app.practice.answer), "the first answer");
}

static void without_unicode_all_is_ascii(void **state) {
    struct stage *s = *state;
    s->app.unicode = false;
    open_lab(s);
    send(s, (struct msg){.kind = MSG_JOB_ENDED, .run = made_run(1, "é", 0)});
    static const char *const visits[] = {"", "q", "r", "q", "?", "q", ":", "<Esc>s"};
    for (size_t i = 0; i < sizeof visits / sizeof *visits; i++) {
        keys(s, visits[i]);
        app_view(&s->app, &s->grid);
        for (int x = 0; x < 80 * 24; x++) {
            const struct cell *c = grid_cell(&s->grid, x % 80, x / 80);
            assert_true((unsigned char)c->bytes[0] < 0x80 && c->width == 1);
        }
    }
}

static void selection_is_a_sign_and_reversed(void **state) {
    struct stage *s = *state;
    open_lab(s);
    app_view(&s->app, &s->grid);
    int marked = 0;
    for (int y = 0; y < 24; y++)
        if (strcmp(grid_cell(&s->grid, 0, y)->bytes, "▸") == 0) {
            marked++;
            for (int x = 0; x < 79; x++) /* the scroll bar has the last column */
                assert_true(grid_cell(&s->grid, x, y)->style & STYLE_REVERSED);
        }
    assert_int_equal(marked, 1);
}

static void the_footer_answers_to_clicks(void **state) {
    struct stage *s = *state;
    app_view(&s->app, &s->grid);
    const struct hot *hot = NULL;
    for (int x = 0; x < 80 && !hot; x++) {
        hot = grid_hot_at(&s->grid, x, 23);
        hot = hot && hot->action == ACT_RUNS ? hot : NULL;
    }
    assert_non_null(hot);
    send(s, (struct msg){.kind = MSG_CLICK, .hot = hot});
    assert_int_equal(s->app.screen, SCREEN_RUNS);
    app_view(&s->app, &s->grid);
    send(s, (struct msg){.kind = MSG_CLICK, .hot = grid_hot_at(&s->grid, 20, 5)});
    assert_int_equal(s->app.runs.list.selected, 2);
    snprintf(s->app.library.runs[2].name, sizeof s->app.library.runs[2].name, "s4-reference2");
    app_view(&s->app, &s->grid);
    assert_true(shows(s, "session 4: reference 2")); /* as its session called it */
    assert_true(shows(s, "watch minutes/session"));  /* the value names its metric */
    send(s, (struct msg){.kind = MSG_WHEEL, .key = -1});
    assert_int_equal(s->app.runs.list.selected, 0);
}

static void the_repl_keeps_lines_and_history(void **state) {
    struct stage *s = *state;
    keys(s, "<colon>1 + 1<Enter>");
    assert_string_equal(effect(s, EFFECT_REPL)->text, "1 + 1");
    drop_effects(&s->app);
    keys(s, "2<Enter>"); /* it is busy: the line waits */
    assert_int_equal(s->app.n_effects, 0);
    assert_string_equal(editor_text(&s->app.repl.line), "2");
    keys(s, "<C-c>");
    assert_true(has_effect(s, EFFECT_REPL_STOP));
    drop_effects(&s->app);
    send(s, (struct msg){.kind = MSG_REPL, .text = "2\n", .arg = REPL_DONE});
    keys(s, "<C-u>for i = 1, 2 do<Enter>");
    send(s, (struct msg){.kind = MSG_REPL, .text = "for i = 1, 2 do", .arg = REPL_MORE});
    drop_effects(&s->app);
    keys(s, "end<Enter>");
    assert_string_equal(effect(s, EFFECT_REPL)->text, "for i = 1, 2 do\nend");
    send(s, (struct msg){.kind = MSG_REPL, .text = "", .arg = REPL_DONE});
    keys(s, "<Up><Up><Up>");
    assert_string_equal(editor_text(&s->app.repl.line), "1 + 1");
    keys(s, "<C-u>retr");
    char *words[] = {"retrieval.dim", "retrieval.nprobe"};
    send(s, (struct msg){.kind = MSG_COMPLETIONS, .words = words, .n = 2});
    assert_string_equal(editor_text(&s->app.repl.line), "retrieval.");
    keys(s, "<Esc>");
    assert_false(s->app.repl.open);
}

static uint64_t step_random(uint64_t *x) {
    *x ^= *x << 13;
    *x ^= *x >> 7;
    *x ^= *x << 17;
    return *x >> 20;
}

/* Any keys at any size: nothing breaks, and every screen can be drawn. Effects are dropped as if nothing came of them.
 */
static void random_keys_at_any_size_break_nothing(void **state) {
    struct stage *s = *state;
    static const char *const all[] = {
        "<Enter>",  "<Esc>",      "<Tab>",   "<S-Tab>",     "<Up>",  "<Down>", "<Left>", "<Right>", "<Home>", "<End>",
        "<PageUp>", "<PageDown>", "<Space>", "<Backspace>", "<F1>",  "<F2>",   "<F3>",   "<F4>",    "<F5>",   "<F6>",
        "<F7>",     "<F8>",       "<F9>",    "<F10>",       "<C-x>", "<C-e>",  "<C-r>",  "<C-c>",   "<C-l>",  "a",
        "c",        "d",          "e",       "f",           "j",     "k",      "l",      "m",       "n",      "q",
        "r",        "s",          "t",       "u",           "w",     "y",      "é",      "推",      "/",      ":",
        "?",        "1",          "4",       "0",           "<M-q>"};
    uint64_t random = 2463534242u;
    open_session(s);
    for (int i = 0; i < 8000; i++) {
        uint64_t dice = step_random(&random) % 60;
        if (dice == 0)
            size(s, 1 + (int)(step_random(&random) % 220), 1 + (int)(step_random(&random) % 70));
        else if (dice == 1)
            open_lab(s);
        else if (dice == 2)
            send(s, (struct msg){.kind = MSG_JOB_ENDED, .run = made_run(i, "", 0.01 * (double)(i % 7))});
        else if (dice == 3)
            news(s, (struct practice_news){.clock_ms = i, .working = i % 2});
        else if (dice == 4)
            send(s, (struct msg){.kind = MSG_REPL, .text = "two\nlines of output\n", .arg = REPL_DONE});
        else if (dice == 5)
            send(s, (struct msg){.kind = MSG_PASTE, .text = "pasted\ntext"});
        else if (dice == 6 && s->app.runs.wanted[0])
            send(s, (struct msg){.kind = MSG_RUN, .run = made_run(s->app.runs.wanted[0], "", 0)});
        else if (dice == 7)
            send(s, (struct msg){.kind = MSG_CLICK,
                                 .hot = s->grid.n_hots ? &s->grid.hots[step_random(&random) % (unsigned)s->grid.n_hots]
                                                       : NULL});
        else
            keys(s, all[step_random(&random) % (sizeof all / sizeof *all)]);
        drop_effects(&s->app);
        app_view(&s->app, &s->grid);
    }
    struct text dump = {0};
    app_dump(&s->app, &dump);
    assert_true(dump.length > 0);
    text_free(&dump);
}

int main(void) {
#define ON_STAGE(f) cmocka_unit_test_setup_teardown(f, set_up, tear_down)
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_table_of_actions_is_sound),
        ON_STAGE(home_begins_where_one_stopped),
        ON_STAGE(what_quits_asks_when_a_run_would_be_lost),
        ON_STAGE(knobs_change_and_change_back),
        ON_STAGE(results_stand_between_their_rulers),
        ON_STAGE(runs_are_filtered_marked_compared),
        ON_STAGE(a_wide_screen_shows_the_report_beside_the_list),
        ON_STAGE(what_is_typed_is_sent_within_a_tick),
        ON_STAGE(questions_and_commands_are_no_part_of_the_answer),
        ON_STAGE(letters_are_text_or_commands),
        ON_STAGE(a_sentence_goes_into_the_answer_from_every_pane),
        ON_STAGE(an_export_has_a_name_that_says_what_it_is),
        ON_STAGE(an_empty_picture_does_not_hide_the_dialogue),
        cmocka_unit_test(colours_can_be_read),
        ON_STAGE(what_says_commands_says_their_keys),
        ON_STAGE(a_long_question_of_a_menu_is_wrapped),
        ON_STAGE(a_choice_is_listed_as_spoken_and_answered_as_written),
        ON_STAGE(steps_bring_their_answers),
        ON_STAGE(without_unicode_all_is_ascii),
        ON_STAGE(selection_is_a_sign_and_reversed),
        ON_STAGE(the_footer_answers_to_clicks),
        ON_STAGE(the_repl_keeps_lines_and_history),
        ON_STAGE(random_keys_at_any_size_break_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
