/* repl.h - the design REPL: the Lua vocabulary of sevenstep as evaluate(text) -> text and complete(prefix).
 * `sevenstep repl` (libedit, in repl/line.c) and the pane in the TUI call the same two. */
#ifndef REPL_REPL_H
#define REPL_REPL_H
#include "base/text.h"
#include "job/workspace.h"

struct repl;
/* ws is borrowed. stop may be NULL: once set, a running chunk or engine run ends with ERR_CANCELLED. */
struct repl *repl_new(struct workspace *ws, atomic_bool *stop, struct progress *progress, struct err *err) MUST_USE;
void repl_free(struct repl *repl);
/* Runs one chunk (an expression prints its value) or a dot command; what it printed is added to out. `width` is that of
 * the window, for tables. False: err says what, where and the nearest right name; out keeps what was printed before. */
bool repl_evaluate(struct repl *repl, const char *text, int width, struct text *out, struct err *err) MUST_USE;
/* Whether text is a statement begun and not ended ("for i=1,3 do"): the line editor asks for more. */
bool repl_incomplete(struct repl *repl, const char *text);
/* Completions of the last word of `prefix`, sorted: whole words; the caller's, free each and the array. */
int repl_complete(struct repl *repl, const char *prefix, char ***words);
/* sevenstep repl [SCENARIO] [-e CODE]: code NULL reads `interactive ? terminal : standard input`. Returns the exit
 * code. */
int repl_main(struct workspace *ws, const char *scenario, const char *code, struct err *err);
#endif
