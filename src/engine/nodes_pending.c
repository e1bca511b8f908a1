#include "engine/nodes.h"
#define PENDING(name)                                                                                                  \
    bool node_##name(const struct node_run *run, struct blob *out, struct err *err) {                                  \
        (void)run;                                                                                                     \
        (void)out;                                                                                                     \
        return err_set(err, ERR_IO, "this node is not built yet");                                                     \
    }
PENDING(days_model) PENDING(days)
