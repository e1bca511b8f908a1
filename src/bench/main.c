#include "bench/bench.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

static const char HELP[] =
    "sevenstep-bench [--quick] [--format json|text]\n"
    "    the suite: each figure beside its yardstick, measured in the same run; --quick: smaller\n"
    "sevenstep-bench index --base F.fvecs --query F.fvecs [--k N] [--index KIND] [-s retrieval.KNOB=V,V...]...\n"
    "    recall and speed of an index on vectors of yours; `sevenstep-bench index --help` has all of it\n"
    "sevenstep-bench metrics --input F.csv [--threads N] [--format json|text]\n"
    "    metrics of label,score[,group] lines, in doubles; seconds: of the metrics, read_s: of reading the file\n"
    "sevenstep-bench search|fresh|tower|ranker|scores|run [--quick] [--format json|text]\n"
    "    one part of the suite\n"
    "sevenstep-bench data --out FOLDER [--vectors N] [--rows N]\n"
    "    the suite's vectors (.fvecs) and scores (raw doubles, label bytes) as files, for other programs\n";

bool bench_options(int argc, char **argv, const struct bench_option *options, int n, struct err *err) {
    for (int i = 1; i < argc; i++) {
        size_t length = strncmp(argv[i], "--", 2) == 0 ? strcspn(argv[i], "=") : strlen(argv[i]);
        const struct bench_option *found = NULL;
        for (int o = 0; o < n && !found; o++)
            if (strlen(options[o].name) == length && strncmp(options[o].name, argv[i], length) == 0)
                found = &options[o];
        if (!found)
            return err_set(err, ERR_USAGE, "%s: unknown option '%s'; `sevenstep-bench --help` has them", argv[0],
                           argv[i]);
        const char *value = argv[i][length] == '=' ? argv[i] + length + 1 : i + 1 < argc ? argv[++i] : NULL;
        if (!value)
            return err_set(err, ERR_USAGE, "%s: %s needs a value", argv[0], found->name);
        if (!found->many)
            *found->value = value;
        else if (*found->n_many == BENCH_MANY)
            return err_set(err, ERR_USAGE, "%s: more than %d times %s", argv[0], BENCH_MANY, found->name);
        else
            found->many[(*found->n_many)++] = value;
    }
    return true;
}

bool bench_int(const char *name, const char *text, int low, int high, int *value, struct err *err) {
    long long number;
    if (!text)
        return true;
    if (!text_to_int(text, &number) || number < low || number > high)
        return err_set(err, ERR_USAGE, "%s: '%s' is not a whole number from %d to %d", name, text, low, high);
    *value = (int)number;
    return true;
}

bool bench_format(const char *text, bool *json, struct err *err) {
    *json = text && strcmp(text, "json") == 0;
    if (text && !*json && strcmp(text, "text") != 0)
        return err_set(err, ERR_USAGE, "--format: '%s' is not json or text", text);
    return true;
}

static void begin_field(struct bench_line *line, const char *name) {
    if (line->json)
        text_format(&line->text, "%s\"%s\":", line->some ? "," : "{", name);
    else
        text_format(&line->text, "%s%s ", line->some ? "  " : "", name);
    line->some = true;
}

void bench_number(struct bench_line *line, const char *name, double value) {
    char digits[40];
    begin_field(line, name);
    if (!isfinite(value))
        text_add(&line->text, line->json ? "null" : "-");
    else if (line->json)
        text_add(&line->text, text_double(digits, sizeof digits, value));
    else
        text_format(&line->text, "%.6g", value);
}

void bench_string(struct bench_line *line, const char *name, const char *value) {
    begin_field(line, name);
    text_format(&line->text, line->json ? "\"%s\"" : "%-8s", value);
}

void bench_end(struct bench_line *line) {
    printf("%s%s\n", text_str(&line->text), line->json ? "}" : "");
    fflush(stdout);
    text_free(&line->text);
    line->some = false;
}

int main(int argc, char **argv) {
    struct err err = {0};
    bool ok;
    if (argc > 1 && (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "help") == 0)) {
        fputs(HELP, stdout);
        ok = true;
    } else if (argc > 1 && strcmp(argv[1], "index") == 0) {
        ok = bench_index(argc - 1, argv + 1, &err);
    } else if (argc > 1 && strcmp(argv[1], "metrics") == 0) {
        ok = bench_metrics(argc - 1, argv + 1, &err);
    } else if (argc > 1 && bench_is_part(argv[1])) {
        ok = bench_suite(argc - 1, argv + 1, &err);
    } else if (argc > 1 && strcmp(argv[1], "data") == 0) {
        ok = bench_data(argc - 1, argv + 1, &err);
    } else if (argc > 1 && argv[1][0] != '-') {
        ok = err_set(
            &err, ERR_USAGE,
            "'%s' is no benchmark; index, metrics, search, fresh, tower, ranker, scores, run and data are, or none "
            "for the suite",
            argv[1]);
    } else {
        ok = bench_suite(argc, argv, &err);
    }
    if (!ok)
        fprintf(stderr, "sevenstep-bench: %s\n", err.message);
    return ok ? 0 : err_exit_code(err.code);
}
