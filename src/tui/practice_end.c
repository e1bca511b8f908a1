/* practice_end.c - beyond the seven steps: drill, findings, history, export, going back to a step in a copy. All of it
 * is sent as the line that --plain would read. */
#include "practice/marks.h"
#include "tui/app.h"
#include "tui/screen_practice.h"

#include <stdio.h>
#include <string.h>

static void line(struct app *app, const char *command, const char *rest) {
    struct text text = {0};
    text_format(&text, "/%s%s%s", command, *rest ? " " : "", rest);
    practice_save(app);
    app_effect(app, EFFECT_SESSION_LINE, 0, 0, text_str(&text));
    text_free(&text);
}

static const char ANSWER[] = "answer";

static void menu_rewind(struct app *app) {
    const struct session *s = app->practice.now.session;
    dialog_menu(&app->dialog, PRACTICE_REWIND, "Start over with what? Steps go on in a copy", false);
    if (!editor_empty(&app->practice.answer))
        dialog_item(&app->dialog, ANSWER, "empty this step's answer", false);
    for (int step = 1; step <= STEPS && step <= session_step(s); step++) {
        char name[16];
        snprintf(name, sizeof name, "%d", step);
        dialog_item(&app->dialog, name, session_content(s)->steps[step - 1].title, false);
    }
}

/* What the item is about, with its step: ids alone say little, and some stand in two steps. */
static void item_words(const struct session *s, const struct mark *mark, char *out, size_t n) {
    const struct step_content *step = &session_content(s)->steps[mark->step - 1];
    const char *about = "";
    for (int i = 0; i < step->n_rubric; i++)
        if (strcmp(step->rubric[i].id, mark->id) == 0)
            about = step->rubric[i].about;
    snprintf(out, n, "%d  %s%s", mark->step, about, mark->overruled ? "  (overruled)" : "");
}

static void menu_overrule(struct app *app) {
    const struct session *s = app->practice.now.session;
    const struct marks *m = session_marks(s);
    dialog_menu(&app->dialog, PRACTICE_OVERRULE, "Which of these do you hold that you said?", false);
    for (int i = 0; m && i < m->n; i++)
        if (m->items[i].kind == MARK_COVERAGE && m->items[i].earned < m->items[i].points) {
            char words[200];
            item_words(s, &m->items[i], words, sizeof words);
            dialog_item(&app->dialog, m->items[i].id, words, false);
        }
    if (!app->dialog.n_items) {
        dialog_close(&app->dialog);
        app_note(app, STYLE_QUIET, "everything that was asked for was heard");
    }
}

static void ask_export(struct app *app) {
    char name[120];
    snprintf(name, sizeof name, "%.80s.md", session_content(app->practice.now.session)->info.name);
    dialog_line(&app->dialog, PRACTICE_EXPORT, "Write to (.md brief and scorecard, .lua scenario):", name);
}

/* What is written is told by the name's ending; any other name is more likely a sentence that went astray. */
static bool exports(struct app *app, const char *name) {
    const char *dot = strrchr(name, '.');
    bool known = dot && dot > name && (strcmp(dot, ".md") == 0 || strcmp(dot, ".lua") == 0);
    if (!known) {
        app_note(app, STYLE_BAD, "a name that ends in .md (brief and scorecard) or .lua (the design as a scenario)");
        return false;
    }
    snprintf(app->practice.exporting, sizeof app->practice.exporting, "%s", name);
    app_effect(app, EFFECT_SESSION_EXPORT, 0, false, name);
    return true;
}

void practice_confirm_export(struct app *app) {
    char question[sizeof app->dialog.title];
    snprintf(question, sizeof question, "%.120s exists. Write over it?", app->practice.exporting);
    dialog_confirm(&app->dialog, PRACTICE_OVERWRITE, question);
}

bool practice_end_act(struct app *app, enum action_id action) {
    switch (action) {
    case ACT_DRILL:
        line(app, "drill", "");
        return true;
    case ACT_FINDINGS:
        line(app, "findings", "");
        return true;
    case ACT_VERSUS:
        line(app, "compare", "");
        return true;
    case ACT_HISTORY:
        line(app, "history", "");
        return true;
    case ACT_REWIND:
        menu_rewind(app);
        return true;
    case ACT_LIST:
        line(app, "show", "steps");
        return true;
    case ACT_EXPORT:
        ask_export(app);
        return true;
    case ACT_OVERRULE:
        menu_overrule(app);
        return true;
    default:
        return false;
    }
}

bool practice_end_answered(struct app *app, int tag, const char *text) {
    if (tag == PRACTICE_REWIND && strcmp(text, ANSWER) == 0)
        dialog_confirm(&app->dialog, PRACTICE_EMPTY, "Empty this step's answer?");
    else if (tag == PRACTICE_EMPTY) {
        editor_replace(&app->practice.answer, "");
        app->practice.dirty = true;
        practice_save(app);
        app_note(app, STYLE_QUIET, "the answer is empty; ^Z in it takes that back");
    } else if (tag == PRACTICE_REWIND)
        line(app, "rewind", text);
    else if (tag == PRACTICE_OVERRULE)
        line(app, "overrule", text);
    else if (tag == PRACTICE_EXPORT && *text)
        return exports(app, text);
    else if (tag == PRACTICE_OVERWRITE)
        app_effect(app, EFFECT_SESSION_EXPORT, 0, true, app->practice.exporting);
    return true;
}
