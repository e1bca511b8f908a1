#include "model/tower_mine.h"
#include "base/mem.h"
#include "base/rng.h"

#include <stdlib.h>

/* -1: no id that was seen. */
static int32_t user_of(const struct miner *m, const struct tower_data *d, int row) {
    int32_t user = d->users.category[(size_t)row * (size_t)d->users.n_category];
    return user >= 0 && user < m->users ? user : -1;
}

int miner_sample_size(const struct tower_data *d) {
    return d->items.n < MINE_SAMPLE ? d->items.n : MINE_SAMPLE;
}

bool miner_init(struct miner *m, const struct tower_data *d, uint64_t seed, struct err *err) {
    *m = (struct miner){.users = d->users.cardinality[0], .n = miner_sample_size(d)};
    m->draw = rng_draw(seed, "tower.mine.sample");
    m->pick = rng_draw(seed, "tower.mine.pick");
    m->start = mem_array((size_t)m->users + 2, sizeof *m->start, err);
    m->item = mem_array((size_t)d->users.n, sizeof *m->item, err);
    m->sample = mem_array(MINE_SAMPLE, sizeof *m->sample, err);
    if (!m->start || !m->item || !m->sample)
        return false;
    /* A counting sort by user: start[u + 1] runs from the beginning of u's positives to their end. */
    for (int pass = 0; pass < 2; pass++) {
        for (int i = 0; i < d->users.n; i++) {
            int32_t user = user_of(m, d, i);
            if (user < 0 || (d->validation && d->validation[i]))
                continue;
            if (pass == 0)
                m->start[user + 2]++;
            else
                m->item[m->start[user + 1]++] = d->positive[i];
        }
        for (int u = 0; pass == 0 && u < m->users; u++)
            m->start[u + 2] += m->start[u + 1];
    }
    return true;
}

void miner_fini(struct miner *m) {
    free(m->start);
    free(m->item);
    free(m->sample);
    *m = (struct miner){0};
}

void miner_start(struct miner *m, const struct tower_data *d, int number) {
    struct rng rng = rng_of(m->draw, (uint64_t)number, 0);
    for (int i = 0; i < m->n; i++)
        m->sample[i] = d->items.n <= MINE_SAMPLE ? i : (int32_t)rng_below(&rng, (uint32_t)d->items.n);
}

bool miner_is_positive(const struct miner *m, const struct tower_data *d, int row, int32_t item) {
    if (d->positive[row] == item)
        return true;
    for (int b = d->users.bag_cardinality > 0 ? d->users.bag_start[row] : 0;
         d->users.bag_cardinality > 0 && b < d->users.bag_start[row + 1]; b++)
        if (d->users.bag[b] == item)
            return true;
    int32_t user = user_of(m, d, row);
    for (int i = user < 0 ? 0 : m->start[user]; user >= 0 && i < m->start[user + 1]; i++)
        if (m->item[i] == item)
            return true;
    return false;
}

int32_t miner_take(const struct miner *m, const struct tower_data *d, int row, int number, const float *scores) {
    int best[MINE_BEST], n = 0; /* places in the sample, best first, ties to the earlier one */
    for (int i = 0; i < m->n; i++) {
        if (n == MINE_BEST && !(scores[i] > scores[best[n - 1]]))
            continue;
        if (miner_is_positive(m, d, row, m->sample[i]))
            continue;
        int at = n < MINE_BEST ? n++ : n - 1;
        for (; at > 0 && scores[i] > scores[best[at - 1]]; at--)
            best[at] = best[at - 1];
        best[at] = i;
    }
    struct rng rng = rng_of(m->pick, (uint64_t)number, (uint32_t)row);
    return m->sample[n > 0 ? best[rng_below(&rng, (uint32_t)n)] : (int)rng_below(&rng, (uint32_t)m->n)];
}
