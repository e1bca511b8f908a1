/* reference.h - the tables of knobs and metrics as people and programs read them: `sevenstep list knobs|metrics`,
 * docs/knobs.md and docs/metrics.md, help in the REPL. All of it comes from the tables alone. */
#ifndef REPORT_REFERENCE_H
#define REPORT_REFERENCE_H
#include "report/report.h"

/* prefix: only names that begin with it, "" all. kind: WORLD_KINDS for every kind. format: text, Markdown or JSON;
 * CSV and HTML are refused. */
struct reference_filter {
    const char *prefix;
    enum world_kind kind;
};
bool reference_knobs(const struct reference_filter *filter, enum report_format format, const struct report_style *style,
                     struct text *out, struct err *err) MUST_USE;
bool reference_metrics(const struct reference_filter *filter, enum report_format format,
                       const struct report_style *style, struct text *out, struct err *err) MUST_USE;
/* Everything there is to say of one, in a few lines. */
void reference_knob(const struct knob *knob, enum world_kind kind, const struct report_style *style, struct text *out);
void reference_metric(const struct metric *metric, const struct report_style *style, struct text *out);
#endif
