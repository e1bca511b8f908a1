/* complete.c - what the last word of a line may become. A word is letters, digits, '_', '.', '@': a whole path counts
 * as one. Lua's names, the vocabulary, fields of designs and runs, knobs, metrics, cases and scenarios come into
 * question. */
#include "base/mem.h"
#include "repl/bind.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

enum { WORDS_MAX = 400 };

struct found {
    const char *word; /* being completed */
    size_t length;
    char **words;
    int n;
};

static void offer(struct found *f, const char *candidate) {
    if (f->n >= WORDS_MAX || strncmp(candidate, f->word, f->length) != 0)
        return;
    for (int i = 0; i < f->n; i++)
        if (strcmp(f->words[i], candidate) == 0)
            return;
    f->words = mem_grow(f->words, (size_t)f->n + 1, sizeof *f->words);
    f->words[f->n++] = mem_string(candidate);
}

static bool word_sign(char c) {
    return isalnum((unsigned char)c) || c == '_' || c == '.' || c == '@' || (unsigned char)c >= 0x80;
}

static void offer_tables(struct found *f) {
    for (enum knob_id id = 0; id < KNOBS; id++)
        offer(f, knob_at(id)->path);
    for (int i = 0; i < metric_count(); i++)
        offer(f, metric_at(i)->name);
}

static void offer_names(struct found *f, char **names, int n) {
    for (int i = 0; i < n; i++) {
        offer(f, names[i]);
        free(names[i]);
    }
    free(names);
}

/* Within quotes: what strings name. */
static void offer_strings(struct repl *repl, struct found *f) {
    struct err ignored = {0};
    char **names;
    int n;
    offer_tables(f);
    if (case_list(&repl->ws->paths, &names, &n, &ignored))
        offer_names(f, names, n);
    err_clear(&ignored);
    if (scenario_list(&repl->ws->paths, &names, &n, &ignored))
        offer_names(f, names, n);
}

struct globals {
    struct repl *repl;
    struct found *found;
};

/* "d.retrieval.di" where d is a design: its knobs below "d.". */
static void offer_knobs_of(struct found *f, const char *root, const struct design *d) {
    enum knob_id ids[KNOBS];
    int n = design_knobs(d, ids);
    struct text path = {0};
    for (int i = 0; i < n; i++) {
        text_clear(&path);
        text_format(&path, "%s.%s", root, knob_at(ids[i])->path);
        offer(f, text_str(&path));
    }
    text_free(&path);
}

static void offer_fields_of(struct found *f, const char *root) {
    static const char *const fields[] = {"id",     "name",   "case",    "scenario", "seed",       "version",
                                         "wall_s", "at",     "metrics", "funnel",   "thresholds", "stages",
                                         "notes",  "curves", "passed",  "design"};
    struct text path = {0};
    for (size_t i = 0; i < sizeof fields / sizeof *fields; i++) {
        text_clear(&path);
        text_format(&path, "%s.%s", root, fields[i]);
        offer(f, text_str(&path));
    }
    text_free(&path);
}

static int offer_globals(lua_State *lua) {
    struct globals *g = lua_touserdata(lua, 1);
    struct found *f = g->found;
    const char *dot = memchr(f->word, '.', f->length);
    lua_pushglobaltable(lua);
    if (!dot) {
        for (lua_pushnil(lua); lua_next(lua, 2); lua_pop(lua, 1))
            if (lua_type(lua, -2) == LUA_TSTRING)
                offer(f, lua_tostring(lua, -2));
        return 0;
    }
    char root[64];
    size_t length = (size_t)(dot - f->word);
    if (length >= sizeof root)
        return 0;
    memcpy(root, f->word, length);
    root[length] = '\0';
    lua_pushstring(lua, root);
    lua_rawget(lua, 2);
    if (luaL_testudata(lua, -1, REPL_DESIGN))
        offer_knobs_of(f, root, design_check(lua, -1));
    else if (luaL_testudata(lua, -1, REPL_RUN))
        offer_fields_of(f, root);
    else if (lua_istable(lua, -1))
        for (lua_pushnil(lua); lua_next(lua, 3); lua_pop(lua, 1))
            if (lua_type(lua, -2) == LUA_TSTRING) {
                lua_pushfstring(lua, "%s.%s", root, lua_tostring(lua, -2));
                offer(f, lua_tostring(lua, -1));
                lua_pop(lua, 1);
            }
    return 0;
}

static void offer_dot_words(struct found *f, const char *line) {
    static const char *const modes[] = {"table", "csv", "json", "markdown", "line"};
    static const char *const switches[] = {"on", "off"};
    if (!strchr(line, ' '))
        for (int i = 0; dot_word(i); i++)
            offer(f, dot_word(i));
    else if (text_starts(line, ".mode "))
        for (size_t i = 0; i < sizeof modes / sizeof *modes; i++)
            offer(f, modes[i]);
    else if (text_starts(line, ".timer ") || text_starts(line, ".bail "))
        for (size_t i = 0; i < sizeof switches / sizeof *switches; i++)
            offer(f, switches[i]);
}

static int by_name(const void *a, const void *b) {
    return strcmp(*(char *const *)a, *(char *const *)b);
}

int repl_complete(struct repl *repl, const char *prefix, char ***words) {
    static const char *const keywords[] = {"and", "break",    "do",     "else", "elseif", "end",   "false",
                                           "for", "function", "if",     "in",   "local",  "nil",   "not",
                                           "or",  "repeat",   "return", "then", "true",   "until", "while"};
    size_t end = strlen(prefix), start = end;
    while (start > 0 && word_sign(prefix[start - 1]))
        start--;
    while (start > 0 && prefix[start - 1] == '/' && strchr(prefix, '"')) /* "case/scenario" is one word within quotes */
        for (start--; start > 0 && word_sign(prefix[start - 1]);)
            start--;
    struct found f = {.word = prefix + start, .length = end - start};
    struct globals g = {repl, &f};
    struct err ignored = {0};
    int quotes = 0;
    for (size_t i = 0; i < start; i++)
        quotes += prefix[i] == '"';
    if (prefix[strspn(prefix, " ")] == '.') {
        offer_dot_words(&f, prefix + strspn(prefix, " "));
    } else if (quotes % 2) {
        offer_strings(repl, &f);
    } else if (f.length > 0) {
        for (size_t i = 0; i < sizeof keywords / sizeof *keywords; i++)
            offer(&f, keywords[i]);
        if (!sandbox_protect(repl->sandbox, offer_globals, &g, &ignored))
            err_clear(&ignored);
        if (memchr(f.word, '.', f.length) || f.n == 0)
            offer_tables(&f);
    }
    if (f.n)
        qsort(f.words, (size_t)f.n, sizeof *f.words, by_name);
    *words = f.words;
    return f.n;
}
