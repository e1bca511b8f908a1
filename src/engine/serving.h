/* serving.h - what step 6 measures in every kind of world: single requests timed, a queue in front of them, production
 * scale. The nodes say what a request costs; here is what follows from it. Internal to engine/. */
#ifndef ENGINE_SERVING_H
#define ENGINE_SERVING_H
#include "engine/plan.h"
#include "serve/capacity.h"

/* Requests are timed one at a time, on one thread, after some that only warm caches. */
enum { TIMED_REQUESTS = 400, WARM_UP_REQUESTS = 50 };

/* Adds the stage's percentiles of seconds (n), without counts: those come from the nodes that make the lists. */
void add_stage_times(struct measures *m, const char *stage, const double *seconds, int n);
/* Completes load (service, n, cache_*: the caller's) from serving.qps, serving.replicas and the seed, runs it, and adds
 * serving.p50_ms, .p95_ms, .p99_ms, .qps_sustained, .memory_bytes and the curve serving.latency. */
bool add_load(struct measures *m, const struct node_run *run, struct load *load, double memory_bytes,
              struct load_result *result, struct err *err) MUST_USE;
/* Completes in (law, what was simulated, retrieve, rest, bytes, cache_hit: the caller's) from scale.*, the seed and
 * this machine, plans it, and adds capacity.*; why: what times were extrapolated by, memory_why: what bytes were. */
bool add_capacity(struct measures *m, const struct node_run *run, struct capacity_input *in, const char *why,
                  const char *memory_why, struct capacity_result *plan, struct err *err) MUST_USE;
#endif
