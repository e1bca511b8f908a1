#include "practice/ear.h"
#include "practice/words_lists.h"
#include "base/hash.h"
#include "base/mem.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Words that ask for the same thing. A word stands in one row; the first of a row stands for all. */
static const char *const ALIKE[] = {
    "user users viewer viewers people folks person visitor visitors member customer customers audience population "
    "somebody "
    "someone",
    "video videos item items clip clips piece pieces",
    "corpus catalogue catalog library inventory pool collection",
    "day daily days everyday",
    "quick quickly fast soon rapid rapidly speed swiftly",
    "ms millisecond milliseconds",
    "request requests query queries hit hits call calls",
    "show shown display displayed return returned visible appear see",
    "open opens visit visits load loads",
    "system service solution recommender",
    "current currently existing running present today now incumbent already place quo",
    "goal aim objective purpose outcome accomplish achieve kpi mission",
    "success successful win winning",
    "optimise optimising maximise improve increase",
    "measure metric metrics indicator",
    "creator creators uploader uploaders publisher publishers producer producers influencer channel channels youtuber",
    "language languages multilingual",
    "country countries worldwide global globally international internationally world",
    "child children kid kids minor minors toddler",
    "phone phones mobile smartphone handset",
    "tv television televisions",
    "log logs logged logging record recorded track tracked stored collected",
    "event events interaction interactions action actions behaviour",
    "delete deleted deletion erase erasure removed forget forgotten",
    "law legal gdpr regulation regulations regulatory compliance",
    "privacy consent personal sensitive",
    "server servers machine machines hardware compute",
    "cost costs budget money expensive price",
    "test tests testing experiment experiments experimentation ab",
    "new fresh latest recent recently just",
    "upload uploads uploaded publish added posted",
    "old older age aged",
    "deploy deployed deploys release released releases ship shipped push rollout",
    "fail fails failure failing down outage breaks broken wrong crash",
    "page paged pager woken alerted",
    "signed login account sign registered",
    "anonymous guest guests",
    "advertising ads ad advertisement advertisements sponsored advertiser",
    "revenue monetisation monetization monetise earnings",
    "moderation harmful abusive abuse safety unsafe inappropriate misinformation spam",
    "topic subject theme thing",
    "diverse diversity variety varied",
    "same similar alike repeated",
    "skewed uneven concentrated concentration dominate dominant heavy",
    "peak busiest spike spikes spiky rush",
    "average typical typically mean usually median normal",
    "engineer engineers developer developers",
    "deadline timeline launch",
    "weekend weekends holiday holidays season seasonal seasonality",
    "change changes drift drifts evolve shift",
    "taste tastes interest interests preference preferences",
    "grow growth growing",
    "share fraction percentage proportion percent part",
    "like likes thumbs rate ratings rating",
    "dislike negative hide",
    "gpu gpus accelerator accelerators cpu cpus",
    "region regions datacenter datacenters datacentre site sites",
    "history historical past",
    "precompute precomputed precomputing offline batch nightly overnight ahead",
    "duration length long",
    "satisfaction satisfied happy survey surveys",
    "harm harmed hurt damage suffer regress worse worsen break",
    "availability uptime nines",
    "infrastructure tooling stack pipeline",
    "feature features attribute attributes information info metadata",
};

struct term {
    char stem[28]; /* the one that stands for its row */
    double weight; /* the rarer, the more it says */
    int next;      /* in its bucket, -1 the last */
};
struct alike {
    char stem[28], as[28];
    int next;
};
enum { BUCKETS = 1024 };
struct example {
    int fact, n;
    int *term;           /* (n) */
    bool *small, *vague; /* (n) words that carry no subject */
    double total;
};
struct ear {
    struct term *term;
    int n_terms, term_room, n_facts;
    double rarest; /* weight of a word that one fact alone is asked for in */
    struct example *example;
    int n, room;
    float *known; /* (facts, terms): wordings of the fact that have the word, squashed to 0..1 */
    struct alike *alike;
    int n_alike, alike_room;
    int term_bucket[BUCKETS], alike_bucket[BUCKETS];
};

/* Said of anything: they carry no subject of their own either, but are worth more than "the". */
static const char VAGUE[] =
    "|big|larg|high|hug|design|allow|kind|sort|type|look|talk|thing|number|amount|rough|exact|"
    "gener|lot|get|mak|giv|com|question|cas|abl|possibl|suppos|assum|expect|realli|typic|wondering|"
    "curiou|tel|understand|think|consid|car|care|worri|problem|issu|concern|handl|deal|";
static const double WORTH = 0.35;   /* of a vague word's weight */
static const double SMALL = 0.1;    /* of a word's weight, when it carries no subject or is a number */
static const double STRANGE = 0.55; /* of the rarest word's weight: a word that no fact knows */
static const double ENOUGH =
    2.2;                        /* so many of the rarest words in common are as good as can be, however much was said */
static const double LIKE = 0.4; /* of the score is the likeness to one wording, */
static const double SHARE =
    0.3; /* the share of the line that the fact knows; the rest is how much they have in common */

static int bucket(const char *stem) {
    return (int)(hash_64(stem, strlen(stem), 0) % BUCKETS);
}

static void read_alike(struct ear *ear) {
    for (size_t r = 0; r < sizeof ALIKE / sizeof *ALIKE; r++) {
        struct words row = words_of(ALIKE[r]);
        for (int i = 0; i < row.n; i++) {
            if (ear->n_alike == ear->alike_room) {
                ear->alike_room = ear->alike_room * 2 + 128;
                ear->alike = mem_grow(ear->alike, (size_t)ear->alike_room, sizeof *ear->alike);
            }
            struct alike *a = &ear->alike[ear->n_alike];
            memcpy(a->stem, row.word[i].stem, sizeof a->stem);
            memcpy(a->as, row.word[0].stem, sizeof a->as);
            int b = bucket(a->stem);
            a->next = ear->alike_bucket[b];
            ear->alike_bucket[b] = ear->n_alike++;
        }
        words_free(&row);
    }
}

static const char *stands_for(const struct ear *ear, const char *stem) {
    for (int i = ear->alike_bucket[bucket(stem)]; i >= 0; i = ear->alike[i].next)
        if (strcmp(ear->alike[i].stem, stem) == 0)
            return ear->alike[i].as;
    return stem;
}

static int term_find(const struct ear *ear, const char *stem) {
    for (int i = ear->term_bucket[bucket(stem)]; i >= 0; i = ear->term[i].next)
        if (strcmp(ear->term[i].stem, stem) == 0)
            return i;
    return -1;
}

static void example_add(struct ear *ear, int fact, const char *text) {
    struct words w = words_of(text);
    if (ear->n == ear->room)
        ear->example = mem_grow(ear->example, (size_t)(ear->room = ear->room * 2 + 64), sizeof *ear->example);
    struct example *e = &ear->example[ear->n++];
    *e = (struct example){.fact = fact, .n = w.n};
    e->term = mem_must((size_t)w.n + 1, sizeof *e->term);
    e->small = mem_must((size_t)w.n + 1, sizeof *e->small);
    e->vague = mem_must((size_t)w.n + 1, sizeof *e->vague);
    for (int i = 0; i < w.n; i++) {
        const char *stem = stands_for(ear, w.word[i].stem);
        int t = term_find(ear, stem);
        if (t < 0) {
            if (ear->n_terms == ear->term_room)
                ear->term = mem_grow(ear->term, (size_t)(ear->term_room = ear->term_room * 2 + 128), sizeof *ear->term);
            t = ear->n_terms++;
            int b = bucket(stem);
            ear->term[t] = (struct term){.next = ear->term_bucket[b]};
            ear->term_bucket[b] = t;
            snprintf(ear->term[t].stem, sizeof ear->term[t].stem, "%s", stem);
        }
        e->term[i] = t;
        e->small[i] = w.word[i].stop || w.word[i].number;
        e->vague[i] = words_is(&w, i, VAGUE);
    }
    words_free(&w);
}

static void weigh(struct ear *ear) {
    size_t T = (size_t)ear->n_terms;
    ear->known = mem_must((size_t)ear->n_facts * T + 1, sizeof *ear->known);
    for (int e = 0; e < ear->n; e++)
        for (int i = 0; i < ear->example[e].n; i++)
            ear->known[(size_t)ear->example[e].fact * T + (size_t)ear->example[e].term[i]] += 1.0f;
    ear->rarest = log(1.0 + ear->n_facts / 1.5);
    for (size_t t = 0; t < T; t++) {
        double facts = 0.0;
        for (int f = 0; f < ear->n_facts; f++) {
            float *k = &ear->known[(size_t)f * T + t];
            *k = *k / (*k + 0.5f);
            facts += *k > 0 ? 0.5 + 0.5 * *k : 0.0;
        }
        ear->term[t].weight = log(1.0 + ear->n_facts / (facts + 0.5));
    }
    for (int e = 0; e < ear->n; e++)
        for (int i = 0; i < ear->example[e].n; i++)
            ear->example[e].total += ear->term[ear->example[e].term[i]].weight * (ear->example[e].small[i]   ? SMALL
                                                                                  : ear->example[e].vague[i] ? WORTH
                                                                                                             : 1.0);
}

struct ear *ear_new(const struct content *content, bool assumptions) {
    struct ear *ear = mem_must(1, sizeof *ear);
    ear->n_facts = content->n_facts;
    memset(ear->term_bucket, -1, sizeof ear->term_bucket);
    memset(ear->alike_bucket, -1, sizeof ear->alike_bucket);
    read_alike(ear);
    for (int f = 0; f < content->n_facts; f++) {
        for (char **w = content->facts[f].ask; w && *w; w++)
            example_add(ear, f, *w);
        for (char **w = content->facts[f].assume; w && *w && assumptions; w++)
            example_add(ear, f, *w);
    }
    weigh(ear);
    return ear;
}

void ear_free(struct ear *ear) {
    if (!ear)
        return;
    for (int e = 0; e < ear->n; e++) {
        free(ear->example[e].term);
        free(ear->example[e].small);
        free(ear->example[e].vague);
    }
    free(ear->example);
    free(ear->term);
    free(ear->known);
    free(ear->alike);
    free(ear);
}

/* The word's term, a typing error forgiven; -1: no fact knows it. */
static int term_of(const struct ear *ear, const struct word *word) {
    int t = term_find(ear, stands_for(ear, word->stem));
    if (t >= 0 || word->stop || word->number || strlen(word->stem) < 5)
        return t;
    for (int i = 0; i < ear->n_alike; i++)
        if (strlen(ear->alike[i].stem) >= 5 && word->stem[0] == ear->alike[i].stem[0] &&
            text_distance(word->stem, ear->alike[i].stem) == 1)
            return term_find(ear, ear->alike[i].as);
    for (int i = 0; i < ear->n_terms; i++)
        if (strlen(ear->term[i].stem) >= 5 && word->stem[0] == ear->term[i].stem[0] &&
            text_distance(word->stem, ear->term[i].stem) == 1)
            return i;
    return -1;
}

bool ear_knows(const struct ear *ear, const struct word *word) {
    return !in_list(VAGUE, word->stem) && term_of(ear, word) >= 0;
}

struct line {
    int n;
    int term[64];
    double weight[64];
    bool small[64];
    double total;
};

static struct line read_line(const struct ear *ear, const struct words *w, int from, int to) {
    struct line line = {0};
    for (int i = from; i < to && line.n < 64; i++) {
        int t = term_of(ear, &w->word[i]);
        bool again = false;
        for (int k = 0; k < line.n && t >= 0; k++)
            again = again || line.term[k] == t;
        if (again)
            continue;
        double v = t < 0 ? STRANGE * ear->rarest : ear->term[t].weight;
        line.term[line.n] = t;
        bool vague = words_is(w, i, VAGUE);
        line.small[line.n] = w->word[i].stop || w->word[i].number;
        line.weight[line.n] = line.small[line.n] ? SMALL * v : vague ? WORTH * v : v;
        line.small[line.n] = line.small[line.n] || vague;
        line.total += line.weight[line.n++];
    }
    return line;
}

/* Twice what is common over what both have: 1 the same words, 0 none. */
static double likeness(const struct line *line, const struct example *e) {
    double both = 0.0;
    for (int k = 0; k < line->n; k++)
        for (int i = 0; i < e->n; i++)
            if (e->term[i] == line->term[k]) {
                both += line->weight[k];
                break;
            }
    return line->total + e->total > 0.0 ? 2.0 * both / (line->total + e->total) : 0.0;
}

int ear_hear(const struct ear *ear, const struct words *w, int from, int to, double *score) {
    struct line line = read_line(ear, w, from, to);
    double *closest = mem_must((size_t)ear->n_facts + 1, sizeof *closest);
    for (int e = 0; e < ear->n; e++) {
        double v = likeness(&line, &ear->example[e]);
        double *c = &closest[ear->example[e].fact];
        *c = v > *c ? v : *c;
    }
    int best = -1;
    *score = 0.0;
    for (int f = 0; f < ear->n_facts; f++) {
        const float *known = ear->known + (size_t)f * (size_t)ear->n_terms;
        double found = 0.0, sure = 0.0, carrying = 0.0, met = 0.0;
        for (int k = 0; k < line.n; k++) {
            double v = line.term[k] >= 0 ? line.weight[k] * (double)known[line.term[k]] : 0.0;
            found += v;
            sure += line.small[k] ? 0.0 : v;
            carrying += !line.small[k];
            met += !line.small[k] && v > 0.0;
        }
        double share = line.total > 0.0 ? found / line.total : 0.0;
        double enough = sure / (ENOUGH * ear->rarest);
        double v = LIKE * closest[f] + SHARE * share + (1.0 - LIKE - SHARE) * (enough < 1.0 ? enough : 1.0);
        /* one word in common is no understanding, unless hardly anything else was said */
        v *= met <= 1.0 && carrying > 1.0 ? 0.7 : met == 2.0 ? 0.85 : 1.0;
        if (v > *score) {
            *score = v;
            best = f;
        }
    }
    free(closest);
    return best;
}
