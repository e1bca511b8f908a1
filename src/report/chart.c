#include "report/chart.h"
#include "report/process.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Colours that read on light and dark paper; the frame's stands for the text's own colour and is replaced by it. */
static const char *const colours[CHART_SERIES] = {"#3b7dc4", "#d07a1f", "#4f9a63", "#b0559b", "#8a8f2f", "#7a68c8"};
static const char frame_hex[] = "#787878";
#define FRAME_RGB "rgb(120, 120, 120)" /* the same, as gnuplot writes it */
enum { WIDTH = 560, HEIGHT = 260, MARGIN = 46 };

static const char *const looks[] = {
    [SERIES_LINE] = "lines", [SERIES_POINTS] = "linespoints pt 7 ps 0.4", [SERIES_BARS] = "boxes fs solid 0.5"};

/* A label for gnuplot: in single quotes, nothing in it can be a command. */
static void quoted(struct text *out, const char *label) {
    text_add(out, "'");
    for (; *label; label++)
        text_bytes(out, *label == '\'' || *label == '\n' ? " " : label, 1);
    text_add(out, "'");
}

static void named_tics(const struct chart *chart, struct text *out) {
    if (!chart->x_names)
        return;
    text_add(out, "set boxwidth 0.7\nset xtics rotate by -40 (");
    for (int i = 0; i < chart->series[0].n; i++) {
        text_add(out, i ? ", " : "");
        quoted(out, chart->x_names[i]);
        text_format(out, " %.9g", chart->series[0].x[i]);
    }
    text_add(out, ")\n");
}

static void script_of(const struct chart *chart, int number, struct text *out) {
    text_format(out, "reset\nset terminal svg size %d,%d dynamic noenhanced font 'sans-serif,12' name 'c%d'\n", WIDTH,
                HEIGHT, number);
    text_format(out, "set border 3 lc rgb '%s'\nset tics nomirror textcolor rgb '%s'\n", frame_hex, frame_hex);
    text_format(out, "set key textcolor rgb '%s'\nset grid ytics lc rgb '%s' lw 0.3\n", frame_hex, frame_hex);
    const struct series *first = &chart->series[0];
    bool rises = first->n > 1 && first->y[first->n - 1] > first->y[0];
    if (chart->n_series > 1 || isfinite(chart->limit)) /* the corner that the lines leave free */
        text_format(out, "set key %s right\n", rises ? "bottom" : "top");
    else
        text_add(out, "unset key\n");
    text_add(out, "set xlabel ");
    quoted(out, chart->x);
    text_format(out, " textcolor rgb '%s'\nset ylabel ", frame_hex);
    quoted(out, chart->y);
    text_format(out, " textcolor rgb '%s'\n", frame_hex);
    if (chart->log_x)
        text_add(out, "set logscale x\n");
    named_tics(chart, out);
    for (int s = 0; s < chart->n_series; s++) {
        text_format(out, "$d%d << EOD\n", s);
        for (int i = 0; i < chart->series[s].n; i++)
            if (isfinite(chart->series[s].x[i]) && isfinite(chart->series[s].y[i]))
                text_format(out, "%.9g %.9g\n", chart->series[s].x[i], chart->series[s].y[i]);
        text_add(out, "EOD\n");
    }
    text_add(out, "plot ");
    for (int s = 0; s < chart->n_series; s++) {
        text_format(out, "%s$d%d using 1:2 with %s lw 1.8 lc rgb '%s' title ", s ? ", " : "", s,
                    looks[chart->series[s].look], colours[s]);
        quoted(out, chart->series[s].name);
    }
    if (isfinite(chart->limit)) {
        text_format(out, ", %.9g with lines dt 2 lw 1.2 lc rgb '%s' title ", chart->limit, frame_hex);
        quoted(out, chart->limit_name);
    }
    text_add(out, "\n");
}

/* [begin, end) with `old` replaced by `new`. */
static char *replaced(const char *begin, const char *end, const char *old, const char *new) {
    struct text out = {0};
    while (begin < end) {
        const char *hit = memmem(begin, (size_t)(end - begin), old, strlen(old));
        const char *to = hit ? hit : end;
        text_bytes(&out, begin, (size_t)(to - begin));
        text_add(&out, hit ? new : "");
        begin = hit ? hit + strlen(old) : end;
    }
    return text_take(&out);
}

/* Takes the <title> elements out: gnuplot names its groups there, and a browser would show them as tips. */
static void strip_titles(char *svg) {
    for (char *begin; (begin = strstr(svg, "<title>"));) {
        char *end = strstr(begin, "</title>");
        if (!end)
            return;
        end += strlen("</title>");
        memmove(begin, end, strlen(end) + 1);
        svg = begin;
    }
}

/* The frame takes the page's colour, light or dark; gnuplot's groups set black for what they do not colour. The caption
 * and the table stand for the picture where it is read out. */
static char *recoloured(const char *begin, const char *end) {
    static const char *const edits[][2] = {{FRAME_RGB, "currentColor"}, {" color=\"black\"", ""}};
    char *svg = replaced(begin, end, "<svg", "<svg aria-hidden='true'");
    for (size_t i = 0; i < sizeof edits / sizeof *edits; i++) {
        char *next = replaced(svg, svg + strlen(svg), edits[i][0], edits[i][1]);
        free(svg);
        svg = next;
    }
    strip_titles(svg);
    return svg;
}

/* Cuts gnuplot's output into its <svg> elements; how many there were, at most n. */
static int split(const char *output, char **svg, int n) {
    int found = 0;
    while (found < n) {
        const char *begin = strstr(output, "<svg");
        const char *end = begin ? strstr(begin, "</svg>") : NULL;
        if (!end)
            break;
        end += strlen("</svg>");
        svg[found++] = recoloured(begin, end);
        output = end;
    }
    return found;
}

bool chart_svg(const struct chart *const *charts, int n, char **svg) {
    static const char *const argv[] = {"gnuplot", "-d", NULL};
    struct text script = {0}, output = {0};
    struct err err = {0};
    for (int i = 0; i < n; i++)
        script_of(charts[i], i, &script);
    bool ran = n > 0 && process_filter(argv, text_str(&script), script.length, 10.0, &output, &err);
    int found = ran ? split(text_str(&output), svg, n) : 0;
    if (found < n) { /* all or nothing: a missing picture would shift the others under wrong titles */
        for (int i = 0; i < found; i++)
            free(svg[i]);
        for (int i = 0; i < n; i++) {
            struct text plain = {0};
            chart_plain_svg(charts[i], &plain);
            svg[i] = text_take(&plain);
        }
    }
    text_free(&script);
    text_free(&output);
    return found == n;
}
