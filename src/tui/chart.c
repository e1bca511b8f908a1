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

void draw_progress(struct area a, int x, int y, int w, double share) {
    int full = (int)floor(clamp(share, 0, 1) * w);
    draw_fill(a, x, y, full, 1, STYLE_FOCUS, "█");
    draw_fill(a, x + full, y, w - full, 1, STYLE_QUIET, "░");
}

void draw_ruler(struct area a, int x, int y, int w, double place, int style) {
    if (w < 5)
        return;
    draw_fill(a, x + 1, y, w - 2, 1, STYLE_QUIET, "─");
    draw_text(a, x, y, STYLE_QUIET, "├");
    draw_text(a, x + w - 1, y, STYLE_QUIET, "┤");
    if (isnan(place))
        return;
    if (place < 0 || place > 1) {
        draw_text(a, place < 0 ? x : x + w - 1, y, style, place < 0 ? "◂" : "▸");
        return;
    }
    draw_text(a, x + 1 + (int)lround(place * (w - 3)), y, style, "●");
}

struct range {
    double low, high;
};

static struct range range_of(const struct curve *curves, int n, bool of_x) {
    struct range r = {INFINITY, -INFINITY};
    for (int i = 0; i < n; i++)
        for (int j = 0; j < curves[i].n; j++) {
            double v = of_x ? curves[i].x[j] : curves[i].y[j];
            if (!isfinite(curves[i].x[j]) || !isfinite(curves[i].y[j]))
                continue;
            r.low = fmin(r.low, v);
            r.high = fmax(r.high, v);
        }
    if (r.high - r.low < 1e-12 * fmax(1, fabs(r.high))) {
        double half = fabs(r.high) > 0 ? fabs(r.high) * 0.05 : 0.5;
        r = (struct range){r.low - half, r.high + half};
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

static void plot(struct dots *d, const struct curve *c, struct range rx, struct range ry) {
    int before_x = -1, before_y = -1;
    for (int i = 0; i < c->n; i++) {
        if (!isfinite(c->x[i]) || !isfinite(c->y[i]))
            continue;
        int x = (int)lround((c->x[i] - rx.low) / (rx.high - rx.low) * (d->w * 2 - 1));
        int y = (int)lround((ry.high - c->y[i]) / (ry.high - ry.low) * (d->h * 4 - 1));
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

static char *figure(char *buffer, size_t n, double v) {
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

static void draw_axes(struct area a, int left, struct range rx, struct range ry, const char *x_name) {
    char low[16], high[16];
    struct text tail = {0};
    draw_right(a, left - 1, 0, STYLE_QUIET, figure(high, sizeof high, ry.high));
    draw_right(a, left - 1, a.h - 2, STYLE_QUIET, figure(low, sizeof low, ry.low));
    for (int y = 0; y < a.h - 1; y++)
        draw_text(a, left - 1, y, STYLE_QUIET, y == 0 || y == a.h - 2 ? "┤" : "│");
    draw_text(a, left, a.h - 1, STYLE_QUIET, figure(low, sizeof low, rx.low));
    text_format(&tail, "%s%s%s", x_name, *x_name ? " " : "", figure(high, sizeof high, rx.high));
    draw_right(a, a.w, a.h - 1, STYLE_QUIET, text_str(&tail));
    text_free(&tail);
}

static void draw_legend(struct area a, int left, const struct curve *curves, int n) {
    int x = left + 6;
    for (int i = 0; i < n && curves[i].name[0]; i++) {
        char value[16];
        bool any = curves[i].n > 0 && isfinite(curves[i].y[curves[i].n - 1]);
        x += draw_format(a, x, a.h - 1, curves[i].style, "%s %s %s", curves[i].dotted ? "╌" : "─", curves[i].name,
                         any ? figure(value, sizeof value, curves[i].y[curves[i].n - 1]) : "");
        x += 3;
    }
}

void draw_curves(struct area a, const struct curve *curves, int n, const char *x_name) {
    struct range rx = range_of(curves, n, true), ry = range_of(curves, n, false);
    if (!isfinite(rx.low) || !isfinite(ry.low))
        return;
    char low[16], high[16];
    int left = utf8_columns(figure(low, sizeof low, ry.low));
    int other = utf8_columns(figure(high, sizeof high, ry.high));
    left = (left > other ? left : other) + 2;
    if (a.w < 16 || a.h < 4) {
        draw_legend(area_part(a, 0, 0, a.w, 1), -6, curves, n);
        return;
    }
    struct dots d = {.w = a.w - left, .h = a.h - 1};
    d.bits = mem_must((size_t)d.w * (size_t)d.h, 1);
    d.style = mem_must((size_t)d.w * (size_t)d.h, 1);
    for (int i = 0; i < n; i++)
        plot(&d, &curves[i], rx, ry);
    put_dots(a, left, 0, &d);
    draw_axes(a, left, rx, ry, x_name);
    draw_legend(a, left, curves, n);
    free(d.bits);
    free(d.style);
}
