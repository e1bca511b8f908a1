#include "base/mem.h"
#include "tui/host.h"
#include "tui/key.h"
#include "tui/loop.h"

#include <errno.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { WAIT_LIMIT_S = 300, BEGIN_S = 1767225600 }; /* the clock begins with 2026 */

struct loop {
    struct host host;
    struct grid grid;
    struct clock clock;       /* frozen: moved by :wait N alone */
    const struct clock *real; /* for the limit of :wait job */
    const struct tui_options *options;
    char *editor_text; /* what the next $EDITOR leaves */
    char *folder;      /* of snapshots */
    int line;
};

static bool terminal(void *arg, const struct effect *e) {
    struct loop *l = arg;
    if (e->kind != EFFECT_EDITOR)
        return true;
    if (!l->editor_text)
        return false;
    host_message(&l->host, &(struct msg){.kind = MSG_EDITED, .text = l->editor_text});
    free(l->editor_text);
    l->editor_text = NULL;
    return true;
}

static bool wrong(const struct loop *l, struct err *err, const char *what) {
    return err_set(err, ERR_USAGE, "%s:%d: %s", l->options->keys, l->line, what);
}

static bool snap(struct loop *l, const char *name, bool styles, struct err *err) {
    struct text out = {0}, path = {0};
    app_view(&l->host.app, &l->grid);
    if (styles) {
        grid_styles(&l->grid, &out);
    } else {
        grid_text(&l->grid, &out);
        text_add(&out, "--- model\n");
        app_dump(&l->host.app, &out);
        if (l->grid.cursor_x >= 0)
            text_format(&out, "cursor %d,%d\n", l->grid.cursor_x, l->grid.cursor_y);
    }
    text_format(&path, "%s/%s.%s", l->folder, name, styles ? "styles" : "screen");
    bool ok = text_write_file(text_str(&path), text_str(&out), out.length, err);
    text_free(&out);
    text_free(&path);
    return ok;
}

static void resize(struct loop *l, int w, int h) {
    grid_resize(&l->grid, w, h);
    host_message(&l->host, &(struct msg){.kind = MSG_RESIZE, .x = w, .y = h});
}

static bool wait_job(struct loop *l, struct err *err) {
    int64_t start = clock_ns(l->real);
    while (host_working(&l->host)) {
        int fds[3], n = host_descriptors(&l->host, fds);
        struct pollfd all[3];
        for (int i = 0; i < n; i++)
            all[i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
        if (poll(all, (nfds_t)n, 100) < 0 && errno != EINTR)
            return err_errno(err, "cannot wait on", "a job");
        host_poll(&l->host);
        if (clock_seconds_since(l->real, start) > WAIT_LIMIT_S)
            return wrong(l, err, "the job has not ended in five minutes");
    }
    while (host_poll(&l->host))
        ;
    return true;
}

/* Findings are measured behind the end page, and a tick lets the driver start what is due. */
static bool wait_findings(struct loop *l, struct err *err) {
    int64_t start = clock_ns(l->real);
    while (l->host.driver && driver_finds(l->host.driver)) {
        int fd = driver_descriptor(l->host.driver);
        struct pollfd ready = {.fd = fd, .events = POLLIN};
        if (fd >= 0)
            poll(&ready, 1, 100);
        else
            host_tick(&l->host);
        host_poll(&l->host);
        if (clock_seconds_since(l->real, start) > WAIT_LIMIT_S)
            return wrong(l, err, "the findings were not there after five minutes");
    }
    return true;
}

static void wait_time(struct loop *l, long long ms) {
    while (ms > 0) { /* a tick every half second, as a terminal has them */
        long long part = ms < 500 ? ms : 500;
        l->clock.frozen_ns += part * 1000000;
        l->clock.frozen_wall_s = BEGIN_S + l->clock.frozen_ns / 1000000000;
        ms -= part;
        host_poll(&l->host);
        host_tick(&l->host);
    }
}

static char *unescaped(const char *text) {
    struct text out = {0};
    for (; *text; text++) {
        bool newline = text[0] == '\\' && text[1] == 'n';
        text_bytes(&out, newline ? "\n" : text, 1);
        text += newline;
    }
    return text_take(&out);
}

/* True with *done when the line was a command of the driver's. */
static bool command(struct loop *l, const char *line, bool *done, struct err *err) {
    int w, h;
    long long ms;
    *done = true;
    if (text_starts(line, ":snap "))
        return snap(l, line + 6, false, err);
    if (text_starts(line, ":styles "))
        return snap(l, line + 8, true, err);
    if (strcmp(line, ":wait job") == 0)
        return wait_job(l, err);
    if (strcmp(line, ":wait findings") == 0)
        return wait_findings(l, err);
    if (text_starts(line, ":wait ")) {
        if (!text_to_int(line + 6, &ms) || ms < 0 || ms > 100000000)
            return wrong(l, err, "':wait' wants 'job', 'findings' or milliseconds");
        wait_time(l, ms);
        return true;
    }
    if (text_starts(line, ":resize ")) {
        if (sscanf(line + 8, "%dx%d", &w, &h) != 2 || w < 1 || h < 1 || w > 1000 || h > 1000)
            return wrong(l, err, "':resize' wants a size such as 80x24");
        resize(l, w, h);
        return true;
    }
    if (text_starts(line, ":paste ") || text_starts(line, ":editor ")) {
        char *text = unescaped(strchr(line, ' ') + 1);
        if (line[1] == 'p') {
            host_message(&l->host, &(struct msg){.kind = MSG_PASTE, .text = text});
            free(text);
        } else {
            free(l->editor_text);
            l->editor_text = text;
        }
        return true;
    }
    if (line[0] == ':')
        return wrong(l, err, "no such command; <colon> types a colon");
    *done = line[0] == '#';
    return true;
}

static bool keys(struct loop *l, const char *line, struct err *err) {
    while (*line && !l->host.quit) {
        int32_t key;
        size_t n = key_read(line, &key);
        if (!n)
            return wrong(l, err, "no such key; <lt> types '<'");
        host_key(&l->host, key);
        host_poll(&l->host);
        line += n;
    }
    host_message(&l->host, &(struct msg){.kind = MSG_IDLE}); /* a line is typed in one breath */
    return true;
}

static bool run(struct loop *l, char *script, struct err *err) {
    resize(l, l->host.app.width, l->host.app.height);
    for (char *line = script; line && !l->host.quit;) {
        char *end = strchr(line, '\n');
        if (end)
            *end = '\0';
        l->line++;
        bool done;
        if (!command(l, line, &done, err) || (!done && !keys(l, line, err)))
            return false;
        line = end ? end + 1 : NULL;
    }
    return true;
}

static char *folder_of(const struct tui_options *o) {
    const char *slash = strrchr(o->keys, '/');
    if (o->snaps)
        return mem_string(o->snaps);
    struct text folder = {0};
    text_bytes(&folder, slash ? o->keys : ".", slash ? (size_t)(slash - o->keys) + (slash == o->keys) : 1);
    return text_take(&folder);
}

bool loop_keys(struct workspace *ws, const struct tui_options *options, struct err *err) {
    struct loop l = {.real = ws->clock, .options = options, .clock = clock_frozen(0, BEGIN_S)};
    int w = options->width ? options->width : 80, h = options->height ? options->height : 24;
    char *script = NULL;
    size_t n;
    if (!text_read_file(options->keys, 1 << 20, &script, &n, err))
        return false;
    bool ok = host_init(&l.host, ws, options, w, h, err);
    if (ok) {
        l.host.engine_clock = l.real;
        ws->clock = &l.clock;
        l.host.terminal = terminal;
        l.host.arg = &l;
        l.host.app.unicode = !options->ascii;
        l.folder = folder_of(options);
        grid_init(&l.grid, w, h);
        while (host_more(&l.host))
            ;
        ok = run(&l, script, err);
        grid_fini(&l.grid);
        host_fini(&l.host);
        ws->clock = l.real;
    }
    free(l.editor_text);
    free(l.folder);
    free(script);
    return ok;
}
