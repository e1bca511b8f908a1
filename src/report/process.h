/* process.h - the one place of this room that starts another program: text in, text out. */
#ifndef REPORT_PROCESS_H
#define REPORT_PROCESS_H
#include "base/text.h"

/* Runs argv[0] (found along PATH) with `input` on its standard input; what it writes is added to out. It gets no
 * environment, its errors go nowhere, and it is ended after `seconds`. False: it could not run, or it failed. */
bool process_filter(const char *const *argv, const char *input, size_t n, double seconds, struct text *out,
                    struct err *err) MUST_USE;
#endif
