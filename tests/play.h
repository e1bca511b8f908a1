/* play.h - a session of the small case, played line by line: what tests of the state machine share. */
#ifndef TESTS_PLAY_H
#define TESTS_PLAY_H
#include "practice/session.h"
#include "small_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* A session with every event it took, so that it can be played again. */
struct play {
    struct content content;
    struct session *session;
    struct session_event events[256];
    char *texts[256];
    int n;
    int64_t at_ms;
    struct session_effects effects;
    struct err err;
};

static inline void begin(struct play *p, struct session_options options) {
    *p = (struct play){.content = small_case()};
    p->session = session_new(&p->content, &options, &p->err);
    assert_non_null(p->session);
}

static inline bool send(struct play *p, enum session_event_kind kind, const char *text) {
    p->err = (struct err){0};
    p->at_ms += 1000;
    p->texts[p->n] = strdup(text);
    p->events[p->n] = (struct session_event){kind, p->texts[p->n], p->at_ms};
    bool ok = session_apply(p->session, &p->events[p->n], &p->effects, &p->err);
    if (ok && p->effects.save)
        p->n++;
    else
        free(p->texts[p->n]);
    return ok;
}

static inline bool line(struct play *p, const char *text) {
    struct session_event e;
    p->err = (struct err){0};
    return session_parse(text, &e, &p->err) && send(p, e.kind, e.text);
}

/* Answers the outstanding run with made-up measurements. */
static inline void result(struct play *p, double headline) {
    struct run_request r;
    assert_true(session_wanted(p->session, &r));
    char text[400];
    snprintf(
        text, sizeof text,
        "%s %d 7 ok\nlatency held\nmetric online.watch_minutes_per_session %g 1 9\nmetric retrieval.recall@100 0.4 "
        "0.2 0.6\nmetric capacity.machines 300 nan nan\neffect retrieval.recall@100 -1\n",
        run_purpose_name(r.purpose), r.index, headline);
    assert_true(send(p, EVENT_RESULT, text));
}

static inline void results(struct play *p, double own, double naive, double reference) {
    struct run_request r;
    while (session_wanted(p->session, &r))
        result(p, r.purpose == RUN_BASELINE ? naive : r.purpose == RUN_REFERENCE ? reference : own);
}

static inline void end(struct play *p) {
    session_free(p->session);
    for (int i = 0; i < p->n; i++)
        free(p->texts[i]);
}

/* On to the next step: an empty one is left at the second word. */
static inline bool pass(struct play *p) {
    int step = session_step(p->session);
    return line(p, "/next") && (session_step(p->session) != step || session_runs_owed(p->session) || line(p, "/next"));
}

static inline const char *last_line(const struct play *p, enum session_voice voice) {
    int n;
    const struct session_line *lines = session_lines(p->session, &n);
    for (int i = n - 1; i >= 0; i--)
        if (lines[i].voice == voice)
            return lines[i].text;
    return "";
}

static inline const char *design(const struct play *p, enum knob_id id) {
    return design_text(session_design(p->session), id);
}
#endif
