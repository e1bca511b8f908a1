#include "report/csv.h"
#include "report/report.h"
#include "report/shown.h"

#include <math.h>
#include <string.h>

void csv_text(struct text *out, const char *text, char end) {
    if (!text)
        text = "";
    bool quote = strpbrk(text, ",\"\r\n") != NULL;
    text_add(out, quote ? "\"" : "");
    for (; *text; text++) {
        if (*text == '"')
            text_add(out, "\"");
        text_bytes(out, text, 1);
    }
    text_add(out, quote ? "\"" : "");
    text_bytes(out, &end, 1);
}

void csv_number(struct text *out, double value, char end) {
    char digits[40];
    if (isfinite(value))
        text_add(out, text_double(digits, sizeof digits, value));
    text_bytes(out, &end, 1);
}

void report_run_csv(const struct run *run, bool header, struct text *out) {
    if (header)
        text_add(out, "run,name,case,scenario,seed,settings,metric,value,low,high,baseline,oracle,unit,better,why\n");
    struct arena arena = {0};
    struct text settings = {0};
    const struct measure **all;
    int n = shown_measures(&arena, run, &all);
    shown_settings(run->design, &settings);
    const char *decided = text_str(&settings);
    for (int i = 0; i < n; i++) {
        const struct metric *metric = metric_named(all[i]->name);
        double low = NAN, high = NAN;
        if (isnan(all[i]->value) || !run_interval(all[i], &low, &high))
            low = high = NAN;
        text_format(out, "%lld,", (long long)run->id);
        csv_text(out, run->name, ',');
        csv_text(out, design_case(run->design), ',');
        csv_text(out, run->scenario, ',');
        text_format(out, "%llu,", (unsigned long long)design_seed(run->design, K_SEED_WORLD));
        csv_text(out, decided + (*decided == ' '), ',');
        csv_text(out, all[i]->name, ',');
        csv_number(out, all[i]->value, ',');
        csv_number(out, low, ',');
        csv_number(out, high, ',');
        csv_number(out, all[i]->baseline, ',');
        csv_number(out, all[i]->oracle, ',');
        csv_text(out, metric->unit, ',');
        csv_text(out, metric_better_name(metric->better), ',');
        csv_text(out, all[i]->why, '\n');
    }
    text_free(&settings);
    arena_free(&arena);
}
