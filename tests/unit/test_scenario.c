#include "base/mem.h"
#include "base/rng.h"
#include "scratch.h"
#include "script/scenario.h"
#include "script/source.h"

#include <dirent.h>
#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>
#include <cmocka.h>

static char data[] = "data", scenarios[] = "scenarios";
static const struct script_paths paths = {data, scenarios};

/* A scenario of this text. The file is gone afterwards. */
static struct scenario *load_text(const char *text, size_t length, struct err *err) {
    char path[SCRATCH_PATH];
    scratch_file(path, ".lua");
    assert_true(text_write_file(path, text, length, err));
    struct scenario *s = scenario_load(&paths, path, err);
    unlink(path);
    return s;
}

static struct scenario *loaded(const char *text) {
    struct err err = {0};
    struct scenario *s = load_text(text, strlen(text), &err);
    if (!s)
        fail_msg("%s: %s", text, err.message);
    return s;
}

static void refused(const char *text, size_t length, enum err_code code, const char *part) {
    struct err err = {0};
    struct scenario *s = load_text(text, length, &err);
    assert_null(s);
    assert_int_equal(err.code, code);
    if (!strstr(err.message, part))
        fail_msg("'%s' is not in '%s'", part, err.message);
}

static void short_ones_are_complete(void **state) {
    (void)state;
    struct scenario *s = loaded("return { case = 'video_recommendation' }");
    assert_string_equal(s->title, "");
    assert_int_equal(s->n_thresholds, 0);
    assert_string_equal(design_text(s->design, K_WORLD_TIMELINE), "");
    enum knob_id ids[KNOBS];
    int n = design_knobs(s->design, ids);
    for (int i = 0; i < n; i++)
        assert_string_equal(design_text(s->design, ids[i]), design_default(s->design, ids[i]));
    scenario_free(s);
}

static void everything_is_read(void **state) {
    (void)state;
    struct scenario *s = loaded(
        "#!/usr/bin/env sevenstep\nlocal big = 3e6\nreturn { case = 'video_recommendation', title = 'T', about = 'A',\n"
        " seed = 7, scale = { items = 2 * big }, world = { users = 500, replay_days = 5 },\n"
        " design = { framing = { value = { like = 2.5 } }, retrieval = { index = 'hnsw', logq_correction = false },\n"
        "  monitoring = { monitors = { 'ctr', 'features' } }, evaluation = { slices = {} } },\n"
        " thresholds = { ['serving.p99_ms'] = '< 100', ['retrieval.recall@100'] = '>= 0.2' },\n"
        " on_day = function(day, world) if day % 2 == 0 then world:drift('taste', { size = day / 10 }) end\n"
        "  if day == 5 then world:fault('feature_null', { name = 'item_ctr' }) world:fault('feature_null', { name = "
        "'item_ctr' }) end end }");
    const struct design *d = s->design;
    assert_string_equal(s->title, "T");
    assert_string_equal(s->about, "A");
    assert_int_equal((int)design_seed(d, K_SEED_EVAL), 7);
    assert_true(design_real(d, K_SCALE_ITEMS) == 6e6);
    assert_int_equal(design_int(d, K_WORLD_USERS), 500);
    assert_true(design_real(d, K_VALUE_LIKE) == 2.5);
    assert_true(design_is(d, K_INDEX, "hnsw"));
    assert_false(design_bool(d, K_LOGQ));
    assert_string_equal(design_text(d, K_MONITORS), "features+ctr");
    assert_string_equal(design_text(d, K_SLICES), "");
    assert_string_equal(design_text(d, K_WORLD_TIMELINE),
                        "2:drift:taste::0.2;4:drift:taste::0.4;5:fault:feature_null:item_ctr:1");
    assert_int_equal(s->n_thresholds, 2);
    assert_string_equal(s->thresholds[0].metric, "retrieval.recall@100");
    assert_string_equal(s->thresholds[0].rule, ">= 0.2");
    assert_true(isnan(s->thresholds[1].value));
    scenario_free(s);
}

static void all_in_the_tree_load(void **state) {
    (void)state;
    struct err err = {0};
    char **names;
    int n, defaults = 0;
    assert_true(scenario_list(&paths, &names, &n, &err));
    assert_true(n >= 5);
    for (int i = 0; i < n; i++) {
        assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
        struct scenario *s = scenario_load(&paths, names[i], &err);
        if (!s)
            fail_msg("%s", err.message);
        assert_string_equal(s->name, names[i]);
        assert_true(*s->title && *s->about);
        assert_true(strncmp(names[i], s->info->name, strlen(s->info->name)) == 0); /* in the folder of its case */
        defaults += strcmp(names[i] + strlen(s->info->name), "/default") == 0;
        scenario_free(s);
    }
    for (int i = 0; i < n; i++)
        free(names[i]);
    free(names);
    char **cases;
    assert_true(case_list(&paths, &cases, &n, &err));
    assert_int_equal(defaults, n); /* every case has one */
    for (int i = 0; i < n; i++)
        free(cases[i]);
    free(cases);
}

/* Each tests/script/bad_NAME.lua fails with the code and line of bad_NAME.lua.message, within seconds. */
static void bad_ones_say_why(void **state) {
    (void)state;
    DIR *dir = opendir("tests/script");
    assert_non_null(dir);
    int n = 0;
    for (struct dirent *entry; (entry = readdir(dir));) {
        char path[400], expected[420], got[1100], *want;
        size_t length = strlen(entry->d_name);
        if (strncmp(entry->d_name, "bad_", 4) != 0 || strcmp(entry->d_name + length - 4, ".lua") != 0)
            continue;
        snprintf(path, sizeof path, "tests/script/%s", entry->d_name);
        snprintf(expected, sizeof expected, "%s.message", path);
        struct err err = {0}, none = {0};
        clock_t start = clock();
        assert_null(scenario_load(&paths, path, &err));
        assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 15.0);
        snprintf(got, sizeof got, "%d %s\n", err_exit_code(err.code), err.message);
        assert_true(text_read_file(expected, 2000, &want, &length, &none));
        assert_string_equal(got, want);
        free(want);
        n++;
    }
    closedir(dir);
    assert_true(n >= 40);
    assert_int_not_equal(access("/tmp/sevenstep_was_here", F_OK), 0);
}

static void large_files_are_refused(void **state) {
    (void)state;
    size_t n = (1 << 20) + 10;
    char *text = mem_must(n, 1);
    memset(text, '-', n);
    refused(text, n, ERR_LIMIT, "larger than 1048576 bytes");
    memset(text, 'x', n);
    refused(text, 1 << 20, ERR_USAGE, ".lua:1: ");
    memset(text, '{', n); /* as deep as it gets */
    refused(text, 1 << 20, ERR_USAGE, ".lua:1: ");
    memset(text, '\n', n);
    memcpy(text + 1000000, "return 1", 8);
    refused(text, 1 << 20, ERR_USAGE, ".lua:1000001: the file returns a number");
    free(text);
    refused("return {case='\0'}", 17, ERR_USAGE, "control character (code 0)");
    refused("return {[true]=1}", 17, ERR_USAGE, "keys are names");
    refused("return {[1.5]=1}", 16, ERR_USAGE, "keys are names");
    refused("return {case='video_recommendation',5}", 38, ERR_USAGE, "named fields alone");
}

/* One text in very many places is many copies. */
static void shared_values_are_counted(void **state) {
    (void)state;
    const char *texts = "local s, t = ('x'):rep(4000000), {} for i = 1, 1000 do t[i] = s end return t";
    refused(texts, strlen(texts), ERR_LIMIT, "texts take more than 8 MiB");
    const char *tables = "local t = {} for i = 1, 100 do t[i] = 1 end for d = 1, 5 do local u = {} for i = 1, 100 do "
                         "u[i] = t end t = u end "
                         "return t";
    refused(tables, strlen(tables), ERR_LIMIT, "more than 200000 values");
}

static void names_that_are_not_there(void **state) {
    (void)state;
    static const struct {
        const char *name, *part;
    } wrong[] = {{"video_recommendation/defualt", "did you mean 'video_recommendation/default'?"},
                 {"video_recommendation", "did you mean 'video_recommendation/"},
                 {"default", "/default'?"},
                 {"", "no scenario ''"},
                 {"../scenarios/video_recommendation/default", "no scenario"},
                 {"/nowhere/x.lua", "cannot read '/nowhere/x.lua'"},
                 {"scenarios/video_recommendation", "no scenario"}};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
        struct err err = {0};
        assert_null(scenario_load(&paths, wrong[i].name, &err));
        assert_int_equal(err.code, ERR_NOT_FOUND);
        if (!strstr(err.message, wrong[i].part))
            fail_msg("%s", err.message);
    }
    static char nowhere[] = "/nowhere";
    const struct script_paths gone = {nowhere, nowhere};
    struct err err = {0};
    assert_null(scenario_load(&gone, "a/b", &err));
    assert_non_null(strstr(err.message, "SEVENSTEP_DATA"));
    err_clear(&err);
    char **names;
    int n;
    assert_true(scenario_list(&gone, &names, &n, &err)); /* no folder: no names */
    assert_int_equal(n, 0);
    free(names);
}

static void set_something(struct design *d, enum knob_id id, struct rng *r) {
    const struct knob *knob = knob_at(id);
    struct err err = {0};
    struct text value = {0};
    int n = knob_choices(knob, design_kind(d));
    char number[40];
    switch (knob->type) {
    case KNOB_BOOL:
        text_add(&value, rng_below(r, 2) ? "true" : "false");
        break;
    case KNOB_INT:
        text_format(&value, "%.0f", floor(knob->low + rng_uniform(r) * (knob->high - knob->low)));
        break;
    case KNOB_REAL:
        text_add(&value, text_double(number, sizeof number, knob->low + rng_uniform(r) * (knob->high - knob->low)));
        break;
    case KNOB_CHOICE:
        text_add(&value, knob_choice(knob, design_kind(d), (int)rng_below(r, (uint32_t)n)));
        break;
    case KNOB_LIST:
        text_add(&value, "");
        for (int i = 0; i < n; i++)
            if (rng_below(r, 2))
                text_format(&value, "+%s", knob_choice(knob, design_kind(d), i));
        break;
    case KNOB_TEXT:
        text_add(&value, id == K_WORLD_TIMELINE
                             ? "2:fault:feature_null:item_ctr:0.5;2:fault:traffic::4;7:drift:taste::0.25"
                             : "/a \"file\" \\ of\tmine"); /* a relative one counts from the scenario */
    }
    if (!design_set(d, knob->path, text_str(&value), &err))
        fail_msg("%s", err.message);
    text_free(&value);
}

/* What is written reads back into the same design, whatever the knobs. */
static void written_designs_read_back(void **state) {
    (void)state;
    struct err err = {0};
    struct case_info *info = case_load(&paths, "video_recommendation", &err);
    assert_non_null(info);
    uint64_t key = rng_draw(3, "test.write");
    for (uint32_t round = 0; round < 30; round++) {
        struct rng r = rng_of(key, round, 0);
        struct design *d = round % 3 == 2 ? design_naive(info, &err) : design_new(info, &err);
        enum knob_id ids[KNOBS];
        int n = design_knobs(d, ids);
        for (int i = 0; round > 0 && i < n; i++)
            if (round == 1 || rng_below(&r, 4) == 0)
                set_something(d, ids[i], &r);
        if (round == 4) /* no order that on_day gives: kept as text */
            assert_true(design_set(d, "world.timeline", "7:drift:taste::0.25;2:fault:traffic::", &err));
        char *text = scenario_write(d, "A \"title\"\nof two lines", "");
        struct scenario *s = loaded(text);
        assert_string_equal(s->title, "A \"title\"\nof two lines");
        for (int i = 0; i < n; i++)
            if (!design_equal(d, s->design, ids[i]))
                fail_msg("%s: %s became %s in\n%s", knob_at(ids[i])->path, design_text(d, ids[i]),
                         design_text(s->design, ids[i]), text);
        scenario_free(s);
        free(text);
        design_free(d);
    }
    case_info_free(info);
}

static void lines_of_values(void **state) {
    (void)state;
    const char *text = "-- a = {\n"
                       "local other = { x = 1,\n"
                       "  deep = { y = 2 } }\n"
                       "local function f() return { a = 1, b = 2 } end\n"
                       "return {\n"
                       "  a = 1, --[[ b = { ]] b = { c = \"}\", [\"d e\"] = {\n"
                       "    1,\n"
                       "    { z = function() local t = { q = 1 } return t, 2 end,\n"
                       "      w = f(1, { 2 }) } } },\n"
                       "  long = [[\n"
                       "}\n"
                       "]], list = { \"x\";\n"
                       "    \"y\" },\n"
                       "  other = other,\n"
                       "}\n";
    static const struct {
        const char *path;
        int line;
        bool exact;
    } places[] = {{"a", 6, true},
                  {"b", 6, true},
                  {"b.c", 6, true},
                  {"b[\"d e\"][1]", 7, true},
                  {"b[\"d e\"][2]", 8, true},
                  {"b[\"d e\"][2].z", 8, true},
                  {"b[\"d e\"][2].w", 9, true},
                  {"b[\"d e\"][2].z.q", 8, false},
                  {"long", 10, true},
                  {"list[1]", 12, true},
                  {"list[2]", 13, true},
                  {"other", 14, true},
                  {"other.deep.y", 3, true},
                  {"other.x", 2, true},
                  {"other.none", 14, false},
                  {"nothing", 5, false}};
    struct source *s = source_new(text, strlen(text));
    for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
        bool exact;
        int line = source_line(s, places[i].path, &exact);
        if (line != places[i].line || exact != places[i].exact)
            fail_msg("%s: line %d (%d), not %d", places[i].path, line, exact, places[i].line);
    }
    source_free(s);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(short_ones_are_complete),  cmocka_unit_test(everything_is_read),
        cmocka_unit_test(all_in_the_tree_load),     cmocka_unit_test(bad_ones_say_why),
        cmocka_unit_test(large_files_are_refused),  cmocka_unit_test(shared_values_are_counted),
        cmocka_unit_test(names_that_are_not_there), cmocka_unit_test(written_designs_read_back),
        cmocka_unit_test(lines_of_values),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
