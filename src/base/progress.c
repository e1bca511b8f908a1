#include "base/progress.h"

bool progress_step(struct progress *progress, double done, struct err *err) {
    if (atomic_load_explicit(&progress->cancel, memory_order_relaxed))
        return err_set(err, ERR_CANCELLED, "cancelled");
    if (progress->report)
        progress->report(progress->arg, &(struct progress_event){.stage = progress->stage, .done = done});
    return true;
}

void progress_point(struct progress *progress, const char *curve, double x, double y, double done) {
    if (progress->report)
        progress->report(progress->arg, &(struct progress_event){progress->stage, done, curve, x, y});
}
