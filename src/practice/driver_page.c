/* Pages that are asked for: findings, the comparison with the session that this one was forked from, history,
 * model answers, where one stands. */
#include "practice/driver_state.h"
#include "practice/hear.h"
#include "practice/history.h"
#include "practice/moment.h"
#include "practice/wrapped.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* The newest run of the person's own design in a session's rows; 0: none. */
static bool own_run(struct driver *d, int64_t session, int64_t *run, struct err *err) {
    struct event_row *rows = NULL;
    int n = 0;
    *run = 0;
    if (!store_events(d->store, session, &rows, &n, err))
        return false;
    for (int i = n - 1; i >= 0 && !*run; i--) {
        struct result r;
        struct err ignored = {0};
        if (strcmp(rows[i].kind, "result") != 0 || !result_read(rows[i].text, &r, &ignored))
            continue;
        if (r.ok && result_is_own(r.purpose))
            *run = r.run;
        result_free(&r);
    }
    store_events_free(rows, n);
    return true;
}

static struct run *read_run(struct driver *d, int64_t id, struct err *err) {
    char name[32];
    snprintf(name, sizeof name, "%lld", (long long)id);
    return workspace_run(d->ws, name, err);
}

/* The session it was forked from; else the newest that was forked from it. */
static bool find_other(struct driver *d, struct session_row *other, struct err *err) {
    struct session_row *rows = NULL;
    int n = 0;
    *other = (struct session_row){0};
    if (!store_sessions(d->store, &rows, &n, err))
        return false;
    for (int i = 0; i < n; i++)
        if (rows[i].id == d->row.parent || (!d->row.parent && rows[i].parent == d->row.id && !other->id))
            *other = rows[i];
    free(rows);
    return other->id || err_set(err, ERR_USAGE, "nothing was forked from this session; /fork or /rewind first");
}

static void add_changes(const struct run *a, const struct run *b, int width, struct text *out) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(b->design, ids), changed = 0;
    for (int i = 0; i < n; i++)
        if (!design_equal(a->design, b->design, ids[i])) {
            struct text line = {0};
            knob_spoken(knob_at(ids[i]), &line);
            text_add(&line, ": ");
            knob_value_spoken(knob_at(ids[i]), design_text(a->design, ids[i]), &line);
            text_add(&line, " -> ");
            knob_value_spoken(knob_at(ids[i]), design_text(b->design, ids[i]), &line);
            wrapped_add(text_str(&line), 2, width, out);
            text_free(&line);
            changed++;
        }
    text_add(out, changed ? "" : "  the two designs are the same\n");
}

static void add_comparisons(const struct run *a, const struct run *b, int width, struct text *out) {
    struct comparison *all = NULL;
    const char *why = NULL;
    int n = run_compare(a, b, &all, &why);
    if (why)
        text_format(out, "  %s\n", why);
    for (int i = 0; i < n; i++) {
        const struct comparison *c = &all[i];
        char x[40], y[40], name[64];
        if (!c->paired || c->metric->better == BETTER_NONE || strchr(c->name, '['))
            continue;
        text_format(out, "  %-24.24s %14s %14s", metric_spoken(c->name, name, sizeof name),
                    metric_format(c->metric, c->a, x, sizeof x), metric_format(c->metric, c->b, y, sizeof y));
        text_format(out, width < 96 ? "\n    difference [%+.3g, %+.3g]  %s\n" : "  [%+.3g, %+.3g]  %s\n", c->low,
                    c->high, comparison_word(c));
    }
    free(all);
}

static bool compare(struct driver *d, int width, struct text *out, struct err *err) {
    struct session_row other;
    int64_t theirs, mine;
    if (!find_other(d, &other, err) || !own_run(d, other.id, &theirs, err) || !own_run(d, d->row.id, &mine, err))
        return false;
    bool child = other.parent == d->row.id;
    int64_t first = child ? mine : theirs, second = child ? theirs : mine;
    if (!first || !second)
        return err_set(err, ERR_USAGE, "session %lld has no run of its design yet: step 5 or the end makes one",
                       (long long)(mine ? other.id : d->row.id));
    struct run *a = read_run(d, first, err), *b = a ? read_run(d, second, err) : NULL;
    if (b) {
        text_format(out, "Session %lld against session %lld%s%s, on the same people\n",
                    (long long)(child ? d->row.id : other.id), (long long)(child ? other.id : d->row.id),
                    *(child ? other.name : d->row.name) ? ", " : "", child ? other.name : d->row.name);
        add_changes(a, b, width, out);
        add_comparisons(a, b, width, out);
    }
    run_free(a);
    run_free(b);
    return b != NULL;
}

static bool model_text(const struct session *s, int width, struct text *out, struct err *err) {
    int from, to;
    if (!session_model(s, &from, &to, err))
        return false;
    for (int step = from; step <= to; step++) {
        const struct step_content *content = &session_content(s)->steps[step - 1];
        text_format(out, "%s%d %s\n", step > from ? "\n" : "", step, content->title);
        wrapped_add(content->answer ? content->answer : "(none)", 2, width, out);
    }
    return true;
}

/* Where one stands: a line a step, and what was gathered. */
static void steps_text(struct driver *d, struct text *out) {
    const struct session *s = d->session;
    text_add(out, "the steps and their time\n");
    for (int step = 1; step <= STEPS; step++) {
        int spent = (int)(driver_step_ms(d, step) / 1000), own = session_minutes_ms(s, step) / 1000;
        bool here = step == session_step(s), open = !session_committed(s, step) && session_answer(s, step)[0];
        text_format(out, "%s %d %-28.28s %-12s %2d:%02d", here ? ">" : " ", step,
                    session_content(s)->steps[step - 1].title,
                    session_committed(s, step) ? "committed"
                    : open                     ? "begun"
                                               : "",
                    spent / 60, spent % 60);
        if (!session_options(s)->untimed)
            text_format(out, " of %d:%02d", own / 60, own % 60);
        text_add(out, "\n");
    }
    int n, given = 0;
    const struct session_forecast *f = session_forecasts(s, &n);
    for (int i = 0; i < n; i++)
        given += f[i].given;
    text_format(out, "Facts learnt %d, hints taken %d, forecasts made %d.\n", session_facts(s), session_hints(s),
                given);
}

static void design_page(const struct session *s, int width, struct text *out) {
    const struct design *design = session_design(s);
    enum knob_id ids[KNOBS];
    int n = design_knobs(design, ids), said = 0;
    for (int i = 0; i < n; i++) {
        const char *words = session_said(s, ids[i]), *value = design_text(design, ids[i]);
        if (!words || knob_at(ids[i])->step == 0)
            continue;
        struct text line = {0};
        knob_spoken(knob_at(ids[i]), &line);
        text_add(&line, ": ");
        knob_value_spoken(knob_at(ids[i]), value, &line);
        text_format(&line, " (\"%s\")", words);
        wrapped_add(text_str(&line), 2, width, out);
        text_free(&line);
        said++;
    }
    if (!said)
        text_add(out,
                 "Nothing was heard yet: what stays unsaid takes the value that it has when nobody thinks of it.\n");
}

static bool show_page(struct driver *d, const char *what, const struct moment_style *style, struct text *out,
                      struct err *err) {
    int step = session_step(d->session) <= STEPS ? session_step(d->session) : STEPS;
    if (strcmp(what, "design") == 0)
        design_page(d->session, style->width, out);
    else if (strcmp(what, "board") == 0)
        whiteboard_text(d->session, driver_moment(d, 6), style, out);
    else if (strcmp(what, "engine") == 0) {
        const struct run *run = driver_moment(d, step);
        if (!run)
            return err_set(err, ERR_USAGE, "the engine has not answered in this step yet");
        moment_text(d->session, step, run, style, out);
    } else
        steps_text(d, out);
    return true;
}

bool driver_page(struct driver *d, const struct session_event *event, const struct moment_style *style,
                 struct text *out, struct err *err) {
    switch (event->kind) {
    case EVENT_FINDINGS:
        findings_text(d->session, style, out);
        return true;
    case EVENT_COMPARE:
        return compare(d, style->width, out, err);
    case EVENT_HISTORY:
        return history_text(d->store, d->row.case_name, style, out, err);
    case EVENT_MODEL:
        return model_text(d->session, style->width, out, err);
    case EVENT_SHOW:
        return show_page(d, event->text, style, out, err);
    default:
        return true;
    }
}
