/* ads_parts.c - what ads add to the parts: who may see an ad, payment as the objective, conversions that come late. */
#include "engine/parts_kind.h"

static enum objective objective(const struct node_run *run) {
    return node_bool(run, K_CONVERSION_HEAD) ? OBJECTIVE_PAYMENT : OBJECTIVE_PAYMENT_BY_CLICK;
}

static void open(struct parts *p) {
    ads_open(&p->world, &p->ads);
}

static void retrieve(struct parts *p, const struct node_run *run) {
    p->funnel.retrieval.strike_after = node_is(run, K_TARGETING, "after");
}

/* Conversions that are known by `now` over clicks: what stands for all ads without a head. Smoothed as if one in twenty
 * of so many clicks more had converted, which is about what the log says (log.conversion_rate). */
static float conversion_rate(const struct log *log, float now) {
    double clicks = 0.0, converted = 0.0;
    for (int64_t row = 0; row < log->impressions && log->row_time[row] < now; row++)
        if (log->event[row] >> HEAD_CLICK & 1) {
            clicks++;
            converted += log->row_time[row] + log->convert_days[row] <= now;
        }
    return (float)((converted + 1.0) / (clicks + 20.0));
}

static void rank(struct parts *p) {
    p->funnel.ranking.ads = &p->ads;
    p->funnel.ranking.conversion_rate = conversion_rate(&p->log, (float)(p->world.params.days - TEST_DAYS));
}

static void label(struct rank_rules *rules, const struct node_run *run) {
    rules->delayed = node_is(run, K_DELAYED_LABELS, "wait")         ? DELAYED_WAIT
                     : node_is(run, K_DELAYED_LABELS, "reweighted") ? DELAYED_REWEIGHTED
                                                                    : DELAYED_FEEDBACK;
    rules->window = (float)(node_real(run, K_LABEL_WINDOW) / 24.0);
}

const struct parts_kind ads_parts = {.positive = 1u << HEAD_CLICK,
                                     .objective = objective,
                                     .open = open,
                                     .retrieve = retrieve,
                                     .rank = rank,
                                     .label = label};
