/* Pages that are asked for: findings, the comparison with the session that this one was forked from, history,
 * model answers. */
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

static void add_changes(const struct run *a, const struct run *b, struct text *out) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(b->design, ids), changed = 0;
    for (int i = 0; i < n; i++)
        if (!design_equal(a->design, b->design, ids[i])) {
            const char *from = design_text(a->design, ids[i]), *to = design_text(b->design, ids[i]);
            text_format(out, "  %-32s %s -> %s\n", knob_at(ids[i])->path, *from ? from : "none", *to ? to : "none");
            changed++;
        }
    text_add(out, changed ? "" : "  the two designs are the same\n");
}

static void add_comparisons(const struct run *a, const struct run *b, struct text *out) {
    struct comparison *all = NULL;
    const char *why = NULL;
    int n = run_compare(a, b, &all, &why);
    if (why)
        text_format(out, "  %s\n", why);
    for (int i = 0; i < n; i++) {
        const struct comparison *c = &all[i];
        char x[40], y[40];
        if (!c->paired || c->metric->better == BETTER_NONE || strchr(c->name, '['))
            continue;
        text_format(out, "  %-34s %12s %12s  [%+.3g, %+.3g]  %s\n", c->name,
                    metric_format(c->metric, c->a, x, sizeof x), metric_format(c->metric, c->b, y, sizeof y), c->low,
                    c->high, comparison_word(c));
    }
    free(all);
}

static bool compare(struct driver *d, struct text *out, struct err *err) {
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
        add_changes(a, b, out);
        add_comparisons(a, b, out);
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

bool driver_page(struct driver *d, enum session_event_kind kind, const struct moment_style *style, struct text *out,
                 struct err *err) {
    if (kind == EVENT_FINDINGS)
        findings_text(d->session, style, out);
    else if (kind == EVENT_COMPARE)
        return compare(d, out, err);
    else if (kind == EVENT_HISTORY)
        return history_text(d->store, d->row.case_name, style, out, err);
    else if (kind == EVENT_MODEL)
        return model_text(d->session, style->width, out, err);
    return true;
}
