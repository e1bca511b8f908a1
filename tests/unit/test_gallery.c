/* Pictures of a run wherever they are shown: as letters and coloured blocks, as PNG in the HTML report, on a screen. */
#include "base/gallery.h"
#include "base/rng.h"
#include "made_run.h"
#include "report/report.h"
#include "tui/picture.h"
#include "tui/utf8.h"

#include <png.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

/* ---- colours ---- */

static void letters_name_the_hue(void **state) {
    (void)state;
    static const struct {
        uint8_t rgb[3];
        char letter;
    } named[] = {{{255, 0, 0}, 'R'},     {{255, 140, 0}, 'O'}, {{255, 240, 20}, 'Y'},  {{0, 200, 0}, 'G'},
                 {{0, 220, 220}, 'C'},   {{20, 20, 255}, 'B'}, {{150, 0, 255}, 'V'},   {{255, 0, 220}, 'M'},
                 {{100, 0, 0}, 'r'},     {{0, 0, 110}, 'b'},   {{255, 255, 255}, ' '}, {{240, 235, 230}, ' '},
                 {{150, 150, 150}, '.'}, {{90, 90, 90}, ':'},  {{10, 20, 30}, '#'},    {{255, 0, 40}, 'R'}};
    for (size_t i = 0; i < sizeof named / sizeof *named; i++)
        if (gallery_letter(named[i].rgb) != named[i].letter)
            fail_msg("%d %d %d is '%c', not '%c'", named[i].rgb[0], named[i].rgb[1], named[i].rgb[2],
                     gallery_letter(named[i].rgb), named[i].letter);
    for (int i = 0; i < 1 << 15; i++) { /* any colour has one of these */
        const uint8_t rgb[3] = {(uint8_t)((i & 31) * 255 / 31), (uint8_t)((i >> 5 & 31) * 255 / 31),
                                (uint8_t)((i >> 10) * 255 / 31)};
        assert_non_null(strchr("ROYGCBVMroygcbvm .:#", gallery_letter(rgb)));
    }
}

static void colour_of(int index, int rgb[3]) {
    static const int step[6] = {0, 95, 135, 175, 215, 255};
    for (int c = 0; c < 3; c++)
        rgb[c] = index >= 232 ? 8 + 10 * (index - 232) : step[(index - 16) / (c == 0 ? 36 : c == 1 ? 6 : 1) % 6];
}

static int apart(const uint8_t *a, int index) {
    int rgb[3], sum = 0;
    colour_of(index, rgb);
    for (int c = 0; c < 3; c++)
        sum += (a[c] - rgb[c]) * (a[c] - rgb[c]);
    return sum;
}

static void the_nearest_of_256_is_found(void **state) {
    (void)state;
    struct rng r = rng_of(rng_draw(1, "colours"), 0, 0);
    for (int i = 0; i < 20000; i++) {
        uint8_t rgb[3];
        bool grey = i % 4 == 0;
        for (int c = 0; c < 3; c++)
            rgb[c] = (uint8_t)(c && grey ? rgb[0] : rng_below(&r, 256));
        int best = 16, found = gallery_256(rgb);
        for (int k = 17; k < 256; k++)
            best = apart(rgb, k) < apart(rgb, best) ? k : best;
        assert_true(found >= 16 && found < 256);
        assert_int_equal(apart(rgb, found), apart(rgb, best));
    }
}

/* Every pixel belongs to one cell, and a cell is the mean of its pixels. */
static void cells_part_the_picture(void **state) {
    (void)state;
    static const int sizes[] = {1, 5, 6, 10, 12, 16, 31, 32};
    uint8_t rgb[PICTURE_BYTES] = {0}, mean[3];
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int pixel = 0; pixel < PICTURE_SIDE * PICTURE_SIDE; pixel += 37) {
            int lit = 0, w = sizes[s], h = (w + 1) / 2;
            rgb[pixel * 3 + 1] = 255;
            for (int y = 0; y < h; y++)
                for (int x = 0; x < w; x++) {
                    gallery_pixel(rgb, w, h, x, y, mean);
                    lit += w >= 5 ? mean[1] > 0 : 1;
                    assert_true(mean[0] == 0 && mean[2] == 0);
                }
            assert_int_equal(lit, 1);
            rgb[pixel * 3 + 1] = 0;
        }
    memset(rgb, 77, sizeof rgb);
    gallery_pixel(rgb, 12, 6, 11, 5, mean);
    assert_true(mean[0] == 77 && mean[1] == 77 && mean[2] == 77);
}

/* ---- lists of pictures ---- */

enum { LISTS = 3, ANSWERS = 10 };

/* A ground of one colour a list, on it a square whose colour is the answer's. */
static void add_pictures(struct measures *m, int answers) {
    for (int row = 0; row < LISTS; row++)
        for (int place = 0; place <= answers; place++) {
            struct measured_picture p = {
                .row = row, .place = place, .id = place ? 100 + place : -1, .grade = place ? (row + place) % 4 : -1};
            snprintf(p.caption, sizeof p.caption, place ? "the \"same\" <b>" : "photograph: mug & co");
            for (int i = 0; i < PICTURE_SIDE * PICTURE_SIDE; i++) {
                int x = i % PICTURE_SIDE, y = i / PICTURE_SIDE;
                bool square = x >= 8 && x < 24 && y >= 8 && y < 24;
                const uint8_t colour[3] = {(uint8_t)(square ? 250 - place : 255), (uint8_t)(square ? 20 : 255),
                                           (uint8_t)(square ? 10 * row : 255)};
                memcpy(p.rgb + 3 * i, colour, 3);
            }
            measures_picture(m, &p);
        }
}

static void lists_are_taken_one_by_one(void **state) {
    (void)state;
    struct measures m = {0};
    struct gallery_list list = {0};
    assert_false(gallery_next(&m, &list));
    add_pictures(&m, ANSWERS);
    for (int i = 0; i < LISTS; i++) {
        assert_true(gallery_next(&m, &list));
        assert_int_equal(list.begin, i * (ANSWERS + 1));
        assert_int_equal(list.end, (i + 1) * (ANSWERS + 1));
    }
    assert_false(gallery_next(&m, &list));
    measures_free(&m);
}

/* Takes the escape sequences out; returns whether each line ends in the terminal's own colours. */
static bool uncoloured(char *text) {
    bool own = true, all = true;
    char *to = text;
    for (const char *at = text; *at;)
        if (*at == '\033') {
            size_t n = strcspn(at, "m");
            own = strncmp(at, "\033[0", 3) == 0;
            at += n + 1;
        } else {
            all &= *at != '\n' || own;
            *to++ = *at++;
        }
    *to = '\0';
    return all;
}

static void expect_within(const char *text, int width) {
    for (const char *line = text; *line; line += strcspn(line, "\n") + 1) {
        int columns = utf8_width(line, strcspn(line, "\n"));
        if (columns > width)
            fail_msg("%d columns of %d: %.*s", columns, width, (int)strcspn(line, "\n"), line);
    }
}

static void text_keeps_to_its_width(void **state) {
    (void)state;
    static const enum gallery_colours colours[] = {GALLERY_LETTERS, GALLERY_256, GALLERY_TRUE};
    for (int answers = 1; answers <= ANSWERS; answers += 3) {
        struct measures m = {0};
        add_pictures(&m, answers);
        for (int width = 40; width <= 210; width += 17)
            for (int c = 0; c < 3; c++)
                for (int unicode = 0; unicode < 2; unicode++) {
                    struct gallery_style style = {width, unicode, colours[c]};
                    struct text out = {0};
                    gallery_text(&m, &style, LISTS, &out);
                    char *text = text_take(&out);
                    assert_int_equal(strchr(text, '\033') != NULL, c > 0);
                    assert_true(uncoloured(text));
                    expect_within(text, width);
                    for (const char *p = text; !unicode && *p; p++)
                        assert_true((unsigned char)*p < 0x80);
                    free(text);
                }
        measures_free(&m);
    }
}

static void text_says_what_is_seen(void **state) {
    (void)state;
    struct measures m = {0};
    struct text out = {0};
    add_pictures(&m, ANSWERS);
    gallery_text(&m, &(struct gallery_style){80, false, GALLERY_LETTERS}, 1, &out);
    const char *text = text_str(&out);
    assert_non_null(strstr(text, "photograph: mug & co  ~=+x~=+x~=\n")); /* all ten grades, though five are drawn */
    assert_non_null(strstr(text, "asked        1 ~ look     2 = near-dup 3 + correct  4 x miss     5 ~ look\n"));
    assert_non_null(strstr(text, "RRRRRR       RRRRRR"));
    assert_null(strstr(text, "6 "));
    text_free(&out);
    gallery_text(&m, &(struct gallery_style){80, true, GALLERY_TRUE}, 2, &out);
    assert_non_null(strstr(text_str(&out), "\033[38;2;250;20;0m\033[48;2;250;20;0m▀"));
    assert_non_null(strstr(text_str(&out), "✓ correct"));
    text_free(&out);
    measures_free(&m);
}

/* ---- reports ---- */

static char *reported(enum report_format format, const struct report_style *style) {
    struct run *run = made_run(1, "found", 0);
    const struct run *runs[] = {run};
    struct text out = {0};
    struct err err = {0};
    add_pictures(&run->outcome.measures, ANSWERS);
    assert_true(report_write(runs, 1, format, style, &out, &err));
    run_free(run);
    return text_take(&out);
}

static int value_of(char c) {
    const char *digits = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/", *at = strchr(digits, c);
    return c && at ? (int)(at - digits) : -1;
}

static size_t from_base64(const char *text, uint8_t *bytes, size_t most) {
    size_t n = 0;
    uint32_t bits = 0;
    for (int have = 0; value_of(*text) >= 0; text++) {
        bits = bits << 6 | (uint32_t)value_of(*text);
        have += 6;
        if (have >= 8) {
            have -= 8;
            assert_true(n < most);
            bytes[n++] = (uint8_t)(bits >> have);
        }
    }
    return n;
}

static void html_holds_every_picture(void **state) {
    (void)state;
    char *html = reported(REPORT_HTML, NULL);
    struct measures m = {0};
    uint8_t file[8192], rgb[PICTURE_BYTES];
    int n = 0;
    add_pictures(&m, ANSWERS);
    for (const char *at = html; (at = strstr(at, "data:image/png;base64,")); n++) {
        at += strlen("data:image/png;base64,");
        png_image image = {.version = PNG_IMAGE_VERSION};
        assert_true(png_image_begin_read_from_memory(&image, file, from_base64(at, file, sizeof file)));
        assert_true(image.width == PICTURE_SIDE && image.height == PICTURE_SIDE && n < m.n_pictures);
        image.format = PNG_FORMAT_RGB;
        assert_true(png_image_finish_read(&image, NULL, rgb, 0, NULL));
        assert_memory_equal(rgb, m.pictures[n].rgb, sizeof rgb);
    }
    assert_int_equal(n, m.n_pictures);
    assert_non_null(strstr(html, "alt='asked: photograph: mug &amp; co'"));
    assert_non_null(strstr(html, "alt='answer 3, correct: the &quot;same&quot; &lt;b&gt;'"));
    assert_non_null(strstr(html, "✗ miss</figcaption>"));
    assert_null(strstr(html, "<b>"));
    measures_free(&m);
    free(html);
}

static void reports_say_it_in_words(void **state) {
    (void)state;
    char *text = reported(REPORT_TEXT, &(struct report_style){.width = 100});
    assert_non_null(strstr(text, "Pictures: what was asked"));
    assert_non_null(strstr(text, "4 x miss"));
    free(text);
    char *markdown = reported(REPORT_MARKDOWN, NULL);
    assert_non_null(strstr(markdown, "- photograph: mug & co: same look, near-duplicate, correct, miss, same look"));
    free(markdown);
}

/* ---- screens ---- */

static int painted(const struct grid *g) {
    int n = 0;
    for (int y = 0; y < g->height; y++)
        for (int x = 0; x < g->width; x++)
            n += grid_cell(g, x, y)->painted;
    return n;
}

static void screens_show_pixels_or_letters(void **state) {
    (void)state;
    struct run *run = made_run(1, "found", 0);
    struct grid grid;
    struct text out = {0};
    grid_init(&grid, 80, 24);
    assert_int_equal(picture_found(run, 3, area_all(&grid), 4), 4); /* nothing where there is nothing */
    add_pictures(&run->outcome.measures, ANSWERS);
    int rows = picture_found(run, 2, area_all(&grid), 0);
    assert_int_equal(picture_found(run, 2, (struct area){.w = 80}, 0), rows); /* measured as drawn */
    assert_int_equal(painted(&grid), 2 * 6 * 12 * 6);
    grid_text(&grid, &out);
    assert_non_null(strstr(text_str(&out), "3 ✓ correct"));
    assert_non_null(strstr(text_str(&out), "RRRRRR       RRRRRR"));
    bool square = false;
    for (int x = 0; x < 12; x++)
        for (int y = 0; y < 8; y++) {
            const struct cell *c = grid_cell(&grid, x, y);
            const uint8_t red[3] = {250, 20, 0};
            square |= c->painted && c->upper == gallery_256(red) && c->bytes[0] == 'R';
        }
    assert_true(square);
    draw_text(area_all(&grid), 0, 3, STYLE_TEXT, "text over it is text"); /* nothing of the paint is left */
    assert_false(grid_cell(&grid, 5, 3)->painted);
    text_free(&out);
    grid_fini(&grid);
    run_free(run);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(letters_name_the_hue),           cmocka_unit_test(the_nearest_of_256_is_found),
        cmocka_unit_test(cells_part_the_picture),         cmocka_unit_test(lists_are_taken_one_by_one),
        cmocka_unit_test(text_keeps_to_its_width),        cmocka_unit_test(text_says_what_is_seen),
        cmocka_unit_test(html_holds_every_picture),       cmocka_unit_test(reports_say_it_in_words),
        cmocka_unit_test(screens_show_pixels_or_letters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
