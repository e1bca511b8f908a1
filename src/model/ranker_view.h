/* ranker_view.h - a trained ranker as a view of its blob: what scoring and training on share. */
#ifndef MODEL_RANKER_VIEW_H
#define MODEL_RANKER_VIEW_H
#include "model/ranker_int8.h"

struct ranker {
    struct ranker_net net;
    const float *weights;    /* (params.size) in the blob */
    const uint8_t *known;    /* flags of model/known.h */
    struct ranker_int8 int8; /* once lowered: ranker_lower; otherwise empty */
};
#endif
