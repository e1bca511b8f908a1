/* The pictures of the engine's answers on made runs: what they say, at every width, in Unicode and in ASCII. */
#include "made_run.h"
#include "tui/chart.h"
#include "tui/picture.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

enum { HEIGHT = 300 };

/* A run with every curve that pictures know by name, and classes. */
static struct run *full_run(int64_t id, double shift) {
    struct run *run = made_run(id, "", shift);
    struct measures *m = &run->outcome.measures;
    double x[60], y[60];
    for (int i = 0; i < 60; i++) {
        x[i] = i + 1;
        y[i] = 1.0 / (i + 1);
    }
    measures_curve(m, "retrieval_model.validation", x, y, 3);
    measures_curve(m, "ranking_model.loss", x, y, 60);
    measures_curve(m, "log.click_rate_by_position", x, y, 10);
    double from_zero[3] = {0, 0.5, 1}, rising[3] = {0, 0.8, 1};
    measures_curve(m, "log.popularity", from_zero, rising, 3);
    measures_curve(m, "log.feature_auc", (double[]){1, 2, 3}, (double[]){0.51, 0.62, 0.79}, 3);
    measures_curve(m, "ranking.roc", from_zero, rising, 3);
    measures_curve(m, "serving.latency", (double[]){0, 50, 90, 99, 100}, (double[]){1, 2, 4, 40, 90}, 5);
    measures_curve(m, "days.ctr", x, y, 14);
    double alerts[14] = {[8] = 2}, nothing[14];
    for (int i = 0; i < 14; i++)
        nothing[i] = NAN;
    measures_curve(m, "days.alerts", x, alerts, 14);
    measures_curve(m, "days.feature_distance", x, nothing, 14);
    measures_add(m, "ranking.roc_auc[hate]", 0.71, NULL, 0);
    measures_add(m, "ranking.roc_auc[spam]", 0.93, NULL, 0);
    measures_add(m, "ranking.calibration_error[spam]", 0.02, NULL, 0);
    made_set(run, "world.timeline", "4:drift:taste::0.3;9:fault:feature_null:item_ctr:1");
    return run;
}

struct canvas {
    struct grid grid;
    struct text text;
    int rows; /* that the picture says it takes */
};

static void draw(struct canvas *c, const struct picture *p, int step, int width, bool unicode) {
    grid_resize(&c->grid, width, HEIGHT);
    c->rows = picture_moment(p, step, area_part(area_all(&c->grid), 1, 0, width - 2, HEIGHT));
    if (!unicode)
        grid_to_ascii(&c->grid);
    text_clear(&c->text);
    grid_text(&c->grid, &c->text);
}

static bool shows(const struct canvas *c, const char *words) {
    bool found = strstr(text_str(&c->text), words) != NULL;
    if (!found)
        print_message("no '%s' in\n%.4000s\n", words, text_str(&c->text));
    return found;
}

/* The last row that holds anything. */
static int rows_used(const struct grid *g) {
    for (int y = g->height - 1; y >= 0; y--)
        for (int x = 0; x < g->width; x++) {
            const char *bytes = grid_cell(g, x, y)->bytes;
            if (bytes[0] && strcmp(bytes, " ") != 0)
                return y + 1;
        }
    return 0;
}

struct stage {
    struct run *run, *naive;
    struct canvas canvas;
};

static int set_up(void **state) {
    struct stage *s = mem_must(1, sizeof *s);
    s->run = full_run(42, 0.1);
    s->naive = full_run(41, 0);
    grid_init(&s->canvas.grid, 80, HEIGHT);
    *state = s;
    return 0;
}

static int tear_down(void **state) {
    struct stage *s = *state;
    run_free(s->run);
    run_free(s->naive);
    grid_fini(&s->canvas.grid);
    text_free(&s->canvas.text);
    free(s);
    return 0;
}

static void measuring_and_drawing_agree(void **state) {
    struct stage *s = *state;
    static const int widths[] = {24, 40, 48, 66, 78, 110, 198};
    struct picture p = {.run = s->run, .naive = s->naive};
    for (int step = 2; step <= 7; step++)
        for (size_t i = 0; i < sizeof widths / sizeof *widths; i++) {
            draw(&s->canvas, &p, step, widths[i], true);
            int measured = picture_moment(&p, step, (struct area){.w = widths[i] - 2});
            assert_int_equal(measured, s->canvas.rows);
            assert_true(rows_used(&s->canvas.grid) <= measured);
            assert_true(measured - rows_used(&s->canvas.grid) <= 3); /* at most a little air at the end */
        }
}

static void ascii_is_ascii(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->run, .naive = s->naive};
    for (int step = 2; step <= 7; step++) {
        draw(&s->canvas, &p, step, 80, false);
        for (const char *c = text_str(&s->canvas.text); *c; c++)
            assert_true((*c >= ' ' && *c <= '~') || *c == '\n');
        int unknown = 0; /* the sign for what has no look-alike */
        for (const char *c = text_str(&s->canvas.text); *c; c++)
            unknown += *c == '?';
        assert_true(unknown <= 1); /* "Which of these would you not trust?" */
    }
}

static void without_braille_boxes_stay(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->run, .naive = s->naive};
    draw(&s->canvas, &p, 5, 80, true);
    assert_non_null(strstr(text_str(&s->canvas.text), "⠤"));
    grid_without_braille(&s->canvas.grid);
    text_clear(&s->canvas.text);
    grid_text(&s->canvas.grid, &s->canvas.text);
    for (const char *c = text_str(&s->canvas.text); *c; c++)
        assert_false((unsigned char)c[0] == 0xe2 && (unsigned char)c[1] >= 0xa0 && (unsigned char)c[1] <= 0xa3);
    assert_true(shows(&s->canvas, "├"));
}

static void the_numbers_to_beat(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->naive};
    draw(&s->canvas, &p, 2, 80, true);
    assert_true(shows(&s->canvas, "baseline        oracle"));
    assert_true(shows(&s->canvas, "▸ watch minutes/session")); /* the headline is marked */
    assert_true(shows(&s->canvas, "├────"));
    assert_null(strstr(text_str(&s->canvas.text), "●")); /* no design is measured yet */
}

static void the_log_is_not_marked(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->run};
    draw(&s->canvas, &p, 3, 80, true);
    assert_true(shows(&s->canvas, "clicks by position"));
    assert_true(shows(&s->canvas, "0.790"));
    for (int x = 0; x < 80; x++)
        for (int y = 0; y < HEIGHT; y++) {
            int role = grid_cell(&s->canvas.grid, x, y)->style & STYLE_ROLE;
            assert_true(role != STYLE_WARNING && role != STYLE_BAD && role != STYLE_GOOD);
        }
}

static void the_reveal(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->run, .naive = s->naive};
    draw(&s->canvas, &p, 5, 80, true);
    assert_true(shows(&s->canvas, "the headline"));
    assert_true(shows(&s->canvas, "simulated A/B"));
    assert_true(shows(&s->canvas, "▲ better"));
    assert_true(shows(&s->canvas, "-10 %    0     +10 %")); /* what the ends of the intervals' axis stand for */
    assert_true(shows(&s->canvas, "your own protocol beside the truth"));
    assert_true(shows(&s->canvas, "flatters"));
    assert_true(shows(&s->canvas, "hate"));
    assert_true(shows(&s->canvas, "0.9300"));
    p.naive = NULL; /* a resumed session may not have it */
    draw(&s->canvas, &p, 5, 80, true);
    assert_null(strstr(text_str(&s->canvas.text), "simulated A/B"));
}

/* In the narrowest column that pictures have, no name of a metric is cut. */
static void names_are_short_where_room_is(void **state) {
    struct canvas *c = &((struct stage *)*state)->canvas;
    enum { NARROW = 17 };
    grid_resize(&c->grid, 40, 1);
    for (int i = 0; i < metric_count(); i++) {
        grid_clear(&c->grid);
        picture_name(area_all(&c->grid), 0, 0, NARROW, STYLE_TEXT, metric_at(i)->name);
        text_clear(&c->text);
        grid_text(&c->grid, &c->text);
        if (strstr(text_str(&c->text), "…"))
            fail_msg("%s: %s", metric_at(i)->name, text_str(&c->text));
    }
}

static void the_funnel_and_the_plan(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->run};
    draw(&s->canvas, &p, 6, 80, true);
    assert_true(shows(&s->canvas, "20.0 k"));
    assert_true(shows(&s->canvas, "5.8 ms"));
    assert_true(shows(&s->canvas, "budget"));
    assert_true(shows(&s->canvas, "extrapolated: linear in items"));
    assert_true(shows(&s->canvas, "300 used")); /* the note */
    assert_null(strstr(text_str(&s->canvas.text), "requests/s requests/s"));
    struct run *more = full_run(9, 0); /* the interviewer changed the scale, and the engine has answered */
    made_set(more, "scale.daily_active_users", "2000000000");
    p.curveball = more;
    draw(&s->canvas, &p, 6, 80, true);
    assert_true(shows(&s->canvas, "the plan at the interviewer's scale"));
    assert_true(shows(&s->canvas, "2.00 G users a day"));
    assert_true(shows(&s->canvas, "the plan at the scenario's scale"));
    run_free(more);
}

static void the_days(void **state) {
    struct stage *s = *state;
    struct picture p = {.run = s->run};
    draw(&s->canvas, &p, 7, 80, true);
    assert_true(shows(&s->canvas, "✗ day 9: feature null item ctr"));
    assert_true(shows(&s->canvas, "~ day 4: taste"));
    assert_true(shows(&s->canvas, "▲"));
    assert_null(strstr(text_str(&s->canvas.text), "nan")); /* what was never measured is left out */
}

static void charts_of_odd_data(void **state) {
    struct stage *s = *state;
    double x[] = {0, 1, NAN, 3}, y[] = {NAN, INFINITY, 1, 2};
    const struct curve odd = {"odd", x, y, 4, STYLE_FOCUS, false}, none = {"none", x, y, 0, STYLE_FOCUS, false};
    struct area a = area_part(area_all(&s->canvas.grid), 0, 0, 40, 8);
    draw_chart(a, &(struct chart){.curves = &odd, .n = 1, .x_name = ""}); /* one point that is finite */
    draw_chart(a, &(struct chart){.curves = &none, .n = 1, .x_name = ""});
    draw_chart(a, &(struct chart){.curves = &odd, .n = 1, .x_name = "", .log_x = true, .log_y = true, .limit = 5});
    draw_columns(a, y, 4, STYLE_FOCUS);
    draw_strip(a, &none, (struct range){0, 1}, curve_range(&none));
    draw_interval(a, 0, 0, 20, (struct range){-1, 1}, (struct range){NAN, NAN}, 0.5, STYLE_GOOD);
    draw_track(a, 0, 1, 20, NAN, STYLE_FOCUS);
    draw_track(a, 0, 2, 20, 7, STYLE_FOCUS);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(measuring_and_drawing_agree, set_up, tear_down),
        cmocka_unit_test_setup_teardown(ascii_is_ascii, set_up, tear_down),
        cmocka_unit_test_setup_teardown(without_braille_boxes_stay, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_numbers_to_beat, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_log_is_not_marked, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_reveal, set_up, tear_down),
        cmocka_unit_test_setup_teardown(names_are_short_where_room_is, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_funnel_and_the_plan, set_up, tear_down),
        cmocka_unit_test_setup_teardown(the_days, set_up, tear_down),
        cmocka_unit_test_setup_teardown(charts_of_odd_data, set_up, tear_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
