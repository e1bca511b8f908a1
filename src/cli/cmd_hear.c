#include "cli/spoken.h"
#include "practice/hear.h"
#include "report/json.h"

static bool write_json(const struct content *content, const struct hearing *h, struct text *out, struct err *err) {
    struct design *d = design_new(&content->info, err);
    if (!d)
        return false;
    json_t *root = json_object(), *heard = json_object(), *unsaid = json_array(), *open = json_array();
    bool ok = true;
    for (int i = 0; i < h->n_heard && ok; i++) {
        ok = design_set(d, h->heard[i].knob->path, h->heard[i].value, err);
        if (ok)
            json_object_set_new(heard, h->heard[i].knob->path, json_knob(d, h->heard[i].knob->id));
    }
    for (int i = 0; i < h->n_unsaid; i++)
        json_array_append_new(unsaid, json_text(h->unsaid[i]->path));
    for (int i = 0; i < h->n_open; i++)
        json_array_append_new(open, json_text(h->open[i].text));
    json_object_set_new(root, "heard", heard);
    json_object_set_new(root, "unsaid", unsaid);
    json_object_set_new(root, "open", open);
    json_write(root, out);
    text_add(out, "\n");
    design_free(d);
    return ok;
}

static void write_text(const struct hearing *h, struct text *out) {
    text_add(out, h->n_heard ? "heard\n" : "heard no decision\n");
    for (int i = 0; i < h->n_heard; i++)
        text_format(out, "  %-30s %-20s \"%s\"\n", h->heard[i].knob->path, h->heard[i].value, h->heard[i].words);
    text_add(out, h->n_unsaid ? "nothing about (built as if nobody had thought of it)\n" : "");
    for (int i = 0; i < h->n_unsaid; i++)
        text_format(out, "  %s\n", h->unsaid[i]->path);
    text_add(out, h->n_open ? "open\n" : "");
    for (int i = 0; i < h->n_open; i++)
        text_format(out, "  %s\n", h->open[i].text);
}

static int hear_command(struct cli *cli, int argc, char **argv, struct err *err) {
    const char *format = "text";
    bool json = false;
    int step;
    struct text answer = {0}, out = {0};
    struct hearing h = {0};
    const struct option_spec specs[] = {{.name = "--format", .value = &format}};
    if (!cli_options(&command_hear, &argc, argv, specs, 1, err) || !spoken_format("hear", format, &json, err))
        return 2;
    if (argc != 3) {
        err_set(err, ERR_USAGE, "hear: a case and a step; what is said comes on standard input");
        return 2;
    }
    struct content *content = content_load(&cli->ws.paths, argv[1], err);
    if (content && spoken_step(content, argv[2], &step, err) && spoken_input(&answer, err) &&
        hear(content, step, text_str(&answer), &h, err)) {
        bool ok = true;
        if (json)
            ok = write_json(content, &h, &out, err);
        else
            write_text(&h, &out);
        if (ok && !cli_print(text_str(&out), err))
            text_clear(&out);
    }
    hearing_free(&h);
    text_free(&answer);
    text_free(&out);
    content_free(content);
    return err_exit_code(err->code);
}

const struct command command_hear = {
    "hear", "CASE STEP [--format text|json]",
    "  echo \"two-tower, no log Q, split by time\" | sevenstep hear video_recommendation 4\n\n"
    "The read-back of what is said on standard input: the knobs it sets, what it leaves unsaid, what stays open.\n",
    hear_command};
