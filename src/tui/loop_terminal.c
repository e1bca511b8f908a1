#include "tui/host.h"
#include "tui/loop.h"
#include "tui/term.h"

#include <errno.h>
#include <poll.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

static const int64_t TICK_NS = 500000000, BREATH_NS = TYPING_BREATH_MS * 1000000ll;
static const int64_t FRAME_NS = 33000000; /* 30 pictures a second at most while a run tells news */

struct loop {
    struct host host;
    struct terminal *term;
    struct grid grid;
    const struct clock *clock;
    const char *editor;
    int64_t next_tick, next_frame, typed_ns; /* typed_ns: of the last key */
    bool ended, more;                        /* more: there are files to read when nobody types */
};

/* The editor's file is private and goes when it has been read. */
static char *edited(const char *editor, const char *text) {
    char path[] = "/tmp/sevenstep-XXXXXX.md";
    struct err err = {0};
    char *back = NULL;
    size_t n;
    int fd = mkstemps(path, 3);
    if (fd < 0)
        return NULL;
    size_t length = strlen(text);
    bool ok = write(fd, text, length) == (ssize_t)length;
    close(fd);
    pid_t child = ok ? fork() : -1;
    if (child == 0) {
        signal(SIGINT, SIG_DFL);
        signal(SIGQUIT, SIG_DFL);
        execlp("sh", "sh", "-c", "eval \"$1 \\\"\\$2\\\"\"", "sh", editor, path, (char *)NULL);
        _exit(127);
    }
    int status = -1;
    while (child > 0 && waitpid(child, &status, 0) < 0 && errno == EINTR)
        ;
    if (child < 0 || !WIFEXITED(status) || WEXITSTATUS(status) != 0 || !text_read_file(path, 1 << 20, &back, &n, &err))
        back = NULL;
    unlink(path);
    return back;
}

static bool run_editor(struct loop *l, const char *text) {
    term_leave(l->term);
    char *back = edited(l->editor, text);
    term_return(l->term);
    if (!back)
        return false;
    host_message(&l->host, &(struct msg){.kind = MSG_EDITED, .text = back});
    free(back);
    return true;
}

static void size_changed(struct loop *l) {
    int w, h;
    term_size(l->term, &w, &h);
    grid_resize(&l->grid, w, h);
    host_message(&l->host, &(struct msg){.kind = MSG_RESIZE, .x = w, .y = h});
}

static bool terminal(void *arg, const struct effect *e) {
    struct loop *l = arg;
    switch (e->kind) {
    case EFFECT_EDITOR:
        return run_editor(l, e->text);
    case EFFECT_SUSPEND:
        term_suspend(l->term);
        size_changed(l);
        return true;
    case EFFECT_MOUSE:
        term_mouse(l->term, e->arg);
        return true;
    default:
        term_redraw(l->term);
        return true;
    }
}

static void show(struct loop *l) {
    app_view(&l->host.app, &l->grid);
    term_show(l->term, &l->grid);
    l->next_frame = clock_ns(l->clock) + FRAME_NS;
}

static void show_now(void *arg) {
    show(arg);
}

static void take(struct loop *l, struct term_event *e) {
    switch (e->kind) {
    case TERM_KEY:
        host_key(&l->host, e->key);
        break;
    case TERM_PASTE:
        host_message(&l->host, &(struct msg){.kind = MSG_PASTE, .text = e->text});
        free(e->text);
        break;
    case TERM_CLICK:
        host_message(&l->host,
                     &(struct msg){.kind = MSG_CLICK, .hot = grid_hot_at(&l->grid, e->x, e->y), .x = e->x, .y = e->y});
        break;
    case TERM_WHEEL:
        host_message(&l->host,
                     &(struct msg){.kind = MSG_WHEEL, .key = e->key, .hot = grid_hot_at(&l->grid, e->x, e->y)});
        break;
    case TERM_RESIZE:
        size_changed(l);
        break;
    }
}

/* Waits for a key, news or the next tick. False: the process was asked to end. */
static bool wait_for(struct loop *l, bool news_unshown) {
    int fds[3], n = host_descriptors(&l->host, fds);
    struct pollfd all[5] = {{.fd = STDIN_FILENO, .events = POLLIN},
                            {.fd = term_signal_descriptor(l->term), .events = POLLIN}};
    for (int i = 0; i < n; i++)
        all[2 + i] = (struct pollfd){.fd = fds[i], .events = POLLIN};
    int64_t until = news_unshown && l->next_frame < l->next_tick ? l->next_frame : l->next_tick;
    if (l->host.app.typing.key && l->typed_ns + BREATH_NS < until)
        until = l->typed_ns + BREATH_NS;
    int64_t ms = (until - clock_ns(l->clock)) / 1000000 + 1;
    int watched = news_unshown ? 2 : 2 + n; /* news may gather until the next picture */
    poll(all, (nfds_t)watched, ms < 0 || l->more ? 0 : (int)ms);
    bool gone = all[0].revents & (POLLHUP | POLLERR | POLLNVAL) && !(all[0].revents & POLLIN);
    return !(all[1].revents & POLLIN) && !gone;
}

static void run(struct loop *l) {
    bool unshown = false;
    size_changed(l);
    show(l);
    while (!l->host.quit) {
        bool going = wait_for(l, unshown);
        struct term_event event;
        bool typed = false;
        while (!l->host.quit && term_read(l->term, &event)) { /* what was typed counts, even when it is over */
            take(l, &event);
            typed = true;
            l->typed_ns = clock_ns(l->clock);
        }
        if (!going) {
            host_message(&l->host, &(struct msg){.kind = MSG_SIGNAL});
            l->ended = true;
            break;
        }
        unshown = host_poll(&l->host) || unshown;
        if (l->host.app.typing.key && clock_ns(l->clock) >= l->typed_ns + BREATH_NS) {
            host_message(&l->host, &(struct msg){.kind = MSG_IDLE});
            unshown = true;
        }
        if (l->more && !typed)
            unshown = (l->more = host_more(&l->host)) || unshown;
        if (clock_ns(l->clock) >= l->next_tick) {
            host_tick(&l->host);
            l->next_tick = clock_ns(l->clock) + TICK_NS;
            unshown = true;
        }
        if (typed || (unshown && clock_ns(l->clock) >= l->next_frame)) {
            show(l);
            unshown = false;
        }
    }
}

bool loop_terminal(struct workspace *ws, const struct tui_options *options, struct err *err) {
    struct loop l = {.clock = ws->clock, .editor = options->editor ? options->editor : "vi"};
    int w = 80, h = 24;
    if (!host_init(&l.host, ws, options, w, h, err))
        return false;
    l.host.terminal = terminal;
    l.host.arg = &l;
    l.term = term_open(options->colour, err);
    if (l.term) {
        l.host.app.unicode = term_unicode(l.term) && !options->ascii;
        l.host.app.no_braille = !term_braille(l.term);
        grid_init(&l.grid, w, h);
        l.next_tick = clock_ns(l.clock) + TICK_NS;
        l.more = true;
        l.host.show = show_now;
        run(&l);
        term_close(l.term);
        grid_fini(&l.grid);
    }
    bool ok = l.term && (!l.ended || err_set(err, ERR_CANCELLED, "ended by a signal; everything typed is kept"));
    host_fini(&l.host);
    return ok;
}
