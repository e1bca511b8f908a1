/* load.h - requests that arrive when they like: an open-loop queue in front of servers whose service times were
 * measured. Arrivals are Poisson and do not wait for answers (a closed loop would hide the queue); each server answers
 * one request at a time, first come first served. Lindley's recursion over the servers' next free moments; nothing
 * sleeps. */
#ifndef SERVE_LOAD_H
#define SERVE_LOAD_H
#include "base/progress.h"
#include <stdint.h>

struct load {
    double qps; /* offered, all servers together */
    int servers;
    const double *service; /* (n) measured seconds of single requests; drawn with replacement */
    int n;
    double cache_hit; /* share of requests that are answered from a cache, in cache_seconds */
    double cache_seconds;
    uint64_t seed;
};
struct load_result {
    double p50_ms, p95_ms, p99_ms; /* answer time, queueing included */
    double utilisation;            /* offered work over what the servers can do; at 1 the queue grows without end */
    double over_budget;            /* share of requests above budget_ms */
};
enum { LOAD_REQUESTS = 40000, LOAD_POINTS = 101 };
/* Simulates LOAD_REQUESTS arrivals after a warm-up; curve (LOAD_POINTS) may be NULL: answer time in ms at 0..100 %. */
bool load_simulate(const struct load *load, double budget_ms, struct load_result *out, double *curve,
                   struct err *err) MUST_USE;
/* The highest offered load, all servers together, at which the 99th percentile stays within the budget; 0 when a single
 * request alone does not. Bisection over load_simulate. */
bool load_sustained(const struct load *load, double budget_ms, struct progress *progress, double *qps,
                    struct err *err) MUST_USE;
double load_mean_service(const struct load *load); /* seconds a request, cache hits counted */
#endif
