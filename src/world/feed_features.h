/* feed_features.h - the feed kind's table of features, by id: shared by the table and by what fills the rows. */
#ifndef WORLD_FEED_FEATURES_H
#define WORLD_FEED_FEATURES_H
#include "world/features.h"

enum feed_feature {
    USER_ID,
    COUNTRY,
    AGE_BAND,
    USER_CLICKS,
    USER_CTR,
    ITEM_ID,
    CREATOR,
    TOPIC,
    LENGTH,
    ITEM_AGE,
    ITEM_CTR,
    ITEM_POPULARITY,
    ITEM_WATCH,
    QUALITY_SHOWN,
    CREATOR_SIZE,
    HOUR,
    DEVICE,
    USER_TOPIC_CLICKS,
    USER_CREATOR_CLICKS,
    HISTORY_SIMILARITY,
    DEVICE_LENGTH,
    HOUR_TOPIC,
    ITEM_CTR_TOTAL,
    FEATURES
};
/* (FEATURES) in the order of the enum, which is the order of columns. */
extern const struct feature feed_features[FEATURES];
struct feature_kind;
extern const struct feature_kind feed_feature_kind;
/* The two sides as towers read them. */
int feed_tower_user_categories(const struct world *world, int cardinality[FIELDS_MAX]);
void feed_tower_user(const struct world *world, const struct request *request, int32_t *category);
int feed_tower_item_categories(const struct world *world, int cardinality[FIELDS_MAX]);
int feed_tower_item_dense(const struct world *world);
void feed_tower_item(const struct world *world, int item, int32_t *category, float *dense);
#endif
