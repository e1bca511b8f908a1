/* kinds.h - what a kind of world brings: its generator, its log, its truth, its features. world.c, truth.c and
 * features.c go through the table; nothing above this room asks which kind it has before it. Internal to world/. */
#ifndef WORLD_KINDS_H
#define WORLD_KINDS_H
#include "world/features.h"
#include "world/truth.h"

/* The features that somebody chose, in table order; `state` is the kind's own. */
struct features {
    const struct world *world;
    const struct log *log;
    const struct feature_kind *kind;
    int n_category, n_dense, null, frozen;
    float null_from;              /* requests from this time on miss the feature `null` */
    bool serving;                 /* traps know no more than a server can, and what is missing there arrives as 0 */
    bool missing[2 * FIELDS_MAX]; /* by place in the table */
    int category[FIELDS_MAX], dense[FIELDS_MAX];
    void *state;
};
struct feature_kind {
    const struct feature *table; /* (n) */
    int n;
    bool (*prepare)(struct features *f, struct err *err); /* makes f->state; half made when it fails */
    void (*release)(struct features *f);                  /* frees it; state may be NULL */
    int (*cardinality)(const struct world *world, int feature);
    /* day: whose counters are read. Everything but the faults of features_null. */
    void (*fill)(const struct features *f, const struct request *request, int day, const int32_t *items, int n,
                 int32_t *category, float *dense);
    /* The two sides as towers read them (features.h). */
    int (*tower_user_categories)(const struct world *world, int cardinality[FIELDS_MAX]);
    void (*tower_user)(const struct world *world, const struct request *request, int32_t *category);
    int (*tower_item_categories)(const struct world *world, int cardinality[FIELDS_MAX]);
    int (*tower_item_dense)(const struct world *world);
    void (*tower_item)(const struct world *world, int item, int32_t *category, float *dense);
};
struct kind {
    bool (*generate)(const struct world_params *params, struct pool *pool, struct progress *progress, struct blob *out,
                     struct err *err);
    void (*open)(const struct blob *blob, struct world *out); /* the columns that world_open does not know */
    bool (*log)(const struct world *world, struct pool *pool, struct progress *progress, struct blob *out,
                struct err *err);
    bool (*log_extend)(const struct world *world, const struct log *log, const struct log_days *days, struct pool *pool,
                       struct progress *progress, struct blob *out, struct err *err);
    void (*respond)(const struct world *world, const struct request *request, const int32_t *items, int n,
                    const struct truth_drift *drift, float *out[HEADS]);
    float (*examination)(const struct world *world, int position);
    void (*positive)(const struct world *world, const struct request *request, const int32_t *items, int n,
                     float label_s, const struct truth_drift *drift, float *out, float *scratch);
    void (*logged)(const struct world *world, const struct log *log, const struct request *request, float label_s,
                   const struct truth_drift *drift, float *out);
    float (*worth)(const struct world *world, const struct request *request, int32_t item,
                   const struct truth_drift *drift);
    void (*offered)(const struct world *world, const struct request *request, float *birth); /* NULL: everything */
    const struct feature_kind *features;
};
/* Posts have a generator and rows of their own (posts.h): here stand their features alone. */
extern const struct kind feed_kind, ads_kind, posts_kind;
/* NULL: there is no such kind yet. */
const struct kind *kind_named(enum world_kind kind);
static inline const struct kind *kind_of(const struct world *world) {
    return kind_named(world->params.kind);
}

/* The parameters as sections, common to every kind of world. */
bool world_pack(const struct world_params *params, struct blob *out, struct err *err) MUST_USE;
/* Histories and daily counters, common to every kind of log. Reads the sections that the log's generator filled. */
bool counters_build(const struct world *world, struct pool *pool, struct blob *log, struct err *err) MUST_USE;
#endif
