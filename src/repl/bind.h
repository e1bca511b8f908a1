/* bind.h - what the files of this room share: the REPL's state, and how a binding reads, raises and shows.
 * A binding is a lua_CFunction with the REPL as its first upvalue. It checks its arguments before it acquires anything;
 * what it acquires lives in a userdata (freed by its __gc) or in repl->scratch, because any call of the Lua API may
 * raise, and a raise frees nothing in C. */
#ifndef REPL_BIND_H
#define REPL_BIND_H
#include "job/job.h"
#include "repl/repl.h"
#include "report/report.h"
#include "script/sandbox.h"

#include <lauxlib.h>

enum repl_mode { MODE_TABLE, MODE_CSV, MODE_JSON, MODE_MARKDOWN, MODE_LINE };
struct repl {
    struct workspace *ws;
    struct sandbox *sandbox;
    atomic_bool *stop;      /* may be NULL */
    struct progress *outer; /* of the face; may be NULL */
    struct text *out;       /* where the running evaluation prints */
    struct text scratch;    /* of the binding that runs; see above */
    struct err raised;      /* what the last binding raised: Lua keeps the message, this the code */
    int width;
    enum repl_mode mode;
    int rows_max;      /* rows and entries shown before "... n more"; 0: all */
    int first_line;    /* of the chunk within its script, for the places in messages */
    const char *chunk; /* "=repl": the name that messages show */
    bool timer, bail, quit;
    bool progress_shown; /* a line on standard error that what is printed next takes away */
    int64_t progress_ns; /* when it was drawn */
    int results;         /* _1 .. _results are set */
    char *last;          /* the last statement, for .edit */
    /* Takes what is printed as it comes, when set (scripts, .output); else it gathers in out. */
    void (*emit)(void *arg, const char *bytes, size_t n);
    void *emit_arg;
    void (*face_emit)(void *arg, const char *bytes, size_t n); /* kept while .output is on */
    void *face_emit_arg;
};

#define REPL_DESIGN     "sevenstep.design"
#define REPL_GROUP      "sevenstep.group"
#define REPL_RUN        "sevenstep.run"
#define REPL_ROWS       "sevenstep.rows"
#define REPL_METRIC     "sevenstep.metric"
#define REPL_METRICS    "sevenstep.metrics"
#define REPL_SWEEP      "sevenstep.sweep"
#define REPL_COMPARISON "sevenstep.comparison"

struct repl *bind_repl(lua_State *lua); /* upvalue 1 */
/* Raises err's message with the place in the script; its code comes out of repl_evaluate. */
int bind_raise(lua_State *lua, const struct err *err) __attribute__((noreturn));
void bind_functions(lua_State *lua, struct repl *repl, const luaL_Reg *functions); /* into the table on top */
void bind_metatable(lua_State *lua, struct repl *repl, const char *name, const luaL_Reg *functions);
struct report_style bind_style(const struct repl *repl);
/* Pushes scratch as a string. */
int bind_push_scratch(lua_State *lua, struct repl *repl);
void bind_set_text(lua_State *lua, const char *key, const char *value); /* of the table on top */
void bind_set_number(lua_State *lua, const char *key, double value);    /* NAN: leaves it nil; whole ones as integers */
/* Prints: into out, or to emit. */
void repl_print(struct repl *repl, const char *bytes, size_t n);

/* show.c: a Lua value as people read it. number_text: 17 digits, so that a printed value equals the stored one. */
void show_number(lua_State *lua, int index, char *buffer, size_t n);
bool show_value(lua_State *lua, struct repl *repl, int index); /* prints it; true when that ended its line */

/* rows.c: an array of tables with the field `columns` (names in order), shown in the mode. */
void rows_new(lua_State *lua, const char *const *columns, int n); /* pushes an empty one */
void rows_append(lua_State *lua);                                 /* takes the row on top into the rows below it */
void rows_open(lua_State *lua, struct repl *repl);
/* Cells as text, row 0 the head, in any mode; json and csv show all of them. */
struct grid {
    const char *const *cells;
    const bool *number; /* (columns) */
    int columns, rows;
};
void grid_show(const struct grid *grid, const struct repl *repl, struct text *out);

/* bind_design.c */
void design_open(lua_State *lua, struct repl *repl);
struct design *design_check(lua_State *lua, int index);                     /* borrowed */
struct design **design_push(lua_State *lua);                                /* an empty one, on top; fill it */
void design_value(lua_State *lua, const struct design *d, enum knob_id id); /* pushes the value in its Lua type */
/* Applies the table at `index` (nested or flat) to d; raises on the first that does not fit. */
void design_apply(lua_State *lua, struct design *d, int index);

/* bind_run.c */
void run_open(lua_State *lua, struct repl *repl);
struct run *run_check(lua_State *lua, int index); /* borrowed */
struct run **run_push(lua_State *lua);
/* Runs a design and pushes the run; raises when it fails. */
void run_carry_out(lua_State *lua, struct repl *repl, const struct job_spec *spec);

/* bind_sweep.c, bind_comparison.c, bind_look.c, bind_plot.c */
void sweep_open(lua_State *lua, struct repl *repl);
void comparison_open(lua_State *lua, struct repl *repl);
void look_open(lua_State *lua, struct repl *repl);
void plot_open(lua_State *lua, struct repl *repl);
/* Help on a name (a knob, a metric, a word of the vocabulary) into out; false: there is none such. */
bool look_help(const struct repl *repl, const char *name, struct text *out);
const char *look_word(int i); /* of the vocabulary; NULL behind the last */

/* dot.c: a line that begins with '.'. */
bool dot_command(struct repl *repl, const char *line, struct text *out, struct err *err) MUST_USE;
void dot_close(struct repl *repl); /* the file of .output */
const char *dot_word(int i);       /* ".help"; NULL behind the last */

/* repl.c: whether text is a whole chunk or expression. */
bool repl_compiles(struct repl *repl, const char *text, struct err *err) MUST_USE;
/* script.c: a text of statements and dot commands; where it came from is `chunk`, as sandbox_load has it. */
bool script_run(struct repl *repl, const char *text, const char *chunk, struct err *err) MUST_USE;
/* line.c: reads the terminal until it ends. */
bool line_loop(struct repl *repl, atomic_bool *stop, struct err *err) MUST_USE;
/* main.c: takes the progress line away; printing to standard output does it by itself. */
void main_clear_progress(struct repl *repl);
void main_emit(void *repl, const char *bytes, size_t n);
#endif
