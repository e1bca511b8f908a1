#include "script/source.h"
#include "base/mem.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PATH = 256, DEPTH_MAX = 40, PLACES_MAX = 200000 };
enum token { END, NAME, TEXT, NUMBER, OTHER }; /* punctuation stands for itself, as a negative character code */

struct place {
    char *path, *alias; /* alias: the value is a local table of this name */
    int line, order;
};
struct source {
    struct place *places;
    int n, room;
    int first_return; /* line of the last `return` outside every table */
};
struct lexer {
    const char *p, *end;
    int line;
    int token;       /* enum token, or minus a character */
    int token_line;  /* where it begins */
    char word[PATH]; /* of a name, text or number; cut */
};

/* Length of "[", "=" ... "[" at p, or 0. */
static size_t long_bracket(const char *p, const char *end) {
    const char *q = p;
    if (q >= end || *q++ != '[')
        return 0;
    while (q < end && *q == '=')
        q++;
    return q < end && *q == '[' ? (size_t)(q - p) + 1 : 0;
}

static void skip_to(struct lexer *x, const char *to) {
    for (; x->p < to && x->p < x->end; x->p++)
        x->line += *x->p == '\n';
}

static void skip_long(struct lexer *x, size_t open) {
    const char *q = x->p + open;
    for (; q < x->end; q++)
        if (*q == ']' && (size_t)(x->end - q) >= open && q[open - 1] == ']' && strspn(q + 1, "=") >= open - 2)
            break;
    skip_to(x, q < x->end ? q + open : x->end);
}

static void skip_blank(struct lexer *x) {
    while (x->p < x->end) {
        if (x->end - x->p >= 2 && x->p[0] == '-' && x->p[1] == '-') {
            size_t open = long_bracket(x->p + 2, x->end);
            x->p += 2;
            if (open)
                skip_long(x, open);
            else
                while (x->p < x->end && *x->p != '\n')
                    x->p++;
        } else if (isspace((unsigned char)*x->p)) {
            skip_to(x, x->p + 1);
        } else {
            return;
        }
    }
}

static void take_quoted(struct lexer *x) {
    const char quote = *x->p++, *begin = x->p;
    while (x->p < x->end && *x->p != quote && *x->p != '\n')
        skip_to(x, x->p + (*x->p == '\\' && x->end - x->p > 1 ? 2 : 1));
    snprintf(x->word, sizeof x->word, "%.*s", (int)(x->p - begin > PATH ? PATH : x->p - begin), begin);
    if (x->p < x->end && *x->p == quote)
        x->p++;
    x->token = TEXT;
}

static bool in_word(int c) {
    return isalnum(c) || c == '_';
}

static void next_token(struct lexer *x) {
    skip_blank(x);
    x->token_line = x->line;
    x->word[0] = '\0';
    if (x->p >= x->end) {
        x->token = END;
        return;
    }
    unsigned char c = (unsigned char)*x->p;
    size_t open = long_bracket(x->p, x->end);
    if (open) {
        skip_long(x, open);
        x->token = TEXT;
    } else if (c == '"' || c == '\'') {
        take_quoted(x);
    } else if (in_word(c)) {
        const char *begin = x->p;
        while (x->p < x->end && (in_word((unsigned char)*x->p) || (isdigit(c) && *x->p == '.')))
            x->p++;
        snprintf(x->word, sizeof x->word, "%.*s", (int)(x->p - begin > PATH ? PATH : x->p - begin), begin);
        x->token = isdigit(c) ? NUMBER : NAME;
    } else if (strchr("=~<>", c) && x->end - x->p > 1 && x->p[1] == '=') {
        x->p += 2;
        x->token = OTHER;
    } else {
        x->p++;
        x->token = -(int)c;
    }
}

static bool is_name(const char *s) {
    if (!*s || isdigit((unsigned char)*s))
        return false;
    for (; *s; s++)
        if (!in_word((unsigned char)*s))
            return false;
    return true;
}

char *source_join(char *out, size_t n, const char *path, const char *field) {
    char whole[2 * PATH + 8]; /* out may be path */
    if (is_name(field))
        snprintf(whole, sizeof whole, "%.*s%s%.*s", PATH, path, *path ? "." : "", PATH, field);
    else
        snprintf(whole, sizeof whole, "%.*s[\"%.*s\"]", PATH, path, PATH, field);
    snprintf(out, n, "%s", whole);
    return out;
}

static void note(struct source *s, const char *path, int line) {
    if (s->n >= PLACES_MAX)
        return;
    if (s->n == s->room)
        s->places = mem_grow(s->places, (size_t)(s->room = 2 * s->room + 64), sizeof *s->places);
    s->places[s->n] = (struct place){mem_string(path), NULL, line, s->n};
    s->n++;
}

static void read_table(struct source *s, struct lexer *x, const char *path, int depth);

/* +1: opens a block that `end` or `until` closes; -1: one of these. */
static int block_of(const struct lexer *x) {
    static const char *const opens[] = {"function", "do", "if", "repeat"};
    if (x->token != NAME)
        return 0;
    for (int i = 0; i < 4; i++)
        if (strcmp(x->word, opens[i]) == 0)
            return 1;
    return strcmp(x->word, "end") == 0 || strcmp(x->word, "until") == 0 ? -1 : 0;
}

/* From the first token of a value to the , ; or } behind it. Function bodies hold tables that are none of this one's.
 */
static void read_value(struct source *s, struct lexer *x, const char *path, int depth) {
    char first[PATH] = "";
    int tokens = 0, blocks = 0, brackets = 0;
    for (; x->token != END; next_token(x), tokens++) {
        if (blocks == 0 && brackets == 0 && (x->token == -',' || x->token == -';' || x->token == -'}'))
            break;
        if (tokens == 0 && x->token == NAME)
            snprintf(first, sizeof first, "%s", x->word);
        blocks += block_of(x);
        if (blocks <= 0 && x->token == -'{' && depth < DEPTH_MAX) {
            next_token(x);
            read_table(s, x, path, depth + 1);
        } else if (strchr("([{", x->token < 0 ? -x->token : 'x')) {
            brackets++;
        } else if (strchr(")]}", x->token < 0 ? -x->token : 'x')) {
            brackets--;
        }
    }
    if (tokens == 1 && first[0] && s->n > 0 && s->n < PLACES_MAX)
        s->places[s->n - 1].alias = mem_string(first);
}

/* `name =`, `["name"] =`, `[3] =` or an item of the list: its path. x stands at the value afterwards. */
static void read_key(struct lexer *x, const char *path, int *items, char out[PATH]) {
    struct lexer ahead = *x;
    next_token(&ahead);
    if (x->token == NAME && ahead.token == -'=') {
        source_join(out, PATH, path, x->word);
        next_token(&ahead);
        *x = ahead;
    } else if (x->token == -'[' && (ahead.token == TEXT || ahead.token == NUMBER)) {
        if (ahead.token == TEXT)
            source_join(out, PATH, path, ahead.word);
        else
            snprintf(out, PATH, "%.200s[%.40s]", path, ahead.word);
        next_token(&ahead); /* ] */
        next_token(&ahead); /* = */
        next_token(&ahead);
        *x = ahead;
    } else {
        snprintf(out, PATH, "%.200s[%d]", path, ++*items);
    }
}

/* Behind the { ; ends at the } . */
static void read_table(struct source *s, struct lexer *x, const char *path, int depth) {
    int items = 0;
    while (x->token != END && x->token != -'}') {
        if (x->token == -',' || x->token == -';') {
            next_token(x);
            continue;
        }
        char inner[PATH];
        int line = x->token_line;
        read_key(x, path, &items, inner);
        note(s, inner, line);
        read_value(s, x, inner, depth);
    }
}

static int by_path(const void *a, const void *b) {
    const struct place *x = a, *y = b;
    int c = strcmp(x->path, y->path);
    return c ? c : (x->order < y->order) - (x->order > y->order); /* the last one counts, as in Lua */
}

struct source *source_new(const char *text, size_t length) {
    struct source *s = mem_must(1, sizeof *s);
    struct lexer x = {.p = text, .end = text + length, .line = 1};
    char before[2][PATH] = {"", ""}; /* the last two tokens, when they were words or = */
    s->first_return = 1;
    for (next_token(&x); x.token != END; next_token(&x)) {
        if (x.token == -'{') {
            bool named = strcmp(before[1], "=") == 0;
            next_token(&x);
            if (named || strcmp(before[1], "return") == 0)
                read_table(s, &x, named ? before[0] : "", 0);
        }
        if (x.token == NAME && strcmp(x.word, "return") == 0)
            s->first_return = x.token_line;
        memcpy(before[0], before[1], PATH);
        snprintf(before[1], PATH, "%s", x.token == NAME ? x.word : x.token == -'=' ? "=" : "");
    }
    if (s->n > 1)
        qsort(s->places, (size_t)s->n, sizeof *s->places, by_path);
    return s;
}

void source_free(struct source *s) {
    if (!s)
        return;
    for (int i = 0; i < s->n; i++) {
        free(s->places[i].path);
        free(s->places[i].alias);
    }
    free(s->places);
    free(s);
}

static const struct place *place_of(const struct source *s, const char *path) {
    int low = 0, high = s->n;
    while (low < high) {
        int middle = (low + high) / 2;
        if (strcmp(s->places[middle].path, path) < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return low < s->n && strcmp(s->places[low].path, path) == 0 ? &s->places[low] : NULL;
}

/* Cuts the last field off; false when there is none. */
static bool parent(char *path) {
    char *dot = strrchr(path, '.'), *bracket = strrchr(path, '[');
    char *cut = !dot || (bracket && bracket > dot) ? bracket : dot;
    size_t n = strlen(path);
    if (n > 1 && path[n - 1] == ']' && path[n - 2] == '"') /* the name may hold dots and brackets */
        for (cut = path + n - 2; cut > path && !(cut[0] == '[' && cut[1] == '"');)
            cut--;
    if (!cut || !*path)
        return false;
    *cut = '\0';
    return true;
}

int source_line(const struct source *s, const char *path, bool *exact) {
    char at[PATH], with[2 * PATH];
    snprintf(at, sizeof at, "%s", path);
    int best = s->first_return;
    size_t length = strlen(at);
    *exact = false;
    do {
        const struct place *found = place_of(s, at);
        if (!found)
            continue;
        best = found->line;
        size_t done = strlen(at);
        *exact = done == length;
        const char *alias = found->alias;
        if (alias && done < length) { /* the rest of the path is in the table of that name */
            snprintf(with, sizeof with, "%s%s", alias, path + done);
            *exact = true;
            for (bool more = true; more && strcmp(with, alias) != 0; more = parent(with), *exact = false)
                if ((found = place_of(s, with)))
                    return found->line;
            *exact = false;
        }
        return best;
    } while (parent(at));
    return best;
}
