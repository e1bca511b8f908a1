/* ranker_net.h - the ranking network, forward and backward; shared by training and scoring.
 *
 *     ids -> hashed rows -> embeddings (F,E) --+-- x (W = F E + D)
 *     dense values (D) ------------------------+
 *
 *     logits (H) = bias + position bias
 *         + linear weights of rows and dense values          logistic, fm, deepfm
 *         + FM's pairwise interactions (E) times weights      fm, deepfm       (weights start at 1: the plain FM)
 *         + dense, ReLU, dense, ReLU, dense over x            mlp, deepfm, dcn_v2  (or experts: ranker_experts.h)
 *         + two cross layers over x, then a dense one         dcn_v2
 *
 * All heads share everything below the last product, but for the gates over experts. A bag is one more field: the mean
 * of its ids' embeddings. Position: a bias for each position and head, that of position 1 held at 0: leaving it out is
 * asking as if the row stood in the first place. */
#ifndef MODEL_RANKER_NET_H
#define MODEL_RANKER_NET_H
#include "model/ranker.h"
#include "num/params.h"

enum { RANKER_FIELDS = FIELDS_MAX + 1, RANKER_CONFIG = 16 + RANKER_HEADS_MAX + FIELDS_MAX, RANKER_CROSSES = 2 };

struct ranker_net {
    enum ranker_kind kind;
    int E, D, H, hidden[2], experts, positions, hash_buckets; /* experts 0: a shared bottom */
    enum head_kind head[RANKER_HEADS_MAX];
    float scale[RANKER_HEADS_MAX]; /* of labels of weighted heads: the odds are label / scale */
    int n_category, cardinality[FIELDS_MAX], bag_cardinality;
    /* from here on derived */
    int F, rows[RANKER_FIELDS]; /* with the bag; rows of a table without its 'unknown' */
    int W, rank;
    int e1, e2, wide; /* widths of an expert's layers; of the first layer's output, experts or not */
    bool has_linear, has_fm, has_deep, has_cross;
    struct params params;
    size_t first_dense; /* tables stand before it, the rest from it on */
    int embed[RANKER_FIELDS], linear[RANKER_FIELDS];
    int linear_dense, fm_dense, fm_head, bias, position;
    int w1, b1, w2, b2, deep_head;
    int cross_v[RANKER_CROSSES], cross_w[RANKER_CROSSES], cross_b[RANKER_CROSSES], cross_head;
};

void ranker_net_plan(struct ranker_net *net, const struct ranker_params *params, const struct ranker_data *data);
void ranker_net_to(const struct ranker_net *net, int32_t config[RANKER_CONFIG]);
bool ranker_net_from(struct ranker_net *net, const int32_t config[RANKER_CONFIG], struct err *err) MUST_USE;

/* The table rows (n_category) of row `row`'s ids; what is out of range is unknown. */
void ranker_rows_of(const struct ranker_net *net, const struct fields *rows, int row, int32_t *ids);
int ranker_field_row(const struct ranker_net *net, int field, int32_t id);
int ranker_bag_row(const struct ranker_net *net, int32_t id);
/* The mean (E) of the embeddings of row `row`'s bag. */
void ranker_bag_mean(const struct ranker_net *net, const float *weights, const struct fields *rows, int row,
                     float *mean);

struct ranker_shared;   /* ranker_shared.h */
struct ranker_int8_use; /* ranker_int8.h */
/* What n rows keep between forward and backward, carved out of one piece of scratch. */
struct ranker_state {
    const struct ranker_shared *shared; /* when scoring rows that have columns in common, or NULL */
    const struct ranker_int8_use *int8; /* when scoring at low precision, or NULL */
    int first;                          /* row of the request that the first row is, with int8 */
    float *x, *dense;                   /* (n,W), (n,D) */
    float *h1, *h2;                     /* (n,wide), (n,hidden[1]) or (n,experts*e2) */
    float *mix;                         /* (n,experts*H) what each expert says to each head */
    float *fm, *fm_sum, *fm_room;       /* (n,E), (n,E) */
    float *cross[RANKER_CROSSES];       /* (n,W) */
    float *cross_u[RANKER_CROSSES], *cross_c[RANKER_CROSSES]; /* (n,rank), (n,W) */
    float *z;                                                 /* (n,H) */
    /* backward only */
    float *dh1, *dh2, *dmix, *dfm, *dcross, *dcross_in, *room, *du;
};
/* Whether nothing but hidden layers in 8 bits reads the embeddings of category fields. */
bool ranker_codes_alone(const struct ranker_net *net, const struct ranker_state *state);
/* Floats that n rows need; carves them out of `at` unless that is NULL. */
size_t ranker_state_carve(const struct ranker_net *net, struct ranker_state *state, float *at, int n, bool backward);

/* Which rows: row[0..n), or, with row NULL, first, first+1, ...; and the rows of the tables that they use: field f of
 * the i-th at ids[f * stride + i]. */
struct ranker_batch {
    const int32_t *row;
    int first, n;
    int32_t *ids;
    size_t stride;
};
/* Fills batch->ids. */
void ranker_batch_ids(const struct ranker_net *net, const struct fields *rows, const struct ranker_batch *batch);
/* Gathers them into the state; with ranker_codes_alone not the embeddings of category fields, nor are ids read. */
void ranker_gather(const struct ranker_net *net, const float *weights, const struct fields *rows,
                   const struct ranker_batch *batch, struct ranker_state *state);
/* Logits z (n,H) without position; linear weights of the rows were put there by ranker_gather. */
void ranker_forward(const struct ranker_net *net, const float *weights, struct ranker_state *state, int n);
/* z += the bias of position (1-based) for each head. */
void ranker_add_position(const struct ranker_net *net, const float *weights, int position, float *z);
/* dz (n,H) -> gradients of what stands from first_dense on, and dx (n,W). */
void ranker_backward(const struct ranker_net *net, const float *weights, float *grads, struct ranker_state *state,
                     float *dx, const float *dz, int n);
/* Where the gradient of a parameter from first_dense on stands. */
float *ranker_grad(const struct ranker_net *net, float *grads, int param);
#endif
