/* script.c - statements that come from a file, a pipe or -e. A text that compiles as one chunk runs as one, so that its
 * locals live throughout; one with dot commands or bare expressions runs statement by statement. */
#include "base/mem.h"
#include "repl/bind.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Reports an error that does not end the script (.bail off): on standard error, or in a pane among what is printed. */
static void complain(struct repl *repl, const struct err *err) {
    if (repl->emit == main_emit || repl->face_emit == main_emit) {
        fprintf(stderr, "sevenstep: %s\n", err->message);
        return;
    }
    repl_print(repl, err->message, strlen(err->message));
    repl_print(repl, "\n", 1);
}

struct reading {
    struct text statement; /* begun and not ended */
    int begins;            /* lines before it */
    struct err first;      /* the first error, for the exit code */
};

static bool end_statement(struct repl *repl, struct reading *r, struct err *err) {
    struct err own = {0};
    struct text *out = repl->out;
    repl->first_line = r->begins;
    bool ok = repl_evaluate(repl, text_str(&r->statement), repl->width, repl->out, &own);
    repl->first_line = 0;
    repl->out = out;
    text_clear(&r->statement);
    if (ok)
        return true;
    if (repl->bail || own.code == ERR_CANCELLED) {
        *err = own;
        return false;
    }
    complain(repl, &own);
    if (!r->first.code)
        r->first = own;
    return true;
}

static bool by_statements(struct repl *repl, const char *text, struct err *err) {
    struct reading r = {0};
    bool ok = true;
    int line = 0;
    for (const char *p = text; ok && *p && !repl->quit; line++) {
        size_t length = strcspn(p, "\n");
        if (r.statement.length == 0)
            r.begins = line;
        text_bytes(&r.statement, p, length);
        text_add(&r.statement, "\n");
        p += length + (p[length] == '\n');
        bool blank = strspn(text_str(&r.statement), " \t\r\n") == r.statement.length;
        if (blank)
            text_clear(&r.statement);
        else if (!*p || !repl_incomplete(repl, text_str(&r.statement)))
            ok = end_statement(repl, &r, err);
    }
    text_free(&r.statement);
    if (ok && r.first.code) {
        *err = r.first;
        ok = false;
    }
    return ok;
}

bool script_run(struct repl *repl, const char *text, const char *chunk, struct err *err) {
    const char *kept = repl->chunk;
    struct err ignored = {0};
    char *copy = mem_string(text);
    if (text_starts(copy, "#!")) /* the line that names the interpreter; its newline stays */
        memset(copy, ' ', strcspn(copy, "\n"));
    repl->chunk = chunk;
    bool whole = repl_compiles(repl, copy, &ignored);
    bool ok = whole ? repl_evaluate(repl, copy, repl->width, repl->out, err) : by_statements(repl, copy, err);
    repl->chunk = kept;
    free(copy);
    return ok;
}
