/* tower_net.h - the two networks of a two-tower model, forward and backward; shared by training and serving.
 *
 *     other fields -> embeddings --+
 *     history of items -> mean ----+-- x (W) -> dense, ReLU (hidden) -> dense -+
 *     dense values ----------------+                                           +-> sum (D) -> unit length
 *     id -> embedding (D) -----------------------------------------------------+
 *     history of items -> mean (D) --------------------------------------------+
 *
 * The id and the history go straight to the output: a matrix factorisation is what is left when everything else is
 * taken away, so the tower starts where that one ends; and a free vector an id can learn needs no layer above it.
 * The history's ids share the item tower's id table when they are the same ids.
 *
 * Row cardinality[f] of an id table is 'unknown': ids that are out of range, or that training never saw as a positive,
 * stand there, and while training a tenth of the known ones do too, so that content and context learn to carry what is
 * new. After training the rows of ids never seen are overwritten by it. */
#ifndef MODEL_TOWER_NET_H
#define MODEL_TOWER_NET_H
#include "num/fields.h"
#include "num/panel.h"
#include "num/params.h"

enum { TOWER_USER, TOWER_ITEM, TOWER_CONFIG = 8 + 2 * (FIELDS_MAX + 4) };

struct tower_side {
    int n_fields, cardinality[FIELDS_MAX], width[FIELDS_MAX];
    int table[FIELDS_MAX];          /* params: embeddings of field f, (cardinality+1, width) */
    int bag_cardinality, bag_table; /* 0: no bag; the table has dim columns */
    int n_dense;
    int in, bag_at, dense_at; /* W, and where the bag and the dense values stand in x */
    int w1, b1, w2, b2;       /* params; w1 < 0: no hidden layer, w2 < 0: no layer at all */
};
struct tower_net {
    int dim, hidden;
    struct tower_side side[2];
    struct params params;
    int bias;           /* params: added to every logit under binary cross entropy */
    size_t first_dense; /* tables stand before it in the block, layers from it on */
};

/* The shape for this data. */
void tower_net_plan(struct tower_net *net, int dim, int hidden, bool ids_only, const struct fields *users,
                    const struct fields *items);
/* To and from a few integers, for the blob. */
void tower_net_to(const struct tower_net *net, int32_t config[TOWER_CONFIG]);
bool tower_net_from(struct tower_net *net, const int32_t config[TOWER_CONFIG], struct err *err) MUST_USE;
bool tower_net_fits(const struct tower_net *net, int side, const struct fields *rows, struct err *err) MUST_USE;

/* Whether ids of field f are dropped now and then while training: large vocabularies, of a tower that has more to go
 * by. */
bool tower_drops(const struct tower_side *side, int f);
/* The number of a field's table among those whose known ids are kept. */
static inline int tower_known_table(const struct tower_net *net, int s, int f) {
    return (s == TOWER_ITEM ? net->side[TOWER_USER].n_fields : 0) + f;
}

/* The tables' rows (n_fields) that row `row` of the fields uses. */
void tower_rows_of(const struct tower_side *side, const struct fields *rows, int row, int32_t *ids);
static inline int tower_bag_row(const struct tower_side *side, int32_t id) {
    return id >= 0 && id < side->bag_cardinality ? id : side->bag_cardinality;
}
/* Asks for the tables' rows of ids (n_fields), before tower_gather reads them. */
void tower_fetch(const struct tower_net *net, const struct tower_side *side, const float *weights, const int32_t *ids);
/* x (W) and the part that goes straight to the output (dim), of one row with table rows ids (n_fields). bag_map (NULL:
 * none) says which table row an id of the bag has. */
void tower_gather(const struct tower_net *net, const struct tower_side *side, const float *weights,
                  const struct fields *rows, int row, const int32_t *ids, const int32_t *bag_map, float *x,
                  float *straight);

/* The layers' weights as products read them, packed anew whenever the weights have changed. */
struct tower_layers {
    float *block;
    struct panel_right w1, w1_back, w2, w2_back; /* back: transposed */
};
bool tower_layers_init(struct tower_layers layers[2], const struct tower_net *net, struct err *err) MUST_USE;
void tower_layers_fini(struct tower_layers layers[2]); /* {0} is fine */
void tower_layers_pack(struct tower_layers layers[2], const struct tower_net *net, const float *weights, bool backward);

/* Floats from a row to the next of what products read by columns: whole lines of the cache, an odd number of them, or
 * the lines of a column would fall on a few sets. */
static inline int tower_stride(int width) {
    return ((width + 15) / 16 | 1) * 16;
}

/* What a batch of n rows keeps between forward and backward; all (n, ...) of the batch, shards write their rows. The
 * rows of x, h, dx and dh are tower_stride apart. */
struct tower_state {
    float *x;    /* (n,W); after backward its gradient is in dx */
    float *h;    /* (n,hidden) */
    float *y;    /* (n,dim) unit vectors */
    float *norm; /* (n) */
    float *dx, *dh, *dy;
};
/* Rows [begin, end): straight parts are in y, x is gathered; y becomes unit vectors. */
void tower_forward(const struct tower_net *net, int side, const struct tower_layers *layers, const float *weights,
                   struct tower_state *state, int begin, int end);
/* dy (n,dim) holds the gradient of the unit vectors and becomes that of the sums before normalising, which is what the
 * id's row gets; dx becomes the gradient of x up to the dense values, in the bag's part with the straight way added.
 * grads: a block shaped like the weights from first_dense on; the side's layers in it are set. room
 * (tower_backward_room(net, end - begin)).
 */
void tower_backward(const struct tower_net *net, int side, const struct tower_layers *layers, float *grads,
                    struct tower_state *state, int begin, int end, float *room);
size_t tower_backward_room(const struct tower_net *net, int n);
#endif
