/* pages.h - what a report says, before it has a format: the page of one run, and that of a comparison. */
#ifndef REPORT_PAGES_H
#define REPORT_PAGES_H
#include "report/page.h"
#include "report/shown.h"

/* Short: title, thresholds, headline, metrics alone: what the REPL prints of a run. */
void page_of_run(struct page *page, const struct run *run, bool brief);
void page_of_comparison(struct page *page, const struct run *const *runs, int n);
/* The curves of a run as charts: training, calibration, latency, days. */
void page_charts(struct page *page, const struct run *run);
/* What was measured of parts ("ranking.pr_auc[hate]") as tables, a part a column; whether row i is of a part whose
 * whole is there too. */
void page_parts(struct page *page, const struct shown *shown, int n);
bool page_is_part(struct arena *arena, const struct shown *shown, int n, int i);
#endif
