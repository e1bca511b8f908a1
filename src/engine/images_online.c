/* images_online.c - the design's lists answered by the truth, beside the nearest colours through the same stage 3 and
 * beside the lists that are best by the truth. */
#include "base/mem.h"
#include "engine/images_parts.h"
#include "engine/nodes.h"
#include "eval/bootstrap.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum online { ONLINE_SUCCESS, ONLINE_CONVERSIONS, ONLINES };
static const char *const names[ONLINES] = {"online.success_rate", "online.conversions_per_1000"};
enum { LIST_MOST = 64, WORTH_MOST = 512 };

/* Everything of a grade, and enough of what has none. */
static int worth_showing(const struct images *images, const struct photo *photo, int live, int32_t *items,
                         uint8_t *grade) {
    int n = 0, rest = 0;
    for (int i = 0; i < live && n < WORTH_MOST; i++) {
        int g = (int)images_grade(images, photo->product, i);
        if (g == GRADE_NONE && rest++ >= LIST_MOST)
            continue;
        grade[n] = (uint8_t)g;
        items[n++] = i;
    }
    return n;
}

/* What showing an item next adds, as images_answer has it. */
static float wish_of(const struct images *images, int item, int grade, const int32_t *list, int shown, int metric) {
    float wish = images_choose_rate((enum grade)grade);
    for (int p = 0; p < shown; p++)
        if (images_duplicates(images, item, list[p])) {
            wish *= images_repeated(p + 1);
            break;
        }
    return metric == ONLINE_CONVERSIONS ? wish * images_buy_rate((enum grade)grade) : wish;
}

/* Greedily best in a metric, place by place. list (size). */
static void best_list(const struct images *images, const struct photo *photo, int live, int size, int metric,
                      int32_t *list) {
    int32_t items[WORTH_MOST];
    uint8_t grade[WORTH_MOST];
    int n = worth_showing(images, photo, live, items, grade);
    for (int p = 0; p < size; p++) {
        int best = -1;
        float most = -1.0f;
        for (int k = 0; k < n; k++) {
            float wish = wish_of(images, items[k], grade[k], list, p, metric);
            if (wish > most) {
                most = wish;
                best = k;
            }
        }
        list[p] = best < 0 ? -1 : items[best];
        if (best >= 0) {
            items[best] = items[--n];
            grade[best] = grade[n];
        }
    }
}

struct answering {
    struct progress *progress;
    const struct searched *s;
    const struct queries *q;
    int n, size, shards;
    const int32_t *list;  /* (n,size) of the design; NULL: the best ones */
    int best_in;          /* those of a metric */
    const float *vectors; /* not NULL: the nearest colours, without what is too like something above */
    int dim;
    float threshold;
    double *value[ONLINES]; /* (n) each */
};

static void answer_shard(void *arg, int shard, int worker) {
    const struct answering *a = arg;
    int begin, end;
    (void)worker;
    pool_range(a->n, a->shards, shard, &begin, &end);
    for (int i = begin; i < end && !atomic_load(&a->progress->cancel); i++) {
        int32_t list[LIST_MOST], order[COLOUR_DEPTH];
        float value[COLOUR_DEPTH];
        const struct photo *photo = query_photo(a->s, a->q, i);
        const int32_t *shown = list;
        if (a->vectors) {
            for (int k = 0; k < COLOUR_DEPTH; k++)
                value[k] = (float)-k;
            images_list(a->q->colour + (size_t)i * COLOUR_DEPTH, value, COLOUR_DEPTH, a->vectors, a->dim, a->threshold,
                        a->size, order, list);
        } else if (a->list) {
            shown = a->list + (size_t)i * (size_t)a->size;
        } else {
            best_list(&a->s->images, photo, a->q->live[i], a->size, a->best_in, list);
        }
        struct images_answer answer = images_answer(&a->s->images, photo, shown, a->size, NULL);
        a->value[ONLINE_SUCCESS][i] = (double)answer.choice;
        a->value[ONLINE_CONVERSIONS][i] = 1000.0 * (double)answer.purchase;
    }
}

static bool answering_open(struct answering *a, const struct node_run *run, struct searched *s, struct queries *q,
                           struct err *err) {
    searched_open(s, run);
    queries_open(q, node_in(run, N_REQUESTS));
    *a = (struct answering){
        .progress = run->progress, .s = s, .q = q, .n = q->online, .size = node_int(run, K_LIST_SIZE), .shards = 64};
    double *values = mem_array(ONLINES * (size_t)a->n + 1, sizeof *values, err);
    for (int k = 0; values && k < ONLINES; k++)
        a->value[k] = values + (size_t)k * (size_t)a->n;
    return values != NULL;
}

bool images_online_oracle(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct queries q;
    struct answering a;
    double *oracle = blob_add(out, "oracle", BLOB_F64, ONLINES, 0, 0, err);
    bool ok = oracle && answering_open(&a, run, &s, &q, err);
    if (!ok)
        return false;
    for (int k = 0; k < ONLINES; k++) {
        a.best_in = k;
        pool_for(run->pool, a.shards, answer_shard, &a);
        oracle[k] = mean_known(a.value[k], a.n);
    }
    free(a.value[0]);
    return node_progress(run, 1.0, err);
}

/* Of the success rate: requests are trials, and an arm has half of the users on all days. */
static double detectable(double rate, double users, int days, double requests_a_day) {
    double trials = users / 2.0 * days * requests_a_day;
    return (1.959964 + 0.841621) * sqrt(2.0 * (1.0 - rate) / (rate * trials));
}

bool images_online(const struct node_run *run, struct blob *out, struct err *err) {
    struct searched s;
    struct queries q;
    struct answering a;
    struct measures m = {0};
    if (!answering_open(&a, run, &s, &q, err))
        return false;
    const double *oracle = blob_get(node_in(run, N_ONLINE_ORACLE), "oracle", BLOB_F64);
    const struct section *vectors = blob_find(node_in(run, N_ITEM_VECTORS), "vectors");
    double baseline[ONLINES];
    uint8_t *times = mem_array((size_t)a.n * BOOTSTRAP_REPLICATES + 1, 1, err);
    if (times) {
        bootstrap_times(times, q.unit, a.n, BOOTSTRAP_REPLICATES, node_seed(run, K_SEED_EVAL), run->pool);
        a.vectors = vectors->data;
        a.dim = (int)vectors->shape[1];
        a.threshold = (float)node_real(run, K_DUPLICATE_THRESHOLD);
        pool_for(run->pool, a.shards, answer_shard, &a);
        for (int k = 0; k < ONLINES; k++)
            baseline[k] = mean_known(a.value[k], a.n);
        a.vectors = NULL;
        a.list = blob_get(node_in(run, N_LISTS), "list", BLOB_I32);
        pool_for(run->pool, a.shards, answer_shard, &a);
        for (int k = 0; k < ONLINES; k++) {
            add_ratio(&m, names[k], a.value[k], NULL, times, a.n, run->pool);
            measures_ruler(&m, names[k], baseline[k], oracle[k]);
        }
        measures_add(&m, "online.ab_detectable_effect",
                     detectable(mean_known(a.value[ONLINE_SUCCESS], a.n), node_real(run, K_AB_USERS),
                                node_int(run, K_AB_DAYS), (double)s.images.params.requests_per_user_day),
                     NULL, 0);
    }
    bool ok = times && node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    free(times);
    free(a.value[0]);
    measures_free(&m);
    return ok;
}
