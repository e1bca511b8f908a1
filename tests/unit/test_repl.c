#include "made_run.h"
#include "repl/repl.h"
#include "scratch.h"

#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <unistd.h>
#include <cmocka.h>

struct fixture {
    char folder[SCRATCH_PATH];
    struct workspace ws;
    struct repl *repl;
    atomic_bool stop;
    struct progress progress;
    struct text out;
    struct err err;
};

static int setup(void **state) {
    struct fixture *f = mem_must(1, sizeof *f);
    struct text path = {0};
    scratch_folder(f->folder);
    text_format(&path, "%s/runs.db", f->folder);
    f->ws = (struct workspace){.paths = {mem_string("data"), mem_string("scenarios")},
                               .db = text_take(&path),
                               .cache = mem_string(f->folder),
                               .clock = &clock_system};
    f->repl = repl_new(&f->ws, &f->stop, &f->progress, &f->err);
    *state = f;
    return f->repl ? 0 : -1;
}

static int teardown(void **state) {
    struct fixture *f = *state;
    repl_free(f->repl);
    workspace_close(&f->ws);
    text_free(&f->out);
    scratch_remove(f->folder);
    free(f);
    return 0;
}

static const char *prints(struct fixture *f, const char *text) {
    text_clear(&f->out);
    err_clear(&f->err);
    if (!repl_evaluate(f->repl, text, 100, &f->out, &f->err))
        fail_msg("%s: %s", text, f->err.message);
    return text_str(&f->out);
}

static const char *fails(struct fixture *f, const char *text, enum err_code code) {
    text_clear(&f->out);
    err_clear(&f->err);
    if (repl_evaluate(f->repl, text, 100, &f->out, &f->err))
        fail_msg("%s was taken; it printed: %s", text, text_str(&f->out));
    if (f->err.code != code)
        print_message("%s: %s\n", text, f->err.message);
    assert_int_equal(f->err.code, code);
    assert_null(strchr(f->err.message, '\n'));
    return f->err.message;
}

static bool has(const char *text, const char *part) {
    if (strstr(text, part))
        return true;
    print_message("'%s' is missing in: %s\n", part, text);
    return false;
}

/* Two runs in the database, ids 1 and 2; the second is 5 % off. */
static void store_two(struct fixture *f) {
    struct run *runs[2] = {made_run(0, "base", 0), made_run(0, "logq", 0.05)};
    made_set(runs[0], "retrieval.logq_correction", "false");
    struct store *store = workspace_store(&f->ws, &f->err);
    assert_non_null(store);
    for (int i = 0; i < 2; i++) {
        assert_true(store_run_add(store, runs[i], &f->err));
        run_free(runs[i]);
    }
}

static void expressions_print(void **state) {
    struct fixture *f = *state;
    assert_string_equal(prints(f, "1 + 1"), "2\n");
    assert_string_equal(prints(f, "0.1 + 0.2"), "0.30000000000000004\n");
    assert_string_equal(prints(f, "print(0.1, 3.0, 7, 'x', nil, true)"), "0.10000000000000001\t3.0\t7\tx\tnil\ttrue\n");
    assert_string_equal(prints(f, "x = 5"), "");
    assert_string_equal(prints(f, "x, x * 2"), "5\n10\n");
    assert_string_equal(prints(f, "_"), "5\n");
    assert_string_equal(prints(f, "_1 + _2"), "2.2999999999999998\n");
    assert_string_equal(prints(f, "{ 1, 2, b = { c = 'd' }, a = true }"), "{ 1, 2, a = true, b = { c = \"d\" } }\n");
    assert_string_equal(prints(f, "{}"), "{}\n");
    assert_true(has(prints(f, "t = {} for i = 1, 100 do t[i] = i * 1000 end return t"), "... 40 more\n"));
    assert_string_equal(prints(f, "  \n "), "");
    assert_true(has(prints(f, "a = {} a.a = a return a"), "{ ... }"));
}

static void designs_read_and_write(void **state) {
    struct fixture *f = *state;
    prints(f, "d = design('video_recommendation'){ retrieval = { dim = 16 }, ['data.split'] = 'random' }");
    assert_string_equal(prints(f, "d.retrieval.dim"), "16\n");
    assert_string_equal(prints(f, "d['retrieval.dim']"), "16\n");
    assert_string_equal(prints(f, "d.data.split, d.retrieval.logq_correction"), "random\ntrue\n");
    assert_true(has(prints(f, "d"), "retrieval.dim  16      64"));
    prints(f, "d.retrieval.dim = 24 d['retrieval.nlist'] = 32 d.retrieval = { nprobe = 2, index = 'ivf_sq8' }");
    assert_string_equal(prints(f, "d.retrieval.dim, d.retrieval.nlist, d.retrieval.nprobe, d.retrieval.index"),
                        "24\n32\n2\nivf_sq8\n");
    prints(f, "e = with(d){ retrieval = { dim = 8 }, seed = 9 }");
    assert_string_equal(prints(f, "d.retrieval.dim, e.retrieval.dim, e.seed.train, e.retrieval.nprobe"),
                        "24\n8\n9\n2\n");
    assert_string_equal(prints(f, "d == e, d == with(d){}"), "false\ntrue\n");
    prints(f, "d.data.signals = { 'click', 'like' }");
    assert_string_equal(prints(f, "d.data.signals"), "{ \"click\", \"like\" }\n");
    assert_string_equal(prints(f, "d.framing.value.like"), "1.0\n");
    assert_string_equal(prints(f, "n = 0 for k, v in pairs(d) do n = n + 1 end return n > 50"), "true\n");
    assert_string_equal(prints(f, "naive('video_recommendation').data.split"), "random\n");
    prints(f, "g = d.retrieval d = nil"); /* a group keeps its design */
    assert_string_equal(prints(f, "g.dim"), "24\n");
}

static void wrong_knobs_are_named(void **state) {
    struct fixture *f = *state;
    prints(f, "d = design('video_recommendation')");
    const char *message = fails(f, "d.retrieval.dmi = 3", ERR_NOT_FOUND);
    assert_true(has(message, "retrieval.dmi"));
    assert_true(has(message, "did you mean 'retrieval.dim'"));
    assert_true(text_starts(message, "repl:1: "));
    assert_true(has(fails(f, "d{ retrieval = { dim = 'wide' } }", ERR_USAGE), "2..512 values"));
    assert_true(has(fails(f, "d{ retrieval = { index = 'hnws' } }", ERR_USAGE), "did you mean 'hnsw'"));
    fails(f, "d.retrieval = { dim = 8, nlist = -1 }", ERR_USAGE);
    assert_string_equal(prints(f, "d.retrieval.dim"), "64\n"); /* all of an assignment, or nothing */
    assert_true(has(fails(f, "design('video_recomendation')", ERR_NOT_FOUND), "video_recommendation"));
    assert_true(has(fails(f, "d.retrieval.dim = print", ERR_USAGE), "no value of a knob"));
    assert_true(has(fails(f, "d{ 5 }", ERR_USAGE), "settings have names"));
    assert_true(has(fails(f, "run(5)", ERR_USAGE), "bad argument"));
    assert_true(has(fails(f, "run(design(\"video_recommendation\"), \"\", \"lists+onlin\")", ERR_USAGE),
                    "did you mean 'online'?"));
    assert_true(has(fails(f, "desing('x')", ERR_USAGE), "did you mean 'design'"));
    assert_true(has(fails(f, "sweep(d, 'retrieval.dim', { 8, 1e9 })", ERR_USAGE), "retrieval.dim"));
    assert_true(has(fails(f, "x = = 3", ERR_USAGE), "repl:1:"));
    assert_true(has(fails(f, "error({})", ERR_USAGE), "table"));
    assert_true(has(prints(f, "pcall(function() d.nothing = 1 end)"), "false\nrepl:1: unknown knob 'nothing'"));
    assert_true(has(fails(f, "pcall(function() d.nothing = 1 end) error('own')", ERR_USAGE), "own"));
}

static void nothing_leaves_the_sandbox(void **state) {
    struct fixture *f = *state;
    static const char *const escapes[] = {"os.execute('true')", "io.open('/etc/passwd')",
                                          "require('os')",      "load('return 1')",
                                          "dofile('x')",        "debug.getregistry()"};
    for (size_t i = 0; i < sizeof escapes / sizeof *escapes; i++)
        fails(f, escapes[i], ERR_USAGE);
    fails(f, "while true do end", ERR_LIMIT);
    fails(f, "local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(1000) .. i end", ERR_LIMIT);
    prints(f, "d = design('video_recommendation')");
    assert_string_equal(prints(f, "getmetatable(d)"), "locked\n");
    fails(f, "setmetatable(d, {})", ERR_USAGE);
    fails(f, "sql('delete from runs')", ERR_USAGE);
    assert_string_equal(prints(f, "1"), "1\n"); /* and goes on */
}

static void *stopper(void *arg) {
    usleep(200000);
    atomic_store((atomic_bool *)arg, true);
    return NULL;
}

static void it_stops(void **state) {
    struct fixture *f = *state;
    pthread_t thread;
    assert_int_equal(pthread_create(&thread, NULL, stopper, &f->stop), 0);
    fails(f, "while true do pcall(function() while true do end end) end", ERR_CANCELLED);
    pthread_join(thread, NULL);
    fails(f, "for i = 1, 1e6 do end", ERR_CANCELLED); /* until the face takes it back */
    atomic_store(&f->stop, false);
    assert_string_equal(prints(f, "1"), "1\n");
}

static void runs_are_values(void **state) {
    struct fixture *f = *state;
    store_two(f);
    prints(f, "r = runs(1) s = runs('logq')");
    assert_string_equal(prints(f, "r.id, r.name, r.case, s.id, r.seed"), "1\nbase\nvideo_recommendation\n2\n1\n");
    assert_string_equal(prints(f, "print(r.metrics['retrieval.recall@100'].value)"), "0.42999999999999999\n");
    assert_string_equal(prints(f, "r.metrics['list.ndcg@10'].better"), "higher\n");
    assert_string_equal(prints(f, "r.metrics['list.ndcg@10'].low < 0.43 and r.metrics['list.ndcg@10'].oracle > 0.43"),
                        "true\n");
    assert_string_equal(prints(f, "r.metrics['retrieval.recall@100[new_items]']"), "");
    assert_true(
        has(fails(f, "r.metrics['retrieval.recal@100']", ERR_NOT_FOUND), "did you mean 'retrieval.recall@100'"));
    assert_true(has(fails(f, "r.metric", ERR_USAGE), "did you mean 'metrics'"));
    assert_string_equal(prints(f, "r.design.retrieval.logq_correction"), "false\n");
    assert_string_equal(prints(f, "r.funnel[2].stage, r.funnel[2].p50_ms"), "rank\n5.7999999999999998\n");
    assert_string_equal(prints(f, "r.curves['retrieval_model.loss'].y[3]"), "3.2000000000000002\n");
    assert_true(has(prints(f, "r"), "Run #1 base of video_recommendation"));
    assert_true(has(prints(f, "r.metrics"), "online.watch_minutes_per_session"));
    assert_true(has(prints(f, "runs()"), "logq"));
    assert_string_equal(prints(f, "#runs()"), "2\n");
    assert_true(has(prints(f, "capacity(r)"), "extrapolated: linear"));
    assert_true(has(fails(f, "runs(99)", ERR_NOT_FOUND), "99"));
    assert_true(has(prints(f, "plot(r, 'retrieval_model.loss')"), "*"));
    assert_true(has(prints(f, "plot(r)"), "retrieval_model.loss"));
    assert_true(has(fails(f, "plot(r, 'retrieval_model.los')", ERR_USAGE), "did you mean 'retrieval_model.loss'"));
}

static void comparisons_are_values(void **state) {
    struct fixture *f = *state;
    store_two(f);
    prints(f, "c = compare(runs(1), runs(2))");
    assert_string_equal(prints(f, "c['retrieval.recall@100'].verdict, c['ranking.log_loss'].verdict"),
                        "better\nworse\n");
    assert_string_equal(prints(f, "math.abs(c['list.mrr'].difference - 0.0215) < 1e-9, c.why"), "true\nnil\n");
    assert_true(has(prints(f, "c"), "#2 logq against #1 base"));
    assert_true(has(prints(f, "compare({ runs(1), runs(2) })"), "retrieval.logq_correction  false  true"));
    fails(f, "compare(runs(1))", ERR_USAGE);
    assert_string_equal(prints(f, "sql('select id, name from runs order by id')[2].name"), "logq\n");
    assert_true(has(fails(f, "sql('selct 1')", ERR_USAGE), "selct"));
}

static void modes_rule_the_output(void **state) {
    struct fixture *f = *state;
    store_two(f);
    prints(f, "q = sql('select id, name from runs order by id')");
    assert_string_equal(prints(f, "q"), "id  name\n 1  base\n 2  logq\n");
    prints(f, ".mode csv");
    assert_string_equal(prints(f, "q"), "id,name\n1,base\n2,logq\n");
    prints(f, ".mode json");
    assert_string_equal(prints(f, "q"), "[{\"id\":1,\"name\":\"base\"},{\"id\":2,\"name\":\"logq\"}]\n");
    assert_true(text_starts(prints(f, "runs(1)"), "{\"run\":1,"));
    prints(f, ".mode markdown");
    assert_true(has(prints(f, "q"), "| 1 | base |"));
    prints(f, ".mode line");
    assert_true(has(prints(f, "q"), "  id = 1\nname = base\n"));
    prints(f, ".mode table");
    prints(f, ".rows 1");
    assert_true(has(prints(f, "q"), "... 1 more\n"));
    assert_true(has(fails(f, ".mode xml", ERR_USAGE), "csv"));
    assert_true(has(fails(f, ".mod csv", ERR_USAGE), "did you mean '.mode'"));
    prints(f, ".timer on");
    assert_true(has(prints(f, "1"), "s of processor\n"));
}

static void help_comes_from_the_tables(void **state) {
    struct fixture *f = *state;
    assert_true(has(prints(f, "help()"), "sweep("));
    assert_true(has(prints(f, "help('retrieval.dim')"), "2..512 values"));
    assert_true(has(prints(f, "retrieval.dim?"), "2..512 values"));
    assert_true(has(prints(f, "?ranking.roc_auc"), "ranking.roc_auc[own]"));
    assert_true(has(prints(f, "help('compare')"), "paired"));
    assert_true(has(fails(f, "help('retrieval.dmi')", ERR_USAGE), "did you mean 'retrieval.dim'"));
    assert_true(has(prints(f, "knobs('retrieval.n')"), "retrieval.nprobe"));
    assert_true(has(prints(f, "metrics('list.')"), "list.mrr"));
    assert_true(has(prints(f, "cases()"), "video_recommendation"));
    assert_string_equal(prints(f, "case('video_recommendation').world"), "feed\n");
    assert_true(has(prints(f, ".help"), ".timer on|off"));
}

static void statements_may_go_on(void **state) {
    struct fixture *f = *state;
    static const char *const open[] = {
        "for i = 1, 3 do", "f = function()", "x = {", "x =", "return [[a", "if x then\n  y()"};
    static const char *const whole[] = {"1 + 1", "x = 3", ".help", "retrieval.dim?", "x = = 3", "", "end"};
    for (size_t i = 0; i < sizeof open / sizeof *open; i++)
        assert_true(repl_incomplete(f->repl, open[i]));
    for (size_t i = 0; i < sizeof whole / sizeof *whole; i++)
        assert_false(repl_incomplete(f->repl, whole[i]));
}

/* All completions, joined by blanks. */
static const char *completes(struct fixture *f, const char *prefix) {
    char **words = NULL;
    int n = repl_complete(f->repl, prefix, &words);
    text_clear(&f->out);
    for (int i = 0; i < n; i++) {
        text_format(&f->out, "%s%s", i ? " " : "", words[i]);
        free(words[i]);
    }
    free(words);
    return text_str(&f->out);
}

static void tab_completes(void **state) {
    struct fixture *f = *state;
    prints(f, "my_design = design('video_recommendation')");
    assert_string_equal(completes(f, "des"), "design");
    assert_string_equal(completes(f, "x = my_d"), "my_design");
    assert_string_equal(completes(f, "my_design.retrieval.np"), "my_design.retrieval.nprobe");
    assert_string_equal(completes(f, "help(\"retrieval.np"), "retrieval.nprobe");
    assert_string_equal(completes(f, "r.metrics[\"list.nd"), "list.ndcg@10");
    assert_string_equal(completes(f, "retrieval.logq_c"), "retrieval.logq_correction");
    assert_string_equal(completes(f, "string.fo"), "string.format");
    assert_string_equal(completes(f, "for i = 1, 3 d"), "design do");
    assert_string_equal(completes(f, ".ti"), ".timer");
    assert_string_equal(completes(f, ".mode j"), "json");
    assert_true(has(completes(f, "design(\"video_r"), "video_recommendation"));
    assert_string_equal(completes(f, "qqq"), "");
    store_two(f);
    prints(f, "r = runs(1)");
    assert_string_equal(completes(f, "r.met"), "r.metrics");
}

static char *file_with(struct fixture *f, const char *name, const char *text) {
    struct text path = {0};
    text_format(&path, "%s/%s", f->folder, name);
    assert_true(text_write_file(text_str(&path), text, strlen(text), &f->err));
    return text_take(&path);
}

static void scripts_are_read(void **state) {
    struct fixture *f = *state;
    struct text line = {0};
    char *path = file_with(f, "whole.lua", "#!/usr/bin/env sevenstep\nlocal a = 20\nlocal b = a + 1\nprint(b)\n");
    text_format(&line, ".read %s", path);
    assert_string_equal(prints(f, text_str(&line)), "21\n");
    free(path);
    path = file_with(f, "mixed.lua", "x = 1\n.mode csv\nfor i = 1, 2 do\n  x = x + i\nend\nx\n");
    text_clear(&line);
    text_format(&line, ".read %s", path);
    assert_string_equal(prints(f, text_str(&line)), "4\n");
    free(path);
    path = file_with(f, "wrong.lua", ".mode table\ny = 1\n\nd.x = 1\ny = 2\n");
    text_clear(&line);
    text_format(&line, ".read %s", path);
    assert_true(has(fails(f, text_str(&line), ERR_USAGE), "wrong.lua:4:"));
    assert_string_equal(prints(f, "y"), "1\n");
    prints(f, ".bail off");
    fails(f, text_str(&line), ERR_USAGE); /* goes on, and still fails in the end */
    assert_string_equal(prints(f, "y"), "2\n");
    fails(f, ".read /nonexistent/file", ERR_NOT_FOUND);
    text_free(&line);
    free(path);
}

static void output_goes_to_a_file(void **state) {
    struct fixture *f = *state;
    struct text line = {0};
    char *text;
    size_t length;
    text_format(&line, ".output %s/out.txt", f->folder);
    assert_string_equal(prints(f, text_str(&line)), "");
    assert_string_equal(prints(f, "6 * 7"), "");
    prints(f, ".output");
    assert_string_equal(prints(f, "1"), "1\n");
    assert_true(text_read_file(text_str(&line) + strlen(".output "), 100, &text, &length, &f->err));
    assert_string_equal(text, "42\n");
    free(text);
    text_free(&line);
    assert_true(has(fails(f, ".output /nonexistent/x", ERR_IO), "/nonexistent/x"));
}

static void the_last_run_becomes_a_scenario(void **state) {
    struct fixture *f = *state;
    struct text line = {0};
    store_two(f);
    text_format(&line, ".save %s/mine.lua", f->folder);
    assert_true(has(fails(f, text_str(&line), ERR_USAGE), "nothing has run"));
    prints(f, "last = runs(1)");
    prints(f, text_str(&line));
    text_clear(&line);
    text_format(&line, "design('%s/mine.lua').retrieval.logq_correction", f->folder);
    assert_string_equal(prints(f, text_str(&line)), "false\n");
    text_free(&line);
}

int main(void) {
#define TEST(f) cmocka_unit_test_setup_teardown(f, setup, teardown)
    const struct CMUnitTest tests[] = {
        TEST(expressions_print),
        TEST(designs_read_and_write),
        TEST(wrong_knobs_are_named),
        TEST(nothing_leaves_the_sandbox),
        TEST(it_stops),
        TEST(runs_are_values),
        TEST(comparisons_are_values),
        TEST(modes_rule_the_output),
        TEST(help_comes_from_the_tables),
        TEST(statements_may_go_on),
        TEST(tab_completes),
        TEST(scripts_are_read),
        TEST(output_goes_to_a_file),
        TEST(the_last_run_becomes_a_scenario),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
