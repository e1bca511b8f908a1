/* loop.h - the two ways to drive the screens: a terminal, or a file of keys. Both send the same messages to the host.
 */
#ifndef TUI_LOOP_H
#define TUI_LOOP_H
#include "job/workspace.h"
#include "tui/tui.h"

bool loop_terminal(struct workspace *ws, const struct tui_options *options, struct err *err) MUST_USE;

/* Keys from options->keys, without a terminal and with a clock that stands still. A line is keys ("jj<Enter>",
 * "<C-x><C-e>", text as it is), or a comment (#), or one of
 *   :snap NAME      writes NAME.screen: the screen, then the model
 *   :styles NAME    writes NAME.styles: what is not plain text, row by row
 *   :wait job       until nothing is at work; partial results count
 *   :wait N         N milliseconds go by on the clock
 *   :resize 40x10   the window changes
 *   :paste TEXT     TEXT is pasted; \n in it is a newline
 *   :editor TEXT    what the next $EDITOR leaves */
bool loop_keys(struct workspace *ws, const struct tui_options *options, struct err *err) MUST_USE;
#endif
