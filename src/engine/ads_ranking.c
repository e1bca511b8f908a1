/* ads_ranking.c - what an ads ranker is asked beyond the suite: whether its probabilities are true in every slice, and
 * what it says of conversions. */
#include "base/mem.h"
#include "engine/online_extras.h"
#include "engine/rank_quality.h"
#include "eval/bootstrap.h"
#include "eval/scores.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Sums over a user's rows: what ratios and their replicates are made of. */
struct sums {
    double *above, *below; /* (users) */
    uint8_t *times;
    int users;
};

static bool sums_open(struct sums *s, const struct node_run *run, int users, struct err *err) {
    s->users = users;
    s->above = mem_array((size_t)users, sizeof *s->above, err);
    s->below = s->above ? mem_array((size_t)users, sizeof *s->below, err) : NULL;
    s->times = s->below ? mem_array((size_t)BOOTSTRAP_REPLICATES * (size_t)users, 1, err) : NULL;
    if (s->times)
        bootstrap_times(s->times, NULL, users, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
    return s->times != NULL;
}

static void sums_close(struct sums *s) {
    free(s->above);
    free(s->below);
    free(s->times);
}

static void sums_clear(struct sums *s) {
    memset(s->above, 0, (size_t)s->users * sizeof *s->above);
    memset(s->below, 0, (size_t)s->users * sizeof *s->below);
}

static bool in_slice(const struct parts *p, const char *slice, int64_t row, const struct request *request) {
    const struct world *w = &p->world;
    int32_t item = p->log.item[row];
    if (strcmp(slice, "new_items") == 0)
        return request->time - w->birth[item] <= 2.0f;
    if (strcmp(slice, "tail_items") == 0)
        return p->log.shown_before[(size_t)(w->params.days - TEST_DAYS) * (size_t)w->items + (size_t)item] <
               p->log.impressions / (4 * w->items);
    return online_in_slice(p, slice, request);
}

static void add_slice(struct measures *m, const struct node_run *run, const struct parts *p,
                      const struct predicted *rows, const char *slice, struct sums *s) {
    char name[MEASURE_NAME];
    int K = p->world.params.list_size;
    sums_clear(s);
    double clicks = 0.0;
    for (int i = 0; i < rows->rows; i++)
        if (in_slice(p, slice, rows->log_row[i], &p->log.request[rows->log_row[i] / K])) {
            s->above[rows->unit[i]] += rows->p[i];
            s->below[rows->unit[i]] += rows->y[i];
            clicks += rows->y[i];
        }
    snprintf(name, sizeof name, "ranking.calibration_ratio[%s]", slice);
    if (clicks > 0.0)
        add_ratio(m, name, s->above, s->below, s->times, s->users, run->pool);
    else
        measures_missing(m, name, "nobody clicked in this slice");
}

/* Clicked impressions of the test days, in the order of the log. */
struct conversions {
    double *p, *truth;
    uint8_t *y;
    int32_t *user;
    int n;
};

static bool predict_conversions(const struct parts *p, const struct node_run *run, const struct predicted *rows,
                                struct conversions *c, struct err *err) {
    const struct log *log = &p->log;
    const struct ranking_stage *stage = &p->funnel.ranking;
    size_t most = 1;
    for (int i = 0; i < rows->rows; i++)
        most += rows->y[i];
    if (!(c->p = mem_array(most, sizeof *c->p, err)) || !(c->truth = mem_array(most, sizeof *c->truth, err)) ||
        !(c->y = mem_array(most, 1, err)) || !(c->user = mem_array(most, sizeof *c->user, err)))
        return false;
    struct funnel_scratch *scratch = funnel_scratch_new(&p->funnel, 1, err);
    for (int i = 0; scratch && i < rows->rows; i++) {
        if (!rows->y[i])
            continue;
        int64_t row = rows->log_row[i];
        const struct request *request = &log->request[row / p->world.params.list_size];
        float retrieved = 0.0f, value, positive, convert;
        funnel_rank(&p->funnel, request, &log->item[row], &retrieved, NULL, 1, scratch, &value, &positive);
        ads_respond(&p->ads, request, &log->item[row], NULL, 1, NULL, (struct ads_response){.convert = &convert});
        c->p[c->n] = (double)(stage->objective == OBJECTIVE_PAYMENT ? funnel_heads(scratch)[RANK_CONVERSION]
                                                                    : stage->conversion_rate);
        c->truth[c->n] = (double)convert;
        c->y[c->n] = isfinite(log->convert_days[row]);
        c->user[c->n++] = request->user;
    }
    bool ok = scratch && node_progress(run, 0.9, err);
    funnel_scratch_free(scratch);
    return ok;
}

/* Between the rate that all clicks have in common and the true probability of each. */
static void add_conversion_loss(struct measures *m, const struct node_run *run, const struct conversions *c,
                                struct sums *s) {
    double rate = 0.0, common = 0.0, truth = 0.0;
    for (int i = 0; i < c->n; i++)
        rate += (double)c->y[i] / c->n;
    sums_clear(s);
    for (int i = 0; i < c->n; i++) {
        s->above[c->user[i]] += scores_row_loss(c->p[i], c->y[i]);
        s->below[c->user[i]]++;
        common += scores_row_loss(rate, c->y[i]) / c->n;
        truth += scores_row_loss(c->truth[i], c->y[i]) / c->n;
    }
    add_ratio(m, "ranking.conversion_log_loss", s->above, s->below, s->times, s->users, run->pool);
    measures_ruler(m, "ranking.conversion_log_loss", common, truth);
}

static bool add_conversions(struct measures *m, const struct parts *p, const struct node_run *run,
                            const struct predicted *rows, struct sums *s, struct err *err) {
    struct conversions c = {0};
    bool ok = predict_conversions(p, run, rows, &c, err);
    if (ok && c.n == 0) {
        measures_missing(m, "ranking.conversion_calibration_ratio", "nobody clicked on the test days");
        measures_missing(m, "ranking.conversion_log_loss", "nobody clicked on the test days");
    } else if (ok) {
        sums_clear(s);
        for (int i = 0; i < c.n; i++) {
            s->above[c.user[i]] += c.p[i];
            s->below[c.user[i]] += c.truth[i];
        }
        add_ratio(m, "ranking.conversion_calibration_ratio", s->above, s->below, s->times, s->users, run->pool);
        add_conversion_loss(m, run, &c, s);
    }
    free(c.p);
    free(c.truth);
    free(c.y);
    free(c.user);
    return ok;
}

bool ads_ranking_extras(struct measures *m, const struct node_run *run, const struct parts *p,
                        const struct predicted *rows, struct err *err) {
    static const char *const slices[] = {"new_items", "tail_items", "new_users", "phone"};
    struct sums s = {0};
    bool ok = sums_open(&s, run, p->world.users, err);
    for (int i = 0; ok && i < 4; i++)
        if (node_has(run, K_SLICES, slices[i]))
            add_slice(m, run, p, rows, slices[i], &s);
    ok = ok && add_conversions(m, p, run, rows, &s, err);
    sums_close(&s);
    return ok;
}
