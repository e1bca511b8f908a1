#include "model/cnn_mine.h"
#include "base/mem.h"
#include "num/topk.h"
#include "num/vecmath.h"

#include <stdlib.h>
#include <string.h>

enum { MOST_HARD = 64 };

struct window {
    int32_t left[CNN_MINE_WINDOW], done[CNN_MINE_WINDOW]; /* pairs not yet placed, in order; placed */
    int n_left, n_done;
};
struct mining {
    const struct cnn_mine *mine;
    struct window *windows; /* (workers) */
};

static bool same_item(const struct cnn_mine *m, int a, int b) {
    return m->item && m->item[a] == m->item[b];
}

/* The pairs left that are most like `row`, as places in left, in no order; returns how many. */
static int find_alike(const struct cnn_mine *m, const struct window *w, int row, int32_t *places) {
    int64_t room[2 * TOPK_ROOM(MOST_HARD)];
    struct topk best;
    topk_init(&best, m->hard, room, room + TOPK_ROOM(MOST_HARD));
    for (int j = 0; j < w->n_left; j++)
        if (!same_item(m, row, w->left[j]))
            topk_push(&best, j, vec_dot(m->bank + (size_t)row * m->D, m->bank + (size_t)w->left[j] * m->D, m->D));
    return topk_finish(&best, places, NULL);
}

static void place(struct window *w, int at) {
    w->done[w->n_done++] = w->left[at];
    w->left[at] = -1;
}

static void close_up(struct window *w) {
    int n = 0;
    for (int j = 0; j < w->n_left; j++)
        if (w->left[j] >= 0)
            w->left[n++] = w->left[j];
    w->n_left = n;
}

static void mine_window(void *arg, int shard, int worker) {
    const struct mining *mining = arg;
    const struct cnn_mine *m = mining->mine;
    struct window *w = &mining->windows[worker];
    int begin = shard * CNN_MINE_WINDOW, n = m->n - begin < CNN_MINE_WINDOW ? m->n - begin : CNN_MINE_WINDOW;
    memcpy(w->left, m->rows + begin, (size_t)n * sizeof *w->left);
    w->n_left = n;
    w->n_done = 0;
    while (w->n_left > 0) {
        int32_t places[MOST_HARD];
        place(w, 0);
        w->left[0] = w->left[--w->n_left];
        int found = find_alike(m, w, w->done[w->n_done - 1], places);
        for (int i = 0; i < found; i++)
            place(w, places[i]);
        close_up(w);
    }
    memcpy(m->rows + begin, w->done, (size_t)n * sizeof *w->done);
}

bool cnn_mine(const struct cnn_mine *mine, struct pool *pool, struct err *err) {
    struct cnn_mine bounded = *mine;
    bounded.hard = mine->hard < MOST_HARD ? mine->hard : MOST_HARD;
    struct mining mining = {&bounded, mem_array((size_t)pool_threads(pool), sizeof *mining.windows, err)};
    if (!mining.windows)
        return false;
    pool_for(pool, (mine->n + CNN_MINE_WINDOW - 1) / CNN_MINE_WINDOW, mine_window, &mining);
    free(mining.windows);
    return true;
}
