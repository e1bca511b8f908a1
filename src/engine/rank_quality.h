/* rank_quality.h - impressions with the ranker's predictions, and what a kind of world measures on them beside the
 * suite that all have. Internal to engine/. */
#ifndef ENGINE_RANK_QUALITY_H
#define ENGINE_RANK_QUALITY_H
#include "engine/parts.h"

struct predicted {
    int rows;
    double *p, *rate, *oracle; /* (rows) the ranker's, the item's smoothed rate, the truth */
    uint8_t *y;
    int32_t *unit;    /* users */
    int32_t *log_row; /* rows of the log */
};
/* Calibration and entropy by evaluation.slices; the head for conversions. */
bool ads_ranking_extras(struct measures *m, const struct node_run *run, const struct parts *p,
                        const struct predicted *rows, struct err *err) MUST_USE;
#endif
