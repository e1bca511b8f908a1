#include "world/feed_features.h"

const struct feature feed_features[FEATURES] = {
    [USER_ID] = {"user_id", true, SIDE_USER, false, "who asks"},
    [COUNTRY] = {"country", true, SIDE_USER, false, "where the user lives"},
    [AGE_BAND] = {"age_band", true, SIDE_USER, false, "how old the user is, in six bands"},
    [USER_CLICKS] = {"user_activity", false, SIDE_USER, false, "how much the user has clicked before today"},
    [USER_CTR] = {"user_ctr", false, SIDE_USER, false,
                  "share of what the user was shown before today that was clicked"},
    [ITEM_ID] = {"item_id", true, SIDE_ITEM, false, "which item"},
    [CREATOR] = {"creator", true, SIDE_ITEM, false, "who made the item"},
    [TOPIC] = {"topic", true, SIDE_ITEM, false, "the editor's category of the item"},
    [LENGTH] = {"length", false, SIDE_ITEM, false, "length of the item"},
    [ITEM_AGE] = {"item_age", false, SIDE_ITEM, false, "time since the upload"},
    [ITEM_CTR] = {"item_ctr", false, SIDE_ITEM, false, "clicks by impressions of the item before today, smoothed"},
    [ITEM_POPULARITY] = {"item_popularity", false, SIDE_ITEM, false, "how often the item was shown before today"},
    [ITEM_WATCH] = {"item_watch", false, SIDE_ITEM, false, "mean watch of a click on the item before today, smoothed"},
    [QUALITY_SHOWN] = {"quality_shown", false, SIDE_ITEM, false, "a visible sign of quality, such as resolution"},
    [CREATOR_SIZE] = {"creator_size", false, SIDE_ITEM, false, "followers of the item's creator"},
    [HOUR] = {"hour", true, SIDE_CONTEXT, false, "hour of the day where the user is"},
    [DEVICE] = {"device", true, SIDE_CONTEXT, false, "phone, desktop or television"},
    [USER_TOPIC_CLICKS] = {"user_topic_clicks", false, SIDE_CROSS, false,
                           "the user's clicks on the item's topic so far"},
    [USER_CREATOR_CLICKS] = {"user_creator_clicks", false, SIDE_CROSS, false,
                             "the user's clicks on the item's creator so far"},
    [HISTORY_SIMILARITY] = {"history_similarity", false, SIDE_CROSS, false,
                            "mean cosine of the item's content with the last 20 items the user clicked"},
    [DEVICE_LENGTH] = {"device_length", true, SIDE_CROSS, false, "device and length band together"},
    [HOUR_TOPIC] = {"hour_topic", true, SIDE_CROSS, false, "part of the day and topic together"},
    [ITEM_CTR_TOTAL] = {"item_ctr_total", false, SIDE_ITEM, true,
                        "clicks by impressions of the item over the whole log, the future included"},
};

const struct feature *feature_table(enum world_kind kind, int *n) {
    *n = kind == WORLD_FEED ? FEATURES : 0;
    return kind == WORLD_FEED ? feed_features : NULL;
}
