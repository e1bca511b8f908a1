/* posts_serving.c - step 6 for posts: single posts timed through screening and classifier, a queue in front of them,
 * then production scale. */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/posts_parts.h"
#include "serve/capacity.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { TIMED_POSTS = 400, WARM_UP_POSTS = 50 };

static int ascending(const void *a, const void *b) {
    double x = *(const double *)a, y = *(const double *)b;
    return (x > y) - (x < y);
}

static void add_stage(struct measures *m, const char *stage, const double *seconds) {
    double sorted[TIMED_POSTS];
    memcpy(sorted, seconds, sizeof sorted);
    qsort(sorted, TIMED_POSTS, sizeof *sorted, ascending);
    measures_stage(m, stage, NAN, NAN, sorted[TIMED_POSTS / 2] * 1e3, sorted[(int)(0.99 * (TIMED_POSTS - 1))] * 1e3);
}

/* One post at a time, on one thread, after some that only warm caches. */
bool posts_stage_times(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct measures measures = {0};
    struct screening_scratch room = {0};
    struct classifier_scratch *scratch = NULL;
    moderated_open(&m, run);
    unsigned reads = posts_reads(run, err);
    struct screening *s = reads ? screening_open(node_in(run, N_RETRIEVAL_MODEL), reads, err) : NULL;
    struct classifier *c = s ? classifier_open(node_in(run, N_RANKING_MODEL), err) : NULL;
    double *seconds = c ? blob_add(out, "seconds", BLOB_F64, 2, TIMED_POSTS, 0, err) : NULL;
    bool ok = seconds && screening_scratch_new(s, 1, &room, err) && (scratch = classifier_scratch_new(c, err));
    for (int i = -WARM_UP_POSTS; ok && i < TIMED_POSTS; i++) {
        int32_t post = m.first_test + (i + WARM_UP_POSTS) % m.tests;
        float score, p[HARMS];
        int64_t start = clock_ns(run->clock);
        screening_score_here(s, &m.posts, &m.labels, &post, 1, &room, &score);
        int64_t screened = clock_ns(run->clock);
        classifier_score(c, &m.posts, &m.labels, &post, 1, ~0u, scratch, p);
        if (i >= 0) {
            seconds[i] = (double)(screened - start) * 1e-9;
            seconds[TIMED_POSTS + i] = (double)(clock_ns(run->clock) - screened) * 1e-9;
        }
    }
    if (ok) {
        add_stage(&measures, "screen", seconds);
        add_stage(&measures, "classify", seconds + TIMED_POSTS);
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    classifier_scratch_free(scratch);
    screening_scratch_free(&room);
    screening_close(s);
    classifier_close(c);
    measures_free(&measures);
    return ok;
}

/* What a post takes: the screening always, the classifier for as many as pass. */
static void service_of(const struct node_run *run, double screen[TIMED_POSTS], double classify[TIMED_POSTS]) {
    const double *seconds = blob_get(node_in(run, N_STAGE_TIMES), "seconds", BLOB_F64);
    double keep = node_real(run, K_SCREENING_KEEP);
    for (int i = 0; i < TIMED_POSTS; i++) {
        screen[i] = keep < 1.0 ? seconds[i] : 0.0;
        classify[i] = (i + 0.5) / TIMED_POSTS < keep ? seconds[TIMED_POSTS + i] : 0.0;
    }
}

static double model_bytes(const struct node_run *run) {
    return (double)(blob_bytes(node_in(run, N_RANKING_MODEL)) + blob_bytes(node_in(run, N_RETRIEVAL_MODEL)));
}

bool posts_serving(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    struct load_result result;
    double screen[TIMED_POSTS], whole[TIMED_POSTS], curve[LOAD_POINTS], x[LOAD_POINTS], sustained;
    double budget = node_real(run, K_SCALE_LATENCY);
    service_of(run, screen, whole);
    for (int i = 0; i < TIMED_POSTS; i++)
        whole[i] += screen[i];
    struct load load = {.qps = node_real(run, K_SERVING_QPS),
                        .servers = node_int(run, K_REPLICAS),
                        .service = whole,
                        .n = TIMED_POSTS,
                        .seed = node_seed(run, K_SEED_EVAL)};
    if (!load_simulate(&load, budget, &result, curve, err) ||
        !load_sustained(&load, budget, run->progress, &sustained, err))
        return false;
    for (int i = 0; i < LOAD_POINTS; i++)
        x[i] = i;
    measures_add(&m, "serving.p50_ms", result.p50_ms, NULL, 0);
    measures_add(&m, "serving.p95_ms", result.p95_ms, NULL, 0);
    measures_add(&m, "serving.p99_ms", result.p99_ms, NULL, 0);
    measures_add(&m, "serving.qps_sustained", sustained, NULL, 0);
    measures_add(&m, "serving.memory_bytes", model_bytes(run), NULL, 0);
    measures_curve(&m, "serving.latency", x, curve, LOAD_POINTS);
    if (result.utilisation >= 1.0)
        measures_note(&m, "serving.qps %g is more than %d replicas can do: the queue grows as long as the load lasts",
                      load.qps, load.servers);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}

bool posts_capacity(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    struct capacity_result plan;
    double screen[TIMED_POSTS], classify[TIMED_POSTS];
    service_of(run, screen, classify);
    struct capacity_input in = {.scale = {node_real(run, K_SCALE_USERS), node_real(run, K_SCALE_ITEMS),
                                          node_real(run, K_SCALE_REQUESTS), node_real(run, K_SCALE_PEAK),
                                          node_real(run, K_SCALE_LATENCY)},
                                .law = SCAN_LOOKUP, /* a post's cost does not hang on how many there are */
                                .items = 1,
                                .nlist = 1,
                                .nprobe = 1,
                                .retrieve = screen,
                                .rest = classify,
                                .n = TIMED_POSTS,
                                .fixed_bytes = model_bytes(run),
                                .cores = (int)sysconf(_SC_NPROCESSORS_ONLN),
                                .machine_bytes = (double)sysconf(_SC_PHYS_PAGES) * (double)sysconf(_SC_PAGESIZE) * 0.8,
                                .seed = node_seed(run, K_SEED_EVAL)};
    if (!capacity_plan(&in, &plan, err))
        return false;
    static const char *const why = "extrapolated: a post costs the same at any scale";
    const struct {
        const char *name;
        double value;
    } rows[] = {{"capacity.machines", plan.machines},
                {"capacity.p99_ms", plan.p99_ms},
                {"capacity.memory_bytes", plan.memory_bytes}};
    for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
        struct measure *measure = measures_add(&m, rows[i].name, rows[i].value, NULL, 0);
        snprintf(measure->why, sizeof measure->why, "%s", why);
    }
    measures_note(&m,
                  "capacity: %.0f posts a second at peak, %.3f ms of one core each, machines of %d cores planned to %d "
                  "%%",
                  plan.peak_qps, plan.seconds_per_request * 1e3, in.cores, UTILISATION_PERCENT);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}
