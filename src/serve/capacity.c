#include "serve/capacity.h"
#include "base/mem.h"

#include <math.h>
#include <stdlib.h>

const char *scan_law_text(enum scan_law law) {
    switch (law) {
    case SCAN_LINEAR:
        return "an exact scan is linear in the corpus";
    case SCAN_INVENTORY:
        return "an exact scan is linear in what a request may show, whatever the corpus";
    case SCAN_CELLS:
        return "cells grow with the root of the corpus, codes scanned are the probed share of it";
    case SCAN_GRAPH:
        return "a graph search grows with the log of the corpus";
    case SCAN_LOOKUP:
        break;
    }
    return "a look-up of a list made the night before does not grow with the corpus";
}

/* Work of stage 1 at N items over its work here. With cells, nlist grows with the root of N (and nprobe keeps its
 * number, so the probed share falls): a query scans the centroids and nprobe/nlist of the codes. */
static double scan_factor(const struct capacity_input *in) {
    double n = in->items, N = in->scale.items;
    switch (in->law) {
    case SCAN_LINEAR:
        return N / n;
    case SCAN_INVENTORY:
        return fmin(in->scale.inventory, N) / n;
    case SCAN_CELLS: {
        double cells = in->nlist * sqrt(N / n);
        double here = in->nlist + n * in->nprobe / in->nlist, there = cells + N * in->nprobe / cells;
        return there / here;
    }
    case SCAN_GRAPH:
        return log(N) / log(n);
    case SCAN_LOOKUP:
        break;
    }
    return 1.0;
}

bool capacity_plan(const struct capacity_input *in, struct capacity_result *out, struct err *err) {
    const struct scale *scale = &in->scale;
    double *service = mem_array((size_t)in->n, sizeof *service, err);
    if (!service)
        return false;
    *out = (struct capacity_result){.scan_factor = scan_factor(in)};
    out->peak_qps = scale->users * scale->requests_per_user_day / 86400.0 * scale->peak_to_average;
    for (int i = 0; i < in->n; i++)
        service[i] = in->retrieve[i] * out->scan_factor + in->rest[i];
    struct load load = {.service = service,
                        .n = in->n,
                        .cache_hit = in->cache_hit,
                        .cache_seconds = 20e-6,
                        .servers = in->cores,
                        .seed = in->seed};
    out->seconds_per_request = load_mean_service(&load);
    out->memory_bytes = in->bytes_per_item * scale->items + in->fixed_bytes;
    double busy = out->peak_qps * out->seconds_per_request / (in->cores * UTILISATION_PERCENT / 100.0);
    double full = ceil(out->memory_bytes / in->machine_bytes); /* machines that one copy of the index needs */
    out->machines = fmax(ceil(busy), full);
    load.qps = out->peak_qps / out->machines;
    struct load_result result;
    bool ok = load_simulate(&load, scale->latency_budget_ms, &result, NULL, err);
    out->p99_ms = result.p99_ms;
    free(service);
    return ok;
}
