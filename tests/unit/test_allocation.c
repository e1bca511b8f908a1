/* A warm request allocates nothing: every malloc of the program is counted while requests go through retrieval with a
 * tower, ranking and re-ranking. */
#include "base/mem.h"
#include "funnel/funnel.h"
#include "world_fixture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdlib.h>
#include <cmocka.h>

/* ---- the count ---- */

static atomic_long allocations;

#ifdef __SANITIZE_ADDRESS__ /* has the names already, and tells whoever asks */
int __sanitizer_install_malloc_and_free_hooks(void (*on_malloc)(const volatile void *, size_t),
                                              void (*on_free)(const volatile void *));
static void on_malloc(const volatile void *at, size_t bytes) {
    (void)at, (void)bytes;
    allocations++;
}
static void on_free(const volatile void *at) {
    (void)at;
}
static void count_from_now(void) {
    static bool installed;
    if (!installed)
        installed = __sanitizer_install_malloc_and_free_hooks(on_malloc, on_free) != 0;
    allocations = 0;
}
#else
extern void *__libc_malloc(size_t bytes);
extern void *__libc_calloc(size_t n, size_t bytes);
extern void *__libc_realloc(void *old, size_t bytes);
extern void *__libc_memalign(size_t alignment, size_t bytes);
void *malloc(size_t bytes) {
    allocations++;
    return __libc_malloc(bytes);
}
void *calloc(size_t n, size_t bytes) {
    allocations++;
    return __libc_calloc(n, bytes);
}
void *realloc(void *old, size_t bytes) {
    allocations++;
    return __libc_realloc(old, bytes);
}
void *aligned_alloc(size_t alignment, size_t bytes) {
    allocations++;
    return __libc_memalign(alignment, bytes);
}
int posix_memalign(void **out, size_t alignment, size_t bytes) {
    allocations++;
    return (*out = __libc_memalign(alignment, bytes)) ? 0 : 12; /* ENOMEM */
}
static void count_from_now(void) {
    allocations = 0;
}
#endif

/* ---- a funnel with every stage ---- */

enum { CANDIDATES = 200, LIST = 10, REQUESTS = 100 };
static struct fixture world;
static struct pool *pool;

static int start(void **state) {
    struct world_params p = fixture_little(3);
    struct err err = {0};
    (void)state;
    world = fixture_make(&p, 2);
    pool = pool_new(2, &err);
    return pool ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    pool_free(pool);
    fixture_free(&world);
    return 0;
}

/* Untrained: what weights say does not matter here. */
static struct blob *make_tower(void) {
    struct err err = {0};
    struct progress progress = {0};
    struct blob *blob = blob_new();
    const struct world *w = &world.world;
    struct tower_params params = {
        .seed = 1, .dim = 16, .hidden = 32, .batch = 8, .learning_rate = 0.01f, .temperature = 0.1f};
    int32_t user[FIELDS_MAX] = {0}, bag_start[2] = {0}, bag[FUNNEL_HISTORY], positive = 0;
    struct tower_data data = {.positive = &positive};
    data.users =
        (struct fields){.n = 1, .category = user, .bag_cardinality = w->items, .bag_start = bag_start, .bag = bag};
    data.users.n_category = tower_user_categories(w, data.users.cardinality);
    data.items = (struct fields){.n = w->items, .n_dense = tower_item_dense(w)};
    data.items.n_category = tower_item_categories(w, data.items.cardinality);
    size_t n = (size_t)w->items, F = (size_t)data.items.n_category, D = (size_t)data.items.n_dense;
    int32_t *category = mem_must(n * F, sizeof *category);
    float *dense = mem_must(n * D, sizeof *dense);
    for (int i = 0; i < w->items; i++)
        tower_item_fill(w, i, category + (size_t)i * F, dense + (size_t)i * D);
    data.items.category = category;
    data.items.dense = dense;
    if (!tower_train(&params, &data, pool, &progress, blob, &err))
        fail_msg("%s", err.message);
    free(category);
    free(dense);
    return blob;
}

static struct blob *make_ranker(const struct features *f, enum ranker_kind kind, int experts) {
    struct err err = {0};
    struct progress progress = {0};
    struct blob *blob = blob_new();
    int32_t category[FIELDS_MAX] = {0};
    float dense[64] = {0}, label[RANK_HEADS] = {0};
    struct ranker_params params = {.kind = kind,
                                   .seed = 1,
                                   .hash_buckets = 1000,
                                   .embedding_dim = 8,
                                   .hidden = {64, 32},
                                   .experts = experts,
                                   .batch = 8,
                                   .learning_rate = 0.01f};
    struct ranker_data data = {.rows = {.n = 1,
                                        .n_category = features_categories(f),
                                        .category = category,
                                        .n_dense = features_dense(f),
                                        .dense = dense},
                               .n_heads = RANK_HEADS,
                               .head = {[RANK_WATCH] = HEAD_WEIGHTED},
                               .label = label};
    assert_true(features_dense(f) <= 64);
    features_cardinalities(f, data.rows.cardinality);
    if (!ranker_train(&params, &data, pool, &progress, blob, &err))
        fail_msg("%s", err.message);
    return blob;
}

/* Mallocs of REQUESTS whole requests, once each has been answered before: the scratch of an index grows to what the
 * largest refinement wants and stays so. */
static bool lowered; /* whether rankers serve in 8 bits */
static long request_allocations(enum ranker_kind kind, int experts, enum diversity diversity,
                                enum index_kind index_kind) {
    static const char *const names[] = {"item_ctr", "topic", "length", "age_band", "user_topic_clicks"};
    struct err err = {0};
    struct progress progress = {0};
    const struct world *w = &world.world;
    struct features *features = features_new(w, &world.log, names, 5, &err);
    assert_non_null(features);
    struct blob *tower_blob = make_tower(), *index_blob = blob_new(),
                *ranker_blob = make_ranker(features, kind, experts);
    struct tower *tower = tower_open(tower_blob, &err);
    struct ranker *ranker = ranker_open(ranker_blob, &err);
    float *vectors = mem_must((size_t)w->items * 16, sizeof *vectors);
    struct index_params index_params = {.kind = index_kind, .seed = 1, .nlist = 16, .pq_bytes = 8, .hnsw_m = 8};
    struct policy_params policy_params = {.list_size = LIST,
                                          .keep = 100,
                                          .diversity = diversity,
                                          .diversity_weight = 0.3f,
                                          .exploration = 0.1f,
                                          .freshness_boost = 0.1f,
                                          .creator_cap = 2,
                                          .seed = 1};
    assert_true(!lowered || ranker_lower(ranker, &err));
    assert_true(tower && ranker && funnel_item_vectors(w, &world.log, tower, 12, pool, vectors, &err));
    assert_true(index_build(&index_params, vectors, w->items, 16, pool, &progress, index_blob, &err));
    struct index *index = index_open(index_blob, &err);
    struct policy *policy = policy_new(&policy_params, w, &world.log, &err);
    assert_true(index && policy);
    struct funnel funnel = {.world = w,
                            .log = &world.log,
                            .retrieval = {.tower = tower,
                                          .history = {0},
                                          .index = index,
                                          .query = {.nprobe = 8, .ef_search = CANDIDATES, .refine = 4},
                                          .candidates = CANDIDATES},
                            .ranking = {.ranker = ranker,
                                        .features = features,
                                        .objective = OBJECTIVE_MULTI_TASK,
                                        .value = {1, 1, 1, 1, 1, -1},
                                        .negative_keep = 0.5f,
                                        .undo_downsampling = true},
                            .policy = policy,
                            .list_size = LIST};
    struct funnel_scratch *scratch = funnel_scratch_new(&funnel, CANDIDATES, &err);
    assert_non_null(scratch);
    int32_t list[LIST];
    for (int i = 0; i < REQUESTS; i++)
        funnel_answer(&funnel, &world.log.request[world.log.requests - 1 - i], scratch, NULL, NULL, list);
    count_from_now();
    for (int i = 0; i < REQUESTS; i++)
        funnel_answer(&funnel, &world.log.request[world.log.requests - 1 - i], scratch, NULL, NULL, list);
    long counted = allocations;
    assert_true(list[0] >= 0);
    funnel_scratch_free(scratch);
    policy_free(policy);
    index_close(index);
    ranker_close(ranker);
    tower_close(tower);
    features_free(features);
    free(vectors);
    blob_free(tower_blob);
    blob_free(index_blob);
    blob_free(ranker_blob);
    return counted;
}

/* The count itself counts. */
static void test_the_count(void **state) {
    (void)state;
    struct err err = {0};
    count_from_now();
    assert_true(allocations == 0);
    void *some = mem_array(100, 4, &err);
    assert_true(some && allocations > 0);
    free(some);
}

static void test_rankers(void **state) {
    (void)state;
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2; kind++)
        assert_int_equal(request_allocations((enum ranker_kind)kind, 0, DIVERSITY_MMR, INDEX_FLAT), 0);
    assert_int_equal(request_allocations(RANKER_MLP, 4, DIVERSITY_MMR, INDEX_FLAT), 0);
}

static void test_rankers_of_8_bits(void **state) {
    (void)state;
    lowered = true;
    for (int kind = RANKER_LOGISTIC; kind <= RANKER_DCN_V2; kind++)
        assert_int_equal(request_allocations((enum ranker_kind)kind, 0, DIVERSITY_MMR, INDEX_FLAT), 0);
    lowered = false;
}

static void test_policies(void **state) {
    (void)state;
    for (int diversity = DIVERSITY_NONE; diversity <= DIVERSITY_DPP; diversity++)
        assert_int_equal(request_allocations(RANKER_MLP, 0, (enum diversity)diversity, INDEX_FLAT), 0);
}

static void test_indexes(void **state) {
    (void)state;
    for (int kind = INDEX_FLAT; kind <= INDEX_HNSW; kind++)
        if (request_allocations(RANKER_MLP, 0, DIVERSITY_MMR, (enum index_kind)kind) != 0)
            fail_msg("%s allocates in a warm request", index_kind_name((enum index_kind)kind));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_the_count), cmocka_unit_test(test_rankers), cmocka_unit_test(test_rankers_of_8_bits),
        cmocka_unit_test(test_policies),  cmocka_unit_test(test_indexes),
    };
    return cmocka_run_group_tests(tests, start, stop);
}
