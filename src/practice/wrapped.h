/* wrapped.h - prose in lines of a width, for pages of text. */
#ifndef PRACTICE_WRAPPED_H
#define PRACTICE_WRAPPED_H
#include "base/text.h"

/* Lines of at most `width` columns, each `indent` in, parted at spaces; newlines in the text are kept. */
void wrapped_add(const char *text, int indent, int width, struct text *out);
#endif
