/* The whole plan on small worlds: the same numbers whatever the threads and the cache, nothing missing, nothing better
 * than the oracle, and a run that is cancelled or killed at any moment harms nothing. */
#include "engine_fixture.h"

#include "base/hash.h"
#include "engine/cache.h"

#include <dirent.h>
#include <pthread.h>
#include <signal.h>
#include <sys/wait.h>

#define MIDDLE   "world.users=2000 world.items=3000 world.creators=200 "
#define SMALL    "world.users=300 world.items=400 world.creators=40 "
#define SMALLEST "world.users=100 world.items=100 world.creators=10 "
#define EVENTFUL "world.timeline=5:drift:taste::0.3;9:fault:feature_null:item_ctr:1 "

/* The default design on the middle world, run once for all tests that look at it. */
static char folder[SCRATCH_PATH];
static struct engine *engine;
static struct outcome reference;

static int start(void **state) {
    (void)state;
    scratch_folder(folder);
    engine = rig_engine(folder, 2);
    reference = rig_run(engine, MIDDLE EVENTFUL);
    return 0;
}

static int stop(void **state) {
    (void)state;
    outcome_free(&reference);
    engine_free(engine);
    scratch_remove(folder);
    return 0;
}

/* --- the same numbers --- */

static int cached_nodes(const struct outcome *o) {
    int n = 0;
    for (int i = 0; i < o->n_nodes; i++)
        n += o->nodes[i].cached;
    return n;
}

static void test_every_node_runs_once(void **state) {
    (void)state;
    assert_int_equal(reference.n_nodes, plan_nodes());
    assert_int_equal(cached_nodes(&reference), 0);
    double sum = 0.0;
    for (int i = 0; i < reference.n_nodes; i++) {
        assert_string_equal(reference.nodes[i].node, plan_node_name(i));
        assert_true(reference.nodes[i].seconds >= 0.0);
        sum += reference.nodes[i].seconds;
    }
    assert_true(reference.wall_s >= sum * 0.999);
}

static void test_threads_change_no_number(void **state) {
    (void)state;
    char other[SCRATCH_PATH];
    scratch_folder(other);
    struct engine *single = rig_engine(other, 1);
    assert_int_equal(engine_threads(single), 1);
    struct outcome one = rig_run(single, MIDDLE EVENTFUL);
    assert_int_equal(cached_nodes(&one), 0);
    rig_assert_same(&reference, &one, false);
    assert_memory_equal(&one.rows_key, &reference.rows_key, sizeof one.rows_key);
    outcome_free(&one);
    engine_free(single);
    scratch_remove(other);
}

static void test_the_cache_gives_back_the_same(void **state) {
    (void)state;
    struct outcome held = rig_run(engine, MIDDLE EVENTFUL); /* artefacts still open */
    assert_int_equal(cached_nodes(&held), plan_nodes());
    rig_assert_same(&reference, &held, true);
    outcome_free(&held);
    struct engine *second = rig_engine(folder, 2); /* from the disk */
    struct outcome mapped = rig_run(second, MIDDLE EVENTFUL);
    assert_int_equal(cached_nodes(&mapped), plan_nodes());
    rig_assert_same(&reference, &mapped, true);
    outcome_free(&mapped);
    engine_free(second);
}

static void test_another_seed_is_another_world(void **state) {
    (void)state;
    struct outcome a = rig_run(engine, SMALL "seed.world=1"), b = rig_run(engine, SMALL "seed.world=2");
    assert_true(a.world_key.low != b.world_key.low && a.rows_key.low != b.rows_key.low);
    assert_true(rig_value(&a, "log.impressions") != rig_value(&b, "log.impressions"));
    outcome_free(&b);
    b = rig_run(engine, SMALL "seed.train=2"); /* same world, same requests: the two pair */
    assert_memory_equal(&a.world_key, &b.world_key, sizeof a.world_key);
    assert_memory_equal(&a.rows_key, &b.rows_key, sizeof a.rows_key);
    assert_true(rig_value(&a, "log.impressions") == rig_value(&b, "log.impressions"));
    assert_true(rig_value(&a, "retrieval.recall@100") != rig_value(&b, "retrieval.recall@100"));
    outcome_free(&a);
    outcome_free(&b);
}

/* --- what runs again --- */

/* The nodes that a run did not find in the cache are those whose key is new. */
static void assert_runs_again(const char *was, const char *now) {
    struct design *a = rig_design(was), *b = rig_design(now);
    struct hash128 before[NODES_MAX], after[NODES_MAX];
    struct outcome first = rig_run_design(engine, a, NULL), second = rig_run_design(engine, b, NULL);
    plan_keys(a, engine_threads(engine), before);
    plan_keys(b, engine_threads(engine), after);
    for (int i = 0; i < second.n_nodes; i++) {
        bool same = memcmp(&before[i], &after[i], sizeof *before) == 0;
        if (second.nodes[i].cached != same)
            fail_msg("%s -> %s: node %s %s", was, now, second.nodes[i].node,
                     same ? "ran again" : "was taken from the cache");
        if (!same && strstr(second.nodes[i].node, "model"))
            fail_msg("%s -> %s: node %s trained again", was, now, second.nodes[i].node);
    }
    assert_true(cached_nodes(&second) < plan_nodes());
    design_free(a);
    design_free(b);
    outcome_free(&first);
    outcome_free(&second);
}

static void test_what_if_trains_nothing(void **state) {
    (void)state;
    assert_runs_again(MIDDLE EVENTFUL, MIDDLE EVENTFUL "policy.diversity_weight=0.5");
    assert_runs_again(SMALL, SMALL "policy.list_size=20");
    assert_runs_again(SMALL, SMALL "retrieval.nprobe=4");
    assert_runs_again(SMALL, SMALL "serving.replicas=3");
    assert_runs_again(SMALL, SMALL "monitoring.alert_threshold=0.5");
}

static void test_until_stops_there(void **state) {
    (void)state;
    struct design *d = rig_design(SMALL "seed=7");
    struct outcome o = rig_run_design(engine, d, "log_statistics");
    assert_int_equal(o.n_nodes, 3);
    assert_string_equal(o.nodes[2].node, "log_statistics");
    assert_true(rig_value(&o, "log.impressions") > 0);
    assert_null(measures_find(&o.measures, "retrieval.recall@100"));
    outcome_free(&o);
    o = rig_run_design(engine, d, "ranking_model"); /* not the retriever, which it does not need */
    assert_string_equal(o.nodes[o.n_nodes - 1].node, "ranking_model");
    for (int i = 0; i < o.n_nodes; i++)
        assert_string_not_equal(o.nodes[i].node, "retrieval_model");
    assert_true(rig_curve(&o, "ranking_model.loss")->n > 0);
    outcome_free(&o);
    o = rig_run_design(engine, d, "list_quality+log_statistics"); /* what both need, and nothing else */
    assert_true(rig_value(&o, "list.mrr") > 0 && rig_value(&o, "log.impressions") > 0);
    for (int i = 0; i < o.n_nodes; i++) {
        assert_string_not_equal(o.nodes[i].node, "online");
        assert_string_not_equal(o.nodes[i].node, "days");
    }
    outcome_free(&o);
    design_free(d);
}

/* --- nothing missing --- */

static void check_measured(const struct outcome *o, const struct metric *metric, const char *suffix) {
    char name[MEASURE_NAME];
    snprintf(name, sizeof name, "%s%s", metric->name, suffix);
    const struct measure *m = measures_find(&o->measures, name);
    if (!m)
        fail_msg("'%s' is not there", name);
    if (!isfinite(m->value))
        fail_msg("'%s' is null: %s", name, m->why);
    for (int i = 0; i < m->n_replicates; i++)
        assert_true(isfinite(m->replicates[i]));
    bool ruler = metric->ruler && !*suffix;
    if (isfinite(m->baseline) != ruler || isfinite(m->oracle) != ruler)
        fail_msg("'%s': baseline %g, oracle %g", name, m->baseline, m->oracle);
}

static void test_every_metric_is_measured(void **state) {
    (void)state;
    for (int i = 0; i < metric_count(); i++) {
        const struct metric *metric = metric_at(i);
        if (!metric_has_kind(metric, WORLD_FEED))
            continue;
        check_measured(&reference, metric, "");
        if (metric->own)
            check_measured(&reference, metric, "[own]");
    }
}

static void test_every_measure_is_in_the_table_and_once(void **state) {
    (void)state;
    const struct measures *m = &reference.measures;
    for (int i = 0; i < m->n_metrics; i++) {
        const struct metric *metric = metric_named(m->metrics[i].name);
        if (!metric)
            fail_msg("'%s' is in no table", m->metrics[i].name);
        if (strstr(m->metrics[i].name, "[own]"))
            assert_true(metric->own);
        for (int k = 0; k < i; k++)
            assert_string_not_equal(m->metrics[i].name, m->metrics[k].name);
    }
}

static void test_curves_and_funnel(void **state) {
    (void)state;
    static const char *const curves[] = {"retrieval_model.loss", "ranking_model.loss", "ranking.roc", "ranking.pr",
                                         "ranking.calibration",  "serving.latency",    "days.ctr",    "days.alerts"};
    for (size_t i = 0; i < sizeof curves / sizeof *curves; i++) {
        const struct measured_curve *c = rig_curve(&reference, curves[i]);
        assert_true(c->n > 1);
        for (int k = 0; k < c->n; k++)
            assert_true(isfinite(c->x[k]) && isfinite(c->y[k]));
    }
    static const char *const stages[] = {"retrieve", "rank", "rerank"};
    assert_int_equal(reference.measures.n_stages, 3);
    double last = INFINITY;
    for (int i = 0; i < 3; i++) {
        const struct measured_stage *s = &reference.measures.stages[i];
        assert_string_equal(s->stage, stages[i]);
        assert_true(s->in <= last && s->out <= s->in && s->out > 0.0);
        assert_true(s->p50_ms > 0.0 && s->p99_ms >= s->p50_ms);
        last = s->out;
    }
    assert_true(last == 10.0);
}

/* --- between the baseline and the oracle --- */

static void test_nothing_is_better_than_the_oracle(void **state) {
    (void)state;
    for (int i = 0; i < reference.measures.n_metrics; i++) {
        const struct measure *m = &reference.measures.metrics[i];
        const struct metric *metric = metric_named(m->name);
        double low, high;
        if (isnan(m->oracle))
            continue;
        assert_true(run_interval(m, &low, &high));
        assert_true(low <= m->value && m->value <= high);
        if (metric_compare(metric, m->oracle, metric->better == BETTER_LOWER ? high : low) > 0)
            fail_msg("%s: %g..%g is better than the oracle's %g", m->name, low, high, m->oracle);
        if (metric_compare(metric, m->oracle, m->baseline) > 0)
            fail_msg("%s: the baseline's %g is better than the oracle's %g", m->name, m->baseline, m->oracle);
    }
}

static void test_the_default_design_beats_the_baseline(void **state) {
    (void)state;
    static const char *const names[] = {"retrieval.recall@100", "list.ndcg@10", "online.watch_minutes_per_session",
                                        "ranking.roc_auc", "ranking.log_loss"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++) {
        const struct measure *m = measures_find(&reference.measures, names[i]);
        const struct metric *metric = metric_named(names[i]);
        double low, high;
        assert_true(run_interval(m, &low, &high));
        if (metric_compare(metric, m->baseline, metric->better == BETTER_LOWER ? high : low) <= 0)
            fail_msg("%s: %g..%g is not better than the baseline's %g", names[i], low, high, m->baseline);
    }
}

/* --- cancelled, killed --- */

struct canceller {
    struct progress *progress;
    const char *at; /* the stage at whose first step the clock starts */
    pthread_mutex_t lock;
    pthread_cond_t seen;
    bool started, over;
    struct timespec when;
};

/* With the lock held. */
static void cancel_now(struct canceller *c) {
    if (!atomic_load(&c->progress->cancel))
        clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &c->when);
    atomic_store(&c->progress->cancel, true);
}

static void note_stage(void *arg, const struct progress_event *event) {
    struct canceller *c = arg;
    pthread_mutex_lock(&c->lock);
    if (strcmp(event->stage, c->at) == 0) {
        c->started = true;
        pthread_cond_signal(&c->seen);
    } else if (c->started) {
        cancel_now(c); /* the stage was over before the other thread had its turn */
    }
    pthread_mutex_unlock(&c->lock);
}

static void *cancel_soon(void *arg) {
    struct canceller *c = arg;
    pthread_mutex_lock(&c->lock);
    while (!c->started && !c->over)
        pthread_cond_wait(&c->seen, &c->lock);
    pthread_mutex_unlock(&c->lock);
    usleep(10000);
    pthread_mutex_lock(&c->lock);
    cancel_now(c);
    pthread_mutex_unlock(&c->lock);
    return NULL;
}

/* Seconds of work, of all threads, from the wish to the return: others may have the machine meanwhile. -1: the run had
 * ended before. */
static double cancel_at(struct engine *e, const struct design *d, const char *stage) {
    struct progress progress = {.report = note_stage};
    struct canceller c = {
        .progress = &progress, .at = stage, .lock = PTHREAD_MUTEX_INITIALIZER, .seen = PTHREAD_COND_INITIALIZER};
    pthread_t thread;
    struct err err = {0};
    struct outcome out;
    struct timespec now;
    progress.arg = &c;
    assert_int_equal(pthread_create(&thread, NULL, cancel_soon, &c), 0);
    bool ok = engine_run(e, d, NULL, &progress, &out, &err);
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
    pthread_mutex_lock(&c.lock);
    c.over = true;
    pthread_cond_signal(&c.seen);
    pthread_mutex_unlock(&c.lock);
    pthread_join(thread, NULL);
    if (!ok)
        assert_int_equal(err.code, ERR_CANCELLED);
    assert_int_equal(ok, out.nodes != NULL); /* a run that failed gives nothing to free */
    outcome_free(&out);
    return ok ? -1.0 : (double)(now.tv_sec - c.when.tv_sec) + (double)(now.tv_nsec - c.when.tv_nsec) * 1e-9;
}

static void test_cancel_at_any_moment(void **state) {
    (void)state;
    char other[SCRATCH_PATH];
    scratch_folder(other);
    struct engine *e = rig_engine(other, 2);
    struct design *d = rig_design(MIDDLE EVENTFUL);
    double patience = rig_sanitized() ? 3.0 : 1.0;
    int cancelled = 0;
    for (int node = 0; node < plan_nodes(); node++) {
        double seconds = cancel_at(e, d, plan_node_name(node));
        cancelled += seconds >= 0.0;
        if (seconds > patience)
            fail_msg("cancelled in %s: back after %.3f s", plan_node_name(node), seconds);
    }
    assert_true(cancelled > plan_nodes() - 3); /* the last may end before */
    struct outcome after = rig_run_design(e, d, NULL);
    rig_assert_same(&reference, &after, false);
    outcome_free(&after);
    design_free(d);
    engine_free(e);
    scratch_remove(other);
}

static void test_a_cancelled_progress_runs_nothing(void **state) {
    (void)state;
    struct design *d = rig_design(SMALL "seed=99");
    struct progress progress = {0};
    struct outcome out;
    struct err err = {0};
    atomic_store(&progress.cancel, true);
    assert_false(engine_run(engine, d, NULL, &progress, &out, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    assert_int_equal(err_exit_code(err.code), 130);
    design_free(d);
}

/* Every artefact in the folder is whole: its name is its key. */
static int assert_artefacts_whole(const char *path) {
    DIR *all = opendir(path);
    int n = 0;
    assert_non_null(all);
    for (struct dirent *entry; (entry = readdir(all));) {
        if (strlen(entry->d_name) != 36 || strcmp(entry->d_name + 32, ".art") != 0)
            continue;
        struct hash128 key;
        char file[400], hex[33];
        struct err err = {0};
        assert_int_equal(sscanf(entry->d_name, "%16lx%16lx", &key.high, &key.low), 2);
        hash_hex(key, hex);
        assert_memory_equal(hex, entry->d_name, 32);
        snprintf(file, sizeof file, "%s/%s", path, entry->d_name);
        struct blob *blob = blob_map(file, key, &err);
        if (!blob)
            fail_msg("%s", err.message);
        blob_free(blob);
        n++;
    }
    closedir(all);
    return n;
}

static void test_a_killed_run_harms_nothing(void **state) {
    (void)state;
    char other[SCRATCH_PATH];
    scratch_folder(other);
    int found = 0;
    for (int round = 0; round < 4; round++) {
        pid_t child = fork();
        assert_true(child >= 0);
        if (child == 0) {
            struct engine *e = rig_engine(other, 2);
            for (;;) {
                struct outcome o = rig_run(e, SMALL);
                outcome_free(&o);
                usleep(1000);
            }
        }
        usleep(120000 + (unsigned)round * 130000);
        kill(child, SIGKILL);
        assert_int_equal(waitpid(child, NULL, 0), child);
        found = assert_artefacts_whole(other);
    }
    assert_true(found > 0);
    struct engine *e = rig_engine(other, 2);
    struct outcome after = rig_run(e, SMALL), here = rig_run(engine, SMALL);
    rig_assert_same(&here, &after, false);
    outcome_free(&after);
    outcome_free(&here);
    engine_free(e);
    scratch_remove(other);
}

static void test_a_damaged_artefact_is_made_again(void **state) {
    (void)state;
    char other[SCRATCH_PATH], file[400];
    scratch_folder(other);
    struct engine *e = rig_engine(other, 2);
    struct outcome first = rig_run(e, SMALL);
    engine_free(e);
    DIR *all = opendir(other);
    int damaged = 0;
    for (struct dirent *entry; (entry = readdir(all));) {
        snprintf(file, sizeof file, "%s/%s", other, entry->d_name);
        if (strlen(entry->d_name) == 36 && truncate(file, 100) == 0)
            damaged++;
    }
    closedir(all);
    assert_int_equal(damaged, plan_nodes());
    e = rig_engine(other, 2);
    struct outcome again = rig_run(e, SMALL);
    assert_int_equal(cached_nodes(&again), 0);
    rig_assert_same(&first, &again, false);
    outcome_free(&first);
    outcome_free(&again);
    engine_free(e);
    scratch_remove(other);
}

/* Two engines in one process, as the REPL's and the job's may be. */
struct runner {
    const char *path;
    struct outcome out;
};

static void *run_alone(void *arg) {
    struct runner *r = arg;
    struct engine *e = rig_engine(r->path, 2);
    r->out = rig_run(e, SMALL "seed=3");
    engine_free(e);
    return NULL;
}

static void test_two_engines_at_once(void **state) {
    (void)state;
    char other[SCRATCH_PATH];
    scratch_folder(other);
    struct runner runner[2] = {{.path = other}, {.path = other}};
    pthread_t thread[2];
    for (int i = 0; i < 2; i++)
        assert_int_equal(pthread_create(&thread[i], NULL, run_alone, &runner[i]), 0);
    for (int i = 0; i < 2; i++)
        pthread_join(thread[i], NULL);
    rig_assert_same(&runner[0].out, &runner[1].out, false);
    for (int i = 0; i < 2; i++)
        outcome_free(&runner[i].out);
    scratch_remove(other);
}

/* --- odd designs --- */

static const struct {
    const char *design;
    const char *note; /* part of a note that says what was used in place of what was asked; NULL: none is needed */
} odd[] = {
    {"", NULL},
    {"retrieval.candidates=100000", "retrieval.candidates 100000 is more than"},
    {"retrieval.nlist=65536 retrieval.nprobe=65536", "retrieval.nlist 65536 is more than"},
    {"retrieval.candidates=10 ranking.keep=10 policy.list_size=50", "ranking.keep 10 is less than"},
    {"policy.list_size=50", NULL},
    {"ranking.model=none", NULL},
    {"ranking.model=none data.features=", NULL},
    {"retrieval.model=popularity", NULL},
    {"retrieval.model=popularity ranking.model=none monitoring.monitors=", NULL},
    {"retrieval.model=popularity retrieval.index=ivf_pq", "retrieval.pq_bytes"},
    {"retrieval.model=popularity retrieval.index=hnsw", NULL},
    {"retrieval.model=matrix_factorization retrieval.dim=2", NULL},
    {"retrieval.index=flat", NULL},
    {"retrieval.index=ivf_sq8 retrieval.refine=0", NULL},
    {"retrieval.index=ivf_pq retrieval.pq_bytes=256", "retrieval.pq_bytes 256 is more than"},
    {"retrieval.index=hnsw retrieval.hnsw_m=2 retrieval.ef_search=1", NULL},
    {"ranking.model=logistic data.features=item_ctr", NULL},
    {"ranking.model=fm data.features=user_id", NULL},
    {"ranking.model=deepfm framing.objective=multi_task ranking.calibration=platt", NULL},
    {"ranking.model=mlp framing.objective=multi_task ranking.sharing=mmoe ranking.experts=3", NULL},
    {"ranking.model=fm framing.objective=multi_task ranking.sharing=mmoe", NULL}, /* no hidden layers: no experts */
    {"ranking.model=mlp ranking.calibration=isotonic serving.precision=int8", NULL},
    {"data.position_method=inverse_propensity ranking.calibration=isotonic data.negative_keep_rate=0.2", NULL},
    {"data.position_method=inverse_propensity ranking.model=logistic ranking.loss=focal framing.objective=multi_task",
     NULL},
    {"ranking.model=dcn_v2 ranking.loss=focal ranking.calibration=isotonic framing.objective=click", NULL},
    {"serving.mode=batch", NULL},
    {"serving.cache=86400", NULL},
    {"evaluation.protocol=sampled data.split=random", NULL},
    {"evaluation.slices=new_items+tail_items+new_users+phone", NULL},
    {"data.negatives=in_batch retrieval.loss=bce", NULL},
    {"data.negatives=random framing.label=3600", NULL},
    {"data.negatives=popularity framing.label=0 data.signals=share", NULL},
    {"world.days=5 world.replay_days=2 world.requests_per_user_day=0.05", NULL},
    {"world.fresh_share=0.95 world.popularity=0 world.satiation=0 world.logging_bias=0", NULL},
    {"world.creators=1000000", "world.creators 1000000 is more than"},
    {"world.replay_days=3 world.timeline=1:fault:traffic::0.01;2:fault:traffic::20", NULL},
    {"data.negative_keep_rate=0.001 ranking.hash_buckets=16", NULL},
    {"policy.diversity=dpp policy.exploration=1 policy.freshness_boost=5 policy.creator_cap=1", NULL},
    {"serving.replicas=100000 serving.qps=1e7", NULL},
    {"serving.qps=1e7", "the queue grows as long as the load lasts"},
    {"serving.qps=1e7 scale.latency_budget_ms=0.1 scale.items=1e13 scale.daily_active_users=1e11",
     "over the latency budget"},
};

static bool has_note(const struct outcome *o, const char *part) {
    for (int i = 0; i < o->measures.n_notes; i++)
        if (strstr(o->measures.notes[i], part))
            return true;
    return false;
}

/* A value, or a reason why there is none; and rulers only where the table has them. */
static void check_sound(const char *design, const struct outcome *o) {
    for (int i = 0; i < o->measures.n_metrics; i++) {
        const struct measure *m = &o->measures.metrics[i];
        if (isinf(m->value) || (isnan(m->value) && !*m->why))
            fail_msg("%s: %s is %g (%s)", design, m->name, m->value, m->why);
        if (!metric_named(m->name)->ruler && (!isnan(m->baseline) || !isnan(m->oracle)))
            fail_msg("%s: %s has rulers", design, m->name);
    }
    for (int i = 0; i < metric_count(); i++)
        if (metric_has_kind(metric_at(i), WORLD_FEED) && !measures_find(&o->measures, metric_at(i)->name))
            fail_msg("%s: '%s' is not there", design, metric_at(i)->name);
}

static void test_odd_designs_run(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof odd / sizeof *odd; i++) {
        char pairs[400];
        snprintf(pairs, sizeof pairs, "%s%s", SMALLEST, odd[i].design);
        struct outcome o = rig_run(engine, pairs);
        check_sound(odd[i].design, &o);
        if (odd[i].note && !has_note(&o, odd[i].note))
            fail_msg("%s: no note says '%s'", odd[i].design, odd[i].note);
        outcome_free(&o);
    }
}

static void test_designs_that_cannot_run_say_why(void **state) {
    (void)state;
    static const struct {
        const char *design, *why;
    } wrong[] = {
        {"data.features=", "data.features: a ranker needs at least one feature"},
        {"data.signals=", "data.signals: a retriever learns from at least one signal"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        char pairs[400];
        struct err err = {0};
        struct progress progress = {0};
        struct outcome out;
        snprintf(pairs, sizeof pairs, "%s%s", SMALLEST, wrong[i].design);
        struct design *d = rig_design(pairs);
        assert_false(engine_run(engine, d, NULL, &progress, &out, &err));
        assert_int_equal(err.code, ERR_USAGE);
        if (!strstr(err.message, wrong[i].why))
            fail_msg("%s: %s", wrong[i].design, err.message);
        design_free(d);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_node_runs_once),
        cmocka_unit_test(test_threads_change_no_number),
        cmocka_unit_test(test_the_cache_gives_back_the_same),
        cmocka_unit_test(test_another_seed_is_another_world),
        cmocka_unit_test(test_what_if_trains_nothing),
        cmocka_unit_test(test_until_stops_there),
        cmocka_unit_test(test_every_metric_is_measured),
        cmocka_unit_test(test_every_measure_is_in_the_table_and_once),
        cmocka_unit_test(test_curves_and_funnel),
        cmocka_unit_test(test_nothing_is_better_than_the_oracle),
        cmocka_unit_test(test_the_default_design_beats_the_baseline),
        cmocka_unit_test(test_cancel_at_any_moment),
        cmocka_unit_test(test_a_cancelled_progress_runs_nothing),
        cmocka_unit_test(test_a_killed_run_harms_nothing),
        cmocka_unit_test(test_a_damaged_artefact_is_made_again),
        cmocka_unit_test(test_two_engines_at_once),
        cmocka_unit_test(test_odd_designs_run),
        cmocka_unit_test(test_designs_that_cannot_run_say_why),
    };
    return cmocka_run_group_tests_name("engine", tests, start, stop);
}
