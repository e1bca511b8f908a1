#include "world/feed.h"
#include "world/feed_features.h"
#include "world/history.h"

#include <string.h>

enum { HOUR_BANDS = 8 };

int feed_tower_user_categories(const struct world *world, int cardinality[FIELDS_MAX]) {
    const int sizes[] = {world->users, FEED_COUNTRIES, FEED_AGE_BANDS, FEED_DEVICES, HOUR_BANDS};
    memcpy(cardinality, sizes, sizeof sizes);
    return sizeof sizes / sizeof *sizes;
}

void feed_tower_user(const struct world *world, const struct request *request, int32_t *category) {
    category[0] = request->user;
    category[1] = world->country[request->user];
    category[2] = world->age_band[request->user];
    category[3] = request->device;
    category[4] = request->hour * HOUR_BANDS / 24;
}

int feed_tower_item_categories(const struct world *world, int cardinality[FIELDS_MAX]) {
    const int sizes[] = {world->items, world->creators, world->topics, LENGTH_BANDS};
    memcpy(cardinality, sizes, sizeof sizes);
    return sizeof sizes / sizeof *sizes;
}

int feed_tower_item_dense(const struct world *world) {
    return world->content_dim + 1;
}

void feed_tower_item(const struct world *world, int item, int32_t *category, float *dense) {
    category[0] = item;
    category[1] = world->creator[item];
    category[2] = world->topic[item];
    category[3] = length_band(world->length_s[item]);
    memcpy(dense, world->content + (size_t)item * (size_t)world->content_dim,
           (size_t)world->content_dim * sizeof *dense);
    dense[world->content_dim] = world->quality_shown[item];
}
