/* posts.h - the posts kind: what people publish in some weeks, which of it does harm, and what people say about that.
 *
 * Harms are rare, so posts are thinned: every kept post stands for `weight` posts of the stream, benign ones for many,
 * the rarest harm's for themselves. Whatever is measured over posts counts with these weights.
 * A harmful post shows it in one of three ways:
 *   in its text   words of the harm's own lexicon
 *   in its image  the image vector is shifted along the harm's direction
 *   in both       an innocent code word and an innocent concept in the image, which belong together. The same words and
 *                 the same concepts stand in benign posts, in other pairs: no sum of what each part says tells the
 *                 pairs apart. They are the same for all harms; which harm it is, a word of context tells.
 * Benign posts talk about harms too (news, counter-speech). Copies go round: they share the image's key and most words.
 * After the log, adversaries reword: word by word the lexicons and code words give way to new ones.
 *
 * Life: posts_generate and labels_generate into blobs -> posts_open, labels_open give views that borrow them. Decided
 * by (seed, name of draw, ids): the same for any thread count. N posts in order of time. */
#ifndef WORLD_POSTS_H
#define WORLD_POSTS_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"

enum harm { HARM_VIOLENCE, HARM_NUDITY, HARM_HATE, HARM_MISINFORMATION, HARM_SPAM, HARMS };
const char *harm_name(enum harm harm); /* "violence" */
enum evidence { EVIDENCE_NONE, EVIDENCE_TEXT, EVIDENCE_IMAGE, EVIDENCE_BOTH };
enum {
    POST_TOKENS = 12,
    POST_IMAGE = 24, /* width of the image vector */
    POST_LANGUAGES = 4,
    POST_WORDS = POST_LANGUAGES * 1024
};

struct posts_params {
    uint64_t seed;
    int authors;
    int posts, days; /* posts that are kept, and days, of the log */
    float copies;    /* share of posts that copy another */
    float reword;    /* share of the harmful words that gives way to new ones on each day after the log */
};
struct posts { /* view; (n) is the shape */
    struct posts_params params;
    int n, first_day, days;
    const int64_t *day_start; /* (days+1) posts of day first_day + d are [day_start[d], day_start[d+1]) */
    /* what everybody can see when a post comes in */
    const float *time;        /* (n) days since the log began */
    const int32_t *author;    /* (n) */
    const int32_t *token;     /* (n,POST_TOKENS) in [0, POST_WORDS) */
    const uint8_t *language;  /* (n) */
    const float *image;       /* (n,POST_IMAGE) what a general image encoder gives */
    const int32_t *image_key; /* (n) perceptual hash: copies share it */
    const float *audience;    /* (n) people who follow the author */
    const float *account_age; /* (n) days */
    const float *weight;      /* (n) posts of the stream that this one stands for */
    /* the truth */
    const float *views;      /* (n) times it is seen when it is left alone */
    const uint8_t *harm;     /* (n) bit h of enum harm */
    const uint8_t *evidence; /* (n) enum evidence: how it shows */
};
/* Days [first_day, first_day + days) of the stream that params describe; the log is days 0..params->days.
 * ERR_USAGE: a parameter outside its range. */
bool posts_generate(const struct posts_params *params, int first_day, int days, struct pool *pool,
                    struct progress *progress, struct blob *out, struct err *err) MUST_USE;
void posts_open(const struct blob *blob, struct posts *out);
/* Posts of the stream a day. */
double posts_stream(const struct posts_params *params);

/* What is known of a post's harm, and when: never the truth itself.
 * Trained annotators see a random part of all posts, which is as large as their hours allow: read once, nine in ten,
 * and three in a thousand posts without a harm are said to do it; read twice, with a third opinion where two differ,
 * six in ten, and hardly any. Either way a tenth of each harm is missed. Users report what they see, each harm at its
 * own rate, and some authors for what they are. Strikes are harms of the same author that were confirmed at least a day
 * before. */
enum reading { READ_ONCE, READ_TWICE, READINGS };
struct labels {                          /* view */
    const uint8_t *annotated[READINGS];  /* (n) 1: somebody was asked */
    const uint8_t *annotation[READINGS]; /* (n) bits of enum harm, of those */
    const uint8_t *reported;             /* (n) bits: reported at any time */
    const float *strikes;                /* (n) */
    const float *reports_in_hour;        /* (n) reports within the first hour: what a model that waits could know */
    const float *reports_in_all;         /* (n) reports ever: what nobody knows when a post comes in */
};
/* Reports a view of a post that does the harm. */
double post_report_rate(enum harm harm);
/* before, NULL: posts of earlier days, whose authors' strikes go on; days that both have are taken from `posts`. */
bool labels_generate(const struct posts *posts, const struct posts *before, struct pool *pool, struct blob *out,
                     struct err *err) MUST_USE;
void labels_open(const struct blob *blob, struct labels *out);
#endif
