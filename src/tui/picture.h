/* picture.h - what the engine answers, as pictures: the seven moments of a session, and their parts, which the lab
 * shows too. Every function draws from row y of an area as far as it goes and gives back the row after its last; an
 * area of a width and nothing else ({.w = 60}) measures. Nothing here knows a case or a kind of world: what there is to
 * show is what the run measured, in the order of the metric table. */
#ifndef TUI_PICTURE_H
#define TUI_PICTURE_H
#include "practice/session.h"
#include "tui/grid.h"

/* What a picture is made of. */
struct picture {
    const struct session *session; /* NULL in the lab */
    const struct run *run;         /* what the step measured */
    const struct run *before;      /* the same step's, before the design changed; NULL */
    const struct run *naive;       /* the design that nobody thought about, A of the A/B test; NULL */
    const struct run *curveball;   /* step 6's at another scale; NULL */
};

/* The moment of a step, 1..7. Step 1 needs no run. */
int picture_moment(const struct picture *p, int step, struct area a);

/* The end page; needs session_scored. unicode: of the terminal, for what practice/ writes itself. */
int picture_end(const struct session *s, bool unicode, struct area a, int y);

/* Steps, each in a file of its own. */
int picture_estimates(const struct session *s, struct area a, int y);
int picture_baselines(const struct run *run, struct area a, int y);
int picture_log(const struct run *run, struct area a, int y);
int picture_training(const struct run *run, struct area a, int y);
int picture_reveal(const struct picture *p, struct area a, int y);
int picture_serving(const struct picture *p, struct area a, int y);
int picture_days(const struct run *run, bool told, struct area a, int y); /* told: with what happened, by name */

/* Parts. */
/* What was forecast in steps from .. to, beside what came. */
int picture_forecasts(const struct session *s, int from, int to, struct area a, int y);
/* Lines as they are: prose that is too long is wrapped under its own indentation, what is drawn is cut; what begins at
 * the edge is a heading. */
int picture_text(const char *text, struct area a, int y);
int picture_heading(struct area a, int y, const char *words, const char *right);
/* The same, drawn: long words are shortened to fit the width. */
int picture_name(struct area a, int x, int y, int width, int style, const char *name);
/* A value without the unit that its name says: "0.431", "12.8 GB". */
char *picture_figure(const struct metric *metric, double v, char *buffer, size_t n);
/* One metric in a row: name, value, half its interval, and where there is room the ruler with its ends. */
void picture_metric(const struct measure *m, const struct metric *metric, struct area a, int y);
/* All metrics that a stage (NULL: any) measured, main ones first; classes and slices below, as a table. */
int picture_metrics(const struct run *run, const char *stage, struct area a, int y);
int picture_classes(const struct run *run, const char *stage, struct area a, int y); /* that table alone */
int picture_own(const struct run *run, struct area a, int y); /* the own protocol beside the truth */
/* What was asked with pictures and what was found, at most `most` requests; nothing where things are no images. */
int picture_found(const struct run *run, int most, struct area a, int y);
int picture_funnel(const struct run *run, struct area a, int y);
int picture_load(const struct run *run, struct area a, int y); /* the load test */
int picture_plan(const struct run *run, struct area a, int y); /* machines at the scenario's scale */
/* Curves whose name begins with `prefix` (several, parted by spaces), each in a chart; side by side where there is
 * room. A model's loss and validation share one. */
int picture_curves(const struct run *run, const char *prefixes, struct area a, int y);
const struct measured_curve *picture_curve(const struct run *run, const char *name); /* NULL */
/* The metric that the case's design aims at; NULL where it was not measured. */
const struct measure *picture_headline(const struct run *run);
#endif
