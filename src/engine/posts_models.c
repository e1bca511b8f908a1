/* posts_models.c - the posts, their labels, and the two models that learn from them: the screening and the classifier.
 */
#include "base/mem.h"
#include "engine/nodes.h"
#include "engine/posts_parts.h"
#include "engine/rank_rows.h"

#include <stdio.h>

bool posts_world(const struct node_run *run, struct blob *out, struct err *err) {
    struct posts_params params = {.seed = node_seed(run, K_SEED_WORLD),
                                  .authors = node_int(run, K_WORLD_USERS),
                                  .posts = node_int(run, K_WORLD_ITEMS),
                                  .days = node_int(run, K_WORLD_DAYS),
                                  .copies = (float)node_real(run, K_WORLD_COPIES),
                                  .reword = (float)node_real(run, K_WORLD_REWORD)};
    return posts_generate(&params, 0, params.days, run->pool, run->progress, out, err);
}

bool posts_log(const struct node_run *run, struct blob *out, struct err *err) {
    struct posts posts;
    posts_open(node_in(run, N_WORLD), &posts);
    return labels_generate(&posts, NULL, run->pool, out, err) && node_progress(run, 1.0, err);
}

/* Which posts a run is evaluated on: those of the test days. The node's key is what pairs two runs. */
bool posts_requests(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    moderated_open(&m, run);
    int64_t *tests = blob_add(out, "tests", BLOB_I64, 2, 0, 0, err);
    if (!tests)
        return false;
    tests[0] = m.first_test;
    tests[1] = m.tests;
    return true;
}

static void reports_curve(struct measures *measures, const struct moderated *m) {
    double posts[HARMS], reported[HARMS] = {0}, harmful[HARMS] = {0};
    for (int h = 0; h < HARMS; h++)
        posts[h] = h;
    for (int i = 0; i < m->posts.n; i++)
        for (int h = 0; h < HARMS; h++)
            if (m->labels.annotation[READ_TWICE][i] >> h & 1) {
                harmful[h] += (double)m->posts.weight[i];
                reported[h] += (m->labels.reported[i] >> h & 1) * (double)m->posts.weight[i];
            }
    for (int h = 0; h < HARMS; h++)
        reported[h] = harmful[h] > 0.0 ? reported[h] / harmful[h] : 0.0;
    measures_curve(measures, "log.reported_share", posts, reported, HARMS);
}

bool posts_statistics(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures measures = {0};
    struct moderated m;
    double all = 0.0, asked = 0.0, reported = 0.0, harm[HARMS + 1] = {0};
    moderated_open(&m, run);
    for (int i = 0; i < m.posts.n; i++) {
        double weight = (double)m.posts.weight[i];
        all += weight;
        reported += m.labels.reported[i] ? weight : 0.0;
        if (!m.labels.annotated[READ_TWICE][i])
            continue;
        uint8_t bits = m.labels.annotation[READ_TWICE][i];
        asked += weight;
        harm[HARMS] += bits ? weight : 0.0;
        for (int h = 0; h < HARMS; h++)
            harm[h] += bits >> h & 1 ? weight : 0.0;
    }
    measures_add(&measures, "log.posts", all, NULL, 0);
    measures_add(&measures, "log.harm_rate", harm[HARMS] / asked, NULL, 0);
    for (int h = 0; h < HARMS; h++) {
        char name[MEASURE_NAME];
        snprintf(name, sizeof name, "log.harm_rate[%s]", harm_name((enum harm)h));
        measures_add(&measures, name, harm[h] / asked, NULL, 0);
    }
    measures_add(&measures, "log.report_rate", reported / all, NULL, 0);
    reports_curve(&measures, &m);
    bool ok = measures_pack(&measures, out, err);
    measures_free(&measures);
    return ok;
}

/* What both models learn from. */
static bool learn_rows(const struct node_run *run, struct moderated *m, struct learnt *rows, unsigned *reads,
                       struct err *err) {
    struct label_source source = label_source_of(run);
    struct post_split split = {node_is(run, K_SPLIT, "random"), node_seed(run, K_SEED_TRAIN)};
    moderated_open(m, run);
    return (*reads = posts_reads(run, err)) &&
           learnt_new(rows, &m->posts, &m->labels, 0, m->posts.n, &source, &split, err);
}

bool posts_screening_model(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct learnt rows = {0};
    unsigned reads;
    bool ok = learn_rows(run, &m, &rows, &reads, err) &&
              screening_train(&m, &rows, reads, node_seed(run, K_SEED_TRAIN), run->pool, run->progress, out, err);
    learnt_free(&rows);
    return ok;
}

bool posts_classifier_model(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct learnt rows = {0};
    struct measures measures = {0};
    unsigned reads;
    bool ok = learn_rows(run, &m, &rows, &reads, err);
    if (ok) {
        struct classifier_params params = classifier_params_of(run, reads);
        struct classifier_rows data = {&m.posts, &m.labels, rows.n, rows.post, rows.label, rows.validation};
        ok = classifier_train(NULL, &params, &data, run->pool, run->progress, out, err);
    }
    if (ok) {
        struct blob *first = blob_nested(out, "net0.");
        add_training_curves(&measures, first, "ranking_model");
        blob_free(first);
        ok = measures_pack(&measures, out, err);
    }
    measures_free(&measures);
    learnt_free(&rows);
    return ok;
}
