/* images_copies.c - which pictures of the catalogue copy an earlier one, found by the pictures alone: prints are sorted
 * by the tint of their ground, and those of one category that are as good as equal there are compared. */
#include "base/mem.h"
#include "engine/images_parts.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SHARDS = 64 };

struct by_tint {
    float tint;
    int32_t item;
};

struct search {
    const struct images *images;
    struct image_print *print;    /* (n) */
    const struct by_tint *sorted; /* (n) ascending */
    int n;
    int32_t *earliest; /* (n) the first item that shows the same picture; itself: none does */
};

static void print_shard(void *arg, int shard, int worker) {
    struct search *s = arg;
    int begin, end;
    uint8_t rgb[IMAGE_BYTES];
    (void)worker;
    pool_range(s->n, SHARDS, shard, &begin, &end);
    for (int i = begin; i < end; i++) {
        images_draw_item(s->images, i, rgb);
        image_print(rgb, &s->print[i]);
    }
}

static int ascending(const void *a, const void *b) {
    const struct by_tint *x = a, *y = b;
    if (x->tint != y->tint)
        return x->tint < y->tint ? -1 : 1;
    return (x->item > y->item) - (x->item < y->item);
}

/* One row of the sorted ones against those on one side of it. */
static void look_along(struct search *s, int at, int step) {
    int item = s->sorted[at].item;
    for (int k = at + step; k >= 0 && k < s->n; k += step) {
        int other = s->sorted[k].item;
        if (fabsf(s->sorted[k].tint - s->sorted[at].tint) > image_print_tint)
            return;
        if (other < s->earliest[item] && s->images->category[other] == s->images->category[item] &&
            image_print_distance(&s->print[item], &s->print[other]) < image_print_copy)
            s->earliest[item] = other;
    }
}

static void search_shard(void *arg, int shard, int worker) {
    struct search *s = arg;
    int begin, end;
    (void)worker;
    pool_range(s->n, SHARDS, shard, &begin, &end);
    for (int at = begin; at < end; at++) {
        s->earliest[s->sorted[at].item] = s->sorted[at].item;
        look_along(s, at, 1);
        look_along(s, at, -1);
    }
}

bool copies_found(const struct images *images, int n, struct pool *pool, int32_t *thing, struct err *err) {
    struct image_print *print = mem_array((size_t)n + 1, sizeof *print, err);
    struct by_tint *sorted = print ? mem_array((size_t)n + 1, sizeof *sorted, err) : NULL;
    bool ok = sorted != NULL;
    if (ok) {
        struct search search = {images, print, sorted, n, thing};
        pool_for(pool, SHARDS, print_shard, &search);
        for (int i = 0; i < n; i++)
            sorted[i] = (struct by_tint){print[i].tint[0], i};
        qsort(sorted, (size_t)n, sizeof *sorted, ascending);
        pool_for(pool, SHARDS, search_shard, &search);
        for (int i = 0; i < n; i++) /* earlier ones are settled: a copy of a copy is one of the first */
            thing[i] = thing[thing[i]];
    }
    free(print);
    free(sorted);
    return ok;
}

void copies_note(const struct images *images, const int32_t *thing, int n, struct measures *m) {
    int said = 0, right = 0, copies = 0, found = 0;
    for (int i = 0; i < n; i++) {
        bool copy = images->copies[i] >= 0;
        said += thing[i] != i;
        right += thing[i] != i && images_duplicates(images, i, thing[i]);
        copies += copy;
        found += copy && thing[i] != i;
    }
    if (said > 0 && copies > 0)
        measures_note(m,
                      "data.deduplicate: %d of %d pictures are taken for copies of an earlier one, %.0f %% of them "
                      "rightly; %.0f %% of the copies are found",
                      said, n, 100.0 * right / said, 100.0 * found / copies);
}
