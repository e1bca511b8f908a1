/* session_state.h - what a session is made of; for the files of practice/ that make up the state machine and the marks.
 */
#ifndef PRACTICE_SESSION_STATE_H
#define PRACTICE_SESSION_STATE_H
#include "practice/coverage.h"
#include "practice/estimate.h"
#include "practice/findings.h"
#include "practice/hear.h"
#include "practice/marks.h"
#include "practice/session.h"

/* One decision as it was stated. The latest of a knob holds; a step that is committed again keeps the place of what it
 * says again, so that a correction made since is not undone. */
struct setting {
    const struct knob *knob;
    char *value, *words;
    int step;
    bool corrected; /* by /set */
    char *stood;    /* all answers when it was corrected: what was said by then does not undo it; NULL */
    char *change;   /* of a list, said: what it does to the list that stands (decided_lists.c); NULL */
    int order;
    int64_t at_ms; /* when it was first said */
};
struct risk_raised {
    char *text;
    int step;
};
struct result_metric {
    char name[MEASURE_NAME];
    double value, baseline, oracle;
    int effect; /* of a change against the final design: -1, 0, +1 */
    bool has_effect;
};
struct result { /* of one run, as its row keeps it */
    enum run_purpose purpose;
    int index;
    bool ok;
    int64_t run;
    bool latency_held, latency_known;
    struct result_metric *metrics;
    int n_metrics;
    int version; /* of the design when the run was asked for */
};
struct wish { /* a run that is wanted */
    enum run_purpose purpose;
    int index, version;
};
struct asked_dive {       /* a deep dive, or the closing question */
    bool asked, followed; /* followed: an answer to it was heard, and the second question put */
    int step, subject;
    int64_t at_ms;
    const struct dive *dive; /* NULL: made of a probe, or a curveball, or the close */
    const struct curveball *ball;
    int ball_index;
    const char *about, *question;
    char *made;   /* the question, where no content has it */
    char *before; /* the answer as it stood */
    char *heard;  /* the same, when the interviewer reacted last; NULL never */
};
struct diagnosis { /* of what happened on the days after the log */
    bool asked, answered;
    char *before, *said; /* the answer as it stood; what was added and judged */
    double share;        /* 0..1 */
};
struct said_estimate {
    bool given;
    struct estimate_check check; /* the last one */
};

enum { PROBES_AT_ONCE = 2, REVEAL_STEP = 5 };

struct lexicon;
struct session {
    const struct content *content;
    struct lexicon *lexicon; /* of the content, read once */
    struct session_options options;
    struct design *blank;    /* nothing decided; this session's world, scale and seeds */
    struct design *design;   /* what was decided so far */
    struct design *asked;    /* of the outstanding run, where it is not `design` */
    struct design *ahead;    /* what session_reference gave last */
    struct design *revealed; /* as step 5 measured it last; NULL not yet */
    bool started, paused, scored;
    bool advance;      /* the person said /next and the engine answers first */
    int step, version; /* version: counts changes of the design */
    int trained;       /* the version whose models were asked for last; -1 none */
    enum session_phase phase[STEPS + 2];
    int64_t at_ms, spent_ms[STEPS + 2];
    struct text answer[STEPS];
    struct text spoken[STEPS]; /* questions, assumptions, targets, risks, sums: an interviewer hears them too */
    bool committed[STEPS], edited[STEPS]; /* edited: since the last commit */
    bool hesitated[STEPS];                /* an empty step was about to be left: it was said */
    int hints[STEPS];
    bool *known;             /* (facts) learnt */
    bool *told;              /* (unbuilt) said that it is not built */
    char *noted;             /* step 1's answer when it was last read back, NULL never */
    bool asked_about[KNOBS]; /* a question about this decision was put */
    bool told_unsaid[KNOBS]; /* that nothing was said about this decision */
    bool *probed[STEPS];
    const struct probe *awaited[PROBES_AT_ONCE]; /* put last, and not answered yet */
    int n_awaited, awaited_step;
    char *awaited_before;            /* the step's answer when they were put */
    struct said_estimate *estimates; /* (estimates) */
    char *target;
    struct risk_raised *risks;
    struct setting *settings;
    struct session_line *lines;
    struct session_forecast *forecasts;
    struct result *results;
    struct wish *wishes; /* the first is the outstanding one */
    char **overruled;
    struct asked_dive dives[INTERLUDES];
    struct diagnosis diagnosis;
    bool swapped; /* the runs against reference values are asked for */
    int n_risks, n_settings, n_lines, n_forecasts, n_results, n_wishes, n_overruled, n_asked;
    int order; /* counts settings */
    int backs; /* times the person went back: driving */
    struct marks *marks;
    struct findings *findings; /* of no mark; NULL until the engine has found out */
};

/* dive.c: what of a step's answer states a design: all but the closing words. Caller frees. */
char *dive_design_text(const struct session *s);

/* talk.c: what is said */
void talk(struct session *s, enum session_voice voice, const char *format, ...) PRINTF_LIKE(3, 4);
void talk_prompt(struct session *s);
struct known_design { /* what stood before an answer was heard */
    int order;        /* settings after it are new; 0: all are told */
    struct design *design;
    bool decided[KNOBS];
};
/* asks: open questions are put, too. */
void talk_read_back(struct session *s, const struct hearing *h, const struct known_design *known, bool asks);
void talk_forecasts(struct session *s);
bool talk_said(const struct session *s, const char *text); /* a line that begins so was said already */
bool talk_ask(struct session *s, const char *question, struct err *err);
bool talk_assume(struct session *s, const char *assumption, struct err *err);
bool talk_estimate(struct session *s, const char *text, struct err *err);
bool talk_target(struct session *s, const char *text, struct err *err);
void talk_add_risk(struct session *s, const char *text); /* raised in plain words */
bool talk_risk(struct session *s, const char *text, struct err *err);
bool talk_hint(struct session *s, struct err *err);

/* probes.c: what is asked after an answer */
void probes_put(struct session *s);
bool probes_apply(const struct session *s, const char *when); /* the rule of a probe or a deep dive */
bool probes_asked_about(const struct session *s, const struct knob *knob);
void probes_note_asked(struct session *s, const struct knob *knob);
void probes_note_rule(struct session *s, const char *when); /* the same, of the decision that a rule is about */
/* Whether a question about the decision of this rule was put, and not about what was chosen since. */
bool probes_asked_before(const struct session *s, const char *when);
/* Whether the rule of a step's probe holds and nothing that was said or asked answers it. */
bool probes_open(const struct session *s, int step, const struct probe *probe);
void probes_said_so_far(const struct session *s, struct text *out); /* all answers, and what was said beside them */

/* unbuilt.c, noted.c: said once, in answer to a text; what step 1 states, read back */
void unbuilt_tell(struct session *s, const char *text);
void noted_say(struct session *s, bool heard); /* heard: the read-back has decisions to say, too */

/* foreseen.c: what the engine can tell of a setting before it runs */
void foreseen_say(struct session *s);

/* named.c: decisions and values as one says them */
/* NULL: none, or several: err names them. */
const struct knob *named_knob(const struct session *s, const char *name, size_t n, struct err *err) MUST_USE;
void named_value(const struct knob *knob, enum world_kind kind, const char *said, struct text *out);

/* decided.c: what is decided */
bool decided_take(struct session *s, const struct hearing *h, struct err *err);
bool decided_correct(struct session *s, const char *pair, struct err *err);
const struct setting *decided_setting(const struct session *s, enum knob_id knob); /* the latest; NULL */
/* What another step settled is not undone by the way: such a statement becomes a question, unless it says that it
 * changes something. Before decided_take. */
void decided_doubt(const struct session *s, struct hearing *h);
/* decided_lists.c: what the items of a hearing change in a list, but for those whose words stand in `stood` (may be
 * NULL); "" nothing; *words: the sentence of the last of them. The caller's, as the list that all settings make. */
char *decided_list_change(const struct hearing *h, const struct knob *knob, const char *stood, const char **words);
char *decided_list_value(const struct session *s, const struct knob *knob);
bool decided_blank(const struct content *content, const struct session_options *options, struct design **out,
                   struct err *err);
/* The design that a run of this purpose is made of: s->design or, kept in s->asked, another. */
const struct design *decided_wanted(struct session *s, const struct wish *wish);

/* result.c: what was measured */
bool result_read(const char *text, struct result *out, struct err *err);
void result_free(struct result *r);
const struct result *result_latest(const struct session *s, enum run_purpose purpose, int index); /* NULL */
bool result_is_own(enum run_purpose purpose); /* a whole run of the person's design */
/* The latest whole run of the person's design, whichever step asked for it. */
const struct result *result_of_design(const struct session *s);
const struct result_metric *result_metric(const struct result *r, const char *name); /* NULL */
void results_score_forecasts(struct session *s);

/* steps.c: the way through */
bool steps_commit(struct session *s, struct session_effects *effects, struct err *err);
bool steps_run(struct session *s, struct session_effects *effects, struct err *err);
bool steps_next(struct session *s, struct session_effects *effects, struct err *err);
bool steps_back(struct session *s, struct err *err);
bool steps_result(struct session *s, const char *text, struct session_effects *effects, struct err *err);
void steps_finish(struct session *s, struct session_effects *effects);
void steps_enter(struct session *s, int step);
enum { SWAPS_MAX = 6 };
/* The decisions that the end runs against a reference's value, as the session stands now. */
int steps_swaps(const struct session *s, int swaps[SWAPS_MAX]);
const char *steps_until_wish(const struct session *s, const struct wish *wish);
const char *steps_until(enum run_purpose purpose);          /* how far the plan has to go; NULL: to its end */
double steps_hint_cost(const struct session *s, int taken); /* of the next one, in points of what is heard */

/* revealed.c: the design as step 5 measured it, and forecasts of changes to it */
void revealed_take(struct session *s);                          /* a reveal came in */
void revealed_tell(struct session *s, int index);               /* forecast `index` was answered */
const char *revealed_until(const struct session *s, int index); /* how far its run has to go; NULL: to the end */
/* The first forecast of a change from `i` on, made up to a step, that no run has answered; -1: none. */
int revealed_open(const struct session *s, int until_step, int i);

/* dive.c: deep dives, the curveball, the close */
void dive_begin(struct session *s); /* the step is answered: goes deeper where it is due */
const struct asked_dive *dive_of(const struct session *s, int step); /* NULL */
int dive_ms(const struct session *s, int step);                      /* what it adds to the step's minutes */
void dive_answer(const struct session *s, const struct asked_dive *d, struct text *out); /* what was typed since */
/* The questions of a deep dive as a rubric of their own: items that the case wrote for it, else those of its step, of
 * which three points are enough in four minutes: the share that `said` earns. d may be NULL. */
double dive_share(const struct session *s, const struct dive *d, int subject, const char *said);
struct coverage dive_coverage(const struct session *s, const struct dive *d, int subject, const char *said);
const struct curveball *dive_ball(const struct content *content, int index);
void dive_replanned(struct session *s, const struct result *r);

/* reaction.c: what the interviewer says to answers to his own questions */
void reaction_await(struct session *s, const struct probe *probe, int nth); /* it was put, the nth of several */
bool reaction_due(const struct session *s); /* one was put, and something was said since */
void reaction_say(struct session *s);       /* after a commit: to what is new; a deep dive's second question, once */

/* The same for any question: what step's answer holds beyond `before`. */
void dive_since(const struct session *s, int step, const char *before, struct text *out);

/* diagnosis.c: what happened on the days after the log */
enum { DIAGNOSIS_POINTS = 2 };
void diagnosis_ask(struct session *s); /* the days are measured: asks once, where something happened */
/* After a commit: judges what was added to the answer, the first time that it names anything, and says the truth. */
void diagnosis_take(struct session *s);
/* Takes out of step 7's text what was said of the curves: it states no design. */
void diagnosis_cut(const struct session *s, char *text);
/* "day 9, a feature arrived empty (item_ctr)"; shows: with how it could be seen. */
void diagnosis_truth(const struct session *s, bool shows, struct text *out);
double diagnosis_mark(const struct session *s, struct marks *m); /* the share that was right; NAN: never asked */

/* marks.c, marks_did.c, marks_heard.c */
int marks_best_reference(const struct session *s); /* index, 0 where none was measured */
/* The outcome's share if the headline were `value`; NAN: rulers are missing. */
double marks_outcome_of(const struct session *s, double value);
double marks_together(double decisions, double outcome, double reasoning); /* 0..100 */
/* From m->said and m->heard. */
enum verdict marks_level_heard(const struct marks *m);
/* The smallest change found that would have moved the verdict, as a sentence or two; "" when the session has no marks
 * to move. */
void marks_change(const struct session *s, const struct marks *m, struct text *out);
enum verdict marks_level_did(double did, bool constraints_held);
struct marks *marks_of(const struct session *s);
struct mark *marks_add(struct marks *m, enum mark_kind kind, int step, const char *id, double points, double earned);
void marks_evidence(struct mark *mark, const char *format, ...) PRINTF_LIKE(2, 3);
bool marks_in_scope(const struct session *s, int step);
double marks_focus(const struct session *s, int step); /* how much a step weighs in this session's focus */
void marks_did(const struct session *s, struct marks *m);
void marks_heard(const struct session *s, struct marks *m);
#endif
