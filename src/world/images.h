/* images.h - the images kind: a catalogue of products in pictures, people who search it with photographs, and what an
 * older system found for them.
 *
 *   category   the kind of thing: a silhouette with its parts         } a look: what
 *   look       category, family of colour, family of texture          } "similar" means
 *   design     one shape, one set of colours, one pattern within a look; other sellers imitate it
 *   product    a design as one seller makes it: small changes of colour, proportion, pattern
 *   item       a listing: one picture of a product; relistings copy the picture itself with small changes
 *
 * Relevance is graded by construction: a photograph of product q is answered by items of q (3), of another product of
 * its design (2), of its look (1), by nothing else (0).
 * Two domains: a catalogue picture is frontal, evenly lit, on a plain ground; a photograph has pose, cast of light,
 * shadow, clutter, crop and a sensor's noise, all growing with camera_gap.
 *
 * Pictures are drawn on demand and nothing is stored of them: each is a function of (seed, ids). So are the rows of the
 * catalogue: what is uploaded after the log continues it and changes nothing before.
 * The older system finds by colour histogram and ranks popular items up; people look from the top and choose at most
 * one item. Its log is weak labels: what it never found, nobody could choose.
 *
 * Life: images_generate, image_log_generate into blobs -> images_open, image_log_open give views that borrow them. The
 * same for any thread count. Dims: N items, R requests, L places of a logged list. A picture costs about 40 us. */
#ifndef WORLD_IMAGES_H
#define WORLD_IMAGES_H
#include "base/blob.h"
#include "base/pool.h"
#include "base/progress.h"

enum { IMAGE_SIDE = 32, IMAGE_BYTES = IMAGE_SIDE * IMAGE_SIDE * 3 };
enum {
    IMAGE_CATEGORIES = 12,
    IMAGE_COLOURS = 8,
    IMAGE_TEXTURES = 5,
    IMAGE_NEW_TEXTURES = 2, /* of a style that comes up after the log */
    IMAGE_LIST = 10         /* places of the older system's lists */
};
/* A look as one number, and back. */
static inline int image_look(int category, int colour, int texture) {
    return (category * IMAGE_COLOURS + colour) * (IMAGE_TEXTURES + IMAGE_NEW_TEXTURES) + texture;
}
static inline int image_category(int look) {
    return look / (IMAGE_COLOURS * (IMAGE_TEXTURES + IMAGE_NEW_TEXTURES));
}
static inline int image_colour(int look) {
    return look / (IMAGE_TEXTURES + IMAGE_NEW_TEXTURES) % IMAGE_COLOURS;
}
static inline int image_texture(int look) {
    return look % (IMAGE_TEXTURES + IMAGE_NEW_TEXTURES);
}
const char *image_category_name(int category); /* "mug" */
enum grade { GRADE_NONE, GRADE_LOOK, GRADE_DESIGN, GRADE_PRODUCT, GRADES };

struct images_params {
    uint64_t seed;
    int users, items, days; /* of the log; items uploaded by its end */
    float requests_per_user_day;
    float fresh_share;  /* of items, uploaded during the log at an even pace, which goes on after it */
    float duplicates;   /* share of items that copy another item's picture */
    float camera_gap;   /* how far photographs are from catalogue pictures: 1 usual, 0 not at all */
    float logging_bias; /* how far the older system ranks popular items up */
};
/* The world after the log, from those days on (days since the log began); INFINITY: never. */
struct images_drift {
    float style_day, style;   /* share of new designs that have a style of which the log knows nothing */
    float camera_day, camera; /* photographs from then on: another sensor and other light, 0..1 */
};
extern const struct images_drift images_still; /* neither */

struct images { /* view; (n) is the shape */
    struct images_params params;
    struct images_drift drift;
    int items, days; /* all that are in the blob; days they reach to */
    int designs, products;
    /* what everybody can see */
    const float *birth;      /* (N) <= 0: there before the log began; ids are in order of upload */
    const int32_t *seller;   /* (N) */
    const uint8_t *category; /* (N) as the seller put it */
    /* the truth */
    const int32_t *copies;  /* (N) the item whose picture it copies, -1: its own */
    const int32_t *product; /* (N) */
    const int32_t *design;  /* (products) */
    const int32_t *look;    /* (designs) */
    const float *appeal;    /* (N) how often it is looked for, > 0 */
    struct {
        uint64_t design, product, view, copy, user, shot, crop;
    } key; /* of the draws that pictures are made by */
};
/* Uploads up to `days` (at least params->days). ERR_USAGE: a parameter outside its range. */
bool images_generate(const struct images_params *params, int days, const struct images_drift *drift,
                     struct progress *progress, struct blob *out, struct err *err) MUST_USE;
void images_open(const struct blob *blob, struct images *out);
/* How well an item answers a photograph of a product. */
enum grade images_grade(const struct images *images, int product, int item);
/* One picture copies the other, or both the same one. */
bool images_duplicates(const struct images *images, int a, int b);
/* Items that are live at a time: [0, this). */
int images_live(const struct images *images, float time);

/* --- what people do --- */

/* A request is a photograph: of a product, by a camera, at a time. Photographs of one `shot` are the same picture cut
 * otherwise: people who do not find try again. */
struct photo {
    int32_t user, product, shot, crop;
    float time;
};
/* Requests [0,R) of day `day` (0 is the log's first), about users * requests_per_user_day of them, in time order;
 * photos has room for images_requests_most. Of any day, also after the log. Returns how many. */
int images_requests_most(const struct images *images);
int images_day(const struct images *images, int day, struct photo *photos);

struct image_log { /* view */
    int requests;
    const struct photo *photo; /* (R) in time order */
    const int32_t *shown;      /* (R,IMAGE_LIST) items, best first, padded with -1 */
    const int32_t *chosen;     /* (R) the item, -1 none */
    const int32_t *popularity; /* (days+1,N) how often an item had been chosen before a day */
};
/* What the older system served on days [first, first + days), every thin-th request of them. before: how often items
 * had been chosen by then, of the first `known` items; NULL: never. */
struct image_log_days {
    int first, days, thin, known;
    const int32_t *before;
};
bool image_log_generate(const struct images *images, const struct image_log_days *days, struct pool *pool,
                        struct progress *progress, struct blob *out, struct err *err) MUST_USE;
void image_log_open(const struct blob *blob, struct image_log *out);

/* The truth's answer to a list (n) for a photograph. Read top-down: a person looks at place p with examination(p),
 * chooses what they see by its grade unless it repeats something seen, stops when they chose. choose (n): P(chosen at
 * p). buy: P(a purchase): of the product itself nearly always, of the others seldom. */
float images_examination(int place); /* 1-based */
struct images_answer {
    float choice, purchase; /* P(anything is chosen), P(it is bought) */
};
float images_choose_rate(enum grade grade); /* P(chosen | seen) */
float images_buy_rate(enum grade grade);    /* P(bought | chosen) */
float images_repeated(int place);           /* what is left of the wish for what copies a picture at that place */
struct images_answer images_answer(const struct images *images, const struct photo *photo, const int32_t *items, int n,
                                   float *choose);

/* --- pictures: rgb (IMAGE_SIDE,IMAGE_SIDE,3), rows from the top, red first; thread-safe, nothing is kept --- */
void images_draw_keys(struct images *images); /* images_open calls it */
void images_draw_item(const struct images *images, int item, uint8_t *rgb);
void images_draw_photo(const struct images *images, const struct photo *photo, uint8_t *rgb);
/* An image made from an image alone, as training varies it: turned, moved, scaled, mirrored never, lit, coloured,
 * blurred, noisy, part of it covered. Nothing of the world is asked. */
struct image_change {
    float strength; /* 1 usual; 0 leaves it as it is */
    uint64_t key;   /* of rng_draw: with row and round it decides the change */
};
void image_augment(const struct image_change *change, uint64_t row, uint32_t round, const uint8_t *in, uint8_t *rgb);
void image_swap_colours(uint8_t *rgb); /* red and blue change places: what a wrong decoder does */

/* The trivial rule: a histogram of the middle of the picture, by square roots, of unit length, so that inner product is
 * the Bhattacharyya coefficient. */
enum { IMAGE_HISTOGRAM = 64 };
void image_histogram(const uint8_t *rgb, float *histogram);

/* What is left of a picture when cut and light are taken out: the thing in its own frame (middle and spread of what is
 * not ground), over the ground's brightness. Copies share it, and the tint of a plain ground, which no two pictures
 * have to a thousandth; where the thing stood and how large it was hardly moves either. */
enum { IMAGE_PRINT_SIDE = 12, IMAGE_PRINT = IMAGE_PRINT_SIDE * IMAGE_PRINT_SIDE * 3 };
struct image_print {
    float tint[2];            /* log of red and of blue over green, of the ground */
    float x, y, size;         /* middle of the thing from the picture's, and its spread: pixels */
    float pixel[IMAGE_PRINT]; /* (IMAGE_PRINT_SIDE,IMAGE_PRINT_SIDE,3) */
};
void image_print(const uint8_t *rgb, struct image_print *print);
/* Root of the mean squared difference of the pixels; INFINITY where tint, place or size rule a copy out. */
float image_print_distance(const struct image_print *a, const struct image_print *b);
/* Below it, 75 in 100 pairs of copies within a category are found, and 95 in 100 that are found are copies (5,000
 * items, seed 1). */
extern const float image_print_copy, image_print_tint;
#endif
