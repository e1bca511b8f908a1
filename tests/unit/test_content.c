#include "base/mem.h"
#include "base/text.h"
#include "scratch.h"
#include "script/scenario.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>
#include <cmocka.h>

static char data[] = "data", scenarios[] = "scenarios";
static const struct script_paths paths = {data, scenarios};

static void small_is_read_whole(void **state) {
    (void)state;
    struct err err = {0};
    struct content *c = content_load(&paths, "tests/data/small.lua", &err);
    if (!c)
        fail_msg("%s", err.message);
    assert_string_equal(c->info.name, "small");
    assert_string_equal(c->info.about, "");
    assert_int_equal(c->info.kind, WORLD_FEED);
    assert_int_equal(c->info.n_settings, 2);
    assert_string_equal(c->info.settings[1].path, "retrieval.dim");   /* one line: by name */
    assert_string_equal(c->info.settings[0].value, "topic+item_ctr"); /* canonical */
    assert_int_equal(c->n_facts, 2);
    assert_true(c->facts[0].value == 100 && isnan(c->facts[1].value));
    assert_string_equal(c->facts[1].unit, "");
    assert_null(c->facts[1].assume[0]);
    assert_string_equal(c->phrases[1].value, "true");
    assert_string_equal(c->phrases[0].unsay[0], "in time");
    assert_string_equal(c->phrases[1].say[0], "log q"); /* of one text */
    assert_string_equal(c->phrases[1].say[1], "what the sampling does");
    assert_null(c->phrases[1].say[2]);
    const struct step_content *step = &c->steps[2];
    assert_int_equal(step->n_decisions, 2);
    assert_string_equal(step->decisions[1].accept[0], "0.1..1");
    assert_string_equal(step->decisions[1].accept[1], "0.05");
    assert_null(step->decisions[1].accept[2]);
    assert_string_equal(step->decisions[1].open, "");
    assert_int_equal(step->n_probes, 4);
    assert_int_equal(step->forecasts[0].kind, FORECAST_DIRECTION);
    assert_int_equal(step->forecasts[1].kind, FORECAST_INTERVAL);
    assert_int_equal(step->rubric[0].needs, NEEDS_REASON);
    assert_int_equal(step->rubric[0].level, LEVEL_SENIOR);
    assert_int_equal(step->rubric[1].needs, NEEDS_NOTHING);
    assert_null(step->rubric[1].wrong[0]);
    assert_string_equal(step->traps[0], "A random split.");
    assert_null(c->steps[0].hints[0]);
    assert_string_equal(c->references[0].settings[0].value, "logistic");
    assert_int_equal(c->drills[0].step, 7);
    content_free(c);
}

/* One wrong thing at a time: `from` becomes `to`, and the error has both parts. */
static void breaks(const char *from, const char *to, const char *line, const char *part) {
    struct err err = {0};
    struct text broken = {0};
    char *text, file[SCRATCH_PATH];
    size_t n;
    assert_true(text_read_file("tests/data/small.lua", 1 << 20, &text, &n, &err));
    const char *at = strstr(text, from);
    if (!at)
        fail_msg("'%s' is not in the file", from);
    text_bytes(&broken, text, (size_t)(at - text));
    text_add(&broken, to);
    text_add(&broken, at + strlen(from));
    scratch_file(file, ".lua");
    assert_true(text_write_file(file, text_str(&broken), broken.length, &err));
    assert_null(content_load(&paths, file, &err));
    if (!strstr(err.message, line) || !strstr(err.message, part) || err_exit_code(err.code) != 2)
        fail_msg("%s -> %s: '%s'", from, to, err.message);
    unlink(file);
    text_free(&broken);
    free(text);
}

static void what_is_named_must_exist(void **state) {
    (void)state;
    breaks("online.ctr", "online.crt", ".lua:37: headline: ", "did you mean 'online.ctr'?");
    breaks("\"feed\"", "\"food\"", ".lua:36: world: ", "none of feed|ads");
    breaks("[\"retrieval.dim\"] = 32", "[\"retrieval.dmi\"] = 32",
           ":38: knobs[\"retrieval.dmi\"]: ", "'retrieval.dim'");
    breaks("[\"retrieval.dim\"] = 32", "[\"retrieval.dim\"] = 1", ":38: ", "out of range");
    breaks("{ knob = \"data.split\", accept", "{ knob = \"data.splitt\", accept",
           "steps[3].decisions[1].knob: ", "'data.split'");
    breaks("accept = { \"temporal\" }", "accept = { \"temporary\" }", "steps[3].decisions[1].accept",
           "is not a choice");
    breaks("\"0.10..1\"", "\"1..0.1\"", "decisions[2]", "from more to less");
    breaks("\"0.10..1\"", "\"0..1\"", "decisions[2]", "out of range");
    breaks("unsaid data.split", "unsaid split", "steps[3].probes[1].when", "unknown knob");
    breaks("ranking.roc_auc <", "ranking.rocauc <", "steps[3].probes[2].when", "ranking.roc_auc");
    breaks("ranking.roc_auc <", "ranking.roc_auc =", "steps[3].probes[2].when", "is not metric NAME");
    breaks("\"always\"", "\"sometimes\"", "steps[3].probes[4].when", "none of always");
    breaks("recall@100[own]", "recall@101", "steps[3].forecasts[1].metric", "recall@100");
    breaks("change = \"data.split=random\"", "change = \"data.split\"", "steps[3].forecasts[1].change", "KNOB=value");
    breaks(", change = \"data.split=random\"", "", "steps[3].forecasts[1]", "KNOB=value");
    breaks("capacity.machines, ", "capacity.machine, ", ".lua:42: facts[1].changes: ", "unknown knob");
    breaks("value = \"temporal\", say", "value = \"timely\", say", ".lua:48: phrases[1].value: ", "is not a choice");
    breaks("say = { \"by time\" }", "say = { \"<cut> by <tmie>\" }",
           ".lua:48: phrases[1].say[1]: ", "unknown concept <");
    breaks("quantities = { { knob = \"retrieval.dim\"", "quantities = { { knob = \"data.split\"",
           ":50: quantities[1].knob", "no number");
    breaks("users * (3", "user * (3", ":47: estimates[1].formula: ", "'user' is no fact");
    breaks("users * (3", "goal * (3", "estimates[1].formula: ", "'goal' is no fact with a value");
    breaks("users * (3", "users * ((3", "estimates[1].formula: ", "too early");
    breaks("users * (3", "users (3", "estimates[1].formula: ", "cannot read");
    breaks("\"logistic\"", "\"logit\"", ":52: references[1].knobs[\"ranking.model\"]: ", "is not a choice");
}

static void shape_is_checked(void **state) {
    (void)state;
    breaks("name = \"small\"", "nmae = \"small\"", ".lua:34: nmae: ", "did you mean 'name'?");
    breaks("  opening = \"Design something small.\",", "", ": ", "a case wants a field 'opening'");
    breaks("ask = { \"how many users\" }", "ask = true", ":41: facts[1].ask: ", "wants a list, or a text");
    breaks("ask = { \"how many users\" }", "ask = \"how many users| |how large\"",
           ":41: facts[1].ask: ", "wording 2 is empty");
    breaks("unknown = { \"I do not know.\" }", "unknown = \"I do not know.\"", "unknown: ", "wants a list, has a text");
    breaks("ask = { \"how many users\" }", "ask = { }", "facts[1].ask: ", "at least one wording");
    breaks("ask = { \"how many users\" }", "ask = { 7 }", "facts[1].ask[1]: ", "wants a text, has a number");
    breaks("ask = { \"how many users\" }", "ask = { \" \" }", "facts[1].ask[1]: ", "empty");
    breaks("value = 100", "value = \"100\"", "facts[1].value: ", "wants a number, has a text");
    breaks("answer = \"Watching.\"", "answer = \"{value}\"", "facts[2].answer: ", "no value");
    breaks("id = \"goal\"", "id = \"users\"", "facts[2].id: ", "there twice");
    breaks("id = \"log\"", "id = \"time\"", "steps[3].rubric[2].id: ", "there twice");
    breaks("level = \"senior\"", "level = \"principal\"", "steps[3].rubric[1].level: ", "none of mid|senior|staff");
    breaks(", \"monitor\" }", " }", "steps: ", "wants a list of 7 steps, has 6");
    breaks("minutes = 3", "minutes = 0", "steps[1].minutes: ", "from 1 to 60");
    breaks("minutes = 3", "minute = 3", "steps[1].minute: ", "did you mean 'minutes'?");
    breaks("step = 7", "step = 8", "drills[1].step: ", "from 1 to 7");
    breaks("step = 7", "step = 6.5", "drills[1].step: ", "whole number");
    breaks("{ { name = \"plain\"", "{ 1, { name = \"plain\"", "references[1]: ", "wants a reference, has a number");
    breaks("unknown = { \"I do not know.\" }", "unknown = {}", "unknown: ", "at least one line");
}

static void cases_in_the_tree_load(void **state) {
    (void)state;
    struct err err = {0};
    char **names;
    int n;
    assert_true(case_list(&paths, &names, &n, &err));
    assert_true(n >= 1);
    for (int i = 0; i < n; i++) {
        struct content *c = content_load(&paths, names[i], &err);
        if (!c)
            fail_msg("%s", err.message);
        assert_string_equal(c->info.name, names[i]); /* the file is named after its case */
        assert_true(c->n_facts >= 25);
        double minutes = 0;
        for (int s = 0; s < STEPS; s++) {
            minutes += c->steps[s].minutes;
            assert_true(c->steps[s].n_rubric > 0 && c->steps[s].hints[0]);
        }
        assert_true(minutes >= 30 && minutes <= 40);
        struct case_info *info = case_load(&paths, names[i], &err);
        assert_string_equal(info->headline, c->info.headline);
        case_info_free(info);
        content_free(c);
        free(names[i]);
    }
    free(names);
    assert_null(case_load(&paths, "video_recomendation", &err));
    assert_int_equal(err.code, ERR_NOT_FOUND);
    assert_non_null(strstr(err.message, "did you mean 'video_recommendation'?"));
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(small_is_read_whole),
        cmocka_unit_test(what_is_named_must_exist),
        cmocka_unit_test(shape_is_checked),
        cmocka_unit_test(cases_in_the_tree_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
