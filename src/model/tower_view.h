/* tower_view.h - a trained tower as a view of its blob: what serving and training on share. */
#ifndef MODEL_TOWER_VIEW_H
#define MODEL_TOWER_VIEW_H
#include "model/tower_net.h"

struct tower {
    struct tower_net net;
    const float *weights; /* (params.size) in the blob */
    const uint8_t *known; /* (known.size) */
};
#endif
