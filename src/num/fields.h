/* fields.h - rows as models read them: the one form in which worlds hand data to models.
 * N rows; F categorical fields, each with its own vocabulary; D dense values; and one bag of ids (a user's history).
 * Worlds fill it, models read it; neither knows the other. All pointers are borrowed. */
#ifndef NUM_FIELDS_H
#define NUM_FIELDS_H
#include <stdint.h>

enum { FIELDS_MAX = 32 };

struct fields {
    int n;                       /* N rows */
    int n_category;              /* F */
    int cardinality[FIELDS_MAX]; /* (F) ids of field f are in [0, cardinality[f]) */
    const int32_t *category;     /* (N,F) */
    int n_dense;                 /* D */
    const float *dense;          /* (N,D) roughly standardised by whoever fills them */
    int bag_cardinality;         /* 0: no bag */
    const int32_t *bag_start;    /* (N+1) the ids of row i are bag[bag_start[i] .. bag_start[i+1]) */
    const int32_t *bag;
};
/* Ids of the row that has most of them; 0 without a bag. */
static inline int fields_longest_bag(const struct fields *rows) {
    int longest = 0;
    for (int i = 0; rows->bag_cardinality > 0 && i < rows->n; i++)
        if (rows->bag_start[i + 1] - rows->bag_start[i] > longest)
            longest = rows->bag_start[i + 1] - rows->bag_start[i];
    return longest;
}
#endif
