/* features.h - what models may read of a world and its log, by name, as of the moment a request starts.
 * A feature is categorical or dense, belongs to the user, the item, the context or to both (cross), and may be a trap
 * (it knows what it could not have known). Names are what `data.features` lists. Life: features_new -> features_fill
 * per request -> features_free. */
#ifndef WORLD_FEATURES_H
#define WORLD_FEATURES_H
#include "world/world.h"

enum feature_side { SIDE_USER, SIDE_ITEM, SIDE_CONTEXT, SIDE_CROSS };
struct feature {
    const char *name; /* "age_band", "topic", "item_ctr", "user_topic_clicks", "history_similarity" */
    bool categorical;
    enum feature_side side;
    bool trap;        /* "item_ctr_total": the counter over the whole log, the future included */
    const char *help; /* one line */
};
/* The table of a kind; n is set. */
const struct feature *feature_table(enum world_kind kind, int *n);

struct features; /* the chosen ones, in table order */
/* names (n); an unknown one is ERR_NOT_FOUND with the nearest right name. Borrows world and log. Costs 10 to 30 ms for
 * the default world: the counters of every day are brought into their final form once. */
struct features *features_new(const struct world *world, const struct log *log, const char *const *names, int n,
                              struct err *err) MUST_USE;
void features_free(struct features *f);
/* A fault: this feature arrives as 0 for requests from the time `from` on; NULL: none. */
void features_null(struct features *f, const char *name, float from);
/* -1 (as after features_new): counters as of the start of the request's day; d >= 0: frozen as of day d, a stale one.
 */
void features_freeze(struct features *f, int day);
/* From now on rows are filled as a server fills them: what no server has yet (a trap) is what can be known by then, and
 * the features of `missing` (n) are 0. A name that was not chosen is fine. */
void features_serve(struct features *f, const char *const *missing, int n);
/* Whether one of them is a trap: a server fills it otherwise than the log does. */
bool features_trapped(const struct features *f);
int features_categories(const struct features *f); /* F */
int features_dense(const struct features *f);      /* D */
const char *features_category_name(const struct features *f, int i);
const char *features_dense_name(const struct features *f, int i);
void features_cardinalities(const struct features *f, int cardinality[FIELDS_MAX]);
/* items (n) of one request. category (n,F), dense (n,D), standardised. History ends strictly before request->time.
 * Allocates nothing; safe from several threads. */
void features_fill(const struct features *f, const struct request *request, const int32_t *items, int n,
                   int32_t *category, float *dense);

/* The two sides as a two-tower model reads them (never a trap, no cross features):
 * user side: user id, country, age band, device, hour band; bag: up to `history` last clicked items, the latest first,
 * that are positive under `rule`, all before the request. item side: item id, creator, topic, length
 * band; dense: the content vector, visible quality. An item whose id no training row has seen must still get a vector:
 * that is what content is for. */
int tower_user_categories(const struct world *world, int cardinality[FIELDS_MAX]);
void tower_user_fill(const struct world *world, const struct log *log, const struct request *request,
                     const struct positive_rule *rule, int history, int32_t *category, int32_t *bag, int *n_bag);
int tower_item_categories(const struct world *world, int cardinality[FIELDS_MAX]);
int tower_item_dense(const struct world *world);
void tower_item_fill(const struct world *world, int item, int32_t *category, float *dense);
#endif
