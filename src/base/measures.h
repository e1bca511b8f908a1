/* measures.h - what a node of the plan measured: metrics with their bootstrap replicates, curves, funnel rows, notes.
 * Any node may return them: they live in the node's blob under names of their own, so a cached node gives back what the
 * node gave when it ran. Names are those of the metric table ("retrieval.recall@100", "ranking.roc_auc[own]").
 * Life: {0} -> measures_add ... -> measures_pack into a blob; measures_unpack from one; measures_free. */
#ifndef BASE_MEASURES_H
#define BASE_MEASURES_H
#include "base/blob.h"

enum { MEASURE_NAME = 64, MEASURE_WHY = 120 };

struct measure {
    char name[MEASURE_NAME];
    double value;            /* NAN: could not be measured in this run; `why` says so */
    double baseline, oracle; /* NAN: none */
    char why[MEASURE_WHY];   /* why there is no value; or "measured" / "extrapolated: law" for capacity figures */
    double *replicates;      /* (replicates) bootstrap values, NULL when there are none; owned */
    int n_replicates;
};
struct measured_curve {
    char name[MEASURE_NAME]; /* "ranking_model.loss", "roc", "calibration", "serving.latency", "days.ctr" */
    int n;
    double *x, *y; /* (n), owned */
};
struct measured_stage { /* one row of the funnel */
    char stage[24];
    double in, out;        /* mean items a request */
    double p50_ms, p99_ms; /* NAN until timed */
};
/* A picture that shows what a run did: rows of pictures that belong together, such as a query and what was found. */
enum { PICTURE_SIDE = 32, PICTURE_BYTES = PICTURE_SIDE * PICTURE_SIDE * 3 };
struct measured_picture {
    int row, place;             /* place 0 is what was asked; 1.. the answers, best first */
    int32_t id;                 /* of the item, -1 of a query */
    int grade;                  /* how good an answer it is by the truth, 0 not at all; -1 of a query */
    char caption[48];           /* "photograph of a mug", "the same product"; may be empty */
    uint8_t rgb[PICTURE_BYTES]; /* (PICTURE_SIDE,PICTURE_SIDE,3) rows from the top, red first */
};
struct measures {
    struct measure *metrics;
    struct measured_curve *curves;
    struct measured_stage *stages;
    struct measured_picture *pictures; /* in order of row and place */
    char **notes;                      /* "retrieval.candidates 1000 is more than the 300 live items: 300 used" */
    int n_metrics, n_curves, n_stages, n_pictures, n_notes;
};

/* replicates (n) are copied; NULL with n = 0 for none. A value that is NAN wants measures_missing instead. */
struct measure *measures_add(struct measures *m, const char *name, double value, const double *replicates, int n);
void measures_missing(struct measures *m, const char *name, const char *why);
void measures_ruler(struct measures *m, const char *name, double baseline, double oracle);          /* NAN: none */
void measures_curve(struct measures *m, const char *name, const double *x, const double *y, int n); /* copies */
/* One row a stage: a second call for the same stage fills in what is not NAN (counts and times come from two nodes). */
void measures_stage(struct measures *m, const char *stage, double in, double out, double p50_ms, double p99_ms);
void measures_note(struct measures *m, const char *format, ...) PRINTF_LIKE(2, 3);
void measures_picture(struct measures *m, const struct measured_picture *picture); /* copies */
const struct measure *measures_find(const struct measures *m, const char *name);   /* NULL: not there */
/* Moves everything of `from` behind what `to` has; `from` is empty afterwards. */
void measures_append(struct measures *to, struct measures *from);
void measures_free(struct measures *m);

bool measures_pack(const struct measures *m, struct blob *out, struct err *err) MUST_USE;
void measures_unpack(struct measures *m, const struct blob *blob); /* copies; nothing when the blob holds none */
#endif
