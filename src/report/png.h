/* png.h - small pictures inside a page: as PNG in a data URI, so that the file needs nothing beside it. */
#ifndef REPORT_PNG_H
#define REPORT_PNG_H
#include "base/text.h"
#include <stdint.h>

/* Adds "data:image/png;base64,..." of rgb (height,width,3). Nothing is added where libpng fails, as without memory. */
void png_data_uri(const uint8_t *rgb, int width, int height, struct text *out);
#endif
