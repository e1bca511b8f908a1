/* images_parts.h - a node's inputs opened, for worlds of images. Internal to engine/. */
#ifndef ENGINE_IMAGES_PARTS_H
#define ENGINE_IMAGES_PARTS_H
#include "engine/parts.h"
#include "index/index.h"
#include "model/cnn.h"
#include "world/images.h"

struct searched { /* views into the inputs */
    struct images images;
    struct image_log log;
};
void searched_open(struct searched *s, const struct node_run *run);

/* The evaluation requests: one a user of the last TEST_DAYS days, those of `offline` first. */
struct queries { /* views into the blob of node `requests` */
    int online, offline;
    const int32_t *request; /* (online) rows of the log */
    const int32_t *unit;    /* (online) users, the units of the bootstrap */
    const int32_t *live;    /* (online) items [0, live) are there to be found */
    const int32_t *graded;  /* (online,GRADES) how many live items have each grade */
    const int32_t *colour;  /* (online,COLOUR_DEPTH) nearest by colour histogram: the trivial rule */
};
enum { COLOUR_DEPTH = 64, PICTURED_REQUESTS = 6, PICTURED_PLACES = 8, SEARCH_DEPTH = 100 };
void queries_open(struct queries *q, const struct blob *blob);
static inline const struct photo *query_photo(const struct searched *s, const struct queries *q, int i) {
    return &s->log.photo[q->request[i]];
}

/* How pictures become vectors: by the network, by colour, or not at all. */
enum embedding { EMBED_POPULARITY, EMBED_COLOUR, EMBED_CNN };
struct embedder {
    enum embedding kind;
    int dim;
    struct cnn *cnn;
    bool swapped;   /* red and blue in the wrong order */
    float *scratch; /* (cnn_scratch_floats) for one picture at a time */
};
bool embedder_open(struct embedder *e, const struct node_run *run, const struct blob *model, struct err *err) MUST_USE;
void embedder_close(struct embedder *e);
/* out (n, dim) of items [first, first + n), popularity NULL or (N); of photos. */
bool embed_items(const struct embedder *e, const struct images *images, const int32_t *popularity, int first, int n,
                 const struct node_run *run, float *out, struct err *err) MUST_USE;
bool embed_photos(const struct embedder *e, const struct images *images, const struct photo *photo, int n,
                  const struct node_run *run, float *out, struct err *err) MUST_USE;
/* One photograph, drawn already, on this thread. */
void embed_one(const struct embedder *e, const uint8_t *rgb, float *out);

/* Which of the first n items show the same picture, as a detector says that knows the pictures alone. thing (n): the
 * first item that shows it. O(n) pictures are drawn; comparing them grows with the square, 12,000 take half a second.
 */
bool copies_found(const struct images *images, int n, struct pool *pool, int32_t *thing, struct err *err) MUST_USE;
/* How right that is, by the truth. */
void copies_note(const struct images *images, const int32_t *thing, int n, struct measures *m);

/* What a design learns from: pairs of pictures that show the same. */
struct pairs {
    int n;
    int32_t *row;        /* (n) of the log, the photograph's; -1: the item's own picture */
    int32_t *item;       /* (n) */
    int32_t *thing;      /* (n) pairs of one thing do not repel each other */
    uint8_t *validation; /* (n) held out by data.split */
};
/* Of the photographs of [from, to) days, before the test days or after the log. noted: NULL, or told of the copies. */
bool pairs_new(struct pairs *p, const struct searched *s, const struct node_run *run, float from, float to,
               struct measures *noted, struct err *err) MUST_USE;
void pairs_free(struct pairs *p);
/* Trains on pairs, from `from`'s weights unless it is NULL. */
bool pairs_train(const struct pairs *p, const struct searched *s, const struct node_run *run, const struct cnn *from,
                 int epochs, struct blob *out, struct err *err) MUST_USE;

/* Inner products of many queries with the catalogue, LIKENESS_BLOCK at a time, which reads the catalogue once for all
 * of them. Row i of [begin, end) of query (.,dim) against vectors (N,dim); block (LIKENESS_BLOCK,N) is the caller's,
 * and i runs up from begin. Returns row i's (N). */
enum { LIKENESS_BLOCK = 8 };
const float *likeness(float *block, const float *query, const float *vectors, int N, int dim, int begin, int end,
                      int i);

struct index_query index_query_of(const struct node_run *run);
/* When the index last took in new items before a time. */
float index_born_by(const struct node_run *run, float time);

/* Stage 2, for one request: value (n) of ids (n), scores (n) as the index has them. */
struct ranking_by {
    bool exact;
    float attribute_weight; /* 0: none */
    const float *vectors;   /* (N,dim) */
    int dim;
    const uint8_t *category; /* (N) */
};
struct ranking_by ranking_by_of(const struct node_run *run, const struct images *images);
void images_score(const struct ranking_by *by, const float *query, const int32_t *ids, const float *scores, int n,
                  float *value);

/* Stage 3: best first by value, without what is too like something above. vectors (N,dim); list (size) padded with -1.
 * order (n) is scratch. */
void images_list(const int32_t *ids, const float *value, int n, const float *vectors, int dim, float threshold,
                 int size, int32_t *order, int32_t *list);
#endif
