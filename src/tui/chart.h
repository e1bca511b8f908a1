/* chart.h - pictures of numbers: progress, bars, curves in braille, a value between its two rulers. */
#ifndef TUI_CHART_H
#define TUI_CHART_H
#include "tui/grid.h"

/* A bar of w columns, `share` of it filled (eighths of a column where the terminal has them). */
void draw_bar(struct area a, int x, int y, int w, double share, int style);
/* A bar with its track, "████░░░░": filled and rest told apart by sign, not by colour. */
void draw_progress(struct area a, int x, int y, int w, double share);
void draw_track(struct area a, int x, int y, int w, double share, int style);
/* A ruler from baseline (left) to oracle (right) with the value as a dot: "├─────●────┤". place is the value's share of
 * the way, cut to the ends with an arrow; NAN draws the ruler alone. */
void draw_ruler(struct area a, int x, int y, int w, double place, int style);
/* One more sign on a ruler: where another value lies. */
void draw_on_ruler(struct area a, int x, int y, int w, double place, int style, const char *sign);
/* An interval on an axis from low to high: "   ├──●──┤ " with the zero line where it is in sight. */
struct range {
    double low, high;
};
void draw_interval(struct area a, int x, int y, int w, struct range axis, struct range interval, double value,
                   int style);

struct curve {
    const char *name;
    const double *x, *y; /* (n) */
    int n, style;
    bool dotted; /* told apart by more than its colour */
};
/* A line chart over the whole area, with the range of both axes at its edges. Points that are not finite are left out.
 * Needs 16 x 4 at least; smaller areas get the last value in words. */
struct chart {
    const struct curve *curves;
    int n;
    const char *x_name;         /* "" none */
    const char *x_low, *x_high; /* what stands at the ends of the axis in place of figures; NULL: figures */
    bool log_x, log_y;          /* what is not above zero is left out */
    bool from_zero;             /* the upright axis begins at zero */
    double limit;               /* a level line, NAN or 0 none */
    const char *limit_name;     /* at its end */
    const double *marks;        /* (n_marks) x where something happened: a line upright */
    int n_marks;
};
void draw_chart(struct area a, const struct chart *chart);
void draw_curves(struct area a, const struct curve *curves, int n, const char *x_name);
/* One curve in a strip without axes, as high as the area: for rows of days. */
void draw_strip(struct area a, const struct curve *curve, struct range x, struct range y);
struct range curve_range(const struct curve *curve); /* of y; low > high: nothing to draw */
/* Upright bars, one a value, eighths of a row high; the tallest fills the area. */
void draw_columns(struct area a, const double *values, int n, int style);
/* A figure as short as it stays readable: "0.431", "12.4", "3.2 k". */
char *chart_figure(char *buffer, size_t n, double v);
#endif
