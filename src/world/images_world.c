/* images_world.c - the catalogue: who uploads what, when, and what it is a picture of. */
#include "base/mem.h"
#include "base/rng.h"
#include "world/images.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* What a new listing is: a copy of a picture (params.duplicates), else another picture of a product that is sold
 * already, else an imitation of a design, else something new. */
static const double same_product = 0.45, same_design = 0.35;
enum { PRODUCT_MOST = 16, DESIGN_MOST = 40, SELLERS = 400 };
static const double wrong_category = 0.03;

const struct images_drift images_still = {INFINITY, 0.0f, INFINITY, 0.0f};

struct growth {
    struct images_params params;
    struct images_drift drift;
    uint64_t item, look;
    int items, designs, products;
    float *birth, *appeal;
    int32_t *seller, *copies, *product, *design;
    uint8_t *category;
    uint16_t *look_of;
    int32_t *of_product, *of_design; /* items so far */
};

static int uploaded_before(const struct images_params *p) {
    return p->items - (int)lroundf(p->fresh_share * (float)p->items);
}

static int items_by(const struct images_params *p, int days) {
    int before = uploaded_before(p);
    return before + (int)((double)(p->items - before) * days / p->days);
}

/* The k-th of n by a Zipf-like law, steeper the larger `slope`. */
static int skewed(double u, int n, double slope) {
    int k = (int)(n * pow(u, slope));
    return k < n ? k : n - 1;
}

/* Which kinds of thing, colours and textures are common hangs on the seed. */
static uint16_t draw_look(const struct growth *g, int design, bool new_style) {
    struct rng r = rng_of(g->look, (uint64_t)design, 0), order = rng_of(g->look, UINT64_MAX, 0);
    int32_t colours[IMAGE_COLOURS], categories[IMAGE_CATEGORIES];
    for (int i = 0; i < IMAGE_COLOURS; i++)
        colours[i] = i;
    for (int i = 0; i < IMAGE_CATEGORIES; i++)
        categories[i] = i;
    rng_shuffle(&order, colours, IMAGE_COLOURS);
    rng_shuffle(&order, categories, IMAGE_CATEGORIES);
    int category = categories[skewed(rng_uniform(&r), IMAGE_CATEGORIES, 1.4)];
    int colour = colours[skewed(rng_uniform(&r), IMAGE_COLOURS, 1.5)];
    int texture = skewed(rng_uniform(&r), IMAGE_TEXTURES, 1.3);
    if (new_style)
        texture = IMAGE_TEXTURES + texture % IMAGE_NEW_TEXTURES;
    return (uint16_t)image_look(category, colour, texture);
}

static void new_design(struct growth *g, int item, struct rng *r) {
    bool late = g->birth[item] >= g->drift.style_day;
    double u = rng_uniform(r);
    g->look_of[g->designs] = draw_look(g, g->designs, late && u < (double)g->drift.style);
    g->design[g->products] = g->designs++;
    g->product[item] = g->products++;
}

static void draw_item(struct growth *g, int i) {
    struct rng r = rng_of(g->item, (uint64_t)i, 0);
    int before = uploaded_before(&g->params);
    double pace = (double)g->params.days / (g->params.items - before + 1e-9);
    g->birth[i] = i < before ? -(float)(90.0 * rng_uniform(&r)) : (float)((i - before + rng_uniform(&r)) * pace);
    g->seller[i] = (int32_t)(SELLERS * pow(rng_uniform(&r), 2.0));
    g->appeal[i] = (float)exp(1.1 * rng_normal(&r));
    double copy = rng_uniform(&r), again = rng_uniform(&r), imitate = rng_uniform(&r), wrong = rng_uniform(&r);
    int other = i > 0 ? (int)rng_below(&r, (uint32_t)i) : -1;
    int product = other >= 0 ? g->product[other] : -1;
    g->copies[i] = -1;
    bool room = other >= 0 && g->of_product[product] < PRODUCT_MOST;
    if (room && copy < (double)g->params.duplicates) {
        g->copies[i] = g->copies[other] >= 0 ? g->copies[other] : other;
        g->product[i] = product;
    } else if (room && again < same_product) {
        g->product[i] = product;
    } else if (other >= 0 && imitate < same_design && g->of_design[g->design[product]] < DESIGN_MOST) {
        g->design[g->products] = g->design[product];
        g->product[i] = g->products++;
    } else {
        new_design(g, i, &r);
    }
    g->of_product[g->product[i]]++;
    g->of_design[g->design[g->product[i]]]++;
    int category = image_category(g->look_of[g->design[g->product[i]]]);
    g->category[i] = (uint8_t)(wrong < wrong_category ? (int)rng_below(&r, IMAGE_CATEGORIES) : category);
}

static bool check(const struct images_params *p, int days, struct err *err) {
    if (p->users < 100 || p->items < 100 || p->items > 5000000 || p->days < 2 || days < p->days)
        return err_set(err, ERR_USAGE, "a world of images has at least 100 users, 100 items and 2 days");
    if (!(p->requests_per_user_day > 0.0f && (double)p->requests_per_user_day * p->users < 1e6))
        return err_set(err, ERR_USAGE, "world.requests_per_user_day: %g gives no day of requests that can be simulated",
                       (double)p->requests_per_user_day);
    if (!(p->fresh_share >= 0.0f && p->fresh_share <= 0.95f && p->duplicates >= 0.0f && p->duplicates <= 0.9f))
        return err_set(err, ERR_USAGE, "shares of new items and of copies are in 0..0.95 and 0..0.9");
    return (p->camera_gap >= 0.0f && p->camera_gap <= 3.0f && p->logging_bias >= 0.0f) ||
           err_set(err, ERR_USAGE, "world.camera_gap: %g is not in 0..3", (double)p->camera_gap);
}

static bool pack_params(const struct images_params *p, int days, const struct images_drift *drift, struct blob *out,
                        struct err *err) {
    const int64_t whole[] = {(int64_t)p->seed, p->users, p->items, p->days, days};
    const float real[] = {p->requests_per_user_day, p->fresh_share, p->duplicates,     p->camera_gap, p->logging_bias,
                          drift->style_day,         drift->style,   drift->camera_day, drift->camera};
    int64_t *w = blob_add(out, "images.whole", BLOB_I64, sizeof whole / sizeof *whole, 0, 0, err);
    float *r = w ? blob_add(out, "images.real", BLOB_F32, sizeof real / sizeof *real, 0, 0, err) : NULL;
    if (!r)
        return false;
    memcpy(w, whole, sizeof whole);
    memcpy(r, real, sizeof real);
    return true;
}

static bool allocate(struct growth *g, struct blob *out, struct err *err) {
    size_t n = (size_t)g->items;
    return (g->birth = blob_add(out, "birth", BLOB_F32, g->items, 0, 0, err)) &&
           (g->seller = blob_add(out, "seller", BLOB_I32, g->items, 0, 0, err)) &&
           (g->category = blob_add(out, "category", BLOB_U8, g->items, 0, 0, err)) &&
           (g->copies = blob_add(out, "copies", BLOB_I32, g->items, 0, 0, err)) &&
           (g->product = blob_add(out, "product", BLOB_I32, g->items, 0, 0, err)) &&
           (g->appeal = blob_add(out, "appeal", BLOB_F32, g->items, 0, 0, err)) &&
           (g->design = mem_array(n, sizeof *g->design, err)) && (g->look_of = mem_array(n, sizeof *g->look_of, err)) &&
           (g->of_product = mem_array(n, sizeof *g->of_product, err)) &&
           (g->of_design = mem_array(n, sizeof *g->of_design, err));
}

/* Products and designs are as many as came about: their columns go into the blob at the end. */
static bool pack_kinds(const struct growth *g, struct blob *out, struct err *err) {
    int32_t *design = blob_add(out, "design", BLOB_I32, g->products, 0, 0, err);
    int32_t *look = design ? blob_add(out, "look", BLOB_I32, g->designs, 0, 0, err) : NULL;
    if (!look)
        return false;
    memcpy(design, g->design, (size_t)g->products * sizeof *design);
    for (int d = 0; d < g->designs; d++)
        look[d] = g->look_of[d];
    return true;
}

/* One after the other: what an item is hangs on those before it. 20,000 items take two milliseconds. */
bool images_generate(const struct images_params *params, int days, const struct images_drift *drift,
                     struct progress *progress, struct blob *out, struct err *err) {
    if (!check(params, days, err) || !pack_params(params, days, drift, out, err))
        return false;
    struct growth g = {.params = *params,
                       .drift = *drift,
                       .item = rng_draw(params->seed, "images.item"),
                       .look = rng_draw(params->seed, "images.look"),
                       .items = items_by(params, days)};
    bool ok = allocate(&g, out, err);
    for (int i = 0; ok && i < g.items; i++)
        draw_item(&g, i);
    ok = ok && pack_kinds(&g, out, err) && progress_step(progress, 1.0, err);
    free(g.design);
    free(g.look_of);
    free(g.of_product);
    free(g.of_design);
    return ok;
}

void images_open(const struct blob *blob, struct images *out) {
    const int64_t *w = blob_get(blob, "images.whole", BLOB_I64);
    const float *r = blob_get(blob, "images.real", BLOB_F32);
    *out = (struct images){
        .params = {(uint64_t)w[0], (int)w[1], (int)w[2], (int)w[3], r[0], r[1], r[2], r[3], r[4]},
        .drift = {r[5], r[6], r[7], r[8]},
        .items = (int)blob_length(blob, "birth"),
        .days = (int)w[4],
        .designs = (int)blob_length(blob, "look"),
        .products = (int)blob_length(blob, "design"),
        .birth = blob_get(blob, "birth", BLOB_F32),
        .seller = blob_get(blob, "seller", BLOB_I32),
        .category = blob_get(blob, "category", BLOB_U8),
        .copies = blob_get(blob, "copies", BLOB_I32),
        .product = blob_get(blob, "product", BLOB_I32),
        .design = blob_get(blob, "design", BLOB_I32),
        .look = blob_get(blob, "look", BLOB_I32),
        .appeal = blob_get(blob, "appeal", BLOB_F32),
    };
    images_draw_keys(out);
}

enum grade images_grade(const struct images *im, int product, int item) {
    int other = im->product[item];
    if (other == product)
        return GRADE_PRODUCT;
    int a = im->design[product], b = im->design[other];
    return a == b ? GRADE_DESIGN : im->look[a] == im->look[b] ? GRADE_LOOK : GRADE_NONE;
}

bool images_duplicates(const struct images *im, int a, int b) {
    int x = im->copies[a] >= 0 ? im->copies[a] : a, y = im->copies[b] >= 0 ? im->copies[b] : b;
    return x == y;
}

int images_live(const struct images *im, float time) {
    int low = uploaded_before(&im->params), high = im->items;
    while (low < high) {
        int middle = (low + high) / 2;
        if (im->birth[middle] <= time)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}
