/* The way through the seven steps: commit, the engine's moment, next, and the runs that the end needs. */
#include "practice/decision.h"
#include "practice/session_state.h"

#include <stdlib.h>
#include <string.h>

static const struct {
    enum run_purpose purpose;
    const char *until;
} MOMENTS[STEPS + 1] = {
    [2] = {RUN_BASELINE, NULL}, [3] = {RUN_LOG, "log_statistics"}, [4] = {RUN_TRAIN, "retrieval_model+ranking_model"},
    [5] = {RUN_REVEAL, NULL},   [6] = {RUN_SERVE, NULL},           [7] = {RUN_DAYS, NULL}};

double steps_hint_cost(const struct session *s, int taken) {
    return s->options.mode == MODE_GUIDED ? 1.0 : 2.0 + taken;
}

/* All that has an interval against another design, and none of what takes time to time. */
static const char QUALITY[] = "retrieval_quality+ranking_quality+list_quality+online";

const char *steps_until_wish(const struct session *s, const struct wish *wish) {
    return wish->purpose == RUN_CHANGE ? revealed_until(s, wish->index) : steps_until(wish->purpose);
}

const char *steps_until(enum run_purpose purpose) {
    if (purpose == RUN_SWAP)
        return QUALITY;
    for (int step = 2; step <= STEPS; step++)
        if (MOMENTS[step].purpose == purpose)
            return MOMENTS[step].until;
    return NULL;
}

bool session_wanted(const struct session *s, struct run_request *out) {
    if (s->n_wishes == 0)
        return false;
    const struct wish *wish = &s->wishes[0];
    *out = (struct run_request){.purpose = wish->purpose,
                                .index = wish->index,
                                .design = s->asked                        ? s->asked
                                          : wish->purpose == RUN_BASELINE ? s->blank
                                                                          : s->design,
                                .until = steps_until_wish(s, wish)};
    return true;
}

int session_runs_owed(const struct session *s) {
    return s->n_wishes;
}

void session_training(const struct session *s, struct run_request *out) {
    *out = (struct run_request){.purpose = RUN_TRAIN, .design = s->design, .until = steps_until(RUN_TRAIN)};
}

static void wish_for(struct session *s, enum run_purpose purpose, int index) {
    s->wishes = mem_grow(s->wishes, (size_t)s->n_wishes + 1, sizeof *s->wishes);
    s->wishes[s->n_wishes++] = (struct wish){purpose, index, s->version};
    if (s->n_wishes == 1)
        decided_wanted(s, &s->wishes[0]);
}

static void wish_done(struct session *s) {
    memmove(s->wishes, s->wishes + 1, (size_t)--s->n_wishes * sizeof *s->wishes);
    design_free(s->asked);
    s->asked = NULL;
    if (s->n_wishes)
        decided_wanted(s, &s->wishes[0]);
}

void steps_enter(struct session *s, int step) {
    s->step = step;
    if (s->phase[step] != PHASE_ANSWERED)
        s->phase[step] = PHASE_SPEAK;
    talk_prompt(s);
}

static void seal(struct session *s) {
    int open = 0, asked = 0;
    for (int i = 0; i < s->n_forecasts; i++)
        if (s->forecasts[i].step <= s->step && !s->forecasts[i].sealed) {
            s->forecasts[i].sealed = true;
            s->forecasts[i].sealed_after = s->n_results;
            open += !s->forecasts[i].given;
            asked++;
        }
    if (open && open < asked) /* somebody who gives some of them may have missed the others */
        talk(s, VOICE_NOTE, "%d of %d forecasts stayed open.", open, asked);
}

static void wish_for_changes(struct session *s, int until_step) {
    for (int i = revealed_open(s, until_step, 0); i >= 0; i = revealed_open(s, until_step, i + 1))
        wish_for(s, RUN_CHANGE, i);
}

/* What the engine has to say in this step; background work owes no answer. */
static void start_moment(struct session *s, struct session_effects *effects) {
    seal(s);
    int step = s->step;
    if (step == 1) {
        s->phase[step] = PHASE_ANSWERED;
        return;
    }
    if (MOMENTS[step].purpose == RUN_TRAIN) {
        s->phase[step] = PHASE_ANSWERED;
        s->trained = s->version;
        effects->moment = step;
        effects->purpose = RUN_TRAIN;
        effects->train = true;
        talk(s, VOICE_ENGINE, "Training has started in the background. What it is worth comes in step 5.");
        return;
    }
    s->phase[step] = PHASE_WORKING;
    effects->run = true;
    wish_for(s, MOMENTS[step].purpose, 0);
    const struct asked_dive *d = dive_of(s, step);
    if (d && d->ball)
        wish_for(s, RUN_CURVEBALL, d->ball_index);
    if (step > REVEAL_STEP && s->revealed)
        wish_for_changes(s, REVEAL_STEP);
}

/* Whether the engine has answered already for the design as it is: more words that change nothing ask for no new run.
 */
static bool measured(const struct session *s) {
    if (s->phase[s->step] != PHASE_ANSWERED)
        return false;
    if (MOMENTS[s->step].purpose == RUN_TRAIN)
        return s->trained == s->version;
    const struct result *r = s->step > 1 ? result_latest(s, MOMENTS[s->step].purpose, 0) : NULL;
    return s->step == 1 || (r && r->ok && (r->version == s->version || MOMENTS[s->step].purpose == RUN_BASELINE));
}

static bool working(const struct session *s, struct err *err) {
    return s->phase[s->step] == PHASE_WORKING &&
           !err_set(err, ERR_USAGE, "the engine is still at work; what you type is kept, this has to wait");
}

static bool at_end(const struct session *s, struct err *err) {
    return s->step > STEPS && !err_set(err, ERR_USAGE, "the session is over; /fork NAME starts from it again");
}

static bool forecasts_open(const struct session *s) {
    for (int i = 0; i < s->n_forecasts; i++)
        if (s->forecasts[i].step == s->step && !s->forecasts[i].sealed)
            return true;
    return false;
}

/* leaves: the step is left at once, so that nothing is asked that nobody could answer. */
static bool hear_answer(struct session *s, bool leaves, struct err *err) {
    struct hearing h;
    char *text = dive_design_text(s);
    bool ok = hear_with(s->lexicon, s->step, text, &h, err);
    free(text);
    if (!ok)
        return false;
    decided_doubt(s, &h);
    struct known_design known = {.order = s->committed[s->step - 1] ? s->order : 0, .design = design_copy(s->design)};
    for (enum knob_id id = 0; id < KNOBS; id++)
        known.decided[id] = decided_setting(s, id) != NULL;
    ok = decided_take(s, &h, err);
    if (ok)
        talk_read_back(s, &h, &known, !leaves);
    design_free(known.design);
    hearing_free(&h);
    s->committed[s->step - 1] = true;
    s->edited[s->step - 1] = false;
    return ok;
}

/* In step 1 questions and assumptions are an answer, too. */
static bool said_nothing(const struct session *s) {
    int i = s->step - 1;
    bool said = s->committed[i] || s->answer[i].length || (i == 0 && s->spoken[i].length);
    for (int k = 0; k < s->n_settings && !said; k++)
        said = s->settings[k].step == s->step;
    return !said;
}

/* One /next too many would skip a step: the first one in a step of which nothing was said only says so. A /commit
 * stays, and reads back that nothing was heard. */
static bool hesitates(struct session *s) {
    if (!said_nothing(s) || s->hesitated[s->step - 1])
        return false;
    s->hesitated[s->step - 1] = true;
    talk(s, VOICE_NOTE,
         "Still in step %d: nothing was said in it yet. /next again goes on, and what nobody spoke of is built as if "
         "nobody had thought of it.",
         s->step);
    return true;
}

bool steps_commit(struct session *s, struct session_effects *effects, struct err *err) {
    if (at_end(s, err) || working(s, err) || !hear_answer(s, false, err))
        return false;
    reaction_say(s);
    probes_put(s);
    if (forecasts_open(s)) {
        s->phase[s->step] = PHASE_FORECAST;
        talk_forecasts(s);
        return true;
    }
    diagnosis_take(s);
    if (!measured(s))
        start_moment(s, effects);
    dive_begin(s);
    return true;
}

bool steps_run(struct session *s, struct session_effects *effects, struct err *err) {
    if (at_end(s, err) || working(s, err))
        return false;
    bool asked = s->phase[s->step] == PHASE_FORECAST; /* then nothing is left to ask before the engine answers */
    if (!s->committed[s->step - 1] || s->edited[s->step - 1]) {
        if (!steps_commit(s, effects, err))
            return false;
        if (!asked || s->phase[s->step] != PHASE_FORECAST)
            return true;
    }
    if (s->step == 1)
        return err_set(err, ERR_USAGE, "there is nothing to run yet: the engine's first answer comes in step 2");
    start_moment(s, effects);
    dive_begin(s);
    return true;
}

/* Decisions that are not accepted are measured against a reference's value: those worth most, in the content's order.
 */
int steps_swaps(const struct session *s, int swaps[SWAPS_MAX]) {
    struct design *context = decision_context(s);
    int best = marks_best_reference(s), n = decision_count(s->content), step, m = 0;
    bool *taken = mem_must((size_t)n + 1, sizeof *taken);
    for (; m < SWAPS_MAX; m++) {
        int worth = -1;
        for (int i = 0; i < n; i++) {
            const struct decision *d = decision_at(s->content, i, &step);
            if (!taken[i] && decision_stand(s, context, d) == STAND_OTHER && decision_reference(s, d, best) &&
                (worth < 0 || d->points > decision_at(s->content, worth, &step)->points))
                worth = i;
        }
        if (worth < 0)
            break;
        taken[worth] = true;
        swaps[m] = worth;
    }
    free(taken);
    design_free(context);
    return m;
}

/* The references are in by then: the best of them gives the values. */
static void wish_for_swaps(struct session *s) {
    int swaps[SWAPS_MAX], n = steps_swaps(s, swaps);
    for (int i = 0; i < n; i++)
        wish_for(s, RUN_SWAP, swaps[i]);
}

/* The runs that marks need and that are not there yet. A session in which nothing was decided is the naive design
 * itself: there is nothing to compare. */
void steps_finish(struct session *s, struct session_effects *effects) {
    seal(s);
    s->step = STEPS + 1;
    talk(s, VOICE_INTERVIEWER, "Thank you. That is our time.");
    for (int i = 0; i < s->n_forecasts; i++)
        s->forecasts[i].sealed = true;
    if (s->n_settings > 0 && !s->options.only_step) {
        const struct result *own = result_of_design(s);
        if (!own || own->version != s->version)
            wish_for(s, RUN_FINAL, 0);
        const struct result *baseline = result_latest(s, RUN_BASELINE, 0);
        if (!baseline || !baseline->ok)
            wish_for(s, RUN_BASELINE, 0);
        for (int i = 0; i < s->content->n_references; i++)
            wish_for(s, RUN_REFERENCE, i);
        wish_for_changes(s, STEPS);
    }
    effects->run = s->n_wishes > 0;
    s->phase[s->step] = s->n_wishes ? PHASE_WORKING : PHASE_ANSWERED;
    if (s->n_wishes)
        talk(s, VOICE_NOTE, "The engine measures your design and the reference designs on this world.");
}

static void go_on(struct session *s, struct session_effects *effects) {
    seal(s);
    s->advance = false;
    s->phase[s->step] = PHASE_ANSWERED;
    if (s->step == STEPS || s->options.only_step)
        steps_finish(s, effects);
    else
        steps_enter(s, s->step + 1);
}

/* Whether the interviewer put a question behind the first `n` lines. */
static bool asked_since(const struct session *s, int n) {
    for (; n < s->n_lines; n++)
        if (s->lines[n].voice == VOICE_INTERVIEWER && strchr(s->lines[n].text, '?'))
            return true;
    return false;
}

/* Who said /next and stays where they are hears why. */
static void say_still_here(struct session *s, int since) {
    bool asked = asked_since(s, since);
    talk(s, VOICE_NOTE, "Still in step %d: %s", s->step,
         s->phase[s->step] == PHASE_WORKING    ? "the engine answers first."
         : s->phase[s->step] == PHASE_FORECAST ? "/next again seals what you predicted and goes on."
         : asked                               ? "answer what was asked, or /next again goes on."
                                               : "/next again goes on.");
}

bool steps_next(struct session *s, struct session_effects *effects, struct err *err) {
    if (at_end(s, err) || working(s, err))
        return false;
    if (hesitates(s))
        return true;
    int i = s->step - 1, since = s->n_lines;
    if ((!s->committed[i] || s->edited[i]) && s->answer[i].length > 0) { /* hear it read back first */
        if (!steps_commit(s, effects, err))
            return false;
        say_still_here(s, since);
        return true;
    }
    if (!s->committed[i] && !hear_answer(s, true, err))
        return false;
    if (s->phase[s->step] == PHASE_FORECAST) { /* the engine's answer belongs to this step: it comes first */
        start_moment(s, effects);
        s->advance = s->phase[s->step] == PHASE_WORKING;
        if (s->advance)
            return true;
    }
    go_on(s, effects);
    return true;
}

bool steps_back(struct session *s, struct err *err) {
    if (at_end(s, err) || working(s, err))
        return false;
    if (s->step == 1 || s->options.only_step)
        return err_set(err, ERR_USAGE, "there is no step before this one");
    s->backs++;
    steps_enter(s, s->step - 1);
    return true;
}

static void add_result(struct session *s, struct result r) {
    r.version = s->wishes[0].version;
    s->results = mem_grow(s->results, (size_t)s->n_results + 1, sizeof *s->results);
    s->results[s->n_results++] = r;
}

bool steps_result(struct session *s, const char *text, struct session_effects *effects, struct err *err) {
    struct result r;
    if (!result_read(text, &r, err))
        return false;
    if (s->n_wishes == 0 || s->wishes[0].purpose != r.purpose || s->wishes[0].index != r.index) {
        result_free(&r);
        return err_set(err, ERR_USAGE, "nobody waits for this run");
    }
    enum run_purpose purpose = r.purpose;
    int index = r.index;
    bool ok = r.ok;
    const char *why = strstr(text, "failed: ");
    add_result(s, r);
    if (!ok)
        talk(s, VOICE_ENGINE, "The run did not come to its end: %.*s.",
             why ? (int)strcspn(why + strlen("failed: "), "\n") : 7, why ? why + strlen("failed: ") : "unknown");
    wish_done(s);
    if (ok && purpose == RUN_REVEAL)
        revealed_take(s);
    if (ok && purpose == RUN_CHANGE)
        revealed_tell(s, index);
    if (ok && purpose == RUN_CURVEBALL)
        dive_replanned(s, &s->results[s->n_results - 1]);
    if (s->n_wishes == 0 && s->step > STEPS && !s->swapped) {
        s->swapped = true;
        wish_for_swaps(s);
    }
    effects->run = s->n_wishes > 0;
    if (ok && purpose == RUN_DAYS)
        diagnosis_ask(s);
    bool moment = s->step <= STEPS && s->step > 1 && MOMENTS[s->step].purpose == purpose;
    if (moment && ok) {
        effects->moment = s->step;
        effects->purpose = purpose;
    }
    if (s->n_wishes == 0 && s->phase[s->step] == PHASE_WORKING)
        s->phase[s->step] = PHASE_ANSWERED;
    if (s->n_wishes == 0 && s->advance)
        go_on(s, effects);
    else if (s->n_wishes == 0)
        dive_begin(s);
    return true;
}
