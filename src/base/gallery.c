#include "base/gallery.h"

#include <stdio.h>
#include <string.h>

enum { SIDE = 12, SIDE_MOST = 16, INDENT = 2 }; /* columns of a picture, and what is left of the first */

/* --- what a grade is called --- */

const char *gallery_sign(int grade, bool unicode) {
    static const char *const wide[] = {"✗", "~", "≈", "✓"}, *const plain[] = {"x", "~", "=", "+"};
    if (grade < 0)
        return "";
    return (unicode ? wide : plain)[grade < 3 ? grade : 3];
}

const char *gallery_word(int grade) {
    static const char *const words[] = {"miss", "same look", "near-duplicate", "correct"};
    return grade < 0 ? "" : words[grade < 3 ? grade : 3];
}

const char *gallery_short(int grade) {
    static const char *const words[] = {"miss", "look", "near-dup", "correct"};
    return grade < 0 ? "" : words[grade < 3 ? grade : 3];
}

bool gallery_next(const struct measures *m, struct gallery_list *list) {
    list->begin = list->end;
    while (list->end < m->n_pictures && m->pictures[list->end].row == m->pictures[list->begin].row)
        list->end++;
    return list->begin < list->end;
}

/* --- colours --- */

void gallery_pixel(const uint8_t *rgb, int w, int h, int x, int y, uint8_t mean[3]) {
    int left = x * PICTURE_SIDE / w, right = (x + 1) * PICTURE_SIDE / w;
    int top = y * PICTURE_SIDE / h, low = (y + 1) * PICTURE_SIDE / h;
    right += right == left;
    low += low == top;
    for (int c = 0; c < 3; c++) {
        int sum = 0, n = (right - left) * (low - top);
        for (int py = top; py < low; py++)
            for (int px = left; px < right; px++)
                sum += rgb[(py * PICTURE_SIDE + px) * 3 + c];
        mean[c] = (uint8_t)((sum + n / 2) / n);
    }
}

static int distance(const uint8_t a[3], int r, int g, int b) {
    int dr = a[0] - r, dg = a[1] - g, db = a[2] - b;
    return dr * dr + dg * dg + db * db;
}

/* The cube of six steps a colour, and 24 greys. */
int gallery_256(const uint8_t rgb[3]) {
    static const int step[6] = {0, 95, 135, 175, 215, 255};
    int at[3];
    for (int c = 0; c < 3; c++) {
        at[c] = 0;
        for (int s = 1; s < 6; s++)
            if (2 * rgb[c] > step[s - 1] + step[s])
                at[c] = s;
    }
    int sum = rgb[0] + rgb[1] + rgb[2], grey = sum < 9 ? 0 : (sum - 9) / 30;
    grey = grey < 0 ? 0 : grey > 23 ? 23 : grey;
    int level = 8 + 10 * grey;
    bool greyer = distance(rgb, level, level, level) < distance(rgb, step[at[0]], step[at[1]], step[at[2]]);
    return greyer ? 232 + grey : 16 + 36 * at[0] + 6 * at[1] + at[2];
}

char gallery_letter(const uint8_t rgb[3]) {
    static const char names[] = "RROOOYYYYGGGGGGGCCCCBBBBBBBVVMMMMRRR"; /* by 36ths of a turn from red */
    int r = rgb[0], g = rgb[1], b = rgb[2];
    int most = r > g ? (r > b ? r : b) : (g > b ? g : b), least = r < g ? (r < b ? r : b) : (g < b ? g : b);
    int range = most - least;
    if (most < 48)
        return '#';
    if (4 * range < most) /* hardly a hue */
        return most > 200 ? ' ' : most > 120 ? '.' : ':';
    int hue = most == r ? 6 * (g - b) / range : most == g ? 12 + 6 * (b - r) / range : 24 + 6 * (r - g) / range;
    char name = names[(hue + 36) % 36];
    return most < 128 ? (char)(name + 'a' - 'A') : name;
}

/* --- as lines --- */

struct gallery_layout gallery_layout(int width, int pictures) {
    struct gallery_layout lay = {SIDE, 0};
    if (pictures * (SIDE + 1) <= width + 1) { /* all fit: larger ones, if they still do */
        lay.side = ((width + 1) / pictures - 1) / 2 * 2;
        lay.side = lay.side > SIDE_MOST ? SIDE_MOST : lay.side;
    }
    lay.most = (width + 1) / (lay.side + 1);
    lay.most = lay.most < pictures ? lay.most : pictures;
    return lay;
}

struct layout {
    const struct gallery_style *style;
    int side, most;
};

static void spaces(struct text *out, int n) {
    for (; n > 0; n--)
        text_add(out, " ");
}

static void colour(struct text *out, const struct layout *lay, int which, const uint8_t rgb[3]) {
    if (lay->style->colours == GALLERY_TRUE)
        text_format(out, "\033[%d;2;%d;%d;%dm", which, rgb[0], rgb[1], rgb[2]);
    else
        text_format(out, "\033[%d;5;%dm", which, gallery_256(rgb));
}

/* Line y of a picture. */
static void picture_line(struct text *out, const struct layout *lay, const uint8_t *rgb, int y) {
    for (int x = 0; x < lay->side; x++) {
        uint8_t upper[3], lower[3], whole[3];
        gallery_pixel(rgb, lay->side, lay->side, x, 2 * y, upper);
        gallery_pixel(rgb, lay->side, lay->side, x, 2 * y + 1, lower);
        gallery_pixel(rgb, lay->side, lay->side / 2, x, y, whole);
        if (lay->style->colours == GALLERY_LETTERS) {
            text_format(out, "%c", gallery_letter(whole));
        } else if (lay->style->unicode) {
            colour(out, lay, 38, upper);
            colour(out, lay, 48, lower);
            text_add(out, "▀");
        } else {
            colour(out, lay, 48, whole);
            text_add(out, " ");
        }
    }
    if (lay->style->colours != GALLERY_LETTERS)
        text_add(out, "\033[0m");
}

/* Under a picture, in its width: "1 + correct". */
static void label(struct text *out, const struct layout *lay, const struct measured_picture *p) {
    char text[64];
    const char *sign = gallery_sign(p->grade, lay->style->unicode);
    if (p->place == 0)
        snprintf(text, sizeof text, "asked");
    else
        snprintf(text, sizeof text, "%d %s %s", p->place, sign, gallery_short(p->grade));
    int columns = (int)strlen(text) - (p->place ? (int)strlen(sign) - 1 : 0), bytes = (int)strlen(text);
    bytes -= columns > lay->side ? columns - lay->side : 0; /* what goes is at the end, and ASCII */
    text_bytes(out, text, (size_t)bytes);
    spaces(out, lay->side - (columns < lay->side ? columns : lay->side));
}

static void trim_line(struct text *out) {
    while (out->length && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
    text_add(out, "\n");
}

static void heading(struct text *out, const struct measures *m, const struct gallery_list *list,
                    const struct gallery_style *style) {
    const struct measured_picture *asked = &m->pictures[list->begin];
    text_format(out, "%*s%s  ", INDENT, "", *asked->caption ? asked->caption : "asked");
    for (int i = list->begin; i < list->end; i++)
        text_add(out, gallery_sign(m->pictures[i].grade, style->unicode));
    text_add(out, "\n");
}

static void draw_list(struct text *out, const struct measures *m, const struct gallery_list *list,
                      const struct gallery_style *style) {
    struct gallery_layout room = gallery_layout(style->width - INDENT, list->end - list->begin);
    struct layout lay = {style, room.side, room.most};
    const struct measured_picture *first = &m->pictures[list->begin];
    heading(out, m, list, style);
    for (int y = 0; y < lay.side / 2; y++) {
        for (int i = 0; i < lay.most; i++) {
            spaces(out, i ? 1 : INDENT);
            picture_line(out, &lay, first[i].rgb, y);
        }
        trim_line(out);
    }
    for (int i = 0; i < lay.most; i++) {
        spaces(out, i ? 1 : INDENT);
        label(out, &lay, &first[i]);
    }
    trim_line(out);
}

void gallery_text(const struct measures *m, const struct gallery_style *style, int most, struct text *out) {
    struct gallery_list list = {0};
    for (int n = 0; n < most && gallery_next(m, &list); n++) {
        text_add(out, n ? "\n" : "");
        draw_list(out, m, &list, style);
    }
}
