#include "practice/claims_context.h"
#include "practice/estimate.h"
#include "world/features.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

static const struct sentence *sentence_of(const struct listener *l, int word) {
    return &l->words.sentence[l->words.word[word].sentence];
}

bool context_sign_behind(const struct listener *l, int i, char sign) {
    if (i < 0 || i + 1 >= l->words.n)
        return false;
    for (int at = l->words.word[i].end; at < l->words.word[i + 1].start; at++)
        if (l->text[at] == sign)
            return true;
    return false;
}

/* ---- What a figure counts. */

static const char MEASURES[] =
    "|gb|tb|mb|kb|pb|byt|bit|gigabyt|terabyt|megabyt|shard|sigma|core|machin|gpu|cpu|qps|rps|region|rack|flop|gflop|"
    "hz|dollar|cent|euro|look|engine|judge|judges|layer|layers|";

/* "256 GB" are no candidates, "3 sigma" no PSI. */
static bool counts_another(const struct listener *l, const struct claim *c, const struct amount *a) {
    int i = a->last + 1;
    if (a->period || !words_is(&l->words, i, MEASURES) || l->words.word[i].sentence != l->words.word[a->last].sentence)
        return false;
    bool within = i >= c->at.first && i <= c->at.last;
    bool people = words_is(&l->words, i, "|judge|judges|layer|layers|"); /* "by two judges" are no photographs */
    return (!within || people) && !strstr(c->knob->unit, l->words.word[i].stem);
}

/* "The newest above two hours pages" is an alarm, not how often something is done. */
static bool is_limit(const struct words *w, const struct claim *c, const struct amount *a) {
    if (!text_starts(c->knob->path, "serving.") && !text_starts(c->knob->path, "monitoring.retrain"))
        return false;
    int i = a->first - 1 - words_is(w, a->first - 1, "|a|an|the|than|");
    return words_is(w, i,
                    "|above|over|exceed|exceeds|beyond|older|longer|long|old|outside|past|last|previous|trailing|"
                    "latest|recent|") &&
           !words_is(w, i - 1, "|no|not|never|");
}

/* Behind "of": whose share a percentage is. */
static bool share_of_users(const struct words *w, const struct amount *a) {
    bool of = false;
    for (int i = a->last + 1; i <= a->last + 5 && i < w->n && w->word[i].clause == w->word[a->last].clause; i++) {
        of = of || words_is(w, i, "|of|");
        if (of && words_is(w, i, "|user|traffic|peopl|visitor|reader|viewer|member|request|search|session|"))
            return true;
    }
    return false;
}

static bool per_arm(const struct words *w, const struct amount *a) {
    for (int i = a->first - 7; i <= a->last + 6; i++)
        if (i >= 0 && i + 1 < w->n && w->word[i].sentence == w->word[a->first].sentence &&
            words_is(w, i, "|per|each|every|everi|either|an|a|") &&
            words_is(w, i + 1, "|arm|group|variant|varian|branch|side|treatment|cell|") &&
            (i > a->last ? w->word[i].clause == w->word[a->last].clause : i == 0 || !w->word[i - 1].number))
            return true;
    return false;
}

/* A count of the users of a test: a percentage is one of all users, what one arm has is half. */
static bool takes_users(const struct listener *l, struct amount *a) {
    const struct word *word = &l->words.word[a->first];
    if (word->percent || words_is(&l->words, a->first + 1, "|percent|pct|per|")) {
        const struct fact *all = fact_named(l->content, "daily_active_users");
        if (!all || !share_of_users(&l->words, a))
            return false;
        a->value *= all->value;
    }
    if (per_arm(&l->words, a))
        a->value *= 2.0;
    return true;
}

/* "0.10 per click" is no revenue per thousand; "0.002 an impression" is two. */
static bool takes_per_1000(const struct words *w, struct amount *a) {
    int i = a->last + 1;
    i += words_is(w, i, "|euro|dollar|cent|");
    if (!words_is(w, i, "|per|a|an|each|for|") || i + 1 >= w->n)
        return true;
    if (words_is(w, i + 1, "|click|convers|user|dai|day|session|request|page|campaign|"))
        return false;
    if (words_is(w, i + 1, "|impress|view|show|") && !words_is(w, i, "|for|"))
        a->value *= 1000.0;
    return true;
}

static bool takes_shares(const struct knob *knob) {
    return knob->high <= 1.0 || strstr(knob->unit, "share") || strstr(knob->unit, "probability") ||
           strcmp(knob->unit, "users") == 0;
}

/* "5 % random posts", "2.3 in a thousand": a share, which is no number of things. */
static bool says_share(const struct words *w, const struct amount *a) {
    if (w->word[a->first].percent || words_is(w, a->first + 1, "|percent|pct|"))
        return true;
    for (int i = a->last + 1; i <= a->last + 2 && i < w->n && w->word[i].clause == w->word[a->last].clause; i++)
        if (words_is(w, i, "|in|per|of|") && i + 1 < w->n) {
            int of = i + 1 + words_is(w, i + 1, "|a|one|every|");
            if (of < w->n && w->word[of].number && w->word[of].value >= 100.0 &&
                w->word[of].value > w->word[a->first].value && !w->word[of].digits)
                return true;
        }
    return false;
}

bool context_takes(const struct listener *l, const struct claim *c, struct amount *a, int gap) {
    const struct knob *knob = c->knob;
    if (counts_another(l, c, a) || is_limit(&l->words, c, a))
        return false;
    if (!takes_shares(knob) && strcmp(knob->unit, "per 1000") != 0 && says_share(&l->words, a))
        return false;
    if (strcmp(knob->unit, "users") == 0 && !takes_users(l, a))
        return false;
    if (strcmp(knob->unit, "per 1000") == 0 && !takes_per_1000(&l->words, a))
        return false;
    if (knob->type == KNOB_INT && a->period && a->value > 0.0 && a->value < 1.0)
        a->value = 1.0; /* "hourly" of what goes by days: as often as it can */
    bool bare = l->words.word[a->first].digits && knob->step == l->step && gap == 0;
    double value = c->rest ? 1.0 - a->value : a->value;
    return bare || (value >= knob->low && value <= knob->high);
}

/* ---- Which stage is meant. */

static const char FINDING[] =
    "|tower|towers|twotower|retriever|retrieval|candidate|candidates|ann|index|encoder|hnsw|ivf|recall|matrix|mf|"
    "als|neighbour|neighbor|";
static const char SCORING[] =
    "|rank|ranker|rankers|ranking|deepfm|dcn|dcnv|mlp|fm|machine|logistic|score|scorer|scores|perceptron|"
    "categor|head|heads|calibration|ctr|classifier|mmoe|";

/* -1 retrieval, 1 ranking, 0 neither: by the word nearest to word i in its sentence, its own clause first, else by what
 * the sentence before is about when that is one of the two. */
static int stage_at(const struct words *w, int i) {
    const struct sentence *s = &w->sentence[w->word[i].sentence];
    int best = 1000, stage = 0, before = 0;
    for (int k = s->first; k < s->first + s->n; k++) {
        int is = words_is(w, k, FINDING) ? -1 : words_is(w, k, SCORING) ? 1 : 0;
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
        int is = words_is(w, k, FINDING) ? -1 : words_is(w, k, SCORING) ? 1 : 0;
        if (is && before && is != before)
            return 0;
        before = is ? is : before;
    }
    return before;
}

/* "A DeepFM on 16-dimensional embeddings" speaks of the ranker's: what both stages have is said of the one the sentence
 * is about. */
static void turn_to_stage(struct listener *l) {
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

/* ---- What a list is a list of. */

static const char OTHER_HEADS[] =
    "|featur|signal|guardrail|slic|monitor|filter|target|elig|fallback|metric|consent|alarm|alert|log|";

/* The last word before the colon that opens the list word i is in; -1: no colon before it in the sentence. */
static int list_head(const struct listener *l, int i) {
    const struct sentence *s = sentence_of(l, i);
    for (int k = i - 1; k >= s->first; k--)
        if (context_sign_behind(l, k, ':'))
            return k;
    return -1;
}

/* "Targeting filter: country, device" are no features. */
static bool of_another_list(const struct listener *l, const struct claim *c) {
    int head = list_head(l, c->at.first);
    if (head < 0)
        return false;
    bool other = false;
    for (int k = head; k >= 0 && k > head - 4 && l->words.word[k].clause == l->words.word[head].clause; k--) {
        if (claims_list_noun(l, c->knob, k))
            return false;
        other = other || words_is(&l->words, k, OTHER_HEADS);
    }
    return other;
}

/* Elsewhere than in its own step an item counts where the list's noun leads to it: "device as a feature", "the features
 * are device and hour". */
static bool led_to(const struct listener *l, const struct claim *c) {
    const struct words *w = &l->words;
    const struct sentence *s = sentence_of(l, c->at.first);
    for (int i = s->first; i < s->first + s->n; i++) {
        if (!claims_list_noun(l, c->knob, i))
            continue;
        bool opens = context_sign_behind(l, i, ':') || context_sign_behind(l, i + 1, ':');
        opens = opens || words_is(w, i + 1, "|are|is|includ|like|such|from|contain|wer|cover|") ||
                (words_is(w, i + 1, "|i|we|that|the|would|to|here|for|") &&
                 words_is(w, i + 2, "|are|is|includ|take|tak|us|use|need|start|add|includ|want|"));
        bool near = w->word[i].clause == w->word[c->at.first].clause && i - c->at.last <= 4 && c->at.first - i <= 8;
        if (near || (opens && i < c->at.first))
            return true;
    }
    return false;
}

static bool is_trap(const struct listener *l, const struct claim *c) {
    int n = 0;
    const struct feature *table =
        strcmp(c->knob->choices, "@features") == 0 ? feature_table(l->content->info.kind, &n) : NULL;
    for (int i = 0; i < n && c->value; i++)
        if (table[i].trap && strcmp(table[i].name, c->value) == 0)
            return true;
    return false;
}

/* Of what knows the future one mostly speaks to turn it down: it is taken only where nothing speaks against it. */
static bool distrusted(const struct listener *l, const struct claim *c) {
    static const char DOUBT[] =
        "|leak|leakag|leaki|futur|drop|avoid|suspici|suspect|distrust|trust|trap|contamin|care|careful|bewar|cheat|"
        "proven|until|wrong|peek|hindsight|check|look|danger|dangerou|know|knows|fals|contain|exclud|remov|never|"
        "investig|doubt|instead|rather|tempt|good|true|";
    const struct sentence *s = sentence_of(l, c->at.first);
    for (int i = s->first; i < s->first + s->n; i++)
        if (words_is(&l->words, i, DOUBT))
            return true;
    return false;
}

static void weigh_items(struct listener *l) {
    for (int i = 0; i < l->n; i++) {
        struct claim *c = &l->claims[i];
        if (c->dropped || c->knob->type != KNOB_LIST)
            continue;
        if (of_another_list(l, c) || (c->knob->step != l->step && !led_to(l, c)) ||
            (!c->denied && is_trap(l, c) && distrusted(l, c)))
            c->dropped = true;
    }
}

/* ---- A name and its parts. */

/* "A DeepFM: a factorisation machine plus a small MLP" stays a DeepFM. */
static bool explains(const struct listener *l, const struct claim *whole, const struct claim *part) {
    const struct words *w = &l->words;
    int i = whole->at.last;
    const struct sentence *s = sentence_of(l, i);
    int last = i; /* of the clause: "DeepFM for the ranker: ..." */
    while (last + 1 < s->first + s->n && w->word[last + 1].clause == w->word[i].clause)
        last++;
    bool colon = context_sign_behind(l, last, ':') || context_sign_behind(l, i, '='),
         bracket = context_sign_behind(l, i, '(');
    bool spoken = (words_is(w, i + 1, "|that|which|") && words_is(w, i + 2, "|is|mean|combin|join|ha|has|")) ||
                  words_is(w, i + 1, "|mean|consist|combin|compris|made|i|");
    if (!colon && !bracket && !(spoken && !words_is(w, i + 1, "|i|")))
        return false;
    for (int k = i + 1; k < part->at.first && k < s->first + s->n; k++) {
        if (words_is(w, k, "|no|not|actual|rather|wait|instead|then|later|next|or|sorri|if|but|"))
            return false;
        if (bracket && context_sign_behind(l, k, ')'))
            return false;
    }
    return true;
}

static void drop_parts(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            const struct claim *whole = &l->claims[i];
            struct claim *part = &l->claims[j];
            if (whole->knob == part->knob && whole->knob->type == KNOB_CHOICE && !whole->dropped && !whole->denied &&
                !whole->ruled_out && !part->denied && part->at.first > whole->at.last && whole->value && part->value &&
                strcmp(whole->value, part->value) != 0 &&
                l->words.word[whole->at.first].sentence == l->words.word[part->at.first].sentence &&
                explains(l, whole, part))
                part->dropped = true;
        }
}

/* "PSI above 0.2, hides above 7": a figure beside the knob's own name goes before one beside an everyday word. */
static void drop_vague_figures(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            const struct claim *plain = &l->claims[i];
            struct claim *vague = &l->claims[j];
            if (plain->knob == vague->knob && plain->figure >= 0 && vague->figure >= 0 && !plain->dropped &&
                !plain->weak && vague->weak &&
                l->words.word[plain->at.first].sentence == l->words.word[vague->at.first].sentence)
                vague->dropped = true;
        }
}

/* "Primary: NDCG; guardrails: p99 and hides" in one sentence: what decides is no guardrail as well, unless it is said
 * to be one right beside the word. */
static void drop_double_roles(struct listener *l) {
    for (int i = 0; i < l->n; i++)
        for (int j = 0; j < l->n; j++) {
            const struct claim *decides = &l->claims[i];
            struct claim *guards = &l->claims[j];
            if (decides->knob->id == K_PRIMARY && guards->knob->id == K_GUARDRAILS && guards->apart &&
                !decides->dropped && !decides->denied && strcmp(decides->value, guards->value) == 0 &&
                l->words.word[decides->at.first].sentence == l->words.word[guards->at.first].sentence)
                guards->dropped = true;
        }
}

void context_weigh(struct listener *l) {
    turn_to_stage(l);
    drop_vague_figures(l);
    weigh_items(l);
    drop_parts(l);
    drop_double_roles(l);
}
