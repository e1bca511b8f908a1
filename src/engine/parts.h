/* parts.h - a node's inputs opened as the views that the rooms below work with. Internal to engine/.
 * Each parts_* opens what it needs from inputs and knobs that the node declared, adds it to the struct, and returns
 * false with err when it cannot; parts_close closes whatever is open. */
#ifndef ENGINE_PARTS_H
#define ENGINE_PARTS_H
#include "engine/plan.h"
#include "funnel/funnel.h"

/* The truth's positive, the same for every design so that runs pair: a watch of at least this long. */
#define TRUE_LABEL_SECONDS 10.0f
/* Recall is looked at down to RETRIEVAL_DEPTH, whatever the number of candidates. */
enum { RETRIEVAL_DEPTH = 1000 };
enum {
    TEST_DAYS = 2,
    VALIDATION_DAYS = 1,
    RELEVANT = 20,
    RELEVANT_MOST = 1000,
    OFFLINE_REQUESTS = 2000,
    ONLINE_REQUESTS = 4000
};

struct parts {
    struct world world;
    struct log log;
    struct tower *tower;
    struct index *index;
    struct ranker *ranker;
    struct features *features;
    struct policy *policy;
    struct ads ads;       /* of an ads world */
    struct funnel funnel; /* of the parts above */
};
void parts_world(struct parts *p, const struct node_run *run);
/* Of a log alone, nprobe is raised until the cells hold twice what is looked for: such catalogues are small, and what
 * a file measures is the model. */
bool parts_retrieval(struct parts *p, const struct node_run *run, struct err *err) MUST_USE;
/* The name of the calibration of float scores, of scores in 8 bits, in the ranker's blob. */
const char *parts_calibration(bool lowered);
/* Opened, at the precision of serving. */
struct ranker *parts_ranker(const struct blob *blob, const struct node_run *run, struct err *err) MUST_USE;
/* Whether there is a ranker: the design wants one, and a log of a file has something that was not liked to learn it
 * from. */
bool parts_ranks(const struct parts *p, const struct node_run *run);
bool parts_ranking(struct parts *p, const struct node_run *run, struct err *err) MUST_USE;
struct policy_params parts_policy_params(const struct node_run *run);
bool parts_policy(struct parts *p, const struct node_run *run, struct err *err) MUST_USE;
void parts_close(struct parts *p);
/* The features that data.features lists; they keep pointers to world and log. */
struct features *parts_features(const struct world *world, const struct log *log, const struct node_run *run,
                                struct err *err) MUST_USE;
/* They are filled as a server fills them from now on, but for serving.missing_features. NULL is fine. */
void parts_serve(struct features *features, const struct node_run *run);
enum objective parts_objective(const struct node_run *run);
struct positive_rule parts_history_rule(const struct node_run *run);
/* framing.label as a rule: a click that was watched long enough; where nothing is watched, a click. */
struct positive_rule parts_label_rule(const struct node_run *run);
struct positive_rule true_label_rule(enum world_kind kind);

/* A funnel_scratch for each worker of the run's pool, NULL behind the last. */
struct funnel_scratch **scratches_new(const struct node_run *run, const struct funnel *funnel, int items,
                                      struct err *err) MUST_USE;
void scratches_free(struct funnel_scratch **all);

/* The evaluation requests: views into the blob of node `requests`. */
struct evaluation {
    int online, offline;     /* how many; the offline ones are the first */
    int most;                /* width of relevant: RELEVANT, of a log alone the longest set, to RELEVANT_MOST */
    const int32_t *request;  /* (online) rows of log.request */
    const int32_t *unit;     /* (online) users, the units of the bootstrap */
    const int32_t *relevant; /* (offline, most) padded with -1 */
    const int32_t *live;     /* (online) items live at the request */
};
/* Puts baseline and oracle of the metrics that stand against the relevant sets beside them. */
void rulers_apply(struct measures *m, const struct blob *requests);
void evaluation_open(struct evaluation *e, const struct blob *blob);

/* What requests are answered from: serving.mode, .cache and .index_refresh_minutes. */
struct freshness parts_freshness(const struct node_run *run);
/* The best `depth` items for each of the first n evaluation requests. ids, scores (n, depth). */
void retrieve_all(const struct node_run *run, const struct funnel *funnel, const struct evaluation *e, int n, int depth,
                  struct funnel_scratch **scratch, int32_t *ids, float *scores);

/* The request as the funnel saw it when the candidates were fetched, or the earlier one whose list was kept; seen
 * (online,SEEN) of that node: id, time, hour, device. */
enum { SEEN = 4 };
void seen_write(const struct request *as, double *seen, int i);
struct request seen_request(const struct parts *p, const double *seen, int i);

/* The catalogue in the order that the baselines show it in: by popularity before the test days, most popular first,
 * ties to the lower id. popular (items); popularity (items) of each item, or NULL. */
bool parts_popular(const struct parts *p, struct pool *pool, int32_t *popular, float *popularity,
                   struct err *err) MUST_USE;

/* Which part of the log a row belongs to under a design's split. */
enum part { PART_TRAIN, PART_VALIDATION, PART_TEST, PART_UNUSED };
/* random: a tenth of the requests before the test days is held out, by hash of the request under `seed`. */
enum part log_part(const struct world *world, const struct request *request, bool random_split, uint64_t seed);

/* data.user_cap, of a design's split: over (log.requests) is 1 for the training requests that a user has beyond the
 * cap, so that `cap` are left, each as likely as any other; NULL and true: there is no cap. free() it. */
bool parts_over_cap(const struct parts *p, int cap, bool random_split, uint64_t seed, uint8_t **over,
                    struct err *err) MUST_USE;

/* The mean of values (n) that are not NAN; NAN: there is none. */
double mean_known(const double *value, int n);
/* Adds a mean over units (or a ratio of sums) with its replicates: sum, count, times as in bootstrap_ratio. */
void add_ratio(struct measures *m, const char *name, const double *sum, const double *count, const uint8_t *times,
               int U, struct pool *pool);
#endif
