#include "practice/words_turn.h"
#include "practice/words_lists.h"
#include "base/mem.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

struct form {
    char word[28]; /* the stem; as it is written when `exact` */
    bool exact;
    const struct form *next;
};
struct slot {
    const struct form *forms;
    const struct slot *next; /* NULL: the turn ends */
    int gap;                 /* others that may stand before it */
    bool end;                /* "$" fills it too */
};
struct opening { /* a turn, by a word that it may begin with */
    const struct slot *first;
    const struct opening *next;
};
struct turns {
    struct arena arena;
    const struct opening *by_start[WORD_STARTS];
};

/* ---- Reading. */

static int read_gap(const char **at) {
    int gap = 0;
    for (; **at == ' ' || **at == '~' || **at == '*'; (*at)++)
        gap += **at == '~' ? 5 : **at == '*' ? 2 : 0;
    return gap;
}

static struct form *read_form(struct turns *turns, const char *word, size_t n) {
    struct form *form = arena_get(&turns->arena, 1, sizeof *form);
    form->exact = word[0] == '=';
    if (form->exact)
        snprintf(form->word, sizeof form->word, "%.*s", (int)n - 1, word + 1);
    else
        words_stem(word, n, form->word);
    return form;
}

/* The slot at *at, which is put behind it; NULL at the end of the turn. */
static struct slot *read_slot(struct turns *turns, const char **at) {
    int gap = read_gap(at);
    size_t n = strcspn(*at, " ");
    if (n == 0)
        return NULL;
    struct slot *slot = arena_get(&turns->arena, 1, sizeof *slot);
    slot->gap = gap;
    for (const char *word = *at, *stop = *at + n; word < stop;) {
        size_t length = strcspn(word, "| ");
        if (*word == '$') {
            slot->end = true;
        } else {
            struct form *form = read_form(turns, word, length);
            form->next = slot->forms;
            slot->forms = form;
        }
        word += length + 1;
    }
    *at += n;
    return slot;
}

static void add_openings(struct turns *turns, const struct slot *first) {
    for (const struct form *form = first->forms; form; form = form->next) {
        struct opening *opening = arena_get(&turns->arena, 1, sizeof *opening);
        const struct opening **list = &turns->by_start[word_start(form->word)];
        *opening = (struct opening){first, *list};
        *list = opening;
    }
}

struct turns *turns_new(const char *const *written) {
    struct turns *turns = mem_must(1, sizeof *turns);
    for (; *written; written++) {
        const char *at = *written;
        struct slot *first = read_slot(turns, &at);
        for (struct slot *last = first, *slot; (slot = read_slot(turns, &at)); last = slot)
            last->next = slot;
        add_openings(turns, first);
    }
    return turns;
}

void turns_free(struct turns *turns) {
    if (turns)
        arena_free(&turns->arena);
    free(turns);
}

/* ---- Searching. */

static bool fills(const struct slot *slot, const struct word *word) {
    for (const struct form *form = slot->forms; form; form = form->next)
        if (strcmp(form->word, form->exact ? word->plain : word->stem) == 0)
            return true;
    return false;
}

/* Whether the turn stands from this slot on, which is filled at word i or, past its gap, a little later. */
static bool stands(const struct slot *slot, const struct words *w, int i, int from, int to) {
    if (!slot)
        return true;
    for (int last = i + slot->gap; i <= last; i++) {
        bool ends = i == to || (i > from && w->word[i].sentence != w->word[i - 1].sentence);
        if (ends && slot->end && stands(slot->next, w, i, from, to))
            return true;
        if (i == to)
            return false;
        if (fills(slot, &w->word[i]) && stands(slot->next, w, i + 1, from, to))
            return true;
    }
    return false;
}

bool turns_in(const struct turns *turns, const struct words *w, int from, int to) {
    for (int i = from; i < to; i++)
        for (const struct opening *o = turns->by_start[word_start(w->word[i].stem)]; o; o = o->next)
            if (stands(o->first, w, i, from, to))
                return true;
    return false;
}
