/* spoken.h - what the commands about answers share: a case's content, a step of it, the answer on standard input. */
#ifndef CLI_SPOKEN_H
#define CLI_SPOKEN_H
#include "cli/cli.h"
#include "practice/session.h"

/* Number 1..7 or the step's name in the content. */
bool spoken_step(const struct content *content, const char *text, int *step, struct err *err) MUST_USE;
/* All of standard input; at most 1 MiB. */
bool spoken_input(struct text *out, struct err *err) MUST_USE;
/* "text" or "json". */
bool spoken_format(const char *command, const char *name, bool *json, struct err *err) MUST_USE;
/* The scenario's design: the one named, else CASE/production, else the case's own. */
struct design *spoken_scenario(struct cli *cli, const struct content *content, const char *name,
                               struct err *err) MUST_USE;
#endif
