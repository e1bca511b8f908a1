/* The cells that screens draw on: widths, clipping, wide letters cut in half, wrapping, ASCII look-alikes. */
#include "tui/grid.h"
#include "tui/key.h"
#include "tui/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void widths_follow_the_standard(void **state) {
    (void)state;
    assert_int_equal(utf8_columns("plain"), 5);
    assert_int_equal(utf8_columns("naïve"), 5);
    assert_int_equal(utf8_columns("nai\xcc\x88ve"), 5); /* i and a mark */
    assert_int_equal(utf8_columns("推荐"), 4);
    assert_int_equal(utf8_columns("👩‍🔬"), 2); /* woman, joiner, microscope: one place */
    assert_int_equal(utf8_columns("🇩🇪🇫🇷"), 4);
    assert_int_equal(utf8_columns("│─▸●⣀"), 5);
    assert_int_equal(utf8_columns("\xff\xc3"), 2); /* bytes that are no UTF-8: one sign each */
}

static void bytes_that_are_no_text_do_not_stop_it(void **state) {
    (void)state;
    static const char *const bad[] = {
        "\x80", "\xc3", "\xe2\x82", "\xf0\x9f\x98", "\xc0\x80", "\xed\xa0\x80", "\xf8\x88\x80\x80\x80"};
    for (size_t i = 0; i < sizeof bad / sizeof *bad; i++) {
        uint32_t point;
        assert_int_equal(utf8_decode(bad[i], strlen(bad[i]), &point), 1);
        assert_int_equal(point, 0xfffd);
    }
    for (uint32_t point = 1; point < 0x110000; point += 97) {
        char bytes[4];
        uint32_t back;
        if (point >= 0xd800 && point < 0xe000)
            continue;
        size_t n = utf8_encode(point, bytes);
        assert_int_equal(utf8_decode(bytes, n, &back), n);
        assert_int_equal(back, point);
    }
}

static void a_step_back_undoes_a_step_forward(void **state) {
    (void)state;
    const char *text = "aé推👩‍🔬e\xcc\x81\n🇩🇪x";
    size_t n = strlen(text), starts[32];
    int count = 0;
    for (size_t at = 0; at < n; at += utf8_cluster(text + at, n - at, NULL))
        starts[count++] = at;
    assert_int_equal(count, 8);
    size_t at = n;
    while (count > 0) {
        at = utf8_cluster_before(text, at);
        assert_int_equal(at, starts[--count]);
    }
    assert_int_equal(utf8_cluster_before(text, 0), 0);
}

static void check_line(const char *text, int width, const char *const *lines) {
    size_t n = strlen(text), at = 0;
    for (; *lines; lines++) {
        assert_true(at < n || **lines == '\0');
        struct wrapped w = utf8_wrap(text + at, n - at, width);
        assert_int_equal(w.bytes, strlen(*lines));
        assert_memory_equal(text + at, *lines, w.bytes);
        at += w.next;
    }
    assert_int_equal(at, n);
}

static void lines_break_at_words(void **state) {
    (void)state;
    check_line("two stages, then a ranker", 11, (const char *const[]){"two stages,", "then a", "ranker", NULL});
    check_line("a\n\nb", 5, (const char *const[]){"a", "", "b", NULL});
    check_line("abcdefghij", 4, (const char *const[]){"abcd", "efgh", "ij", NULL});
    check_line("推荐系统", 5, (const char *const[]){"推荐", "系统", NULL});
    check_line("one   two", 4, (const char *const[]){"one", "two", NULL});
    for (int width = 1; width < 12; width++) { /* whatever the width, it comes to an end and loses nothing but spaces */
        const char *text = "推 a  bb   ccc\n dd 荐x";
        size_t n = strlen(text), at = 0, kept = 0;
        while (at < n) {
            struct wrapped w = utf8_wrap(text + at, n - at, width);
            assert_true(w.next > 0 && w.bytes <= w.next);
            for (size_t i = 0; i < w.bytes; i++)
                kept += text[at + i] != ' ';
            for (size_t i = w.bytes; i < w.next; i++)
                assert_true(text[at + i] == ' ' || text[at + i] == '\n');
            at += w.next;
        }
        assert_int_equal(kept, 15); /* all bytes but spaces and the newline */
    }
}

static char *shown(const struct grid *g) {
    struct text out = {0};
    grid_text(g, &out);
    return text_take(&out);
}

static void expect(const struct grid *g, const char *rows) {
    char *text = shown(g);
    assert_string_equal(text, rows);
    free(text);
}

static void drawing_is_cut_at_the_edges(void **state) {
    (void)state;
    struct grid g;
    grid_init(&g, 6, 3);
    struct area all = area_all(&g), middle = area_part(all, 1, 1, 4, 1);
    draw_text(middle, -2, 0, STYLE_TEXT, "abcdefghij");
    draw_text(middle, 0, -1, STYLE_TEXT, "above");
    draw_text(middle, 0, 1, STYLE_TEXT, "below");
    expect(&g, "\n cdef\n\n");
    draw_fill(area_part(middle, -5, -5, 100, 100), 0, 0, 100, 100, STYLE_TEXT, "x");
    expect(&g, "\n xxxx\n\n");
    draw_cursor(middle, 4, 0);
    assert_int_equal(g.cursor_x, -1);
    draw_cursor(middle, 3, 0);
    assert_int_equal(g.cursor_x, 4);
    grid_fini(&g);
}

static void half_a_wide_letter_is_a_blank(void **state) {
    (void)state;
    struct grid g;
    grid_init(&g, 5, 1);
    struct area a = area_all(&g);
    draw_text(a, 0, 0, STYLE_TEXT, "推荐x");
    expect(&g, "推荐x\n");
    draw_text(a, 1, 0, STYLE_TEXT, "-"); /* on its right half */
    expect(&g, " -荐x\n");
    draw_text(a, 2, 0, STYLE_TEXT, "="); /* on its left half */
    expect(&g, " -= x\n");
    draw_text(a, 4, 0, STYLE_TEXT, "推"); /* no room for its right half */
    expect(&g, " -=\n");
    grid_fini(&g);
}

static void what_is_cut_says_so(void **state) {
    (void)state;
    struct grid g;
    grid_init(&g, 12, 2);
    assert_int_equal(draw_cut(area_all(&g), 0, 0, 8, STYLE_TEXT, "recommendation"), 8);
    draw_right(area_all(&g), 12, 1, STYLE_GOOD, "0.43");
    expect(&g, "recomme…\n        0.43\n");
    struct text styles = {0};
    grid_styles(&g, &styles);
    assert_string_equal(text_str(&styles), "1: 8-11 good\n");
    text_free(&styles);
    grid_fini(&g);
}

static void measuring_draws_nothing(void **state) {
    (void)state;
    struct area nowhere = {.w = 10};
    assert_int_equal(draw_wrapped(nowhere, 0, 0, 10, STYLE_TEXT, "one two three four"), 2);
    draw_fill(nowhere, 0, 0, 5, 5, STYLE_TEXT, "x");
    draw_hot(nowhere, 0, 0, 5, 5, 1, 0);
    draw_cursor(nowhere, 0, 0);
}

static void scrolling_moves_what_is_seen(void **state) {
    (void)state;
    struct grid g;
    grid_init(&g, 4, 2);
    struct area window = area_scrolled(area_all(&g), 3);
    for (int y = 0; y < 10; y++)
        draw_format(window, 0, y, STYLE_TEXT, "%d", y);
    expect(&g, "3\n4\n");
    grid_fini(&g);
}

static void clicks_find_the_last_place_drawn(void **state) {
    (void)state;
    struct grid g;
    grid_init(&g, 10, 4);
    draw_hot(area_all(&g), 0, 0, 10, 4, 1, 0);
    draw_hot(area_part(area_all(&g), 2, 1, 3, 1), 0, 0, 50, 50, 2, 7);
    assert_int_equal(grid_hot_at(&g, 0, 0)->action, 1);
    assert_int_equal(grid_hot_at(&g, 4, 1)->arg, 7);
    assert_int_equal(grid_hot_at(&g, 5, 1)->action, 1);
    grid_clear(&g);
    assert_null(grid_hot_at(&g, 4, 1));
    grid_fini(&g);
}

static void ascii_keeps_every_column(void **state) {
    (void)state;
    struct grid g;
    grid_init(&g, 24, 2);
    draw_text(area_all(&g), 0, 0, STYLE_TEXT, "┌─▸ ●○ ✓ ▲ … →");
    draw_text(area_all(&g), 0, 1, STYLE_TEXT, "⠉⠒⠤⣀ e\xcc\x81 推荐 ok");
    grid_to_ascii(&g);
    char *text = shown(&g);
    for (const char *p = text; *p; p++)
        assert_true((unsigned char)*p < 0x80);
    assert_string_equal(text, "+-> *o + ^ ~ >\n'-._ e ???? ok\n");
    free(text);
    grid_fini(&g);
}

static void keys_have_names(void **state) {
    (void)state;
    static const struct {
        const char *name;
        int32_t key;
        const char *shown;
    } keys[] = {{"<C-x>", KEY_CTRL('x'), "^X"},
                {"<F5>", KEY_FUNCTION + 5, "F5"},
                {"<Enter>", KEY_RETURN, "Enter"},
                {"q", 'q', "q"},
                {"<lt>", '<', "<"},
                {"<M-b>", KEY_ALT | 'b', "Alt-b"},
                {"é", 0xe9, "é"},
                {"<s-tab>", KEY_BACK_TAB, "Shift-Tab"}};
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++) {
        int32_t key = 0;
        char shown_as[20];
        assert_int_equal(key_read(keys[i].name, &key), strlen(keys[i].name));
        assert_int_equal(key, keys[i].key);
        assert_string_equal(key_shown(key, shown_as, sizeof shown_as), keys[i].shown);
    }
    int32_t key;
    assert_int_equal(key_read("<Nonsense>", &key), 0);
    assert_int_equal(key_read("<F99>", &key), 0);
    assert_int_equal(key_read("", &key), 0);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(widths_follow_the_standard),
        cmocka_unit_test(bytes_that_are_no_text_do_not_stop_it),
        cmocka_unit_test(a_step_back_undoes_a_step_forward),
        cmocka_unit_test(lines_break_at_words),
        cmocka_unit_test(drawing_is_cut_at_the_edges),
        cmocka_unit_test(half_a_wide_letter_is_a_blank),
        cmocka_unit_test(what_is_cut_says_so),
        cmocka_unit_test(measuring_draws_nothing),
        cmocka_unit_test(scrolling_moves_what_is_seen),
        cmocka_unit_test(clicks_find_the_last_place_drawn),
        cmocka_unit_test(ascii_keeps_every_column),
        cmocka_unit_test(keys_have_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
