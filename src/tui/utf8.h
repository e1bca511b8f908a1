/* utf8.h - text as a terminal sees it: code points, clusters that share a place, columns.
 * A cluster is a base with all that joins it: combining marks, joiners, emoji modifiers, a pair of regional letters.
 * Bytes that are no UTF-8 count as one U+FFFD each; nothing here fails. */
#ifndef TUI_UTF8_H
#define TUI_UTF8_H
#include <stddef.h>
#include <stdint.h>

/* Bytes of the code point at text (n bytes follow, n > 0); *point is it, or U+FFFD. */
size_t utf8_decode(const char *text, size_t n, uint32_t *point);
/* Writes 1..4 bytes, no NUL; the number of them. */
size_t utf8_encode(uint32_t point, char bytes[4]);
/* Columns of one code point: 0, 1 or 2. Control characters have one: they are drawn as a sign. */
int utf8_point_width(uint32_t point);
/* Bytes of the cluster at text (n > 0); *width (may be NULL) its columns, at least 1. */
size_t utf8_cluster(const char *text, size_t n, int *width);
/* Where the cluster that ends at `end` begins: what a cursor steps back over. */
size_t utf8_cluster_before(const char *text, size_t end);
int utf8_width(const char *text, size_t n); /* columns of n bytes; newlines count nothing */
int utf8_columns(const char *text);         /* of a NUL-terminated string */
/* Bytes of `text` that fit into `columns`. */
size_t utf8_fit(const char *text, size_t n, int columns);

/* One line of text wrapped at words: at most `width` columns, or what stands before a newline. */
struct wrapped {
    size_t bytes; /* of the line, without the spaces it was broken at */
    size_t next;  /* where the next line begins */
};
struct wrapped utf8_wrap(const char *text, size_t n, int width);
#endif
