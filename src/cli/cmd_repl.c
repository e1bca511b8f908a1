#include "cli/cli.h"
#include "repl/repl.h"

#include <string.h>

static int repl_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *code = NULL;
    const struct option_spec specs[] = {{.name = "-e", .value = &code}};
    if (!cli_options(&command_repl, &argc, argv, specs, 1, err))
        return 2;
    if (argc > 2) {
        err_set(err, ERR_USAGE, "repl: one scenario at most, '%s' is a second", argv[2]);
        return 2;
    }
    return repl_main(&cli->ws, argc > 1 ? argv[1] : NULL, code, err);
}

const struct command command_repl = {
    "repl", "[SCENARIO] [-e CODE]",
    "  sevenstep repl\n"
    "  sevenstep repl -e 'r = run(design(\"video_recommendation\"){ retrieval = { dim = 16 } }) print(r)'\n"
    "  sevenstep repl < explore.lua\n\n"
    "Lua with the vocabulary of designs; `help()` inside says what there is. A terminal gets line editing; otherwise\n"
    "standard input is run as a script.\n",
    repl_command};
