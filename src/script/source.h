/* source.h - where in a Lua file a value stands. Lua keeps no positions of table fields, so the text is read once more:
 * table constructors are followed, and every field and list item is noted under its path ("design.retrieval.dim",
 * "steps[3].decisions[2].knob"). What a script computes has no place of its own; the nearest field around it is given.
 * Costs one pass over the text. */
#ifndef SCRIPT_SOURCE_H
#define SCRIPT_SOURCE_H
#include <stdbool.h>
#include <stddef.h>

struct source;
struct source *source_new(const char *text, size_t length); /* text must outlive it; never NULL */
void source_free(struct source *source);
/* 1 or more. *exact: the place itself was found, not one around it. */
int source_line(const struct source *source, const char *path, bool *exact);
/* A path with one more field: "a" and "b" give "a.b", names that are no identifiers "a["b c"]". Truncated to n. */
char *source_join(char *out, size_t n, const char *path, const char *field);
#endif
