/* key.h - keys as numbers and as names: "<C-x>", "<F5>", "<Down>", "q". */
#ifndef TUI_KEY_H
#define TUI_KEY_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A key is a code point, a control letter 1..26, or one of these; KEY_ALT may be added to any. */
enum key {
    KEY_NONE = 0,
    KEY_CTRL_MASK = 0x1f,
    KEY_TAB = 9,
    KEY_RETURN = 13,
    KEY_ESCAPE = 27,
    KEY_RUBOUT = 127,
    KEY_SPECIAL = 0x110000,
    KEY_GO_UP = KEY_SPECIAL,
    KEY_GO_DOWN,
    KEY_GO_LEFT,
    KEY_GO_RIGHT,
    KEY_GO_HOME,
    KEY_GO_END,
    KEY_GO_PAGE_UP,
    KEY_GO_PAGE_DOWN,
    KEY_GO_DELETE,
    KEY_BACK_TAB,
    KEY_WORD_LEFT,
    KEY_WORD_RIGHT,
    KEY_FUNCTION, /* + n: F1 is KEY_FUNCTION + 1 */
    KEY_ALT = 0x400000
};
#define KEY_CTRL(letter) ((letter)&KEY_CTRL_MASK)

/* Reads one key's name or character at text; bytes used, 0 at the end or when "<...>" names no key. */
size_t key_read(const char *text, int32_t *key);
/* The name that people see: "^X", "F5", "Enter", "q"; buffer 16 bytes or more. */
const char *key_shown(int32_t key, char *buffer, size_t n);
bool key_is_text(int32_t key); /* types a character */
/* The key of what follows "ESC [" or "ESC O", by ECMA-48, VT220 and rxvt; KEY_NONE: it means nothing here. */
int32_t key_of_sequence(const char *bytes);
#endif
