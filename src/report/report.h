/* report.h - what is shown of runs: one run's report, or the comparison of several, in every format.
 * A report reads runs alone (no engine, no cache). All text, no printing: the caller writes it. */
#ifndef REPORT_REPORT_H
#define REPORT_REPORT_H
#include "base/gallery.h"
#include "base/text.h"
#include "engine/run.h"

enum report_format { REPORT_TEXT, REPORT_MARKDOWN, REPORT_HTML, REPORT_CSV, REPORT_JSON };
struct report_style {
    int width;                     /* columns of text, 40 or more; 0: 80 */
    bool colour;                   /* ANSI colours; never the only carrier of a meaning */
    bool unicode;                  /* bars and lines beyond ASCII */
    enum gallery_colours pictures; /* where things are images: by colours of the terminal, or by letters */
};
bool report_format_of(const char *name, enum report_format *format, struct err *err) MUST_USE;
/* One run: its report. Several: the comparison against the first. */
bool report_write(const struct run *const *runs, int n, enum report_format format, const struct report_style *style,
                  struct text *out, struct err *err) MUST_USE;
/* One run as the one line of JSON of the contract (design.md section 7), without the newline. */
void report_run_json(const struct run *run, struct text *out);
/* One CSV line a metric, header first when `header`. */
void report_run_csv(const struct run *run, bool header, struct text *out);
/* Pieces that screens and the REPL show too: a table with aligned columns, cut to the width with a note. */
struct report_table {
    int columns, rows;
    const char *const *cells; /* (rows, columns), row 0 the head */
    const bool *right;        /* (columns) aligned right */
};
void report_table(const struct report_table *table, const struct report_style *style, struct text *out);
#endif
