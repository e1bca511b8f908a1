#include "serve/load.h"
#include "base/mem.h"
#include "base/rng.h"

#include <math.h>
#include <stdlib.h>

enum { WARM_UP = 4000 };

double load_mean_service(const struct load *load) {
    double sum = 0.0;
    for (int i = 0; i < load->n; i++)
        sum += load->service[i];
    return load->cache_hit * load->cache_seconds + (1.0 - load->cache_hit) * sum / load->n;
}

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static double percentile(const double *sorted, int n, double share) {
    double at = share * (n - 1);
    int i = (int)at;
    double next = sorted[i + 1 < n ? i + 1 : i];
    return sorted[i] + (at - i) * (next - sorted[i]);
}

/* The servers' next free moments as a heap, the earliest on top. */
static void sift(double *free_at, int n, int at) {
    for (;;) {
        int child = 2 * at + 1;
        if (child >= n)
            return;
        if (child + 1 < n && free_at[child + 1] < free_at[child])
            child++;
        if (free_at[at] <= free_at[child])
            return;
        double t = free_at[at];
        free_at[at] = free_at[child];
        free_at[child] = t;
        at = child;
    }
}

bool load_simulate(const struct load *load, double budget_ms, struct load_result *out, double *curve, struct err *err) {
    double *answer = mem_array(LOAD_REQUESTS, sizeof *answer, err);
    double *free_at = answer ? mem_array((size_t)load->servers, sizeof *free_at, err) : NULL;
    if (!free_at) {
        free(answer);
        return false;
    }
    struct rng r = rng_of(rng_draw(load->seed, "serving.arrivals"), 0, 0);
    double now = 0.0;
    int over = 0;
    for (int i = -WARM_UP; i < LOAD_REQUESTS; i++) {
        now += rng_exponential(&r) / load->qps;
        bool hit = rng_uniform(&r) < load->cache_hit;
        double service = load->service[rng_below(&r, (uint32_t)load->n)];
        service = hit ? load->cache_seconds : service;
        double start = free_at[0] > now ? free_at[0] : now;
        free_at[0] = start + service;
        sift(free_at, load->servers, 0);
        if (i < 0)
            continue;
        answer[i] = (start + service - now) * 1e3;
        over += answer[i] > budget_ms;
    }
    qsort(answer, LOAD_REQUESTS, sizeof *answer, ascending);
    *out = (struct load_result){.p50_ms = percentile(answer, LOAD_REQUESTS, 0.50),
                                .p95_ms = percentile(answer, LOAD_REQUESTS, 0.95),
                                .p99_ms = percentile(answer, LOAD_REQUESTS, 0.99),
                                .utilisation = load->qps * load_mean_service(load) / load->servers,
                                .over_budget = (double)over / LOAD_REQUESTS};
    for (int i = 0; curve && i < LOAD_POINTS; i++)
        curve[i] = percentile(answer, LOAD_REQUESTS, i / (LOAD_POINTS - 1.0));
    free(answer);
    free(free_at);
    return true;
}

bool load_sustained(const struct load *load, double budget_ms, struct progress *progress, double *qps,
                    struct err *err) {
    struct load at = *load;
    struct load_result result;
    double low = 0.0, high = load->servers / load_mean_service(load);
    for (int step = 0; step < 20 && high - low > 0.005 * high; step++) {
        at.qps = step == 0 ? 0.001 * high : 0.5 * (low + high);
        if (!progress_step(progress, step / 20.0, err) || !load_simulate(&at, budget_ms, &result, NULL, err))
            return false;
        if (result.p99_ms <= budget_ms && result.utilisation < 1.0)
            low = at.qps;
        else if (step == 0)
            break; /* not even an idle machine keeps the budget */
        else
            high = at.qps;
    }
    *qps = low;
    return true;
}
