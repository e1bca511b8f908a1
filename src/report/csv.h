/* csv.h - CSV as in RFC 4180, but with plain newlines: quotes only where they are needed, doubles that read back. */
#ifndef REPORT_CSV_H
#define REPORT_CSV_H
#include "engine/run.h"

void csv_text(struct text *out, const char *text, char end); /* end: ',' or '\n' */
void csv_number(struct text *out, double value, char end);   /* empty when it is not finite */
void csv_comparison(const struct run *const *runs, int n, struct text *out);
#endif
