/* json.h - what a report's JSON is made of, over jansson. Keys stand in the order in which they are put; doubles have
 * 17 digits; what is not a number is null. */
#ifndef REPORT_JSON_H
#define REPORT_JSON_H
#include "engine/run.h"
#include <jansson.h>

json_t *json_text(const char *text);                        /* bytes that are no UTF-8 become '?'; NULL: null */
json_t *json_number(double value);                          /* null when it is not finite */
json_t *json_knob(const struct design *d, enum knob_id id); /* typed: number, bool, string, array of strings */
void json_write(json_t *take, struct text *out);            /* one line without newline; frees it */
json_t *json_comparison(const struct run *const *runs, int n);
#endif
