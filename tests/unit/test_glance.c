/* What is seen of a file at a glance; and text in the columns of a terminal. */
#include "cli/fitted.h"
#include "tui/glance.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

static void test_a_title_is_seen_without_running_the_file(void **state) {
    (void)state;
    static const char LUA[] =
        "local estimates = {\n  { id = \"qps\", title = \"average load\" },\n}\n"
        "return {\n  name = \"feed\",\n  title = \"News feed\",\n"
        "  about = \"Posts by friends \"\n    .. \"in order.\",\n  odd = \"a\\\"b\",\n  sum = \"a\" .. b,\n}\n";
    struct text out = {0};
    assert_true(glance(LUA, "title", &out));
    assert_string_equal(text_str(&out), "News feed");
    text_clear(&out);
    assert_true(glance(LUA, "about", &out));
    assert_string_equal(text_str(&out), "Posts by friends in order.");
    text_clear(&out);
    assert_false(glance(LUA, "odd", &out)); /* an escape, a sum: for whoever runs it */
    assert_false(glance(LUA, "sum", &out));
    assert_false(glance(LUA, "none", &out));
    assert_false(glance("\n  title = \"cut", "title", &out));
    assert_string_equal(text_str(&out), "");
    text_free(&out);
}

static void test_lines_fit_the_columns(void **state) {
    (void)state;
    struct text out = {0};
    fitted_add(&out, "one two three\n  four five six seven\n", 3, 4, 14);
    assert_string_equal(text_str(&out), "one two\n    three\n      four\n      five six\n      seven\n");
    text_clear(&out);
    fitted_add(&out, "├────●────┤\n", 0, 4, 8); /* no blank: parted between two signs, never within one */
    assert_string_equal(text_str(&out), "├────●──\n    ──┤\n");
    text_clear(&out);
    fitted_add(&out, "as it is", 0, 4, 1000);
    assert_string_equal(text_str(&out), "as it is\n");
    text_clear(&out);
    fitted_add(&out, "\033[38;5;1m▀▀▀▀▀▀▀▀\033[0m", 0, 4, 10); /* a picture in colours knows its width */
    assert_string_equal(text_str(&out), "\033[38;5;1m▀▀▀▀▀▀▀▀\033[0m\n");
    text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_title_is_seen_without_running_the_file),
        cmocka_unit_test(test_lines_fit_the_columns),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
