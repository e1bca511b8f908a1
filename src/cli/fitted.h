/* fitted.h - text for a terminal of so many columns: lines that are too long are parted at blanks. */
#ifndef CLI_FITTED_H
#define CLI_FITTED_H
#include "base/text.h"

/* `text`, `used` columns of its first line being taken, and its other lines `indent` in; ends in a newline. */
void fitted_add(struct text *out, const char *text, int used, int indent, int columns);
#endif
