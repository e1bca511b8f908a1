/* cnn_net.h - the network of cnn.h, forward and backward; shared by training and serving.
 *
 *     rgb 32x32x3 -> conv 3x3/2, ReLU 16x16xW -> conv 3x3/2, ReLU 8x8x2W -> conv 3x3/2, ReLU 4x4x4W
 *                 -> weighted sum over positions (4W) -> dense (D) -> unit length
 *
 * W is the width. Strides in the place of pooling: every multiply-add is in a product. The sum over positions has a
 * weight a position and channel, which starts highest in the middle (the global depthwise convolution of Chen et al.
 * 2018, "MobileFaceNets"): with the mean in its place, what stands around a thing drowns it and nothing is learned.
 * Dims: N pictures of a batch, taken in blocks of CNN_BLOCK so that a block's columns stay in the second-level cache.
 */
#ifndef MODEL_CNN_NET_H
#define MODEL_CNN_NET_H
#include "model/cnn.h"
#include "num/conv.h"
#include "num/params.h"

enum { CNN_LAYERS = 3, CNN_BLOCK = 8, CNN_CONFIG = 2 };

struct cnn_net {
    int dim, width;
    struct conv conv[CNN_LAYERS];
    int w[CNN_LAYERS], b[CNN_LAYERS], pool_w, dense_w, dense_b; /* params */
    struct params params;
};
void cnn_net_plan(struct cnn_net *net, int dim, int width);
/* weights (params.size) to start from. */
void cnn_net_init(const struct cnn_net *net, float *weights, uint64_t seed);
/* Pictures rgb (n,CNN_BYTES) as the first layer reads them: -1..1. */
void cnn_floats(float *x, const uint8_t *rgb, int n);
/* To and from a few integers, for the blob. */
void cnn_net_to(const struct cnn_net *net, int32_t config[CNN_CONFIG]);
bool cnn_net_from(struct cnn_net *net, const int32_t config[CNN_CONFIG], struct err *err) MUST_USE;
static inline int cnn_channels(const struct cnn_net *net) { /* of the last convolution */
    return net->conv[CNN_LAYERS - 1].out;
}

/* The weights as products read them, packed anew whenever they have changed. */
struct cnn_layers {
    float *block;
    struct panel_right w[CNN_LAYERS], back[CNN_LAYERS], dense, dense_back; /* back: transposed */
};
bool cnn_layers_init(struct cnn_layers *layers, const struct cnn_net *net, struct err *err) MUST_USE;
void cnn_layers_fini(struct cnn_layers *layers); /* {0} is fine */
void cnn_layers_pack(struct cnn_layers *layers, const struct cnn_net *net, const float *weights, bool backward);

/* What forward leaves of N pictures for the way back. */
struct cnn_state {
    uint8_t *rgb;         /* (N,CNN_BYTES) what goes in */
    float *y[CNN_LAYERS]; /* (N,positions,channels) */
    float *pooled;        /* (N,4W) */
    float *vector;        /* (N,D) unit length */
    float *norm;          /* (N) */
};
size_t cnn_state_floats(const struct cnn_net *net, int n); /* all of it but rgb */
void cnn_state_place(struct cnn_state *state, const struct cnn_net *net, int n, float *floats);

/* Pictures [begin, end), at most CNN_BLOCK. room (cnn_room) is scratch. */
void cnn_forward(const struct cnn_net *net, const struct cnn_layers *layers, const float *weights,
                 struct cnn_state *state, int begin, int end, float *room);
/* grads (params.size) grow. dvector (N,D) is spoiled for these pictures. */
void cnn_backward(const struct cnn_net *net, const struct cnn_layers *layers, const float *weights, float *grads,
                  struct cnn_state *state, float *dvector, int begin, int end, float *room);
size_t cnn_room(const struct cnn_net *net);
#endif
