/* reference.h - the tables of knobs and metrics and the plan as people and programs read them: `sevenstep list
 * knobs|metrics|plan`, docs/knobs.md, docs/metrics.md and docs/plan.md, help in the REPL. All of it comes from the
 * tables alone. */
#ifndef REPORT_REFERENCE_H
#define REPORT_REFERENCE_H
#include "report/report.h"

/* The whole table; CSV is written as text. */
void reference_knobs(enum report_format format, const struct report_style *style, struct text *out);
void reference_metrics(enum report_format format, const struct report_style *style, struct text *out);
/* Text, Markdown or JSON; style not NULL for text. */
void reference_plan(enum report_format format, const struct report_style *style, struct text *out);
/* As text, only names that begin with `prefix` and that this kind of world has. */
void reference_knobs_of(const char *prefix, enum world_kind kind, const struct report_style *style, struct text *out);
void reference_metrics_of(const char *prefix, enum world_kind kind, const struct report_style *style, struct text *out);
/* Everything there is to say of one, in a few lines. */
void reference_knob(const struct knob *knob, enum world_kind kind, const struct report_style *style, struct text *out);
void reference_metric(const struct metric *metric, const struct report_style *style, struct text *out);
#endif
