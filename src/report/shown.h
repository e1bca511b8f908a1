/* shown.h - what every format shows of a run, worked out once: metrics in the table's order with their own-protocol
 * twin and interval, the knobs that were decided, numbers as people read them. */
#ifndef REPORT_SHOWN_H
#define REPORT_SHOWN_H
#include "base/mem.h"
#include "engine/run.h"

struct shown {
    const struct metric *metric;
    const struct measure *measure;
    const struct measure *own; /* the same under the design's own protocol; NULL none */
    bool has_interval;
    double low, high;
};
/* Metrics of the run in table order, "[own]" folded into its metric; in the arena. */
int shown_metrics(struct arena *arena, const struct run *run, struct shown **out);
/* Every measure in table order, nothing folded; *out in the arena. */
int shown_measures(struct arena *arena, const struct run *run, const struct measure ***out);
/* Whether the knob differs from what the case gives and matters in this design; seeds are not decisions. */
bool shown_decided(const struct design *d, enum knob_id id);
/* "-s a=1 -s b=2": what to add to the case's default scenario to get this design. */
void shown_settings(const struct design *d, struct text *out);

/* A value without its unit: "14.2", "12.8 GB", "3.1 k"; in the arena. */
const char *shown_number(struct arena *arena, const struct metric *metric, double value);
const char *shown_unit(const struct metric *metric); /* what shown_number leaves out: "ms", "" */
/* Half the interval's width in the digits and the unit of the value; "" without an interval. */
const char *shown_half(struct arena *arena, const struct shown *shown);
/* A signed difference in the digits and unit of `value`. */
const char *shown_difference(struct arena *arena, const struct metric *metric, double value, double difference);
const char *shown_time(struct arena *arena, int64_t at);           /* "2025-11-21 10:00 UTC" */
const char *shown_count(struct arena *arena, double count);        /* "20,000", "9.6" */
const char *shown_ms(struct arena *arena, double ms);              /* "0.41", "-" when it was not timed */
const char *shown_scenario(const struct run *run);                 /* without folders of the machine */
const char *shown_run(struct arena *arena, const struct run *run); /* "#12 name" */
/* "#12"; "run 2" for the second of several that are not stored. */
const char *shown_tag(struct arena *arena, const struct run *run, int i);
#endif
