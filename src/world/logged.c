#include "world/logged.h"
#include "world/feed.h"
#include "world/kinds.h"

#include <math.h>
#include <string.h>

/* Row r's moment: its rank's share of the days, that of the first row of the same second. */
static void times(const struct interactions *in, int days, float *time) {
    int first = 0;
    float end = nextafterf((float)days, 0.0f);
    for (int r = 0; r < in->rows; r++) {
        if (in->time[r] != in->time[first])
            first = r;
        time[r] = fminf((float)((double)first * days / in->rows), end);
    }
}

static bool rows_copy(const struct interactions *in, int days, float positive, struct blob *out, struct err *err) {
    int64_t n = in->rows;
    int32_t *user = blob_add(out, "logged.user", BLOB_I32, n, 0, 0, err);
    int32_t *item = user ? blob_add(out, "logged.item", BLOB_I32, n, 0, 0, err) : NULL;
    int32_t *hour = item ? blob_add(out, "logged.hour", BLOB_I32, n, 0, 0, err) : NULL;
    float *time = hour ? blob_add(out, "logged.time", BLOB_F32, n, 0, 0, err) : NULL;
    uint8_t *liked = time ? blob_add(out, "logged.liked", BLOB_U8, n, 0, 0, err) : NULL;
    if (!liked)
        return false;
    memcpy(user, in->user, (size_t)n * sizeof *user);
    memcpy(item, in->item, (size_t)n * sizeof *item);
    times(in, days, time);
    for (int64_t r = 0; r < n; r++) {
        hour[r] = (int32_t)(in->time[r] / 3600 % 24);
        liked[r] = !in->rated || in->rating[r] >= positive;
    }
    return true;
}

/* The columns that everybody can see, each with the one value that stands for "not said". */
static bool columns(const struct interactions *in, struct blob *out, struct err *err) {
    int64_t items = in->items, users = in->users;
    float *birth = blob_add(out, "birth", BLOB_F32, items, 0, 0, err);
    int32_t *creator = birth ? blob_add(out, "creator", BLOB_I32, items, 0, 0, err) : NULL;
    float *length = creator ? blob_add(out, "length_s", BLOB_F32, items, 0, 0, err) : NULL;
    if (!length || !blob_add(out, "topic", BLOB_I32, items, 0, 0, err) ||
        !blob_add(out, "content", BLOB_F32, items, FEED_CONTENT, 0, err) ||
        !blob_add(out, "quality_shown", BLOB_F32, items, 0, 0, err) ||
        !blob_add(out, "country", BLOB_I32, users, 0, 0, err) ||
        !blob_add(out, "age_band", BLOB_I32, users, 0, 0, err) ||
        !blob_add(out, "creator.followers", BLOB_F32, items, 0, 0, err))
        return false;
    const float *time = blob_get(out, "logged.time", BLOB_F32);
    for (int i = 0; i < in->items; i++) {
        creator[i] = i;
        length[i] = LOGGED_LENGTH_S;
        birth[i] = INFINITY;
    }
    for (int r = 0; r < in->rows; r++)
        birth[in->item[r]] = fminf(birth[in->item[r]], time[r]);
    return true;
}

bool logged_world(const struct interactions *in, int days, float positive, struct blob *out, struct err *err) {
    struct world_params params = {.kind = WORLD_FEED,
                                  .users = in->users,
                                  .items = in->items,
                                  .days = days,
                                  .creators = in->items,
                                  .list_size = 1,
                                  .requests_per_user_day = (float)in->rows / (float)in->users / (float)days};
    if (in->rows < days)
        return err_set(err, ERR_USAGE, "%d rows are too few for a log of %d days; use a longer file", in->rows, days);
    return world_pack(&params, out, err) && rows_copy(in, days, positive, out, err) && columns(in, out, err);
}

/* The rows of every user, in time order: what somebody has had is not offered again. */
static bool had(const struct world *world, const int32_t *user, int rows, struct blob *out, struct err *err) {
    int64_t *start = blob_add(out, "had_start", BLOB_I64, world->users + 1, 0, 0, err);
    int32_t *row = start ? blob_add(out, "had_row", BLOB_I32, rows, 0, 0, err) : NULL;
    if (!row)
        return false;
    for (int r = 0; r < rows; r++)
        start[user[r] + 1]++;
    for (int u = 0; u < world->users; u++)
        start[u + 1] += start[u];
    for (int r = 0; r < rows; r++)
        row[start[user[r]]++] = r;
    for (int u = world->users; u > 0; u--) /* each start has moved on to its end: move them back */
        start[u] = start[u - 1];
    start[0] = 0;
    return true;
}

bool logged_log(const struct world *world, struct pool *pool, struct blob *out, struct err *err) {
    const struct blob *from = world->blob;
    int rows = (int)blob_length(from, "logged.user");
    const int32_t *user = blob_get(from, "logged.user", BLOB_I32), *items = blob_get(from, "logged.item", BLOB_I32);
    const int32_t *hour = blob_get(from, "logged.hour", BLOB_I32);
    const float *time = blob_get(from, "logged.time", BLOB_F32);
    const uint8_t *liked = blob_get(from, "logged.liked", BLOB_U8);
    struct request *request = blob_add(out, "request", BLOB_I32, rows, 5, 0, err);
    int64_t *start = request ? blob_add(out, "start", BLOB_I64, rows + 1, 0, 0, err) : NULL;
    int32_t *item = start ? blob_add(out, "item", BLOB_I32, rows, 0, 0, err) : NULL;
    uint8_t *position = item ? blob_add(out, "position", BLOB_U8, rows, 0, 0, err) : NULL;
    uint8_t *event = position ? blob_add(out, "event", BLOB_U8, rows, 0, 0, err) : NULL;
    float *propensity = event ? blob_add(out, "propensity", BLOB_F32, rows, 0, 0, err) : NULL;
    float *watch_s = propensity ? blob_add(out, "watch_s", BLOB_F32, rows, 0, 0, err) : NULL;
    float *row_time = watch_s ? blob_add(out, "row_time", BLOB_F32, rows, 0, 0, err) : NULL;
    if (!row_time)
        return false;
    for (int r = 0; r < rows; r++) {
        request[r] = (struct request){.id = r, .user = user[r], .time = time[r], .hour = hour[r]};
        start[r] = r;
        item[r] = items[r];
        position[r] = 1;
        propensity[r] = 1.0f;
        event[r] = liked[r] ? 1u << HEAD_CLICK | 1u << HEAD_WATCH | 1u << HEAD_LIKE : 0;
        watch_s[r] = liked[r] ? LOGGED_LENGTH_S : 0.0f;
        row_time[r] = time[r];
    }
    start[rows] = rows;
    return had(world, user, rows, out, err) && counters_build(world, pool, out, err);
}
