/* Sums as chains, forecasts and their scores. */
#include "practice/estimate.h"
#include "practice/forecast.h"
#include "small_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void formulas_are_read(void **state) {
    (void)state;
    static const struct {
        const char *text;
        double value;
    } ROWS[] = {{"1+2*3", 7},           {"(1+2)*3", 9},       {"500e6*10/86400*3", 173611.111},
                {"10k", 1e4},           {"5M/2k", 2500},      {"2 million", 2e6},
                {"1,000,000/10", 1e5},  {"30%*10", 3},        {"2^3^2", 512},
                {"8 - 3 - 2", 3},       {"100 x 4 × 2", 800}, {" 7 ", 7},
                {"64*4*100e6", 2.56e10}};
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct err err = {0};
        double value;
        if (!formula_eval(ROWS[i].text, NULL, NULL, &value, &err))
            fail_msg("\"%s\": %s", ROWS[i].text, err.message);
        assert_true(fabs(value - ROWS[i].value) <= 1e-6 * fabs(ROWS[i].value));
    }
    static const char *const BAD[] = {"", "5*", "(1+2", "1)", "5/0", "users*2", "1e400*2", "--", "3 4", "((((((((((1"};
    for (size_t i = 0; i < sizeof BAD / sizeof *BAD; i++) {
        struct err err = {0};
        double value;
        assert_false(formula_eval(BAD[i], NULL, NULL, &value, &err));
        assert_int_equal(err.code, ERR_USAGE);
    }
}

static void deep_brackets_end_in_an_error(void **state) {
    (void)state;
    char text[2001];
    memset(text, '(', 2000);
    text[2000] = '\0';
    struct err err = {0};
    double value;
    assert_false(formula_eval(text, NULL, NULL, &value, &err));
    assert_int_equal(err.code, ERR_USAGE);
}

static struct estimate_check check(const char *text, bool known) {
    static struct content content;
    content = small_case();
    struct err err = {0};
    struct estimate_check c;
    bool facts[8] = {known, known, known, known, known, known, known, known};
    if (!estimate_check(&content, NULL, facts, text, &c, &err))
        fail_msg("\"%s\": %s", text, err.message);
    return c;
}

static void a_chain_is_checked_for_inputs_unit_and_product(void **state) {
    (void)state;
    struct estimate_check c = check("peak qps = 500e6*10/86400*3", true);
    assert_true(c.right && fabs(c.orders) < 1e-9 && c.n_inputs == 3);
    for (int i = 0; i < 3; i++)
        assert_true(c.input[i].used && c.input[i].known);
    c = check("peak_qps = daily_active_users*requests_per_user_per_day/100000*3", false);
    assert_true(c.right && c.input[0].used && !c.input[0].known);
    c = check("peak load = 500e6*10*3", true);
    assert_true(!c.right && c.unit_slip && strstr(c.unit_slip, "day"));
    c = check("peak load = 500e6/86400*3", true);
    assert_true(!c.right && c.near && !c.unit_slip && !c.input[1].used);
    assert_true(fabs(c.orders + 1) < 1e-9);
    c = check("peak qps = 174k /s", true);
    assert_true(c.right);
    c = check("500 million users times 10 a day is 5 billion a day, over 86400 is 58k a second, times 3 is 174k", true);
    assert_true(c.right && c.input[0].used && c.input[1].used && c.input[2].used);
    c = check("peak load = 500 million people times 10 visits over 86,400 seconds, times 3 at peak", true);
    assert_true(c.right);
    struct content content = small_case();
    struct err err = {0};
    assert_false(estimate_check(&content, NULL, (bool[8]){0}, "7 people times 25k is 175k", &c, &err)); /* of what? */
    assert_non_null(strstr(err.message, "say what it is"));
    c = check("500M users x 10 / 86400 = 58k per second", true);
    assert_true(!c.right && c.near && !c.input[2].used);
}

static void the_scenarios_scale_is_what_counts(void **state) {
    (void)state;
    struct content content = small_case();
    struct err err = {0};
    struct design *d = design_new(&content.info, &err);
    assert_non_null(d);
    assert_true(design_set(d, "scale.daily_active_users", "1000", &err));
    struct estimate_check c;
    assert_true(estimate_check(&content, d, NULL, "peak qps = 500e6*10/86400*3", &c, &err));
    assert_true(c.orders > 5.6 && c.orders < 5.8);
    design_free(d);
}

static struct session_forecast sealed(const struct forecast_ask *ask, double low, double high) {
    return (struct session_forecast){
        .ask = ask, .given = true, .sealed = true, .low = low, .high = high, .truth = NAN, .skill = NAN};
}

static double skill(const struct forecast_ask *ask, double low, double high, double value) {
    struct session_forecast f = sealed(ask, low, high);
    forecast_score(&f, value, 0.2, 0.6);
    return f.skill;
}

static void honest_intervals_score_best(void **state) {
    (void)state;
    static const struct forecast_ask ASK = {"retrieval.recall@100", "?", FORECAST_INTERVAL, ""};
    assert_true(skill(&ASK, 0.35, 0.45, 0.4) > skill(&ASK, 0.2, 0.6, 0.4));
    assert_true(fabs(skill(&ASK, 0.2, 0.6, 0.4)) < 1e-9);
    assert_true(skill(&ASK, 0.1, 0.11, 0.4) <= -0.99);
    /* Proper: with an outcome spread evenly over 0..1, its 80 % interval has the best mean score of all. */
    double best = -1e9, best_low = 0;
    for (int k = 0; k <= 20; k++) {
        double low = k * 0.02, mean = 0;
        for (int i = 0; i < 1000; i++) {
            static const struct forecast_ask PLACE = {"retrieval.recall@100", "?", FORECAST_PLACE, ""};
            struct session_forecast f = sealed(&PLACE, low, 1 - low);
            forecast_score(&f, 0.2 + 0.4 * (i + 0.5) / 1000, 0.2, 0.6);
            mean += f.skill / 1000;
        }
        if (mean > best) {
            best = mean;
            best_low = low;
        }
    }
    assert_true(fabs(best_low - 0.1) < 0.021);
}

static void a_guess_of_three_directions_has_no_skill(void **state) {
    (void)state;
    static const struct forecast_ask ASK = {"online.ctr", "?", FORECAST_DIRECTION, "policy.exploration=0.3"};
    double mean = 0;
    for (int guess = -1; guess <= 1; guess++) {
        struct session_forecast f = sealed(&ASK, 0, 0);
        f.direction = guess;
        forecast_score(&f, 1, NAN, NAN);
        mean += f.skill / 3;
    }
    assert_true(fabs(mean) < 1e-9);
}

static void what_is_not_sealed_or_measured_is_not_scored(void **state) {
    (void)state;
    static const struct forecast_ask ASK = {"capacity.machines", "?", FORECAST_INTERVAL, ""};
    struct session_forecast f = sealed(&ASK, 10, 20);
    forecast_score(&f, NAN, NAN, NAN);
    assert_false(f.scored);
    f.sealed = false;
    forecast_score(&f, 15, NAN, NAN);
    assert_false(f.scored);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(formulas_are_read),
        cmocka_unit_test(deep_brackets_end_in_an_error),
        cmocka_unit_test(a_chain_is_checked_for_inputs_unit_and_product),
        cmocka_unit_test(the_scenarios_scale_is_what_counts),
        cmocka_unit_test(honest_intervals_score_best),
        cmocka_unit_test(a_guess_of_three_directions_has_no_skill),
        cmocka_unit_test(what_is_not_sealed_or_measured_is_not_scored),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
