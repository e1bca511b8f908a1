/* gallery.h - the pictures of a run as characters: a line of small pictures a list, first what was asked, then the
 * answers as far as they fit, under each its place and what it is worth; and all grades of the list as a strip.
 * With colours a cell is two pixels, an upper and a lower one; without, a letter that names the hue: capital when
 * bright, blank where it is white, so that outlines show. A grade is said by a sign and a word, never by colour alone.
 */
#ifndef BASE_GALLERY_H
#define BASE_GALLERY_H
#include "base/measures.h"
#include "base/text.h"

enum gallery_colours { GALLERY_LETTERS, GALLERY_256, GALLERY_TRUE };
struct gallery_style {
    int width; /* columns, 40 or more */
    bool unicode;
    enum gallery_colours colours; /* as escape sequences of a terminal */
};
/* At most `most` lists. Nothing when there are no pictures. */
void gallery_text(const struct measures *m, const struct gallery_style *style, int most, struct text *out);

/* One list: pictures [begin, end) of m; begin = end: none is left. Start with begin = 0, end = 0. */
struct gallery_list {
    int begin, end;
};
bool gallery_next(const struct measures *m, struct gallery_list *list);
/* How pictures of a list stand side by side: columns of each (even; half as many lines), with one blank between; how
 * many there is room for. */
struct gallery_layout {
    int side, most;
};
struct gallery_layout gallery_layout(int width, int pictures);
/* How an answer of this grade is marked: a sign and a word; of what was asked both are "". */
const char *gallery_sign(int grade, bool unicode);
const char *gallery_word(int grade);
const char *gallery_short(int grade); /* at most 8 columns: under a picture */

/* The mean colour of pixels [x, x + 1/w) by [y, y + 1/h) of the picture, taken as w columns and h rows. */
void gallery_pixel(const uint8_t *rgb, int w, int h, int x, int y, uint8_t mean[3]);
/* The nearest of the 240 fixed colours of a terminal that has 256. */
int gallery_256(const uint8_t rgb[3]);
char gallery_letter(const uint8_t rgb[3]);
#endif
