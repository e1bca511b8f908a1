/* posts_serving.c - step 6 for posts: single posts timed through screening and classifier, a queue in front of them,
 * then production scale. */
#include "base/mem.h"
#include "base/text.h"
#include "engine/nodes.h"
#include "engine/posts_parts.h"
#include "engine/serving.h"
#include "world/posts_rows.h"

bool posts_stage_times(const struct node_run *run, struct blob *out, struct err *err) {
    struct moderated m;
    struct measures measures = {0};
    struct screening_scratch room = {0};
    struct classifier_scratch *scratch = NULL;
    moderated_open(&m, run);
    unsigned reads = posts_reads(run, err);
    struct screening *s = reads ? screening_open(node_in(run, N_RETRIEVAL_MODEL), reads, err) : NULL;
    struct classifier *c = s ? classifier_open(node_in(run, N_RANKING_MODEL), err) : NULL;
    double *seconds = c ? blob_add(out, "seconds", BLOB_F64, 2, TIMED_REQUESTS, 0, err) : NULL;
    bool ok = seconds && screening_scratch_new(s, 1, &room, err) && (scratch = classifier_scratch_new(c, err));
    for (int i = -WARM_UP_REQUESTS; ok && i < TIMED_REQUESTS; i++) {
        int32_t post = m.first_test + (i + WARM_UP_REQUESTS) % m.tests;
        float score, p[HARMS];
        int64_t start = clock_ns(run->clock);
        screening_score_here(s, &m.posts, &m.labels, &post, 1, ~0u, &room, &score);
        int64_t screened = clock_ns(run->clock);
        classifier_score(c, &m.posts, &m.labels, &post, 1, ~0u, scratch, p);
        if (i >= 0) {
            seconds[i] = (double)(screened - start) * 1e-9;
            seconds[TIMED_REQUESTS + i] = (double)(clock_ns(run->clock) - screened) * 1e-9;
        }
    }
    if (ok) {
        add_stage_times(&measures, "screen", seconds, TIMED_REQUESTS);
        add_stage_times(&measures, "classify", seconds + TIMED_REQUESTS, TIMED_REQUESTS);
        ok = node_progress(run, 1.0, err) && measures_pack(&measures, out, err);
    }
    classifier_scratch_free(scratch);
    screening_scratch_free(&room);
    screening_close(s);
    classifier_close(c);
    measures_free(&measures);
    return ok;
}

/* The world hands out what general encoders give; in production somebody pays for them, by what the classifier reads.
 */
static bool encoder_seconds(const struct node_run *run, double *seconds, struct err *err) {
    unsigned reads = posts_reads(run, err);
    bool words = reads & 1u << POST_TEXT,
         picture = reads & 1u << POST_PICTURE && !node_is(run, K_RANKING_MODEL, "text_only");
    *seconds = 1e-3 * ((words ? node_real(run, K_SCALE_TEXT_ENCODER) : 0) +
                       (picture ? node_real(run, K_SCALE_IMAGE_ENCODER) : 0));
    return reads != 0;
}

/* What a post takes: the screening always, encoders and classifier for as many as pass. */
static bool service_of(const struct node_run *run, double screen[TIMED_REQUESTS], double classify[TIMED_REQUESTS],
                       struct err *err) {
    const double *seconds = blob_get(node_in(run, N_STAGE_TIMES), "seconds", BLOB_F64);
    double keep = node_real(run, K_SCREENING_KEEP), encoders;
    if (!encoder_seconds(run, &encoders, err))
        return false;
    for (int i = 0; i < TIMED_REQUESTS; i++) {
        screen[i] = keep < 1.0 ? seconds[i] : 0.0;
        classify[i] = (i + 0.5) / TIMED_REQUESTS < keep ? encoders + seconds[TIMED_REQUESTS + i] : 0.0;
    }
    return true;
}

static double model_bytes(const struct node_run *run) {
    return (double)(blob_bytes(node_in(run, N_RANKING_MODEL)) + blob_bytes(node_in(run, N_RETRIEVAL_MODEL)));
}

bool posts_serving(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    struct load_result result;
    double screen[TIMED_REQUESTS], whole[TIMED_REQUESTS];
    if (!service_of(run, screen, whole, err))
        return false;
    for (int i = 0; i < TIMED_REQUESTS; i++)
        whole[i] += screen[i];
    struct load load = {.service = whole, .n = TIMED_REQUESTS};
    if (!add_load(&m, run, &load, model_bytes(run), &result, err)) {
        measures_free(&m);
        return false;
    }
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}

/* What the simulation makes of the scenario's reviews. */
static void note_reviews(struct measures *m, const struct node_run *run) {
    struct moderated moderated;
    char read[32], stream[32], staff[32];
    moderated_open(&moderated, run);
    struct reviews r = reviews_of(run, &moderated.posts);
    measures_note(m,
                  "reviewers read %s of %s posts a day, %.2g in a thousand; of the %.0f that are simulated a day, %.0f",
                  text_si(read, sizeof read, r.read), text_si(stream, sizeof stream, r.stream),
                  1000.0 * r.read / r.stream, r.simulated_stream, r.simulated_read);
    if (r.read > r.staff)
        measures_note(m, "policy.review_capacity: there are reviewers for %s posts a day, and %s are planned with",
                      text_si(staff, sizeof staff, r.staff), read);
}

bool posts_capacity(const struct node_run *run, struct blob *out, struct err *err) {
    struct measures m = {0};
    struct capacity_result plan;
    double screen[TIMED_REQUESTS], classify[TIMED_REQUESTS];
    if (!service_of(run, screen, classify, err))
        return false;
    struct capacity_input in = {.law = SCAN_LOOKUP, /* a post's cost does not hang on how many there are */
                                .items = 1,
                                .nlist = 1,
                                .nprobe = 1,
                                .retrieve = screen,
                                .rest = classify,
                                .n = TIMED_REQUESTS,
                                .fixed_bytes = model_bytes(run)};
    if (!add_capacity(&m, run, &in, "a post costs the same at any scale", "a post costs the same at any scale", &plan,
                      err)) {
        measures_free(&m);
        return false;
    }
    measures_note(&m,
                  "capacity: %.0f posts a second at peak, %.3f ms of one core each with its encoders, machines of %d "
                  "cores planned to %d "
                  "%%",
                  plan.peak_qps, plan.seconds_per_request * 1e3, in.cores, UTILISATION_PERCENT);
    note_reviews(&m, run);
    bool ok = node_progress(run, 1.0, err) && measures_pack(&m, out, err);
    measures_free(&m);
    return ok;
}
