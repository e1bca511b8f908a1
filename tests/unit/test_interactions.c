/* The reader of real interactions: its forms, what it refuses and where, and that no bytes bring it down. */
#include "base/rng.h"
#include "base/text.h"
#include "scratch.h"
#include "world/interactions.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static bool parse(const char *text, struct interactions *out, struct err *err) {
    err_clear(err);
    return interactions_parse(text, strlen(text), "f", out, err);
}

static void every_form_reads_alike(void **state) {
    (void)state;
    static const char *const forms[] = {
        "7\ta\t5\t20\n8\tb\t2.5\t10\n7\tb\t3\t20\n",
        "7,a,5,20\n8,b,2.5,10\n7,b,3,20",
        "userId,movieId,rating,timestamp\r\n7,a,5,20\r\n8,b,2.5,10\r\n\r\n7,b,3,20\r\n",
        "\xef\xbb\xbf\"userId\",\"movieId\",\"rating\",\"timestamp\"\n\"7\",\"a\",5,20\n8,b,2.5,10\n \n7,b,3,20\n",
        "7::a::5::20\n8::b::2.5::10\n7::b::3::20\n",
    };
    for (size_t i = 0; i < sizeof forms / sizeof *forms; i++) {
        struct interactions in;
        struct err err = {0};
        assert_true(parse(forms[i], &in, &err));
        assert_true(in.rated && in.rows == 3 && in.users == 2 && in.items == 2);
        const int32_t user[] = {1, 0, 0}, item[] = {1, 0, 1};
        const float rating[] = {2.5f, 5.0f, 3.0f};
        const int64_t time[] = {10, 20, 20}; /* ties in the file's order */
        assert_memory_equal(in.user, user, sizeof user);
        assert_memory_equal(in.item, item, sizeof item);
        assert_memory_equal(in.rating, rating, sizeof rating);
        assert_memory_equal(in.time, time, sizeof time);
        interactions_free(&in);
    }
}

static void without_ratings_all_is_positive(void **state) {
    (void)state;
    struct interactions in;
    struct err err = {0};
    assert_true(parse("user,item,timestamp\nann,x,5\nbob,y,4\n", &in, &err));
    assert_true(!in.rated && in.rows == 2 && in.time[0] == 4 && in.user[0] == 1);
    interactions_free(&in);
}

static void bad_lines_are_named(void **state) {
    (void)state;
    static const struct {
        const char *text, *says;
    } bad[] = {
        {"", "f: no interactions"},
        {"user,item,timestamp\n", "f: no interactions"},
        {"word\n", "f:1: no fields"},
        {"1,2\n", "f:1: needs user"},
        {"1,2,3,4,5\n", "f:1: needs user"},
        {"1,2,3,4\n\n1,2,3\n", "f:3: not 4 fields"},
        {"1,2,3\n1,2,3,4\n", "f:2: not 3 fields"},
        {"1,2,good,4\n", "f:1: the rating"},
        {"1,2,nan,4\n", "f:1: the rating"},
        {"1,2,3,4\n1,2,3,yesterday\n", "f:2: the timestamp"},
        {"1,2,3,4\n1,2,3,-4\n", "f:2: the timestamp"},
        {"1,2,3,4.5\n", "f:1: the timestamp"},
        {"1,2,3,99999999999999999999\n", "f:1: the timestamp"},
        {"1,2,3,4\n,2,3,4\n", "f:2: the user or the item"},
        {"1,2,3,4\n1,\"\",3,4\n", "f:2: the user or the item"},
    };
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        struct interactions in;
        struct err err = {0};
        assert_false(parse(bad[i].text, &in, &err));
        assert_int_equal(err.code, ERR_USAGE);
        assert_memory_equal(err.message, bad[i].says, strlen(bad[i].says));
        assert_null(strchr(err.message, '\n'));
        assert_true(in.rows == 0 && !in.user);
    }
}

static void files_that_cannot_be_read(void **state) {
    (void)state;
    struct interactions in;
    struct err err = {0};
    assert_false(interactions_read("/nowhere/at/all", &in, &err));
    assert_int_equal(err.code, ERR_USAGE);
    err_clear(&err);
    assert_false(interactions_read("/", &in, &err));
    assert_int_equal(err.code, ERR_USAGE);
    char path[SCRATCH_PATH];
    scratch_file(path, ".tsv");
    err_clear(&err);
    assert_true(text_write_file(path, "1\t2\t3\t4\n", 8, &err));
    assert_true(interactions_read(path, &in, &err));
    assert_int_equal(in.rows, 1);
    interactions_free(&in);
    unlink(path);
}

/* What comes out of any bytes is whole: ids in range, times in order, or one refusal. */
static void check(const char *text, size_t n) {
    char *exact = malloc(n + !n); /* no byte behind it: a sanitizer sees a step too far */
    struct interactions in;
    struct err err = {0};
    memcpy(exact, text, n);
    if (interactions_parse(exact, n, "f", &in, &err)) {
        for (int i = 0; i < in.rows; i++) {
            assert_in_range(in.user[i], 0, in.users - 1);
            assert_in_range(in.item[i], 0, in.items - 1);
            assert_true(i == 0 || in.time[i - 1] <= in.time[i]);
        }
        interactions_free(&in);
    } else {
        assert_int_equal(err.code, ERR_USAGE);
    }
    free(exact);
}

static void no_bytes_bring_it_down(void **state) {
    (void)state;
    static const char good[] =
        "\xef\xbb\xbf\"user\",item,rating,timestamp\r\n1,2,3,4\r\n\r\n\"a b\",x,4.5,881250949\n9,8,1,7";
    static const char letters[] = "0123456789,,,::\t\t\n\n\r\"- .eax";
    for (size_t n = 0; n < sizeof good; n++)
        check(good, n);
    uint64_t draw = rng_draw(1, "fuzz");
    for (uint64_t round = 0; round < 20000; round++) {
        struct rng r = rng_of(draw, round, 0);
        char text[160];
        size_t n = sizeof good - 1;
        memcpy(text, good, n);
        if (round % 2) {
            n = rng_below(&r, sizeof text);
            for (size_t i = 0; i < n; i++)
                text[i] = round % 4 == 1 ? (char)rng_below(&r, 256) : letters[rng_below(&r, sizeof letters - 1)];
        } else {
            for (uint32_t k = rng_below(&r, 4) + 1; k; k--)
                text[rng_below(&r, (uint32_t)n)] = (char)rng_below(&r, 256);
        }
        check(text, n);
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_form_reads_alike), cmocka_unit_test(without_ratings_all_is_positive),
        cmocka_unit_test(bad_lines_are_named),    cmocka_unit_test(files_that_cannot_be_read),
        cmocka_unit_test(no_bytes_bring_it_down),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
