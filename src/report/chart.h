/* chart.h - charts as SVG for the HTML report. gnuplot draws them, one process for all, fed through a socket; where it
 * is missing or fails, a bare frame with the lines is drawn here instead. */
#ifndef REPORT_CHART_H
#define REPORT_CHART_H
#include "report/page.h"

/* svg (n): one <svg> element each, in order; the caller frees them. False: gnuplot was not there. */
bool chart_svg(const struct chart *const *charts, int n, char **svg);
/* Without gnuplot. */
void chart_plain_svg(const struct chart *chart, struct text *out);
/* The same as characters, `height` lines high. */
void chart_text(const struct chart *chart, const struct report_style *style, int height, struct text *out);
#endif
