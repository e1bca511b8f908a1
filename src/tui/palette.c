#include "tui/palette.h"

#include <stdbool.h>
#include <stddef.h>
#include <string.h>

enum { RED = 1, GREEN, YELLOW, BLUE, MAGENTA, CYAN }; /* of ANSI X3.64 */

/* Nothing is known of the background: at least 3 to 1 on white and on black (WCAG 2.1, 1.4.3, for what is large). */
static const struct colour middling[STYLES] = {
    [STYLE_TEXT] = {-1, -1, -1},
    [STYLE_QUIET] = {0x7d7d7d, 244, -1},
    [STYLE_TITLE] = {-1, -1, -1},
    [STYLE_FOCUS] = {0x2380d0, 32, CYAN},
    [STYLE_GOOD] = {0x2c8a3c, 28, GREEN},
    [STYLE_BAD] = {0xd04540, 167, RED},
    [STYLE_WARNING] = {0xa9730a, 136, YELLOW},
    [STYLE_PERSON] = {0x8560c5, 98, MAGENTA},
};

/* On a background that says it is light: at least 4.5 to 1 on white. Yellow and cyan of 16 colours cannot be read
 * there.
 */
static const struct colour dark[STYLES] = {
    [STYLE_TEXT] = {-1, -1, -1},           [STYLE_QUIET] = {0x666666, 242, -1},      [STYLE_TITLE] = {-1, -1, -1},
    [STYLE_FOCUS] = {0x005faf, 25, BLUE},  [STYLE_GOOD] = {0x1f6b2d, 22, GREEN},     [STYLE_BAD] = {0xaf0000, 124, RED},
    [STYLE_WARNING] = {0x875f00, 94, RED}, [STYLE_PERSON] = {0x5f2fa0, 55, MAGENTA},
};

const struct colour *palette_for(const char *colorfgbg) {
    const char *last = colorfgbg ? strrchr(colorfgbg, ';') : NULL;
    bool light = last && (strcmp(last, ";7") == 0 || strcmp(last, ";15") == 0);
    return light ? dark : middling;
}
