#include "tui/repl_worker.h"
#include "base/mem.h"
#include "repl/repl.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <unistd.h>

struct repl_worker {
    struct workspace ws;
    struct repl *repl; /* made at the first use */
    struct progress progress;
    atomic_bool stop;
    pthread_t thread;
    bool running; /* the face's view: a thread is to be joined */
    int ends[2];  /* the thread writes a byte when it has ended */
    char *text;   /* being evaluated */
    int width;
    struct text out;
    bool ok, more;
};

struct repl_worker *repl_worker_new(const struct workspace *like, const struct clock *clock) {
    struct repl_worker *w = mem_must(1, sizeof *w);
    w->ws = (struct workspace){.paths = {mem_string(like->paths.data), mem_string(like->paths.scenarios)},
                               .db = mem_string(like->db),
                               .cache = mem_string(like->cache),
                               .threads = like->threads,
                               .clock = clock};
    if (pipe2(w->ends, O_CLOEXEC | O_NONBLOCK) != 0)
        w->ends[0] = w->ends[1] = -1;
    return w;
}

static bool ready(struct repl_worker *w, struct err *err) {
    if (!w->repl)
        w->repl = repl_new(&w->ws, &w->stop, &w->progress, err);
    return w->repl != NULL;
}

static void *work(void *arg) {
    struct repl_worker *w = arg;
    struct err err = {0};
    w->ok = w->more = false;
    if (ready(w, &err)) {
        w->more = repl_incomplete(w->repl, w->text);
        w->ok = w->more || repl_evaluate(w->repl, w->text, w->width, &w->out, &err);
    }
    if (w->more)
        text_add(&w->out, w->text);
    else if (!w->ok)
        text_format(&w->out, "%s\n", err.code == ERR_CANCELLED ? "stopped" : err.message);
    char byte = 1;
    ssize_t written = write(w->ends[1], &byte, 1);
    (void)written;
    return NULL;
}

void repl_worker_send(struct repl_worker *w, const char *text, int width) {
    text_clear(&w->out);
    free(w->text);
    w->text = mem_string(text);
    w->width = width < 40 ? 40 : width;
    atomic_store(&w->stop, false);
    atomic_store(&w->progress.cancel, false);
    w->running = true;
    if (pthread_create(&w->thread, NULL, work, w) != 0) { /* no thread to be had: here, then */
        work(w);
        w->thread = pthread_self();
    }
}

bool repl_worker_running(const struct repl_worker *w) {
    return w && w->running;
}

int repl_worker_descriptor(const struct repl_worker *w) {
    return w ? w->ends[0] : -1;
}

static void join(struct repl_worker *w) {
    if (w->running && !pthread_equal(w->thread, pthread_self()))
        pthread_join(w->thread, NULL);
    w->running = false;
}

char *repl_worker_take(struct repl_worker *w, bool *ok, bool *more) {
    char byte;
    if (!w->running || read(w->ends[0], &byte, 1) != 1)
        return NULL;
    join(w);
    *ok = w->ok;
    *more = w->more;
    return text_take(&w->out);
}

void repl_worker_stop(struct repl_worker *w) {
    atomic_store(&w->stop, true);
    atomic_store(&w->progress.cancel, true);
}

int repl_worker_complete(struct repl_worker *w, const char *prefix, char ***words) {
    struct err err = {0};
    *words = NULL;
    return !w->running && ready(w, &err) ? repl_complete(w->repl, prefix, words) : 0;
}

void repl_worker_free(struct repl_worker *w) {
    if (!w)
        return;
    repl_worker_stop(w);
    join(w);
    repl_free(w->repl);
    workspace_close(&w->ws);
    text_free(&w->out);
    free(w->text);
    close(w->ends[0]);
    close(w->ends[1]);
    free(w);
}
