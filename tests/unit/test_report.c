#include "made_run.h"
#include "report/chart.h"
#include "report/page.h"
#include "report/process.h"
#include "report/reference.h"
#include "report/report.h"
#include "report/shown.h"

#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static const struct report_style ascii80 = {.width = 80};

static char *written(const struct run *const *runs, int n, enum report_format format,
                     const struct report_style *style) {
    struct text out = {0};
    struct err err = {0};
    assert_true(report_write(runs, n, format, style, &out, &err));
    return text_take(&out);
}

static char *one(const struct run *run, enum report_format format, const struct report_style *style) {
    return written(&run, 1, format, style);
}

static bool has(const char *text, const char *part) {
    if (strstr(text, part))
        return true;
    print_message("missing: %s\n", part);
    return false;
}

static json_t *json_metric(json_t *root, const char *name) {
    size_t i;
    json_t *metric;
    json_array_foreach(json_object_get(root, "metrics"), i, metric) {
        if (strcmp(json_string_value(json_object_get(metric, "name")), name) == 0)
            return metric;
    }
    return NULL;
}

static void json_is_the_contract(void **state) {
    (void)state;
    struct run *run = made_run(12, "base", 0);
    made_missing(run, "ranking.f1", "the score is no probability");
    made_threshold(run, "serving.p99_ms", "< 100");
    made_threshold(run, "ranking.f1", "> 0.1");
    char *text = one(run, REPORT_JSON, NULL);
    static const char *const order[] = {"{\"run\":",     "\"name\":",    "\"case\":",    "\"scenario\":",
                                        "\"seed\":",     "\"version\":", "\"wall_s\":",  "\"knobs\":{",
                                        "\"metrics\":[", "\"funnel\":[", "\"stages\":[", "\"thresholds\":["};
    const char *at = text;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        at = strstr(at, order[i]);
        assert_non_null(at);
    }
    assert_int_equal(strcspn(text, "\n"), strlen(text) - 1); /* one line */
    json_t *root = json_loads(text, 0, NULL);
    assert_non_null(root);
    assert_int_equal(json_integer_value(json_object_get(root, "run")), 12);
    json_t *knobs = json_object_get(root, "knobs");
    assert_true(json_is_integer(json_object_get(knobs, "retrieval.dim")));
    assert_true(json_is_true(json_object_get(knobs, "retrieval.logq_correction")));
    assert_true(json_is_array(json_object_get(knobs, "data.signals")));
    assert_string_equal(json_string_value(json_object_get(knobs, "data.split")), "temporal");
    enum knob_id ids[KNOBS];
    assert_int_equal(json_object_size(knobs), design_knobs(run->design, ids));
    json_t *f1 = json_metric(root, "ranking.f1");
    assert_true(json_is_null(json_object_get(f1, "value")));
    assert_string_equal(json_string_value(json_object_get(f1, "why")), "the score is no probability");
    json_t *recall = json_metric(root, "retrieval.recall@100");
    assert_true(json_is_real(json_object_get(recall, "low")));
    assert_true(json_is_real(json_object_get(recall, "oracle")));
    assert_null(json_object_get(recall, "why"));
    assert_true(json_is_null(json_object_get(json_metric(root, "serving.p99_ms"), "low")));
    assert_true(json_is_null(json_object_get(json_metric(root, "list.coverage"), "baseline")));
    json_t *ratio = json_metric(root, "ranking.calibration_ratio");
    assert_string_equal(json_string_value(json_object_get(ratio, "better")), "target");
    assert_true(json_real_value(json_object_get(ratio, "target")) == 1.0);
    json_t *thresholds = json_object_get(root, "thresholds");
    assert_true(json_is_true(json_object_get(json_array_get(thresholds, 0), "passed")));
    assert_true(json_is_false(json_object_get(json_array_get(thresholds, 1), "passed")));
    assert_true(json_is_null(json_object_get(json_array_get(thresholds, 1), "value")));
    json_t *stage = json_array_get(json_object_get(root, "funnel"), 0);
    assert_string_equal(json_string_value(json_object_get(stage, "stage")), "retrieve");
    assert_true(json_real_value(json_object_get(stage, "p99_ms")) == 0.93);
    json_decref(root);
    free(text);
    run_free(run);
}

static void json_numbers_read_back(void **state) {
    (void)state;
    struct run *run = made_run(1, "", 0);
    double value = 0.1 + 0.2;
    run->outcome.measures.metrics[0].value = value;
    run->outcome.measures.metrics[1].value = INFINITY; /* is no number in JSON */
    run->scenario[0] = (char)0xff;                     /* nor is this text */
    struct text out = {0};
    report_run_json(run, &out);
    json_t *root = json_loads(text_str(&out), 0, NULL);
    assert_non_null(root);
    json_t *first = json_array_get(json_object_get(root, "metrics"), 0);
    assert_true(json_real_value(json_object_get(first, "value")) == value);
    assert_true(json_is_null(json_object_get(json_metric(root, run->outcome.measures.metrics[1].name), "value")));
    json_decref(root);
    text_free(&out);
    run_free(run);
}

static void csv_has_a_line_a_metric(void **state) {
    (void)state;
    struct run *run = made_run(3, "a, \"quoted\" name", 0);
    made_set(run, "retrieval.dim", "16");
    struct text out = {0};
    report_run_csv(run, true, &out);
    int lines = 0;
    for (const char *p = text_str(&out); *p; p++)
        lines += *p == '\n';
    assert_int_equal(lines, run->outcome.measures.n_metrics + 1);
    assert_true(text_starts(text_str(&out), "run,name,case,scenario,seed,settings,metric,value,"));
    assert_true(has(text_str(&out), "3,\"a, \"\"quoted\"\" name\",video_recommendation,"));
    assert_true(has(text_str(&out), ",-s retrieval.dim=16,retrieval.recall@100,0.43,"));
    text_free(&out);
    report_run_csv(run, false, &out);
    assert_true(text_starts(text_str(&out), "3,"));
    text_free(&out);
    run_free(run);
}

static void text_says_it_in_order(void **state) {
    (void)state;
    struct run *run = made_run(12, "base", 0);
    made_set(run, "retrieval.dim", "16");
    made_set(run, "retrieval.index", "flat");
    made_set(run, "retrieval.nprobe", "4"); /* without effect in a flat index */
    made_missing(run, "ranking.f1", "the score is no probability");
    made_threshold(run, "retrieval.recall@100", ">= 0.2");
    made_threshold(run, "ranking.f1", ">= 0.2");
    char *text = one(run, REPORT_TEXT, &ascii80);
    static const char *const order[] = {"Run #12 base of video_recommendation",
                                        "Thresholds: 1 of 2 held",
                                        "ok",
                                        "FAIL",
                                        "not measured",
                                        "Watch minutes per session 31.25",
                                        "Metrics",
                                        "0.6100",
                                        "list",
                                        "extrapolated: linear",
                                        "Funnel",
                                        "20,000",
                                        "retrieval_model",
                                        "from the cache: world",
                                        "Decisions: 2 knobs",
                                        "retrieval.dim    16     64",
                                        "without effect in this design: retrieval.nprobe",
                                        "Notes",
                                        "300 used",
                                        "sevenstep run video_recommendation/default"};
    const char *at = text;
    for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
        const char *next = strstr(at, order[i]);
        if (!next)
            fail_msg("'%s' is not where it should be in:\n%s", order[i], text);
        at = next;
    }
    assert_true(has(text, "not measured: the score"));
    for (const char *p = text; *p; p++)
        assert_true((unsigned char)*p < 0x80 && *p != '\033');
    free(text);
    char *coloured = one(run, REPORT_TEXT, &(struct report_style){.width = 80, .colour = true, .unicode = true});
    assert_true(has(coloured, "\033[31mFAIL\033[0m"));
    assert_true(has(coloured, "├"));
    free(coloured);
    run_free(run);
}

static void text_keeps_to_the_width(void **state) {
    (void)state;
    struct run *runs[3] = {made_run(12, "base", 0), made_run(13, "a rather long name of a run", 0.05),
                           made_run(14, "", -0.05)};
    for (int i = 0; i < 3; i++) {
        made_set(runs[i], "retrieval.dim", i == 1 ? "16" : "32");
        made_threshold(runs[i], "online.watch_minutes_per_session", ">= 0.2");
    }
    static const int widths[] = {40, 52, 64, 80, 100, 133, 200};
    for (size_t w = 0; w < sizeof widths / sizeof *widths; w++)
        for (int n = 1; n <= 3; n++)
            for (int unicode = 0; unicode < 2; unicode++) {
                struct report_style style = {.width = widths[w], .unicode = unicode};
                char *text = written((const struct run *const *)runs, n, REPORT_TEXT, &style);
                for (char *save = NULL, *line = strtok_r(text, "\n", &save); line; line = strtok_r(NULL, "\n", &save))
                    if (page_columns(line) > widths[w] &&
                        !strstr(line, "sevenstep run")) /* a command is never broken */
                        fail_msg("%d columns in a window of %d: '%s'", page_columns(line), widths[w], line);
                free(text);
            }
    for (int i = 0; i < 3; i++)
        run_free(runs[i]);
}

static void rulers_show_where_a_value_stands(void **state) {
    (void)state;
    static const struct column columns[] = {{.head = "name"}, {.head = "at", .graph = true}};
    static const double values[] = {0.0, 0.5, 1.0, 1.2, -0.5};
    static const char *const expected[] = {"0 o-------| 1", "0 |---o---| 1", "0 |-------o 1", "0 |-------> 1",
                                           "0 <-------| 1"};
    struct page page = {0};
    struct table *table = page_table(&page, columns, 2);
    for (int i = 0; i < 5; i++) {
        struct cell *cells = page_row(&page, table, NULL);
        cells[0].text = "x";
        cells[1].graph = (struct graph){.kind = GRAPH_RULER,
                                        .low = NAN,
                                        .high = NAN,
                                        .value = values[i],
                                        .baseline = 0,
                                        .oracle = 1,
                                        .at_low = "0",
                                        .at_high = "1"};
    }
    struct text out = {0};
    page_text(&page, &(struct report_style){.width = 21}, &out);
    const char *at = text_str(&out);
    for (int i = 0; i < 5; i++)
        assert_non_null(at = strstr(at, expected[i]));
    text_free(&out);
    page_free(&page);
}

static void intervals_share_the_digits_of_the_value(void **state) {
    (void)state;
    struct arena arena = {0};
    struct measure m = {.value = 12.8e9};
    struct shown bytes = {.metric = metric_named("serving.memory_bytes"),
                          .measure = &m,
                          .has_interval = true,
                          .low = 12.5e9,
                          .high = 13.1e9};
    assert_string_equal(shown_number(&arena, bytes.metric, m.value), "12.8 GB");
    assert_string_equal(shown_half(&arena, &bytes), "0.3");
    assert_string_equal(shown_difference(&arena, bytes.metric, 12.8e9, -1.28e9), "-1.3 GB");
    const struct metric *qps = metric_named("serving.qps_sustained");
    assert_string_equal(shown_number(&arena, qps, 1234.0), "1.23 k");
    assert_string_equal(shown_difference(&arena, qps, 27.0, -144604.0), "-145 k"); /* what is left says nothing of it */
    assert_string_equal(shown_number(&arena, qps, 123.0), "123.0");
    assert_string_equal(shown_unit(qps), "requests/s");
    assert_string_equal(shown_count(&arena, 1234567), "1,234,567");
    assert_string_equal(shown_count(&arena, 9.64), "9.6");
    arena_free(&arena);
}

static void markdown_holds_the_same(void **state) {
    (void)state;
    struct run *run = made_run(12, "a|b", 0);
    made_threshold(run, "serving.p99_ms", "< 0.1");
    char *text = one(run, REPORT_MARKDOWN, NULL);
    assert_true(has(text, "# Run #12 a\\|b of"));
    assert_true(has(text, "| **FAIL** | serving.p99_ms | 0.4300 | ms | \\< 0.1 |"));
    assert_true(has(text, "| recall@100 | 0.4300 |"));
    assert_true(has(text, "0.2150 .. 0.6020"));
    assert_true(has(text, "|---|---:|"));
    free(text);
    run_free(run);
}

static void html_is_one_quiet_file(void **state) {
    (void)state;
    struct run *run = made_run(12, "<script>alert(1)</script>", 0);
    made_threshold(run, "serving.p99_ms", "< 0.1");
    char *html = one(run, REPORT_HTML, NULL);
    assert_true(text_starts(html, "<!doctype html>"));
    assert_null(strstr(html, "<script"));
    assert_true(has(html, "&lt;script&gt;"));
    assert_true(has(html, "prefers-color-scheme:dark"));
    assert_true(has(html, "Training the retriever"));
    assert_true(has(html, "as a table"));
    assert_true(has(html, "</html>"));
    for (const char *p = html; (p = strstr(p, "http")); p++) /* names of XML name spaces are no requests */
        assert_true(text_starts(p, "http://www.w3.org/"));
    assert_null(strstr(html, " src="));
    assert_null(strstr(html, "@import"));
    free(html);
    run_free(run);
}

static void html_does_without_gnuplot(void **state) {
    (void)state;
    char *path = mem_string(getenv("PATH"));
    setenv("PATH", "/nonexistent", 1);
    struct run *run = made_run(12, "base", 0);
    char *html = one(run, REPORT_HTML, NULL);
    setenv("PATH", path, 1);
    assert_true(has(html, "gnuplot is not installed here"));
    assert_true(has(html, "<polyline"));
    free(html);
    free(path);
    run_free(run);
}

static void filters_neither_hang_nor_kill(void **state) {
    (void)state;
    struct text out = {0};
    struct err err = {0};
    char *big = mem_must(1 << 20, 1);
    memset(big, 'x', 1 << 20);
    assert_true(process_filter((const char *const[]){"cat", NULL}, big, 1 << 20, 20, &out, &err));
    assert_int_equal(out.length, 1 << 20);
    text_free(&out);
    /* one that does not read what it is sent: no SIGPIPE, and what it says counts */
    (void)!process_filter((const char *const[]){"true", NULL}, big, 1 << 20, 20, &out, &err);
    err_clear(&err);
    assert_false(process_filter((const char *const[]){"false", NULL}, "", 0, 20, &out, &err));
    err_clear(&err);
    assert_false(process_filter((const char *const[]){"sleep", "30", NULL}, "", 0, 0.2, &out, &err));
    err_clear(&err);
    assert_false(process_filter((const char *const[]){"no-such-program", NULL}, "", 0, 1, &out, &err));
    assert_true(has(err.message, "no-such-program"));
    text_free(&out);
    free(big);
}

/* Makes the difference of one metric straddle zero. */
static void blur(struct run *run, const char *name) {
    for (int i = 0; i < run->outcome.measures.n_metrics; i++) {
        struct measure *m = &run->outcome.measures.metrics[i];
        for (int k = 0; strcmp(m->name, name) == 0 && k < m->n_replicates; k++)
            m->replicates[k] += k % 2 ? 0.2 : -0.2;
    }
}

static void comparison_shows_what_differs(void **state) {
    (void)state;
    struct run *runs[2] = {made_run(38, "base", 0), made_run(42, "logq", 0.05)};
    made_set(runs[0], "retrieval.logq_correction", "false");
    blur(runs[1], "list.mrr");
    char *text = written((const struct run *const *)runs, 2, REPORT_TEXT, &(struct report_style){.width = 120});
    assert_true(has(text, "Knobs: 1 differ"));
    assert_true(has(text, "retrieval.logq_correction  false  true"));
    assert_null(strstr(text, "retrieval.dim"));
    assert_true(has(text, "recall@100                  0.4300   0.4515"));
    assert_true(has(text, "+0.0215"));
    assert_true(has(text, "no evidence"));
    assert_true(has(text, "no interval"));
    assert_true(has(text, "changed"));
    assert_true(has(text, "the same to the last digit (1): retrieval.recall@100[own]"));
    const char *loss = strstr(text, "log_loss");
    assert_non_null(strstr(loss, "worse"));
    assert_true(strstr(loss, "worse") < strchr(loss, '\n'));
    free(text);
    char *json = written((const struct run *const *)runs, 2, REPORT_JSON, NULL);
    json_t *root = json_loads(json, 0, NULL);
    json_t *other = json_array_get(json_object_get(root, "runs"), 0);
    json_t *recall = json_metric(other, "retrieval.recall@100");
    assert_true(json_is_true(json_object_get(other, "paired")));
    assert_true(json_is_null(json_object_get(other, "why")));
    assert_string_equal(json_string_value(json_object_get(recall, "verdict")), "better");
    assert_float_equal(json_real_value(json_object_get(recall, "difference")), 0.0215, 1e-12);
    assert_string_equal(json_string_value(json_object_get(json_metric(other, "list.mrr"), "verdict")), "no evidence");
    json_decref(root);
    free(json);
    char *csv = written((const struct run *const *)runs, 2, REPORT_CSV, NULL);
    assert_true(has(csv, "38,42,logq,retrieval.recall@100,0.43,"));
    free(csv);
    run_free(runs[0]);
    run_free(runs[1]);
}

static void other_worlds_are_not_subtracted(void **state) {
    (void)state;
    struct run *runs[2] = {made_run(1, "", 0), made_run(2, "", 0.05)};
    runs[1]->outcome.world_key.low++;
    char *text = written((const struct run *const *)runs, 2, REPORT_TEXT, &(struct report_style){.width = 120});
    assert_true(has(text, "no difference is shown: the runs are of different worlds"));
    assert_null(strstr(text, "+0.0215"));
    assert_true(has(text, "not comparable"));
    free(text);
    char *json = written((const struct run *const *)runs, 2, REPORT_JSON, NULL);
    json_t *root = json_loads(json, 0, NULL);
    json_t *other = json_array_get(json_object_get(root, "runs"), 0);
    assert_true(json_is_false(json_object_get(other, "paired")));
    assert_true(json_is_string(json_object_get(other, "why")));
    assert_true(json_is_null(json_object_get(json_metric(other, "list.mrr"), "difference")));
    json_decref(root);
    free(json);
    run_free(runs[0]);
    run_free(runs[1]);
}

/* A run of which nothing was measured, and one of another world without a name: every format has something to say. */
static void empty_runs_are_shown_too(void **state) {
    (void)state;
    struct run *runs[2] = {made_run(0, "", 0), made_run(0, "", 0)};
    outcome_free(&runs[0]->outcome);
    runs[0]->at = 0;
    runs[1]->scenario[0] = '\0';
    for (int format = REPORT_TEXT; format <= REPORT_JSON; format++) {
        char *text = one(runs[0], (enum report_format)format, NULL);
        assert_true(*text != '\0');
        free(text);
        text = written((const struct run *const *)runs, 2, (enum report_format)format, NULL);
        assert_true(*text != '\0');
        free(text);
    }
    char *text = written((const struct run *const *)runs, 2, REPORT_TEXT, NULL);
    assert_true(has(text, "not measured"));
    free(text);
    text = one(runs[1], REPORT_TEXT, NULL); /* from no scenario: the REPL gives it again */
    assert_true(has(text, "sevenstep repl -e 'run(design(\"video_recommendation\"){})'"));
    free(text);
    run_free(runs[0]);
    run_free(runs[1]);
}

static void formats_are_found_by_name(void **state) {
    (void)state;
    enum report_format format;
    struct err err = {0};
    assert_true(report_format_of("md", &format, &err) && format == REPORT_MARKDOWN);
    assert_true(report_format_of("json", &format, &err) && format == REPORT_JSON);
    assert_false(report_format_of("jsn", &format, &err));
    assert_int_equal(err.code, ERR_USAGE);
    assert_true(has(err.message, "did you mean 'json'?"));
    err_clear(&err);
    struct text out = {0};
    assert_false(report_write(NULL, 0, REPORT_TEXT, NULL, &out, &err));
    assert_int_equal(err.code, ERR_USAGE);
}

static void tables_align_and_are_cut_with_a_note(void **state) {
    (void)state;
    static const char *const cells[] = {
        "name", "n", "note", "データ", "7", "x", "b", "1000", "a long text that goes on"};
    static const bool right[] = {false, true, false};
    struct text out = {0};
    report_table(&(struct report_table){3, 3, cells, right}, &(struct report_style){.width = 80}, &out);
    assert_string_equal(text_str(&out), "name       n  note\n"
                                        "データ     7  x\n"
                                        "b       1000  a long text that goes on\n");
    text_free(&out);
    report_table(&(struct report_table){3, 3, cells, right}, &(struct report_style){.width = 30}, &out);
    assert_true(has(text_str(&out), "(left out for the width: note)"));
    text_free(&out);
}

static void references_name_everything(void **state) {
    (void)state;
    static const enum report_format formats[] = {REPORT_TEXT, REPORT_MARKDOWN, REPORT_JSON};
    for (int f = 0; f < 3; f++) {
        struct text knobs = {0}, metrics = {0};
        reference_knobs(formats[f], &(struct report_style){.width = 160}, &knobs);
        reference_metrics(formats[f], &(struct report_style){.width = 160}, &metrics);
        for (enum knob_id id = 0; id < KNOBS; id++)
            assert_true(has(text_str(&knobs), knob_at(id)->path));
        for (int i = 0; i < metric_count(); i++)
            assert_true(has(text_str(&metrics), metric_at(i)->name));
        if (formats[f] == REPORT_JSON) {
            json_t *root = json_loads(text_str(&knobs), 0, NULL);
            assert_int_equal(json_array_size(root), KNOBS);
            json_decref(root);
            root = json_loads(text_str(&metrics), 0, NULL);
            assert_int_equal(json_array_size(root), metric_count());
            json_decref(root);
        }
        text_free(&knobs);
        text_free(&metrics);
    }
    struct text some = {0};
    reference_knobs_of("retrieval.n", WORLD_FEED, &ascii80, &some);
    assert_true(has(text_str(&some), "retrieval.nprobe"));
    assert_null(strstr(text_str(&some), "retrieval.dim"));
    text_clear(&some);
    reference_knob(knob_named("retrieval.dim"), WORLD_FEED, &ascii80, &some);
    assert_true(has(text_str(&some), "2..512 values"));
    assert_true(has(text_str(&some), "retrieval.model!=popularity"));
    text_free(&some);
}

static void charts_are_drawn_in_characters(void **state) {
    (void)state;
    double x[] = {1, 10, 100}, y[] = {0, 1, 2};
    struct chart chart = {.title = "t", .x = "probes", .y = "recall", .log_x = true, .limit = NAN, .n_series = 1};
    chart.series[0] = (struct series){.name = "s", .x = x, .y = y, .n = 3};
    struct text out = {0};
    chart_text(&chart, &(struct report_style){.width = 35}, 3, &out);
    /* on a log axis the three points are on one line, evenly apart */
    assert_string_equal(text_str(&out), "recall\n"
                                        "         2 |               .....*\n"
                                        "           |     .....*....\n"
                                        "         0 |*....\n"
                                        "           1                  100  probes (log)\n");
    text_clear(&out);
    chart.series[0].n = 0;
    chart_text(&chart, &ascii80, 5, &out);
    assert_string_equal(text_str(&out), "(nothing to draw)\n");
    text_free(&out);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(json_is_the_contract),
        cmocka_unit_test(json_numbers_read_back),
        cmocka_unit_test(csv_has_a_line_a_metric),
        cmocka_unit_test(text_says_it_in_order),
        cmocka_unit_test(text_keeps_to_the_width),
        cmocka_unit_test(rulers_show_where_a_value_stands),
        cmocka_unit_test(intervals_share_the_digits_of_the_value),
        cmocka_unit_test(markdown_holds_the_same),
        cmocka_unit_test(html_is_one_quiet_file),
        cmocka_unit_test(html_does_without_gnuplot),
        cmocka_unit_test(filters_neither_hang_nor_kill),
        cmocka_unit_test(comparison_shows_what_differs),
        cmocka_unit_test(other_worlds_are_not_subtracted),
        cmocka_unit_test(empty_runs_are_shown_too),
        cmocka_unit_test(formats_are_found_by_name),
        cmocka_unit_test(tables_align_and_are_cut_with_a_note),
        cmocka_unit_test(references_name_everything),
        cmocka_unit_test(charts_are_drawn_in_characters),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
