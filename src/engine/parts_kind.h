/* parts_kind.h - what a kind of world whose logs are impressions adds to the parts that all of them share: parts.c and
 * rank_rows.c go through this table and ask nobody which kind it is. Internal to engine/. */
#ifndef ENGINE_PARTS_KIND_H
#define ENGINE_PARTS_KIND_H
#include "engine/parts.h"
#include "engine/rank_rows.h"

struct parts_kind {
    unsigned positive; /* the events of which each alone is a positive, bits of enum head */
    enum objective (*objective)(const struct node_run *run);
    /* NULL: nothing to add */
    void (*open)(struct parts *p);                                       /* to what parts_world opens */
    void (*retrieve)(struct parts *p, const struct node_run *run);       /* to stage 1 */
    void (*rank)(struct parts *p);                                       /* to stage 2, where there is a ranker */
    void (*label)(struct rank_rules *rules, const struct node_run *run); /* to what rows are labelled by */
};
extern const struct parts_kind feed_parts, ads_parts;
const struct parts_kind *parts_kind_of(enum world_kind kind);
#endif
