#include "tui/glance.h"

#include <string.h>

static const char *last_line(const char *lua, const char *key) {
    struct text start = {0};
    const char *found = NULL;
    text_format(&start, "\n  %s = ", key);
    for (const char *at = lua; (at = strstr(at, text_str(&start))); at++)
        found = at + start.length;
    text_free(&start);
    return found;
}

bool glance(const char *lua, const char *key, struct text *out) {
    const char *at = last_line(lua, key);
    while (at && *at == '"') {
        size_t n = strcspn(at + 1, "\"\\\n");
        if (at[1 + n] != '"')
            break;
        text_bytes(out, at + 1, n);
        at += n + 2;
        at += strspn(at, " \n");
        if (*at == ',' || *at == '}')
            return true;
        if (strncmp(at, "..", 2) != 0)
            break;
        at += 2 + strspn(at + 2, " \n");
    }
    text_clear(out);
    return false;
}
