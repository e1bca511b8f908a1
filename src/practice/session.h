/* session.h - an interview as a pure state machine: events in, effects out.
 * Life: session_new -> session_apply for every event -> session_free. No input or output, no clock: an event carries
 * the candidate's time. The state is a function of the options and the events alone, so a stored session is restored by
 * applying its rows again, and two doors that send the same events leave the same rows.
 * Steps are 1..7; 8 is the end page. Within a step:
 *   SPEAK      the person's turn: text, questions, assumptions, estimates ...
 *   FORECAST   committed and read back; forecasts are open: /predict each, /run seals them
 *   WORKING    the engine is at work: a RESULT is awaited; the candidate's clock stands
 *   ANSWERED   committed, and all that the engine has to say in this step was said
 * Text, questions and settings are taken in every phase; commit, run, next and back wait while WORKING.
 * When steps 4 and 6 are ANSWERED the interviewer goes deeper, for four minutes, where the session measured weakest;
 * after step 7 a minute is left to close. Both belong to their step: what is typed adds to its answer, /next goes on.
 */
#ifndef PRACTICE_SESSION_H
#define PRACTICE_SESSION_H
#include "script/content.h"
#include "store/store.h"

enum session_mode { MODE_GUIDED, MODE_PRACTICE, MODE_INTERVIEW, MODES };
enum session_focus { FOCUS_BALANCED, FOCUS_MODELLING, FOCUS_SERVING, FOCUSES };
const char *session_mode_name(enum session_mode mode);
const char *session_focus_name(enum session_focus focus);
const char *session_level_name(enum level level);
/* ERR_USAGE with the nearest right name. */
bool session_mode_of(const char *name, enum session_mode *mode, struct err *err) MUST_USE;
bool session_focus_of(const char *name, enum session_focus *focus, struct err *err) MUST_USE;
bool session_level_of(const char *name, enum level *level, struct err *err) MUST_USE;

struct session_options {
    enum session_mode mode;
    enum session_focus focus;
    enum level level;
    int only_step; /* 1..7: this step alone; 0: all */
    uint64_t seed; /* of world, training and evaluation, and of the interviewer's choice of words */
    bool untimed;
    char drill[40];                /* an exercise of the case, with only_step; "" none */
    int cores;                     /* of a machine, as capacity counts them; 0: not said */
    const struct design *scenario; /* scale.* and world.* are taken from it; NULL: the case's own. Copied */
};

enum session_event_kind {
    EVENT_START,    /* the first of every session */
    EVENT_TEXT,     /* one line more of the step's answer */
    EVENT_EDIT,     /* the step's whole answer, replaced */
    EVENT_ASK,      /* a question to the interviewer */
    EVENT_ASSUME,   /* an assumption, to be confirmed */
    EVENT_ESTIMATE, /* "peak qps = 500e6*10/86400*3" */
    EVENT_TARGET,   /* "recall@100 above 0.4 against 0.2 of the popular list" */
    EVENT_RISK,     /* a risk, raised by the person */
    EVENT_SET,      /* "KEY=VALUE": a correction of the read-back */
    EVENT_COMMIT,   /* the answer stands: read it back */
    EVENT_PREDICT,  /* "METRIC LOW HIGH", "METRIC up|down|same", "METRIC baseline|middle|oracle" */
    EVENT_RUN,      /* seal the forecasts, let the engine answer */
    EVENT_RESULT,   /* what a run measured: session_result writes the text */
    EVENT_NEXT,     /* on to the next step; commits first when that was not done */
    EVENT_BACK,
    EVENT_HINT,
    EVENT_FORK,   /* "NAME": recorded here, carried out by the driver */
    EVENT_REWIND, /* "STEP [NAME]": the same, as it stood on entering the step; the session that is gone on with is the
                   * new one */
    EVENT_DRILL,  /* "" or "ID": five minutes on what was weakest, in a session of their own; the end page is left */
    EVENT_PAUSE,
    EVENT_RESUME,
    EVENT_SCORE,    /* end it now and mark what is there; at the end, the marks again */
    EVENT_OVERRULE, /* "ITEM": the person holds that this rubric item was said: kept, shown, moves nothing */
    EVENT_TICK,     /* time went by: says so when a step's minutes are over; never stored */
    EVENT_FINDINGS, /* asks for a page: where the gain came from; never stored, as the ones below: driver_page */
    EVENT_COMPARE,  /* with the session it was forked from, in pairs */
    EVENT_HISTORY,  /* of all sessions, and calibration */
    EVENT_MODEL,    /* a model answer to the step, once the person has committed theirs; at the end, to all */
    EVENT_SHOW,     /* "steps", "design", "engine" or "board": what there is to see now */
    EVENT_EXPORT,   /* "FILE.md" or "FILE.lua", for the face: driver_export */
    EVENT_HELP,     /* asks what one can do now; never stored */
    EVENT_QUIT,     /* for the face; never stored */
    EVENT_KINDS
};
struct session_event {
    enum session_event_kind kind;
    const char *text; /* "" when it has none */
    int64_t at_ms;    /* the candidate's clock */
};
const char *session_event_name(enum session_event_kind kind); /* "text", "commit": as rows have it */
bool session_event_of(const char *name, enum session_event_kind *kind);
/* Whether a line (n bytes) is a question: it ends in '?', but for an afterthought of a few words. */
bool session_is_question(const char *line, size_t n);
/* One line as typed: "/command rest", a question, or text. event->text points into `line`. Fails on an
 * unknown command with the nearest. An empty line is EVENT_TEXT with "". */
bool session_parse(const char *line, struct session_event *event, struct err *err) MUST_USE;
/* The commands, one row each: for help, completion and keys. NULL past the end. */
struct session_command {
    const char *name, *usage, *help;
    enum session_event_kind kind;
};
const struct session_command *session_command_at(int i);

/* A run that the session wants. Purposes are told apart so that a stored result finds its place again. */
enum run_purpose {
    RUN_BASELINE,  /* step 2: the design that nobody thought about, with the heuristics' numbers */
    RUN_LOG,       /* step 3: statistics of the log */
    RUN_TRAIN,     /* step 4: training alone, in the background; it has no result row */
    RUN_REVEAL,    /* step 5 */
    RUN_SERVE,     /* step 6 */
    RUN_DAYS,      /* step 7 */
    RUN_FINAL,     /* the design as it stands at the end, when it changed since */
    RUN_REFERENCE, /* a reference design of the case, `index` */
    RUN_CHANGE,    /* one setting changed, for a sealed direction forecast, `index`: of the design that step 5 measured
                      where the forecast was made by then, else of the final one */
    RUN_CURVEBALL, /* the design at the scale of curveball `index`: capacity planned again */
    RUN_SWAP,      /* the final design with decision `index` as a reference has it: what another choice cost */
    RUN_PURPOSES
};
struct run_request {
    enum run_purpose purpose;
    int index;
    const struct design *design; /* the session's; valid until the next session_apply */
    const char *until;           /* NULL: the whole plan */
};
const char *run_purpose_name(enum run_purpose purpose);
/* The text of the EVENT_RESULT row: what later marks need of the run. run NULL: it failed, `why` says how. against: the
 * final design's run, with which a RUN_CHANGE is compared in pairs; NULL for the others. */
void session_result(const struct run_request *request, const struct run *run, const struct run *against,
                    const char *why, struct text *out);

enum session_voice { VOICE_INTERVIEWER, VOICE_YOU, VOICE_ENGINE, VOICE_NOTE };
struct session_line { /* of the dialogue */
    enum session_voice voice;
    int step;
    int64_t at_ms;
    char *text; /* may hold newlines; UTF-8 */
};
struct session_effects {
    bool save;                /* the event is to be kept: session_row has it */
    int said;                 /* lines of the dialogue that are new: the last `said` of session_lines */
    int answer_changed;       /* step whose answer is to be stored, 0 none */
    bool run;                 /* session_wanted has a request to start */
    bool train;               /* session_training is to be started in the background: no RESULT is owed */
    int moment;               /* step whose engine moment is to be shown now, 0 none */
    enum run_purpose purpose; /* of that moment's run */
    bool scored;              /* the marks are there or changed: store the scores */
    bool ended;               /* the end page is reached */
    bool found;               /* the engine found out more about it: findings.h */
    const char *fork;         /* name of the fork that is asked for, NULL none */
    int rewind;               /* step at whose beginning the fork stands, 0: here */
    const char *drill;        /* exercise that is asked for, "" a step alone (drill_step), NULL none */
    bool other;               /* the driver goes on with another session: session_* of before is gone */
};

struct session;
struct session *session_new(const struct content *content, const struct session_options *options,
                            struct err *err) MUST_USE; /* borrows content; NULL: a knob of the scenario does not fit */
void session_free(struct session *s);
/* False: the event was not accepted, nothing changed, err says why in one line. effects may not be NULL. */
bool session_apply(struct session *s, const struct session_event *event, struct session_effects *effects,
                   struct err *err) MUST_USE;

/* What there is to see. Pointers live until the next session_apply. */
enum session_phase { PHASE_SPEAK, PHASE_FORECAST, PHASE_WORKING, PHASE_ANSWERED };
const struct content *session_content(const struct session *s);
const struct session_options *session_options(const struct session *s);
int session_step(const struct session *s);                 /* 1..7, 8 at the end */
enum session_phase session_phase(const struct session *s); /* of the step it stands in */
bool session_paused(const struct session *s);
bool session_scored(const struct session *s); /* the verdicts are there: session_marks */
bool session_committed(const struct session *s, int step);
/* Whether model answers are open, of *from to *to: once the step is committed, and at the end; in an interview at the
 * end alone. False: err says when. */
bool session_model(const struct session *s, int *from, int *to, struct err *err) MUST_USE;
const char *session_answer(const struct session *s, int step);
int session_minutes_ms(const struct session *s, int step); /* what the step has on the clock, its deep dive included */
int session_total_ms(const struct session *s);             /* the whole clock: steps, two deep dives, the close */
int64_t session_spent_ms(const struct session *s, int step); /* candidate time until the last event */
int64_t session_at_ms(const struct session *s);              /* of the last event */
const struct session_line *session_lines(const struct session *s, int *n);
/* The design as heard so far: naive but for what was said. */
const struct design *session_design(const struct session *s);
const char *session_said(const struct session *s, enum knob_id knob);  /* the words that set it, NULL: never said */
bool session_wanted(const struct session *s, struct run_request *out); /* the outstanding run, if any */
/* Whether this run is compared with the design as step 5 measured it, not with the latest: for a driver. */
bool session_against_revealed(const struct session *s, enum run_purpose purpose, int index);
int session_runs_owed(const struct session *s); /* how many are outstanding */
/* Training of the design as it stands, so that its models are in the cache when they are needed. */
void session_training(const struct session *s, struct run_request *out);
int session_hints(const struct session *s); /* taken so far */
/* The next hint of this step: which of how many, and what it costs of what is heard; false: there is none now. */
bool session_next_hint(const struct session *s, int *number, int *of, double *cost);
int session_facts(const struct session *s); /* learnt by asking or assuming */
/* The i-th reference design in this session's world, to be computed ahead while the engine idles; false: no more. */
bool session_reference(struct session *s, int i, struct run_request *out);
/* The i-th of all that the end will need as the session stands now: the references, the changes that forecasts are
 * about, the swaps. Nothing of it is a result: asked again at the end, it is in the cache. */
bool session_ahead(struct session *s, int i, struct run_request *out);
struct session_forecast { /* as asked for in the content, and as given */
    int step;
    const struct forecast_ask *ask;
    bool given, sealed, scored;
    int sealed_after; /* results that were there when it was sealed: none of them answers it */
    double low, high; /* interval, or shares of the way from baseline to oracle */
    int direction;    /* -1, 0, +1 */
    double truth;     /* NAN until measured; direction: -1, 0, +1 */
    double skill;     /* 1 the best, 0 as a naive forecaster; NAN until scored */
};
const struct session_forecast *session_forecasts(const struct session *s, int *n);
/* What the interviewer asked beyond the step's prompt: the deep dive after step 4 or 6, or the closing question of step
 * 7; false: not (yet) asked in this step. */
enum interlude { INTERLUDE_FIRST, INTERLUDE_SECOND, INTERLUDE_CLOSE, INTERLUDES };
struct session_dive {
    enum interlude which;
    int step, subject;         /* where it was asked, and the step that it is about */
    const char *about, *asked; /* the subject in a few words, and the question */
    bool curveball;
    int64_t since_ms; /* of the candidate's clock */
};
bool session_dive(const struct session *s, int step, struct session_dive *out);
/* Whether the interviewer waits to hear what happened on the days after the log; and whether a picture may tell it. */
bool session_diagnosis(const struct session *s);
bool session_days_told(const struct session *s);
struct estimate_check;
/* The last sum given for the i-th estimate of the content, checked (estimate.h); NULL: none was given. */
const struct estimate_check *session_estimate(const struct session *s, int i);
struct marks;
const struct marks *session_marks(const struct session *s); /* marks.h; NULL until scored */
/* What one can do now, for /help and footers. */
void session_help(const struct session *s, struct text *out);
#endif
