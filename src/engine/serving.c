#include "engine/serving.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

void add_stage_times(struct measures *m, const char *stage, const double *seconds, int n) {
    double *sorted = mem_must((size_t)n, sizeof *sorted);
    memcpy(sorted, seconds, (size_t)n * sizeof *sorted);
    qsort(sorted, (size_t)n, sizeof *sorted, ascending);
    measures_stage(m, stage, NAN, NAN, sorted[n / 2] * 1e3, sorted[(int)(0.99 * (n - 1))] * 1e3);
    free(sorted);
}

bool add_load(struct measures *m, const struct node_run *run, struct load *load, double memory_bytes,
              struct load_result *result, struct err *err) {
    double budget = node_real(run, K_SCALE_LATENCY), curve[LOAD_POINTS], x[LOAD_POINTS], sustained;
    load->qps = node_real(run, K_SERVING_QPS);
    load->servers = node_int(run, K_REPLICAS);
    load->seed = node_seed(run, K_SEED_EVAL);
    if (!load_simulate(load, budget, result, curve, err) ||
        !load_sustained(load, budget, run->progress, &sustained, err))
        return false;
    for (int i = 0; i < LOAD_POINTS; i++)
        x[i] = i;
    measures_add(m, "serving.p50_ms", result->p50_ms, NULL, 0);
    measures_add(m, "serving.p95_ms", result->p95_ms, NULL, 0);
    measures_add(m, "serving.p99_ms", result->p99_ms, NULL, 0);
    measures_add(m, "serving.qps_sustained", sustained, NULL, 0);
    measures_add(m, "serving.memory_bytes", memory_bytes, NULL, 0);
    measures_curve(m, "serving.latency", x, curve, LOAD_POINTS);
    if (result->utilisation >= 1.0)
        measures_note(m, "serving.qps %g is more than %d replicas can do: the queue grows as long as the load lasts",
                      load->qps, load->servers);
    return true;
}

static void add_explained(struct measures *m, const char *name, double value, const char *why) {
    struct measure *measure = measures_add(m, name, value, NULL, 0);
    snprintf(measure->why, sizeof measure->why, "extrapolated: %s", why);
}

bool add_capacity(struct measures *m, const struct node_run *run, struct capacity_input *in, const char *why,
                  const char *memory_why, struct capacity_result *plan, struct err *err) {
    in->scale = (struct scale){.users = node_real(run, K_SCALE_USERS),
                               .items = node_real(run, K_SCALE_ITEMS),
                               .requests_per_user_day = node_real(run, K_SCALE_REQUESTS),
                               .peak_to_average = node_real(run, K_SCALE_PEAK),
                               .latency_budget_ms = node_real(run, K_SCALE_LATENCY),
                               .inventory = in->scale.inventory};
    in->cores = pool_cores();
    in->machine_bytes = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) * 0.8;
    in->seed = node_seed(run, K_SEED_EVAL);
    if (!capacity_plan(in, plan, err))
        return false;
    char machine[MEASURE_WHY - 14]; /* "five machines" says nothing until one knows how large they are */
    snprintf(machine, sizeof machine, "machines of %d core%s; %s", in->cores, in->cores == 1 ? "" : "s", why);
    add_explained(m, "capacity.machines", plan->machines, machine);
    add_explained(m, "capacity.p99_ms", plan->p99_ms, why);
    add_explained(m, "capacity.memory_bytes", plan->memory_bytes, memory_why);
    return true;
}
