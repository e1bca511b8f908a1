/* Serving: the queue against what is known of queues, the laws of scale, timelines, and the distances that monitors
 * watch. */
#include "serve/capacity.h"
#include "serve/load.h"
#include "serve/monitor.h"
#include "serve/timeline.h"
#include "base/rng.h"
#include "world_fixture.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

/* --- the queue --- */

enum { SERVICES = 4000 };
static double exponential[SERVICES];

/* Quantiles of the exponential distribution with mean 1 ms: service times whose mixture is known. */
static int start(void **state) {
    (void)state;
    for (int i = 0; i < SERVICES; i++)
        exponential[i] = -1e-3 * log(1.0 - (i + 0.5) / SERVICES);
    return 0;
}

static struct load_result simulated(const struct load *load, double budget_ms, double *curve) {
    struct load_result result;
    struct err err = {0};
    assert_true(load_simulate(load, budget_ms, &result, curve, &err));
    return result;
}

static void assert_near(double value, double expected, double share) {
    if (!(fabs(value - expected) <= share * fabs(expected)))
        fail_msg("%g is not near %g", value, expected);
}

/* M/M/1: the time in the system is exponential with rate mu - lambda. */
static void test_one_exponential_server(void **state) {
    (void)state;
    static const double rho[] = {0.1, 0.5, 0.8};
    for (size_t i = 0; i < sizeof rho / sizeof *rho; i++) {
        struct load load = {.qps = 1000 * rho[i], .servers = 1, .service = exponential, .n = SERVICES, .seed = 3};
        double rate = 1.0 - rho[i], curve[LOAD_POINTS]; /* per ms */
        struct load_result r = simulated(&load, -log(0.05) / rate, curve);
        double slack = rho[i] > 0.7 ? 0.15 : 0.06;
        assert_near(r.utilisation, rho[i], 0.01);
        assert_near(r.p50_ms, log(2.0) / rate, slack);
        assert_near(r.p95_ms, -log(0.05) / rate, slack);
        assert_near(r.p99_ms, -log(0.01) / rate, slack);
        assert_near(r.over_budget, 0.05, 0.25);
        assert_true(curve[50] == r.p50_ms && curve[95] == r.p95_ms && curve[99] == r.p99_ms);
        for (int p = 1; p < LOAD_POINTS; p++)
            assert_true(curve[p] >= curve[p - 1] && curve[0] > 0);
    }
}

/* M/D/1: waiting is half of M/M/1's; mean time = s + rho s / (2 (1 - rho)). The curve's trapezoid is its mean. */
static void test_one_constant_server(void **state) {
    (void)state;
    static const double rho[] = {0.3, 0.6, 0.8};
    double service = 1e-3, curve[LOAD_POINTS];
    for (size_t i = 0; i < sizeof rho / sizeof *rho; i++) {
        struct load load = {.qps = 1000 * rho[i], .servers = 1, .service = &service, .n = 1, .seed = 5};
        struct load_result r = simulated(&load, 1e9, curve);
        double mean = 0.0;
        for (int p = 1; p < LOAD_POINTS; p++)
            mean += 0.5 * (curve[p] + curve[p - 1]) / (LOAD_POINTS - 1);
        assert_near(mean, 1.0 + rho[i] / (2 * (1 - rho[i])), 0.06);
        assert_true(fabs(curve[0] - 1.0) < 1e-6); /* nobody is faster than the service */
        assert_true(r.over_budget == 0.0);
        /* P(no wait) = 1 - rho: that share of answers takes the service time alone */
        assert_true(fabs(curve[(int)(100 * (1 - rho[i])) - 4] - 1.0) < 1e-6);
        assert_true(curve[(int)(100 * (1 - rho[i])) + 4] > 1.0 + 1e-6);
    }
}

/* M/M/c: the share that waits is Erlang's C. With 4 servers at 70 % it is 0.4287. */
static void test_several_servers(void **state) {
    (void)state;
    struct load load = {.qps = 2800, .servers = 4, .service = exponential, .n = SERVICES, .seed = 7};
    struct load_result r = simulated(&load, 5.0, NULL);
    double c = 0.4287, rate = 1.2; /* P(T > t) from the waiting time's two parts, mu = 1, c mu - lambda = 1.2 per ms */
    double t = 5.0, tail = (1 - c) * exp(-t) + c * (rate * exp(-t) - exp(-rate * t)) / (rate - 1.0);
    assert_near(r.over_budget, tail, 0.25);
    assert_near(r.utilisation, 0.7, 0.01);
    struct load one = load;
    one.servers = 1;
    one.qps = 700; /* the same share of work on one: a shared queue is better */
    assert_true(simulated(&one, 5.0, NULL).p95_ms > 1.5 * r.p95_ms);
}

static void test_overload_grows_without_end(void **state) {
    (void)state;
    double service = 1e-3;
    struct load load = {.qps = 1500, .servers = 1, .service = &service, .n = 1, .seed = 1};
    struct load_result r = simulated(&load, 100.0, NULL);
    assert_near(r.utilisation, 1.5, 1e-9);
    assert_true(r.p50_ms > 3000.0 && r.over_budget > 0.95); /* a third of the work stays undone */
}

static void test_a_cache_takes_load_off(void **state) {
    (void)state;
    double service = 1e-3, curve[LOAD_POINTS];
    struct load load = {
        .qps = 100, .servers = 1, .service = &service, .n = 1, .cache_hit = 0.4, .cache_seconds = 2e-5, .seed = 2};
    struct load_result r = simulated(&load, 0.5, curve);
    assert_near(load_mean_service(&load), 0.6e-3 + 0.4 * 2e-5, 1e-9);
    assert_near(r.utilisation, 100 * load_mean_service(&load), 1e-9);
    assert_near(r.over_budget, 0.6, 0.05);
    assert_true(curve[30] < 0.1 && curve[60] > 0.9);
    assert_true(simulated(&(struct load){100, 1, &service, 1, 1.0, 2e-5, 2}, 0.5, NULL).over_budget == 0.0);
}

static void test_the_same_seed_is_the_same_load(void **state) {
    (void)state;
    struct load load = {.qps = 500, .servers = 2, .service = exponential, .n = SERVICES, .seed = 11};
    struct load_result a = simulated(&load, 1.0, NULL), b = simulated(&load, 1.0, NULL);
    assert_memory_equal(&a, &b, sizeof a);
    load.seed = 12;
    b = simulated(&load, 1.0, NULL);
    assert_memory_not_equal(&a, &b, sizeof a);
}

/* M/M/1 keeps p99 within t when ln(100) / (mu - lambda) <= t. */
static void test_the_load_that_is_sustained(void **state) {
    (void)state;
    struct err err = {0};
    struct load load = {.qps = 1, .servers = 1, .service = exponential, .n = SERVICES, .seed = 3};
    struct progress progress = {0};
    double qps = -1;
    assert_true(load_sustained(&load, 20.0, &progress, &qps, &err));
    assert_near(qps, 1000 - 1000 * log(100.0) / 20.0, 0.05);
    load.qps = qps;
    assert_true(simulated(&load, 20.0, NULL).p99_ms <= 20.0);
    load.qps = qps * 1.1;
    assert_true(simulated(&load, 20.0, NULL).p99_ms > 20.0);
    assert_true(load_sustained(&load, 0.5, &progress, &qps, &err)); /* a single request takes longer */
    assert_true(qps == 0.0);
    double wide;
    load.servers = 8;
    assert_true(load_sustained(&load, 20.0, &progress, &wide, &err));
    assert_true(wide > 8 * 770 && wide < 8000); /* sharing a queue, more than eight times */
    atomic_store(&progress.cancel, true);
    assert_false(load_sustained(&load, 20.0, &progress, &wide, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
}

/* --- capacity --- */

static struct capacity_result planned(const struct capacity_input *in) {
    struct capacity_result out;
    struct err err = {0};
    assert_true(capacity_plan(in, &out, &err));
    return out;
}

static struct capacity_input production(enum scan_law law) {
    static const double retrieve[] = {1e-3, 1e-3}, rest[] = {2e-3, 2e-3};
    return (struct capacity_input){.scale = {1e6, 1e6, 8.64, 10, 1e6, .inventory = 5000},
                                   .law = law,
                                   .items = 10000,
                                   .nlist = 100,
                                   .nprobe = 10,
                                   .retrieve = retrieve,
                                   .rest = rest,
                                   .n = 2,
                                   .bytes_per_item = 100,
                                   .fixed_bytes = 1e6,
                                   .cores = 4,
                                   .machine_bytes = 1e12,
                                   .seed = 1};
}

static void test_capacity_follows_its_laws(void **state) {
    (void)state;
    struct capacity_input in = production(SCAN_LINEAR);
    struct capacity_result r = planned(&in);
    assert_near(r.peak_qps, 1000.0, 1e-9); /* 1e6 * 8.64 / 86400 * 10 */
    assert_near(r.scan_factor, 100.0, 1e-9);
    assert_near(r.seconds_per_request, 0.1 + 2e-3, 1e-9);
    assert_near(r.memory_bytes, 1e8 + 1e6, 1e-9);
    assert_near(r.machines, ceil(1000 * 0.102 / (4 * 0.6)), 1e-9);
    assert_true(r.p99_ms >= 102.0);
    /* 100 cells -> 1000; here 100 + 10000 * 10/100 = 1100 are scanned, there 1000 + 1e6 * 10/1000 = 11000 */
    in = production(SCAN_CELLS);
    assert_near(planned(&in).scan_factor, 10.0, 1e-9);
    in = production(SCAN_INVENTORY);
    assert_near(planned(&in).scan_factor, 0.5, 1e-9); /* 5000 of 10,000, whatever the corpus */
    assert_near(planned(&in).memory_bytes, 1e8 + 1e6, 1e-9);
    in = production(SCAN_GRAPH);
    assert_near(planned(&in).scan_factor, log(1e6) / log(1e4), 1e-9);
    in = production(SCAN_LOOKUP);
    r = planned(&in);
    assert_near(r.scan_factor, 1.0, 1e-9);
    assert_near(r.seconds_per_request, 3e-3, 1e-9);
    for (enum scan_law law = SCAN_LINEAR; law <= SCAN_LOOKUP; law++) {
        in = production(law);
        in.scale.items = in.scale.inventory = in.items; /* the corpus as it is here costs what was measured here */
        assert_near(planned(&in).scan_factor, 1.0, 1e-9);
        assert_true(strlen(scan_law_text(law)) > 10);
    }
}

static void test_capacity_scales(void **state) {
    (void)state;
    struct capacity_input in = production(SCAN_CELLS);
    struct capacity_result small = planned(&in);
    in.scale.users *= 10;
    struct capacity_result large = planned(&in);
    assert_near(large.peak_qps, 10 * small.peak_qps, 1e-9);
    assert_true(large.machines >= 9 * small.machines && large.machines <= 10 * small.machines);
    assert_near(large.seconds_per_request, small.seconds_per_request, 1e-9);
    in = production(SCAN_CELLS);
    in.cache_hit = 0.5;
    assert_true(planned(&in).machines < small.machines);
    in = production(SCAN_CELLS);
    in.machine_bytes = 1e7; /* memory asks for more machines than work does */
    assert_near(planned(&in).machines, ceil(small.memory_bytes / 1e7), 1e-9);
    in = production(SCAN_LOOKUP);
    in.scale.users = 1;
    assert_true(planned(&in).machines == 1.0); /* never none */
}

/* --- timelines --- */

static struct timeline read_timeline(const char *text) {
    struct timeline t;
    struct err err = {0};
    if (!timeline_parse(text, WORLD_FEED, &t, &err))
        fail_msg("%s", err.message);
    return t;
}

static void test_timelines_are_read(void **state) {
    (void)state;
    struct timeline t = read_timeline("5:drift:taste::0.3;9:fault:feature_null:item_ctr:1;2:fault:traffic::4;"
                                      "12:fault:feature_stale::");
    assert_int_equal(t.n, 4);
    assert_true(t.entry[0].day == 5 && t.entry[0].kind == DRIFT_TASTE && t.entry[0].size == 0.3);
    assert_true(t.entry[1].kind == FAULT_FEATURE_NULL);
    assert_string_equal(t.entry[1].name, "item_ctr");
    assert_true(t.entry[2].kind == FAULT_TRAFFIC && t.entry[2].size == 4.0);
    assert_true(t.entry[3].kind == FAULT_FEATURE_STALE);
    assert_int_equal(timeline_first_fault(&t), 2); /* a drift is no fault */
    assert_true(timeline_quiet(&t, 1) && !timeline_quiet(&t, 2) && !timeline_quiet(&t, 366));
    t = read_timeline("");
    assert_true(t.n == 0 && timeline_first_fault(&t) == 0 && timeline_quiet(&t, 366));
    t = read_timeline(";;3:drift:taste;"); /* a usual size, and empty entries */
    assert_true(t.n == 1 && t.entry[0].size > 0.0 && timeline_first_fault(&t) == 0 && !timeline_quiet(&t, 3));
    for (enum incident kind = 0; kind < INCIDENTS; kind++)
        assert_int_equal(incident_is_fault(kind), kind < DRIFT_TASTE);
}

static void test_kinds_of_world_have_incidents_of_their_own(void **state) {
    (void)state;
    struct timeline t;
    struct err err = {0};
    double size = 0.0;
    assert_true(timeline_parse("4:drift:style::0.4;9:fault:index_stale;7:drift:style::0.9;2:drift:camera", WORLD_IMAGES,
                               &t, &err));
    assert_int_equal(timeline_first(&t, DRIFT_STYLE, &size), 4);
    assert_true(size == 0.4);
    assert_int_equal(timeline_first(&t, DRIFT_CAMERA, NULL), 2);
    assert_int_equal(timeline_first(&t, FAULT_COLOUR_ORDER, &size), 0);
    assert_int_equal(timeline_first_fault(&t), 9);
    assert_false(timeline_parse("1:drift:taste", WORLD_IMAGES, &t, &err));
    assert_non_null(strstr(err.message, "there is style and camera"));
    err = (struct err){0};
    assert_false(timeline_parse("1:fault:colour_order", WORLD_FEED, &t, &err));
    assert_non_null(strstr(err.message, "feature_null, feature_stale and traffic"));
}

static void test_wrong_timelines_are_refused(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } wrong[] = {
        {"x", "day 'x'"},
        {"0:drift:taste", "day '0'"},
        {"367:drift:taste", "day '367'"},
        {"-1:drift:taste", "day '-1'"},
        {"1.5:drift:taste", "day '1.5'"},
        {"3", "neither fault nor drift"},
        {"3:storm:taste", "'storm'"},
        {"3:drift:tast", "there is taste"},
        {"3:fault:taste", "feature_null, feature_stale and traffic"},
        {"3:fault:feature_null", "name of a feature"},
        {"3:fault:feature_null:item_crt", "'item_crt'"},
        {"3:drift:taste::x", "not a number"},
        {"3:drift:taste::1.5", "0..1"},
        {"3:drift:taste::-0.1", "0..1"},
        {"3:fault:traffic::0", "0.01..20"},
        {"3:fault:traffic::21", "0.01..20"},
        {"3:drift:taste::nan", "not a number"},
        {"3:drift:taste::0.3:4", "6 parts"},
        {"1:drift:taste::0.1;3:fault", "entry '3:fault'"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct timeline t;
        struct err err = {0};
        if (timeline_parse(wrong[i].text, WORLD_FEED, &t, &err))
            fail_msg("'%s' was taken", wrong[i].text);
        assert_int_equal(err.code, ERR_USAGE);
        assert_non_null(strstr(err.message, "world.timeline"));
        if (!strstr(err.message, wrong[i].says))
            fail_msg("'%s': %s", wrong[i].text, err.message);
    }
}

static void test_a_timeline_has_its_end(void **state) {
    (void)state;
    char text[64 * (TIMELINE_MAX + 1)] = "";
    for (int i = 0; i < TIMELINE_MAX; i++)
        strcat(text, "3:drift:taste::0.1;");
    assert_int_equal(read_timeline(text).n, TIMELINE_MAX);
    strcat(text, "3:drift:taste::0.1");
    struct timeline t;
    struct err err = {0};
    assert_false(timeline_parse(text, WORLD_FEED, &t, &err));
    assert_non_null(strstr(err.message, "64"));
    char *longest = malloc(100001);
    memset(longest, '7', 100000);
    longest[100000] = '\0';
    err_clear(&err);
    assert_false(timeline_parse(longest, WORLD_FEED, &t, &err));
    free(longest);
}

static void test_what_has_begun_lasts(void **state) {
    (void)state;
    struct timeline t = read_timeline("3:drift:taste::0.2;5:drift:taste::0.6;4:drift:taste::0.1;2:fault:traffic::3;"
                                      "6:fault:traffic::1");
    struct truth_drift drift[8];
    float traffic[8];
    static const float taste[8] = {0, 0, 0.2f, 0.2f, 0.6f, 0.6f, 0.6f, 0.6f}, load[8] = {1, 3, 3, 3, 3, 1, 1, 1};
    timeline_days(&t, 8, drift, traffic);
    for (int d = 0; d < 8; d++) {
        assert_true(drift[d].taste == taste[d] && drift[d].day == (float)d + 0.5f);
        assert_true(traffic[d] == load[d]);
    }
}

static void test_features_break_when_they_are_told_to(void **state) {
    (void)state;
    struct world_params p = fixture_params(1);
    p.users = p.items = 100;
    p.creators = 10;
    struct fixture world = fixture_make(&p, 1);
    static const char *const names[] = {"item_ctr"};
    struct err err = {0};
    struct features *f = features_new(&world.world, &world.log, names, 1, &err);
    assert_non_null(f);
    struct timeline t = read_timeline("2:fault:feature_null:item_ctr");
    struct request request = world.log.request[world.log.requests - 1];
    int32_t items[100], category[1];
    float before[100], after[100];
    bool any = false;
    for (int i = 0; i < 100; i++)
        items[i] = i;
    request.time = (float)p.days - 0.1f;
    features_fill(f, &request, items, 100, category, before);
    timeline_break(&t, p.days - 2, f); /* day 1 begins two days before the log's end, so day 2 is the last */
    request.time = (float)p.days - 1.1f;
    features_fill(f, &request, items, 100, category, after);
    for (int i = 0; i < 100; i++)
        any = any || after[i] != after[0];
    assert_true(any);
    request.time = (float)p.days - 0.1f;
    features_fill(f, &request, items, 100, category, after);
    for (int i = 0; i < 100; i++) { /* a raw 0 for everybody, whatever that is when standardised */
        assert_true(after[i] == after[0]);
        any = any && before[i] == before[0];
    }
    assert_false(any);
    features_free(f);
    fixture_free(&world);
}

/* --- monitors --- */

static struct monitor learnt(const float *values, int n) {
    struct monitor m;
    float *work = malloc((size_t)n * sizeof *work);
    monitor_learn(&m, values, n, work);
    free(work);
    return m;
}

static int ascending(const void *a, const void *b) {
    float x = *(const float *)a, y = *(const float *)b;
    return (x > y) - (x < y);
}

/* Edges stand a little above values of the sorted reference, and below the next, whatever its length and however many
 * are alike. */
static void test_edges_are_those_of_sorting(void **state) {
    (void)state;
    float values[300], sorted[300];
    struct rng r = rng_of(3, 0, 0);
    for (int n = 1; n <= 300; n++) {
        for (int i = 0; i < n; i++)
            values[i] = n % 3 ? (float)rng_normal(&r) : (float)rng_below(&r, 1 + (uint32_t)n / 20);
        memcpy(sorted, values, sizeof sorted);
        qsort(sorted, (size_t)n, sizeof *sorted, ascending);
        struct monitor m = learnt(values, n);
        int bins = 1;
        for (int b = 1; b < MONITOR_BINS; b++) {
            double edge = sorted[n * b / MONITOR_BINS];
            int above = n * b / MONITOR_BINS;
            while (above < n && (double)sorted[above] == edge)
                above++;
            if (edge < sorted[n - 1] && (bins == 1 || edge > m.edge[bins - 2])) {
                assert_true(bins < m.bins);
                assert_true(m.edge[bins - 1] > edge && m.edge[bins - 1] < sorted[above]);
                bins++;
            }
        }
        assert_int_equal(bins, m.bins);
    }
}

/* Two values, 50:50 when trained and 30:70 today: PSI = (0.3-0.5) ln(0.3/0.5) + (0.7-0.5) ln(0.7/0.5) = 0.16946;
 * the largest gap of the distributions is 0.2. */
static void test_distances_by_hand(void **state) {
    (void)state;
    float then[1000], now[1000];
    for (int i = 0; i < 1000; i++) {
        then[i] = i < 500 ? 1.0f : 2.0f;
        now[i] = i < 300 ? 1.0f : 2.0f;
    }
    struct monitor m = learnt(then, 1000);
    assert_int_equal(m.bins, 2);
    assert_true(fabs(monitor_distance(&m, DRIFT_PSI, now, 1000) - 0.169459578) < 1e-7);
    assert_true(fabs(monitor_distance(&m, DRIFT_KS, now, 1000) - 0.2) < 1e-9);
    assert_true(monitor_distance(&m, DRIFT_PSI, then, 1000) < 1e-12);
    assert_true(monitor_distance(&m, DRIFT_KS, then, 1000) < 1e-12);
    for (int i = 0; i < 1000; i++) /* an empty bin counts as 1e-4: (1e-4 - 0.5) ln(2e-4) + 0.5 ln 2 */
        now[i] = 2.0f;
    assert_true(fabs(monitor_distance(&m, DRIFT_PSI, now, 1000) - ((1e-4 - 0.5) * log(2e-4) + 0.5 * log(2.0))) < 1e-7);
    assert_true(fabs(monitor_distance(&m, DRIFT_KS, now, 1000) - 0.5) < 1e-9);
}

static void test_bins_have_equal_counts(void **state) {
    (void)state;
    enum { N = 5000 };
    static float values[N];
    struct rng r = rng_of(4, 0, 0);
    for (int i = 0; i < N; i++)
        values[i] = (float)rng_normal(&r);
    struct monitor m = learnt(values, N);
    assert_int_equal(m.bins, MONITOR_BINS);
    for (int b = 0; b < MONITOR_BINS; b++)
        assert_true(fabs(m.share[b] - 0.1) < 0.002);
    for (int b = 1; b < MONITOR_BINS - 1; b++)
        assert_true(m.edge[b] > m.edge[b - 1]);
    /* A normal shifted by half a deviation: PSI over ten bins of a normal is 0.23 to 0.25; KS is 2 Phi(0.25) - 1. */
    for (int i = 0; i < N; i++)
        values[i] = (float)rng_normal(&r) + 0.5f;
    double psi = monitor_distance(&m, DRIFT_PSI, values, N), ks = monitor_distance(&m, DRIFT_KS, values, N);
    assert_true(psi > 0.2 && psi < 0.29);
    assert_true(ks > 0.17 && ks < 0.22);
}

/* Chance alone stays far below the usual threshold of 0.2. */
static void test_chance_is_small(void **state) {
    (void)state;
    enum { N = 2000 };
    static float values[N];
    struct rng r = rng_of(8, 0, 0);
    struct monitor m = {0};
    for (int round = 0; round < 20; round++) {
        for (int i = 0; i < N; i++)
            values[i] = (float)rng_gamma(&r, 0.7);
        if (round == 0)
            m = learnt(values, N);
        assert_true(monitor_distance(&m, DRIFT_PSI, values, N) < 0.03);
        assert_true(monitor_distance(&m, DRIFT_KS, values, N) < 0.06);
    }
}

/* Of days without drift about one in a thousand passes what chance may give, however many rows there are, and a real
 * change of the same size as the chance of few rows is plain with many. */
static void test_chance_is_bounded(void **state) {
    (void)state;
    enum { N = 4000, ROUNDS = 500 };
    static float values[N];
    static const int sizes[] = {200, 1000, 4000};
    struct rng r = rng_of(9, 0, 0);
    for (size_t k = 0; k < sizeof sizes / sizeof *sizes; k++) {
        int n = sizes[k], passed = 0, near = 0;
        for (int round = 0; round < ROUNDS; round++) {
            for (int i = 0; i < n; i++)
                values[i] = (float)rng_gamma(&r, 0.7);
            struct monitor m = learnt(values, n);
            double psi = monitor_chance(&m, DRIFT_PSI, n, n, 1), ks = monitor_chance(&m, DRIFT_KS, n, n, 1);
            for (int i = 0; i < n; i++)
                values[i] = (float)rng_gamma(&r, 0.7);
            double distance = monitor_distance(&m, DRIFT_PSI, values, n);
            passed += distance > psi || monitor_distance(&m, DRIFT_KS, values, n) > ks;
            near += distance > 0.5 * psi;
        }
        assert_true(passed <= 5); /* 0.001 each: 6 and more are very unlikely */
        assert_true(near >= 5);   /* and the bound is not far above what happens */
    }
    struct monitor m = learnt(values, N);
    for (int i = 0; i < N; i++)
        values[i] = (float)rng_gamma(&r, 0.7) * 1.3f;
    assert_true(monitor_distance(&m, DRIFT_PSI, values, N) > monitor_chance(&m, DRIFT_PSI, N, N, 1));
    assert_true(monitor_distance(&m, DRIFT_KS, values, N) > monitor_chance(&m, DRIFT_KS, N, N, 1));
    /* Upper 0.001 quantile of chi-square with 9 degrees of freedom: 27.877; of Kolmogorov's distribution: 1.9495. */
    assert_int_equal(m.bins, MONITOR_BINS);
    assert_true(fabs(monitor_chance(&m, DRIFT_PSI, 200, 200, 1) - 0.27877) < 0.002);
    assert_true(fabs(monitor_chance(&m, DRIFT_KS, 200, 200, 1) - 0.19495) < 0.0001);
    assert_true(monitor_chance(&m, DRIFT_PSI, 200, 200, 30) > monitor_chance(&m, DRIFT_PSI, 200, 200, 1));
    m.bins = 1;
    assert_true(monitor_chance(&m, DRIFT_PSI, 200, 200, 1) == 0.0);
}

/* Half of the rows share a counter that moves a little from day to day, among many others that lie close to it: nothing
 * has happened. When the others move as one, something has. */
static void test_a_large_group_may_move_a_little(void **state) {
    (void)state;
    enum { N = 2000 };
    static float then[N], now[N];
    struct rng r = rng_of(12, 0, 0);
    for (int i = 0; i < N; i++)
        then[i] = i % 2 ? -0.2f : (float)rng_normal(&r);
    struct monitor m = learnt(then, N);
    for (int step = -1; step <= 1; step += 2) {
        for (int i = 0; i < N; i++)
            now[i] = i % 2 ? -0.2f + 0.03f * (float)step : then[i];
        assert_true(monitor_distance(&m, DRIFT_PSI, now, N) < 0.01);
        assert_true(monitor_distance(&m, DRIFT_KS, now, N) < 0.05);
    }
    for (int i = 0; i < N; i++)
        now[i] = i % 2 ? -0.2f : then[i] + 1.0f;
    assert_true(monitor_distance(&m, DRIFT_PSI, now, N) > 0.3);
    for (int i = 0; i < N; i++)
        now[i] = 0.0f;
    assert_true(monitor_distance(&m, DRIFT_PSI, now, N) > 1.0);
}

static void test_odd_columns(void **state) {
    (void)state;
    float same[300], zero_heavy[300], other[300];
    for (int i = 0; i < 300; i++) {
        same[i] = 3.5f;
        other[i] = 30.0f;
        zero_heavy[i] = i < 270 ? 0.0f : (float)i;
    }
    struct monitor m = learnt(same, 300);
    assert_int_equal(m.bins, 1); /* a constant has nothing to compare */
    assert_true(monitor_distance(&m, DRIFT_PSI, zero_heavy, 300) == 0.0);
    m = learnt(zero_heavy, 300);
    assert_true(m.bins >= 2 && m.bins < MONITOR_BINS);
    assert_true(monitor_distance(&m, DRIFT_PSI, zero_heavy, 300) < 1e-12);
    assert_true(monitor_distance(&m, DRIFT_KS, other, 300) > 0.5);
    assert_true(monitor_distance(&m, DRIFT_KS, same, 300) < 0.2); /* hardly more than the zero that most rows have */
    assert_true(isnan(monitor_distance(&m, DRIFT_PSI, same, MONITOR_ROWS - 1))); /* too few to say */
    assert_false(isnan(monitor_distance(&m, DRIFT_PSI, same, MONITOR_ROWS)));
    m = learnt(NULL, 0);
    assert_int_equal(m.bins, 1);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_one_exponential_server),
        cmocka_unit_test(test_one_constant_server),
        cmocka_unit_test(test_several_servers),
        cmocka_unit_test(test_overload_grows_without_end),
        cmocka_unit_test(test_a_cache_takes_load_off),
        cmocka_unit_test(test_the_same_seed_is_the_same_load),
        cmocka_unit_test(test_the_load_that_is_sustained),
        cmocka_unit_test(test_capacity_follows_its_laws),
        cmocka_unit_test(test_capacity_scales),
        cmocka_unit_test(test_timelines_are_read),
        cmocka_unit_test(test_kinds_of_world_have_incidents_of_their_own),
        cmocka_unit_test(test_wrong_timelines_are_refused),
        cmocka_unit_test(test_a_timeline_has_its_end),
        cmocka_unit_test(test_what_has_begun_lasts),
        cmocka_unit_test(test_features_break_when_they_are_told_to),
        cmocka_unit_test(test_edges_are_those_of_sorting),
        cmocka_unit_test(test_distances_by_hand),
        cmocka_unit_test(test_bins_have_equal_counts),
        cmocka_unit_test(test_chance_is_small),
        cmocka_unit_test(test_chance_is_bounded),
        cmocka_unit_test(test_a_large_group_may_move_a_little),
        cmocka_unit_test(test_odd_columns),
    };
    return cmocka_run_group_tests_name("serve", tests, start, NULL);
}
