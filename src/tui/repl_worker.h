/* repl_worker.h - the REPL of the pane, evaluated on a thread of its own so that keys stay live. It has its own
 * database connection and engine, so it shares nothing with the session but files, which are safe to share. Life:
 * repl_worker_new -> repl_worker_send, repl_worker_take ... -> repl_worker_free (stops what runs). */
#ifndef TUI_REPL_WORKER_H
#define TUI_REPL_WORKER_H
#include "job/workspace.h"

struct repl_worker;
struct repl_worker *repl_worker_new(const struct workspace *like, const struct clock *clock);
void repl_worker_free(struct repl_worker *w); /* NULL is fine */
/* Starts one evaluation; none may be running. */
void repl_worker_send(struct repl_worker *w, const char *text, int width);
bool repl_worker_running(const struct repl_worker *w);
int repl_worker_descriptor(const struct repl_worker *w); /* readable when there is something to take */
/* The result: what was printed, an error's line at its end; *more: the text is a statement begun and not ended, and
 * comes back. The caller's to free(). NULL: nothing yet. */
char *repl_worker_take(struct repl_worker *w, bool *ok, bool *more);
void repl_worker_stop(struct repl_worker *w);
/* Completions; none while something runs. The caller's: free each and the array. */
int repl_worker_complete(struct repl_worker *w, const char *prefix, char ***words);
#endif
