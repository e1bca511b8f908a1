/* palette.h - the colours of the styles, for the background that a terminal says it has. */
#ifndef TUI_PALETTE_H
#define TUI_PALETTE_H
#include "tui/style.h"

struct colour { /* in 24 bits, 256 and 16 colours; -1: the terminal's own */
    int rgb;
    short of256, of16;
};
/* colorfgbg: what COLORFGBG holds, "fg;bg" or "fg;default;bg", as rxvt, Konsole and others set it: 7 and 15 are light.
 * NULL, and all else: colours that can be read on both. STYLES of them. */
const struct colour *palette_for(const char *colorfgbg);
#endif
