/* posts_world.c - the stream of posts: authors, words, images, harms.
 * A post is a stratum (benign, or its main harm) and a content, which is drawn from a key of its own: copies are posts
 * whose keys are the same. */
#include "base/hash.h"
#include "base/mem.h"
#include "base/rng.h"
#include "world/posts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* A language's 1024 words, by part. */
enum {
    LEXICON = 20, /* words of a harm */
    CONCEPTS = 4, /* things in images, and as many code words with SYNONYMS each: signs, the same in every language */
    SYNONYMS = 3,
    SIGNS = 3,    /* of a post that has any */
    CONTEXT = 12, /* words about a harm, innocent in themselves */
    FIRST_CODE = HARMS * LEXICON,
    FIRST_CONTEXT = FIRST_CODE + CONCEPTS * SYNONYMS,
    FIRST_NEW = FIRST_CONTEXT + HARMS * CONTEXT, /* what lexicons and code words give way to, in their order */
    FIRST_COMMON = FIRST_NEW + FIRST_CONTEXT,
    LANGUAGE_WORDS = POST_WORDS / POST_LANGUAGES,
    COMMON = LANGUAGE_WORDS - FIRST_COMMON,
    TOPICS = 16,
};
enum { BENIGN = HARMS, STRATA };

/* Of the stream, and of the kept posts: the rarest harm is kept whole, its 200 positives in two days decide how many
 * posts a world must have. */
static const double prevalence[HARMS] = {0.005, 0.01, 0.003, 0.0005, 0.05};
static const double kept[HARMS] = {0.055, 0.06, 0.05, 0.016, 0.08};
/* How a harm shows: in the text, in the image; the rest in both together. */
static const double in_text[HARMS] = {0.25, 0.1, 0.5, 0.35, 0.75}, in_image[HARMS] = {0.5, 0.75, 0.1, 0.05, 0.1};
/* P(a post of the row's harm does the column's as well). */
static const double also[HARMS][HARMS] = {
    {0, 0, 0.05, 0, 0}, {0, 0, 0, 0, 0.1}, {0.15, 0, 0, 0, 0}, {0, 0, 0.05, 0, 0}, {0, 0.02, 0, 0, 0}};
static const double language_share[POST_LANGUAGES] = {0.6, 0.2, 0.13, 0.07};

const char *harm_name(enum harm harm) {
    static const char *const names[HARMS] = {"violence", "nudity", "hate", "misinformation", "spam"};
    return names[harm];
}

double posts_stream(const struct posts_params *params) {
    return (double)params->posts / params->days * kept[HARM_MISINFORMATION] / prevalence[HARM_MISINFORMATION];
}

struct author {
    float followers, created; /* people; days before the log */
    uint8_t language, bad;    /* bit of enum harm: publishes it on purpose */
};

struct generator {
    struct posts_params params;
    int first_day, per_day[STRATA];
    double stratum_weight[STRATA];
    float topic[TOPICS][POST_IMAGE], direction[HARMS][POST_IMAGE], concept[CONCEPTS][POST_IMAGE];
    int match[CONCEPTS]; /* the concept that a code word belongs to */
    struct author *author;
    int32_t *bad, n_bad[HARMS]; /* (HARMS,authors) */
    uint64_t post_draw, content_draw, reword_draw;
    int64_t *day_start;
    float *time, *image, *audience, *account_age, *weight, *views;
    int32_t *author_of, *token, *image_key;
    uint8_t *language, *harm, *evidence;
};

static int draw_share(struct rng *r, const double *share, int n) {
    double u = rng_uniform(r);
    int i = 0;
    while (i < n - 1 && u >= share[i])
        u -= share[i++];
    return i;
}

static void draw_directions(uint64_t seed, const char *name, float *out, int n, float length) {
    uint64_t draw = rng_draw(seed, name);
    for (int i = 0; i < n; i++) {
        struct rng r = rng_of(draw, (uint64_t)i, 0);
        float square = 0.0f, *row = out + (size_t)i * POST_IMAGE;
        for (int d = 0; d < POST_IMAGE; d++) {
            row[d] = (float)rng_normal(&r);
            square += row[d] * row[d];
        }
        for (int d = 0; d < POST_IMAGE; d++)
            row[d] *= length / sqrtf(square);
    }
}

static void draw_authors(struct generator *g) {
    uint64_t draw = rng_draw(g->params.seed, "posts.author");
    for (int a = 0; a < g->params.authors; a++) {
        struct rng r = rng_of(draw, (uint64_t)a, 0);
        struct author *author = &g->author[a];
        author->language = (uint8_t)draw_share(&r, language_share, POST_LANGUAGES);
        author->followers = (float)exp(4.5 + 1.7 * rng_normal(&r));
        author->created = (float)exp(5.5 + 1.2 * rng_normal(&r));
        for (int h = 0; h < HARMS; h++)
            if (rng_uniform(&r) < 0.02) {
                author->bad |= (uint8_t)(1u << h);
                g->bad[(size_t)h * (size_t)g->params.authors + (size_t)g->n_bad[h]++] = a;
            }
        if (author->bad)
            author->created *= 0.3f;
    }
}

static void plan_strata(struct generator *g) {
    double per_day = (double)g->params.posts / g->params.days, stream = posts_stream(&g->params);
    double kept_rest = 1.0, rest = 1.0;
    for (int h = 0; h < HARMS; h++) {
        kept_rest -= kept[h];
        rest -= prevalence[h];
    }
    for (int s = 0; s < STRATA; s++) {
        double n = per_day * (s == BENIGN ? kept_rest : kept[s]);
        g->per_day[s] = n < 1.0 ? 1 : (int)lround(n);
        g->stratum_weight[s] = stream * (s == BENIGN ? rest : prevalence[s]) / g->per_day[s];
    }
}

/* --- a post's content --- */

/* The word as it is used on a day: lexicons and code words give way one by one, each on a day of its own. */
static int32_t reworded(const struct generator *g, int word, int language, int day) {
    bool is_sign = word >= FIRST_CODE && word < FIRST_CONTEXT;
    if (word < FIRST_CONTEXT && day >= g->params.days) {
        struct rng r = rng_of(g->reword_draw, (uint64_t)word, is_sign ? 0 : (uint32_t)language);
        double gone = 1.0 - pow(1.0 - g->params.reword, day - g->params.days + 1);
        if (rng_uniform(&r) < gone)
            word += FIRST_NEW;
    }
    return (is_sign ? 0 : language * LANGUAGE_WORDS) + word;
}

static int common_word(struct rng *r, int topic) {
    enum { OWN = COMMON / 2 / TOPICS }; /* half of the common words belong to a topic */
    if (rng_uniform(r) < 0.5)
        return FIRST_COMMON + topic * OWN + (int)rng_below(r, OWN);
    double u = rng_uniform(r);
    return FIRST_COMMON + OWN * TOPICS + (int)(u * u * (COMMON - OWN * TOPICS)); /* some more often than others */
}

struct content {
    int word[POST_TOKENS], n_word; /* those that are set; common ones follow */
    float shift[POST_IMAGE];
    uint8_t harm, evidence;
};

static void add_word(struct content *c, int word) {
    if (c->n_word < POST_TOKENS)
        c->word[c->n_word++] = word;
}

static void shift_image(struct content *c, const float *along, float by) {
    for (int d = 0; d < POST_IMAGE; d++)
        c->shift[d] += by * along[d];
}

static void add_context(struct content *c, struct rng *r, int harm) {
    add_word(c, FIRST_CONTEXT + harm * CONTEXT + (int)rng_below(r, CONTEXT));
}

static void add_pair(const struct generator *g, struct content *c, struct rng *r, bool belongs) {
    int code = (int)rng_below(r, CONCEPTS), concept = g->match[code];
    if (!belongs)
    concept = (concept + 1 + (int)rng_below(r, CONCEPTS - 1)) % CONCEPTS;
    for (int k = 0; k < SIGNS; k++)
        add_word(c, FIRST_CODE + code * SYNONYMS + (int)rng_below(r, SYNONYMS));
    shift_image(c, g->concept[concept], 1.6f);
}

static void draw_harm(const struct generator *g, struct content *c, struct rng *r, int h) {
    double share[3] = {in_text[h], in_image[h], 1.0 - in_text[h] - in_image[h]};
    c->harm = (uint8_t)(1u << h);
    for (int k = 0; k < HARMS; k++)
        if (rng_uniform(r) < also[h][k])
            c->harm |= (uint8_t)(1u << k);
    c->evidence = (uint8_t)(EVIDENCE_TEXT + draw_share(r, share, 3));
    for (int k = 0; k < HARMS; k++) {
        if (!(c->harm & 1u << k))
            continue;
        if (c->evidence == EVIDENCE_TEXT)
            for (int n = 1 + (rng_uniform(r) < 0.6) + (rng_uniform(r) < 0.6); n > 0; n--)
                add_word(c, k * LEXICON + (int)rng_below(r, LEXICON));
        if (c->evidence == EVIDENCE_IMAGE)
            shift_image(c, g->direction[k], (float)(0.55 + 0.6 * rng_uniform(r)));
        if (c->evidence == EVIDENCE_BOTH || rng_uniform(r) < 0.5)
            add_context(c, r, k);
    }
    if (c->evidence == EVIDENCE_BOTH)
        add_pair(g, c, r, true);
}

static void draw_benign(const struct generator *g, struct content *c, struct rng *r) {
    if (rng_uniform(r) < 0.05) { /* talks about a harm */
        int h = (int)rng_below(r, HARMS);
        add_word(c, h * LEXICON + (int)rng_below(r, LEXICON));
        if (rng_uniform(r) < 0.5)
            add_context(c, r, h);
    }
    if (rng_uniform(r) < 0.05) /* art, sport, medicine */
        shift_image(c, g->direction[rng_below(r, HARMS)], (float)(0.6 * rng_uniform(r)));
    if (rng_uniform(r) < 0.3) {
        add_pair(g, c, r, false);
        if (rng_uniform(r) < 0.5)
            add_context(c, r, (int)rng_below(r, HARMS));
    }
}

/* --- a post --- */

struct slot { /* a post of a day before the day is in order */
    float time;
    int32_t stratum, k;
};

static int by_time(const void *a, const void *b) {
    const struct slot *x = a, *y = b;
    if (x->time != y->time)
        return x->time < y->time ? -1 : 1;
    if (x->stratum != y->stratum)
        return x->stratum < y->stratum ? -1 : 1;
    return (x->k > y->k) - (x->k < y->k);
}

static float draw_time(struct rng *r, int day) {
    double evening = fmod(19.0 + 3.0 * rng_normal(r) + 48.0, 24.0), any = 24.0 * rng_uniform(r);
    float time = (float)(day + (rng_uniform(r) < 0.6 ? evening : any) / 24.0), end = (float)(day + 1);
    return time < end ? time : nextafterf(end, 0.0f);
}

/* A key of the post's own, or that of a cluster of copies, of today or of the two days before. */
static uint64_t content_key(const struct generator *g, struct rng *r, const struct slot *slot, int day, bool *copy) {
    enum { COPIES = 6 }; /* of a cluster */
    int clusters = 1 + (int)(g->per_day[slot->stratum] * g->params.copies / COPIES);
    *copy = rng_uniform(r) < g->params.copies;
    if (!*copy)
        return (uint64_t)day << 40 | (uint64_t)slot->stratum << 32 | (uint32_t)slot->k;
    int begun = day - (int)rng_below(r, 3);
    uint32_t cluster = rng_below(r, (uint32_t)clusters);
    return (uint64_t)1 << 62 | (uint64_t)(begun + 3) << 40 | (uint64_t)slot->stratum << 32 | cluster;
}

static void write_text(const struct generator *g, const struct content *c, struct rng *own, struct rng *r, bool copy,
                       int topic, int day, int language, int32_t *token) {
    for (int t = 0; t < POST_TOKENS; t++) {
        int word = t < c->n_word ? c->word[t] : common_word(r, topic);
        if (copy && rng_uniform(own) < 0.1)
            word = common_word(own, topic);
        token[t] = reworded(g, word, language, day);
    }
}

static void make_post(const struct generator *g, const struct slot *slot, int day, size_t at) {
    uint64_t id = (uint64_t)day << 32 | (uint32_t)slot->k;
    struct rng own = rng_of(g->post_draw, id, (uint32_t)slot->stratum + 16);
    bool copy, bad = slot->stratum != BENIGN && g->n_bad[slot->stratum] && rng_uniform(&own) < 0.55;
    int author = bad ? g->bad[(size_t)slot->stratum * (size_t)g->params.authors +
                              rng_below(&own, (uint32_t)g->n_bad[slot->stratum])]
                     : (int)rng_below(&own, (uint32_t)g->params.authors);
    const struct author *a = &g->author[author];
    uint64_t key = content_key(g, &own, slot, day, &copy);
    struct rng r = rng_of(g->content_draw, key, 0);
    struct content c = {0};
    int spoken = draw_share(&r, language_share, POST_LANGUAGES), language = copy ? spoken : a->language;
    int topic = (int)rng_below(&r, TOPICS);
    if (slot->stratum == BENIGN)
        draw_benign(g, &c, &r);
    else
        draw_harm(g, &c, &r, slot->stratum);
    write_text(g, &c, &own, &r, copy, topic, day, language, g->token + at * POST_TOKENS);
    for (int d = 0; d < POST_IMAGE; d++) {
        float noise = 0.2f * (float)rng_normal(&r) + (copy ? 0.03f * (float)rng_normal(&own) : 0.0f);
        g->image[at * POST_IMAGE + (size_t)d] = g->topic[topic][d] + c.shift[d] + noise;
    }
    g->time[at] = slot->time;
    g->author_of[at] = author;
    g->language[at] = (uint8_t)language;
    g->image_key[at] = (int32_t)(hash_64(&key, sizeof key, 0) & 0x7fffffff);
    g->audience[at] = a->followers;
    g->account_age[at] = a->created + slot->time;
    g->weight[at] = (float)g->stratum_weight[slot->stratum];
    g->views[at] = (float)(pow(1.0 + a->followers, 0.9) * exp(0.7 * rng_normal(&own)) * (c.harm ? 1.3 : 1.0));
    g->harm[at] = c.harm;
    g->evidence[at] = c.evidence;
}

static void day_shard(void *arg, int shard, int worker) {
    (void)worker;
    struct generator *g = arg;
    int n = (int)(g->day_start[shard + 1] - g->day_start[shard]), day = g->first_day + shard, made = 0;
    struct slot *slot = mem_must((size_t)n, sizeof *slot);
    for (int s = 0; s < STRATA; s++)
        for (int k = 0; k < g->per_day[s]; k++) {
            struct rng r = rng_of(g->post_draw, (uint64_t)day << 32 | (uint32_t)k, (uint32_t)s);
            slot[made++] = (struct slot){draw_time(&r, day), s, k};
        }
    qsort(slot, (size_t)n, sizeof *slot, by_time);
    for (int i = 0; i < n; i++)
        make_post(g, &slot[i], day, (size_t)(g->day_start[shard] + i));
    free(slot);
}

static bool check(const struct posts_params *p, struct err *err) {
    if (p->authors < 100 || p->posts < 100 || p->days < 1 || p->posts > 20000000)
        return err_set(err, ERR_USAGE, "a world of posts has at least 100 authors, 100 posts and a day");
    if (!(p->copies >= 0.0f && p->copies <= 0.9f && p->reword >= 0.0f && p->reword <= 1.0f))
        return err_set(err, ERR_USAGE, "shares of copies and of new words are in 0..0.9 and 0..1");
    return true;
}

static bool allocate(struct generator *g, int days, struct blob *out, struct err *err) {
    int64_t n = 0;
    for (int s = 0; s < STRATA; s++)
        n += (int64_t)g->per_day[s] * days;
    const int64_t whole[] = {(int64_t)g->params.seed, g->params.authors, g->params.posts, g->params.days, g->first_day};
    const float real[] = {g->params.copies, g->params.reword};
    int64_t *w = blob_add(out, "posts.whole", BLOB_I64, sizeof whole / sizeof *whole, 0, 0, err);
    float *r = w ? blob_add(out, "posts.real", BLOB_F32, sizeof real / sizeof *real, 0, 0, err) : NULL;
    if (!r)
        return false;
    memcpy(w, whole, sizeof whole);
    memcpy(r, real, sizeof real);
    return (g->day_start = blob_add(out, "day_start", BLOB_I64, days + 1, 0, 0, err)) &&
           (g->time = blob_add(out, "time", BLOB_F32, n, 0, 0, err)) &&
           (g->author_of = blob_add(out, "author", BLOB_I32, n, 0, 0, err)) &&
           (g->token = blob_add(out, "token", BLOB_I32, n, POST_TOKENS, 0, err)) &&
           (g->language = blob_add(out, "language", BLOB_U8, n, 0, 0, err)) &&
           (g->image = blob_add(out, "image", BLOB_F32, n, POST_IMAGE, 0, err)) &&
           (g->image_key = blob_add(out, "image_key", BLOB_I32, n, 0, 0, err)) &&
           (g->audience = blob_add(out, "audience", BLOB_F32, n, 0, 0, err)) &&
           (g->account_age = blob_add(out, "account_age", BLOB_F32, n, 0, 0, err)) &&
           (g->weight = blob_add(out, "weight", BLOB_F32, n, 0, 0, err)) &&
           (g->views = blob_add(out, "views", BLOB_F32, n, 0, 0, err)) &&
           (g->harm = blob_add(out, "harm", BLOB_U8, n, 0, 0, err)) &&
           (g->evidence = blob_add(out, "evidence", BLOB_U8, n, 0, 0, err));
}

bool posts_generate(const struct posts_params *params, int first_day, int days, struct pool *pool,
                    struct progress *progress, struct blob *out, struct err *err) {
    if (!check(params, err))
        return false;
    struct generator *g = mem_must(1, sizeof *g);
    uint64_t seed = params->seed;
    *g = (struct generator){.params = *params,
                            .first_day = first_day,
                            .post_draw = rng_draw(seed, "posts.post"),
                            .content_draw = rng_draw(seed, "posts.content"),
                            .reword_draw = rng_draw(seed, "posts.reword")};
    bool ok = (g->author = mem_array((size_t)params->authors, sizeof *g->author, err)) &&
              (g->bad = mem_array(HARMS * (size_t)params->authors, sizeof *g->bad, err));
    if (ok) {
        plan_strata(g);
        ok = allocate(g, days, out, err);
    }
    if (ok) {
        draw_directions(seed, "posts.topic", g->topic[0], TOPICS, 0.6f);
        draw_directions(seed, "posts.direction", g->direction[0], HARMS, 1.0f);
        draw_directions(seed, "posts.concept", g->concept[0], CONCEPTS, 1.0f);
        struct rng r = rng_of(rng_draw(seed, "posts.match"), 0, 0);
        for (int k = 0; k < CONCEPTS; k++)
            g->match[k] = k;
        rng_shuffle(&r, g->match, CONCEPTS);
        draw_authors(g);
        for (int d = 0; d < days; d++) {
            g->day_start[d + 1] = g->day_start[d];
            for (int s = 0; s < STRATA; s++)
                g->day_start[d + 1] += g->per_day[s];
        }
        pool_for(pool, days, day_shard, g);
        ok = progress_step(progress, 1.0, err);
    }
    free(g->author);
    free(g->bad);
    free(g);
    return ok;
}

void posts_open(const struct blob *blob, struct posts *out) {
    const int64_t *w = blob_get(blob, "posts.whole", BLOB_I64);
    const float *r = blob_get(blob, "posts.real", BLOB_F32);
    *out = (struct posts){
        .params = {(uint64_t)w[0], (int)w[1], (int)w[2], (int)w[3], r[0], r[1]},
        .n = (int)blob_length(blob, "time"),
        .first_day = (int)w[4],
        .days = (int)blob_length(blob, "day_start") - 1,
        .day_start = blob_get(blob, "day_start", BLOB_I64),
        .time = blob_get(blob, "time", BLOB_F32),
        .author = blob_get(blob, "author", BLOB_I32),
        .token = blob_get(blob, "token", BLOB_I32),
        .language = blob_get(blob, "language", BLOB_U8),
        .image = blob_get(blob, "image", BLOB_F32),
        .image_key = blob_get(blob, "image_key", BLOB_I32),
        .audience = blob_get(blob, "audience", BLOB_F32),
        .account_age = blob_get(blob, "account_age", BLOB_F32),
        .weight = blob_get(blob, "weight", BLOB_F32),
        .views = blob_get(blob, "views", BLOB_F32),
        .harm = blob_get(blob, "harm", BLOB_U8),
        .evidence = blob_get(blob, "evidence", BLOB_U8),
    };
}
