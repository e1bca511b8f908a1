/* host.h - carries out the model's effects: loads, runs, sessions, the REPL; and brings what comes of them as messages.
 * The terminal's own effects are left to whoever has the terminal: term_main and keys_main.
 * Life: host_init -> host_effects after every update, host_poll when a descriptor is readable, host_tick twice a second
 * -> host_fini. */
#ifndef TUI_HOST_H
#define TUI_HOST_H
#include "tui/app.h"
#include "tui/repl_worker.h"

struct host {
    struct workspace *ws;
    const struct clock *engine_clock; /* that of the engine, when the screen's is frozen */
    struct app app;
    struct driver *driver;
    struct job *job;
    struct repl_worker *repl;
    bool quit;
    bool exported;                                            /* something of the session was written to a file */
    bool (*terminal)(void *arg, const struct effect *effect); /* EDITOR, SUSPEND, REDRAW, MOUSE */
    void (*show)(void *arg); /* the screen as it is now, before something that takes a while; NULL: nobody looks */
    void *arg;
};
bool host_init(struct host *h, struct workspace *ws, const struct tui_options *options, int width, int height,
               struct err *err) MUST_USE;
void host_fini(struct host *h);
/* Updates the model and carries out all that follows. */
void host_message(struct host *h, const struct msg *msg);
void host_key(struct host *h, int32_t key);
void host_tick(struct host *h);
bool host_more(struct host *h); /* reads a little more of the library; false: all is known */
bool host_poll(struct host *h); /* takes what the job, the session and the REPL have to say; false: nothing */
/* Descriptors to wait on: at most three, -1 left out. */
int host_descriptors(const struct host *h, int fds[3]);
bool host_working(const struct host *h); /* a job, a session's run or the REPL is at work */
#endif
