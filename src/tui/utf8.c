#include "tui/utf8.h"
#include "tui/widths.h"

#include <stdbool.h>
#include <string.h>

enum { REPLACEMENT = 0xfffd, JOINER = 0x200d };

size_t utf8_decode(const char *text, size_t n, uint32_t *point) {
    static const uint32_t least[5] = {0, 0, 0x80, 0x800, 0x10000};
    const unsigned char *s = (const unsigned char *)text;
    size_t length = s[0] < 0x80 ? 1 : s[0] >= 0xf0 ? 4 : s[0] >= 0xe0 ? 3 : s[0] >= 0xc0 ? 2 : 0;
    *point = REPLACEMENT;
    if (length == 0 || length > n || s[0] > 0xf7)
        return 1;
    uint32_t value = length == 1 ? s[0] : s[0] & (0xffu >> (length + 1));
    for (size_t i = 1; i < length; i++) {
        if ((s[i] & 0xc0) != 0x80)
            return 1;
        value = value << 6 | (s[i] & 0x3fu);
    }
    if (value < least[length] || value > 0x10ffff || (value >= 0xd800 && value < 0xe000))
        return 1;
    *point = value;
    return length;
}

size_t utf8_encode(uint32_t point, char bytes[4]) {
    if (point < 0x80) {
        bytes[0] = (char)point;
        return 1;
    }
    size_t n = point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
    static const unsigned char lead[5] = {0, 0, 0xc0, 0xe0, 0xf0};
    for (size_t i = n - 1; i > 0; i--) {
        bytes[i] = (char)(0x80 | (point & 0x3f));
        point >>= 6;
    }
    bytes[0] = (char)(lead[n] | point);
    return n;
}

static bool within(const uint32_t ranges[][2], int n, uint32_t point) {
    int low = 0, high = n - 1;
    while (low <= high) {
        int middle = (low + high) / 2;
        if (point < ranges[middle][0])
            high = middle - 1;
        else if (point > ranges[middle][1])
            low = middle + 1;
        else
            return true;
    }
    return false;
}

int utf8_point_width(uint32_t point) {
    if (point < 0xa0)
        return 1;
    if (within(widths_none, sizeof widths_none / sizeof *widths_none, point))
        return 0;
    return within(widths_two, sizeof widths_two / sizeof *widths_two, point) ? 2 : 1;
}

static bool regional(uint32_t point) {
    return point >= 0x1f1e6 && point <= 0x1f1ff;
}

size_t utf8_cluster(const char *text, size_t n, int *width) {
    uint32_t first, point;
    size_t used = utf8_decode(text, n, &first);
    int columns = utf8_point_width(first);
    point = first;
    while (used < n && first != '\n') {
        uint32_t more;
        size_t bytes = utf8_decode(text + used, n - used, &more);
        bool pair = regional(first) && regional(more) && point == first && used == 4;
        if (more < 0xa0 || (utf8_point_width(more) > 0 && point != JOINER && !pair))
            break;
        columns = pair ? 2 : columns;
        used += bytes;
        point = more;
    }
    if (width)
        *width = columns > 0 ? columns : 1;
    return used;
}

/* Clusters are found forwards alone, so start at the line that holds `end`; a line of an answer is short. */
size_t utf8_cluster_before(const char *text, size_t end) {
    if (end == 0)
        return 0;
    if (text[end - 1] == '\n')
        return end - 1;
    size_t at = end;
    while (at > 0 && text[at - 1] != '\n')
        at--;
    for (;;) {
        size_t next = at + utf8_cluster(text + at, end - at, NULL);
        if (next >= end)
            return at;
        at = next;
    }
}

int utf8_width(const char *text, size_t n) {
    int columns = 0;
    for (size_t at = 0; at < n;) {
        int width;
        bool newline = text[at] == '\n';
        at += utf8_cluster(text + at, n - at, &width);
        columns += newline ? 0 : width;
    }
    return columns;
}

int utf8_columns(const char *text) {
    return utf8_width(text, strlen(text));
}

size_t utf8_fit(const char *text, size_t n, int columns) {
    size_t at = 0;
    while (at < n) {
        int width;
        size_t bytes = utf8_cluster(text + at, n - at, &width);
        if (width > columns)
            break;
        columns -= width;
        at += bytes;
    }
    return at;
}

struct wrapped utf8_wrap(const char *text, size_t n, int width) {
    size_t at = 0, space = 0, after = 0; /* the last place to break: where spaces begin, where they end */
    int column = 0;
    bool breakable = false;
    while (at < n && text[at] != '\n') {
        int columns;
        size_t bytes = utf8_cluster(text + at, n - at, &columns);
        if (text[at] == ' ') { /* spaces hang over the edge */
            if (after != at || !breakable)
                space = at;
            after = at + 1;
            breakable = true;
        } else if (column + columns > width && at > 0) {
            return breakable ? (struct wrapped){space, after} : (struct wrapped){at, at};
        }
        column += columns;
        at += bytes;
    }
    size_t line = at;
    while (breakable && line > space && column > width)
        line--, column--; /* hanging spaces at the end are not drawn */
    return (struct wrapped){line, at < n ? at + 1 : at};
}
