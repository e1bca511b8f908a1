/* sandbox.h - Lua 5.4 for files and lines that may come from strangers.
 * One state a scenario, a case file or a REPL. base, table, string, math, utf8 alone; no io, os, package, debug, load,
 * dofile, loadfile, collectgarbage, string.dump; text chunks only; math.random is seeded and reproducible; memory and
 * instructions are bounded, and what runs away inside C (string.rep, patterns, table.move ...) is bounded by its
 * arguments. Only script/ and repl/ see Lua; this header is the way in for both. */
#ifndef SCRIPT_SANDBOX_H
#define SCRIPT_SANDBOX_H
#include "base/err.h"
#include <lua.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>

struct sandbox;
struct sandbox_limits {
    size_t memory_bytes;  /* 0: 64 MiB */
    int64_t instructions; /* of one call; 0: 200 million */
    double cpu_seconds;   /* of one call, processor time of its thread; 0: no such limit. A backstop for single
                             operations that are slow on huge values; the instruction budget is what decides */
    atomic_bool *stop;    /* may be NULL; set by a signal handler: the running chunk ends with ERR_CANCELLED */
};
struct sandbox *sandbox_new(const struct sandbox_limits *limits, uint64_t seed, struct err *err) MUST_USE;
void sandbox_free(struct sandbox *sandbox);
lua_State *sandbox_lua(struct sandbox *sandbox);
/* Compiles text (never bytecode) and leaves the function on the stack. name is what errors show: "@file.lua", "=repl".
 */
bool sandbox_load(struct sandbox *sandbox, const char *text, size_t length, const char *name, struct err *err) MUST_USE;
/* The one protected call: n_args on the stack above the function, n_results left. Errors read "file.lua:3: what". The
 * instruction budget starts anew with each call; once it tripped, it stays tripped until the call has ended. */
bool sandbox_call(struct sandbox *sandbox, int n_args, int n_results, struct err *err) MUST_USE;
/* Runs f(lua) with arg as its one argument (light userdata), protected like sandbox_call: the way in for C code that
 * uses the Lua API, since any of its calls may raise. */
bool sandbox_protect(struct sandbox *sandbox, lua_CFunction f, void *arg, struct err *err) MUST_USE;
/* For functions that scripts call: takes `units` (about one a VM instruction) from the budget of the running call and
 * raises when it is used up. What loops in C charges what it loops. */
void sandbox_charge(lua_State *lua, int64_t units);
#endif
