#include "cli/spoken.h"
#include "practice/coverage.h"
#include "report/json.h"

#include <string.h>

static void write_json(const struct coverage *c, struct text *out) {
    json_t *root = json_object(), *items = json_array();
    for (int i = 0; i < c->n; i++) {
        json_t *item = json_object();
        json_object_set_new(item, "id", json_text(c->items[i].item->id));
        json_object_set_new(item, "points", json_number(c->items[i].item->points));
        json_object_set_new(item, "earned", json_number(c->items[i].earned));
        json_object_set_new(item, "evidence", json_text(c->items[i].evidence));
        json_array_append_new(items, item);
    }
    json_object_set_new(root, "score", json_number(c->score));
    json_object_set_new(root, "max", json_number(c->max));
    json_object_set_new(root, "items", items);
    json_write(root, out);
    text_add(out, "\n");
}

static void write_text(const struct coverage *c, struct text *out) {
    text_format(out, "%.3g of %.3g points\n", c->score, c->max);
    for (int i = 0; i < c->n; i++) {
        const struct covered *x = &c->items[i];
        text_format(out, "  %5.2f of %-4.3g %-6s %s\n", x->earned, x->item->points, session_level_name(x->item->level),
                    x->item->about);
        if (x->evidence[0])
            text_format(out, "                %s\"%s\"\n", x->wrong ? "not so: " : "", x->evidence);
    }
}

static int grade_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *level_name = "senior", *format = "text";
    enum level level = LEVEL_SENIOR;
    bool json = false;
    int step;
    struct text answer = {0}, out = {0};
    const struct option_spec specs[] = {{.name = "--level", .value = &level_name},
                                        {.name = "--format", .value = &format}};
    if (!cli_options(&command_grade, &argc, argv, specs, 2, err) || !session_level_of(level_name, &level, err) ||
        !spoken_format("grade", format, &json, err))
        return 2;
    if (argc != 3) {
        err_set(err, ERR_USAGE, "grade: a case and a step; the answer comes on standard input");
        return 2;
    }
    struct content *content = content_load(&cli->ws.paths, argv[1], err);
    if (content && spoken_step(content, argv[2], &step, err) && spoken_input(&answer, err)) {
        struct coverage c = coverage_of(content, step, level, text_str(&answer));
        if (json)
            write_json(&c, &out);
        else
            write_text(&c, &out);
        coverage_free(&c);
        if (!cli_print(text_str(&out), err))
            text_clear(&out);
    }
    text_free(&answer);
    text_free(&out);
    content_free(content);
    return err_exit_code(err->code);
}

const struct command command_grade = {
    "grade", "CASE STEP [--level mid|senior|staff] [--format text|json]",
    "  sevenstep grade video_recommendation 3 < answer.txt\n"
    "  sevenstep grade video_recommendation data --level staff --format json < answer.txt\n\n"
    "Coverage of the answer on standard input by the step's rubric, with the words that earned each item.\n"
    "  --level L      items of that level and below count; default senior\n",
    grade_command};
