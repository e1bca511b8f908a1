#include "tui/key.h"
#include "tui/utf8.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

static const struct {
    const char *name, *shown;
    int32_t key;
} names[] = {
    {"Enter", "Enter", KEY_RETURN},
    {"Esc", "Esc", KEY_ESCAPE},
    {"Tab", "Tab", KEY_TAB},
    {"S-Tab", "Shift-Tab", KEY_BACK_TAB},
    {"Up", "↑", KEY_GO_UP},
    {"Down", "↓", KEY_GO_DOWN},
    {"Left", "←", KEY_GO_LEFT},
    {"Right", "→", KEY_GO_RIGHT},
    {"Home", "Home", KEY_GO_HOME},
    {"End", "End", KEY_GO_END},
    {"PageUp", "PgUp", KEY_GO_PAGE_UP},
    {"PageDown", "PgDn", KEY_GO_PAGE_DOWN},
    {"Delete", "Del", KEY_GO_DELETE},
    {"Backspace", "Backspace", KEY_RUBOUT},
    {"C-Left", "Ctrl-←", KEY_WORD_LEFT},
    {"C-Right", "Ctrl-→", KEY_WORD_RIGHT},
    {"Space", "Space", ' '},
    {"lt", "<", '<'},
    {"gt", ">", '>'},
    {"colon", ":", ':'},
    {"hash", "#", '#'},
};

static bool named(const char *name, size_t n, int32_t *key) {
    if (n > 2 && (name[0] == 'M' || name[0] == 'm') && name[1] == '-') {
        bool plain = n == 3;
        if (!plain && !named(name + 2, n - 2, key))
            return false;
        *key = KEY_ALT | (plain ? name[2] : *key);
        return true;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (strlen(names[i].name) == n && strncasecmp(names[i].name, name, n) == 0) {
            *key = names[i].key;
            return true;
        }
    if (n == 3 && (name[0] == 'C' || name[0] == 'c') && name[1] == '-') {
        *key = KEY_CTRL(name[2]);
        return true;
    }
    int f = n >= 2 && (name[0] == 'F' || name[0] == 'f') ? atoi(name + 1) : 0;
    *key = KEY_FUNCTION + f;
    return f >= 1 && f <= 24;
}

size_t key_read(const char *text, int32_t *key) {
    if (!*text)
        return 0;
    const char *end = *text == '<' ? strchr(text, '>') : NULL;
    if (end)
        return named(text + 1, (size_t)(end - text - 1), key) ? (size_t)(end - text) + 1 : 0;
    uint32_t point;
    size_t n = utf8_decode(text, strlen(text), &point);
    *key = (int32_t)point;
    return n;
}

const char *key_shown(int32_t key, char *buffer, size_t n) {
    if (key & KEY_ALT) {
        char rest[16];
        snprintf(buffer, n, "Alt-%.10s", key_shown(key & ~KEY_ALT, rest, sizeof rest));
        return buffer;
    }
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        if (names[i].key == key) {
            snprintf(buffer, n, "%s", names[i].shown);
            return buffer;
        }
    if (key > KEY_FUNCTION && key <= KEY_FUNCTION + 24) {
        snprintf(buffer, n, "F%d", (int)(key - KEY_FUNCTION));
    } else if (key >= 1 && key < ' ') {
        snprintf(buffer, n, "^%c", (char)(key + '@'));
    } else {
        char bytes[4];
        snprintf(buffer, n, "%.*s", (int)utf8_encode((uint32_t)key, bytes), bytes);
    }
    return buffer;
}

bool key_is_text(int32_t key) {
    return key >= ' ' && key != KEY_RUBOUT && key < KEY_SPECIAL;
}

int32_t key_of_sequence(const char *bytes) {
    static const struct {
        const char *bytes;
        int32_t key;
    } known[] = {
        {"A", KEY_GO_UP},      {"B", KEY_GO_DOWN},     {"C", KEY_GO_RIGHT},      {"D", KEY_GO_LEFT}, {"H", KEY_GO_HOME},
        {"1~", KEY_GO_HOME},   {"7~", KEY_GO_HOME},    {"F", KEY_GO_END},        {"4~", KEY_GO_END}, {"8~", KEY_GO_END},
        {"3~", KEY_GO_DELETE}, {"5~", KEY_GO_PAGE_UP}, {"6~", KEY_GO_PAGE_DOWN},
    };
    for (size_t i = 0; i < sizeof known / sizeof *known; i++)
        if (strcmp(known[i].bytes, bytes) == 0)
            return known[i].key;
    return KEY_NONE;
}
