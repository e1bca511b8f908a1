/* The images kind: the catalogue and its families, pictures, what people do, what training does with a picture, and a
 * whole design on a small world. */
#include "../engine_fixture.h"
#include "base/rng.h"
#include "engine/images_parts.h"
#include "eval/bootstrap.h"
#include "world/images.h"

static struct pool *pool;
static struct progress progress;
static struct blob *catalogue, *log_blob;
static struct images images;
static struct image_log served;

static struct images_params params_of(int items) {
    return (struct images_params){.seed = 5,
                                  .users = 1500,
                                  .items = items,
                                  .days = 7,
                                  .requests_per_user_day = 0.2f,
                                  .fresh_share = 0.3f,
                                  .duplicates = 0.2f,
                                  .camera_gap = 1.0f,
                                  .logging_bias = 1.0f};
}

static struct blob *grown(const struct images_params *params, int days, const struct images_drift *drift) {
    struct err err = {0};
    struct blob *blob = blob_new();
    if (!images_generate(params, days, drift, &progress, blob, &err))
        fail_msg("%s", err.message);
    return blob;
}

static struct blob *logged(const struct images *of, struct pool *by) {
    struct err err = {0};
    struct blob *blob = blob_new();
    struct image_log_days days = {.days = of->params.days, .thin = 1};
    if (!image_log_generate(of, &days, by, &progress, blob, &err))
        fail_msg("%s", err.message);
    return blob;
}

static struct engine *shared; /* of one thread; what designs have in common is made once */

static int start(void **state) {
    (void)state;
    struct err err = {0};
    struct images_params params = params_of(3000);
    pool = pool_new(2, &err);
    catalogue = grown(&params, params.days, &images_still);
    images_open(catalogue, &images);
    log_blob = logged(&images, pool);
    image_log_open(log_blob, &served);
    char folder[SCRATCH_PATH];
    scratch_folder(folder);
    shared = rig_engine(folder, 1);
    return pool ? 0 : -1;
}

static int stop(void **state) {
    (void)state;
    engine_free(shared);
    blob_free(catalogue);
    blob_free(log_blob);
    pool_free(pool);
    return 0;
}

/* --- the catalogue --- */

static void test_families_have_all_sizes(void **state) {
    (void)state;
    int grades[GRADES] = {0}, copies = 0;
    for (int i = 0; i < images.items; i++) {
        assert_in_range(images.product[i], 0, images.products - 1);
        assert_true(images.copies[i] < i && images.appeal[i] > 0.0f);
        if (images.copies[i] >= 0) {
            copies++;
            assert_int_equal(images.product[images.copies[i]], images.product[i]); /* a copy shows the same thing */
            assert_true(images.copies[images.copies[i]] < 0);                      /* of a picture that is no copy */
            assert_true(images_duplicates(&images, i, images.copies[i]));
        }
        for (int k = 0; k < 50; k++)
            grades[images_grade(&images, images.product[i], (i * 7 + k * 31) % images.items)]++;
    }
    assert_true(fabs(copies / (double)images.items - 0.2) < 0.04);
    assert_true(images.products > images.items / 4 && images.designs < images.products);
    assert_true(grades[GRADE_PRODUCT] > 0 && grades[GRADE_DESIGN] > 0 && grades[GRADE_LOOK] > 0);
    assert_true(grades[GRADE_NONE] > 10 * grades[GRADE_LOOK]);
}

static void test_grades_are_symmetric(void **state) {
    (void)state;
    for (int a = 0; a < 300; a++)
        for (int b = 0; b < 300; b++)
            assert_int_equal(images_grade(&images, images.product[a], b), images_grade(&images, images.product[b], a));
    assert_int_equal(images_grade(&images, images.product[17], 17), GRADE_PRODUCT);
}

static void test_uploads_are_in_order_of_time(void **state) {
    (void)state;
    int before = images_live(&images, 0.0f), fresh = 0;
    for (int i = before; i < images.items; i++) {
        assert_true(images.birth[i] > 0.0f && images.birth[i] <= 7.0f);
        fresh += images.birth[i] > images.birth[i - 1] || i == before;
    }
    assert_int_equal(fresh, images.items - before);
    assert_int_equal(images.items - before, 900);
    assert_int_equal(images_live(&images, 100.0f), images.items);
    for (float t = 0.5f; t < 7.0f; t += 0.5f) {
        int live = images_live(&images, t);
        assert_true(images.birth[live - 1] <= t && images.birth[live] > t);
    }
}

/* Going on changes nothing of what was there; only a new style does, and of new things alone. */
static void test_days_after_continue_the_catalogue(void **state) {
    (void)state;
    struct images_params params = params_of(3000);
    struct images_drift drift = {.style_day = 9.0f, .style = 1.0f, .camera_day = INFINITY};
    struct blob *blob = grown(&params, 14, &drift);
    struct images after;
    images_open(blob, &after);
    int new_style = 0;
    assert_int_equal(after.items, images.items + 900);
    assert_memory_equal(after.product, images.product, (size_t)images.items * sizeof *after.product);
    assert_memory_equal(after.birth, images.birth, (size_t)images.items * sizeof *after.birth);
    assert_memory_equal(after.look, images.look, (size_t)images.designs * sizeof *after.look);
    for (int i = 0; i < after.items; i++) {
        bool unknown = image_texture(after.look[after.design[after.product[i]]]) >= IMAGE_TEXTURES;
        assert_true(!unknown || after.birth[i] >= 9.0f);
        new_style += unknown;
    }
    assert_true(new_style > 50);
    uint8_t a[IMAGE_BYTES], b[IMAGE_BYTES];
    images_draw_item(&images, 123, a);
    images_draw_item(&after, 123, b);
    assert_memory_equal(a, b, IMAGE_BYTES);
    blob_free(blob);
}

static void test_wrong_worlds_are_refused(void **state) {
    (void)state;
    for (int k = 0; k < 5; k++) {
        struct images_params p = params_of(k == 0 ? 99 : 300);
        struct err err = {0};
        struct blob *blob = blob_new();
        p.users = k == 1 ? 10 : p.users;
        p.duplicates = k == 2 ? 0.95f : p.duplicates;
        p.camera_gap = k == 3 ? NAN : p.camera_gap;
        p.requests_per_user_day = k == 4 ? 0.0f : p.requests_per_user_day;
        assert_false(images_generate(&p, p.days, &images_still, &progress, blob, &err));
        assert_int_equal(err.code, ERR_USAGE);
        blob_free(blob);
    }
}

/* --- pictures --- */

static double far(const uint8_t *a, const uint8_t *b) { /* mean difference of bytes */
    double sum = 0.0;
    for (int i = 0; i < IMAGE_BYTES; i++)
        sum += abs((int)a[i] - (int)b[i]);
    return sum / IMAGE_BYTES;
}

static struct photo photo_of(int item, int shot) {
    return (struct photo){.user = shot % 100, .product = images.product[item], .shot = shot, .time = 1.0f};
}

static void test_pictures_are_functions_of_their_ids(void **state) {
    (void)state;
    uint8_t a[IMAGE_BYTES], b[IMAGE_BYTES];
    images_draw_item(&images, 40, a);
    images_draw_item(&images, 40, b);
    assert_memory_equal(a, b, IMAGE_BYTES);
    struct photo photo = photo_of(40, 7), again = photo_of(40, 8);
    images_draw_photo(&images, &photo, a);
    images_draw_photo(&images, &photo, b);
    assert_memory_equal(a, b, IMAGE_BYTES);
    images_draw_photo(&images, &again, b);
    assert_true(far(a, b) > 5.0);
}

/* Near what they copy, further from another picture of the product, and furthest from anything else. */
static void test_copies_are_near(void **state) {
    (void)state;
    double copy = 0.0, other = 0.0;
    int copies = 0;
    uint8_t a[IMAGE_BYTES], b[IMAGE_BYTES], c[IMAGE_BYTES];
    for (int i = 0; i < images.items; i++)
        if (images.copies[i] >= 0) {
            images_draw_item(&images, i, a);
            images_draw_item(&images, images.copies[i], b);
            images_draw_item(&images, (i * 13 + 5) % images.items, c);
            copy += far(a, b);
            other += far(a, c);
            copies++;
        }
    assert_true(copy / copies < 0.6 * other / copies && copy / copies > 1.0);
}

/* Of the copies, and of as many pairs of other things, by their prints alone. */
static void test_prints_tell_copies(void **state) {
    (void)state;
    struct image_print a, b;
    uint8_t rgb[IMAGE_BYTES];
    int copies = 0, found = 0, mistaken = 0;
    for (int i = 0; i < images.items; i++)
        if (images.copies[i] >= 0) {
            int other = (i * 13 + 5) % images.items;
            images_draw_item(&images, i, rgb);
            image_print(rgb, &a);
            images_draw_item(&images, images.copies[i], rgb);
            image_print(rgb, &b);
            assert_true(image_print_distance(&a, &a) < 1e-9f);
            found += image_print_distance(&a, &b) < image_print_copy;
            images_draw_item(&images, other, rgb);
            image_print(rgb, &b);
            mistaken += !images_duplicates(&images, i, other) && image_print_distance(&a, &b) < image_print_copy;
            copies++;
        }
    assert_true(found > 0.65 * copies && found < copies);
    assert_true(mistaken <= copies / 100);
}

static void test_the_camera_gap_widens(void **state) {
    (void)state;
    double away[3] = {0.0};
    for (int g = 0; g < 3; g++) {
        struct images with = images;
        with.params.camera_gap = (float)g;
        for (int i = 0; i < 100; i++) {
            uint8_t a[IMAGE_BYTES], b[IMAGE_BYTES];
            struct photo photo = photo_of(i, i);
            images_draw_item(&with, i, a);
            images_draw_photo(&with, &photo, b);
            away[g] += far(a, b) / 100.0;
        }
    }
    assert_true(away[0] < 0.6 * away[1] && away[1] < away[2]);
}

static void test_a_changed_camera_is_dark_and_warm(void **state) {
    (void)state;
    struct images with = images;
    with.drift = (struct images_drift){INFINITY, 0.0f, 5.0f, 1.0f};
    double red = 0.0, blue = 0.0, before = 0.0;
    for (int i = 0; i < 100; i++) {
        uint8_t a[IMAGE_BYTES];
        struct photo photo = photo_of(i, i);
        images_draw_photo(&with, &photo, a);
        for (int p = 0; p < IMAGE_BYTES; p += 3)
            before += a[p + 2];
        photo.time = 6.0f;
        images_draw_photo(&with, &photo, a);
        for (int p = 0; p < IMAGE_BYTES; p += 3) {
            red += a[p];
            blue += a[p + 2];
        }
    }
    assert_true(red > 1.5 * blue && blue < 0.6 * before);
}

static void test_a_picture_is_varied(void **state) {
    (void)state;
    uint8_t in[IMAGE_BYTES], a[IMAGE_BYTES], b[IMAGE_BYTES];
    struct image_change change = {1.0f, 77}, none = {0.0f, 77};
    images_draw_item(&images, 11, in);
    image_augment(&none, 1, 1, in, a);
    assert_memory_equal(in, a, IMAGE_BYTES);
    image_augment(&change, 1, 1, in, a);
    image_augment(&change, 1, 1, in, b);
    assert_memory_equal(a, b, IMAGE_BYTES);
    assert_true(far(in, a) > 10.0);
    image_augment(&change, 1, 2, in, b); /* another round */
    assert_true(far(a, b) > 5.0);
    image_augment(&change, 2, 1, in, b); /* another row */
    assert_true(far(a, b) > 5.0);
}

static void test_colours_change_places_and_back(void **state) {
    (void)state;
    uint8_t a[IMAGE_BYTES], b[IMAGE_BYTES];
    images_draw_item(&images, 3, a);
    memcpy(b, a, IMAGE_BYTES);
    image_swap_colours(b);
    assert_true(b[0] == a[2] && b[1] == a[1] && b[2] == a[0]);
    image_swap_colours(b);
    assert_memory_equal(a, b, IMAGE_BYTES);
}

static void test_a_histogram_has_unit_length(void **state) {
    (void)state;
    uint8_t a[IMAGE_BYTES];
    float histogram[IMAGE_HISTOGRAM];
    double length = 0.0;
    images_draw_item(&images, 3, a);
    image_histogram(a, histogram);
    for (int i = 0; i < IMAGE_HISTOGRAM; i++)
        length += (double)histogram[i] * (double)histogram[i];
    assert_true(fabs(length - 1.0) < 1e-5);
}

/* --- people --- */

static void test_requests_come_in_time_and_try_again(void **state) {
    (void)state;
    int again = 0;
    for (int r = 0; r < served.requests; r++) {
        const struct photo *p = &served.photo[r];
        assert_true(r == 0 || p->time > served.photo[r - 1].time);
        assert_in_range(p->user, 0, images.params.users - 1);
        again += p->crop > 0;
    }
    assert_int_equal(served.requests, 7 * 300);
    assert_true(fabs(again / (double)served.requests - 0.25) < 0.06);
}

static void test_the_log_is_of_what_was_there(void **state) {
    (void)state;
    int chosen = 0, right = 0;
    for (int r = 0; r < served.requests; r++) {
        int live = images_live(&images, served.photo[r].time);
        bool shown = served.chosen[r] < 0;
        for (int p = 0; p < IMAGE_LIST; p++) {
            int32_t item = served.shown[r * IMAGE_LIST + p];
            assert_true(item < live);
            shown |= item >= 0 && item == served.chosen[r];
        }
        assert_true(shown); /* what was chosen had been shown */
        chosen += served.chosen[r] >= 0;
        right += served.chosen[r] >= 0 && images.product[served.chosen[r]] == served.photo[r].product;
    }
    assert_true(chosen > served.requests / 5 && right > chosen / 2 && right < chosen);
    int total = 0;
    for (int i = 0; i < images.items; i++)
        total += served.popularity[7 * images.items + i];
    assert_int_equal(total, chosen);
}

static void test_the_log_is_the_same_for_any_thread_count(void **state) {
    (void)state;
    struct err err = {0};
    struct pool *one = pool_new(1, &err);
    struct blob *blob = logged(&images, one);
    struct image_log alone;
    image_log_open(blob, &alone);
    assert_memory_equal(alone.shown, served.shown, (size_t)served.requests * IMAGE_LIST * sizeof *alone.shown);
    assert_memory_equal(alone.chosen, served.chosen, (size_t)served.requests * sizeof *alone.chosen);
    blob_free(blob);
    pool_free(one);
}

static void test_answers_grow_with_grades_and_shrink_with_repeats(void **state) {
    (void)state;
    int original = -1, copy = -1;
    for (int i = 0; i < images.items && original < 0; i++)
        if (images.copies[i] >= 0) {
            original = images.copies[i];
            copy = i;
        }
    struct photo photo = photo_of(original, 1);
    int nothing = -1;
    for (int i = 0; i < images.items && nothing < 0; i++)
        if (images_grade(&images, photo.product, i) == GRADE_NONE)
            nothing = i;
    int32_t good[2] = {original, nothing}, late[2] = {nothing, original}, twice[2] = {original, copy};
    float choose[2];
    struct images_answer a = images_answer(&images, &photo, good, 2, choose);
    struct images_answer b = images_answer(&images, &photo, late, 2, NULL);
    struct images_answer c = images_answer(&images, &photo, twice, 2, NULL);
    assert_true(a.choice > b.choice && a.purchase > b.purchase && a.purchase < a.choice);
    assert_true(fabsf(choose[0] + choose[1] - a.choice) < 1e-6f && choose[0] > choose[1]);
    assert_true(c.choice < a.choice + 0.05f); /* the same picture again helps hardly anybody */
    int32_t none[2] = {-1, -1};
    assert_true(images_answer(&images, &photo, none, 2, NULL).choice == 0.0f);
}

/* --- stage 3 --- */

static void test_lists_leave_out_what_is_alike(void **state) {
    (void)state;
    const float vectors[4][2] = {{1, 0}, {0.999f, 0.0447f}, {0, 1}, {0.7071f, 0.7071f}};
    const int32_t ids[5] = {0, 1, 2, -1, 3};
    const float value[5] = {0.9f, 0.8f, 0.2f, 5.0f, 0.2f};
    int32_t order[5], list[4];
    images_list(ids, value, 5, vectors[0], 2, 0.98f, 4, order, list);
    assert_true(list[0] == 0 && list[1] == 2 && list[2] == 3 && list[3] == -1);
    images_list(ids, value, 5, vectors[0], 2, 1.0f, 4, order, list);
    assert_true(list[0] == 0 && list[1] == 1 && list[2] == 2 && list[3] == 3);
}

static void test_neighbours_vote_for_a_category(void **state) {
    (void)state;
    const float vectors[4][2] = {{1, 0}, {0.99f, 0.1f}, {0.98f, 0.15f}, {0.97f, 0.2f}}, query[2] = {1, 0};
    const uint8_t category[4] = {1, 2, 2, 2};
    const int32_t ids[4] = {3, 2, 1, 0};
    const float scores[4] = {0.4f, 0.3f, 0.2f, 0.1f};
    float value[4];
    struct ranking_by by = {.vectors = vectors[0], .dim = 2, .category = category};
    images_score(&by, query, ids, scores, 4, value);
    assert_memory_equal(value, scores, sizeof value); /* none: as they were found */
    by.exact = true;
    images_score(&by, query, ids, scores, 4, value);
    assert_true(value[3] == 1.0f && value[3] > value[2] && value[2] > value[1] && value[1] > value[0]);
    by.attribute_weight = 0.5f;
    images_score(&by, query, ids, scores, 4, value);
    assert_true(value[2] > value[3]); /* three against one */
}

/* --- a whole design --- */

static const char small[] =
    "world.users=1500 world.items=1500 world.days=7 world.requests_per_user_day=0.2 "
    "world.replay_days=4 monitoring.retrain_every_days=3 retrieval.dim=16 retrieval.epochs=8 retrieval.batch=16 "
    "data.human_labels=300 retrieval.candidates=60 retrieval.nlist=16 retrieval.nprobe=8 "
    "world.timeline=2:drift:style::0.5;3:fault:colour_order";

static struct outcome run_small_on(struct engine *engine, const char *more) {
    char pairs[1024];
    snprintf(pairs, sizeof pairs, "%s %s", small, more);
    struct design *d = rig_design_of(WORLD_IMAGES, pairs);
    struct outcome out = rig_run_design(engine, d, NULL);
    design_free(d);
    return out;
}

static struct outcome run_small(const char *more) {
    return run_small_on(shared, more);
}

static void test_a_design_runs(void **state) {
    (void)state;
    struct outcome out = run_small("");
    for (int i = 0; i < metric_count(); i++)
        if (metric_has_kind(metric_at(i), WORLD_IMAGES)) {
            double value = rig_value(&out, metric_at(i)->name);
            const struct measure *m = measures_find(&out.measures, metric_at(i)->name);
            if (isnan(value))
                fail_msg("%s: %s", metric_at(i)->name, m->why);
            assert_true(isnan(m->baseline) == !metric_at(i)->ruler && isnan(m->oracle) == !metric_at(i)->ruler);
        }
    assert_true(rig_value(&out, "retrieval.recall@1") <= rig_value(&out, "retrieval.recall@10"));
    assert_true(rig_value(&out, "retrieval.recall@10") <= rig_value(&out, "retrieval.recall@100"));
    assert_true(rig_value(&out, "monitoring.detection_delay_days") == 0.0);
    assert_int_equal(rig_curve(&out, "days.recall")->n, 4);
    const struct measured_picture *p = out.measures.pictures;
    assert_int_equal(out.measures.n_pictures, PICTURED_REQUESTS * (PICTURED_PLACES + 1));
    for (int i = 0; i < out.measures.n_pictures; i++) {
        assert_int_equal(p[i].row, i / (PICTURED_PLACES + 1));
        assert_int_equal(p[i].place, i % (PICTURED_PLACES + 1));
        assert_true((p[i].place == 0) == (p[i].id < 0) && (p[i].id < 0) == (p[i].grade < 0));
    }
    outcome_free(&out);
}

/* On any seed: the network finds and orders better than colours do, which is what it is trained for. What people then
 * choose hangs on more than that, quality and price among it, and on few requests: there it is nowhere worse than the
 * bootstrap allows, and the oracle is nowhere passed. */
static void check_rulers(const struct outcome *out, int seed) {
    for (int i = 0; i < out->measures.n_metrics; i++) {
        const struct measure *m = &out->measures.metrics[i];
        if (isnan(m->baseline) || isnan(m->oracle))
            continue;
        struct interval in = bootstrap_interval(m->replicates, m->n_replicates);
        bool trained_for = strncmp(m->name, "retrieval.", 10) == 0 || strncmp(m->name, "list.", 5) == 0;
        if ((trained_for ? m->value : in.high) <= m->baseline || m->value > m->oracle + 1e-9)
            fail_msg("seed %d, %s: %g [%g, %g] is not between %g and %g", seed, m->name, m->value, in.low, in.high,
                     m->baseline, m->oracle);
    }
}

static void test_rulers_hold_on_any_seed(void **state) {
    (void)state;
    for (int seed = 1; seed <= 4; seed++) {
        char pair[24];
        snprintf(pair, sizeof pair, "seed=%d", seed);
        struct outcome out = run_small(pair);
        check_rulers(&out, seed);
        outcome_free(&out);
    }
}

static void test_any_thread_count_gives_the_same_numbers(void **state) {
    (void)state;
    char folder[SCRATCH_PATH];
    scratch_folder(folder);
    struct engine *engine = rig_engine(folder, 3);
    struct outcome one = run_small(""), three = run_small_on(engine, "");
    rig_assert_same(&one, &three, false);
    engine_free(engine);
    scratch_remove(folder);
    outcome_free(&one);
    outcome_free(&three);
}

static void test_choices_are_choices(void **state) {
    (void)state;
    static const char *const others[] = {"retrieval.model=popularity",
                                         "retrieval.model=colour_histogram",
                                         "data.positives=human data.split=temporal",
                                         "data.positives=augment data.split=random evaluation.protocol=sampled",
                                         "data.negatives=hard data.deduplicate=false ranking.model=none",
                                         "retrieval.index=hnsw policy.duplicate_threshold=1 ranking.model=exact"};
    double recall[6];
    for (size_t i = 0; i < sizeof others / sizeof *others; i++) {
        struct outcome out = run_small(others[i]);
        recall[i] = rig_value(&out, "retrieval.recall@10");
        assert_true(isfinite(recall[i]) && isfinite(rig_value(&out, "list.ndcg@10")));
        outcome_free(&out);
    }
    assert_true(recall[0] < recall[1]); /* colours beat popularity */
}

/* Nothing says what is the same when nobody was asked. */
static void test_no_labels_are_an_error(void **state) {
    (void)state;
    char folder[SCRATCH_PATH], pairs[1024];
    struct err err = {0};
    struct outcome out;
    snprintf(pairs, sizeof pairs, "%s data.positives=human data.human_labels=0", small);
    scratch_folder(folder);
    struct engine *engine = rig_engine(folder, 2);
    struct design *d = rig_design_of(WORLD_IMAGES, pairs);
    assert_false(engine_run(engine, d, "retrieval_model", &progress, &out, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_non_null(strstr(err.message, "data.human_labels"));
    design_free(d);
    engine_free(engine);
    scratch_remove(folder);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_families_have_all_sizes),
        cmocka_unit_test(test_grades_are_symmetric),
        cmocka_unit_test(test_uploads_are_in_order_of_time),
        cmocka_unit_test(test_days_after_continue_the_catalogue),
        cmocka_unit_test(test_wrong_worlds_are_refused),
        cmocka_unit_test(test_pictures_are_functions_of_their_ids),
        cmocka_unit_test(test_copies_are_near),
        cmocka_unit_test(test_prints_tell_copies),
        cmocka_unit_test(test_the_camera_gap_widens),
        cmocka_unit_test(test_a_changed_camera_is_dark_and_warm),
        cmocka_unit_test(test_a_picture_is_varied),
        cmocka_unit_test(test_colours_change_places_and_back),
        cmocka_unit_test(test_a_histogram_has_unit_length),
        cmocka_unit_test(test_requests_come_in_time_and_try_again),
        cmocka_unit_test(test_the_log_is_of_what_was_there),
        cmocka_unit_test(test_the_log_is_the_same_for_any_thread_count),
        cmocka_unit_test(test_answers_grow_with_grades_and_shrink_with_repeats),
        cmocka_unit_test(test_lists_leave_out_what_is_alike),
        cmocka_unit_test(test_neighbours_vote_for_a_category),
        cmocka_unit_test(test_a_design_runs),
        cmocka_unit_test(test_rulers_hold_on_any_seed),
        cmocka_unit_test(test_any_thread_count_gives_the_same_numbers),
        cmocka_unit_test(test_choices_are_choices),
        cmocka_unit_test(test_no_labels_are_an_error),
    };
    return cmocka_run_group_tests_name("images", tests, start, stop);
}
