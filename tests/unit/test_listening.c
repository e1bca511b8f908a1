/* What is understood of a real case: the questions, statements and answers of tests/content, in many wordings. */
#include "practice/coverage.h"
#include "practice/hear.h"
#include "practice/interviewer.h"
#include "script/find.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static struct content *content;
static struct design *scale;

static int set_up_case(const char *name) {
    struct script_paths paths = {(char *)"data", (char *)"scenarios"};
    struct err err = {0};
    content = content_load(&paths, name, &err);
    if (!content)
        fprintf(stderr, "# %s\n", err.message);
    scale = content ? design_new(&content->info, &err) : NULL;
    return scale ? 0 : -1;
}
static int set_up(void **state) {
    (void)state;
    return set_up_case("video_recommendation");
}
static int set_up_posts(void **state) {
    (void)state;
    return set_up_case("harmful_content");
}

static int set_up_ads(void **state) {
    (void)state;
    return set_up_case("ad_click");
}
static int set_up_images(void **state) {
    (void)state;
    return set_up_case("visual_search");
}

static int tear_down(void **state) {
    (void)state;
    design_free(scale);
    content_free(content);
    return 0;
}

/* Calls f for every row of a table with its tab-separated columns (n). */
static void each_row(const char *name, int n, void (*f)(void *arg, char **column), void *arg) {
    FILE *file = fopen(name, "r");
    assert_non_null(file);
    char line[8192];
    while (fgets(line, sizeof line, file)) {
        line[strcspn(line, "\n")] = '\0';
        if (!line[0] || line[0] == '#')
            continue;
        char *column[4] = {0}, *rest = line;
        for (int i = 0; i < n; i++)
            column[i] = strsep(&rest, "\t");
        assert_non_null(column[n - 1]);
        f(arg, column);
    }
    fclose(file);
}

struct tally {
    int rows, right, wrong; /* wrong: not only missed */
};

static void ask_row(void *arg, char **column) {
    struct tally *t = arg;
    struct reply reply;
    interviewer_ask(content, scale, 1, column[1], &reply);
    const char *got = reply.kind == REPLY_FACT      ? content->facts[reply.facts[0]].id
                      : reply.kind == REPLY_REFUSAL ? "refusal"
                                                    : "unknown";
    bool right = strcmp(got, column[0]) == 0 && reply.n_facts <= 1;
    t->rows++;
    t->right += right;
    t->wrong += strcmp(column[0], "unknown") == 0 && !right;
    if (!right)
        fprintf(stderr, "# %s: %s, not %s\n", column[1], got, column[0]);
    reply_free(&reply);
}

static void questions_get_their_fact(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/questions.tsv", 2, ask_row, &t);
    assert_true(t.rows >= 400);
    assert_true(t.right >= 0.97 * t.rows);
    assert_int_equal(t.wrong, 0);
}

static void questions_about_posts_get_their_fact(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/harmful_content/questions.tsv", 2, ask_row, &t);
    assert_true(t.rows >= 80);
    assert_true(t.right >= 0.97 * t.rows);
    assert_int_equal(t.wrong, 0);
}

static void questions_about_ads_get_their_fact(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/ad_click/questions.tsv", 2, ask_row, &t);
    assert_true(t.rows >= 220);
    assert_true(t.right >= 0.97 * t.rows);
    assert_int_equal(t.wrong, 0);
}

static void questions_about_pictures_get_their_fact(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/visual_search/questions.tsv", 2, ask_row, &t);
    assert_true(t.rows >= 160);
    assert_true(t.right >= 0.97 * t.rows);
    assert_int_equal(t.wrong, 0);
}

/* "KNOB=VALUE" or, for any value, "KNOB=*" among the wanted ones; "?KNOB" wants that it is asked. */
static bool wanted(char **want, int n, const char *what) {
    for (int i = 0; i < n; i++) {
        size_t length = strlen(want[i]);
        bool any = length > 2 && strcmp(want[i] + length - 2, "=*") == 0;
        if (any ? strncmp(want[i], what, length - 1) == 0 : strcmp(want[i], what) == 0)
            return true;
    }
    return false;
}
/* "~KNOB=VALUE" follows from what is said: it may be set. */
static bool tolerated(char **want, int n, const char *what) {
    char may[660];
    for (int i = 0; i < n; i++) {
        snprintf(may, sizeof may, "%s", want[i]);
        char *one = may + 1;
        if (may[0] == '~' && wanted(&one, 1, what))
            return true;
    }
    return false;
}

static void hear_row(void *arg, char **column) {
    struct tally *t = arg;
    struct hearing h;
    struct err err = {0};
    assert_true(hear(content, atoi(column[0]), column[2], &h, &err));
    char *want[32], *rest = column[1];
    int n = 0, needed = 0, met = 0, of_list = 0;
    for (char *w; n < 32 && (w = strsep(&rest, " "));)
        if (strcmp(w, "-") != 0) {
            needed += w[0] != '~';
            want[n++] = w;
        }
    bool extra = false;
    for (int i = 0; i < h.n_heard; i++) {
        char said[640];
        snprintf(said, sizeof said, "%s=%s", h.heard[i].knob->path, h.heard[i].value);
        bool is = wanted(want, n, said);
        of_list += is;
        bool more = !is && !tolerated(want, n, said);
        extra = extra || more;
        if (more)
            fprintf(stderr, "# %s: heard %s\n", column[2], said);
    }
    for (int i = 0; i < h.n_open; i++) {
        char asked[160];
        snprintf(asked, sizeof asked, "?%s", h.open[i].knob->path);
        met += wanted(want, n, asked);
    }
    bool all = of_list + met >= needed;
    if (!all)
        fprintf(stderr, "# %s: not all of %s was heard\n", column[2], column[1]);
    t->rows++;
    t->right += all && !extra;
    t->wrong += extra;
    hearing_free(&h);
}

static void statements_set_their_knobs(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/statements.tsv", 3, hear_row, &t);
    assert_true(t.rows >= 200);
    assert_true(t.right >= 0.97 * t.rows);
    assert_true(t.wrong <= 0.01 * t.rows);
}

static void statements_about_posts_set_their_knobs(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/harmful_content/statements.tsv", 3, hear_row, &t);
    assert_true(t.rows >= 60);
    assert_true(t.right >= 0.97 * t.rows);
    assert_true(t.wrong <= 0.01 * t.rows);
}

static void statements_about_ads_set_their_knobs(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/ad_click/statements.tsv", 3, hear_row, &t);
    assert_true(t.rows >= 170);
    assert_true(t.right >= 0.97 * t.rows);
    assert_true(t.wrong <= 0.01 * t.rows);
}

static void statements_about_pictures_set_their_knobs(void **state) {
    (void)state;
    struct tally t = {0};
    each_row("tests/content/visual_search/statements.tsv", 3, hear_row, &t);
    assert_true(t.rows >= 450);
    assert_true(t.right >= 0.93 * t.rows);
    assert_true(t.wrong <= 0.05 * t.rows);
}

static const char *const CASES[] = {"video_recommendation", "news_feed", "harmful_content", "ad_click",
                                    "visual_search"};

/* Rows by other hands than those of the rules: terse, chatty, with abbreviations, corrections and slips. */
static void every_case_understands_many_wordings(void **state) {
    (void)state;
    for (size_t i = 0; i < sizeof CASES / sizeof *CASES; i++) {
        struct tally said = {0}, asked = {0};
        char name[96];
        assert_int_equal(set_up_case(CASES[i]), 0);
        snprintf(name, sizeof name, "tests/content/wordings/%s.tsv", CASES[i]);
        each_row(name, 3, hear_row, &said);
        snprintf(name, sizeof name, "tests/content/wordings/%s_questions.tsv", CASES[i]);
        each_row(name, 2, ask_row, &asked);
        fprintf(stderr, "# %s: %d of %d statements right, %d with a wrong knob; %d of %d questions\n", CASES[i],
                said.right, said.rows, said.wrong, asked.right, asked.rows);
        bool images = strcmp(CASES[i], "visual_search") == 0; /* the youngest rules */
        assert_true(said.right >= (images ? 0.8 : 0.93) * said.rows);
        assert_true(said.wrong <= (images ? 0.1 : 0.03) * said.rows);
        assert_true(asked.right >= 0.95 * asked.rows);
        assert_true(asked.wrong <= 1);
        design_free(scale);
        content_free(content);
    }
}

enum kind { STRONG, NOTES, MEDIUM, WEAK, KEYWORDS, WRONG, OFF, KINDS };
static const char *const KIND_NAMES[KINDS] = {"strong", "notes", "medium", "weak", "keywords", "wrong", "off"};
enum { ANSWERS = 400 };
struct answers {
    int n, step[ANSWERS];
    enum kind kind[ANSWERS];
    double score[LEVELS][ANSWERS];
};

static void answer_row(void *arg, char **column) {
    struct answers *a = arg;
    assert_true(a->n < ANSWERS);
    a->step[a->n] = atoi(column[0]);
    a->kind[a->n] = KINDS;
    for (int k = 0; k < KINDS; k++)
        if (strcmp(column[1], KIND_NAMES[k]) == 0)
            a->kind[a->n] = (enum kind)k;
    assert_true(a->kind[a->n] < KINDS);
    for (int level = 0; level < LEVELS; level++) {
        struct coverage c = coverage_of(content, a->step[a->n], (enum level)level, column[2]);
        a->score[level][a->n] = c.score;
        coverage_free(&c);
    }
    a->n++;
}

/* The share of pairs in a step in which an answer of kind `above` scores more than one of kind `below`. */
static double above(const struct answers *a, int level, enum kind above, enum kind below) {
    int pairs = 0, right = 0;
    for (int i = 0; i < a->n; i++)
        for (int j = 0; j < a->n; j++)
            if (a->step[i] == a->step[j] && a->kind[i] == above && a->kind[j] == below) {
                pairs++;
                right += a->score[level][i] > a->score[level][j];
            }
    assert_true(pairs > 0);
    return (double)right / pairs;
}

static void strong_above_the_others(const char *file) {
    struct answers a = {0};
    each_row(file, 3, answer_row, &a);
    for (int level = LEVEL_SENIOR; level < LEVELS; level++)
        for (int k = MEDIUM; k < KINDS; k++) {
            assert_true(above(&a, level, STRONG, (enum kind)k) >= 0.95);
            assert_true(above(&a, level, NOTES, (enum kind)k) >= 0.95);
            if (k > MEDIUM)
                assert_true(above(&a, level, MEDIUM, (enum kind)k) >= 0.9);
        }
    assert_true(above(&a, LEVEL_MID, STRONG, MEDIUM) >= 0.85);
    assert_true(above(&a, LEVEL_MID, STRONG, WEAK) >= 0.95);
    assert_true(above(&a, LEVEL_MID, STRONG, KEYWORDS) >= 0.95);
}

static void strong_answers_score_above_the_others(void **state) {
    (void)state;
    strong_above_the_others("tests/content/answers.tsv");
}

static void strong_answers_about_ads_score_above_the_others(void **state) {
    (void)state;
    strong_above_the_others("tests/content/ad_click/answers.tsv");
}

static void strong_answers_about_pictures_score_above_the_others(void **state) {
    (void)state;
    strong_above_the_others("tests/content/visual_search/answers.tsv");
}

static bool accepted(const struct decision *d, const char *value) {
    bool any = false;
    for (char **a = d->accept; a && *a; a++) {
        const char *dots = strstr(*a, "..");
        double v = strtod(value, NULL);
        any = true;
        if (dots ? v >= strtod(*a, NULL) && v <= strtod(dots + 2, NULL) : strcmp(*a, value) == 0)
            return true;
    }
    return !any || d->knob[0] == '\0';
}

static void model_answers_cover_their_step_and_take_their_own_advice(void **state) {
    (void)state;
    for (int step = 1; step <= STEPS; step++) {
        const struct step_content *part = &content->steps[step - 1];
        struct coverage c = coverage_of(content, step, LEVEL_STAFF, part->answer);
        if (c.score < 0.9 * c.max)
            fprintf(stderr, "# step %d: %.1f of %.1f\n", step, c.score, c.max);
        assert_true(c.score >= 0.9 * c.max);
        coverage_free(&c);
        struct hearing h;
        struct err err = {0};
        assert_true(hear(content, step, part->answer, &h, &err));
        for (int i = 0; i < part->n_decisions; i++) {
            const struct knob *knob = knob_named(part->decisions[i].knob);
            const struct heard *got = hearing_of(&h, knob->id);
            if (!got || knob->type == KNOB_LIST)
                continue;
            if (!accepted(&part->decisions[i], got->value))
                fprintf(stderr, "# step %d: %s=%s\n", step, knob->path, got->value);
            assert_true(accepted(&part->decisions[i], got->value));
        }
        hearing_free(&h);
    }
}

static void facts_have_wordings_that_find_them(void **state) {
    (void)state;
    assert_true(content->n_facts >= 28);
    int tried = 0, found = 0;
    for (int i = 0; i < content->n_facts; i++) {
        const struct fact *fact = &content->facts[i];
        assert_true(fact->answer[0] != '\0');
        int n = 0;
        for (char **w = fact->ask; w && *w; w++, n++) {
            if (n % 8 != i % 8)
                continue;
            struct reply reply;
            interviewer_ask(content, scale, 7, *w, &reply);
            bool is = reply.kind == REPLY_FACT && reply.facts[0] == i;
            if (!is)
                fprintf(stderr, "# %s: \"%s\"\n", fact->id, *w);
            tried++;
            found += is;
            reply_free(&reply);
        }
        assert_true(n >= 6);
    }
    assert_true(found >= 0.97 * tried);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(questions_get_their_fact),
        cmocka_unit_test(statements_set_their_knobs),
        cmocka_unit_test(strong_answers_score_above_the_others),
        cmocka_unit_test(model_answers_cover_their_step_and_take_their_own_advice),
        cmocka_unit_test(facts_have_wordings_that_find_them),
    };
    const struct CMUnitTest posts[] = {
        cmocka_unit_test(questions_about_posts_get_their_fact),
        cmocka_unit_test(statements_about_posts_set_their_knobs),
        cmocka_unit_test(model_answers_cover_their_step_and_take_their_own_advice),
        cmocka_unit_test(facts_have_wordings_that_find_them),
    };
    const struct CMUnitTest ads[] = {
        cmocka_unit_test(questions_about_ads_get_their_fact),
        cmocka_unit_test(statements_about_ads_set_their_knobs),
        cmocka_unit_test(strong_answers_about_ads_score_above_the_others),
        cmocka_unit_test(model_answers_cover_their_step_and_take_their_own_advice),
        cmocka_unit_test(facts_have_wordings_that_find_them),
    };
    const struct CMUnitTest images[] = {
        cmocka_unit_test(questions_about_pictures_get_their_fact),
        cmocka_unit_test(statements_about_pictures_set_their_knobs),
        cmocka_unit_test(strong_answers_about_pictures_score_above_the_others),
        cmocka_unit_test(model_answers_cover_their_step_and_take_their_own_advice),
        cmocka_unit_test(facts_have_wordings_that_find_them),
    };
    const struct CMUnitTest all[] = {cmocka_unit_test(every_case_understands_many_wordings)};
    int failed = cmocka_run_group_tests(tests, set_up, tear_down);
    failed += cmocka_run_group_tests(all, NULL, NULL);
    failed += cmocka_run_group_tests(posts, set_up_posts, tear_down);
    failed += cmocka_run_group_tests(ads, set_up_ads, tear_down);
    return failed + cmocka_run_group_tests(images, set_up_images, tear_down);
}
