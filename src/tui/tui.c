#include "tui/tui.h"
#include "tui/loop.h"

bool tui_main(struct workspace *ws, const struct tui_options *options, struct err *err) {
    return options->keys ? loop_keys(ws, options, err) : loop_terminal(ws, options, err);
}
