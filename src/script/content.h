/* content.h - what is in data/cases/NAME.lua: the case for the engine, and everything an interviewer and a marker need.
 * The file returns one table; fields here have the same names there. Optional ones say so. All strings are owned by the
 * content and live until content_free. Lists are NULL-terminated where they are char **.
 *
 *   return {
 *     name = "video_recommendation", title = "...", about = "...", world = "feed", headline =
 * "online.watch_minutes_per_session", knobs = { ["retrieval.dim"] = 64 }, -- optional opening = "...", facts = { { id =
 * "dau", ask = { "how many users do we have", ... }, answer = "...", value = 500e6, unit = "users", assume = { "500
 * million daily users" }, changes = "capacity" } , ... }, unknown = { "...", ... }, refusals = { "...", ... }, -- lines
 * for what was not understood estimates = { { id = "qps", title = "...", unit = "requests/s", formula =
 * "dau*requests_per_user/86400*peak", why = "..." } }, phrases = { { knob = "data.split", value = "temporal", say = {
 * "split by time", ... }, unsay = { ... } }, ... }, quantities = { { knob = "retrieval.dim", near = { "dimensions",
 * "embedding size" } }, ... }, steps = { { id = "clarify", title = "...", minutes = 4, prompt = "...", hints = { a, b,
 * c }, probes = { { when = "unsaid data.split", say = "...", risk = "leakage" } }, decisions = { { knob = "data.split",
 * accept = { "temporal" }, why = "...", points = 2, open = "..." } }, forecasts = { { metric = "capacity.machines", ask
 * = "...", kind = "interval" } }, rubric = { { id = "baseline", level = "mid", points = 1, about = "...", why = "...",
 *                              query = { "popularity baseline", ... }, needs = "reason", wrong = { ... } } },
 *                 traps = { "..." }, answer = "..." }, ... seven of them },
 *     references = { { name = "...", knobs = { ... } }, ... at most five },
 *     drills = { { id = "...", step = 7, title = "...", prompt = "..." } },            -- optional
 *     dives = { { id = "...", step = 6, when = "metric retrieval.index_recall < 0.9", about = "...", ask = "...",
 *                 more = "...", rubric = { ... } } },                                  -- optional
 *     curveballs = { { id = "...", knob = "scale.items", times = 10, ask = "...", moves = "...", stays = "..." } },
 *     incidents = { { kind = "feature_null", what = "...", shows = "...", say = { ... } }, ... },  -- optional
 *     unbuilt = { { say = { "boosted trees", ... }, lacks = "There are no boosted trees here", nearest = "..." } },
 *   } */
#ifndef SCRIPT_CONTENT_H
#define SCRIPT_CONTENT_H
#include "base/mem.h"
#include "engine/case.h"

enum { STEPS = 7, REFERENCES_MAX = 5 };
enum level { LEVEL_MID, LEVEL_SENIOR, LEVEL_STAFF, LEVELS };

struct fact {
    const char *id, *answer, *unit; /* unit "" for facts without a number */
    char **ask, **assume;           /* wordings */
    double value;                   /* NAN: no number */
    const char *changes;            /* what in the design it bears on, "" nothing */
};
struct estimate {
    const char *id, *title, *unit, *formula, *why; /* formula over fact ids and numbers: + - * / ( ) */
};
struct concept { /* in a wording, "<name>" stands for any of the ways in which it is said */
    const char *name;
    char **ways;
};
struct phrase {
    const char *knob, *value;
    char **say;    /* wordings that set it */
    char **unsay;  /* wordings that rule it out, beyond plain negation; may be empty */
    char **unless; /* wordings beside which it says nothing at all; may be empty */
};
struct quantity { /* a number near one of these words sets the knob: "64 dimensions", "list of 10" */
    const char *knob;
    char **near;
    char **unless; /* wordings beside which it says nothing; may be empty */
};
struct probe {
    const char *when; /* "unsaid KNOB", "KNOB=value", "metric NAME < 0.5", "always" */
    const char *say, *risk;
    const char *item; /* the rubric item of the same step that it asks for: said already, it is not put; "" none */
};
struct unbuilt { /* what people design and the engine has no part for */
    char **say;
    const char *lacks;   /* "There are no boosted trees here" */
    const char *nearest; /* what is built in its place, "" nothing */
    const char *kinds;   /* kinds of world where this holds, "feed+ads"; "" all */
};
struct decision {
    const char *knob;
    char **accept; /* values, or "low..high" for numbers; empty: any that loses nothing against the reference */
    const char *why, *open; /* open: the question asked when it was left unsaid */
    double points;
    const char
        *fact; /* once this fact is known, by asking or assuming, `given` is accepted in place of `accept`; "" none */
    char **given;
};
struct forecast_ask {
    const char *metric, *ask;
    enum { FORECAST_INTERVAL, FORECAST_DIRECTION, FORECAST_PLACE } kind;
    const char *change; /* direction: the setting whose effect is asked, "retrieval.logq_correction=false" */
};
struct rubric_item {
    const char *id, *about, *why;
    enum level level;
    double points; /* negative for what is wrong to say */
    char **query;  /* wordings any of which is the item's subject */
    char **said;   /* whole remarks that make the item's point; optional */
    char **wrong;  /* wordings that say the opposite or a known mistake; optional */
    enum { NEEDS_NOTHING, NEEDS_REASON, NEEDS_NUMBER, NEEDS_TRADEOFF } needs; /* what its sentence must hold too */
};
struct drill {
    const char *id, *title, *prompt;
    int step; /* 1..7 */
};
struct dive {                            /* a deep dive: four minutes on what is weakest */
    const char *id, *about, *when, *ask; /* when: as a probe's; about: the subject in a few words */
    const char *more;                    /* asked after the first answer; "" nothing */
    int step;                            /* 1..7: whose subject it is */
    struct rubric_item *rubric;          /* what an answer to it holds; none: the items of its step */
    int n_rubric;
};
struct incident_told { /* what may happen on the days after the log, in words: step 7 asks what it was */
    const char *kind;  /* as in world.timeline: "feature_null"; "none": what one may suspect, and never happens here */
    const char *what;  /* "a feature arrived empty" */
    const char *shows; /* how the curves tell it from others; "" for "none" */
    char **say;        /* wordings */
};
struct curveball { /* a second deep dive that changes the scale */
    const char *id, *knob, *ask;
    const char *moves, *stays; /* what it can and what it cannot change */
    double times;              /* the factor on the knob, one of scale.* */
};
struct step_content {
    const char *id, *title, *prompt, *answer;
    double minutes;
    char **hints, **traps;
    struct probe *probes;
    struct decision *decisions;
    struct forecast_ask *forecasts;
    struct rubric_item *rubric;
    int n_probes, n_decisions, n_forecasts, n_rubric;
};
struct reference {
    const char *name;
    struct knob_setting *settings;
    int n_settings;
};
struct content {
    struct arena arena;
    struct case_info info;
    const char *opening;
    struct fact *facts;
    char **unknown, **refusals;
    struct estimate *estimates;
    struct concept *concepts; /* those that many cases share (data/vocabulary.lua) before the case's own, as below */
    struct phrase *phrases;
    struct quantity *quantities;
    struct reference references[REFERENCES_MAX];
    struct drill *drills;
    struct dive *dives;
    struct curveball *curveballs;
    struct incident_told *incidents;
    struct unbuilt *unbuilt; /* the case's own before those of data/vocabulary.lua for its kind of world */
    int n_facts, n_estimates, n_concepts, n_phrases, n_quantities, n_references, n_drills, n_dives, n_curveballs,
        n_incidents, n_unbuilt;
    struct step_content steps[STEPS];
};
struct script_paths;

/* Reads and checks data/cases/NAME.lua, or a path: every knob, value and metric that it names must exist. */
struct content *content_load(const struct script_paths *paths, const char *name, struct err *err) MUST_USE;
void content_free(struct content *c);
/* The engine's part alone; case_info_free frees it. */
struct case_info *case_load(const struct script_paths *paths, const char *name, struct err *err) MUST_USE;
void case_info_free(struct case_info *info);
#endif
