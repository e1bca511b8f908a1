#include "practice/wrapped.h"

#include <string.h>

enum { NARROW = 30 }; /* a line has at least this many columns */

void wrapped_add(const char *text, int indent, int width, struct text *out) {
    size_t room = (size_t)(width > indent + NARROW ? width - indent : NARROW);
    while (*text) {
        size_t line = strcspn(text, "\n"), n = line;
        if (n > room) {
            for (n = room; n > 0 && text[n] != ' ';)
                n--;
            n = n ? n : room;
        }
        text_format(out, "%*s%.*s\n", n ? indent : 0, "", (int)n, text);
        text += n == line ? line + (text[line] == '\n') : n + strspn(text + n, " ");
    }
}
