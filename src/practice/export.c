/* A session for others: a brief and a scorecard that a person who plays the interviewer can use, with what was drawn;
 * and the design as a scenario that runs. */
#include "practice/driver_state.h"
#include "practice/findings.h"
#include "practice/forecast.h"
#include "practice/moment.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void add_quoted(const char *text, struct text *out) {
    while (*text) {
        size_t n = strcspn(text, "\n");
        text_format(out, "> %.*s\n", (int)n, text);
        text += n + (text[n] == '\n');
    }
}

static void add_brief(const struct session *s, struct text *out) {
    const struct content *c = s->content;
    text_format(out, "# %s\n\n%s, %s, focus %s", c->info.title, session_level_name(s->options.level),
                session_mode_name(s->options.mode), session_focus_name(s->options.focus));
    if (!s->options.untimed)
        text_format(out, ", %d minutes", session_total_ms(s) / 60000);
    text_add(out, ".\n\n## Brief\n\nWhoever plays the interviewer reads this out:\n\n");
    add_quoted(c->opening, out);
    text_add(out, "\nFacts, to be given only when asked for or assumed:\n\n");
    for (int i = 0; i < c->n_facts; i++) {
        const struct fact *f = &c->facts[i];
        const char *hole = strstr(f->answer, "{value}");
        text_format(out, "- [%s] ", s->known[i] ? "x" : " ");
        if (hole) {
            char value[32];
            text_format(out, "%.*s%s%s\n", (int)(hole - f->answer), f->answer,
                        text_si(value, sizeof value, fact_value(f, s->blank)), hole + strlen("{value}"));
        } else
            text_format(out, "%s\n", f->answer);
    }
}

/* A tick where it was heard, half where it was only named; the level in brackets. */
static void add_scorecard(const struct session *s, struct text *out) {
    static const char *const NEEDS[] = {"", ", with a reason", ", with a number", ", with what it costs"};
    text_add(out, "\n## Scorecard\n");
    for (int step = 1; step <= STEPS; step++) {
        const struct step_content *part = &s->content->steps[step - 1];
        if (!marks_in_scope(s, step))
            continue;
        text_format(out, "\n### %d %s (%g minutes)\n\n> %s\n\n", step, part->title, part->minutes, part->prompt);
        text_add(out, "| heard | points | level | item |\n|---|---|---|---|\n");
        for (int i = 0; i < part->n_rubric; i++) {
            const struct rubric_item *item = &part->rubric[i];
            const struct mark *mark = NULL;
            for (int k = 0; s->marks && k < s->marks->n; k++)
                if (s->marks->items[k].kind == MARK_COVERAGE && s->marks->items[k].step == step &&
                    strcmp(s->marks->items[k].id, item->id) == 0)
                    mark = &s->marks->items[k];
            if (mark)
                text_format(out, "| %.2g%s ", mark->earned, mark->overruled ? " (overruled)" : "");
            else
                text_add(out, "|  ");
            text_format(out, "| %g | %s | %s%s |\n", item->points, session_level_name(item->level), item->about,
                        NEEDS[item->needs]);
        }
        text_add(out, part->n_probes ? "\nProbes:\n\n" : "");
        for (int i = 0; i < part->n_probes; i++)
            text_format(out, "- [%s] %s\n", s->probed[step - 1][i] ? "x" : " ", part->probes[i].say);
    }
}

static void add_answers(const struct session *s, struct text *out) {
    text_add(out, "\n## What was said\n");
    for (int step = 1; step <= STEPS; step++) {
        if (!s->answer[step - 1].length && !s->spoken[step - 1].length)
            continue;
        text_format(out, "\n### %d %s (%d:%02d)\n\n", step, s->content->steps[step - 1].title,
                    (int)(s->spent_ms[step] / 60000), (int)(s->spent_ms[step] / 1000 % 60));
        add_quoted(text_str(&s->answer[step - 1]), out);
        if (s->spoken[step - 1].length) {
            text_add(out, "\nQuestions, assumptions, sums, risks:\n\n");
            add_quoted(text_str(&s->spoken[step - 1]), out);
        }
        struct session_dive dive;
        if (session_dive(s, step, &dive))
            text_format(out, "\nGone deeper into %s: %s\n", dive.about, dive.asked);
    }
}

static void add_design(const struct session *s, struct text *out) {
    const struct moment_style style = {.width = 80, .unicode = true};
    text_add(out, "\n## The whiteboard\n\n```text\n");
    whiteboard_text(s, NULL, &style, out);
    text_add(out, "```\n\n| decision | value | in these words |\n|---|---|---|\n");
    for (enum knob_id id = 0; id < KNOBS; id++) {
        const struct setting *x = decided_setting(s, id);
        if (!x)
            continue;
        text_format(out, "| `%s` | `%s` | ", x->knob->path, design_text(s->design, id));
        for (const char *p = x->words; *p; p++)
            text_add(out, *p == '|' ? "\\|" : (char[]){*p == '\n' ? ' ' : *p, '\0'});
        text_add(out, " |\n");
    }
}

static void add_forecasts(const struct session *s, struct text *out) {
    bool head = false;
    for (int i = 0; i < s->n_forecasts; i++) {
        if (!s->forecasts[i].given)
            continue;
        text_add(out, head ? "" : "\n## Forecasts\n\n");
        head = true;
        text_add(out, "- ");
        forecast_say(&s->forecasts[i], out);
        text_add(out, "\n");
    }
}

static void export_markdown(const struct session *s, struct text *out) {
    const struct moment_style style = {.width = 96, .unicode = true};
    add_brief(s, out);
    add_scorecard(s, out);
    add_answers(s, out);
    add_design(s, out);
    add_forecasts(s, out);
    if (s->marks) {
        text_add(out, "\n## The end\n\n```text\n");
        end_text(s, &style, out);
        text_add(out, "```\n");
    }
}

bool driver_export(const struct driver *d, const char *file, struct text *out, struct err *err) {
    const char *dot = strrchr(file, '.');
    if (!*file)
        return err_set(err, ERR_USAGE, "/export wants a file, NAME.md or NAME.lua");
    if (dot && strcmp(dot, ".lua") == 0) {
        char title[120], about[160];
        snprintf(title, sizeof title, "%.80s, session %lld", d->content->info.title, (long long)d->row.id);
        snprintf(about, sizeof about, "The design of practice session %lld as it stood; seed %llu.",
                 (long long)d->row.id, (unsigned long long)d->row.seed);
        char *text = scenario_write(d->session->design, title, about);
        text_add(out, text);
        free(text);
        return true;
    }
    export_markdown(d->session, out);
    return true;
}
