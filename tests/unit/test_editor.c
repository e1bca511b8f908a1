/* The editor against what one's fingers expect, and against a plain string under a few thousand random keys. */
#include "tui/editor.h"
#include "tui/key.h"
#include "tui/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static void keys(struct editor *e, const char *script) {
    while (*script) {
        int32_t key;
        size_t n = key_read(script, &key);
        assert_true(n > 0);
        editor_key(e, key);
        script += n;
    }
}

static void check(const char *script, const char *text, size_t cursor) {
    struct editor e = {0};
    editor_fit(&e, 20, 5);
    keys(&e, script);
    assert_string_equal(editor_text(&e), text);
    assert_int_equal(e.cursor, cursor);
    editor_fini(&e);
}

static void fingers_find_their_keys(void **state) {
    (void)state;
    check("hello", "hello", 5);
    check("hello<C-a>x", "xhello", 1);
    check("hello<C-a><C-e>x", "hellox", 6);
    check("one two three<C-w>", "one two ", 8);
    check("one two three<M-b><C-k>", "one two ", 8);
    check("one two<C-u>", "", 0);
    check("one two<C-u><C-y><C-y>", "one twoone two", 14);
    check("one<Enter>two<C-a><Backspace>", "onetwo", 3);
    check("one<Enter>two<Up>x", "onex\ntwo", 4);
    check("one<Enter><Enter>two<Up><Up>", "one\n\ntwo", 3); /* the column is remembered over the empty line */
    check("one<Home><Delete><Right><Delete>", "n", 1);
    check("one<Left><Left><C-k>", "o", 1);
    check("one<Enter>two<Up><C-k>", "onetwo", 3);
    check("a b<C-Left><C-Left><C-Left>", "a b", 0);
    check("one<Enter><Down><Down>", "one\n", 4);
}

static void letters_keep_their_marks(void **state) {
    (void)state;
    check("ne\xcc\x81<Left><Left>x", "xne\xcc\x81", 1);
    check("e\xcc\x81<Backspace>", "", 0);
    check("推荐<Left><Backspace>", "荐", 0);
    check("👩‍🔬!<Left><Backspace>", "!", 0);
}

static void up_and_down_follow_wrapped_rows(void **state) {
    (void)state;
    struct editor e = {0};
    editor_fit(&e, 10, 3);
    editor_set(&e, "aaaa bbbb cccc dddd"); /* rows "aaaa bbbb", "cccc dddd" */
    assert_int_equal(editor_rows(&e, 10), 2);
    editor_key(&e, KEY_GO_UP);
    assert_int_equal(e.cursor, 9);
    editor_key(&e, KEY_GO_DOWN);
    assert_int_equal(e.cursor, 19);
    keys(&e, "<Enter>");
    assert_int_equal(editor_rows(&e, 10), 3); /* the empty last row has the cursor */
    editor_key(&e, KEY_GO_UP);
    assert_int_equal(e.cursor, 10);
    editor_fini(&e);
}

static void undo_takes_back_what_one_would_call_an_edit(void **state) {
    (void)state;
    struct editor e = {0};
    keys(&e, "one two");
    editor_undo(&e);
    assert_string_equal(editor_text(&e), "one");
    editor_undo(&e);
    assert_string_equal(editor_text(&e), "");
    editor_undo(&e); /* nothing left: nothing happens */
    editor_redo(&e);
    editor_redo(&e);
    assert_string_equal(editor_text(&e), "one two");
    editor_insert(&e, " pasted text", 12);
    keys(&e, "<C-z>");
    assert_string_equal(editor_text(&e), "one two");
    keys(&e, "!");
    editor_redo(&e); /* typing forgets what was undone */
    assert_string_equal(editor_text(&e), "one two!");
    for (int i = 0; i < 3 * EDITOR_UNDO; i++)
        keys(&e, "x<Enter>");
    for (int i = 0; i < 3 * EDITOR_UNDO; i++)
        editor_undo(&e);
    assert_true(e.text.length > 0); /* the oldest states are gone, the text is sound */
    editor_fini(&e);
}

static void pastes_are_cleaned(void **state) {
    (void)state;
    struct editor e = {0};
    const char *dirty = "a\tb\r\nc\x1b[31m\x07"
                        "d\xff";
    editor_insert(&e, dirty, strlen(dirty));
    assert_string_equal(editor_text(&e), "a b\nc[31md\xef\xbf\xbd");
    editor_set(&e, "");
    e.one_line = true;
    editor_insert(&e, "two\nlines", 9);
    assert_string_equal(editor_text(&e), "two lines");
    assert_false(editor_key(&e, KEY_RETURN));
    assert_false(editor_key(&e, KEY_GO_UP));
    char *huge = calloc(1, EDITOR_LIMIT + 1);
    memset(huge, 'x', EDITOR_LIMIT);
    editor_insert(&e, huge, EDITOR_LIMIT);
    assert_string_equal(editor_text(&e), "two lines"); /* what is too much is refused whole */
    free(huge);
    editor_fini(&e);
}

static void the_cursor_stays_in_sight(void **state) {
    (void)state;
    struct editor e = {0};
    struct grid g;
    grid_init(&g, 10, 3);
    for (int i = 0; i < 20; i++) {
        editor_fit(&e, 10, 3);
        keys(&e, i % 2 ? "word " : "x<Enter>");
        editor_fit(&e, 10, 3);
        grid_clear(&g);
        editor_draw(&e, area_all(&g), true, "");
        assert_true(g.cursor_x >= 0 && g.cursor_y >= 0);
    }
    for (int i = 0; i < 30; i++) {
        keys(&e, "<Up>");
        editor_fit(&e, 10, 3);
        grid_clear(&g);
        editor_draw(&e, area_all(&g), true, "");
        assert_true(g.cursor_y >= 0);
    }
    assert_int_equal(e.scroll, 0);
    grid_fini(&g);
    editor_fini(&e);
}

/* Whatever is typed, the cursor stands between clusters and the text is UTF-8; undoing everything gives nothing. */
static void random_keys_leave_it_sound(void **state) {
    (void)state;
    static const char *const moves[] = {
        "a",     " ",      "é",      "e\xcc\x81", "推",          "🇩🇪",       "<Enter>",  "<Left>",    "<Right>",
        "<Up>",  "<Down>", "<Home>", "<End>",     "<Backspace>", "<Delete>", "<C-w>",    "<C-k>",     "<C-u>",
        "<C-y>", "<M-d>",  "<M-b>",  "<M-f>",     "<C-z>",       "<M-z>",    "<PageUp>", "<PageDown>"};
    enum { N = sizeof moves / sizeof *moves };
    struct editor e = {0};
    uint64_t random = 88172645463325252u;
    for (int i = 0; i < 6000; i++) {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        editor_fit(&e, 1 + (int)(random >> 40) % 12, 1 + (int)(random >> 50) % 4);
        keys(&e, moves[(random >> 20) % N]);
        size_t n = e.text.length, at = 0;
        assert_true(e.cursor <= n);
        while (at < n && at < e.cursor)
            at += utf8_cluster(editor_text(&e) + at, n - at, NULL);
        assert_true(at == e.cursor || n == 0 || (at > e.cursor && utf8_cluster_before(editor_text(&e), at) < e.cursor));
        assert_int_equal(strlen(editor_text(&e)), n);
        if (n > 300)
            editor_set(&e, "");
    }
    editor_fini(&e);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(fingers_find_their_keys),
        cmocka_unit_test(letters_keep_their_marks),
        cmocka_unit_test(up_and_down_follow_wrapped_rows),
        cmocka_unit_test(undo_takes_back_what_one_would_call_an_edit),
        cmocka_unit_test(pastes_are_cleaned),
        cmocka_unit_test(the_cursor_stays_in_sight),
        cmocka_unit_test(random_keys_leave_it_sound),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
