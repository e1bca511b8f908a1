/* truth.c - the truth of whatever kind of world, and what is the same in all of them. */
#include "world/kinds.h"
#include "base/rng.h"

#include <string.h>

void truth_respond(const struct world *world, const struct request *request, const int32_t *items, int n,
                   const struct truth_drift *drift, float *out[HEADS]) {
    kind_of(world)->respond(world, request, items, n, drift, out);
}

float truth_examination(const struct world *world, int position) {
    return kind_of(world)->examination(world, position);
}

void truth_positive(const struct world *world, const struct request *request, const int32_t *items, int n,
                    float label_s, const struct truth_drift *drift, float *out, float *scratch) {
    kind_of(world)->positive(world, request, items, n, label_s, drift, out, scratch);
}

void truth_logged(const struct world *world, const struct log *log, const struct request *request, float label_s,
                  const struct truth_drift *drift, float *out) {
    kind_of(world)->logged(world, log, request, label_s, drift, out);
}

float truth_worth(const struct world *world, const struct request *request, int32_t item,
                  const struct truth_drift *drift) {
    return kind_of(world)->worth(world, request, item, drift);
}

void truth_offered(const struct world *world, const struct request *request, float *birth) {
    if (kind_of(world)->offered)
        kind_of(world)->offered(world, request, birth);
    else
        memcpy(birth, world->birth, (size_t)world->items * sizeof *birth);
}

bool truth_targets(const struct world *world) {
    return kind_of(world)->offered != NULL;
}

/* sum[i] = the live items' p up to and with i, without those of ids (found). */
static float running_sum(const float *birth, int items, float time, const float *p, const int32_t *ids, int found,
                         float *sum) {
    double total = 0.0;
    for (int i = 0; i < items; i++)
        sum[i] = birth[i] <= time ? p[i] : 0.0f;
    for (int k = 0; k < found; k++)
        sum[ids[k]] = 0.0f;
    for (int i = 0; i < items; i++)
        sum[i] = (float)(total += sum[i]);
    return (float)total;
}

/* The first item whose running sum exceeds u. */
static int item_at(const float *sum, int n, float u) {
    int low = 0, high = n - 1;
    while (low < high) {
        int middle = (low + high) / 2;
        if (sum[middle] > u)
            high = middle;
        else
            low = middle + 1;
    }
    return low;
}

static bool among(const int32_t *ids, int n, int32_t id) {
    for (int k = 0; k < n; k++)
        if (ids[k] == id)
            return true;
    return false;
}

/* Draws in proportion and refuses what was drawn already, which is drawing without replacement. When most of what is
 * left has been drawn, refusals pile up: then the sums are made anew without it. */
void truth_relevant(const struct world *world, const struct request *request, const float *positive, const float *birth,
                    uint64_t seed, int want, int32_t *ids, float *sum) {
    enum { REFUSALS = 64 };
    struct rng r = rng_of(rng_draw(seed, "relevant"), (uint64_t)request->id, 0);
    int n = world->items, found = 0, refused = REFUSALS;
    float total = 0.0f;
    while (found < want) {
        if (refused >= REFUSALS) {
            total = running_sum(birth, n, request->time, positive, ids, found, sum);
            refused = 0;
        }
        if (!(total > 0.0f))
            break;
        int i = item_at(sum, n, (float)rng_uniform(&r) * total);
        bool possible = sum[i] > (i > 0 ? sum[i - 1] : 0.0f);
        if (possible && !among(ids, found, i))
            ids[found++] = i;
        else
            refused++;
    }
    while (found < want)
        ids[found++] = -1;
}
