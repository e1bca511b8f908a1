/* sandbox_state.h - what sandbox.c, its guards and its patterns share. Not for other files. */
#ifndef SCRIPT_SANDBOX_STATE_H
#define SCRIPT_SANDBOX_STATE_H
#include "script/sandbox.h"

enum trip { TRIP_NONE, TRIP_INSTRUCTIONS, TRIP_MEMORY, TRIP_TIME, TRIP_STOPPED, TRIP_GUARD };

struct sandbox {
    lua_State *lua;
    size_t used, cap;     /* bytes */
    int64_t budget, left; /* instructions and what is charged as such */
    double cpu_limit, cpu_start;
    atomic_bool *stop;
    int depth;         /* of sandbox_call */
    int every;         /* instructions between two hooks */
    enum trip tripped; /* stays until the outermost call has ended */
    char why[160], where[LUA_IDSIZE + 16];
    struct {
        void *block;
        size_t from, to;
    } refused;  /* the last allocation that was refused: Lua collects garbage and asks once more */
    char *name; /* of a chunk whose name is too long for Lua's own messages */
};

/* Raises; nothing that the script catches with pcall lets it go on. */
void sandbox_trip_guard(lua_State *lua, const char *format, ...) PRINTF_LIKE(2, 3);
/* A lua_CFunction: opens the libraries, takes out what is unsafe, wraps what can run away. */
int sandbox_open_libraries(lua_State *lua);
/* string.find, match, gmatch and gsub with a step budget, into the table on top of the stack. */
void sandbox_open_patterns(lua_State *lua);
#endif
