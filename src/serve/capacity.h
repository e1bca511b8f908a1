/* capacity.h - the same funnel at production scale: arithmetic from what was measured here, each law stated.
 * Retrieval is extrapolated over the corpus; ranking and re-ranking see the same number of candidates at any scale, so
 * their times carry over as measured. Quality at that scale is not known and not claimed. */
#ifndef SERVE_CAPACITY_H
#define SERVE_CAPACITY_H
#include "serve/load.h"

enum scan_law { SCAN_LINEAR, SCAN_INVENTORY, SCAN_CELLS, SCAN_GRAPH, SCAN_LOOKUP };
struct scale {
    double users, items, requests_per_user_day, peak_to_average, latency_budget_ms;
    double inventory; /* SCAN_INVENTORY: items that one request may show */
};
struct capacity_input {
    struct scale scale;
    enum scan_law law;
    int items, nlist, nprobe;      /* as simulated */
    const double *retrieve, *rest; /* (n) seconds a request: stage 1; stages 2 and 3 */
    int n;
    double bytes_per_item; /* index with its refinement copy, and feature rows */
    double fixed_bytes;    /* models */
    double cache_hit;
    int cores; /* of a machine */
    double machine_bytes;
    uint64_t seed;
};
struct capacity_result {
    double peak_qps, seconds_per_request, machines, memory_bytes, p99_ms;
    double scan_factor; /* stage 1 at scale over stage 1 here */
};
enum { UTILISATION_PERCENT = 60 };            /* to which machines are planned, so that queues stay short */
const char *scan_law_text(enum scan_law law); /* "cells grow with the root of the corpus, probed share of it linear" */
bool capacity_plan(const struct capacity_input *in, struct capacity_result *out, struct err *err) MUST_USE;
#endif
