/* ascii.c - the look-alikes of every sign that screens draw, for terminals that know ASCII alone. */
#include "tui/grid.h"
#include "tui/utf8.h"

#include <string.h>

/* Pairs of a sign and its stand-in, all one column. */
static const struct {
    const char *sign;
    char ascii;
} pairs[] = {
    {"─", '-'}, {"│", '|'}, {"┌", '+'}, {"┐", '+'},  {"└", '+'},  {"┘", '+'}, {"├", '+'}, {"┤", '+'}, {"┬", '+'},
    {"┴", '+'}, {"┼", '+'}, {"━", '='}, {"┄", '-'},  {"╌", '-'},  {"┆", ':'}, {"▸", '>'}, {"►", '>'}, {"▶", '>'},
    {"◂", '<'}, {"▾", 'v'}, {"▼", 'v'}, {"▲", '^'},  {"△", '^'},  {"▽", 'v'}, {"●", '*'}, {"○", 'o'}, {"◐", '%'},
    {"◆", '*'}, {"•", '*'}, {"·", '.'}, {"…", '~'},  {"→", '>'},  {"←", '<'}, {"↑", '^'}, {"↓", 'v'}, {"↵", '<'},
    {"✓", '+'}, {"✗", 'x'}, {"×", 'x'}, {"±", '~'},  {"≥", '>'},  {"≤", '<'}, {"≈", '~'}, {"−", '-'}, {"–", '-'},
    {"—", '-'}, {"“", '"'}, {"”", '"'}, {"‘", '\''}, {"’", '\''}, {"µ", 'u'}, {"²", '2'}, {"½", '2'}, {"█", '#'},
    {"▇", '#'}, {"▆", '#'}, {"▅", '='}, {"▄", '='},  {"▃", '='},  {"▂", '_'}, {"▁", '_'}, {"▉", '#'}, {"▊", '#'},
    {"▋", '#'}, {"▌", '#'}, {"▍", '|'}, {"▎", '|'},  {"▏", '|'},  {"░", '.'}, {"▒", ':'}, {"▓", '#'}, {"∩", 'n'},
    {"∞", '8'}, {"Σ", 'S'}, {"✕", 'x'}, {"☐", 'o'},  {"☑", 'x'},  {"┃", '#'},
};

/* Braille counts its dots, highest first: a curve stays a curve. */
static char braille(uint32_t point) {
    uint32_t dots = point & 0xff;
    if (!dots)
        return ' ';
    if (dots & 0x09)
        return dots & 0xc0 ? '|' : '\'';
    return dots & 0x12 ? '-' : dots & 0x24 ? '.' : '_';
}

static char stand_in(const char *bytes) {
    uint32_t point;
    utf8_decode(bytes, strlen(bytes), &point);
    if (point >= 0x2800 && point <= 0x28ff)
        return braille(point);
    for (size_t i = 0; i < sizeof pairs / sizeof *pairs; i++)
        if (strcmp(pairs[i].sign, bytes) == 0)
            return pairs[i].ascii;
    return '?';
}

void grid_to_ascii(struct grid *g) {
    for (int i = 0; i < g->width * g->height; i++) {
        struct cell *c = &g->cells[i];
        if (c->width == 0) {
            c->width = 1;
            c->bytes[0] = '?';
            c->bytes[1] = '\0';
        } else if ((unsigned char)c->bytes[0] >= 0x80 || (c->bytes[0] && c->bytes[1])) {
            bool plain = (unsigned char)c->bytes[0] < 0x80; /* a letter with marks: the letter stays */
            c->bytes[0] = plain ? c->bytes[0] : stand_in(c->bytes);
            c->bytes[1] = '\0';
            c->width = 1;
        }
    }
}

void grid_without_braille(struct grid *g) {
    for (int i = 0; i < g->width * g->height; i++) {
        struct cell *c = &g->cells[i];
        uint32_t point;
        if ((unsigned char)c->bytes[0] < 0x80)
            continue;
        utf8_decode(c->bytes, strlen(c->bytes), &point);
        if (point >= 0x2800 && point <= 0x28ff) {
            c->bytes[0] = braille(point);
            c->bytes[1] = '\0';
        }
    }
}
