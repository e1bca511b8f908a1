/* Deep dives: after steps 4 and 6 the interviewer stays for four minutes with what is weakest by this session's own
 * measurements and gaps; the second may be a curveball that changes the scale. After step 7 a minute closes.
 * The choice: of the questions whose rule holds, the one about the step with the largest weakness, in the content's
 * order where two are alike. Weakness of a step, in shares of its worth:
 *     what was left open or is not accepted        0..1
 *     + 1    when the question's rule is a measurement
 *     + 1/2  when its rule is about what was said or left unsaid
 *     + what the engine measured of the step: how far the headline is from the best (4), a budget that broke (6) */
#include "practice/coverage.h"
#include "practice/decision.h"
#include "practice/drill.h"
#include "practice/session_state.h"
#include "base/hash.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { DIVE_MINUTES = 4, CLOSE_MINUTES = 1 };
static const double CURVEBALL_BELOW = 0.75; /* nothing is weaker than this: the scale changes instead */
static const int ASKED_AFTER[INTERLUDES] = {[INTERLUDE_FIRST] = 4, [INTERLUDE_SECOND] = 6, [INTERLUDE_CLOSE] = 7};

/* For cases that bring none of their own: they hold in every kind of world. */
static const struct curveball BALLS[] = {
    {"ten_times_users", "scale.daily_active_users",
     "The launch in new countries went better than planned: ten times as many people a day, from next month on.",
     "machines, and what a copy of everything costs you; whatever is shared between requests",
     "the quality of a list: it was measured on the simulated people, and more of them do not change it", 10},
    {"ten_times_items", "scale.items",
     "We bought a competitor: the corpus becomes ten times as large, and the latency budget stays.",
     "memory, the index, and the time of stage one", "how good the ranker is on what it is handed", 10},
    {"half_the_budget", "scale.latency_budget_ms",
     "The page was made faster, and we are the slowest part of it: you get half of the latency budget.",
     "how many candidates you can afford, how much of a machine you may load, and what you cache",
     "memory, and anything offline", 0.5},
};

const struct curveball *dive_ball(const struct content *content, int index) {
    if (content->n_curveballs)
        return &content->curveballs[index % content->n_curveballs];
    return &BALLS[(size_t)index % (sizeof BALLS / sizeof *BALLS)];
}

static int ball_count(const struct content *content) {
    return content->n_curveballs ? content->n_curveballs : (int)(sizeof BALLS / sizeof *BALLS);
}

const struct asked_dive *dive_of(const struct session *s, int step) {
    for (int i = 0; i < INTERLUDES; i++)
        if (s->dives[i].asked && s->dives[i].step == step)
            return &s->dives[i];
    return NULL;
}

int dive_ms(const struct session *s, int step) {
    return !dive_of(s, step) ? 0 : 60000 * (step == ASKED_AFTER[INTERLUDE_CLOSE] ? CLOSE_MINUTES : DIVE_MINUTES);
}

int session_total_ms(const struct session *s) {
    double minutes = s->options.only_step ? 0 : 2 * DIVE_MINUTES + CLOSE_MINUTES;
    for (int step = 1; step <= STEPS; step++)
        if (marks_in_scope(s, step))
            minutes += s->content->steps[step - 1].minutes;
    return (int)((s->options.drill[0] ? DRILL_MINUTES : minutes) * 60e3);
}

bool session_dive(const struct session *s, int step, struct session_dive *out) {
    const struct asked_dive *d = dive_of(s, step);
    if (!d)
        return false;
    *out = (struct session_dive){.which = (enum interlude)(d - s->dives),
                                 .step = d->step,
                                 .subject = d->subject,
                                 .about = d->about,
                                 .asked = d->question,
                                 .curveball = d->ball != NULL,
                                 .since_ms = d->at_ms};
    return true;
}

/* The share of a step's points that is open, or said and not accepted. */
static double gap(const struct session *s, const struct design *context, int step) {
    double lost = 0, of = 0;
    const struct step_content *part = &s->content->steps[step - 1];
    for (int i = 0; i < part->n_decisions; i++) {
        enum stand stand = decision_stand(s, context, &part->decisions[i]);
        of += stand == STAND_IDLE ? 0 : part->decisions[i].points;
        lost += stand == STAND_UNSAID || stand == STAND_OTHER ? part->decisions[i].points : 0;
    }
    return of > 0 ? lost / of : 0;
}

static double measured(const struct session *s, int step) {
    const struct result *own = result_of_design(s);
    const struct result_metric *m = result_metric(own, s->content->info.headline);
    if (step == 4 && m && !isnan(m->baseline) && !isnan(m->oracle) && m->oracle != m->baseline)
        return fmin(1, fmax(0, (m->oracle - m->value) / (m->oracle - m->baseline)));
    return step == 6 && own && own->latency_known && !own->latency_held ? 1.0 : 0.0;
}

struct coverage dive_coverage(const struct session *s, const struct dive *d, int subject, const char *said) {
    struct content view = *s->content;
    struct step_content *step = &view.steps[subject - 1];
    if (d && d->n_rubric) {
        step->rubric = d->rubric;
        step->n_rubric = d->n_rubric;
    }
    return coverage_of(&view, subject, LEVEL_STAFF, said);
}

double dive_share(const struct session *s, const struct dive *d, int subject, const char *said) {
    struct coverage c = dive_coverage(s, d, subject, said);
    bool own = d && d->n_rubric;
    double share = own ? (c.max > 0 ? c.score / c.max : 0) : c.score / 3;
    coverage_free(&c);
    return fmin(1, fmax(0, share));
}

struct choice {
    double weight;
    const struct dive *dive;
    const struct probe *probe;
    const struct decision *decision;
    int subject;
};

static double weakness(const struct session *s, const struct design *context, const char *when, int step) {
    double rule = text_starts(when, "metric ") ? 1.0 : strcmp(when, "always") == 0 ? 0.0 : 0.5;
    return rule + gap(s, context, step) + measured(s, step);
}

static bool was_subject(const struct session *s, int step) {
    for (int i = 0; i < INTERLUDES; i++)
        if (s->dives[i].asked && s->dives[i].subject == step)
            return true;
    return false;
}

static void consider(const struct session *s, struct choice *best, struct choice c) {
    if (c.weight > best->weight && !was_subject(s, c.subject))
        *best = c;
}

/* The decision of most points that is open or not accepted, of the step where most is. */
static struct choice weakest_decision(const struct session *s, const struct design *context) {
    struct choice best = {.weight = -1};
    for (int step = 2; step <= s->step; step++) {
        const struct step_content *part = &s->content->steps[step - 1];
        struct choice c = {.weight = gap(s, context, step) + measured(s, step), .subject = step};
        for (int i = 0; i < part->n_decisions; i++) {
            enum stand stand = decision_stand(s, context, &part->decisions[i]);
            bool asked = stand == STAND_UNSAID && probes_asked_about(s, knob_named(part->decisions[i].knob));
            if ((stand == STAND_UNSAID || stand == STAND_OTHER) && !asked &&
                (!c.decision || part->decisions[i].points > c.decision->points))
                c.decision = &part->decisions[i];
        }
        if (c.decision)
            consider(s, &best, c);
    }
    return best;
}

/* Whether most of what an answer to it holds was said already. */
static bool answered(const struct session *s, const struct dive *d) {
    struct text all = {0};
    probes_said_so_far(s, &all);
    bool said = d->n_rubric && dive_share(s, d, d->step, text_str(&all)) >= 0.5;
    text_free(&all);
    return said;
}

/* The questions of the case; where it has none that fits, its probes that were not asked yet; then the weakest decision
 * itself. */
static struct choice choose(const struct session *s) {
    struct choice best = {.weight = -1};
    struct design *context = decision_context(s);
    for (int i = 0; i < s->content->n_dives; i++) {
        const struct dive *d = &s->content->dives[i];
        if (d->step <= s->step && probes_apply(s, d->when) && !probes_asked_before(s, d->when) && !answered(s, d))
            consider(s, &best,
                     (struct choice){.weight = weakness(s, context, d->when, d->step), .dive = d, .subject = d->step});
    }
    for (int step = 2; step <= s->step && best.weight < 0; step++)
        for (int i = 0; i < s->content->steps[step - 1].n_probes; i++) {
            const struct probe *p = &s->content->steps[step - 1].probes[i];
            if (!s->probed[step - 1][i] && probes_open(s, step, p))
                consider(s, &best,
                         (struct choice){.weight = weakness(s, context, p->when, step), .probe = p, .subject = step});
        }
    if (best.weight < 0)
        best = weakest_decision(s, context);
    design_free(context);
    return best;
}

static void mark_probed(struct session *s, const struct probe *probe) {
    for (int step = 0; probe && step < STEPS; step++)
        for (int i = 0; i < s->content->steps[step].n_probes; i++)
            if (&s->content->steps[step].probes[i] == probe)
                s->probed[step][i] = true;
}

static void ask(struct session *s, enum interlude which, struct asked_dive d) {
    s->dives[which] = d;
    struct asked_dive *x = &s->dives[which];
    x->asked = true;
    x->step = s->step;
    x->at_ms = s->at_ms;
    x->before = mem_string(text_str(&s->answer[s->step - 1]));
    if (!s->options.untimed)
        talk(s, VOICE_NOTE,
             which == INTERLUDE_CLOSE ? "%d minute to close: the clock goes to %g:00."
                                      : "A deep dive: %d minutes more (to %g:00), then /next.",
             which == INTERLUDE_CLOSE ? CLOSE_MINUTES : DIVE_MINUTES, session_minutes_ms(s, s->step) / 60e3);
    talk(s, VOICE_INTERVIEWER, "%s", x->question);
    if (x->ball)
        talk(s, VOICE_NOTE,
             "Say what this moves and what it does not, change what you would change, and /run plans the capacity "
             "again.");
}

static void ask_curveball(struct session *s, enum interlude which) {
    static const char SALT[] = "curveball";
    int index = (int)(hash_64(SALT, sizeof SALT - 1, s->options.seed) % (uint64_t)ball_count(s->content));
    const struct curveball *ball = dive_ball(s->content, index);
    ask(s, which,
        (struct asked_dive){
            .ball = ball, .ball_index = index, .subject = 6, .about = "another scale", .question = ball->ask});
}

static const char LIMITS[] =
    "Which part of your design limits how good the result is? How do you know, and what would you give up to lift it?";

/* What is asked about a decision that no question of the case is about. */
static char *about_decision(const struct session *s, const struct decision *d) {
    const struct knob *knob = knob_named(d->knob);
    struct text t = {0}, name = {0}, value = {0};
    knob_spoken(knob, &name);
    if (decided_setting(s, knob->id)) {
        knob_value_spoken(knob, design_text(s->design, knob->id), &value);
        text_format(&t,
                    "You settled %s: %s. What speaks against it, what would the alternative cost, and what would you "
                    "measure to decide?",
                    text_str(&name), text_str(&value));
    } else
        text_format(&t,
                    "We have not settled %s. What would you take, what does it cost, and how would you know that it "
                    "was right?",
                    text_str(&name));
    text_free(&name);
    text_free(&value);
    return text_take(&t);
}

static void ask_weakest(struct session *s, enum interlude which) {
    struct choice c = choose(s);
    if (which == INTERLUDE_SECOND && c.weight < CURVEBALL_BELOW) {
        ask_curveball(s, which);
        return;
    }
    c.subject = c.weight < 0 ? s->step : c.subject;
    mark_probed(s, c.probe);
    probes_note_rule(s, c.dive ? c.dive->when : c.probe ? c.probe->when : "always");
    if (c.decision)
        probes_note_asked(s, knob_named(c.decision->knob));
    struct asked_dive d = {.dive = c.dive, .subject = c.subject};
    d.about = c.dive ? c.dive->about : s->content->steps[c.subject - 1].title;
    d.made = c.decision ? about_decision(s, c.decision) : NULL;
    d.question = c.dive ? c.dive->ask : c.probe ? c.probe->say : d.made ? d.made : LIMITS;
    ask(s, which, d);
}

static const char CLOSE[] =
    "We have a minute left. What would you build first, what are you least sure of, and what would you ask me?";

void dive_begin(struct session *s) {
    if (s->options.only_step || s->step > STEPS || s->phase[s->step] != PHASE_ANSWERED)
        return;
    if (s->answer[s->step - 1].length == 0 && s->n_settings == 0)
        return; /* nothing to go deeper into */
    for (int i = 0; i < INTERLUDES; i++) {
        if (ASKED_AFTER[i] != s->step || s->dives[i].asked)
            continue;
        if (i == INTERLUDE_CLOSE && session_diagnosis(s))
            continue; /* one question at a time */
        if (i == INTERLUDE_CLOSE)
            ask(s, i, (struct asked_dive){.subject = s->step, .about = "the close", .question = CLOSE});
        else
            ask_weakest(s, (enum interlude)i);
    }
}

/* Lines of the answer that were not there before; of a line that was gone on with, what is new. */
void dive_since(const struct session *s, int step, const char *before, struct text *out) {
    const char *line = text_str(&s->answer[step - 1]);
    while (*line) {
        size_t n = strcspn(line, "\n"), known = 0;
        for (const char *b = before; *b; b += strcspn(b, "\n"), b += *b == '\n') {
            size_t old = strcspn(b, "\n");
            if (old <= n && old > known && strncmp(b, line, old) == 0)
                known = old;
        }
        known += strspn(line + known, " ");
        if (known < n)
            text_format(out, "%.*s\n", (int)(n - known), line + known);
        line += n + (line[n] == '\n');
    }
}

void dive_answer(const struct session *s, const struct asked_dive *d, struct text *out) {
    dive_since(s, d->step, d->before, out);
}

char *dive_design_text(const struct session *s) {
    const struct asked_dive *d = dive_of(s, s->step);
    bool closing = d && d - s->dives == INTERLUDE_CLOSE;
    char *text = mem_string(closing ? d->before : text_str(&s->answer[s->step - 1]));
    diagnosis_cut(s, text);
    return text;
}

static void add_figure(const struct result *before, const struct result *after, const char *name, const char *called,
                       struct text *out) {
    const struct result_metric *a = result_metric(before, name), *b = result_metric(after, name);
    char from[40], to[40];
    if (!a || !b || isnan(a->value) || isnan(b->value))
        return;
    const struct metric *metric = metric_named(name);
    text_format(out, "%s%s%s -> %s", out->length ? "; " : "", called,
                metric_format(metric, a->value, from, sizeof from), metric_format(metric, b->value, to, sizeof to));
}

void dive_replanned(struct session *s, const struct result *r) {
    const struct curveball *ball = dive_ball(s->content, r->index);
    const struct result *own = result_of_design(s);
    struct text figures = {0}, scale = {0};
    knob_spoken(knob_named(ball->knob), &scale);
    add_figure(own, r, "capacity.machines", "", &figures);
    if (figures.length && s->options.cores)
        text_format(&figures, " of %d cores", s->options.cores);
    add_figure(own, r, "capacity.memory_bytes", "memory ", &figures);
    add_figure(own, r, "capacity.p99_ms", "the 99th percentile ", &figures);
    talk(s, VOICE_ENGINE, "Capacity planned again with %s times %g: %s.%s", text_str(&scale), ball->times,
         figures.length ? text_str(&figures) : "no figure could be worked out",
         !r->latency_known ? ""
         : r->latency_held ? " The budget holds."
                           : " The budget does not hold.");
    text_free(&scale);
    talk(s, VOICE_INTERVIEWER, "It moves %s. It cannot move %s.", ball->moves, ball->stays);
    text_free(&figures);
}
