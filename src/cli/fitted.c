#include "cli/fitted.h"

#include <string.h>

/* Columns of n bytes: what is said and drawn here has one a sign. */
static int columns_of(const char *text, size_t n) {
    int columns = 0;
    for (size_t i = 0; i < n; i++)
        columns += ((unsigned char)text[i] & 0xc0) != 0x80;
    return columns;
}

/* Bytes of the n of `line` that fit into `room` columns, up to a blank where there is one behind the indentation. */
static size_t fitting(const char *line, size_t n, int room) {
    size_t blank = 0, fit = 0;
    for (size_t i = 1; i <= n && columns_of(line, i) <= room; i++) {
        fit = i;
        if (i < n && line[i] == ' ' && line[i - 1] != ' ' && i > strspn(line, " "))
            blank = i;
    }
    while (!blank && fit < n && ((unsigned char)line[fit] & 0xc0) == 0x80)
        fit--; /* not within a sign */
    return blank ? blank : fit;
}

/* What goes on stands under its own indentation. Pictures in colour know their width. */
static void add_rows(struct text *out, const char *line, size_t n, int used, int indented, int columns) {
    size_t indent = strspn(line, " ");
    int deep = indented + (int)(indent < n ? indent : 0);
    while (!memchr(line, '\033', n) && columns_of(line, n) > columns - used) {
        size_t fit = fitting(line, n, columns - used);
        text_bytes(out, line, fit);
        fit += strspn(line + fit, " ");
        if (fit >= n)
            return;
        line += fit;
        n -= fit;
        used = deep < columns / 2 ? deep : indented;
        text_format(out, "\n%*s", used, "");
    }
    text_bytes(out, line, n);
}

void fitted_add(struct text *out, const char *text, int used, int indent, int columns) {
    for (const char *c = text; *c;) {
        size_t n = strcspn(c, "\n");
        add_rows(out, c, n, used, indent, columns);
        c += n + (c[n] == '\n');
        used = indent;
        if (*c)
            text_format(out, "\n%*s", indent, "");
    }
    text_add(out, "\n");
}
