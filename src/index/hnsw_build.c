/* Building the graph in batches, the same for any number of threads: the nodes of a batch search the graph as it was
 * before the batch, in parallel, and are compared with the earlier nodes of their batch directly; each chooses its
 * neighbours. Then every neighbour takes its new links in the order of ids, neighbours shared out among the threads. */
#include "base/mem.h"
#include "base/rng.h"
#include "index/hnsw.h"

#include <stdlib.h>

enum { BATCH = 128, BUILD_BEAM = 128, LEVELS = 12, LINKS_MAX = 128, LINK_SHARDS = 16 };

struct builder {
    struct graph g;
    int32_t *links, *upper; /* those of g, to write */
    int32_t *tower;
    int32_t *chosen; /* neighbours chosen in this batch: rows of M, -1 padded, a row for each node and layer */
    struct beam **beams;
    int first, n; /* the batch */
    int32_t entry;
};

static int32_t *chosen_row(const struct builder *b, int32_t id, int layer) {
    int rows_before = b->tower[id] - b->tower[b->first] + id - b->first;
    return b->chosen + (size_t)(rows_before + layer) * (size_t)b->g.M;
}

static int32_t *row_of(const struct builder *b, int32_t id, int layer) {
    int width;
    const int32_t *row = graph_row(&b->g, id, layer, &width);
    return layer == 0 ? b->links + (row - b->g.links) : b->upper + (row - b->g.upper);
}

static struct walker walker_of(const struct graph *g, int32_t id) {
    return (struct walker){g->vectors + (size_t)id * (size_t)g->D, g->lift[id]};
}

/* Algorithm 4 of the paper: from keys (n), best first, keeps at most `most` of which none is nearer to a kept one than
 * to the base; the rest of kept is -1. */
static void choose(const struct graph *g, const int64_t *keys, int n, int32_t *kept, int most) {
    float scores[2 * LINKS_MAX];
    int have = 0;
    for (int i = 0; i < n && have < most; i++) {
        int32_t id = topk_id(keys[i]);
        float to_base = topk_score(keys[i]);
        graph_scores(g, scores, kept, walker_of(g, id), have);
        bool apart = true;
        for (int j = 0; j < have && apart; j++)
            apart = scores[j] <= to_base;
        if (apart)
            kept[have++] = id;
    }
    for (; have < most; have++)
        kept[have] = -1;
}

/* Adds the earlier nodes of the batch that stand in this layer. */
static void add_peers(const struct builder *b, struct beam *beam, int32_t id, int layer, const float *peer_scores) {
    for (int32_t peer = b->first; peer < id; peer++)
        if (graph_level(&b->g, peer) >= layer)
            beam_add(beam, peer_scores[peer - b->first], peer);
}

static void find_neighbours(const struct builder *b, struct beam *beam, int32_t id) {
    const struct graph *g = &b->g;
    struct walker w = walker_of(g, id);
    int64_t keys[BUILD_BEAM + BATCH], starts[BUILD_BEAM];
    float peer_scores[BATCH];
    int level = graph_level(g, id), top = b->first > 0 ? graph_level(g, b->entry) : -1;
    g->kernels->dots(peer_scores, g->vectors + (size_t)b->first * (size_t)g->D, w.q, id - b->first, g->D);
    for (int i = 0; i < id - b->first; i++)
        peer_scores[i] += g->lift[b->first + i] * w.lift;
    beam->n_best = 0;
    if (top >= 0)
        beam_start(beam, g, w, b->entry);
    for (int layer = top; layer > level; layer--)
        beam_walk(beam, g, w, layer, 1, NULL);
    for (int layer = level; layer >= 0; layer--) {
        if (layer <= top)
            beam_walk(beam, g, w, layer, BUILD_BEAM, NULL);
        int walked = beam->n_best;
        memcpy(starts, beam->best, (size_t)walked * sizeof *starts);
        beam->n_best = layer <= top ? walked : 0; /* above the graph there is nothing but peers */
        add_peers(b, beam, id, layer, peer_scores);
        choose(g, keys, beam_take(beam, keys), chosen_row(b, id, layer), g->M);
        memcpy(beam->best, starts, (size_t)walked * sizeof *starts); /* peers are no way into the graph */
        beam->n_best = walked;
    }
}

static void find_shard(void *arg, int shard, int worker) {
    const struct builder *b = arg;
    find_neighbours(b, b->beams[worker], b->first + shard);
}

/* A node takes a link back; when its row is full, the best diverse ones stay. */
static void link_back(const struct builder *b, int32_t node, int layer, int32_t newcomer) {
    int32_t *row = row_of(b, node, layer);
    int have = 0, width = layer == 0 ? 2 * b->g.M : b->g.M;
    while (have < width && row[have] >= 0)
        have++;
    if (have < width) {
        row[have] = newcomer;
        return;
    }
    int32_t ids[2 * LINKS_MAX + 1];
    float scores[2 * LINKS_MAX + 1];
    int64_t keys[2 * LINKS_MAX + 1];
    memcpy(ids, row, (size_t)width * sizeof *ids);
    ids[width] = newcomer;
    graph_scores(&b->g, scores, ids, walker_of(&b->g, node), width + 1);
    for (int i = 0; i <= width; i++) { /* insertion sort, best first */
        int64_t key = topk_key(scores[i], ids[i]);
        int j = i;
        for (; j > 0 && keys[j - 1] < key; j--)
            keys[j] = keys[j - 1];
        keys[j] = key;
    }
    choose(&b->g, keys, width + 1, row, width);
}

static void link_shard(void *arg, int shard, int worker) {
    (void)worker;
    const struct builder *b = arg;
    for (int32_t id = b->first; id < b->first + b->n; id++)
        for (int layer = 0; layer <= graph_level(&b->g, id); layer++) {
            const int32_t *chosen = chosen_row(b, id, layer);
            for (int j = 0; j < b->g.M && chosen[j] >= 0; j++)
                if (chosen[j] % LINK_SHARDS == shard)
                    link_back(b, chosen[j], layer, id);
        }
}

/* The nodes' own rows, and the new entry: the first of the highest level. */
static void settle(struct builder *b) {
    for (int32_t id = b->first; id < b->first + b->n; id++) {
        for (int layer = 0; layer <= graph_level(&b->g, id); layer++)
            memcpy(row_of(b, id, layer), chosen_row(b, id, layer), (size_t)b->g.M * sizeof(int32_t));
        if (graph_level(&b->g, id) > graph_level(&b->g, b->entry))
            b->entry = id;
    }
}

/* Batches grow with the graph: a node that cannot see its batch should not miss much. */
static bool insert_all(struct builder *b, struct pool *pool, struct progress *progress, struct err *err) {
    for (int done = 0; done < b->g.N; done += b->n) {
        int n = done / 8 < 1 ? 1 : done / 8 > BATCH ? BATCH : done / 8;
        b->first = done;
        b->n = n < b->g.N - done ? n : b->g.N - done;
        pool_for(pool, b->n, find_shard, b);
        settle(b);
        pool_for(pool, LINK_SHARDS, link_shard, b);
        if (!progress_step(progress, (double)(done + b->n) / b->g.N, err))
            return false;
    }
    return true;
}

/* Levels are drawn for every node beforehand, so all rows have their place from the start. */
static void draw_towers(int32_t *tower, int N, int M, uint64_t seed) {
    uint64_t draw = rng_draw(seed, "index.level");
    tower[0] = 0;
    for (int i = 0; i < N; i++) {
        struct rng rng = rng_of(draw, (uint64_t)i, 0);
        double level = floor(rng_exponential(&rng) / log(M));
        tower[i + 1] = tower[i] + (level < LEVELS ? (int)level : LEVELS);
    }
}

static void lift_all(float *lift, const float *vectors, int N, int D) {
    double most = 0;
    for (int pass = 0; pass < 2; pass++)
        for (int i = 0; i < N; i++) {
            double length = 0;
            for (int d = 0; d < D; d++)
                length +=
                    (double)vectors[(size_t)i * (size_t)D + (size_t)d] * vectors[(size_t)i * (size_t)D + (size_t)d];
            if (pass == 0)
                most = length > most ? length : most;
            else
                lift[i] = (float)sqrt(most > length ? most - length : 0.0);
        }
}

static bool new_beams(struct builder *b, int threads, struct err *err) {
    for (int t = 0; t < threads; t++) {
        b->beams[t] = beam_new(b->g.N, b->g.M, err);
        if (!b->beams[t])
            return false;
    }
    return true;
}

/* The graph's arrays in the blob; rows empty. */
static bool new_rows(struct builder *b, const struct build *build, struct err *err) {
    int N = build->N, M = b->g.M;
    b->tower = blob_add(build->out, "index.tower", BLOB_I32, N + 1, 0, 0, err);
    if (!b->tower)
        return false;
    draw_towers(b->tower, N, M, build->params->seed);
    int rows = b->tower[N] > 0 ? b->tower[N] : 1;
    float *vectors = blob_add(build->out, "index.vectors", BLOB_F32, N, build->D, 0, err);
    b->links = vectors ? blob_add(build->out, "index.links", BLOB_I32, N, 2 * M, 0, err) : NULL;
    b->upper = b->links ? blob_add(build->out, "index.upper", BLOB_I32, rows, M, 0, err) : NULL;
    if (!b->upper)
        return false;
    memcpy(vectors, build->vectors, (size_t)N * (size_t)build->D * sizeof *vectors);
    memset(b->links, 0xFF, (size_t)N * 2 * (size_t)M * sizeof *b->links);
    memset(b->upper, 0xFF, (size_t)rows * (size_t)M * sizeof *b->upper);
    b->g.vectors = vectors;
    b->g.links = b->links;
    b->g.upper = b->upper;
    b->g.tower = b->tower;
    return true;
}

bool hnsw_build(const struct build *build, struct err *err) {
    bool ok = false;
    int M = build->params->hnsw_m, threads = pool_threads(build->pool);
    M = M < 2 ? 2 : M > LINKS_MAX ? LINKS_MAX : M;
    struct builder b = {.g = {.kernels = kernels_best(), .N = build->N, .D = build->D, .M = M}};
    b.beams = mem_must((size_t)threads, sizeof *b.beams);
    b.chosen = mem_array((size_t)(BATCH * (LEVELS + 1)) * (size_t)M, sizeof *b.chosen, err);
    float *lift = mem_array((size_t)build->N, sizeof *lift, err);
    int32_t *entry = blob_add(build->out, "index.entry", BLOB_I32, 1, 0, 0, err);
    if (!b.chosen || !lift || !entry || !new_rows(&b, build, err) || !new_beams(&b, threads, err))
        goto out;
    lift_all(lift, build->vectors, build->N, build->D);
    b.g.lift = lift;
    if (!insert_all(&b, build->pool, build->progress, err))
        goto out;
    *entry = b.entry;
    ok = true;
out:
    for (int t = 0; t < threads; t++)
        beam_free(b.beams[t]);
    free(b.beams);
    free(b.chosen);
    free(lift);
    return ok;
}
