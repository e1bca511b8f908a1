#include "practice/lexicon.h"
#include "base/mem.h"

#include <stdlib.h>
#include <string.h>

struct name {
    struct words words;
    int concept;
};
struct lexicon {
    const struct content *content;
    struct name *names; /* in the order of the concepts */
    int n;
};

static short concept_of(const struct content *content, const char *stem) {
    size_t n = strlen(stem);
    for (int c = 0; c < content->n_concepts && n > 2 && stem[0] == '<'; c++)
        if (strlen(content->concepts[c].name) == n - 2 && strncmp(content->concepts[c].name, stem + 1, n - 2) == 0)
            return (short)c;
    return -1;
}

struct words lexicon_wording(const struct lexicon *lexicon, const char *wording) {
    struct words w = words_of(wording);
    for (int i = 0; i < w.n; i++)
    w.word[i].concept = concept_of(lexicon->content, w.word[i].stem);
    return w;
}

struct lexicon *lexicon_new(const struct content *content) {
    struct lexicon *lexicon = mem_must(1, sizeof *lexicon);
    lexicon->content = content;
    int room = 0;
    for (int c = 0; c < content->n_concepts; c++)
        for (char **way = content->concepts[c].ways; way && *way; way++) {
            if (lexicon->n == room)
                lexicon->names = mem_grow(lexicon->names, (size_t)(room = room * 2 + 256), sizeof *lexicon->names);
            lexicon->names[lexicon->n++] = (struct name){lexicon_wording(lexicon, *way), c};
        }
    return lexicon;
}

void lexicon_free(struct lexicon *lexicon) {
    if (!lexicon)
        return;
    for (int i = 0; i < lexicon->n; i++)
        words_free(&lexicon->names[i].words);
    free(lexicon->names);
    free(lexicon);
}

struct words lexicon_text(const struct lexicon *lexicon, const char *text) {
    struct words w = words_of(text);
    size_t n = (size_t)w.n;
    w.mark = mem_must((size_t)lexicon->content->n_concepts * n + 1, 1);
    for (int k = 0; k < lexicon->n; k++) {
        const struct name *name = &lexicon->names[k];
        unsigned char *mark = w.mark + (size_t)name->concept * n;
        for (int s = 0; s < w.n_sentences; s++) {
            int from = w.sentence[s].first, to = from + w.sentence[s].n;
            struct span at;
            while (words_find(&w, &name->words, from, to, 0, false, &at)) {
                int taken = at.last - at.first + 1;
                if (taken > mark[at.first] && taken < 256)
                    mark[at.first] = (unsigned char)taken;
                from = at.first + 1;
            }
        }
    }
    return w;
}
