/* glance.h - a field of a Lua file without running it: title and description, for the first screen. */
#ifndef TUI_GLANCE_H
#define TUI_GLANCE_H
#include "base/text.h"

/* The string that the last line `KEY = "..."` of `lua` (indented by two) gives, joined where it goes on with `..`.
 * False: there is none, or it is more than plain text; whoever runs the file will know. */
bool glance(const char *lua, const char *key, struct text *out);
#endif
