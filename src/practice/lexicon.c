#include "practice/lexicon.h"
#include "practice/intents.h"
#include "practice/remark.h"
#include "practice/words_stance.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct name {
    const struct words *words;
    int concept;
};
struct wording { /* by the address of its text */
    const char *text;
    struct words words;
    struct wording *next;
};
enum { BUCKETS = 4096 };
struct lexicon {
    const struct content *content;
    struct name *names; /* in the order of the concepts */
    int n;
    struct wording *wordings[BUCKETS];
    struct stances *stances;
    struct gist *items[STEPS]; /* NULL: not asked for yet */
    struct intents *intents;
};

const struct content *lexicon_content(const struct lexicon *lexicon) {
    return lexicon->content;
}

const struct gist *lexicon_items(struct lexicon *lexicon, int step) {
    const struct step_content *part = &lexicon->content->steps[step - 1];
    struct gist **items = &lexicon->items[step - 1];
    if (!*items)
        *items = remark_gist(part->rubric, part->n_rubric);
    return *items;
}

const struct intents *lexicon_intents(struct lexicon *lexicon, struct err *err) {
    if (!lexicon->intents)
        lexicon->intents = intents_new(lexicon->content, NULL, err);
    return lexicon->intents;
}

static short concept_of(const struct content *content, const char *stem) {
    size_t n = strlen(stem);
    for (int c = 0; c < content->n_concepts && n > 2 && stem[0] == '<'; c++)
        if (strlen(content->concepts[c].name) == n - 2 && strncmp(content->concepts[c].name, stem + 1, n - 2) == 0)
            return (short)c;
    return -1;
}

const struct words *lexicon_wording(struct lexicon *lexicon, const char *wording, bool every) {
    struct wording **bucket = &lexicon->wordings[((uintptr_t)wording * 0x9E3779B1u >> 8) % BUCKETS];
    for (const struct wording *w = *bucket; w; w = w->next)
        if (w->text == wording)
            return &w->words;
    struct wording *w = mem_must(1, sizeof *w);
    *w = (struct wording){.text = wording, .words = words_of(wording), .next = *bucket};
    for (int i = 0; i < w->words.n; i++) {
        w->words.word[i].concept = concept_of(lexicon->content, w->words.word[i].stem);
        w->words.word[i].stop = w->words.word[i].stop && !every;
    }
    *bucket = w;
    return &w->words;
}

struct lexicon *lexicon_new(const struct content *content) {
    struct lexicon *lexicon = mem_must(1, sizeof *lexicon);
    lexicon->content = content;
    lexicon->stances = stances_new();
    int room = 0;
    for (int c = 0; c < content->n_concepts; c++)
        for (char **way = content->concepts[c].ways; way && *way; way++) {
            if (lexicon->n == room)
                lexicon->names = mem_grow(lexicon->names, (size_t)(room = room * 2 + 256), sizeof *lexicon->names);
            lexicon->names[lexicon->n++] = (struct name){lexicon_wording(lexicon, *way, false), c};
        }
    return lexicon;
}

void lexicon_free(struct lexicon *lexicon) {
    if (!lexicon)
        return;
    for (int b = 0; b < BUCKETS; b++)
        for (struct wording *w = lexicon->wordings[b], *next; w; w = next) {
            next = w->next;
            words_free(&w->words);
            free(w);
        }
    stances_free(lexicon->stances);
    for (int i = 0; i < STEPS; i++)
        gist_free(lexicon->items[i]);
    intents_free(lexicon->intents);
    free(lexicon->names);
    free(lexicon);
}

struct words lexicon_text(const struct lexicon *lexicon, const char *text) {
    struct words w = words_of(text);
    stances_mark(lexicon->stances, &w);
    size_t n = (size_t)w.n;
    w.mark = mem_must((size_t)lexicon->content->n_concepts * n + 1, 1);
    w.concept = mem_must((size_t)lexicon->content->n_concepts + 1, sizeof *w.concept);
    for (int k = 0; k < lexicon->n; k++) {
        const struct name *name = &lexicon->names[k];
        if (words_absent(&w, name->words, false))
            continue;
        unsigned char *mark = w.mark + (size_t)name->concept * n;
        for (int s = 0; s < w.n_sentences; s++) {
            int from = w.sentence[s].first, to = from + w.sentence[s].n;
            struct span at;
            while (words_find(&w, name->words, from, to, 0, false, &at)) {
                int taken = at.last - at.first + 1;
                if (taken > mark[at.first] && taken < 256)
                    mark[at.first] = (unsigned char)taken;
                w.concept[name->concept] = true;
                from = at.first + 1;
            }
        }
    }
    return w;
}
