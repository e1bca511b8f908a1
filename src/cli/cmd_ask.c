#include "cli/spoken.h"
#include "practice/interviewer.h"

static int ask_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *scenario = NULL;
    struct content *content = NULL;
    struct design *design = NULL;
    struct text question = {0};
    struct reply reply = {0};
    const struct option_spec specs[] = {{.name = "--scenario", .value = &scenario}};
    if (!cli_options(&command_ask, &argc, argv, specs, 1, err))
        return 2;
    if (argc < 3) {
        err_set(err, ERR_USAGE,
                "ask: a case and a question, as in: sevenstep ask video_recommendation \"how many users?\"");
        return 2;
    }
    content = content_load(&cli->ws.paths, argv[1], err);
    design = content ? spoken_scenario(cli, content, scenario, err) : NULL;
    if (!design)
        goto out;
    for (int i = 2; i < argc; i++)
        text_format(&question, "%s%s", i > 2 ? " " : "", argv[i]);
    interviewer_ask(content, design, 1, text_str(&question), &reply);
    text_add(&reply.text, "\n");
    if (!cli_print(text_str(&reply.text), err))
        goto out;
out:
    reply_free(&reply);
    text_free(&question);
    design_free(design);
    content_free(content);
    return err_exit_code(err->code);
}

const struct command command_ask = {
    "ask", "CASE QUESTION [--scenario S]",
    "  sevenstep ask video_recommendation \"how many daily users do we have?\"\n\n"
    "The interviewer's answer, as in step 1 of a session. What was not understood is said to be unknown.\n"
    "  --scenario S   whose scale the figures are; default CASE/production\n",
    ask_command};
