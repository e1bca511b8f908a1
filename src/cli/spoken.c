#include "cli/spoken.h"

#include <stdio.h>
#include <string.h>

enum { INPUT_MAX = 1 << 20 };

static const char *step_name(const void *arg, int i) {
    return ((const struct content *)arg)->steps[i].id;
}

bool spoken_step(const struct content *content, const char *text, int *step, struct err *err) {
    for (int i = 0; i < STEPS; i++)
        if (strcmp(content->steps[i].id, text) == 0) {
            *step = i + 1;
            return true;
        }
    long long n;
    if (text_to_int(text, &n) && n >= 1 && n <= STEPS) {
        *step = (int)n;
        return true;
    }
    struct text all = {0};
    text_list(&all, step_name, content, STEPS);
    err_set(err, ERR_USAGE, "'%s' is no step: 1 to 7, or %s", text, text_str(&all));
    text_free(&all);
    return false;
}

bool spoken_input(struct text *out, struct err *err) {
    char block[4096];
    size_t n;
    while ((n = fread(block, 1, sizeof block, stdin)) > 0) {
        text_bytes(out, block, n);
        if (out->length > INPUT_MAX)
            return err_set(err, ERR_LIMIT, "an answer of more than %d bytes is not read", INPUT_MAX);
    }
    if (ferror(stdin))
        return err_errno(err, "cannot read", "standard input");
    if (out->length && memchr(out->bytes, '\0', out->length))
        return err_set(err, ERR_USAGE, "standard input is no text: it holds NUL bytes");
    return true;
}

bool spoken_format(const char *command, const char *name, bool *json, struct err *err) {
    *json = strcmp(name, "json") == 0;
    return *json || strcmp(name, "text") == 0 ||
           err_set(err, ERR_USAGE, "%s: --format is text or json, not '%s'", command, name);
}

struct design *spoken_scenario(struct cli *cli, const struct content *content, const char *name, struct err *err) {
    char production[160];
    struct err missing = {0};
    snprintf(production, sizeof production, "%.120s/production", content->info.name);
    struct scenario *s = scenario_load(&cli->ws.paths, name ? name : production, name ? err : &missing);
    if (!s && name)
        return NULL;
    if (!s && missing.code != ERR_NOT_FOUND) {
        err_set(err, missing.code, "%s", missing.message);
        return NULL;
    }
    if (!s)
        return design_new(&content->info, err);
    struct design *d = NULL;
    if (strcmp(s->info->name, content->info.name) == 0)
        d = design_copy(s->design);
    else
        err_set(err, ERR_USAGE, "the scenario '%s' is one of '%s', not of '%s'", s->name, s->info->name,
                content->info.name);
    scenario_free(s);
    return d;
}
