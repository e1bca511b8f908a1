#include "base/rng.h"
#include "base/text.h"
#include "script/sandbox.h"

#include <lauxlib.h>
#include <lualib.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>
#include <cmocka.h>

static struct sandbox *fresh(void) {
    struct err err = {0};
    struct sandbox *s = sandbox_new(NULL, 7, &err);
    assert_non_null(s);
    return s;
}

static bool run(struct sandbox *s, const char *code, int results, struct err *err) {
    return sandbox_load(s, code, strlen(code), "@t.lua", err) && sandbox_call(s, 0, results, err);
}

/* Runs code that returns a string. */
static void gives(const char *code, const char *want) {
    struct sandbox *s = fresh();
    struct err err = {0};
    if (!run(s, code, 1, &err))
        fail_msg("%s: %s", code, err.message);
    assert_int_equal(lua_type(sandbox_lua(s), -1), LUA_TSTRING);
    assert_string_equal(lua_tostring(sandbox_lua(s), -1), want);
    sandbox_free(s);
}

/* Fails with the code and a message that holds `part`; the sandbox works afterwards; it takes less than 10 s. */
static void refuses(const char *code, enum err_code want, const char *part) {
    struct err err = {0}, none = {0};
    struct sandbox *s = sandbox_new(&(struct sandbox_limits){.instructions = 20000000}, 7, &err);
    clock_t start = clock();
    if (run(s, code, 1, &err))
        fail_msg("was accepted: %s", code);
    assert_true((double)(clock() - start) / CLOCKS_PER_SEC < 10.0);
    if (err.code != want || !strstr(err.message, part))
        fail_msg("%s: code %d, '%s'", code, err.code, err.message);
    assert_int_equal(lua_gettop(sandbox_lua(s)), 0);
    assert_true(run(s, "x = nil; return 1", 0, &none));
    sandbox_free(s);
}

static void what_is_there_works(void **state) {
    (void)state;
    gives("return table.concat({1, 2, 3}, '-')", "1-2-3");
    gives("local t = {3, 1, 2} table.sort(t) return table.concat(t, ',')", "1,2,3");
    gives("local t = {1, 2} table.insert(t, 1, 0) table.remove(t) return table.concat(t, ',')", "0,1");
    gives("return ('ab'):rep(3, '.') .. ('x'):rep(0) .. (''):rep(1e9)", "ab.ab.ab");
    gives("return string.format('%5.2f|%s', 1.234, select(2, table.unpack({1, 'b'})))", " 1.23|b");
    gives("return tostring(select('#', string.byte('hello', 1, -1))) .. string.byte('A')", "565");
    gives("local ok, why = pcall(error, 'gone') return tostring(ok) .. why", "falsegone");
    gives("local a, b = xpcall(error, function(m) return m .. '!' end, 'gone') return tostring(a) .. b", "falsegone!");
    gives("local a, b, c = xpcall(function(x, y) return y, x end, error, 1, 2) return tostring(a) .. b .. c", "true21");
    gives("return utf8.char(228, 8364) .. utf8.len('äö')", "ä€2");
    gives("local t = setmetatable({}, {__index = function(_, k) return k .. '!' end}) return t.a", "a!");
    gives("return table.concat(table.move({1, 2, 3}, 1, 3, 2), ',')", "1,1,2,3");
}

static void strangers_get_nothing(void **state) {
    (void)state;
    gives("local n = '' for _, name in ipairs{'os', 'io', 'package', 'debug', 'require', 'load', 'dofile', 'loadfile', "
          "'loadstring', 'collectgarbage', 'print', 'coroutine', 'warn'} do if _G[name] then n = n .. name end end "
          "return n .. tostring(string.dump) .. tostring(string.pack)",
          "nilnil");
    refuses("os.execute('touch /tmp/x')", ERR_USAGE,
            "t.lua:1: attempt to index a nil value (global 'os'); a file runs "
            "in a sandbox, which has no os");
    refuses("\n\nio.open('/etc/passwd')", ERR_USAGE, "t.lua:3:");
    refuses("load('return 1')", ERR_USAGE, "no load");
    refuses("\x1bLuaT", ERR_USAGE, "t.lua:1: this is compiled Lua");
    refuses("getmetatable('').__index = nil", ERR_USAGE, "t.lua:1:");
    refuses("setmetatable({}, {__gc = function() while true do end end})", ERR_USAGE, "finalisers");
    refuses("error({})", ERR_USAGE, "raised a table");
    refuses("error('a\\n\\27[31mb', 0)", ERR_USAGE, "a ?[31mb");
    refuses("return {", ERR_USAGE, "t.lua:1: unexpected symbol near <eof>");
}

static void loops_end(void **state) {
    (void)state;
    refuses("\nwhile true do end", ERR_LIMIT, "t.lua:2: the script took more than 20 million steps");
    refuses("while true do pcall(function() while true do end end) end", ERR_LIMIT, "steps");
    refuses("local function f() pcall(f) while true do end end f()", ERR_LIMIT, "steps");
    refuses("pcall(function() while true do end end) return 'on'", ERR_LIMIT, "steps");
    refuses("local t <close> = setmetatable({}, {__close = function() while true do end end}) while true do end",
            ERR_LIMIT, "steps");
    refuses("xpcall(function() while true do end end, function() while true do end end)", ERR_LIMIT, "steps");
    refuses("local function f() return f() end f()", ERR_LIMIT, "steps");
    refuses("local function f() return 1 + f() end f()", ERR_LIMIT, "MiB");
    refuses("local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x",
            ERR_USAGE, "stack overflow");
}

static void memory_ends(void **state) {
    (void)state;
    refuses("local t = {} while true do t[#t + 1] = {} end", ERR_LIMIT, "t.lua:1: the script wants more than 64 MiB");
    refuses("local s = 'x' while true do s = s .. s end", ERR_LIMIT, "MiB");
    refuses("local t = {} while true do pcall(function() while true do t[#t + 1] = {} end end) end", ERR_LIMIT, "MiB");
    refuses("string.rep('x', 1e9)", ERR_LIMIT, "t.lua:1: string.rep makes a string of more than 4 MiB");
    refuses("while true do pcall(string.rep, 'x', 1e9) end", ERR_LIMIT, "string.rep");
    refuses("local s = ('x'):rep(4 * 1024 * 1024) while true do local t = s .. ('y'):rep(100) end", ERR_LIMIT, "MiB");
    refuses("local s = ('x'):rep(3e6) while true do local t = s .. 'y' end", ERR_LIMIT, "steps");
    refuses("local t = {} for i = 1, 1e5 do t[i] = ('0123456789'):rep(1e5) end", ERR_LIMIT, "MiB");
    refuses("local t = {} for i = 1, 1000 do t[i] = ('0123456789'):rep(1e5) end table.concat(t)", ERR_LIMIT, "MiB");
    /* garbage is not memory: the same size again and again */
    gives("for i = 1, 50 do local s = ('x'):rep(3e6 + i % 2) end return 'ok'", "ok");
}

static void c_loops_end(void **state) {
    (void)state;
    refuses("('a'):rep(40):find(('a?'):rep(40) .. ('a'):rep(40))", ERR_LIMIT, "steps");
    refuses("('a'):rep(3000):find(('a*'):rep(12) .. 'b')", ERR_LIMIT, "steps");
    refuses("('a'):rep(2e5):match('.-.-.-b')", ERR_LIMIT, "steps");
    refuses("('x'):rep(1e6):gsub('.', function() return ('y'):rep(1e6) end)", ERR_LIMIT, "");
    refuses("table.concat({}, '', 1, 1e15)", ERR_LIMIT, "table.concat over more than");
    refuses("table.unpack({}, 1, 1e7)", ERR_LIMIT, "table.unpack over more than");
    refuses("table.move({}, 1, 1e12, 2)", ERR_LIMIT, "table.move over more than");
    refuses("table.move({}, math.mininteger, math.maxinteger, 2)", ERR_LIMIT, "table.move over more than");
    refuses("table.insert(setmetatable({}, {__len = function() return 1e18 // 1 | 0 end}), 1, 1)", ERR_USAGE,
            "t.lua:1: a table with a metatable");
    refuses("string.byte(('x'):rep(1e6), 1, -1)", ERR_LIMIT, "string.byte");
    refuses("local t = {} for i = 1, 3e5 do t[i] = 0 end while true do table.insert(t, 1, 0) end", ERR_LIMIT, "");
    refuses("local s, t = ('x'):rep(4e6), {} for i = 1, 2e5 do t[i] = s end table.sort(t)", ERR_LIMIT, "steps");
}

static void budget_is_of_one_call(void **state) {
    (void)state;
    struct err err = {0};
    struct sandbox *s = sandbox_new(&(struct sandbox_limits){.instructions = 1000000}, 1, &err);
    for (int i = 0; i < 5; i++)
        assert_true(run(s, "for i = 1, 3e5 do end", 0, &err));
    assert_false(run(s, "for i = 1, 3e6 do end", 0, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_non_null(strstr(err.message, "1 million"));
    sandbox_free(s);
}

static void processor_time_is_a_backstop(void **state) {
    (void)state;
    struct err err = {0};
    struct sandbox *s = sandbox_new(&(struct sandbox_limits){.instructions = INT64_MAX, .cpu_seconds = 0.05}, 1, &err);
    assert_false(run(s, "while true do end", 0, &err));
    assert_int_equal(err.code, ERR_LIMIT);
    assert_non_null(strstr(err.message, "t.lua:1: the script ran for more than 0.05 s"));
    sandbox_free(s);
}

static void stop_is_heard(void **state) {
    (void)state;
    struct err err = {0};
    atomic_bool stop = false;
    struct sandbox *s = sandbox_new(&(struct sandbox_limits){.stop = &stop}, 1, &err);
    assert_true(run(s, "return 1", 0, &err));
    atomic_store(&stop, true);
    assert_false(run(s, "pcall(function() while true do end end) while true do end", 0, &err));
    assert_int_equal(err.code, ERR_CANCELLED);
    sandbox_free(s);
}

static void random_is_seeded(void **state) {
    (void)state;
    char first[64] = "";
    for (int i = 0; i < 3; i++) {
        struct err err = {0};
        struct sandbox *s = sandbox_new(NULL, i < 2 ? 11 : 12, &err);
        assert_true(run(s, "return math.random(1000000) .. '/' .. math.random()", 1, &err));
        const char *now = lua_tostring(sandbox_lua(s), -1);
        if (i == 0)
            strncpy(first, now, sizeof first - 1);
        else if (i == 1)
            assert_string_equal(now, first);
        else
            assert_string_not_equal(now, first);
        sandbox_free(s);
    }
    refuses("math.randomseed()", ERR_USAGE, "wants a number");
}

static void long_names_stay_whole(void **state) {
    (void)state;
    struct sandbox *s = fresh();
    struct err err = {0};
    const char *name = "@/a/folder/whose/name/is/longer/than/what/lua/keeps/of/the/name/of/a/chunk/x.lua";
    const char *code = "\nerror('gone')";
    assert_true(sandbox_load(s, code, strlen(code), name, &err));
    assert_false(sandbox_call(s, 0, 0, &err));
    assert_string_equal(err.message,
                        "/a/folder/whose/name/is/longer/than/what/lua/keeps/of/the/name/of/a/chunk/x.lua:2: gone");
    sandbox_free(s);
}

/* The matcher against the library's own, on random small patterns: same results, or both fail. */
static void patterns_match_as_lua_does(void **state) {
    (void)state;
    static const char *const pieces[] = {"a",     "b", ".",  "%a", "%d", "[ab]", "[^a]",    "[a-c]",   "(",  ")", "()",
                                         "*",     "+", "-",  "?",  "%1", "%b()", "%f[%a]",  "%f[^%w]", "^",  "$", "[]]",
                                         "[%d-]", "1", "%%", " ",  "%",  "[",    "[^]ab-]", "%2",      "%S", "x"};
    static const char letters[] = "aab1 ()bx]-%";
    static const char *const code =
        "local s, p, r = ... local out = {} local function add(...) local n = select('#', ...) for i = 1, n do "
        "out[#out + 1] = tostring((select(i, ...))) end out[#out + 1] = '|' end "
        "add(pcall(string.find, s, p)) add(pcall(string.match, s, p, 2)) add(pcall(string.gsub, s, p, r, 5)) "
        "add(pcall(string.gsub, s, p, {a = 'A', b = false})) add(pcall(string.find, s, p, -3)) "
        "add(pcall(function() local n = 0 for a, b in string.gmatch(s, p) do n = n + 1 add(a, b) end return n end)) "
        "return table.concat(out, ',')";
    struct sandbox *ours = fresh();
    lua_State *theirs = luaL_newstate();
    luaL_openlibs(theirs);
    struct err err = {0};
    uint64_t key = rng_draw(5, "test.pattern");
    int matched = 0;
    for (uint32_t i = 0; i < 20000; i++) {
        struct rng r = rng_of(key, i, 0);
        struct text pattern = {0}, subject = {0};
        for (uint32_t n = 1 + rng_below(&r, 7); n > 0; n--)
            text_add(&pattern, pieces[rng_below(&r, sizeof pieces / sizeof *pieces)]);
        for (uint32_t n = rng_below(&r, 10); n > 0; n--)
            text_bytes(&subject, &letters[rng_below(&r, sizeof letters - 1)], 1);
        const char *with = i % 3 == 0 ? "<%1>" : i % 3 == 1 ? "%0%%" : "-";
        assert_true(sandbox_load(ours, code, strlen(code), "=t", &err));
        assert_int_equal(luaL_loadbuffer(theirs, code, strlen(code), "=t"), LUA_OK);
        lua_State *both[2] = {sandbox_lua(ours), theirs};
        for (int k = 0; k < 2; k++) {
            lua_pushstring(both[k], text_str(&subject));
            lua_pushstring(both[k], text_str(&pattern));
            lua_pushstring(both[k], with);
        }
        assert_true(sandbox_call(ours, 3, 1, &err));
        assert_int_equal(lua_pcall(theirs, 3, 1, 0), LUA_OK);
        const char *a = lua_tostring(both[0], -1), *b = lua_tostring(both[1], -1);
        if (strcmp(a, b) != 0)
            fail_msg("'%s' on '%s': %s, Lua says %s", text_str(&pattern), text_str(&subject), a, b);
        matched += strncmp(a, "true,nil", 8) != 0 && strncmp(a, "false", 5) != 0;
        lua_pop(both[0], 1);
        lua_pop(both[1], 1);
        text_free(&pattern);
        text_free(&subject);
    }
    assert_true(matched > 2000);
    lua_close(theirs);
    sandbox_free(ours);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_there_works),
        cmocka_unit_test(strangers_get_nothing),
        cmocka_unit_test(loops_end),
        cmocka_unit_test(memory_ends),
        cmocka_unit_test(c_loops_end),
        cmocka_unit_test(budget_is_of_one_call),
        cmocka_unit_test(processor_time_is_a_backstop),
        cmocka_unit_test(stop_is_heard),
        cmocka_unit_test(random_is_seeded),
        cmocka_unit_test(long_names_stay_whole),
        cmocka_unit_test(patterns_match_as_lua_does),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
