/* chart_plain.c - a chart without gnuplot: a bare SVG, and one of characters. */
#include "report/chart.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct extent {
    double x0, x1, y0, y1;
};

static double across(const struct chart *chart, double x) {
    return chart->log_x ? log10(x) : x;
}

static bool drawable(const struct chart *chart, const struct series *s, int i) {
    return isfinite(across(chart, s->x[i])) && isfinite(s->y[i]);
}

static bool extent_of(const struct chart *chart, struct extent *e) {
    bool any = false;
    *e = (struct extent){INFINITY, -INFINITY, INFINITY, -INFINITY};
    for (int s = 0; s < chart->n_series; s++)
        for (int i = 0; i < chart->series[s].n; i++)
            if (drawable(chart, &chart->series[s], i)) {
                double x = across(chart, chart->series[s].x[i]), y = chart->series[s].y[i];
                *e = (struct extent){fmin(e->x0, x), fmax(e->x1, x), fmin(e->y0, y), fmax(e->y1, y)};
                any = true;
            }
    if (any && isfinite(chart->limit)) {
        e->y0 = fmin(e->y0, chart->limit);
        e->y1 = fmax(e->y1, chart->limit);
    }
    if (any && e->x0 == e->x1)
        e->x1 = e->x0 + 1;
    if (any && e->y0 == e->y1)
        e->y1 = e->y0 + 1;
    return any;
}

static double back(const struct chart *chart, double x) {
    return chart->log_x ? pow(10, x) : x;
}

static void frame(const struct chart *chart, const struct extent *e, int w, int h, int m, struct text *out) {
    text_format(out, "<path d='M%d %dV%dH%d' fill='none' stroke='currentColor' stroke-width='0.8'/>\n", m, 8, h - m,
                w - 8);
    text_format(out, "<g fill='currentColor' font-size='11'><text x='%d' y='%d' text-anchor='end'>%.4g</text>", m - 4,
                h - m, e->y0);
    text_format(out, "<text x='%d' y='16' text-anchor='end'>%.4g</text>", m - 4, e->y1);
    text_format(out, "<text x='%d' y='%d'>%.4g</text>", m, h - m + 14, back(chart, e->x0));
    text_format(out, "<text x='%d' y='%d' text-anchor='end'>%.4g</text></g>\n", w - 8, h - m + 14, back(chart, e->x1));
}

void chart_plain_svg(const struct chart *chart, struct text *out) {
    enum { W = 560, H = 260, M = 46 };
    struct extent e;
    text_format(out, "<svg viewBox='0 0 %d %d' xmlns='http://www.w3.org/2000/svg'>\n", W, H);
    if (extent_of(chart, &e)) {
        double sx = (W - 8 - M) / (e.x1 - e.x0), sy = (H - 8 - M) / (e.y1 - e.y0);
        frame(chart, &e, W, H, M, out);
        for (int s = 0; s < chart->n_series; s++) {
            text_add(out, "<polyline fill='none' stroke='currentColor' points='");
            for (int i = 0; i < chart->series[s].n; i++)
                if (drawable(chart, &chart->series[s], i))
                    text_format(out, "%.1f,%.1f ", M + (across(chart, chart->series[s].x[i]) - e.x0) * sx,
                                H - M - (chart->series[s].y[i] - e.y0) * sy);
            text_format(out, "' stroke-dasharray='%d 0 %d %d'/>\n", s ? 6 - s : 1, s ? s : 0, s ? 2 : 0);
        }
        if (isfinite(chart->limit))
            text_format(out, "<path d='M%d %.1fH%d' stroke='currentColor' stroke-dasharray='2 3'/>\n", M,
                        H - M - (chart->limit - e.y0) * sy, W - 8);
    }
    text_add(out, "</svg>");
}

static void put(char *grid, int width, int x, int y, char c) {
    grid[y * width + x] = c;
}

static void plot_series(const struct chart *chart, int s, const struct extent *e, int width, int height, char *grid) {
    static const char marks[CHART_SERIES] = {'*', 'o', '+', 'x', '#', '@'};
    const struct series *series = &chart->series[s];
    int px = -1, py = -1;
    for (int i = 0; i < series->n; i++) {
        if (!drawable(chart, series, i))
            continue;
        int x = (int)lround((across(chart, series->x[i]) - e->x0) / (e->x1 - e->x0) * (width - 1));
        int y = (int)lround((series->y[i] - e->y0) / (e->y1 - e->y0) * (height - 1));
        for (int k = px + 1; px >= 0 && k < x; k++) /* a dotted line between two points */
            put(grid, width, k, height - 1 - (py + (int)lround((double)(y - py) * (k - px) / (x - px))), '.');
        put(grid, width, x, height - 1 - y, marks[s]);
        px = x;
        py = y;
    }
}

void chart_text(const struct chart *chart, const struct report_style *style, int height, struct text *out) {
    struct extent e;
    int width = (style->width ? style->width : 80) - 14;
    if (width < 10)
        width = 10;
    if (!extent_of(chart, &e)) {
        text_add(out, "(nothing to draw)\n");
        return;
    }
    char *grid = mem_must((size_t)width * (size_t)height, 1);
    memset(grid, ' ', (size_t)width * (size_t)height);
    for (int s = 0; s < chart->n_series; s++)
        plot_series(chart, s, &e, width, height, grid);
    text_format(out, "%s\n", chart->y);
    for (int y = 0; y < height; y++) {
        if (y == 0 || y == height - 1)
            text_format(out, "%10.4g %s", y == 0 ? e.y1 : e.y0, style->unicode ? "┤" : "|");
        else
            text_format(out, "%10s %s", "", style->unicode ? "│" : "|");
        int end = width;
        while (end > 0 && grid[y * width + end - 1] == ' ')
            end--;
        text_bytes(out, grid + (size_t)y * (size_t)width, (size_t)end);
        text_add(out, "\n");
    }
    char right[32];
    int n = snprintf(right, sizeof right, "%.4g", back(chart, e.x1));
    text_format(out, "%11s%-*.4g%s  %s%s\n", "", width - n + 1, back(chart, e.x0), right, chart->x,
                chart->log_x ? " (log)" : "");
    free(grid);
}
