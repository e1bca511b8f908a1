/* The program as somebody starts it: a default run in a process of its own, first with an empty cache, then with what
 * the first run left there; and one request through the whole funnel of that design, from the artefacts in that cache.
 * Nothing of the user's is touched: cache and database live in a folder that is removed at the end. */
#include "base/clock.h"
#include "base/mem.h"
#include "bench/bench.h"
#include "engine/cache.h"
#include "engine/parts.h"

#include <fcntl.h>
#include <ftw.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

/* --- in a process of its own --- */

static bool beside_this(char *path, size_t n, struct err *err) {
    ssize_t length = readlink("/proc/self/exe", path, n - 32);
    if (length < 0)
        return err_errno(err, "reading", "/proc/self/exe");
    path[length] = '\0';
    snprintf(strrchr(path, '/') + 1, 32, "sevenstep");
    if (access(path, X_OK) != 0)
        return err_set(err, ERR_USAGE, "%s is not there; `make` builds it", path);
    return true;
}

static void become(const char *program, const char *folder) {
    int nowhere = open("/dev/null", O_RDWR);
    if (nowhere < 0 || dup2(nowhere, 0) < 0 || dup2(nowhere, 1) < 0 || dup2(nowhere, 2) < 0 ||
        setenv("XDG_CACHE_HOME", folder, 1) != 0 || setenv("XDG_DATA_HOME", folder, 1) != 0)
        _exit(127);
    execl(program, "sevenstep", "run", "video_recommendation/default", (char *)NULL);
    _exit(127);
}

static double seconds_of(struct timeval t) {
    return (double)t.tv_sec + (double)t.tv_usec * 1e-6;
}

static bool run_once(const struct bench_run *run, const char *program, const char *folder, const char *how,
                     struct err *err) {
    struct rusage used;
    int status;
    char name[48];
    int64_t start = clock_ns(&clock_system);
    pid_t child = fork();
    if (child < 0)
        return err_errno(err, "starting", program);
    if (child == 0)
        become(program, folder);
    if (wait4(child, &status, 0, &used) != child)
        return err_errno(err, "waiting for", program);
    double wall = clock_seconds_since(&clock_system, start);
    if (!WIFEXITED(status) || WEXITSTATUS(status) > 1) /* 1: it ran, and a threshold failed */
        return err_set(err, ERR_IO, "%s: a default run failed (status %d)", program, status);
    snprintf(name, sizeof name, "run.%s.wall", how);
    bench_print(run, name, wall, "s", NAN);
    snprintf(name, sizeof name, "run.%s.cpu", how);
    bench_print(run, name, seconds_of(used.ru_utime) + seconds_of(used.ru_stime), "s", NAN);
    snprintf(name, sizeof name, "run.%s.memory", how);
    bench_print(run, name, (double)used.ru_maxrss / 1024, "MiB", NAN);
    return true;
}

/* --- one request --- */

enum { WARM = 100, TIMED = 1000, HELD = 2 * NODE_INPUTS_MAX };

struct held { /* what the cache has for two nodes: together they open every part of the funnel */
    struct cache *cache;
    struct blob *blob[HELD];
    int n;
};

static bool open_inputs(struct held *held, struct node_run *node, const struct hash128 *keys, struct err *err) {
    int inputs[NODE_INPUTS_MAX], n = plan_node_inputs((int)node->node, design_kind(node->design), inputs);
    for (int i = 0; i < n; i++) {
        struct blob *blob = cache_get(held->cache, keys[inputs[i]]);
        if (!blob)
            return err_set(err, ERR_IO, "the cache does not have %s, which a run has just made",
                           plan_node_name(inputs[i]));
        node->in[i] = held->blob[held->n++] = blob;
    }
    return true;
}

static bool time_requests(const struct bench_run *run, const struct parts *parts, const struct blob *requests,
                          struct err *err) {
    struct evaluation e;
    double times[3], all[TIMED], stage[3][TIMED], p50, p99;
    static const char *const STAGES[3] = {"retrieve", "rank", "rerank"};
    int32_t list[POLICY_LIST_MAX];
    char name[48];
    struct funnel_scratch *scratch = funnel_scratch_new(&parts->funnel, parts->funnel.retrieval.candidates, err);
    if (!scratch)
        return false;
    evaluation_open(&e, requests);
    for (int i = -WARM; i < TIMED; i++) {
        const struct request *request = &parts->log.request[e.request[(i + WARM) % e.online]];
        int64_t start = clock_ns(&clock_system);
        funnel_answer(&parts->funnel, request, scratch, &clock_system, times, list);
        if (i < 0)
            continue;
        all[i] = clock_seconds_since(&clock_system, start) * 1e3;
        for (int s = 0; s < 3; s++)
            stage[s][i] = times[s] * 1e3;
    }
    funnel_scratch_free(scratch);
    bench_percentiles(all, TIMED, &p50, &p99);
    bench_print(run, "funnel.p50", p50, "ms", NAN);
    bench_print(run, "funnel.p99", p99, "ms", NAN);
    for (int s = 0; s < 3; s++) {
        bench_percentiles(stage[s], TIMED, &p50, &p99);
        snprintf(name, sizeof name, "funnel.%s.p50", STAGES[s]);
        bench_print(run, name, p50, "ms", NAN);
        snprintf(name, sizeof name, "funnel.%s.p99", STAGES[s]);
        bench_print(run, name, p99, "ms", NAN);
    }
    return true;
}

static bool measure_funnel(const struct bench_run *run, const struct design *design, const char *folder,
                           struct err *err) {
    struct hash128 keys[NODES_MAX];
    struct held held = {0};
    struct parts parts = {0};
    struct node_run first = {.node = N_STAGE_TIMES, .design = design, .pool = run->pool},
                    second = {.node = N_POLICY_TIMES, .design = design, .pool = run->pool};
    plan_keys(design, pool_threads(run->pool), keys);
    bool ok = (held.cache = cache_open(folder, 0, err)) && open_inputs(&held, &first, keys, err) &&
              open_inputs(&held, &second, keys, err);
    if (ok) {
        parts_world(&parts, &first);
        ok = parts_retrieval(&parts, &first, err) && parts_ranking(&parts, &first, err) &&
             parts_policy(&parts, &second, err) && time_requests(run, &parts, node_in(&first, N_REQUESTS), err);
        parts_close(&parts);
    }
    for (int i = 0; i < held.n; i++)
        blob_free(held.blob[i]);
    cache_close(held.cache);
    return ok;
}

/* The design of a video case without any setting of its own. */
static bool make_and_measure_funnel(const struct bench_run *run, const char *folder, struct err *err) {
    static const struct case_info feed = {
        .name = "feed", .title = "", .about = "", .kind = WORLD_FEED, .headline = "online.watch_minutes_per_session"};
    struct engine_options options = {.cache_dir = folder, .threads = pool_threads(run->pool), .clock = &clock_system};
    struct outcome outcome;
    struct design *design = design_new(&feed, err);
    struct engine *engine = design ? engine_new(&options, err) : NULL;
    bool ok = engine && engine_run(engine, design, "stage_times+policy_times", run->progress, &outcome, err);
    if (ok)
        outcome_free(&outcome);
    engine_free(engine);
    ok = ok && measure_funnel(run, design, folder, err);
    design_free(design);
    return ok;
}

/* --- both --- */

static int remove_one(const char *path, const struct stat *info, int type, struct FTW *at) {
    (void)info;
    (void)type;
    (void)at;
    return remove(path);
}

bool bench_program(const struct bench_run *run, struct err *err) {
    char program[4096], folder[] = "/tmp/sevenstep-bench-XXXXXX";
    struct text cache = {0};
    if (!beside_this(program, sizeof program, err))
        return false;
    if (!mkdtemp(folder))
        return err_errno(err, "making", folder);
    text_format(&cache, "%s/sevenstep", folder); /* where the program keeps it, below XDG_CACHE_HOME */
    bool ok = run_once(run, program, folder, "cold", err) && run_once(run, program, folder, "warm", err) &&
              make_and_measure_funnel(run, text_str(&cache), err);
    text_free(&cache);
    nftw(folder, remove_one, 16, FTW_DEPTH | FTW_PHYS);
    return ok;
}
