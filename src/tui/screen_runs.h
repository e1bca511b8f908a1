/* screen_runs.h - the runs so far: a list that filters, the report of one, the comparison of two. */
#ifndef TUI_SCREEN_RUNS_H
#define TUI_SCREEN_RUNS_H
#include "engine/run.h"
#include "tui/list.h"

struct app;
struct area;
struct run_row;
struct screen;
struct runs {
    struct list list; /* over `rows` */
    int *rows;        /* indices into the library's runs that pass the filter */
    int n_rows;
    char filter[80];
    int64_t marked[2];   /* ids, oldest mark first; 0 none */
    struct run *open[2]; /* what is shown: one run, or two compared; owned */
    int64_t wanted[2];   /* ids asked for and not yet here */
    bool report;         /* the pane on the right (or the whole, when narrow) has the focus */
    bool failed;         /* the wanted run cannot be read: the text says why */
    char *text;          /* the report as lines; owned */
    int text_width;      /* for which it was made */
    struct scroll scroll;
};
extern const struct screen screen_runs;
void runs_fini(struct runs *runs);
const struct run_row *runs_selected(const struct app *app); /* NULL: the list is empty */
/* runs_list.c */
void run_purpose_words(const struct run_row *row, char *out, size_t n); /* "session 3: reference 2" */
int runs_about_rows(const struct app *app);                             /* below the list, telling of the marked one */
void runs_list_draw(const struct app *app, struct area a);
#endif
