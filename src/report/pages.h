/* pages.h - what a report says, before it has a format: the page of one run, and that of a comparison. */
#ifndef REPORT_PAGES_H
#define REPORT_PAGES_H
#include "report/page.h"

/* Short: title, thresholds, headline, metrics alone: what the REPL prints of a run. */
void page_of_run(struct page *page, const struct run *run, bool brief);
void page_of_comparison(struct page *page, const struct run *const *runs, int n);
/* The curves of a run as charts: training, calibration, latency, days. */
void page_charts(struct page *page, const struct run *run);
#endif
