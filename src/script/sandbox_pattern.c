/* Lua's patterns (reference manual, 6.4.1) with a budget: string.find, match, gmatch and gsub.
 * Backtracking can take exponential time ("a?" thirty times) inside one C call, where no hook fires; so this matcher
 * charges a step a character looked at. Same syntax, same results, same messages as the library's where it fails. */
#include "script/sandbox_state.h"

#include <ctype.h>
#include <lauxlib.h>
#include <string.h>

enum { CAPTURES_MAX = 32, DEPTH_MAX = 200, OPEN = -1, POSITION = -2 };

struct capture {
    const char *at;
    ptrdiff_t length; /* or OPEN, POSITION */
};
struct matching {
    lua_State *lua;
    const char *begin, *end; /* of the subject */
    const char *pattern_end;
    int n, depth;
    struct capture captures[CAPTURES_MAX];
};

static const char *match_here(struct matching *m, const char *s, const char *p);

/* The end of the single-character class that starts at p: x, %x or [set]. */
static const char *class_end(const struct matching *m, const char *p) {
    if (*p == '%') {
        if (p + 1 == m->pattern_end)
            luaL_error(m->lua, "malformed pattern (ends with '%%')");
        return p + 2;
    }
    if (*p != '[')
        return p + 1;
    p++;
    if (p < m->pattern_end && *p == '^')
        p++;
    bool first = true; /* a ] that comes first stands for itself */
    while (first || p >= m->pattern_end || *p != ']') {
        if (p >= m->pattern_end)
            luaL_error(m->lua, "malformed pattern (missing ']')");
        p += *p == '%' ? 2 : 1;
        first = false;
    }
    return p + 1;
}

static bool in_class(int c, int class) {
    bool in;
    switch (tolower(class)) {
    case 'a':
        in = isalpha(c);
        break;
    case 'c':
        in = iscntrl(c);
        break;
    case 'd':
        in = isdigit(c);
        break;
    case 'g':
        in = isgraph(c);
        break;
    case 'l':
        in = islower(c);
        break;
    case 'p':
        in = ispunct(c);
        break;
    case 's':
        in = isspace(c);
        break;
    case 'u':
        in = isupper(c);
        break;
    case 'w':
        in = isalnum(c);
        break;
    case 'x':
        in = isxdigit(c);
        break;
    default:
        return class == c;
    }
    return in != (isupper(class) != 0);
}

/* p at '[', last at its ']'. */
static bool in_set(int c, const char *p, const char *last) {
    bool in = true;
    if (*++p == '^') {
        in = false;
        p++;
    }
    for (; p < last; p++) {
        if (*p == '%') {
            if (in_class(c, (unsigned char)*++p))
                return in;
        } else if (p[1] == '-' && p + 2 < last) {
            if ((unsigned char)p[0] <= c && c <= (unsigned char)p[2])
                return in;
            p += 2;
        } else if ((unsigned char)*p == c) {
            return in;
        }
    }
    return !in;
}

static bool fits(const struct matching *m, const char *s, const char *p, const char *p_end) {
    sandbox_charge(m->lua, 1);
    if (s >= m->end)
        return false;
    int c = (unsigned char)*s;
    switch (*p) {
    case '.':
        return true;
    case '%':
        return in_class(c, (unsigned char)p[1]);
    case '[':
        return in_set(c, p, p_end - 1);
    default:
        return (unsigned char)*p == c;
    }
}

static const char *longest(struct matching *m, const char *s, const char *p, const char *p_end) {
    ptrdiff_t n = 0;
    while (fits(m, s + n, p, p_end))
        n++;
    for (; n >= 0; n--) {
        const char *end = match_here(m, s + n, p_end + 1);
        if (end)
            return end;
    }
    return NULL;
}

static const char *shortest(struct matching *m, const char *s, const char *p, const char *p_end) {
    for (;; s++) {
        const char *end = match_here(m, s, p_end + 1);
        if (end || !fits(m, s, p, p_end))
            return end;
    }
}

static const char *open_capture(struct matching *m, const char *s, const char *p, ptrdiff_t kind) {
    if (m->n >= CAPTURES_MAX)
        luaL_error(m->lua, "too many captures");
    m->captures[m->n++] = (struct capture){s, kind};
    const char *end = match_here(m, s, p);
    if (!end)
        m->n--;
    return end;
}

static const char *close_capture(struct matching *m, const char *s, const char *p) {
    int i = m->n - 1;
    while (i >= 0 && m->captures[i].length != OPEN)
        i--;
    if (i < 0)
        luaL_error(m->lua, "invalid pattern capture");
    m->captures[i].length = s - m->captures[i].at;
    const char *end = match_here(m, s, p);
    if (!end)
        m->captures[i].length = OPEN;
    return end;
}

/* %bxy: from x to the y that balances it. */
static const char *balanced(struct matching *m, const char *s, const char *p) {
    if (p + 1 >= m->pattern_end)
        luaL_error(m->lua, "malformed pattern (missing arguments to '%%b')");
    if (s >= m->end || *s != p[0])
        return NULL;
    for (int level = 1; ++s < m->end;) {
        sandbox_charge(m->lua, 1);
        if (*s == p[1] && --level == 0)
            return s + 1;
        if (*s == p[0] && p[0] != p[1])
            level++;
    }
    return NULL;
}

static const char *same_again(struct matching *m, const char *s, int digit) {
    int i = digit - '1';
    if (i < 0 || i >= m->n || m->captures[i].length == OPEN)
        luaL_error(m->lua, "invalid capture index %%%d", i + 1);
    ptrdiff_t n = m->captures[i].length; /* a position is never there again */
    sandbox_charge(m->lua, n / 16);
    return n >= 0 && m->end - s >= n && memcmp(m->captures[i].at, s, (size_t)n) == 0 ? s + n : NULL;
}

/* %f[set]: between what is not in the set and what is. */
static bool frontier(struct matching *m, const char *s, const char *p, const char *p_end) {
    int before = s == m->begin ? 0 : (unsigned char)s[-1], after = s < m->end ? (unsigned char)*s : 0;
    return !in_set(before, p, p_end - 1) && in_set(after, p, p_end - 1);
}

/* One item with its suffix. *done: *s is the answer; else *s and *p stand behind the item. */
static void match_item(struct matching *m, const char **s, const char **p, bool *done) {
    const char *end = class_end(m, *p), *from = *p;
    int suffix = end < m->pattern_end ? *end : '\0';
    *done = true;
    switch (suffix) {
    case '*':
        *s = longest(m, *s, from, end);
        return;
    case '+':
        *s = fits(m, *s, from, end) ? longest(m, *s + 1, from, end) : NULL;
        return;
    case '-':
        *s = shortest(m, *s, from, end);
        return;
    case '?': {
        const char *with = fits(m, *s, from, end) ? match_here(m, *s + 1, end + 1) : NULL;
        if (with) {
            *s = with;
            return;
        }
        *p = end + 1;
        *done = false;
        return;
    }
    default:
        if (!fits(m, *s, from, end)) {
            *s = NULL;
            return;
        }
        (*s)++;
        *p = end;
        *done = false;
    }
}

/* The items that are no class: captures, %b, %f, %1 .., $ at the end. False: none of them. */
static bool match_special(struct matching *m, const char **s, const char **p, bool *done) {
    const char *q = *p;
    bool two = q + 1 < m->pattern_end;
    *done = true;
    if (*q == '(') {
        bool position = two && q[1] == ')';
        *s = open_capture(m, *s, q + (position ? 2 : 1), position ? POSITION : OPEN);
    } else if (*q == ')') {
        *s = close_capture(m, *s, q + 1);
    } else if (*q == '$' && !two) {
        *s = *s == m->end ? *s : NULL;
    } else if (*q == '%' && two && q[1] == 'b') {
        *s = balanced(m, *s, q + 2);
        *p = q + 4;
        *done = !*s;
    } else if (*q == '%' && two && isdigit((unsigned char)q[1])) {
        *s = same_again(m, *s, (unsigned char)q[1]);
        *p = q + 2;
        *done = !*s;
    } else if (*q == '%' && two && q[1] == 'f') {
        q += 2;
        if (q >= m->pattern_end || *q != '[')
            luaL_error(m->lua, "missing '[' after '%%f' in pattern");
        *p = class_end(m, q);
        *done = !frontier(m, *s, q, *p);
        *s = *done ? NULL : *s;
    } else {
        return false;
    }
    return true;
}

/* Where a match of the pattern from p on ends when it starts at s; NULL: none. */
static const char *match_here(struct matching *m, const char *s, const char *p) {
    if (++m->depth > DEPTH_MAX)
        luaL_error(m->lua, "pattern too complex");
    while (p < m->pattern_end) {
        bool done;
        sandbox_charge(m->lua, 1);
        if (!match_special(m, &s, &p, &done))
            match_item(m, &s, &p, &done);
        if (done)
            break;
    }
    m->depth--;
    return s;
}

static void push_capture(struct matching *m, int i, const char *s, const char *end) {
    if (i == 0 && m->n == 0) {
        lua_pushlstring(m->lua, s, (size_t)(end - s)); /* no captures: the whole match */
        return;
    }
    if (i >= m->n)
        luaL_error(m->lua, "invalid capture index %%%d", i + 1);
    const struct capture *c = &m->captures[i];
    if (c->length == OPEN)
        luaL_error(m->lua, "unfinished capture");
    if (c->length == POSITION)
        lua_pushinteger(m->lua, c->at - m->begin + 1);
    else
        lua_pushlstring(m->lua, c->at, (size_t)c->length);
}

static int push_captures(struct matching *m, const char *s, const char *end) {
    int n = m->n == 0 && s ? 1 : m->n;
    luaL_checkstack(m->lua, n, "too many captures");
    for (int i = 0; i < n; i++)
        push_capture(m, i, s, end);
    return n;
}

static struct matching matching_of(lua_State *lua, const char *s, size_t n, const char *p, size_t p_n) {
    struct matching m = {.lua = lua, .begin = s, .end = s + n, .pattern_end = p + p_n};
    return m;
}

static const char *try_at(struct matching *m, const char *s, const char *p) {
    m->n = 0;
    m->depth = 0;
    return match_here(m, s, p);
}

/* A start as scripts give it (1 first, -1 last) to an offset; more than n: behind the end. */
static size_t start_offset(lua_Integer start, size_t n) {
    if (start > 0)
        return (size_t)start - 1;
    if (start == 0 || (size_t)-start > n)
        return 0;
    return n - (size_t)-start;
}

static int find_plain(lua_State *lua, const char *s, size_t n, size_t from, const char *p, size_t p_n) {
    sandbox_charge(lua, (int64_t)((n - from) / 8 + p_n / 8));
    const char *at = memmem(s + from, n - from, p, p_n);
    if (!at) {
        lua_pushnil(lua);
        return 1;
    }
    lua_pushinteger(lua, at - s + 1);
    lua_pushinteger(lua, at - s + (lua_Integer)p_n);
    return 2;
}

static int find_or_match(lua_State *lua, bool find) {
    size_t n, p_n;
    const char *s = luaL_checklstring(lua, 1, &n), *p = luaL_checklstring(lua, 2, &p_n);
    size_t from = start_offset(luaL_optinteger(lua, 3, 1), n);
    if (from > n) {
        lua_pushnil(lua);
        return 1;
    }
    bool plain = lua_toboolean(lua, 4) || (!memchr(p, '\0', p_n) && !strpbrk(p, "^$*+?.([%-"));
    if (find && plain)
        return find_plain(lua, s, n, from, p, p_n);
    bool anchor = p_n > 0 && *p == '^';
    struct matching m = matching_of(lua, s, n, p, p_n);
    for (const char *at = s + from; at <= m.end; at++) {
        const char *end = try_at(&m, at, p + anchor);
        if (end && find) {
            lua_pushinteger(lua, at - s + 1);
            lua_pushinteger(lua, end - s);
            return 2 + push_captures(&m, NULL, NULL);
        }
        if (end)
            return push_captures(&m, at, end);
        if (anchor)
            break;
    }
    lua_pushnil(lua);
    return 1;
}

static int pattern_find(lua_State *lua) {
    return find_or_match(lua, true);
}

static int pattern_match(lua_State *lua) {
    return find_or_match(lua, false);
}

/* Upvalues: subject, pattern, next offset, end of the last match (-1: none yet). */
static int gmatch_next(lua_State *lua) {
    size_t n, p_n;
    const char *s = lua_tolstring(lua, lua_upvalueindex(1), &n), *p = lua_tolstring(lua, lua_upvalueindex(2), &p_n);
    lua_Integer from = lua_tointeger(lua, lua_upvalueindex(3)), last = lua_tointeger(lua, lua_upvalueindex(4));
    struct matching m = matching_of(lua, s, n, p, p_n);
    for (; from <= (lua_Integer)n; from++) {
        const char *end = try_at(&m, s + from, p);
        if (!end || end - s == last)
            continue;
        lua_pushinteger(lua, end - s);
        lua_copy(lua, -1, lua_upvalueindex(3));
        lua_replace(lua, lua_upvalueindex(4));
        return push_captures(&m, s + from, end);
    }
    return 0;
}

static int pattern_gmatch(lua_State *lua) {
    size_t n;
    luaL_checklstring(lua, 1, &n);
    luaL_checkstring(lua, 2);
    size_t from = start_offset(luaL_optinteger(lua, 3, 1), n);
    lua_settop(lua, 2);
    lua_pushinteger(lua, (lua_Integer)(from > n ? n + 1 : from));
    lua_pushinteger(lua, -1);
    lua_pushcclosure(lua, gmatch_next, 4);
    return 1;
}

static void add_template(struct matching *m, luaL_Buffer *out, const char *s, const char *end) {
    size_t n;
    const char *with = lua_tolstring(m->lua, 3, &n);
    for (size_t i = 0; i < n; i++) {
        if (with[i] != '%') {
            luaL_addchar(out, with[i]);
            continue;
        }
        i++; /* the byte behind the end is a NUL */
        if (with[i] == '%') {
            luaL_addchar(out, '%');
        } else if (with[i] == '0') {
            luaL_addlstring(out, s, (size_t)(end - s));
        } else if (isdigit((unsigned char)with[i])) {
            push_capture(m, with[i] - '1', s, end);
            luaL_tolstring(m->lua, -1, NULL);
            lua_remove(m->lua, -2);
            luaL_addvalue(out);
        } else {
            luaL_error(m->lua, "invalid use of '%%' in replacement string");
        }
    }
}

/* What stands in place of the match at s..end. */
static void add_replacement(struct matching *m, luaL_Buffer *out, const char *s, const char *end) {
    lua_State *lua = m->lua;
    int type = lua_type(lua, 3);
    if (type == LUA_TSTRING || type == LUA_TNUMBER) {
        add_template(m, out, s, end);
        return;
    }
    if (type == LUA_TTABLE) {
        push_capture(m, 0, s, end);
        lua_gettable(lua, 3);
    } else {
        lua_pushvalue(lua, 3);
        lua_call(lua, push_captures(m, s, end), 1);
    }
    if (!lua_toboolean(lua, -1)) {
        lua_pop(lua, 1);
        luaL_addlstring(out, s, (size_t)(end - s));
        return;
    }
    if (!lua_isstring(lua, -1))
        luaL_error(lua, "invalid replacement value (a %s)", luaL_typename(lua, -1));
    luaL_addvalue(out);
}

static int pattern_gsub(lua_State *lua) {
    size_t n, p_n;
    const char *s = luaL_checklstring(lua, 1, &n), *p = luaL_checklstring(lua, 2, &p_n), *last = NULL;
    int type = lua_type(lua, 3);
    luaL_argexpected(lua, type == LUA_TNUMBER || type == LUA_TSTRING || type == LUA_TFUNCTION || type == LUA_TTABLE, 3,
                     "string/function/table");
    lua_Integer most = luaL_optinteger(lua, 4, (lua_Integer)n + 1), done = 0;
    lua_settop(lua, 4);
    if (type == LUA_TNUMBER)
        lua_tolstring(lua, 3, NULL);
    bool anchor = p_n > 0 && *p == '^';
    struct matching m = matching_of(lua, s, n, p, p_n);
    luaL_Buffer out;
    luaL_buffinit(lua, &out);
    while (done < most) {
        const char *end = try_at(&m, s, p + anchor);
        if (end && end != last) {
            done++;
            add_replacement(&m, &out, s, end);
            s = last = end;
        } else if (s < m.end) {
            luaL_addchar(&out, *s++);
        } else {
            break;
        }
        if (anchor)
            break;
    }
    luaL_addlstring(&out, s, (size_t)(m.end - s));
    luaL_pushresult(&out);
    lua_pushinteger(lua, done);
    return 2;
}

void sandbox_open_patterns(lua_State *lua) {
    static const luaL_Reg functions[] = {{"find", pattern_find},
                                         {"match", pattern_match},
                                         {"gmatch", pattern_gmatch},
                                         {"gsub", pattern_gsub},
                                         {NULL, NULL}};
    luaL_setfuncs(lua, functions, 0);
}
