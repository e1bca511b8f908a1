#include "practice/claims.h"
#include "practice/belief.h"
#include "practice/claims_lists.h"
#include "engine/metric.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char MAYBE[] = "|mayb|perhap|possibli|might|either|unsur|consider|could|";

static struct heard *heard_find(struct hearing *h, const struct knob *knob) {
    for (int i = 0; i < h->n_heard; i++)
        if (h->heard[i].knob == knob)
            return &h->heard[i];
    return NULL;
}

static void heard_drop(struct hearing *h, const struct knob *knob) {
    struct heard *old = heard_find(h, knob);
    if (!old)
        return;
    free(old->value);
    free(old->words);
    *old = h->heard[--h->n_heard];
}

static void ask_open(struct hearing *h, const struct knob *knob, const char *text) {
    for (int i = 0; i < h->n_open; i++)
        if (h->open[i].knob == knob)
            return;
    h->open = mem_grow(h->open, (size_t)h->n_open + 1, sizeof *h->open);
    h->open[h->n_open++] = (struct open_question){.knob = knob, .text = mem_string(text)};
}

static void open_drop(struct hearing *h, const struct knob *knob) {
    for (int i = 0; i < h->n_open; i++)
        if (h->open[i].knob == knob) {
            free(h->open[i].text);
            h->open[i--] = h->open[--h->n_open];
        }
}

/* The sentence that a claim stands in, as it was typed. */
static char *claim_words(const struct listener *l, const struct claim *c) {
    const struct sentence *s = &l->words.sentence[l->words.word[c->at.first].sentence];
    int from = l->words.word[s->first].start, to = l->words.word[s->first + s->n - 1].end;
    struct text t = {0};
    text_bytes(&t, l->text + from, (size_t)(to - from));
    return text_take(&t);
}

static void set(struct listener *l, const struct claim *c, const char *value) {
    struct text canonical = {0};
    struct err why = {0};
    enum world_kind kind = l->content->info.kind;
    char *words = claim_words(l, c);
    if (knob_parse(c->knob, kind, value, &canonical, &why)) {
        heard_drop(l->out, c->knob);
        open_drop(l->out, c->knob);
        l->out->heard = mem_grow(l->out->heard, (size_t)l->out->n_heard + 1, sizeof *l->out->heard);
        l->out->heard[l->out->n_heard++] =
            (struct heard){.knob = c->knob, .value = text_take(&canonical), .words = words};
        words = NULL;
    } else {
        struct text ask = {0};
        text_format(&ask, "You said \"%s\": %s. What did you mean?", words, why.message);
        ask_open(l->out, c->knob, text_str(&ask));
        text_free(&ask);
    }
    text_free(&canonical);
    free(words);
}

/* "Only these features", "nothing else": what everybody has is not in the list either. */
static bool named_alone(const struct listener *l, const struct claim *c) {
    const struct words *w = &l->words;
    const struct sentence *s = &w->sentence[w->word[c->at.first].sentence];
    for (int i = s->first; i < s->first + s->n; i++) {
        if (words_is(w, i, "|noth|nothing|") && words_is(w, i + 1, "|els|else|more|mor|beyond|besid|"))
            return true;
        if (words_is(w, i, "|onli|just|exclus|sole|") && !words_is(w, i - 1, "|not|"))
            for (int k = i + 1; k <= i + 4 && k < s->first + s->n; k++)
                if (lists_noun(l, c->knob, k))
                    return true;
    }
    return false;
}

static void note_item(struct listener *l, const struct claim *c) {
    struct hearing *h = l->out;
    h->items = mem_grow(h->items, (size_t)h->n_items + 1, sizeof *h->items);
    h->items[h->n_items++] = (struct heard_item){.knob = c->knob,
                                                 .item = mem_string(c->value),
                                                 .words = claim_words(l, c),
                                                 .denied = c->denied,
                                                 .alone = !c->denied && named_alone(l, c)};
}

/* A list grows from what everybody has (its naive value) by what is said. */
static void set_item(struct listener *l, const struct claim *c) {
    struct heard *old = heard_find(l->out, c->knob);
    char naive[1024];
    const char *base = old                 ? old->value
                       : named_alone(l, c) ? ""
                                           : knob_naive(c->knob, l->content->info.kind, naive, sizeof naive);
    struct text list = {0};
    char *copy = mem_string(base), *rest = copy;
    note_item(l, c);
    for (char *item = strsep(&rest, "+"); item; item = strsep(&rest, "+"))
        if (*item && strcmp(item, c->value) != 0)
            text_format(&list, "%s%s", list.length ? "+" : "", item);
    if (!c->denied)
        text_format(&list, "%s%s", list.length ? "+" : "", c->value);
    if (!c->denied || strcmp(text_str(&list), base) != 0)
        set(l, c, text_str(&list));
    free(copy);
    text_free(&list);
}

static void deny(struct listener *l, const struct claim *c) {
    enum world_kind kind = l->content->info.kind;
    struct heard *old = heard_find(l->out, c->knob);
    if (c->knob->type == KNOB_BOOL) {
        set(l, c, strcmp(c->value, "true") == 0 ? "false" : "true");
        return;
    }
    if (old && strcmp(old->value, c->value) != 0)
        return; /* something else is chosen already */
    if (c->knob->type == KNOB_CHOICE && knob_choices(c->knob, kind) == 2) {
        set(l, c, knob_choice(c->knob, kind, strcmp(knob_choice(c->knob, kind, 0), c->value) == 0));
        return;
    }
    /* "no MMR" is no diversity; "no MLP" is another ranker, and which one has to be asked */
    if (c->knob->type == KNOB_CHOICE && strcmp(c->knob->path, "ranking.model") != 0 &&
        knob_has_choice(c->knob, kind, "none") && strcmp(c->value, "none") != 0) {
        set(l, c, "none");
        return;
    }
    heard_drop(l->out, c->knob);
    struct text ask = {0};
    char *words = claim_words(l, c);
    text_format(&ask, "You ruled something out (\"%s\"): what do you take in its place?", words);
    ask_open(l->out, c->knob, text_str(&ask));
    free(words);
    text_free(&ask);
}

/* "A or B", "maybe A": the index of a claim of the same knob and sentence that makes this one unsure, itself, or -1. */
static int unsure(const struct listener *l, int i) {
    const struct claim *c = &l->claims[i];
    const struct words *w = &l->words;
    if (!c->denied && w->sentence[w->word[c->at.first].sentence].undecided)
        return i;
    if (c->denied || c->knob->type == KNOB_LIST)
        return -1;
    if (c->figure >= 0 &&
        ((words_is(w, c->figure + 1, "|or|") && c->figure + 2 < w->n && w->word[c->figure + 2].number) ||
         (c->figure > 1 && words_is(w, c->figure - 1, "|or|") && w->word[c->figure - 2].number)))
        return i; /* "0.05 or 0.1" */
    for (int k = c->at.last; k >= 0 && k >= c->at.first - 4 && w->word[k].clause == w->word[c->at.first].clause; k--)
        if (words_is(w, k, MAYBE) &&
            !(words_is(w, k, "|could|") && !words_is(w, k - 1, "|we|i|one|you|it|") && !words_is(w, k + 1, "|be|")))
            return i;
    for (int j = 0; j < l->n; j++) {
        const struct claim *o = &l->claims[j];
        if (j == i || o->dropped || o->denied || o->knob != c->knob ||
            w->word[o->at.first].sentence != w->word[c->at.first].sentence)
            continue;
        bool differ = c->value && o->value ? strcmp(c->value, o->value) != 0 : c->number != o->number;
        int from = c->at.last < o->at.first ? c->at.last : o->at.last;
        int to = c->at.last < o->at.first ? o->at.first : c->at.first;
        for (int k = from + 1; differ && k < to && k <= from + 4; k++)
            if (words_is(w, k, "|or|") && !words_is(w, k + 1, "|no|nope|rather|wait|better|actually|"))
                return j;
    }
    return -1;
}

/* "A shallow tower rather than IPW": one way is turned down, but another, which is one only where the switch is on, is
 * chosen in the same sentence: the switch stays on. */
static bool done_another_way(const struct listener *l, const struct claim *c) {
    char on[96];
    if (c->knob->type != KNOB_BOOL || !c->denied)
        return false;
    snprintf(on, sizeof on, "%s=true", c->knob->path);
    for (int i = 0; i < l->n; i++) {
        const struct claim *o = &l->claims[i];
        if (!o->dropped && !o->denied && strstr(o->knob->active, on) &&
            l->words.word[o->at.first].sentence == l->words.word[c->at.first].sentence)
            return true;
    }
    return false;
}

static void ask_left_open(struct listener *l, const struct claim *c) {
    char *words = claim_words(l, c);
    struct text ask = {0};
    text_format(&ask, "You left it open (\"%s\"): %s, and why?", words, c->value ? "which" : "how much");
    ask_open(l->out, c->knob, text_str(&ask));
    free(words);
    text_free(&ask);
}

/* "The temperature I'd leave to a sweep": named, without a figure, and left open. */
static bool left_open(const struct listener *l, const struct claim *c) {
    return !c->value && c->figure < 0 && !c->veto && c->knob->step == l->step && !heard_find(l->out, c->knob) &&
           l->words.sentence[l->words.word[c->at.first].sentence].undecided;
}

static void ask_doubted(struct listener *l, const struct claim *c) {
    char *words = claim_words(l, c);
    struct text ask = {0}, name = {0};
    knob_spoken(c->knob, &name);
    text_format(&ask, "I am not sure what \"%s\" decides about %s: which do you take?", words, text_str(&name));
    ask_open(l->out, c->knob, text_str(&ask));
    free(words);
    text_free(&name);
    text_free(&ask);
}

/* The item of the list is in it after all. */
static bool has_item(const struct heard *list, const char *item) {
    size_t n = strlen(item);
    for (const char *at = list ? list->value : ""; *at; at += strcspn(at, "+"), at += *at == '+')
        if (strcspn(at, "+") == n && strncmp(at, item, n) == 0)
            return true;
    return false;
}

/* What was doubted and nothing else of the text settled. */
static void ask_doubts(struct listener *l) {
    for (int i = 0; i < l->n; i++) {
        const struct claim *c = &l->claims[i];
        const struct heard *heard = heard_find(l->out, c->knob);
        if (!c->doubted || c->knob->step != l->step ||
            (c->knob->type == KNOB_LIST ? has_item(heard, c->value) : heard != NULL))
            continue;
        if (words_sentence(&l->words, c->at.first)->undecided)
            ask_left_open(l, c);
        else
            ask_doubted(l, c);
    }
}

static void decide(struct listener *l) {
    char number[40];
    for (int i = 0; i < l->n; i++) {
        const struct claim *c = &l->claims[i];
        if (c->dropped && left_open(l, c)) {
            ask_left_open(l, c);
            continue;
        }
        if (c->dropped || (c->ruled_out && c->knob->type != KNOB_BOOL) || done_another_way(l, c))
            continue;
        if (unsure(l, i) >= 0) {
            if (!heard_find(l->out, c->knob))
                ask_left_open(l, c);
        } else if (!c->value)
            set(l, c, text_double(number, sizeof number, c->number));
        else if (c->knob->type == KNOB_LIST)
            set_item(l, c);
        else if (c->denied)
            deny(l, c);
        else
            set(l, c, c->value);
    }
}

static int heard_order(const void *a, const void *b) {
    return (int)((const struct heard *)a)->knob->id - (int)((const struct heard *)b)->knob->id;
}

/* What the step's decisions leave open: those that matter given what was said, all else taken as the case has it. */
static bool find_unsaid(struct listener *l, int step, struct err *err) {
    struct design *design = design_new(&l->content->info, err);
    if (!design)
        return false;
    bool ok = true;
    struct hearing *h = l->out;
    for (int i = 0; i < h->n_heard && ok; i++)
        ok = design_set(design, h->heard[i].knob->path, h->heard[i].value, err);
    const struct step_content *content = &l->content->steps[step - 1];
    for (int i = 0; i < content->n_decisions && ok; i++) {
        const struct knob *knob = knob_named(content->decisions[i].knob);
        if (!knob) {
            ok = err_set(err, ERR_NOT_FOUND, "unknown knob '%s' among the decisions of step %d",
                         content->decisions[i].knob, step);
            break;
        }
        if (heard_find(h, knob) || !design_active(design, knob->id))
            continue;
        h->unsaid = mem_grow(h->unsaid, (size_t)h->n_unsaid + 1, sizeof *h->unsaid);
        h->unsaid[h->n_unsaid++] = knob;
        if (content->decisions[i].open && content->decisions[i].open[0])
            ask_open(h, knob, content->decisions[i].open);
    }
    design_free(design);
    return ok;
}

bool hear(const struct content *content, int step, const char *text, struct hearing *out, struct err *err) {
    struct lexicon *lexicon = lexicon_new(content);
    bool ok = hear_with(lexicon, step, text, out, err);
    lexicon_free(lexicon);
    return ok;
}

bool hear_with(struct lexicon *lexicon, int step, const char *text, struct hearing *out, struct err *err) {
    *out = (struct hearing){0};
    struct listener l = {.content = lexicon_content(lexicon),
                         .lexicon = lexicon,
                         .text = text,
                         .words = lexicon_text(lexicon, text),
                         .out = out,
                         .step = step};
    const struct intents *intents = lexicon_intents(lexicon, err);
    l.belief = intents ? belief_new(intents, step, &l.words) : NULL;
    bool ok = l.belief && claims_find(&l, err);
    if (ok) {
        decide(&l);
        ask_doubts(&l);
        ok = find_unsaid(&l, step, err);
    }
    if (out->n_heard)
        qsort(out->heard, (size_t)out->n_heard, sizeof *out->heard, heard_order);
    words_free(&l.words);
    belief_free(l.belief);
    free(l.claims);
    if (!ok)
        hearing_free(out);
    return ok;
}

void hearing_free(struct hearing *h) {
    for (int i = 0; i < h->n_heard; i++) {
        free(h->heard[i].value);
        free(h->heard[i].words);
    }
    for (int i = 0; i < h->n_open; i++)
        free(h->open[i].text);
    for (int i = 0; i < h->n_items; i++) {
        free(h->items[i].item);
        free(h->items[i].words);
    }
    free(h->items);
    free(h->heard);
    free(h->unsaid);
    free(h->open);
    *h = (struct hearing){0};
}

const struct heard *hearing_of(const struct hearing *h, enum knob_id knob) {
    for (int i = 0; i < h->n_heard; i++)
        if (h->heard[i].knob->id == knob)
            return &h->heard[i];
    return NULL;
}

static void add_spaced(struct text *out, const char *name) {
    for (; *name; name++)
        text_bytes(out, *name == '_' ? " " : *name == '+' ? ", " : name, *name == '+' ? 2 : 1);
}

void knob_spoken(const struct knob *knob, struct text *out) {
    static const struct {
        enum knob_id knob;
        const char *spoken;
    } NAMES[] = {{K_RETRAIN_DAYS, "retraining every"},
                 {K_REFRESH, "index refresh every"},
                 {K_LABEL, "a positive from"},
                 {K_LOGQ, "log-Q correction"},
                 {K_AB_USERS, "users of the A/B test"},
                 {K_AB_DAYS, "days of the A/B test"},
                 {K_KEEP, "kept by the ranker"},
                 {K_POSITION_DEBIAS, "position handled"},
                 {K_POSITION_METHOD, "position by"},
                 {K_LABEL_WINDOW, "wait for a conversion"},
                 {K_PRIMARY, "primary metric"},
                 {K_VALUE_CLICK, "a click's weight"},
                 {K_VALUE_WATCH, "a watched minute's weight"},
                 {K_VALUE_LIKE, "a like's weight"},
                 {K_VALUE_COMMENT, "a comment's weight"},
                 {K_VALUE_SHARE, "a share's weight"},
                 {K_VALUE_HIDE, "a hide's weight"}};
    for (size_t i = 0; i < sizeof NAMES / sizeof *NAMES; i++)
        if (knob->id == NAMES[i].knob) {
            text_add(out, NAMES[i].spoken);
            return;
        }
    const char *dot = strchr(knob->path, '.');
    bool bare =
        dot && (strcmp(dot + 1, "model") == 0 || strcmp(dot + 1, "loss") == 0 || strcmp(dot + 1, "dim") == 0 ||
                strcmp(dot + 1, "index") == 0 || strcmp(dot + 1, "epochs") == 0 || strcmp(dot + 1, "mode") == 0);
    if (bare) { /* "retrieval model": the last part alone would say too little */
        struct text section = {0};
        text_bytes(&section, knob->path, (size_t)(dot - knob->path));
        text_format(out, "%s ", text_str(&section));
        text_free(&section);
    }
    add_spaced(out, dot ? dot + 1 : knob->path);
}

/* Names of metrics without the stage that measures them: "wrongful removal rate". */
static void add_metrics(struct text *out, const char *list) {
    for (const char *name = list; *name;) {
        size_t n = strcspn(name, "+");
        char spoken[64];
        struct text said = {0};
        text_bytes(&said, name, n);
        text_format(out, "%s%s", name > list ? ", " : "", metric_spoken(text_str(&said), spoken, sizeof spoken));
        text_free(&said);
        name += n + (name[n] == '+');
    }
}

/* "days", of which one is a day; "ms" and the like have no singular. */
static bool plural(const char *unit) {
    size_t n = strlen(unit);
    return n > 3 && unit[n - 1] == 's' && unit[n - 2] != 's' && !strchr(unit, '/');
}

void knob_value_spoken(const struct knob *knob, const char *value, struct text *out) {
    double number;
    if (knob->type == KNOB_BOOL)
        text_add(out, strcmp(value, "true") == 0 ? "yes" : "no");
    else if (!*value)
        text_add(out, "none");
    else if (strcmp(knob->unit, "share") == 0 && text_to_double(value, &number)) { /* "10 %", not "0.1 share" */
        text_format(out, "%.4g %%", number * 100);
        return;
    } else if (strcmp(knob->choices, "@metrics") == 0)
        add_metrics(out, value);
    else
        add_spaced(out, value);
    if ((knob->type != KNOB_INT && knob->type != KNOB_REAL) || !text_to_double(value, &number) || !knob->unit[0] ||
        strchr(knob->unit, ',') || text_starts(knob->unit, "weight")) /* "a hide's weight -8" */
        return;
    text_format(out, " %.*s", (int)strlen(knob->unit) - (strcmp(value, "1") == 0 && plural(knob->unit)), knob->unit);
}
