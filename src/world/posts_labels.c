/* posts_labels.c - what annotators, users and earlier decisions say of posts. */
#include "base/mem.h"
#include "base/rng.h"
#include "world/posts.h"

#include <stdlib.h>

enum { SHARDS = 64 };
static const double annotated[READINGS] = {0.9, 0.6}, seen_in_nothing[READINGS] = {0.003, 1e-5};
static const double missed = 0.1, confirmed_share = 0.5, within_hour = 0.2;
/* Reports a view of a post that does the harm; of one that does not; of authors who are reported for what they are. */
static const double report_rate[HARMS] = {0.01, 0.02, 0.006, 0.002, 0.001};
static const double report_nothing = 2e-5, report_hunted = 0.01, hunted = 0.015;

double post_report_rate(enum harm harm) {
    return report_rate[harm];
}

struct labelling {
    const struct posts *posts;
    uint64_t annotate, report, hunt;
    uint8_t *annotated[READINGS], *annotation[READINGS], *reported;
    float *in_hour, *in_all;
};

/* A post's number that does not hang on which days were generated together. */
static uint64_t identity(const struct posts *posts, int day, int64_t i) {
    return (uint64_t)(posts->first_day + day) << 32 | (uint64_t)(i - posts->day_start[day]);
}

static void label_post(struct labelling *l, uint64_t id, int64_t i) {
    const struct posts *posts = l->posts;
    struct rng report = rng_of(l->report, id, 0), who = rng_of(l->hunt, (uint64_t)posts->author[i], 0);
    bool is_hunted = rng_uniform(&who) < hunted;
    for (int k = 0; k < READINGS; k++) {
        struct rng ask = rng_of(l->annotate, id, (uint32_t)k);
        l->annotated[k][i] = rng_uniform(&ask) < annotated[k];
        for (int h = 0; h < HARMS; h++) {
            double seen = posts->harm[i] >> h & 1 ? 1.0 - missed : seen_in_nothing[k];
            if (rng_uniform(&ask) < seen && l->annotated[k][i])
                l->annotation[k][i] |= (uint8_t)(1u << h);
        }
    }
    for (int h = 0; h < HARMS; h++) {
        bool harmful = posts->harm[i] >> h & 1;
        double rate = harmful ? report_rate[h] : report_nothing + (is_hunted && h == HARM_HATE ? report_hunted : 0.0);
        int reports = rng_poisson(&report, rate * posts->views[i]);
        int early = rng_poisson(&report, within_hour * rate * posts->views[i]);
        if (reports)
            l->reported[i] |= (uint8_t)(1u << h);
        l->in_all[i] += (float)reports;
        l->in_hour[i] += (float)(early < reports ? early : reports);
    }
}

static void label_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct labelling *l = arg;
    int begin, end, day = 0;
    pool_range(l->posts->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        while (i >= l->posts->day_start[day + 1])
            day++;
        label_post(l, identity(l->posts, day, i), i);
    }
}

static bool confirmed(const struct posts *posts, uint64_t draw, int day, int64_t i) {
    struct rng r = rng_of(draw, identity(posts, day, i), 0);
    return posts->harm[i] && rng_uniform(&r) < confirmed_share;
}

/* In order of time: what was confirmed a day ago counts from now on. */
static void count_strikes(const struct posts *posts, const struct posts *before, uint64_t draw, int32_t *count,
                          float *strikes) {
    for (int day = 0; before && day < before->days && before->first_day + day < posts->first_day; day++)
        for (int64_t i = before->day_start[day]; i < before->day_start[day + 1]; i++)
            count[before->author[i]] += confirmed(before, draw, day, i);
    int64_t old = 0;
    int day = 0;
    for (int64_t i = 0; i < posts->n; i++) {
        for (; posts->time[old] <= posts->time[i] - 1.0f; old++) {
            while (old >= posts->day_start[day + 1])
                day++;
            count[posts->author[old]] += confirmed(posts, draw, day, old);
        }
        strikes[i] = (float)count[posts->author[i]];
    }
}

bool labels_generate(const struct posts *posts, const struct posts *before, struct pool *pool, struct blob *out,
                     struct err *err) {
    uint64_t seed = posts->params.seed;
    int64_t n = posts->n;
    struct labelling l = {.posts = posts,
                          .annotate = rng_draw(seed, "labels.annotate"),
                          .report = rng_draw(seed, "labels.report"),
                          .hunt = rng_draw(seed, "labels.hunt")};
    float *strikes = blob_add(out, "strikes", BLOB_F32, n, 0, 0, err);
    int32_t *count = strikes ? mem_array((size_t)posts->params.authors, sizeof *count, err) : NULL;
    bool ok = count && (l.annotated[READ_ONCE] = blob_add(out, "annotated.once", BLOB_U8, n, 0, 0, err)) &&
              (l.annotation[READ_ONCE] = blob_add(out, "annotation.once", BLOB_U8, n, 0, 0, err)) &&
              (l.annotated[READ_TWICE] = blob_add(out, "annotated.twice", BLOB_U8, n, 0, 0, err)) &&
              (l.annotation[READ_TWICE] = blob_add(out, "annotation.twice", BLOB_U8, n, 0, 0, err)) &&
              (l.reported = blob_add(out, "reported", BLOB_U8, n, 0, 0, err)) &&
              (l.in_hour = blob_add(out, "reports_in_hour", BLOB_F32, n, 0, 0, err)) &&
              (l.in_all = blob_add(out, "reports_in_all", BLOB_F32, n, 0, 0, err));
    if (ok) {
        pool_for(pool, SHARDS, label_shard, &l);
        count_strikes(posts, before, rng_draw(seed, "labels.confirm"), count, strikes);
    }
    free(count);
    return ok;
}

void labels_open(const struct blob *blob, struct labels *out) {
    *out = (struct labels){
        .annotated = {blob_get(blob, "annotated.once", BLOB_U8), blob_get(blob, "annotated.twice", BLOB_U8)},
        .annotation = {blob_get(blob, "annotation.once", BLOB_U8), blob_get(blob, "annotation.twice", BLOB_U8)},
        .reported = blob_get(blob, "reported", BLOB_U8),
        .strikes = blob_get(blob, "strikes", BLOB_F32),
        .reports_in_hour = blob_get(blob, "reports_in_hour", BLOB_F32),
        .reports_in_all = blob_get(blob, "reports_in_all", BLOB_F32),
    };
}
