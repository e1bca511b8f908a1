/* cnn_view.h - a trained network of pictures as a view of its blob: what serving and training share. */
#ifndef MODEL_CNN_VIEW_H
#define MODEL_CNN_VIEW_H
#include "model/cnn_net.h"

struct cnn {
    struct cnn_net net;
    const float *weights; /* (params.size) in the blob */
    struct cnn_layers layers;
};
#endif
