#include "engine/plan.h"
#include "engine/ads_delivery.h"
#include "engine/nodes.h"
#include "base/mem.h"
#include "base/text.h"
#include "build_hash.h"

#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define KNOBS_OF(...) ((const enum knob_id[]){__VA_ARGS__, KNOBS})
#define NODES_OF(...) ((const enum node_id[]){__VA_ARGS__, NODES})
#define NO_KNOBS      ((const enum knob_id[]){KNOBS})

/* What training the two models reads; named once because the replayed days retrain by the same rules. */
#define RANKING_TRAINING                                                                                               \
    K_SEED_TRAIN, K_OBJECTIVE, K_LABEL, K_SPLIT, K_FEATURES, K_NEGATIVE_KEEP, K_POSITION_DEBIAS, K_POSITION_METHOD,    \
        K_RANKING_MODEL, K_RANKING_LOSS, K_HASH_BUCKETS, K_EMBEDDING_DIM, K_RANKING_EPOCHS, K_RANKING_OPTIMIZER,       \
        K_SHARING, K_EXPERTS, K_UNSHOWN
#define SCORING_ALONE                                                                                                  \
    K_VALUE_CLICK, K_VALUE_WATCH, K_VALUE_LIKE, K_VALUE_COMMENT, K_VALUE_SHARE, K_VALUE_HIDE,                          \
        K_DOWNSAMPLING_CORRECTION, K_CALIBRATION, K_PRECISION
#define RANKING_SCORING SCORING_ALONE, K_OBJECTIVE, K_FEATURES, K_NEGATIVE_KEEP, K_POSITION_DEBIAS, K_RANKING_MODEL
#define SEARCHING_ALONE K_RETRIEVAL_MODEL, K_SIGNALS, K_CANDIDATES, K_INDEX, K_NLIST, K_NPROBE, K_EF_SEARCH, K_REFINE
#define SEARCHING       SEARCHING_ALONE, K_LABEL
#define POLICY                                                                                                         \
    K_LIST_SIZE, K_DIVERSITY, K_DIVERSITY_WEIGHT, K_EXPLORATION, K_FRESHNESS, K_CREATOR_CAP, K_CATEGORY_CAP, K_KEEP,   \
        K_SEED_EVAL

/* Where labels of posts come from. */
#define POSTS_LABELS K_LABELS, K_DOUBLE_REVIEW
#define POST_REVIEWS K_REVIEW_CAPACITY, K_SCALE_REVIEWS, K_SCALE_USERS, K_SCALE_REQUESTS
#define POST_SERVICE K_SCREENING_KEEP, K_FEATURES, K_RANKING_MODEL, K_SCALE_TEXT_ENCODER, K_SCALE_IMAGE_ENCODER

/* What the network of pictures is trained by, beside what other retrievers are. */
#define IMAGES_LEARNING_ALONE K_POSITIVES, K_HUMAN_LABELS, K_DEDUPLICATE, K_AUGMENTATION, K_BATCH

static const struct node table[NODES] = {
    [N_WORLD] = {"world",
                 "users, creators, items and the hidden truth of their tastes",
                 false,
                 {NODES},
                 KNOBS_OF(K_SEED_WORLD, K_WORLD_USERS, K_WORLD_ITEMS, K_WORLD_DAYS, K_WORLD_CREATORS, K_WORLD_REQUESTS,
                          K_WORLD_CLICKBAIT, K_WORLD_POPULARITY, K_WORLD_FRESH, K_WORLD_FADE, K_WORLD_SATIATION,
                          K_WORLD_TASTE_DRIFT, K_WORLD_LOGGING_BIAS, K_WORLD_UPLOAD_DAYS, K_WORLD_LOG, K_WORLD_POSITIVE,
                          K_WORLD_HEAVY_TASTE),
                 {node_world, node_world_ads, images_world, posts_world},
                 .more = {[WORLD_ADS] = KNOBS_OF(K_WORLD_ADVERTISERS, K_WORLD_INTERACTION, K_WORLD_CONVERSION_DELAY,
                                                 K_WORLD_BUDGET),
                          [WORLD_IMAGES] = KNOBS_OF(K_WORLD_DUPLICATES, K_WORLD_CAMERA_GAP),
                          [WORLD_POSTS] = KNOBS_OF(K_WORLD_COPIES, K_WORLD_REWORD)}},
    [N_LOG] = {"log",
               "what the older policy showed, and what people did with it",
               false,
               {N_WORLD, NODES},
               NO_KNOBS,
               {node_log, node_log, images_log, posts_log}},
    [N_LOG_STATISTICS] = {"log_statistics",
                          "what a look at the log tells: sparsity, popularity, positions, single features",
                          false,
                          {N_WORLD, N_LOG, NODES},
                          NO_KNOBS,
                          {node_log_statistics, node_log_statistics, images_statistics, posts_statistics}},
    [N_REQUESTS] = {"requests",
                    "the evaluation requests of the last two days, their relevant sets and rulers",
                    false,
                    {N_WORLD, N_LOG, NODES},
                    KNOBS_OF(K_SEED_EVAL),
                    {node_requests, node_requests_ads, images_requests, posts_requests}},
    [N_RETRIEVAL_MODEL] = {"retrieval_model",
                           "the trained towers or factors of stage 1",
                           false,
                           {N_WORLD, N_LOG, NODES},
                           KNOBS_OF(K_SEED_TRAIN, K_LABEL, K_SPLIT, K_SIGNALS, K_NEGATIVES, K_RETRIEVAL_MODEL,
                                    K_RETRIEVAL_LOSS, K_LOGQ, K_LOGQ_SIGN, K_TEMPERATURE, K_RETRIEVAL_DIM,
                                    K_RETRIEVAL_EPOCHS, K_RETRIEVAL_OPTIMIZER),
                           {node_retrieval_model, node_retrieval_model, images_model, posts_screening_model},
                           .more = {[WORLD_FEED] = KNOBS_OF(K_USER_CAP),
                                    [WORLD_IMAGES] = KNOBS_OF(IMAGES_LEARNING_ALONE),
                                    [WORLD_POSTS] = KNOBS_OF(POSTS_LABELS, K_FEATURES)}},
    [N_ITEM_VECTORS] = {"item_vectors",
                        "a vector of every item",
                        false,
                        {N_WORLD, N_LOG, N_RETRIEVAL_MODEL, NODES},
                        KNOBS_OF(K_RETRIEVAL_MODEL),
                        {node_item_vectors, node_item_vectors, images_vectors}},
    [N_INDEX] = {"index",
                 "the search structure over the vectors, and its bytes an item",
                 false,
                 {N_ITEM_VECTORS, NODES},
                 KNOBS_OF(K_SEED_TRAIN, K_INDEX, K_NLIST, K_PQ_BYTES, K_HNSW_M),
                 {node_index, node_index, node_index}},
    [N_RANKING_MODEL] = {"ranking_model",
                         "the trained ranker of stage 2 and its calibration",
                         false,
                         {N_WORLD, N_LOG, NODES},
                         KNOBS_OF(RANKING_TRAINING, K_CALIBRATION),
                         {node_ranking_model, node_ranking_model, NULL, posts_classifier_model},
                         .more = {[WORLD_FEED] = KNOBS_OF(K_USER_CAP),
                                  [WORLD_ADS] = KNOBS_OF(K_LABEL_WINDOW, K_DELAYED_LABELS, K_CONVERSION_HEAD),
                                  [WORLD_POSTS] = KNOBS_OF(POSTS_LABELS, K_MULTI_TASK, K_CLASS_WEIGHTS)}},
    [N_CANDIDATES] = {"candidates",
                      "what stage 1 finds for every evaluation request",
                      false,
                      {N_WORLD, N_LOG, N_REQUESTS, N_RETRIEVAL_MODEL, N_ITEM_VECTORS, N_INDEX, NODES},
                      KNOBS_OF(SEARCHING, K_SERVING_MODE, K_CACHE, K_REFRESH),
                      {node_candidates, node_candidates, images_candidates, posts_screened},
                      .more = {[WORLD_ADS] = KNOBS_OF(K_TARGETING),
                               [WORLD_POSTS] = KNOBS_OF(K_FEATURES, K_MISSING, K_SCREENING_KEEP, K_HASH_MATCH)}},
    [N_SCORES] = {"scores",
                  "what the ranker says of every candidate",
                  false,
                  {N_WORLD, N_LOG, N_REQUESTS, N_CANDIDATES, N_RANKING_MODEL, NODES},
                  KNOBS_OF(RANKING_SCORING, K_MISSING),
                  {node_scores, node_scores, images_scores, posts_scores},
                  .more = {[WORLD_ADS] = KNOBS_OF(K_CONVERSION_HEAD), [WORLD_IMAGES] = KNOBS_OF(K_ATTRIBUTE_WEIGHT)},
                  .also = {[WORLD_IMAGES] = NODES_OF(N_ITEM_VECTORS)}},
    [N_LISTS] = {"lists",
                 "what stage 3 shows",
                 false,
                 {N_WORLD, N_LOG, N_REQUESTS, N_CANDIDATES, N_SCORES, NODES},
                 KNOBS_OF(POLICY),
                 {node_lists, node_lists_ads, images_lists, posts_actions},
                 .more = {[WORLD_ADS] = KNOBS_OF(AUCTIONING),
                          [WORLD_IMAGES] = KNOBS_OF(K_DUPLICATE_THRESHOLD),
                          [WORLD_POSTS] = KNOBS_OF(K_REMOVE_THRESHOLD, K_REMOVE_VIOLENCE, K_REMOVE_NUDITY,
                                                   K_REMOVE_HATE, K_REMOVE_MISINFORMATION, K_REMOVE_SPAM,
                                                   K_DEMOTE_THRESHOLD, POST_REVIEWS, K_REVIEW_ORDER)},
                 .also = {[WORLD_IMAGES] = NODES_OF(N_ITEM_VECTORS)}},
    [N_RETRIEVAL_QUALITY] =
        {"retrieval_quality",
         "retrieval.* metrics against relevant sets and exact search",
         false,
         {N_WORLD, N_LOG, N_REQUESTS, N_RETRIEVAL_MODEL, N_ITEM_VECTORS, N_INDEX, N_CANDIDATES, NODES},
         KNOBS_OF(SEARCHING, K_SEED_TRAIN, K_SEED_EVAL, K_SPLIT, K_PROTOCOL, K_SLICES, K_SERVING_MODE, K_CACHE,
                  K_REFRESH),
         {node_retrieval_quality, node_retrieval_quality, images_retrieval_quality, posts_screening_quality},
         .more = {[WORLD_ADS] = KNOBS_OF(K_TARGETING),
                  [WORLD_IMAGES] = KNOBS_OF(K_POSITIVES, K_HUMAN_LABELS, K_DEDUPLICATE, K_AUGMENTATION)}},
    [N_RANKING_QUALITY] =
        {"ranking_quality",
         "ranking.* metrics on the test days' impressions",
         false,
         {N_WORLD, N_LOG, N_RETRIEVAL_MODEL, N_ITEM_VECTORS, N_RANKING_MODEL, NODES},
         KNOBS_OF(RANKING_SCORING, K_MISSING, K_SEED_TRAIN, K_SEED_EVAL, K_SPLIT, K_LABEL, K_SIGNALS,
                  K_RETRIEVAL_MODEL),
         {node_ranking_quality, node_ranking_quality, NULL, posts_classifier_quality},
         .more =
             {[WORLD_ADS] = KNOBS_OF(K_CONVERSION_HEAD, K_SLICES), [WORLD_POSTS] = KNOBS_OF(POSTS_LABELS, K_SLICES)}},
    [N_LIST_QUALITY] = {"list_quality",
                        "list.* metrics",
                        false,
                        {N_WORLD, N_LOG, N_REQUESTS, N_LISTS, NODES},
                        KNOBS_OF(K_SEED_EVAL),
                        {node_list_quality, node_list_quality, images_list_quality}},
    [N_ONLINE_ORACLE] = {"online_oracle",
                         "the lists that the truth itself would show: upper rulers of online.*",
                         false,
                         {N_WORLD, N_LOG, N_REQUESTS, NODES},
                         KNOBS_OF(K_LIST_SIZE),
                         {node_online_oracle, node_online_oracle_ads, images_online_oracle},
                         "",
                         {[WORLD_ADS] = KNOBS_OF(AUCTIONING, K_EXPLORATION, K_SEED_EVAL)}},
    [N_ONLINE] = {"online",
                  "online.* metrics: the truth's answer to the lists",
                  false,
                  {N_WORLD, N_LOG, N_REQUESTS, N_LISTS, N_ONLINE_ORACLE, NODES},
                  KNOBS_OF(POLICY, K_AB_USERS, K_AB_DAYS, K_SLICES),
                  {node_online, node_online_ads, images_online, posts_online},
                  "online",
                  .more = {[WORLD_ADS] = KNOBS_OF(AUCTIONING), [WORLD_IMAGES] = KNOBS_OF(K_DUPLICATE_THRESHOLD)},
                  .also = {[WORLD_IMAGES] = NODES_OF(N_ITEM_VECTORS)}},
    [N_STAGE_TIMES] = {"stage_times",
                       "times of stages 1 and 2, a request at a time",
                       true,
                       {N_WORLD, N_LOG, N_REQUESTS, N_RETRIEVAL_MODEL, N_INDEX, N_RANKING_MODEL, NODES},
                       KNOBS_OF(SEARCHING, RANKING_SCORING),
                       {node_stage_times, node_stage_times, images_stage_times, posts_stage_times},
                       .more = {[WORLD_ADS] = KNOBS_OF(K_TARGETING, K_CONVERSION_HEAD),
                                [WORLD_IMAGES] = KNOBS_OF(K_ATTRIBUTE_WEIGHT, K_REFRESH),
                                [WORLD_POSTS] = KNOBS_OF(K_FEATURES)},
                       .also = {[WORLD_IMAGES] = NODES_OF(N_ITEM_VECTORS)}},
    [N_POLICY_TIMES] = {"policy_times",
                        "times of stage 3",
                        true,
                        {N_WORLD, N_LOG, N_REQUESTS, N_CANDIDATES, N_SCORES, NODES},
                        KNOBS_OF(POLICY),
                        {node_policy_times, node_policy_times_ads, images_policy_times},
                        NULL,
                        {[WORLD_ADS] = KNOBS_OF(AUCTIONING), [WORLD_IMAGES] = KNOBS_OF(K_DUPLICATE_THRESHOLD)},
                        .also = {[WORLD_IMAGES] = NODES_OF(N_ITEM_VECTORS)}},
    [N_SERVING] = {"serving",
                   "serving.* metrics: an open-loop queue over the measured times",
                   true,
                   {N_LOG, N_INDEX, N_RETRIEVAL_MODEL, N_RANKING_MODEL, N_STAGE_TIMES, N_POLICY_TIMES, NODES},
                   KNOBS_OF(K_SERVING_QPS, K_REPLICAS, K_CACHE, K_FALLBACK, K_SERVING_MODE, K_SCALE_LATENCY,
                            K_SEED_EVAL),
                   {node_serving, node_serving, node_serving, posts_serving},
                   .more = {[WORLD_POSTS] = KNOBS_OF(POST_SERVICE)}},
    [N_CAPACITY] = {"capacity",
                    "capacity.* metrics: the same funnel at the scenario's scale",
                    true,
                    {N_LOG, N_ITEM_VECTORS, N_INDEX, N_RETRIEVAL_MODEL, N_RANKING_MODEL, N_STAGE_TIMES, N_POLICY_TIMES,
                     NODES},
                    KNOBS_OF(K_SCALE_USERS, K_SCALE_ITEMS, K_SCALE_REQUESTS, K_SCALE_PEAK, K_SCALE_LATENCY, K_INDEX,
                             K_NLIST, K_NPROBE, K_CACHE, K_SERVING_MODE, K_SEED_EVAL),
                    {node_capacity, node_capacity, node_capacity, posts_capacity},
                    .more = {[WORLD_FEED] = KNOBS_OF(K_SCALE_INVENTORY),
                             [WORLD_POSTS] = KNOBS_OF(POST_SERVICE, K_REVIEW_CAPACITY, K_SCALE_REVIEWS)},
                    .also = {[WORLD_POSTS] = NODES_OF(N_WORLD)}},
    [N_DAYS_LOG] = {"days_log",
                    "the days after the log, with the timeline's drifts and faults",
                    false,
                    {N_WORLD, N_LOG, NODES},
                    KNOBS_OF(K_WORLD_REPLAY_DAYS, K_WORLD_TIMELINE),
                    {node_days_log, node_days_log, images_days_log, posts_days_log},
                    ""},
    [N_DAYS_MODEL] = {"days_model",
                      "the rankers that were retrained on those days",
                      false,
                      {N_WORLD, N_LOG, N_RANKING_MODEL, N_DAYS_LOG, NODES},
                      KNOBS_OF(RANKING_TRAINING, K_RETRAIN_DAYS, K_WORLD_REPLAY_DAYS, K_WORLD_TIMELINE),
                      {node_days_model, node_days_model, images_days_model, posts_days_model},
                      "",
                      .more = {[WORLD_ADS] = KNOBS_OF(K_LABEL_WINDOW, K_DELAYED_LABELS, K_CONVERSION_HEAD),
                               [WORLD_IMAGES] = KNOBS_OF(K_SPLIT, K_RETRIEVAL_MODEL, K_TEMPERATURE, K_RETRIEVAL_DIM,
                                                         K_NEGATIVES, IMAGES_LEARNING_ALONE),
                               [WORLD_POSTS] = KNOBS_OF(POSTS_LABELS, K_MULTI_TASK, K_CLASS_WEIGHTS, K_CALIBRATION)},
                      .also = {[WORLD_IMAGES] = NODES_OF(N_RETRIEVAL_MODEL)}},
    [N_DAYS] = {"days",
                "monitoring.* metrics: the days replayed, the alerts",
                false,
                {N_WORLD, N_LOG, N_RANKING_MODEL, N_DAYS_LOG, N_DAYS_MODEL, NODES},
                KNOBS_OF(RANKING_SCORING, K_SEED_TRAIN, K_LABEL, K_RETRAIN_DAYS, K_WORLD_REPLAY_DAYS, K_WORLD_TIMELINE,
                         K_MONITORS, K_DRIFT_METRIC, K_ALERT_THRESHOLD),
                {node_days, node_days, images_days, posts_days},
                "monitoring",
                .more = {[WORLD_ADS] = KNOBS_OF(K_CONVERSION_HEAD),
                         [WORLD_IMAGES] = KNOBS_OF(K_RETRIEVAL_MODEL, K_REFRESH),
                         [WORLD_POSTS] = KNOBS_OF(POSTS_LABELS)},
                .also = {[WORLD_IMAGES] = NODES_OF(N_RETRIEVAL_MODEL, N_ITEM_VECTORS)}},
    [N_LOOP] = {"loop",
                "the days played again, the design itself serving: what it shows is what it learns from",
                false,
                {N_WORLD, N_LOG, N_RETRIEVAL_MODEL, N_INDEX, N_RANKING_MODEL, NODES},
                KNOBS_OF(SEARCHING_ALONE, RANKING_TRAINING, SCORING_ALONE, POLICY, K_RETRAIN_DAYS, K_WORLD_REPLAY_DAYS,
                         K_WORLD_TIMELINE, K_CLOSED_LOOP, K_MISSING),
                {node_loop},
                ""},
};
static_assert((int)NODES <= (int)NODES_MAX, "room for every node");

const struct node *plan_node(enum node_id node) {
    return &table[node];
}

bool plan_node_has_kind(enum node_id node, enum world_kind kind) {
    return table[node].run[kind] != NULL;
}

int plan_nodes(void) {
    return NODES;
}

const char *plan_node_name(int node) {
    return table[node].name;
}

const char *plan_node_makes(int node) {
    return table[node].makes;
}

static int add_inputs(const enum node_id *from, int inputs[NODE_INPUTS_MAX], int n) {
    for (; from && *from != NODES; from++) {
        assert(n < NODE_INPUTS_MAX);
        inputs[n++] = (int)*from;
    }
    return n;
}

int plan_node_inputs(int node, enum world_kind kind, int inputs[NODE_INPUTS_MAX]) {
    int n = add_inputs(table[node].inputs, inputs, 0);
    for (enum world_kind k = 0; k < WORLD_KINDS; k++)
        if (kind == WORLD_KINDS || kind == k)
            n = add_inputs(table[node].also[k], inputs, n);
    return n;
}

static int add_knobs(const enum knob_id *from, enum world_kind kind, enum knob_id knobs[KNOBS], int n) {
    for (; from && *from != KNOBS; from++)
        if (kind == WORLD_KINDS || knob_has_kind(knob_at(*from), kind))
            knobs[n++] = *from;
    return n;
}

int plan_node_knobs(int node, enum world_kind kind, enum knob_id knobs[KNOBS]) {
    int n = add_knobs(table[node].knobs, kind, knobs, 0);
    for (enum world_kind k = 0; k < WORLD_KINDS; k++)
        if (kind == WORLD_KINDS || kind == k)
            n = add_knobs(table[node].more[k], kind, knobs, n);
    return n;
}

bool plan_node_times(int node) {
    return table[node].times;
}

/* Kernels differ by what the CPU has, and so may last digits. */
static const char *simd_level(void) {
#if defined(__x86_64__)
    return __builtin_cpu_supports("avx512vnni") ? "avx512vnni"
           : __builtin_cpu_supports("avx512f")  ? "avx512f"
           : __builtin_cpu_supports("avx2")     ? "avx2"
                                                : "x86-64";
#else
    return "portable";
#endif
}

static void add_cpu_model(struct hasher *h) {
    FILE *file = fopen("/proc/cpuinfo", "re");
    char line[256];
    while (file && fgets(line, sizeof line, file))
        if (text_starts(line, "model name")) {
            hasher_text(h, line);
            break;
        }
    if (file)
        fclose(file);
}

static void add_file(struct hasher *h, const char *path) {
    enum { CHUNK = 1 << 16 };
    FILE *file = fopen(path, "rbe");
    unsigned char *bytes = file ? mem_must(CHUNK, 1) : NULL;
    uint64_t size = 0;
    for (size_t n; file && (n = fread(bytes, 1, CHUNK, file)) > 0; size += n)
        hasher_bytes(h, bytes, n);
    hasher_bytes(h, &size, sizeof size);
    hasher_text(h, file ? "file" : path); /* no file: the node that reads it says so */
    if (file)
        fclose(file);
    free(bytes);
}

static struct hash128 node_key(enum node_id id, const struct design *design, int threads,
                               const struct hash128 keys[NODES_MAX]) {
    const struct node *node = &table[id];
    struct hasher *h = hasher_new();
    hasher_text(h, ENGINE_BUILD_HASH);
    hasher_text(h, simd_level());
    hasher_text(h, node->name);
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs((int)id, design_kind(design), knobs);
    for (int i = 0; i < n; i++) {
        hasher_text(h, knob_at(knobs[i])->path);
        if (knobs[i] == K_WORLD_LOG && design_file(design))
            add_file(h, design_file(design)); /* what it holds, wherever it lies */
        else
            hasher_text(h, design_active(design, knobs[i]) ? design_text(design, knobs[i]) : "\1absent");
    }
    int inputs[NODE_INPUTS_MAX], n_inputs = plan_node_inputs((int)id, design_kind(design), inputs);
    for (int i = 0; i < n_inputs; i++)
        hasher_bytes(h, &keys[inputs[i]], sizeof *keys);
    if (node->times) {
        add_cpu_model(h);
        hasher_bytes(h, &threads, sizeof threads);
    }
    return hasher_end(h);
}

void plan_keys(const struct design *design, int threads, struct hash128 keys[NODES_MAX]) {
    for (enum node_id id = 0; id < NODES; id++)
        keys[id] = node_key(id, design, threads, keys);
}

const struct blob *node_in(const struct node_run *run, enum node_id input) {
    int inputs[NODE_INPUTS_MAX], n = plan_node_inputs((int)run->node, design_kind(run->design), inputs);
    for (int i = 0; i < n; i++)
        if (inputs[i] == (int)input)
            return run->in[i];
    assert(!"a node reads only its declared inputs");
    return NULL;
}

bool node_progress(const struct node_run *run, double done, struct err *err) {
    return progress_step(run->progress, done, err);
}

/* Whether the node says that it reads the knob. One that this kind of world does not have is always its default. */
static bool declares(const struct node_run *run, enum knob_id id) {
    enum world_kind kind = design_kind(run->design);
    enum knob_id knobs[KNOBS];
    int n = plan_node_knobs((int)run->node, knob_has_kind(knob_at(id), kind) ? kind : WORLD_KINDS, knobs);
    while (n > 0 && knobs[n - 1] != id)
        n--;
    return n > 0;
}

/* The declared knob's value as text. What is not active in this design counts as its default: it is absent from the
 * key, so it must not be able to change a result. */
static const char *declared(const struct node_run *run, enum knob_id id) {
    static _Thread_local char inactive[2048];
    assert(declares(run, id) && "a node reads only the knobs that it declares");
    if (design_active(run->design, id))
        return design_text(run->design, id);
    return knob_default(knob_at(id), design_kind(run->design), inactive, sizeof inactive);
}

double node_real(const struct node_run *run, enum knob_id id) {
    return strtod(declared(run, id), NULL);
}

int node_int(const struct node_run *run, enum knob_id id) {
    double value = node_real(run, id);
    assert(value >= -2147483648.0 && value <= 2147483647.0);
    return (int)value;
}

bool node_bool(const struct node_run *run, enum knob_id id) {
    return strcmp(declared(run, id), "true") == 0;
}

bool node_is(const struct node_run *run, enum knob_id id, const char *choice) {
    return strcmp(declared(run, id), choice) == 0;
}

bool node_has(const struct node_run *run, enum knob_id id, const char *item) {
    return knob_list_has(declared(run, id), item);
}

const char *node_text(const struct node_run *run, enum knob_id id) {
    return declared(run, id);
}

uint64_t node_seed(const struct node_run *run, enum knob_id id) {
    return (uint64_t)node_real(run, id);
}

int node_items(const struct node_run *run, enum knob_id id) {
    return knob_list_count(declared(run, id));
}

const char *node_item(const struct node_run *run, enum knob_id id, int i) {
    return knob_list_item(declared(run, id), i);
}
