/* page.h - a report as blocks, before it is text, Markdown or HTML: titles, lines, tables, charts.
 * Life: {0} -> page_head, page_line, page_table ... -> one of the renderers -> page_free. Everything lives in the
 * page's arena; strings are copied. A cell may hold a small graph beside its text: a ruler (a value between a baseline
 * and an oracle) or a bar; each renderer draws it in its own way or leaves it out. */
#ifndef REPORT_PAGE_H
#define REPORT_PAGE_H
#include "base/mem.h"
#include "base/text.h"
#include "report/report.h"

enum tone { TONE_PLAIN, TONE_STRONG, TONE_GOOD, TONE_BAD, TONE_QUIET };
enum graph_kind { GRAPH_NONE, GRAPH_RULER, GRAPH_BAR };
struct graph {
    enum graph_kind kind;
    double low, value, high;      /* ruler: the interval (NAN: none) around the value */
    double baseline, oracle;      /* ruler: its ends */
    const char *at_low, *at_high; /* ruler: the ends as text */
    double share;                 /* bar: 0..1 */
};
struct cell {
    const char *text; /* NULL: empty */
    enum tone tone;
    struct graph graph;
};
struct column {
    const char *head;
    bool right;
    bool wrap;  /* long text continues below */
    int least;  /* of a column that wraps: the width below which it does not shrink; 0: some */
    bool graph; /* the cells hold graphs: takes the width that is left */
    int drop;   /* 0: always there; else the larger, the sooner it goes when the window is narrow */
};
struct row {
    struct row *next;
    const char *section; /* a line of its own above this row */
    struct cell cells[];
};
struct table {
    const struct column *columns; /* static or in the arena */
    int n_columns, n_rows;
    struct row *first, *last;
};
enum series_look { SERIES_LINE, SERIES_POINTS, SERIES_BARS };
struct series {
    const char *name;
    const double *x, *y; /* (n), borrowed */
    int n;
    enum series_look look; /* SERIES_POINTS: marks on the line */
};
enum { CHART_SERIES = 6 };
struct chart {
    const char *title, *x, *y; /* labels of the axes */
    bool log_x;
    double limit; /* a horizontal line, NAN none */
    const char *limit_name;
    const char *const *x_names; /* of the first series' points (n); NULL: numbers */
    struct series series[CHART_SERIES];
    int n_series;
};
enum block_kind {
    BLOCK_TITLE,
    BLOCK_HEAD,
    BLOCK_LINE,
    BLOCK_ITEM,
    BLOCK_CODE,
    BLOCK_TABLE,
    BLOCK_FIGURES,
    BLOCK_CHART,
    BLOCK_PICTURES
};
/* FIGURES: a table of (label, value, note) that HTML shows large and the others leave out: their lines have it. */
struct block {
    enum block_kind kind;
    struct block *next;
    const char *text;
    enum tone tone;
    struct table *table;
    struct chart *chart;
    const struct measures *pictures; /* borrowed: of a run that outlives the page */
};
struct page {
    struct arena arena;
    struct block *first, *last;
};

void page_add(struct page *page, enum block_kind kind, enum tone tone, const char *text);
void page_format(struct page *page, enum block_kind kind, enum tone tone, const char *format, ...) PRINTF_LIKE(4, 5);
struct table *page_table(struct page *page, const struct column *columns, int n_columns);
struct table *page_new_table(struct page *page, const struct column *columns, int n_columns); /* in no block yet */
struct cell *page_row(struct page *page, struct table *table, const char *section);           /* (n_columns), empty */
void page_pictures(struct page *page, const struct measures *pictures);
struct chart *page_chart(struct page *page, const char *title, const char *x, const char *y);
void page_free(struct page *page);

void page_text(const struct page *page, const struct report_style *style, struct text *out);
void page_table_text(const struct table *table, const struct report_style *style, int indent, struct text *out);
void page_markdown(const struct page *page, struct text *out);
void page_html(const struct page *page, const char *title, struct text *out);

/* Columns that UTF-8 text takes in a terminal. */
int page_columns(const char *text);
/* Bytes of the longest part of text that takes at most `columns`. */
int page_fit(const char *text, int columns);
#endif
