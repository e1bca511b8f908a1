/* picture_found.c - where things are images: what was asked and what was found, as pictures of coloured half blocks, or
 * of letters where the terminal has too few colours. */
#include "base/gallery.h"
#include "tui/picture.h"

static const int tones[] = {STYLE_BAD, STYLE_TEXT, STYLE_FOCUS, STYLE_GOOD}; /* by grade */

static int tone_of(int grade) {
    return grade < 0 ? STYLE_QUIET : tones[grade < 3 ? grade : 3];
}

static void draw_image(const uint8_t *rgb, int side, struct area a, int x, int y) {
    for (int row = 0; row < side / 2; row++)
        for (int column = 0; column < side; column++) {
            uint8_t upper[3], lower[3], whole[3];
            gallery_pixel(rgb, side, side, column, 2 * row, upper);
            gallery_pixel(rgb, side, side, column, 2 * row + 1, lower);
            gallery_pixel(rgb, side, side / 2, column, row, whole);
            draw_pixels(a, x + column, y + row, (uint8_t)gallery_256(upper), (uint8_t)gallery_256(lower),
                        gallery_letter(whole));
        }
}

static void draw_label(const struct measured_picture *p, int side, struct area a, int x, int y) {
    struct text words = {0};
    if (p->place == 0)
        text_add(&words, "asked");
    else
        text_format(&words, "%d %s %s", p->place, gallery_sign(p->grade, true), gallery_short(p->grade));
    draw_cut(a, x, y, side, tone_of(p->grade), text_str(&words));
    text_free(&words);
}

/* What is asked, and the grades of all answers, also of those that there is no room for. */
static void draw_head(const struct measured_picture *first, int n, struct area a, int y) {
    int x = 1 + draw_text(a, 0, y, STYLE_TEXT | STYLE_BOLD, *first->caption ? first->caption : "asked");
    for (int i = 1; i < n; i++)
        x += draw_text(a, x, y, tone_of(first[i].grade), gallery_sign(first[i].grade, true));
}

static int draw_list(const struct measured_picture *first, int n, struct area a, int y) {
    struct gallery_layout lay = gallery_layout(a.w, n);
    draw_head(first, n, a, y++);
    for (int i = 0; i < lay.most; i++) {
        draw_image(first[i].rgb, lay.side, a, i * (lay.side + 1), y);
        draw_label(&first[i], lay.side, a, i * (lay.side + 1), y + lay.side / 2);
    }
    return y + lay.side / 2 + 2;
}

int picture_found(const struct run *run, int most, struct area a, int y) {
    const struct measures *m = &run->outcome.measures;
    struct gallery_list list = {0};
    if (m->n_pictures == 0)
        return y;
    y = picture_heading(a, y, "asked and found", a.w >= 66 ? "✓ correct  ≈ near-duplicate  ~ same look  ✗ miss" : "");
    for (int n = 0; n < most && gallery_next(m, &list); n++)
        y = draw_list(&m->pictures[list.begin], list.end - list.begin, a, y);
    return y;
}
