#include "tui/pane_repl.h"
#include "base/mem.h"
#include "tui/app.h"
#include "tui/frame.h"
#include "tui/utf8.h"

#include <stdlib.h>
#include <string.h>

enum { OUTPUT_LIMIT = 400000 };

void repl_pane_fini(struct repl_pane *p) {
    for (int i = 0; i < p->n_history; i++)
        free(p->history[i]);
    p->n_history = 0;
    free(p->begun);
    p->begun = NULL;
    editor_fini(&p->line);
    text_free(&p->output);
}

static void remember(struct repl_pane *p, const char *line) {
    if (p->n_history && strcmp(p->history[p->n_history - 1], line) == 0)
        return;
    if (p->n_history == REPL_HISTORY) {
        free(p->history[0]);
        memmove(p->history, p->history + 1, (REPL_HISTORY - 1) * sizeof *p->history);
        p->n_history--;
    }
    p->history[p->n_history++] = mem_string(line);
}

static void print(struct repl_pane *p, const char *text) {
    if (p->output.length > OUTPUT_LIMIT)
        text_clear(&p->output);
    text_add(&p->output, text);
    if (p->output.length && p->output.bytes[p->output.length - 1] != '\n')
        text_add(&p->output, "\n");
    p->scroll.top = 1 << 30; /* to the end, when it is fitted */
}

/* "/commit": a command of the session by name, as --plain reads it. */
static bool send_command(struct app *app, const char *line) {
    struct repl_pane *p = &app->repl;
    if (p->begun || line[0] != '/')
        return false;
    remember(p, line);
    p->at = p->n_history;
    if (app->practice.now.session) {
        practice_save(app);
        app_effect(app, EFFECT_SESSION_LINE, 0, false, line);
        p->open = false;
    } else
        print(p, "commands that begin with / are a session's, and none is open");
    editor_set(&p->line, "");
    return true;
}

static void send(struct app *app) {
    struct repl_pane *p = &app->repl;
    const char *line = editor_text(&p->line);
    if (p->running) {
        app_note(app, STYLE_WARNING, "the last line is still running: ^C stops it");
        return;
    }
    if (send_command(app, line))
        return;
    struct text all = {0};
    text_format(&all, "%s%s%s", p->begun ? p->begun : "", p->begun ? "\n" : "", line);
    struct text echo = {0};
    text_format(&echo, "%s%s\n", p->begun ? ">> " : "> ", line);
    print(p, text_str(&echo));
    text_free(&echo);
    if (*line)
        remember(p, line);
    free(p->begun);
    p->begun = NULL;
    p->at = p->n_history;
    if (*text_str(&all)) {
        p->running = true;
        app_effect(app, EFFECT_REPL, 0, app->width - 3, text_str(&all));
    }
    text_free(&all);
    editor_set(&p->line, "");
}

static void walk_history(struct repl_pane *p, int by) {
    int at = p->at + by;
    if (at < 0 || at > p->n_history)
        return;
    p->at = at;
    editor_set(&p->line, at < p->n_history ? p->history[at] : "");
}

static void complete(struct repl_pane *p, char **words, int n);

/* Names of commands that go on as the line does. */
static void complete_command(struct repl_pane *p) {
    const struct session_command *c;
    char *words[64];
    int n = 0;
    const char *begun = editor_text(&p->line) + 1;
    for (int i = 0; (c = session_command_at(i)) && n < 64; i++)
        if (text_starts(c->name, begun))
            words[n++] = (char *)c->name;
    complete(p, words, n);
}

bool repl_pane_act(struct app *app, enum action_id action) {
    struct repl_pane *p = &app->repl;
    switch (action) {
    case ACT_ENTER:
        send(app);
        return true;
    case ACT_UP:
        walk_history(p, -1);
        return true;
    case ACT_DOWN:
        walk_history(p, +1);
        return true;
    case ACT_COMPLETE:
        if (editor_text(&p->line)[0] == '/')
            complete_command(p);
        else
            app_effect(app, EFFECT_REPL_COMPLETE, 0, 0, editor_text(&p->line));
        return true;
    case ACT_BACK:
        p->open = false;
        return true;
    default:
        return scroll_move(&p->scroll, action);
    }
}

bool repl_pane_type(struct app *app, int32_t key) {
    return editor_key(&app->repl.line, key);
}

static bool word_sign(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' ||
           c == '@' || (unsigned char)c >= 0x80;
}

/* The last word becomes what all completions begin with; several are listed. */
static void complete(struct repl_pane *p, char **words, int n) {
    if (!n)
        return;
    size_t common = strlen(words[0]), end = p->line.cursor, start = end;
    for (int i = 1; i < n; i++)
        for (size_t j = 0; j < common; j++)
            if (words[i][j] != words[0][j])
                common = j;
    while (start > 0 && word_sign(editor_text(&p->line)[start - 1]))
        start--;
    if (common >= end - start) {
        editor_cut(&p->line, start, end);
        editor_insert(&p->line, words[0], common);
    }
    if (n == 1)
        return;
    struct text list = {0};
    for (int i = 0; i < n && i < 60; i++)
        text_format(&list, "%s%s", i ? "   " : "", words[i]);
    if (n > 60)
        text_format(&list, "   and %d more", n - 60);
    print(p, text_str(&list));
    text_free(&list);
}

void repl_pane_message(struct app *app, const struct msg *msg) {
    struct repl_pane *p = &app->repl;
    if (msg->kind == MSG_COMPLETIONS) {
        complete(p, msg->words, msg->n);
        return;
    }
    p->running = false;
    if (msg->arg == REPL_MORE)
        p->begun = mem_string(msg->text);
    else if (msg->text && *msg->text)
        print(p, msg->text);
}

/* A third of a high screen, half of a low one; the whole of one that is very low. */
static int pane_height(int height) {
    return height < 16 ? height : height < 40 ? height * 3 / 5 : height / 2;
}

static int output_rows(const struct repl_pane *p, int width) {
    return wrapped_rows(text_str(&p->output), width) - (p->output.length ? 0 : 1);
}

void repl_pane_fit(struct app *app, int width, int height) {
    struct repl_pane *p = &app->repl;
    p->line.one_line = true;
    editor_fit(&p->line, width - 5, 1);
    scroll_fit(&p->scroll, output_rows(p, width - 3), pane_height(height) - 3);
}

void repl_pane_draw(const struct app *app, struct area screen) {
    const struct repl_pane *p = &app->repl;
    int h = pane_height(screen.h);
    struct area a = area_part(screen, 0, screen.h - h, screen.w, h);
    draw_fill(a, 0, 0, a.w, a.h, STYLE_TEXT, " ");
    draw_titled_rule(a, 0, "design REPL", p->running ? "running, ^C stops" : "Lua", STYLE_TITLE | STYLE_BOLD);
    struct area out = area_part(a, 1, 1, a.w - 1, a.h - 3);
    if (p->output.length)
        draw_wrapped(area_scrolled(out, p->scroll.top), 0, 0, a.w - 3, STYLE_TEXT, text_str(&p->output));
    else
        draw_wrapped(
            out, 0, 0, out.w - 2, STYLE_QUIET,
            "help() says what there is; d = design(\"video_recommendation\"){ retrieval = { dim = 32 } } makes a "
            "design, r = run(d) runs it; /commit and the like are the session's commands. Tab completes.");
    draw_scrollbar(out, p->scroll.top, p->scroll.rows);
    draw_text(a, 1, a.h - 1, STYLE_FOCUS | STYLE_BOLD, p->begun ? ">>" : ">");
    editor_draw(&p->line, area_part(a, 4, a.h - 1, a.w - 5, 1), true, "");
}
