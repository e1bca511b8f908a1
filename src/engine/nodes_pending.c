#include "engine/nodes.h"
#define PENDING(name)                                                                                                  \
    bool node_##name(const struct node_run *run, struct blob *out, struct err *err) {                                  \
        (void)run;                                                                                                     \
        (void)out;                                                                                                     \
        return err_set(err, ERR_IO, "this node is not built yet");                                                     \
    }
PENDING(world)
PENDING(log) PENDING(log_statistics) PENDING(requests) PENDING(retrieval_model) PENDING(item_vectors) PENDING(index)
    PENDING(ranking_model) PENDING(candidates) PENDING(scores) PENDING(lists) PENDING(retrieval_quality)
        PENDING(ranking_quality) PENDING(list_quality) PENDING(online_oracle) PENDING(online) PENDING(stage_times)
            PENDING(policy_times) PENDING(serving) PENDING(capacity) PENDING(days_model) PENDING(days)
