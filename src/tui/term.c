/* term.c - curses. Keys come raw, so that ^C and ^Z are keys like others. The signal handlers need file-scope state:
 * what restores the terminal is prepared when it is opened, so that a handler only writes bytes. */
#include "tui/term.h"
#include "base/mem.h"
#include "tui/key.h"
#include "tui/palette.h"
#include "tui/utf8.h"

#define NCURSES_WIDECHAR 1
#define NCURSES_NOMACROS 1
#include <curses.h>
#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <term.h> /* last: its macros have everyday names */
#include <termios.h>
#include <unistd.h>

enum { CODE_PASTE_BEGIN = KEY_MAX + 1, CODE_PASTE_END, CODE_WORD_LEFT, CODE_WORD_RIGHT, PASTE_LIMIT = 200000 };

struct terminal {
    SCREEN *screen;
    struct cell *shown; /* (height, width) what the terminal has; NULL: unknown */
    int width, height;
    bool unicode, colours, extras, mouse; /* extras: pastes and mouse can be asked for */
    bool paints;                          /* pixels: half blocks in 256 colours */
    int32_t waiting;                      /* a key read ahead; 0 none */
    attr_t attributes[STYLES];
    short pairs[STYLES];
};

/* For the handlers. */
static struct {
    struct termios before;
    bool saved;
    volatile sig_atomic_t open;
    int pipe[2];
    char bytes[256]; /* what leaves the alternate screen, shows the cursor, ends pastes and mouse */
    size_t n;
} guard = {.pipe = {-1, -1}};

static void restore_now(void) {
    if (!guard.open)
        return;
    guard.open = 0;
    ssize_t written = write(STDOUT_FILENO, guard.bytes, guard.n);
    (void)written;
    if (guard.saved)
        tcsetattr(STDIN_FILENO, TCSANOW, &guard.before);
}

static void on_death(int number) {
    restore_now();
    signal(number, SIG_DFL);
    raise(number);
}

static void on_end(int number) {
    char byte = (char)number;
    int was = errno;
    ssize_t written = write(guard.pipe[1], &byte, 1);
    (void)written;
    errno = was;
}

static void add_capability(const char *capability) {
    size_t n = capability ? strlen(capability) : 0;
    if (n && guard.n + n < sizeof guard.bytes) {
        memcpy(guard.bytes + guard.n, capability, n);
        guard.n += n;
    }
}

static bool catch_signals(struct err *err) {
    if (pipe2(guard.pipe, O_CLOEXEC | O_NONBLOCK) != 0)
        return err_errno(err, "cannot make", "a pipe");
    struct sigaction end = {.sa_handler = on_end, .sa_flags = SA_RESTART}, death = {.sa_handler = on_death};
    static const int ends[] = {SIGTERM, SIGHUP, SIGINT, SIGQUIT}, deaths[] = {SIGSEGV, SIGBUS, SIGFPE, SIGILL, SIGABRT};
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++)
        sigaction(ends[i], &end, NULL);
    for (size_t i = 0; i < sizeof deaths / sizeof *deaths; i++)
        sigaction(deaths[i], &death, NULL);
    return true;
}

static void choose_colours(struct terminal *t, enum tui_colour colour) {
    t->colours = colour != TUI_COLOUR_NONE && has_colors() && start_color() == OK;
    if (t->colours && use_default_colors() != OK)
        t->colours = false;
    bool direct = t->colours && tigetflag("RGB") > 0 && COLORS > 256;
    const struct colour *colours = palette_for(getenv("COLORFGBG"));
    for (int i = 0; i < STYLES; i++) {
        int fg = direct ? colours[i].rgb : COLORS >= 256 ? colours[i].of256 : colours[i].of16;
        t->attributes[i] = A_NORMAL;
        t->pairs[i] = 0;
        if (t->colours && fg >= 0 && init_extended_pair(i + 1, fg, -1) == OK)
            t->pairs[i] = (short)(i + 1);
    }
    t->paints = t->colours && !direct && COLORS >= 256 && t->unicode;
    if (t->colours)
        return;
    t->attributes[STYLE_FOCUS] = A_BOLD;
    t->attributes[STYLE_BAD] = A_BOLD;
    t->attributes[STYLE_WARNING] = A_BOLD;
}

static void switch_modes(struct terminal *t, bool on) {
    if (!t->extras)
        return;
    const char *paste = on ? "\033[?2004h" : "\033[?2004l";
    ssize_t written = write(STDOUT_FILENO, paste, strlen(paste));
    (void)written;
}

static void prepare_guard(struct terminal *t) {
    guard.n = 0;
    if (t->extras)
        add_capability("\033[?2004l\033[?1000l\033[?1002l\033[?1003l\033[?1006l");
    add_capability(tigetstr("sgr0"));
    add_capability(tigetstr("cnorm"));
    add_capability(tigetstr("rmkx"));
    add_capability(tigetstr("rmcup"));
    guard.open = 1;
}

static bool fit_terminal(struct err *err) {
    const char *name = getenv("TERM");
    if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
        return err_set(err, ERR_USAGE,
                       "standard input and output are no terminal: use `sevenstep practice CASE --plain`, "
                       "or run, list and report");
    int status = 0;
    if (setupterm(name, STDOUT_FILENO, &status) != OK || !tigetstr("cup") || tigetstr("cup") == (char *)-1)
        return err_set(err, ERR_USAGE,
                       "a terminal of the kind TERM=%s cannot show screens: set TERM, or use "
                       "`sevenstep practice CASE --plain`",
                       name ? name : "(unset)");
    return true;
}

/* Terminals of old kinds, and those without a UTF-8 locale, get ASCII. */
static bool knows_unicode(void) {
    const char *name = termname();
    bool old = strncmp(name, "vt", 2) == 0 || strcmp(name, "dumb") == 0 || strncmp(name, "ansi", 4) == 0;
    return !old && strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

static void resize(struct terminal *t) {
    getmaxyx(stdscr, t->height, t->width);
    free(t->shown);
    t->shown = NULL;
}

struct terminal *term_open(enum tui_colour colour, struct err *err) {
    setlocale(LC_CTYPE, ""); /* numbers stay as they are */
    if (!fit_terminal(err) || !catch_signals(err))
        return NULL;
    guard.saved = tcgetattr(STDIN_FILENO, &guard.before) == 0;
    struct terminal *t = mem_must(1, sizeof *t);
    t->screen = newterm(NULL, stdout, stdin);
    if (!t->screen) {
        free(t);
        err_set(err, ERR_IO, "the terminal cannot be opened");
        return NULL;
    }
    t->unicode = knows_unicode();
    t->extras = tigetstr("kmous") && tigetstr("kmous") != (char *)-1;
    raw();
    noecho();
    nonl();
    intrflush(stdscr, FALSE);
    keypad(stdscr, TRUE);
    nodelay(stdscr, TRUE);
    set_escdelay(25);
    define_key("\033[200~", CODE_PASTE_BEGIN);
    define_key("\033[201~", CODE_PASTE_END);
    define_key("\033[1;5D", CODE_WORD_LEFT);
    define_key("\033[1;5C", CODE_WORD_RIGHT);
    choose_colours(t, colour);
    prepare_guard(t);
    switch_modes(t, true);
    term_mouse(t, true);
    resize(t);
    return t;
}

void term_close(struct terminal *t) {
    if (!t)
        return;
    term_leave(t);
    guard.open = 0;
    delscreen(t->screen);
    free(t->shown);
    free(t);
    close(guard.pipe[0]);
    close(guard.pipe[1]);
    guard.pipe[0] = guard.pipe[1] = -1;
}

void term_size(const struct terminal *t, int *width, int *height) {
    *width = t->width;
    *height = t->height;
}

bool term_unicode(const struct terminal *t) {
    return t->unicode;
}

bool term_braille(const struct terminal *t) {
    return t->unicode && strncmp(termname(), "linux", 5) != 0;
}

int term_signal_descriptor(const struct terminal *t) {
    (void)t;
    return guard.pipe[0];
}

static int32_t special_key(wint_t code) {
    switch (code) {
    case KEY_UP:
        return KEY_GO_UP;
    case KEY_DOWN:
        return KEY_GO_DOWN;
    case KEY_LEFT:
        return KEY_GO_LEFT;
    case KEY_RIGHT:
        return KEY_GO_RIGHT;
    case KEY_HOME:
        return KEY_GO_HOME;
    case KEY_END:
        return KEY_GO_END;
    case KEY_PPAGE:
        return KEY_GO_PAGE_UP;
    case KEY_NPAGE:
        return KEY_GO_PAGE_DOWN;
    case KEY_DC:
        return KEY_GO_DELETE;
    case KEY_BTAB:
        return KEY_BACK_TAB;
    case KEY_BACKSPACE:
        return KEY_RUBOUT;
    case KEY_ENTER:
        return KEY_RETURN;
    case CODE_WORD_LEFT:
        return KEY_WORD_LEFT;
    case CODE_WORD_RIGHT:
        return KEY_WORD_RIGHT;
    default:
        return code > KEY_F0 && code <= KEY_F(24) ? KEY_FUNCTION + (int32_t)(code - KEY_F0) : KEY_NONE;
    }
}

/* All up to the end mark; what stalls for a quarter of a second has ended. */
static char *read_paste(void) {
    struct text out = {0};
    timeout(250);
    for (;;) {
        wint_t c;
        int kind = get_wch(&c);
        if (kind == ERR || (kind == KEY_CODE_YES && c == CODE_PASTE_END))
            break;
        char bytes[4];
        if (kind == KEY_CODE_YES)
            c = c == KEY_ENTER ? '\n' : 0;
        if (c && out.length < PASTE_LIMIT)
            text_bytes(&out, bytes, utf8_encode(c == '\r' ? '\n' : (uint32_t)c, bytes));
    }
    nodelay(stdscr, TRUE);
    return text_take(&out);
}

static bool read_mouse(struct term_event *event) {
    MEVENT m;
    if (getmouse(&m) != OK)
        return false;
    event->x = m.x;
    event->y = m.y;
    event->kind = TERM_WHEEL;
    event->key = m.bstate & BUTTON4_PRESSED ? -1 : m.bstate & BUTTON5_PRESSED ? 1 : 0;
    if (event->key)
        return true;
    event->kind = TERM_CLICK;
    return m.bstate & (BUTTON1_PRESSED | BUTTON1_CLICKED);
}

static bool read_code(struct terminal *t, wint_t c, struct term_event *event) {
    if (c == KEY_RESIZE) {
        resize(t);
        *event = (struct term_event){.kind = TERM_RESIZE, .x = t->width, .y = t->height};
        return true;
    }
    if (c == KEY_MOUSE)
        return read_mouse(event);
    if (c == CODE_PASTE_BEGIN) {
        *event = (struct term_event){.kind = TERM_PASTE, .text = read_paste()};
        return true;
    }
    event->key = special_key(c);
    return event->key != KEY_NONE;
}

/* What TERM does not know of the terminal's keys: read whole, so that no part of it counts as typed. KEY_NONE: a key
 * that means nothing here. */
static int32_t read_sequence(wint_t first) {
    char bytes[16] = "";
    size_t n = 0;
    wint_t c = 0;
    while (n + 1 < sizeof bytes && get_wch(&c) == OK && c < 0x80) {
        bytes[n++] = (char)c;
        if (c >= '@')
            break; /* the final byte */
    }
    return n == 0 ? KEY_ALT | (int32_t)first : key_of_sequence(bytes);
}

/* Escape with a character right behind it is Alt with that character. */
static int32_t read_escape(struct terminal *t) {
    wint_t next;
    int kind = get_wch(&next);
    if (kind == OK && (next == '[' || next == 'O'))
        return read_sequence(next);
    if (kind == OK && next != KEY_ESCAPE)
        return KEY_ALT | (next == 8 ? KEY_RUBOUT : (int32_t)next);
    if (kind == OK || kind == KEY_CODE_YES)
        t->waiting = kind == OK ? (int32_t)next : special_key(next);
    return KEY_ESCAPE;
}

bool term_read(struct terminal *t, struct term_event *event) {
    *event = (struct term_event){.kind = TERM_KEY, .key = t->waiting};
    t->waiting = 0;
    if (event->key)
        return true;
    for (;;) { /* codes that mean nothing are passed over */
        wint_t c;
        int kind = get_wch(&c);
        if (kind == ERR)
            return false;
        if (kind == KEY_CODE_YES) {
            if (read_code(t, c, event))
                return true;
            *event = (struct term_event){.kind = TERM_KEY};
            continue;
        }
        event->key = c == KEY_ESCAPE ? read_escape(t) : c == 8 ? KEY_RUBOUT : c == '\n' ? KEY_RETURN : (int32_t)c;
        if (event->key != KEY_NONE)
            return true;
    }
}

/* Two pixels in one cell, in colours of their own; pairs of colours are made as they are met. */
static bool put_pixels(const struct terminal *t, int x, int y, const struct cell *c) {
    int pair = t->paints ? alloc_pair(c->upper, c->lower) : -1;
    cchar_t out;
    if (pair < 0 || setcchar(&out, L"▀", A_NORMAL, 0, &pair) != OK)
        return false;
    mvadd_wch(y, x, &out);
    return true;
}

static void put_cell(const struct terminal *t, int x, int y, const struct cell *c) {
    if (c->painted && put_pixels(t, x, y, c))
        return;
    wchar_t points[CCHARW_MAX + 1] = {L' '};
    size_t n = strlen(c->bytes), at = 0;
    int used = 0;
    while (at < n && used < CCHARW_MAX) { /* the base and its marks; joined signs show their first */
        uint32_t point;
        at += utf8_decode(c->bytes + at, n - at, &point);
        if (used && (utf8_point_width(point) != 0 || point == 0x200d || (point >= 0xfe00 && point <= 0xfe0f)))
            break;
        points[used++] = (wchar_t)point;
    }
    int role = c->style & STYLE_ROLE;
    bool reversed = c->style & STYLE_REVERSED; /* in the terminal's own colours, which contrast best */
    attr_t attributes = t->attributes[role] | (c->style & STYLE_BOLD ? A_BOLD : 0) | (reversed ? A_REVERSE : 0);
    cchar_t out;
    setcchar(&out, points, attributes, reversed ? 0 : t->pairs[role], NULL);
    mvadd_wch(y, x, &out);
}

void term_show(struct terminal *t, const struct grid *grid) {
    bool all = !t->shown;
    size_t n = (size_t)t->width * (size_t)t->height;
    if (all) {
        t->shown = mem_must(n, sizeof *t->shown);
        erase();
    }
    for (int y = 0; y < grid->height && y < t->height; y++)
        for (int x = 0; x < grid->width && x < t->width; x++) {
            const struct cell *c = grid_cell(grid, x, y);
            struct cell *old = &t->shown[(size_t)y * (size_t)t->width + (size_t)x];
            if (!all && memcmp(old, c, sizeof *c) == 0)
                continue;
            *old = *c;
            bool corner = y == t->height - 1 && x == t->width - 1; /* writing there may scroll */
            if (c->width > 0 && !corner)
                put_cell(t, x, y, c);
        }
    curs_set(grid->cursor_x >= 0);
    move(grid->cursor_x >= 0 ? grid->cursor_y : t->height - 1, grid->cursor_x >= 0 ? grid->cursor_x : 0);
    refresh();
}

void term_redraw(struct terminal *t) {
    free(t->shown);
    t->shown = NULL;
    clearok(stdscr, TRUE);
}

void term_mouse(struct terminal *t, bool ours) {
    t->mouse = ours;
    mousemask(ours && t->extras ? BUTTON1_PRESSED | BUTTON1_CLICKED | BUTTON4_PRESSED | BUTTON5_PRESSED : 0, NULL);
    mouseinterval(0);
}

void term_leave(struct terminal *t) {
    switch_modes(t, false);
    mousemask(0, NULL);
    endwin();
}

void term_return(struct terminal *t) {
    refresh();
    switch_modes(t, true);
    term_mouse(t, t->mouse);
    term_redraw(t);
    resize(t);
}

void term_suspend(struct terminal *t) {
    bool mouse = t->mouse;
    term_leave(t);
    signal(SIGTSTP, SIG_DFL);
    kill(0, SIGTSTP); /* the whole job, as the shell expects */
    t->mouse = mouse;
    term_return(t);
}
