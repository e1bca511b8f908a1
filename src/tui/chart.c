#include "tui/chart.h"
#include "base/mem.h"
#include "tui/utf8.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static double clamp(double v, double low, double high) {
    return v < low || isnan(v) ? low : v > high ? high : v;
}

void draw_bar(struct area a, int x, int y, int w, double share, int style) {
    static const char *const eighths[8] = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};
    int parts = w > 0 ? (int)lround(clamp(share, 0, 1) * w * 8) : 0;
    if (parts == 0 && share > 0 && w > 0)
        parts = 1;
    draw_fill(a, x, y, parts / 8, 1, style, "█");
    if (parts % 8)
        draw_text(a, x + parts / 8, y, style, eighths[parts % 8]);
}

void draw_track(struct area a, int x, int y, int w, double share, int style) {
    draw_fill(a, x, y, w, 1, STYLE_QUIET, "░");
    draw_bar(a, x, y, w, share, style);
}

void draw_progress(struct area a, int x, int y, int w, double share) {
    draw_track(a, x, y, w, floor(clamp(share, 0, 1) * w) / (w > 0 ? w : 1), STYLE_FOCUS);
}

void draw_ruler(struct area a, int x, int y, int w, double place, int style) {
    if (w < 5)
        return;
    draw_fill(a, x + 1, y, w - 2, 1, STYLE_QUIET, "─");
    draw_text(a, x, y, STYLE_QUIET, "├");
    draw_text(a, x + w - 1, y, STYLE_QUIET, "┤");
    if (!isnan(place))
        draw_on_ruler(a, x, y, w, place, style, "●");
}

void draw_on_ruler(struct area a, int x, int y, int w, double place, int style, const char *sign) {
    if (w < 5 || isnan(place))
        return;
    if (place < -0.005 || place > 1.005) {
        draw_text(a, place < 0 ? x : x + w - 1, y, style, place < 0 ? "◂" : "▸");
        return;
    }
    draw_text(a, x + 1 + (int)lround(clamp(place, 0, 1) * (w - 3)), y, style, sign);
}

static int column_of(struct range axis, int w, double v) {
    double share = axis.high > axis.low ? (v - axis.low) / (axis.high - axis.low) : 0.5;
    return (int)lround(clamp(share, 0, 1) * (w - 1));
}

void draw_interval(struct area a, int x, int y, int w, struct range axis, struct range interval, double value,
                   int style) {
    if (w < 3)
        return;
    if (axis.low <= 0 && axis.high >= 0)
        draw_text(a, x + column_of(axis, w, 0), y, STYLE_QUIET, "┆");
    if (isfinite(interval.low) && isfinite(interval.high)) {
        int from = column_of(axis, w, interval.low), to = column_of(axis, w, interval.high);
        draw_fill(a, x + from, y, to - from + 1, 1, style, "━");
    }
    draw_text(a, x + column_of(axis, w, value), y, style, "●");
}
/* Where a value stands on an axis that may count powers of ten. */
static double on(double v, bool log) {
    return !log ? v : v > 0 ? log10(v) : NAN;
}
static double off(double v, bool log) {
    return log ? pow(10, v) : v;
}

static bool point(const struct chart *chart, const struct curve *c, int i, double *x, double *y) {
    *x = on(c->x[i], chart->log_x);
    *y = on(c->y[i], chart->log_y);
    return isfinite(*x) && isfinite(*y);
}

static struct range widened(struct range r) {
    if (r.high - r.low >= 1e-12 * fmax(1, fabs(r.high)))
        return r;
    double half = fabs(r.high) > 0 ? fabs(r.high) * 0.05 : 0.5;
    return (struct range){r.low - half, r.high + half};
}

static struct range range_of(const struct chart *chart, bool of_x) {
    struct range r = {INFINITY, -INFINITY};
    double x, y;
    for (int i = 0; i < chart->n; i++)
        for (int j = 0; j < chart->curves[i].n; j++)
            if (point(chart, &chart->curves[i], j, &x, &y)) {
                r.low = fmin(r.low, of_x ? x : y);
                r.high = fmax(r.high, of_x ? x : y);
            }
    if (!isfinite(r.low) || of_x)
        return isfinite(r.low) ? widened(r) : r;
    if (chart->from_zero && !chart->log_y)
        r.low = fmin(r.low, 0);
    if (chart->limit > 0 && isfinite(chart->limit)) {
        r.low = fmin(r.low, on(chart->limit, chart->log_y));
        r.high = fmax(r.high, on(chart->limit, chart->log_y));
    }
    return widened(r);
}

struct range curve_range(const struct curve *curve) {
    struct range r = {INFINITY, -INFINITY};
    for (int i = 0; i < curve->n; i++)
        if (isfinite(curve->y[i])) {
            r.low = fmin(r.low, curve->y[i]);
            r.high = fmax(r.high, curve->y[i]);
        }
    return r;
}

/* Dots of a plot of w x h cells: 2 x 4 dots a cell, each with the style of the last curve through it. */
struct dots {
    int w, h;
    uint8_t *bits, *style; /* (h, w) */
};

static void dot(struct dots *d, int x, int y, int style) {
    static const uint8_t bit[4][2] = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    if (x < 0 || y < 0 || x >= d->w * 2 || y >= d->h * 4)
        return;
    d->bits[(y / 4) * d->w + x / 2] |= bit[y % 4][x % 2];
    d->style[(y / 4) * d->w + x / 2] = (uint8_t)style;
}

static void stroke(struct dots *d, int x0, int y0, int x1, int y1, const struct curve *c) {
    int steps = abs(x1 - x0) > abs(y1 - y0) ? abs(x1 - x0) : abs(y1 - y0);
    for (int i = 0; i <= steps; i++) {
        double t = steps ? (double)i / steps : 0;
        int x = (int)lround(x0 + t * (x1 - x0)), y = (int)lround(y0 + t * (y1 - y0));
        if (!c->dotted || x % 4 < 2)
            dot(d, x, y, c->style);
    }
}

static int dot_x(const struct dots *d, struct range rx, double x) {
    return (int)lround((x - rx.low) / (rx.high - rx.low) * (d->w * 2 - 1));
}
static int dot_y(const struct dots *d, struct range ry, double y) {
    return (int)lround((ry.high - y) / (ry.high - ry.low) * (d->h * 4 - 1));
}

static void plot(struct dots *d, const struct chart *chart, const struct curve *c, struct range rx, struct range ry) {
    int before_x = -1, before_y = -1;
    double px, py;
    for (int i = 0; i < c->n; i++) {
        if (!point(chart, c, i, &px, &py))
            continue;
        int x = dot_x(d, rx, px), y = dot_y(d, ry, py);
        stroke(d, before_x < 0 ? x : before_x, before_x < 0 ? y : before_y, x, y, c);
        before_x = x;
        before_y = y;
    }
}

static void put_dots(struct area a, int x, int y, const struct dots *d) {
    for (int j = 0; j < d->h; j++)
        for (int i = 0; i < d->w; i++) {
            char bytes[5] = {0};
            uint8_t bits = d->bits[j * d->w + i];
            utf8_encode(0x2800u | bits, bytes);
            if (bits)
                draw_text(a, x + i, y + j, d->style[j * d->w + i], bytes);
        }
}

char *chart_figure(char *buffer, size_t n, double v) {
    if (fabs(v) >= 1000)
        return text_si(buffer, n, v);
    snprintf(buffer, n,
             fabs(v) >= 100             ? "%.0f"
             : fabs(v) >= 10            ? "%.1f"
             : fabs(v) >= 0.1 || v == 0 ? "%.2f"
                                        : "%.2g",
             v);
    return buffer;
}

static void draw_axes(struct area a, int left, const struct chart *chart, struct range rx, struct range ry) {
    char low[16], high[16];
    struct text tail = {0};
    draw_right(a, left - 1, 0, STYLE_QUIET, chart_figure(high, sizeof high, off(ry.high, chart->log_y)));
    draw_right(a, left - 1, a.h - 2, STYLE_QUIET, chart_figure(low, sizeof low, off(ry.low, chart->log_y)));
    for (int y = 0; y < a.h - 1; y++)
        draw_text(a, left - 1, y, STYLE_QUIET, y == 0 || y == a.h - 2 ? "┤" : "│");
    chart_figure(low, sizeof low, off(rx.low, chart->log_x));
    chart_figure(high, sizeof high, off(rx.high, chart->log_x));
    draw_text(a, left, a.h - 1, STYLE_QUIET, chart->x_low ? chart->x_low : low);
    text_format(&tail, "%s%s%s", chart->x_name, *chart->x_name ? " " : "", chart->x_high ? chart->x_high : high);
    draw_right(a, a.w, a.h - 1, STYLE_QUIET, text_str(&tail));
    text_free(&tail);
}

static void draw_legend(struct area a, int left, const struct curve *curves, int n) {
    int x = left + 6;
    for (int i = 0; i < n && curves[i].name[0]; i++) {
        char value[16];
        bool any = curves[i].n > 0 && isfinite(curves[i].y[curves[i].n - 1]);
        x += draw_format(a, x, a.h - 1, curves[i].style, "%s %s %s", curves[i].dotted ? "╌" : "─", curves[i].name,
                         any ? chart_figure(value, sizeof value, curves[i].y[curves[i].n - 1]) : "");
        x += 3;
    }
}

static void draw_limit(struct area a, int left, const struct chart *chart, struct range ry) {
    if (!(chart->limit > 0))
        return;
    double at = (ry.high - on(chart->limit, chart->log_y)) / (ry.high - ry.low);
    int y = (int)lround(at * (a.h - 2));
    for (int x = left; x < a.w; x += 2)
        draw_text(a, x, y, STYLE_WARNING, "╌");
    draw_text(a, left + 1, y, STYLE_WARNING, chart->limit_name ? chart->limit_name : "");
}

static void draw_marks(struct area a, int left, const struct chart *chart, struct range rx) {
    for (int i = 0; i < chart->n_marks; i++) {
        double share = (on(chart->marks[i], chart->log_x) - rx.low) / (rx.high - rx.low);
        if (share >= 0 && share <= 1)
            for (int y = 0; y < a.h - 1; y++)
                draw_text(a, left + (int)lround(share * (a.w - left - 1)), y, STYLE_BAD, "┆");
    }
}

static struct dots dots_of(int w, int h) {
    struct dots d = {.w = w, .h = h};
    d.bits = mem_must((size_t)w * (size_t)h, 1);
    d.style = mem_must((size_t)w * (size_t)h, 1);
    return d;
}

static void dots_fini(struct dots *d) {
    free(d->bits);
    free(d->style);
}

void draw_chart(struct area a, const struct chart *chart) {
    if (!a.grid)
        return;
    struct range rx = range_of(chart, true), ry = range_of(chart, false);
    if (!isfinite(rx.low) || !isfinite(ry.low))
        return;
    char low[16], high[16];
    int left = utf8_columns(chart_figure(low, sizeof low, off(ry.low, chart->log_y)));
    int other = utf8_columns(chart_figure(high, sizeof high, off(ry.high, chart->log_y)));
    left = (left > other ? left : other) + 2;
    if (a.w < 16 || a.h < 4) {
        draw_legend(area_part(a, 0, 0, a.w, 1), -6, chart->curves, chart->n);
        return;
    }
    struct dots d = dots_of(a.w - left, a.h - 1);
    draw_marks(a, left, chart, rx);
    draw_limit(a, left, chart, ry);
    for (int i = 0; i < chart->n; i++)
        plot(&d, chart, &chart->curves[i], rx, ry);
    put_dots(a, left, 0, &d);
    draw_axes(a, left, chart, rx, ry);
    draw_legend(a, left, chart->curves, chart->n);
    dots_fini(&d);
}

void draw_curves(struct area a, const struct curve *curves, int n, const char *x_name) {
    const struct chart chart = {.curves = curves, .n = n, .x_name = x_name};
    draw_chart(a, &chart);
}

void draw_strip(struct area a, const struct curve *curve, struct range x, struct range y) {
    if (a.w < 1 || a.h < 1 || !(y.high >= y.low))
        return;
    struct dots d = dots_of(a.w, a.h);
    const struct chart plain = {.curves = curve, .n = 1, .x_name = ""};
    plot(&d, &plain, curve, widened(x), widened(y));
    put_dots(a, 0, 0, &d);
    dots_fini(&d);
}

void draw_columns(struct area a, const double *values, int n, int style) {
    static const char *const eighths[9] = {" ", "▁", "▂", "▃", "▄", "▅", "▆", "▇", "█"};
    double most = 0;
    for (int i = 0; i < n; i++)
        most = isfinite(values[i]) ? fmax(most, values[i]) : most;
    int each = n > 0 ? a.w / n : 0, gap = each > 2;
    for (int i = 0; i < n && most > 0 && each > 0; i++) {
        int parts = isfinite(values[i]) ? (int)lround(values[i] / most * a.h * 8) : 0;
        parts += parts == 0 && values[i] > 0;
        for (int y = 0; y < a.h; y++) {
            int here = parts - (a.h - 1 - y) * 8;
            draw_fill(a, i * each, y, each - gap, 1, style, eighths[here < 0 ? 0 : here > 8 ? 8 : here]);
        }
    }
}
