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
#endif
