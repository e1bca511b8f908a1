/* feed_session.c - a list read from the top, in expectation. Whoever looks at a place has seen all before it:
 *
 *   seen_p   = sum over q < p of max(0, latent_p . latent_q)^2        how much of the same has been there
 *   tired_p  = satiation * 1.8 seen_p / (1 + 0.2 seen_p)              taken off the logits of click and share
 *   stays_p  = product over q < p of (1 - leaves_q)                   leaves_q: after nothing of interest, or after
 * bait looks_p  = examination(p) * stays_p
 *
 * and the person is back within a week with the logit of RETURN: the good minutes, minus bait clicked and items hidden.
 * The oracle's greedy choice uses the same step for all candidates of a place at once. */
#include "num/isa.h"
#include "num/topk.h"
#include "num/vecmath.h"
#include "world/feed.h"

#include <assert.h>
#include <float.h>
#include <math.h>
#include <string.h>

enum { LIST_MAX = 64, STRIPE = 32 /* bits of a word */ };

static const float TIRED_MOST = 1.8f, TIRED_BEND = 0.2f, TIRED_SHARE = 0.5f, LEAVE_BORED = 0.05f, LEAVE_BAIT = 0.2f,
                   BAIT_WASTED = 0.7f;
static const float RETURN_BASE = 0.2f, RETURN_MINUTES = 0.9f, RETURN_BAIT = 1.0f, RETURN_HIDE = 6.0f;

/* Candidates of one request in columns: what a session needs to know of them. */
struct candidates {
    int n;
    int32_t item[TRUTH_SHORTLIST];
    float click[TRUTH_SHORTLIST], share[TRUTH_SHORTLIST], hide[TRUTH_SHORTLIST]; /* logits, P for hide */
    float bait[TRUTH_SHORTLIST], minutes[TRUTH_SHORTLIST];
    float latent[FEED_LATENT][TRUTH_SHORTLIST];
    float seen[TRUTH_SHORTLIST];
};
/* What each candidate would do at the next place, per look. */
struct step {
    float click[TRUTH_SHORTLIST], minutes[TRUTH_SHORTLIST], good[TRUTH_SHORTLIST], bait[TRUTH_SHORTLIST],
        leave[TRUTH_SHORTLIST];
};
struct state {
    double stays, good, bait, hides;
};

/* What does not hang on the place. */
static void gather(const struct feed *f, const struct moment *moment, struct candidates *c) {
    moment_respond(f, moment, c->item, 0, c->n, (struct response){c->click, c->share, c->hide});
    vec_sigmoid(c->hide, c->hide, c->n);
    for (int j = 0; j < c->n; j++) {
        size_t i = (size_t)c->item[j];
        const float *row = f->row + i * ITEM_ROW;
        c->bait[j] = row[ITEM_BAIT];
        c->minutes[j] = f->world->length_s[i] * (1.0f / 60.0f);
        c->seen[j] = 0.0f;
        for (int d = 0; d < FEED_LATENT; d++)
            c->latent[d][j] = row[ITEM_LATENT + d];
    }
}

NUM_KERNEL static void step_of(const struct candidates *c, float satiation, struct step *s) {
#pragma omp simd
    for (int j = 0; j < c->n; j++) {
        float tired = satiation * TIRED_MOST * c->seen[j] / (1.0f + TIRED_BEND * c->seen[j]);
        s->click[j] = c->click[j] - tired;
        s->minutes[j] = c->share[j] - TIRED_SHARE * tired;
    }
    vec_sigmoid(s->click, s->click, c->n);
    vec_sigmoid(s->minutes, s->minutes, c->n);
#pragma omp simd
    for (int j = 0; j < c->n; j++) {
        s->minutes[j] *= s->click[j] * c->minutes[j];
        s->bait[j] = s->click[j] * c->bait[j];
        float bait = c->bait[j] < 1.0f ? c->bait[j] : 1.0f;
        s->good[j] = s->minutes[j] * (1.0f - BAIT_WASTED * bait);
        float leave = LEAVE_BORED * (1.0f - s->click[j]) + LEAVE_BAIT * s->bait[j];
        s->leave[j] = leave < 1.0f ? leave : 1.0f;
    }
}

/* All candidates have now seen candidate k go by. */
NUM_KERNEL static void show(struct candidates *c, int k) {
    float z[FEED_LATENT];
    for (int d = 0; d < FEED_LATENT; d++)
        z[d] = c->latent[d][k];
#pragma omp simd
    for (int j = 0; j < c->n; j++) {
        float cosine = 0.0f;
#pragma GCC unroll 16
        for (int d = 0; d < FEED_LATENT; d++)
            cosine += c->latent[d][j] * z[d];
        c->seen[j] += cosine > 0.0f ? cosine * cosine : 0.0f;
    }
}

static double return_logit(double good, double bait, double hides) {
    return (double)RETURN_MINUTES * log1p(good) - (double)RETURN_BAIT * bait - (double)RETURN_HIDE * hides;
}

static void advance(struct state *s, const struct candidates *c, const struct step *step, int k, double looks) {
    s->good += looks * step->good[k];
    s->bait += looks * step->bait[k];
    s->hides += looks * c->hide[k];
    s->stays *= 1.0 - step->leave[k];
}

void truth_session(const struct world *world, const struct request *request, const int32_t *list, int K,
                   const struct truth_drift *drift, struct session_value *out) {
    assert(world->params.kind == WORLD_FEED && K <= LIST_MAX);
    struct feed feed;
    struct moment moment;
    struct candidates c = {0};
    struct step step;
    int place[LIST_MAX];
    float rare[3][LIST_MAX], *heads[HEADS] = {NULL};
    heads[HEAD_LIKE] = rare[0], heads[HEAD_COMMENT] = rare[1], heads[HEAD_SHARE] = rare[2];
    float click[LIST_MAX];
    heads[HEAD_CLICK] = click;
    feed_open(world, &feed);
    moment_of(&feed, request, drift, &moment);
    for (int p = 0; p < K; p++)
        if (list[p] >= 0) {
            place[c.n] = p + 1;
            c.item[c.n++] = list[p];
        }
    gather(&feed, &moment, &c);
    feed_respond(&feed, request, c.item, c.n, drift, heads);
    struct state s = {.stays = 1.0};
    *out = (struct session_value){0};
    for (int k = 0; k < c.n; k++) {
        double looks = truth_examination(world, place[k]) * s.stays;
        step_of(&c, world->params.satiation, &step);
        double fresh = click[k] > 0.0f ? step.click[k] / click[k] : 0.0; /* likes and the like follow the click */
        out->impressions += looks;
        out->clicks += looks * step.click[k];
        out->watch_minutes += looks * step.minutes[k];
        out->likes += looks * fresh * rare[0][k];
        out->comments += looks * fresh * rare[1][k];
        out->shares += looks * fresh * rare[2][k];
        advance(&s, &c, &step, k, looks);
        show(&c, k);
    }
    out->hides = s.hides;
    out->return_rate = 1.0 / (1.0 + exp(-(RETURN_BASE + moment.loyalty + return_logit(s.good, s.bait, s.hides))));
}

/* What each candidate is worth to the goal per look, at the next place. For return: the change of its logit. */
static void worth(enum session_goal goal, const struct candidates *c, const struct step *step, const struct state *s,
                  float looks, float *out) {
    switch (goal) {
    case GOAL_CLICKS:
        memcpy(out, step->click, (size_t)c->n * sizeof *out);
        break;
    case GOAL_WATCH:
        memcpy(out, step->minutes, (size_t)c->n * sizeof *out);
        break;
    default:
        for (int j = 0; j < c->n; j++)
            out[j] = 1.0f + looks * step->good[j] / (1.0f + (float)s->good);
        vec_log(out, out, c->n);
        for (int j = 0; j < c->n; j++)
            out[j] = RETURN_MINUTES * out[j] / looks - RETURN_BAIT * step->bait[j] - RETURN_HIDE * c->hide[j];
    }
}

/* The places below are worth something too, and whoever leaves here never sees them: about what the best is worth now,
 * at every place that is left. */
NUM_KERNEL static void look_ahead(const struct step *step, int n, float below, float *value) {
    float best = value[0];
#pragma omp simd reduction(max : best)
    for (int j = 1; j < n; j++)
        best = value[j] > best ? value[j] : best;
    float future = best > 0.0f ? 0.6f * best * below : 0.0f;
    for (int j = 0; j < n; j++)
        value[j] -= step->leave[j] * future;
}

/* Where the best of those that are left stands, the first of several: gone is 0, or -INFINITY. -1: none is left. */
NUM_KERNEL static int best_left(const float *value, const float *gone, int n) {
    float best = -INFINITY;
    int at = 0;
#pragma omp simd reduction(max : best)
    for (int j = 0; j < n; j++)
        best = value[j] + gone[j] > best ? value[j] + gone[j] : best;
    if (best == -INFINITY)
        return -1;
    while (value[at] + gone[at] != best)
        at++;
    return at;
}

/* Nobody gains by hiding fewer when people leave: this goal looks at every place alone, whatever stands above. */
static void fewest_hides(const struct feed *f, const struct moment *moment, struct candidates *c, int32_t *list,
                         int K) {
    float value[TRUTH_SHORTLIST], gone[TRUTH_SHORTLIST] = {0.0f};
    moment_respond(f, moment, c->item, 0, c->n, (struct response){NULL, NULL, c->hide});
    vec_sigmoid(c->hide, c->hide, c->n);
    for (int j = 0; j < c->n; j++)
        value[j] = -c->hide[j];
    for (int p = 0; p < K; p++) {
        int best = best_left(value, gone, c->n);
        list[p] = best < 0 ? -1 : c->item[best];
        if (best >= 0)
            gone[best] = -INFINITY;
    }
}

static void greedy(const struct world *world, struct candidates *c, enum session_goal goal, int32_t *list, int K) {
    struct state s = {.stays = 1.0};
    struct step step;
    float value[TRUTH_SHORTLIST], gone[TRUTH_SHORTLIST] = {0.0f}, below = 0.0f;
    for (int p = 0; p < K; p++)
        below += truth_examination(world, p + 1);
    for (int p = 0; p < K; p++) {
        float here = truth_examination(world, p + 1);
        double looks = here * s.stays;
        below -= here;
        step_of(c, world->params.satiation, &step);
        worth(goal, c, &step, &s, (float)looks, value);
        look_ahead(&step, c->n, below / here, value);
        int best = best_left(value, gone, c->n);
        list[p] = best < 0 ? -1 : c->item[best];
        if (best < 0)
            continue;
        gone[best] = -INFINITY;
        advance(&s, c, &step, best, looks);
        show(c, best);
    }
}

/* out[s] = the largest of value[s], value[s + stripes], ...: how the stripes lie does not matter, and so no lane waits
 * for another. stripes <= n. */
NUM_KERNEL static void stripe_maxima(const float *value, int n, float *restrict out, int stripes) {
    memcpy(out, value, (size_t)stripes * sizeof *out);
    for (int at = stripes; at < n; at += stripes) {
        int end = n - at < stripes ? n - at : stripes;
#pragma omp simd
        for (int s = 0; s < end; s++)
            out[s] = value[at + s] > out[s] ? value[at + s] : out[s];
    }
}

/* ids of what reaches the bound, in order: a bit each of a block's values, then only the bits that are set. */
NUM_KERNEL static int ids_from(const float *value, int n, float bound, int32_t *id) {
    int passed = 0, at = 0;
    for (; at + STRIPE <= n; at += STRIPE) {
        uint32_t reach = 0;
#pragma omp simd reduction(| : reach)
        for (int j = 0; j < STRIPE; j++)
            reach |= value[at + j] >= bound ? 1u << j : 0u;
        for (; reach; reach &= reach - 1)
            id[passed++] = at + __builtin_ctz(reach);
    }
    for (; at < n; at++)
        if (value[at] >= bound)
            id[passed++] = at;
    return passed;
}

/* The TRUTH_SHORTLIST best of value (n), ties to the lower id, in the order of ids: first a bound that at least
 * TRUTH_SHORTLIST of them reach, from the maxima of stripes, then an exact choice among what reaches it. work (2n). */
static int shortlist(const float *value, int n, int32_t *out, float *work) {
    int stripes = (n + STRIPE - 1) / STRIPE, taken = 0;
    float bound = -FLT_MAX, *sorted = work;
    int32_t *id = (int32_t *)(void *)(work + n);
    stripe_maxima(value, n, sorted, stripes);
    if (stripes > TRUTH_SHORTLIST)
        bound = fmaxf(bound, topk_value(sorted, stripes, TRUTH_SHORTLIST - 1));
    int passed = ids_from(value, n, bound, id), above = passed;
    if (passed > TRUTH_SHORTLIST) {
        for (int k = 0; k < passed; k++)
            sorted[k] = value[id[k]];
        bound = topk_value(sorted, passed, TRUTH_SHORTLIST - 1);
        above = 0;
        for (int k = 0; k < passed; k++)
            above += value[id[k]] > bound;
    }
    int ties = passed > TRUTH_SHORTLIST ? TRUTH_SHORTLIST - above : 0; /* how many of those at the bound have room */
    for (int k = 0; k < passed; k++)
        if (passed <= TRUTH_SHORTLIST || value[id[k]] > bound || (value[id[k]] == bound && ties-- > 0))
            out[taken++] = id[k];
    return taken;
}

/* The value of every live item alone, at the first place. -INFINITY: not live. */
NUM_KERNEL static void values_alone(const struct feed *f, const struct moment *m, enum session_goal goal,
                                    const float *click, const float *minutes, const float *hide, float *value) {
    const struct world *w = f->world;
    const float *bait = f->item + (size_t)ITEM_BAIT * (size_t)w->items;
    /* return: linear at an average session, enough to choose who may compete */
    float by_click = goal == GOAL_CLICKS,
          by_minutes = goal == GOAL_WATCH    ? 1.0f
                       : goal == GOAL_RETURN ? 0.3f
                                             : 0.0f,
          by_hide = goal == GOAL_FEW_HIDES || goal == GOAL_RETURN ? -RETURN_HIDE : 0.0f,
          by_bait = goal == GOAL_RETURN ? -RETURN_BAIT : 0.0f, wasted = goal == GOAL_RETURN ? BAIT_WASTED : 0.0f;
#pragma omp simd
    for (int i = 0; i < w->items; i++) {
        float lost = bait[i] < 1.0f ? wasted * bait[i] : wasted;
        float v =
            click[i] * (by_click + by_bait * bait[i]) + by_minutes * minutes[i] * (1.0f - lost) + by_hide * hide[i];
        value[i] = w->birth[i] <= m->now ? v : -INFINITY;
    }
}

/* What all items are worth to a person at the first place; (items) each. */
struct alone {
    float *click_logit, *share_logit, *click, *minutes, *hide;
};

NUM_KERNEL static void watched_minutes(const float *length, const float *click, int n, float *restrict share) {
#pragma omp simd
    for (int i = 0; i < n; i++)
        share[i] *= click[i] * length[i] * (1.0f / 60.0f);
}

static void respond_alone(const struct feed *f, const struct moment *m, const struct alone *a) {
    int n = f->world->items;
    moment_respond(f, m, NULL, 0, n, (struct response){a->click_logit, a->share_logit, a->hide});
    vec_sigmoid(a->click, a->click_logit, n);
    vec_sigmoid(a->minutes, a->share_logit, n);
    vec_sigmoid(a->hide, a->hide, n);
    watched_minutes(f->world->length_s, a->click, n, a->minutes);
}

void truth_shortlists(const struct world *world, const struct request *request, const struct truth_drift *drift,
                      int32_t *ids, float *scratch) {
    assert(world->params.kind == WORLD_FEED);
    struct feed feed;
    struct moment moment;
    size_t n = (size_t)world->items;
    struct alone a = {scratch, scratch + n, scratch + 2 * n, scratch + 3 * n, scratch + 4 * n};
    float *value = scratch + 5 * n, *work = scratch + 6 * n;
    feed_open(world, &feed);
    moment_of(&feed, request, drift, &moment);
    respond_alone(&feed, &moment, &a);
    for (int goal = 0; goal < GOALS; goal++, ids += TRUTH_SHORTLIST) {
        values_alone(&feed, &moment, goal, a.click, a.minutes, a.hide, value);
        for (int k = shortlist(value, world->items, ids, work); k < TRUTH_SHORTLIST; k++)
            ids[k] = -1;
    }
}

void truth_best_lists(const struct world *world, const struct request *request, const struct truth_drift *drift,
                      const int32_t *ids, int32_t *lists, int K) {
    assert(world->params.kind == WORLD_FEED);
    struct feed feed;
    struct moment moment;
    feed_open(world, &feed);
    moment_of(&feed, request, drift, &moment);
    for (int goal = 0; goal < GOALS; goal++, ids += TRUTH_SHORTLIST) {
        struct candidates c = {0};
        for (; c.n < TRUTH_SHORTLIST && ids[c.n] >= 0; c.n++)
            c.item[c.n] = ids[c.n];
        int32_t *list = lists + (size_t)goal * (size_t)K;
        if (goal == GOAL_FEW_HIDES) {
            fewest_hides(&feed, &moment, &c, list, K);
            continue;
        }
        gather(&feed, &moment, &c);
        greedy(world, &c, goal, list, K);
    }
}
