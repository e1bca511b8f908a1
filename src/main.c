/* main.c - sevenstep. The command line is in cli/, the screen in tui/; neither knows the other, and they meet here. */
#include "cli/cli.h"
#include "practice/driver.h"
#include "tui/tui.h"

static bool screen(struct workspace *ws, const struct screen_request *request, struct err *err) {
    const struct driver_options *session = request->session;
    struct tui_options options = {
        .practice = request->practice,
        .case_name = session->case_name,
        .scenario = session->scenario && *session->scenario ? session->scenario : NULL,
        .mode = session->mode,
        .focus = session->focus,
        .level = session->level,
        .step = session->only_step,
        .seed = session->seed,
        .untimed = session->untimed,
        .fresh = request->fresh,
        .keys = request->keys,
        .width = request->width,
        .height = request->height,
        .colour = request->colour ? TUI_COLOUR_AUTO : TUI_COLOUR_NONE,
        .ascii = request->ascii,
        .tour = request->tour,
        .editor = request->editor,
    };
    return tui_main(ws, &options, err);
}

int main(int argc, char **argv) {
    return cli_main(argc, argv, screen);
}
