/* small_case.h - a case of a few rules, filled by hand: what tests of practice/ need, and no file. */
#ifndef TESTS_SMALL_CASE_H
#define TESTS_SMALL_CASE_H
#include "script/content.h"

#include <math.h>

#define WORDS(...) ((char *[]){__VA_ARGS__, NULL})
#define COUNT(a)   ((int)(sizeof(a) / sizeof *(a)))

static struct phrase small_phrases[] = {
    {"data.split", "temporal", WORDS("split by time", "by time", "temporal split", "time-based split"), NULL, NULL},
    {"data.split", "random", WORDS("random split", "split at random"), NULL, NULL},
    {"data.position_debias", "true", WORDS("position bias", "debias position", "position tower"), NULL, NULL},
    {"retrieval.model", "two_tower", WORDS("two-tower", "two towers"), NULL, NULL},
    {"retrieval.model", "matrix_factorization", WORDS("matrix factorization"), NULL, NULL},
    {"retrieval.model", "popularity", WORDS("popularity list", "most popular"), NULL, NULL},
    {"retrieval.loss", "sampled_softmax", WORDS("sampled softmax", "in-batch softmax", "softmax"), NULL, NULL},
    {"retrieval.logq_correction", "true", WORDS("log q", "logq correction"), WORDS("uncorrected softmax"), NULL},
    {"ranking.model", "mlp", WORDS("mlp", "neural ranker"), NULL, NULL},
    {"ranking.model", "logistic", WORDS("logistic regression", "logistic"), NULL, NULL},
    {"policy.diversity", "mmr", WORDS("mmr", "maximal marginal relevance"), NULL, NULL},
    {"policy.diversity", "dpp", WORDS("dpp"), NULL, NULL},
    {"retrieval.index", "ivf", WORDS("ivf", "inverted file"), NULL, NULL},
    {"retrieval.index", "hnsw", WORDS("hnsw"), NULL, NULL},
    {"monitoring.monitors", "features", WORDS("feature drift", "psi per feature"), NULL, NULL},
    {"monitoring.monitors", "ctr", WORDS("ctr"), NULL, NULL},
    {"monitoring.monitors", "calibration", WORDS("calibration"), NULL, NULL},
    {"framing.objective", "watch_time", WORDS("watch time"), NULL, NULL},
    {"framing.objective", "click", WORDS("clicks", "click-through"), NULL, NULL},
    {"serving.fallback", "true", WORDS("fall back", "fallback"), NULL, NULL},
    {"monitoring.retrain_every_days", "1", WORDS("retrain daily", "retrain every day"), NULL, NULL},
};
static struct quantity small_quantities[] = {
    {"retrieval.dim", WORDS("dimensions", "embedding size", "d"), NULL},
    {"retrieval.candidates", WORDS("candidates"), NULL},
    {"retrieval.nprobe", WORDS("nprobe", "probes"), NULL},
    {"serving.cache", WORDS("cache"), NULL},
    {"monitoring.retrain_every_days", WORDS("retrain every"), NULL},
    {"policy.exploration", WORDS("exploration", "explore"), NULL},
    {"serving.index_refresh_minutes", WORDS("index refresh", "refresh the index"), NULL},
};
static struct fact small_facts[] = {
    {.id = "daily_active_users",
     .ask = WORDS("how many users do we have", "how many daily active users", "what is the scale"),
     .assume = WORDS("500 million daily users"),
     .answer = "About {value} people a day.",
     .unit = "users",
     .value = 500e6,
     .changes = "capacity.machines"},
    {.id = "requests_per_user_per_day",
     .ask = WORDS("how often does a user open the app", "requests per user per day"),
     .assume = WORDS("ten requests per user a day"),
     .answer = "About {value} times a day.",
     .unit = "requests",
     .value = 10,
     .changes = ""},
    {.id = "goal",
     .ask = WORDS("what is the goal", "what are we optimising for", "what does success look like"),
     .assume = WORDS("the goal is watch time"),
     .answer = "Watch time over the long run.",
     .unit = "",
     .value = NAN,
     .changes = "framing.objective"},
    {.id = "latency_budget_ms",
     .ask = WORDS("what is the latency budget", "how fast must it respond"),
     .assume = WORDS("100 ms latency"),
     .answer = "{value} milliseconds at the 99th percentile.",
     .unit = "ms",
     .value = 100,
     .changes = "retrieval.candidates"},
    {.id = "peak_to_average",
     .ask = WORDS("what is the peak load", "how much higher is peak than average"),
     .assume = WORDS("peak is three times the average"),
     .answer = "{value} times the average.",
     .unit = "",
     .value = 3,
     .changes = ""},
};
static struct estimate small_estimates[] = {
    {"peak_qps", "peak load", "requests/s", "daily_active_users * requests_per_user_per_day / 86400 * peak_to_average",
     "machines are bought for the peak"},
};
static struct decision small_framing[] = {
    {"framing.objective", WORDS("watch_time", "multi_task"), "clicks invite clickbait",
     "What is the ranker trained for?", 2, NULL, NULL},
};
static struct decision small_data[] = {
    {"data.split", WORDS("temporal"), "a random split leaks the future", "How do you hold rows out?", 2, NULL, NULL},
    {"data.position_debias", WORDS("true"), "clicks follow position", "What do you do about position?", 2, NULL, NULL},
};
static struct decision small_model[] = {
    {"retrieval.model", WORDS("two_tower"), "", "Where do candidates come from?", 2, NULL, NULL},
    {"retrieval.logq_correction", WORDS("true"), "popular items are punished otherwise", "", 2, NULL, NULL},
    {"ranking.model", WORDS("mlp", "deepfm"), "", "What orders them?", 2, NULL, NULL},
};
static struct decision small_serving[] = {
    {"retrieval.index", WORDS("ivf", "hnsw"), "", "How are vectors found?", 1, NULL, NULL},
    {"retrieval.nprobe", WORDS("8..64"), "", "", 1, NULL, NULL},
    {"retrieval.candidates", WORDS("300..2000"), "", "How many candidates?", 1, NULL, NULL},
};
static struct decision small_monitoring[] = {
    {"monitoring.monitors", WORDS("features"), "", "What do you watch?", 2, NULL, NULL},
    {"monitoring.retrain_every_days", WORDS("1..7"), "", "", 1, NULL, NULL},
};
static struct forecast_ask small_forecasts[] = {
    {"capacity.machines", "How many machines?", FORECAST_INTERVAL, ""},
    {"retrieval.recall@100", "Where between the popular list and the oracle?", FORECAST_PLACE, ""},
    {"retrieval.recall@100", "Without log Q?", FORECAST_DIRECTION, "retrieval.logq_correction=false"},
};
static struct unbuilt small_unbuilt[] = {
    {WORDS("boosted trees", "xgboost"), "There are no boosted trees here", "an MLP", ""},
    {WORDS("kafka"), "There is no streaming here", "", ""},
};
static struct probe small_probes[] = {
    {"unsaid data.split", "How would you know that it works tomorrow?", "the future leaks into training", "time_split"},
    {"data.split=random", "What does a random split see that tomorrow does not have?", "leakage", ""},
    {"always", "Where do the rows come from that are no clicks?", "unseen negatives", "negatives"},
    {"always", "And the zeros in your rows?", "zeros", "negatives"},
    {"unsaid data.position_debias", "Who is on top, and why?", "position", "position"},
};
static struct rubric_item small_data_rubric[] = {
    {.id = "time_split",
     .about = "holds out by time",
     .why = "",
     .level = LEVEL_MID,
     .points = 2,
     .query = WORDS("split by time", "temporal split"),
     .wrong =
         WORDS("random split", "Shuffle all rows beforehand, then both halves look the same and nothing can leak."),
     .needs = NEEDS_REASON},
    {.id = "negatives",
     .about = "where negatives come from",
     .why = "",
     .level = LEVEL_MID,
     .points = 1,
     .query = WORDS("negatives"),
     .needs = NEEDS_NOTHING},
    {.id = "position",
     .about = "position bias",
     .why = "",
     .level = LEVEL_SENIOR,
     .points = 2,
     .query = WORDS("position bias"),
     .needs = NEEDS_REASON},
    {.id = "explore_cost",
     .about = "exploration and its price",
     .why = "",
     .level = LEVEL_STAFF,
     .points = 2,
     .query = WORDS("exploration"),
     .needs = NEEDS_TRADEOFF},
    {.id = "baseline",
     .about = "a simple list that the model has to beat",
     .why = "What is popular costs nothing and is hard to beat.",
     .level = LEVEL_STAFF,
     .points = 2,
     .query = WORDS("baseline"),
     .said = WORDS("First the popular list: the model must be worth more than that."),
     .needs = NEEDS_REASON},
    {.id = "volume",
     .about = "how many rows",
     .why = "",
     .level = LEVEL_SENIOR,
     .points = 1,
     .query = WORDS("rows a day", "impressions a day"),
     .needs = NEEDS_NUMBER},
};
static struct knob_setting small_reference[] = {
    {"retrieval.model", "two_tower"},
    {"retrieval.logq_correction", "true"},
    {"ranking.model", "mlp"},
    {"data.split", "temporal"},
};

static char *small_unknown[] = {"Assume something.", "Nobody knows.", NULL};
static char *small_refusals[] = {"That is for you to say.", NULL};
static char *small_hints[] = {"What would you ask a colleague?", "Think of the price.", NULL};

static inline struct step_content small_step(const char *id, const char *prompt, double minutes) {
    return (struct step_content){
        .id = id, .title = id, .prompt = prompt, .answer = "A model answer.", .minutes = minutes, .hints = small_hints};
}
#define SMALL(step, field, array) ((step).field = (array), (step).n_##field = COUNT(array))

/* Borrows statics: not to be given to content_free. */
static inline struct content small_case(void) {
    struct content c = {.info = {.name = "small",
                                 .title = "A small case",
                                 .about = "",
                                 .kind = WORLD_FEED,
                                 .headline = "online.watch_minutes_per_session"},
                        .opening = "Design a system that recommends videos."};
    SMALL(c, facts, small_facts);
    SMALL(c, estimates, small_estimates);
    SMALL(c, phrases, small_phrases);
    SMALL(c, quantities, small_quantities);
    SMALL(c, unbuilt, small_unbuilt);
    c.unknown = small_unknown;
    c.refusals = small_refusals;
    c.references[0] = (struct reference){"good", small_reference, COUNT(small_reference)};
    c.n_references = 1;
    c.steps[0] = small_step("clarify", "What do you need to know?", 4);
    c.steps[1] = small_step("frame", "What is the task?", 3);
    c.steps[2] = small_step("data", "What do you learn from?", 6);
    c.steps[3] = small_step("model", "Which models?", 7);
    c.steps[4] = small_step("evaluate", "How do you know?", 4);
    c.steps[5] = small_step("serve", "How does it run?", 4);
    c.steps[6] = small_step("monitor", "How do you keep it well?", 3);
    SMALL(c.steps[1], decisions, small_framing);
    SMALL(c.steps[2], decisions, small_data);
    SMALL(c.steps[2], probes, small_probes);
    SMALL(c.steps[2], rubric, small_data_rubric);
    SMALL(c.steps[3], decisions, small_model);
    SMALL(c.steps[4], forecasts, small_forecasts);
    SMALL(c.steps[5], decisions, small_serving);
    SMALL(c.steps[6], decisions, small_monitoring);
    return c;
}
#endif
