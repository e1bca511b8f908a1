#include "engine/ads_delivery.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

struct auction_rules auction_rules_of(const struct node_run *run) {
    return (struct auction_rules){.second_price = node_is(run, K_AUCTION, "second_price"),
                                  .pacing = node_is(run, K_PACING, "throttle")     ? PACING_THROTTLE
                                            : node_is(run, K_PACING, "multiplier") ? PACING_MULTIPLIER
                                                                                   : PACING_NONE,
                                  .reserve = (float)(node_real(run, K_RESERVE) / 1000.0),
                                  .slots = node_int(run, K_SLOTS),
                                  .cap = node_int(run, K_FREQUENCY_CAP),
                                  .multiplier = (float)node_real(run, K_SCORE_MULTIPLIER),
                                  .exploration = (float)node_real(run, K_EXPLORATION),
                                  .seed = node_seed(run, K_SEED_EVAL)};
}

float delivery_share(const struct parts *p, const struct evaluation *e) {
    int all = 0;
    for (int r = 0; r < p->log.requests; r++)
        all += p->log.request[r].time >= (float)(p->world.params.days - TEST_DAYS);
    return (float)e->online / (float)all;
}

struct turn {
    float time;
    int32_t i;
};

static int by_time(const void *a, const void *b) {
    const struct turn *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    return (x->i > y->i) - (x->i < y->i);
}

bool deliver(const struct node_run *run, const struct parts *p, const struct evaluation *e,
             const struct auction_rules *rules, offers_of offers, const void *arg, int32_t *list,
             struct page_value *page, double *revenue_by_hour, struct measures *notes, struct err *err) {
    struct turn *turn = mem_array((size_t)e->online, sizeof *turn, err);
    struct auction *auction = turn ? auction_new(rules, &p->ads, &p->log, delivery_share(p, e), err) : NULL;
    double requests[24] = {0};
    bool ok = auction != NULL;
    for (int i = 0; ok && i < e->online; i++)
        turn[i] = (struct turn){p->log.request[e->request[i]].time, i};
    if (ok)
        qsort(turn, (size_t)e->online, sizeof *turn, by_time);
    for (int k = 0; ok && k < e->online; k++) {
        int i = turn[k].i;
        const struct request *request = &p->log.request[e->request[i]];
        struct offers offered = offers(arg, i);
        struct sold sold;
        auction_choose(auction, request, &offered, &sold);
        auction_settle(auction, request, &sold, &page[i]);
        for (int s = 0; list && s < rules->slots; s++)
            list[(size_t)i * (size_t)rules->slots + (size_t)s] = s < sold.n ? sold.item[s] : -1;
        requests[request->hour]++;
        if (revenue_by_hour)
            revenue_by_hour[request->hour] += 1000.0 * page[i].revenue;
        if (k % 256 == 0 && atomic_load(&run->progress->cancel)) /* not node_progress: several may run at once */
            ok = err_set(err, ERR_CANCELLED, "cancelled");
    }
    for (int h = 0; revenue_by_hour && h < 24; h++)
        revenue_by_hour[h] /= fmax(requests[h], 1.0);
    if (ok && notes) {
        int spent, spending;
        auction_budgets(auction, &spent, &spending);
        measures_note(notes, "%d of the %d campaigns that paid on the last day had spent their budget by its end",
                      spent, spending);
    }
    free(turn);
    auction_free(auction);
    return ok;
}
