/* Read-back: what a person's words set, and what they must not set. */
#include "practice/hear.h"
#include "practice/lexicon.h"
#include "script/scenario.h"
#include "small_case.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

struct row {
    const char *say, *knob, *value; /* value NULL: must not be set */
};

static const struct row ROWS[] = {
    {"I split the log by time.", "data.split", "temporal"},
    {"not a random split, by time", "data.split", "temporal"},
    {"We avoid a random split.", "data.split", "temporal"},
    {"A time-based split rather than a random split", "data.split", "temporal"},
    {"Random split of the rows.", "data.split", "random"},
    {"A random split would leak the future.", "data.split", NULL},
    {"If we used a random split we would fool ourselves.", "data.split", NULL},
    {"random split. Actually no, split by time.", "data.split", "temporal"},
    {"Should I split by time?", "data.split", NULL},
    {"either by time or a random split", "data.split", NULL},
    {"no log-Q", "retrieval.logq_correction", "false"},
    {"In-batch softmax with logQ correction", "retrieval.logq_correction", "true"},
    {"with log Q, because popular items are punished", "retrieval.logq_correction", "true"},
    {"an uncorrected softmax", "retrieval.logq_correction", "false"},
    {"a two-tower model against a popularity list as baseline", "retrieval.model", "two_tower"},
    {"two tower retrieval, falling back to the most popular when it fails", "retrieval.model", "two_tower"},
    {"Instead of matrix factorisation, two towers", "retrieval.model", "two_tower"},
    {"Replace matrix factorization with a two-tower model", "retrieval.model", "two_tower"},
    {"Two-tower beats matrix factorisation here", "retrieval.model", "two_tower"},
    {"matrix factorization", "retrieval.model", "matrix_factorization"},
    {"no MMR", "policy.diversity", "none"},
    {"MMR, not DPP", "policy.diversity", "mmr"},
    {"maybe MMR", "policy.diversity", NULL},
    {"not only MMR but caching", "policy.diversity", "mmr"},
    {"64 dimensions and 500 candidates", "retrieval.dim", "64"},
    {"64 dimensions and 500 candidates", "retrieval.candidates", "500"},
    {"an embedding size of 32", "retrieval.dim", "32"},
    {"64d vectors", "retrieval.dim", "64"},
    {"1,000 candidates within 10 ms", "retrieval.candidates", "1000"},
    {"I want recall@100 of the candidates", "retrieval.candidates", NULL},
    {"2k candidates", "retrieval.candidates", "2000"},
    {"nprobe = 16", "retrieval.nprobe", "16"},
    {"cache lists for 10 minutes", "serving.cache", "600"},
    {"retrain every week", "monitoring.retrain_every_days", "7"},
    {"retrain every 7 days", "monitoring.retrain_every_days", "7"},
    {"We retrain daily.", "monitoring.retrain_every_days", "1"},
    {"5 % exploration", "policy.exploration", "0.05"},
    {"refresh the index every 2 hours", "serving.index_refresh_minutes", "120"},
    {"9000000 candidates", "retrieval.candidates", NULL},
    {"Monitor CTR and calibration, and feature drift", "monitoring.monitors", "features+calibration+ctr"},
    {"We watch calibration, not CTR", "monitoring.monitors", "calibration"},
    {"Optimise watch time, not clicks", "framing.objective", "watch_time"},
    {"watch time instead of clicks", "framing.objective", "watch_time"},
    {"I prefer watch time over clicks", "framing.objective", "watch_time"},
    {"logistic regression first, then an MLP", "ranking.model", "mlp"},
    {"We fall back to a precomputed list", "serving.fallback", "true"},
    {"the weather is nice in the two rooms", "retrieval.model", NULL},
    {"500 candidates, no, make it 300", "retrieval.candidates", "300"},
    {"retrain every week, no wait, every three days", "monitoring.retrain_every_days", "3"},
    {"500 candidates? Too many, take 200", "retrieval.candidates", "200"},
    {"How many candidates? Four hundred.", "retrieval.candidates", "400"},
    {"500 candidates would be too slow, so 300", "retrieval.candidates", "300"},
    {"500 candidates, no cache", "retrieval.candidates", "500"},
    {"a million candidates", "retrieval.candidates", NULL},
    {"a thousand candidates", "retrieval.candidates", "1000"},
    {"candidates: 400", "retrieval.candidates", "400"},
    {"32 dimensions / 500 candidates", "retrieval.dim", "32"},
    {"never more than 400 candidates", "retrieval.candidates", "400"},
    {"MMR. Undecided.", "policy.diversity", NULL},
    {"MMR, but I leave that open", "policy.diversity", NULL},
    {"Some say MMR is brittle, from what I have read", "policy.diversity", NULL},
    {"the candidates are a number I'd leave to a sweep", "retrieval.candidates", NULL},
    {"I'd take MMR? if that is fine", "policy.diversity", "mmr"},
    {"I don't want a list that is made by MMR", "policy.diversity", "none"},
};

/* What is said of models while the tests are planned tells what is tested; a change is a change in any step. */
static void another_step_sets_what_goes_with_it(void **state) {
    (void)state;
    struct content content = small_case();
    static const struct {
        int step;
        const char *say, *value;
    } SAID[] = {{5, "we test the two-tower model online", NULL},
                {5, "sorry, I change that: a two-tower model", "two_tower"},
                {3, "a two-tower model reads these logs", "two_tower"},
                {7, "the two-tower model is retrained", NULL}};
    for (size_t i = 0; i < sizeof SAID / sizeof *SAID; i++) {
        struct hearing h;
        struct err err = {0};
        assert_true(hear(&content, SAID[i].step, SAID[i].say, &h, &err));
        const struct heard *got = hearing_of(&h, K_RETRIEVAL_MODEL);
        if (!SAID[i].value)
            assert_null(got);
        else {
            assert_non_null(got);
            assert_string_equal(got->value, SAID[i].value);
        }
        hearing_free(&h);
    }
}

/* Every contraction is two words: the list of words moves while they are read. */
static void many_contractions_are_read(void **state) {
    (void)state;
    struct content content = small_case();
    struct text t = {0};
    for (int i = 0; i < 500; i++)
        text_add(&t, "isn't won't don't ");
    struct hearing h;
    struct err err = {0};
    assert_true(hear(&content, 4, text_str(&t), &h, &err));
    assert_int_equal(h.n_heard, 0);
    hearing_free(&h);
    text_free(&t);
}

static void words_set_knobs(void **state) {
    (void)state;
    struct content content = small_case();
    int wrong = 0;
    for (size_t i = 0; i < sizeof ROWS / sizeof *ROWS; i++) {
        struct hearing h;
        struct err err = {0};
        const struct knob *knob = knob_named(ROWS[i].knob);
        assert_true(hear(&content, knob->step, ROWS[i].say, &h, &err));
        const struct heard *got = hearing_of(&h, knob->id);
        bool right = ROWS[i].value ? got && strcmp(got->value, ROWS[i].value) == 0 : got == NULL;
        if (!right)
            fprintf(stderr, "# \"%s\": %s is %s, not %s\n", ROWS[i].say, ROWS[i].knob, got ? got->value : "unsaid",
                    ROWS[i].value ? ROWS[i].value : "unsaid");
        wrong += !right;
        hearing_free(&h);
    }
    assert_int_equal(wrong, 0);
}

static void evidence_is_the_persons_own_words(void **state) {
    (void)state;
    struct content content = small_case();
    struct hearing h;
    struct err err = {0};
    assert_true(hear(&content, 3, "We have logs. I split the log by time, of course. Fine.", &h, &err));
    const struct heard *got = hearing_of(&h, K_SPLIT);
    assert_non_null(got);
    assert_string_equal(got->words, "I split the log by time, of course");
    hearing_free(&h);
}

static void silence_leaves_every_decision_open(void **state) {
    (void)state;
    struct content content = small_case();
    struct hearing h;
    struct err err = {0};
    assert_true(hear(&content, 3, "", &h, &err));
    assert_int_equal(h.n_heard, 0);
    assert_int_equal(h.n_unsaid, 2);
    assert_string_equal(h.unsaid[0]->path, "data.split");
    assert_int_equal(h.n_open, 2);
    assert_string_equal(h.open[0].text, "How do you hold rows out?");
    hearing_free(&h);
}

static void what_does_not_matter_is_not_asked(void **state) {
    (void)state;
    struct content content = small_case();
    struct hearing h;
    struct err err = {0};
    assert_true(hear(&content, 6, "HNSW with 500 candidates", &h, &err));
    assert_int_equal(h.n_unsaid, 0); /* nprobe means nothing to a graph */
    hearing_free(&h);
    assert_true(hear(&content, 6, "IVF with 500 candidates", &h, &err));
    assert_int_equal(h.n_unsaid, 1);
    assert_string_equal(h.unsaid[0]->path, "retrieval.nprobe");
    hearing_free(&h);
}

static void what_is_unsure_is_asked(void **state) {
    (void)state;
    struct content content = small_case();
    static const char *const UNSURE[] = {"either IVF or HNSW", "maybe IVF", "not HNSW"};
    for (size_t i = 0; i < sizeof UNSURE / sizeof *UNSURE; i++) {
        struct hearing h;
        struct err err = {0};
        assert_true(hear(&content, 6, UNSURE[i], &h, &err));
        assert_null(hearing_of(&h, K_INDEX));
        bool asked = false;
        for (int k = 0; k < h.n_open; k++)
            asked = asked || (h.open[k].knob->id == K_INDEX && strstr(h.open[k].text, UNSURE[i]));
        assert_true(asked);
        hearing_free(&h);
    }
}

static void an_unknown_knob_in_the_content_is_an_error(void **state) {
    (void)state;
    struct content content = small_case();
    struct phrase bad[] = {{"data.splt", "temporal", WORDS("by time"), NULL, NULL}};
    content.phrases = bad;
    content.n_phrases = 1;
    struct hearing h;
    struct err err = {0};
    assert_false(hear(&content, 3, "by time", &h, &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "data.splt"));
}

/* "data.split=temporal data.signals=a+b ?retrieval.index": all of it, in any order. "-": nothing. */
static bool as_wanted(const struct hearing *h, char *want) {
    int set = 0;
    for (char *item; (item = strsep(&want, " "));) {
        char *equals = strchr(item, '=');
        if (*item == '?') {
            bool asked = false;
            for (int i = 0; i < h->n_open; i++)
                asked = asked || strcmp(h->open[i].knob->path, item + 1) == 0;
            if (!asked || hearing_of(h, knob_named(item + 1)->id))
                return false;
        } else if (equals) {
            *equals = '\0';
            const struct heard *got = hearing_of(h, knob_named(item)->id);
            if (!got || strcmp(got->value, equals + 1) != 0)
                return false;
            set++;
        }
    }
    return set == h->n_heard;
}

static void the_statements_of_the_case_are_heard(void **state) {
    (void)state;
    struct err err = {0};
    struct script_paths paths = {.data = (char *)"data", .scenarios = (char *)"scenarios"};
    struct content *content = content_load(&paths, "video_recommendation", &err);
    if (!content)
        fail_msg("%s", err.message);
    struct lexicon *lexicon = lexicon_new(content);
    char *bytes, *rest, *line;
    size_t length;
    int said = 0, wrong = 0;
    assert_true(text_read_file("tests/content/video_recommendation/statements.tsv", 1 << 20, &bytes, &length, &err));
    for (rest = bytes; (line = strsep(&rest, "\n"));) {
        char *want = strchr(line, '\t'), *say = want ? strchr(want + 1, '\t') : NULL;
        if (line[0] == '#' || !say)
            continue;
        *want++ = *say++ = '\0';
        struct hearing h;
        assert_true(hear_with(lexicon, atoi(line), say, &h, &err));
        char *copy = mem_string(want);
        if (!as_wanted(&h, copy)) {
            wrong++;
            printf("# %s: \"%s\" got", want, say);
            for (int i = 0; i < h.n_heard; i++)
                printf(" %s=%s", h.heard[i].knob->path, h.heard[i].value);
            printf("\n");
        }
        said++;
        free(copy);
        hearing_free(&h);
    }
    printf("# %d statements, %d not heard as meant\n", said, wrong);
    assert_true(said >= 100);
    assert_true(wrong * 10 <= said);
    free(bytes);
    lexicon_free(lexicon);
    content_free(content);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_set_knobs),
        cmocka_unit_test(another_step_sets_what_goes_with_it),
        cmocka_unit_test(many_contractions_are_read),
        cmocka_unit_test(evidence_is_the_persons_own_words),
        cmocka_unit_test(silence_leaves_every_decision_open),
        cmocka_unit_test(what_does_not_matter_is_not_asked),
        cmocka_unit_test(what_is_unsure_is_asked),
        cmocka_unit_test(an_unknown_knob_in_the_content_is_an_error),
        cmocka_unit_test(the_statements_of_the_case_are_heard),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
