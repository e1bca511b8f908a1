/* page_html.c - a page as one HTML file: style and pictures inside, no script, no request to anywhere.
 * Light and dark follow the reader's system; every chart has its table beside it; it prints. */
#include "base/gallery.h"
#include "report/chart.h"
#include "report/page.h"
#include "report/png.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const char style[] =
    ":root{color-scheme:light dark;--ink:#1b1f24;--paper:#fdfdfc;--quiet:#5c6570;--line:#d8dce1;--good:#1a6e36;"
    "--bad:#b3261e;--mark:#2b6cb0;--tint:#eef2f6}\n"
    "@media (prefers-color-scheme:dark){:root{--ink:#e4e7eb;--paper:#14171b;--quiet:#9aa4af;--line:#333a42;"
    "--good:#6cc787;--bad:#ff8a80;--mark:#7ab3ef;--tint:#1e2329}}\n"
    "*{box-sizing:border-box}\n"
    "body{font:16px/1.5 system-ui,sans-serif;color:var(--ink);background:var(--paper);max-width:62rem;"
    "margin:2rem auto;padding:0 1rem}\n"
    "h1{font-size:1.5rem;margin:0}h2{font-size:1.1rem;margin:2rem 0 .5rem}\n"
    "p{margin:.3rem 0;max-width:46rem}.quiet{color:var(--quiet)}.good{color:var(--good)}.bad{color:var(--bad)}\n"
    ".bad,.strong{font-weight:600}\n"
    ".figures{display:flex;flex-wrap:wrap;gap:1rem;margin:1rem 0;padding:0}\n"
    ".figures div{flex:1 1 14rem;background:var(--tint);border-radius:.5rem;padding:.75rem 1rem}\n"
    ".figures dt,.figures .note{color:var(--quiet);font-size:.9rem}\n"
    ".figures dd{margin:0}.figures .value{font-size:1.4rem;font-variant-numeric:tabular-nums}\n"
    ".wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums;font-size:.92rem}\n"
    "th,td{text-align:left;padding:.2rem .8rem .2rem 0;border-bottom:1px solid var(--line);vertical-align:top}\n"
    "th{font-weight:600;color:var(--quiet)}th.section{padding-top:.9rem;color:var(--ink)}.right{text-align:right;white-"
    "space:nowrap}\n"
    ".ruler{white-space:nowrap}.ruler svg{width:9rem;height:1rem;vertical-align:-.15rem;margin:0 .4rem}\n"
    ".bar{display:inline-block;height:.7rem;background:var(--mark);border-radius:.15rem}\n"
    ".charts{display:grid;grid-template-columns:repeat(auto-fill,minmax(26rem,1fr));gap:0 1.5rem}\n"
    "figure{margin:1rem 0;min-width:0}figcaption{font-weight:600}figure svg{max-width:35rem;width:100%;height:auto}\n"
    ".found{display:flex;flex-wrap:wrap;gap:.5rem;margin:.8rem 0}.found figure{margin:0;width:5.6rem}\n"
    ".found img{display:block;image-rendering:pixelated;border:.2rem solid var(--line);border-radius:.3rem;"
    "box-sizing:content-box}\n"
    ".found figcaption{font-weight:400;font-size:.75rem;line-height:1.25;color:var(--quiet)}\n"
    ".found .grade-1{margin-right:1rem}.found .grade-1 img{border-color:var(--ink)}"
    ".found .grade3 img{border-color:var(--good)}.found .grade3 figcaption{color:var(--good)}"
    ".found .grade2 img{border-color:var(--mark)}.found .grade2 figcaption{color:var(--mark)}"
    ".found .grade0 img{border-style:dashed;border-color:var(--bad)}.found .grade0 figcaption{color:var(--bad)}\n"
    "details{font-size:.92rem}summary{cursor:pointer;color:var(--quiet)}\n"
    "code{display:block;background:var(--tint);border-radius:.3rem;padding:.5rem .8rem;overflow-x:auto;"
    "white-space:pre-wrap;overflow-wrap:anywhere}\n"
    "@media print{body{margin:0;max-width:none;font-size:11px}details{display:none}figure,tr{break-inside:avoid}"
    "h2{break-after:avoid}}\n";

/* With the sign that text for terminals writes as "+/-". */
static void escaped(struct text *out, const char *text) {
    for (; text && *text; text++)
        switch (*text) {
        case '+':
            text_add(out, text_starts(text, "+/-") ? "±" : "+");
            text += text_starts(text, "+/-") ? 2 : 0;
            break;
        case '&':
            text_add(out, "&amp;");
            break;
        case '<':
            text_add(out, "&lt;");
            break;
        case '>':
            text_add(out, "&gt;");
            break;
        case '"':
            text_add(out, "&quot;");
            break;
        default:
            text_bytes(out, text, 1);
        }
}

static const char *tone_class(enum tone tone) {
    static const char *const names[] = {"", "strong", "good", "bad", "quiet"};
    return names[tone];
}

static double clamp(double share) {
    return share < 0 ? 0 : share > 1 ? 1 : share;
}

/* A rail of 100 units between two ticks, the interval thick, the value a dot. */
static void ruler(struct text *out, const struct graph *g) {
    double span = g->oracle - g->baseline;
    double at = span != 0 ? clamp((g->value - g->baseline) / span) : 0.5;
    escaped(out, g->at_low);
    text_add(out, "<svg viewBox='-4 0 108 12' preserveAspectRatio='none' aria-hidden='true'>"
                  "<path d='M0 2V10M100 2V10M0 6H100' stroke='var(--quiet)' stroke-width='1' fill='none'/>");
    if (isfinite(g->low) && isfinite(g->high) && span != 0)
        text_format(out, "<path d='M%.2f 6H%.2f' stroke='var(--mark)' stroke-width='4'/>",
                    100 * clamp((g->low - g->baseline) / span), 100 * clamp((g->high - g->baseline) / span));
    text_format(out, "<circle cx='%.2f' cy='6' r='3.5' fill='var(--mark)'/></svg>", 100 * at);
    escaped(out, g->at_high);
}

static void cell(struct text *out, const struct column *column, const struct cell *c) {
    bool ruled = c->graph.kind == GRAPH_RULER;
    text_format(out, "<td class='%s%s%s'>", column->right ? "right " : "", ruled ? "ruler " : "", tone_class(c->tone));
    if (ruled)
        ruler(out, &c->graph);
    else if (c->graph.kind == GRAPH_BAR)
        text_format(out, "<span class='bar' style='width:%.2frem'></span>", 0.1 + 12 * clamp(c->graph.share));
    else
        escaped(out, c->text);
    text_add(out, "</td>");
}

static void table_html(const struct table *table, struct text *out) {
    text_add(out, "<div class='wide'><table>\n<thead><tr>");
    for (int c = 0; c < table->n_columns; c++) {
        text_format(out, "<th scope='col'%s>", table->columns[c].right ? " class='right'" : "");
        escaped(out, table->columns[c].head);
        text_add(out, "</th>");
    }
    text_add(out, "</tr></thead>\n<tbody>\n");
    for (const struct row *row = table->first; row; row = row->next) {
        if (row->section) {
            text_format(out, "<tr><th class='section' scope='colgroup' colspan='%d'>", table->n_columns);
            escaped(out, row->section);
            text_add(out, "</th></tr>\n");
        }
        text_add(out, "<tr>");
        for (int c = 0; c < table->n_columns; c++)
            cell(out, &table->columns[c], &row->cells[c]);
        text_add(out, "</tr>\n");
    }
    text_add(out, "</tbody></table></div>\n");
}

static void figures_html(const struct table *table, struct text *out) {
    text_add(out, "<dl class='figures'>\n");
    for (const struct row *row = table->first; row; row = row->next) {
        text_add(out, "<div><dt>");
        escaped(out, row->cells[0].text);
        text_add(out, "</dt><dd class='value'>");
        escaped(out, row->cells[1].text);
        text_add(out, "</dd><dd class='note'>");
        escaped(out, row->cells[2].text);
        text_add(out, "</dd></div>\n");
    }
    text_add(out, "</dl>\n");
}

static void point_row(const struct chart *chart, const struct series *series, int i, struct text *out) {
    text_add(out, "<tr><td>");
    escaped(out, series->name);
    text_add(out, "</td><td class='right'>");
    if (chart->x_names && series == &chart->series[0])
        escaped(out, chart->x_names[i]);
    else
        text_format(out, "%.6g", series->x[i]);
    text_format(out, "</td><td class='right'>%.6g</td></tr>\n", series->y[i]);
}

/* What a chart was drawn from; long curves thinned to about 60 points, and said so. */
static void chart_table(const struct chart *chart, struct text *out) {
    enum { POINTS = 60 };
    text_add(out, "<details><summary>as a table</summary><div class='wide'><table><thead><tr><th>series</th><th "
                  "class='right'>");
    escaped(out, chart->x);
    text_add(out, "</th><th class='right'>");
    escaped(out, chart->y);
    text_add(out, "</th></tr></thead><tbody>\n");
    for (int s = 0; s < chart->n_series; s++) {
        const struct series *series = &chart->series[s];
        int step = series->n > POINTS ? (series->n + POINTS - 1) / POINTS : 1;
        for (int i = 0; i < series->n; i += step)
            point_row(chart, series, i, out);
        if (step > 1)
            text_format(out, "<tr><td colspan='3' class='quiet'>every %dth of %d points</td></tr>\n", step, series->n);
    }
    text_add(out, "</tbody></table></div></details>\n");
}

static void chart_html(const struct chart *chart, const char *svg, struct text *out) {
    text_add(out, "<figure><figcaption>");
    escaped(out, chart->title);
    text_add(out, "</figcaption>\n");
    text_add(out, svg);
    text_add(out, "\n");
    chart_table(chart, out);
    text_add(out, "</figure>\n");
}

static void picture_html(const struct measured_picture *p, struct text *out) {
    const char *word = p->place ? gallery_word(p->grade) : "asked";
    text_format(out, "<figure class='grade%d'><img width='80' height='80' alt='", p->grade);
    if (p->place)
        text_format(out, "answer %d, %s", p->place, word);
    else
        text_add(out, word);
    if (*p->caption)
        text_add(out, ": ");
    escaped(out, p->caption);
    text_add(out, "' src='");
    png_data_uri(p->rgb, PICTURE_SIDE, PICTURE_SIDE, out);
    text_format(out, "'><figcaption>%s %s</figcaption></figure>\n", gallery_sign(p->grade, true), word);
}

/* A list a row; a picture that cannot be made is said in words. */
static void pictures_html(const struct measures *m, struct text *out) {
    struct gallery_list list = {0};
    while (gallery_next(m, &list)) {
        text_add(out, "<div class='found'>\n");
        for (int i = list.begin; i < list.end; i++)
            picture_html(&m->pictures[i], out);
        text_add(out, "</div>\n");
    }
}

static void tagged(struct text *out, const char *tag, const struct block *block) {
    const char *tone = tone_class(block->tone);
    text_format(out, "<%s%s%s%s>", tag, *tone ? " class='" : "", tone, *tone ? "'" : "");
    escaped(out, block->text);
    text_format(out, "</%s>\n", tag);
}

struct drawing { /* the charts of a page, drawn */
    char **svg;
    int n, next;
    bool gnuplot;
};

static void block_html(const struct block *block, struct drawing *drawing, struct text *out) {
    switch (block->kind) {
    case BLOCK_TITLE:
        tagged(out, "h1", block);
        break;
    case BLOCK_HEAD:
        tagged(out, "h2", block);
        break;
    case BLOCK_LINE:
        tagged(out, "p", block);
        break;
    case BLOCK_ITEM:
        tagged(out, "li", block);
        break;
    case BLOCK_CODE:
        tagged(out, "code", block);
        break;
    case BLOCK_TABLE:
        table_html(block->table, out);
        break;
    case BLOCK_FIGURES:
        figures_html(block->table, out);
        break;
    case BLOCK_PICTURES:
        pictures_html(block->pictures, out);
        break;
    case BLOCK_CHART:
        chart_html(block->chart, drawing->svg[drawing->next++], out);
        break;
    }
}

static void draw_all(const struct page *page, struct drawing *drawing) {
    for (const struct block *block = page->first; block; block = block->next)
        drawing->n += block->kind == BLOCK_CHART;
    const struct chart **charts = mem_must((size_t)drawing->n + 1, sizeof *charts);
    drawing->svg = mem_must((size_t)drawing->n + 1, sizeof *drawing->svg);
    int n = 0;
    for (const struct block *block = page->first; block; block = block->next)
        if (block->kind == BLOCK_CHART)
            charts[n++] = block->chart;
    drawing->gnuplot = chart_svg(charts, n, drawing->svg);
    free(charts);
}

void page_html(const struct page *page, const char *title, struct text *out) {
    struct drawing drawing = {0};
    draw_all(page, &drawing);
    text_add(out, "<!doctype html>\n<html lang='en'>\n<head>\n<meta charset='utf-8'>\n"
                  "<meta name='viewport' content='width=device-width,initial-scale=1'>\n<title>");
    escaped(out, title);
    text_format(out, "</title>\n<style>\n%s</style>\n</head>\n<body>\n<main>\n", style);
    enum block_kind last = BLOCK_TITLE;
    for (const struct block *block = page->first; block; block = block->next) {
        if (block->kind != last)
            text_add(out, block->kind == BLOCK_ITEM    ? "<ul>\n"
                          : block->kind == BLOCK_CHART ? "<div class='charts'>\n"
                                                       : "");
        block_html(block, &drawing, out);
        last = block->kind;
        if (!block->next || block->next->kind != last)
            text_add(out, last == BLOCK_ITEM ? "</ul>\n" : last == BLOCK_CHART ? "</div>\n" : "");
    }
    if (drawing.n && !drawing.gnuplot)
        text_add(out, "<p class='quiet'>gnuplot is not installed here, so the charts are bare; their tables have every "
                      "figure.</p>\n");
    text_add(out, "</main>\n</body>\n</html>\n");
    for (int i = 0; i < drawing.n; i++)
        free(drawing.svg[i]);
    free(drawing.svg);
}
