/* chart.h - pictures of numbers: progress, bars, curves in braille, a value between its two rulers. */
#ifndef TUI_CHART_H
#define TUI_CHART_H
#include "tui/grid.h"

/* A bar of w columns, `share` of it filled (eighths of a column where the terminal has them). */
void draw_bar(struct area a, int x, int y, int w, double share, int style);
/* A progress bar with its track: filled and rest told apart by sign, not by colour. */
void draw_progress(struct area a, int x, int y, int w, double share);
/* A ruler from baseline (left) to oracle (right) with the value as a dot: "├─────●────┤". place is the value's share of
 * the way, cut to the ends with an arrow; NAN draws the ruler alone. */
void draw_ruler(struct area a, int x, int y, int w, double place, int style);

struct curve {
    const char *name;
    const double *x, *y; /* (n) */
    int n, style;
    bool dotted; /* told apart by more than its colour */
};
/* A line chart over the whole area, with the range of both axes at its edges. Points that are not finite are left out.
 * Needs 16 x 4 at least; smaller areas get the last value in words. */
void draw_curves(struct area a, const struct curve *curves, int n, const char *x_name);
#endif
