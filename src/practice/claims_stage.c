#include "practice/claims_stage.h"

#include <stdlib.h>

static const char FINDING[] =
    "|tower|towers|twotower|retriever|retrieval|candidate|candidates|ann|index|encoder|hnsw|ivf|recall|matrix|mf|"
    "als|neighbour|neighbor|";
static const char SCORING[] =
    "|rank|ranker|rankers|ranking|deepfm|dcn|dcnv|mlp|fm|machine|logistic|score|scorer|scores|perceptron|"
    "categor|head|heads|calibration|ctr|classifier|mmoe|";

/* What word k speaks of: -1 retrieval, 1 ranking, 0 neither. "Ranks the candidates" is no retrieval. */
static int stage_of(const struct words *w, int k) {
    if (words_is(w, k, "|candidate|candidates|"))
        for (int i = k - 1; i >= k - 3 && i >= 0 && w->word[i].clause == w->word[k].clause; i--)
            if (words_is(w, i, "|rank|ranks|ranked|score|scores|order|orders|"))
                return 0;
    return words_is(w, k, FINDING) ? -1 : words_is(w, k, SCORING) ? 1 : 0;
}

/* -1 retrieval, 1 ranking, 0 neither: by the word nearest to word i in its sentence, its own clause first, else by what
 * the sentence before is about when that is one of the two. */
static int stage_at(const struct words *w, int i) {
    const struct sentence *s = &w->sentence[w->word[i].sentence];
    int best = 1000, stage = 0, before = 0;
    for (int k = s->first; k < s->first + s->n; k++) {
        int is = stage_of(w, k);
        int far = abs(k - i) + (w->word[k].clause != w->word[i].clause ? 100 : 0);
        if (is && far < best) {
            best = far;
            stage = is;
        }
    }
    if (stage || w->word[i].sentence == 0)
        return stage;
    s--;
    for (int k = s->first; k < s->first + s->n; k++) {
        int is = stage_of(w, k);
        if (is && before && is != before)
            return 0;
        before = is ? is : before;
    }
    return before;
}

/* "A DeepFM on 16-dimensional embeddings" speaks of the ranker's: what both stages have is said of the one the sentence
 * is about. */
void stage_turn(struct listener *l) {
    static const struct {
        enum knob_id finding, scoring;
    } TWINS[] = {{K_RETRIEVAL_DIM, K_EMBEDDING_DIM},
                 {K_RETRIEVAL_EPOCHS, K_RANKING_EPOCHS},
                 {K_RETRIEVAL_LOSS, K_RANKING_LOSS},
                 {K_RETRIEVAL_OPTIMIZER, K_RANKING_OPTIMIZER}};
    enum world_kind kind = l->content->info.kind;
    for (size_t t = 0; t < sizeof TWINS / sizeof *TWINS; t++) {
        const struct knob *finding = knob_at(TWINS[t].finding), *scoring = knob_at(TWINS[t].scoring);
        if (!knob_has_kind(finding, kind) || !knob_has_kind(scoring, kind))
            continue;
        for (int i = 0; i < l->n; i++) {
            struct claim *c = &l->claims[i];
            int stage = c->knob == finding || c->knob == scoring ? stage_at(&l->words, c->at.first) : 0;
            const struct knob *turned = stage < 0 ? finding : stage > 0 ? scoring : c->knob;
            if (turned == c->knob || c->veto || (!c->value && c->figure < 0))
                continue;
            bool fits = c->value ? knob_has_choice(turned, kind, c->value)
                                 : c->number >= turned->low && c->number <= turned->high;
            c->knob = turned;
            c->dropped = c->dropped || !fits;
        }
    }
}
