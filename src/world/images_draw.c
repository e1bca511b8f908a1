/* images_draw.c - pictures of the images kind, drawn pixel by pixel: a silhouette with a part, a texture in two
 * colours, a pose, a ground, a light, a sensor.
 * A pixel is taken back into the thing's own coordinates (x to the right, y down, the thing about 1 high); a signed
 * distance there says whether it is on the thing, and how much at the edge. */
#include "base/rng.h"
#include "world/images.h"

#include <math.h>
#include <string.h>

#define TURN 6.2831853f

enum { BLOBS = 7 };
static const float usual_gap = 0.6f; /* what camera_gap 1 stands for */
struct colour {
    float c[3];
};
struct thing { /* what it is, whatever picture it is on */
    int category, texture;
    float shape[3]; /* in 0..1: proportions */
    float frequency, cosine, sine, phase, duty;
    struct colour base, accent, part;
};
struct spot { /* clutter: a disc or a box */
    float x, y, r, flat;
    struct colour colour;
};
struct scene {
    float inverse[4], x, y, scale; /* pose: from picture to thing */
    struct colour ground, other_ground;
    float ground_x, ground_y, ground_phase; /* a wave from one ground colour to the other; 0: plain */
    struct spot spot[BLOBS];
    int spots, in_front; /* the last ones are in front */
    float gain[3], slope_x, slope_y, shade;
    float noise;
    bool blurred;
    struct rng grain;
};

static const char *const category_names[IMAGE_CATEGORIES] = {"ball",   "box", "bag",  "ring", "cross",     "star",
                                                             "bottle", "mug", "boot", "lamp", "hourglass", "leaf"};
const char *image_category_name(int category) {
    return category_names[category];
}

void images_draw_keys(struct images *im) {
    uint64_t seed = im->params.seed;
    im->key.design = rng_draw(seed, "images.design");
    im->key.product = rng_draw(seed, "images.product");
    im->key.view = rng_draw(seed, "images.view");
    im->key.copy = rng_draw(seed, "images.copy");
    im->key.user = rng_draw(seed, "images.user");
    im->key.shot = rng_draw(seed, "images.shot");
    im->key.crop = rng_draw(seed, "images.crop");
}

static inline float clampf(float x, float low, float high) {
    return x < low ? low : x > high ? high : x;
}

/* floorf, fmaxf and fminf are calls where the compiler may not assume newer instructions. */
static inline float lower(float x) {
    float whole = (float)(int)x;
    return whole - (float)(whole > x);
}

static inline float larger(float a, float b) {
    return a > b ? a : b;
}

static inline float smaller(float a, float b) {
    return a < b ? a : b;
}

static float around(struct rng *r, float middle, float spread) { /* uniform */
    return middle + spread * (2.0f * rng_uniformf(r) - 1.0f);
}

static struct colour of_hue(float hue, float saturation, float value) {
    struct colour out;
    for (int k = 0; k < 3; k++) {
        float t = hue * 6.0f + (k == 0 ? 0.0f : k == 1 ? 4.0f : 2.0f);
        t -= 6.0f * lower(t / 6.0f);
        out.c[k] = value * (1.0f - saturation * clampf(1.0f - (fabsf(t - 3.0f) - 1.0f), 0.0f, 1.0f));
    }
    return out;
}

/* --- silhouettes: signed distance, below 0 inside; *part: on the second colour --- */

static inline float box(float x, float y, float w, float h, float round) {
    float dx = fabsf(x) - w + round, dy = fabsf(y) - h + round;
    float ox = dx > 0.0f ? dx : 0.0f, oy = dy > 0.0f ? dy : 0.0f;
    return sqrtf(ox * ox + oy * oy) + smaller(larger(dx, dy), 0.0f) - round;
}

static inline float disc(float x, float y, float r) {
    return sqrtf(x * x + y * y) - r;
}

/* Wider below by `spread` than above. */
static inline float trapezoid(float x, float y, float above, float below, float h) {
    float t = (y + h) / (2.0f * h);
    return larger(fabsf(x) - (above + (below - above) * clampf(t, 0.0f, 1.0f)), fabsf(y) - h);
}

static float star(float x, float y, float inner) {
    float angle = atan2f(x, -y), sector = TURN / 5.0f;
    angle = fabsf(angle - sector * lower(angle / sector + 0.5f));
    float r = sqrtf(x * x + y * y), px = r * sinf(angle), py = r * cosf(angle);
    float qx = 0.95f * inner * 0.5878f, qy = 0.95f * inner * 0.809f, nx = 0.95f - qy, ny = qx;
    return (px * nx + (py - 0.95f) * ny) / sqrtf(nx * nx + ny * ny);
}

/* Categories 0 to 5: one body, and something on it. s (3) proportions in 0..1. */
static float simple_silhouette(int category, const float *s, float x, float y, bool *part) {
    switch (category) {
    case 0: /* ball, with a band */
        *part = fabsf(y - 0.3f * (s[1] - 0.5f)) < 0.08f + 0.16f * s[2];
        return disc(x, y * (0.8f + 0.4f * s[0]), 0.82f);
    case 1: /* box, with a lid */
        *part = y < -0.25f - 0.3f * s[1];
        return box(x, y, 0.5f + 0.4f * s[0], 0.75f, 0.05f + 0.2f * s[2]);
    case 2: { /* bag, with a handle */
        float body = trapezoid(x, y - 0.25f, 0.35f + 0.3f * s[0], 0.8f, 0.6f);
        float handle = fabsf(disc(x, y + 0.35f, 0.28f + 0.2f * s[1])) - 0.07f - 0.06f * s[2];
        *part = handle < body;
        return smaller(body, handle);
    }
    case 3: /* ring, with a stone */
        *part = disc(x, y + 0.62f, 0.18f + 0.14f * s[1]) < 0.0f;
        return smaller(fabsf(disc(x, y, 0.62f)) - 0.1f - 0.16f * s[0], disc(x, y + 0.62f, 0.18f + 0.14f * s[1]));
    case 4: { /* cross */
        float w = 0.18f + 0.2f * s[0];
        *part = disc(x, y, 0.2f + 0.2f * s[1]) < 0.0f;
        return smaller(box(x, y, w, 0.85f, 0.04f), box(x, y + 0.2f * s[2], 0.8f, w, 0.04f));
    }
    default: /* star */
        *part = disc(x, y, 0.2f + 0.2f * s[1]) < 0.0f;
        return star(x, y, 0.4f + 0.35f * s[0]);
    }
}

/* Categories 6 to 11: put together from several bodies. */
static float joined_silhouette(int category, const float *s, float x, float y, bool *part) {
    switch (category) {
    case 6: { /* bottle: body, neck, cap */
        float neck = box(x, y + 0.55f, 0.12f + 0.12f * s[1], 0.4f, 0.03f);
        *part = y < -0.6f - 0.2f * s[2];
        return smaller(box(x, y - 0.3f, 0.32f + 0.22f * s[0], 0.62f, 0.14f), neck);
    }
    case 7: { /* mug: body and ear */
        float w = 0.42f + 0.14f * s[0], ear = fabsf(disc(x - w - 0.05f, y, 0.26f + 0.14f * s[1])) - 0.08f;
        float body = box(x + 0.1f, y, w, 0.55f + 0.25f * s[2], 0.06f);
        *part = body > 0.0f;
        return smaller(body, ear);
    }
    case 8: { /* boot: shaft, foot, sole */
        float shaft = box(x + 0.3f, y + 0.2f, 0.2f + 0.14f * s[0], 0.65f, 0.06f);
        float foot = box(x - 0.05f, y - 0.5f, 0.62f, 0.16f + 0.16f * s[1], 0.1f);
        *part = y > 0.5f + 0.12f * s[2];
        return smaller(shaft, foot);
    }
    case 9: { /* lamp: shade, stick, foot */
        float shade = trapezoid(x, y + 0.4f, 0.15f + 0.3f * s[0], 0.75f, 0.25f + 0.2f * s[1]);
        float stick =
            smaller(box(x, y - 0.3f, 0.07f, 0.55f, 0.01f), box(x, y - 0.82f, 0.25f + 0.3f * s[2], 0.09f, 0.03f));
        *part = stick < shade;
        return smaller(shade, stick);
    }
    case 10: { /* hourglass */
        float waist = 0.12f + 0.25f * s[0], lid = box(x, fabsf(y) - 0.82f, 0.7f, 0.09f + 0.07f * s[1], 0.02f);
        float glass = larger(fabsf(x) - waist - (0.35f + 0.3f * s[2]) * fabsf(y), fabsf(y) - 0.8f);
        *part = lid < 0.0f;
        return smaller(glass, lid);
    }
    default: { /* leaf, with a stem */
        float bow = 0.35f + 0.5f * s[0], r = (0.72f * 0.72f + bow * bow) / (2.0f * bow);
        float blade = larger(disc(x - r + bow, y + 0.15f, r), disc(x + r - bow, y + 0.15f, r));
        float stem = box(x, y - 0.7f, 0.05f + 0.06f * s[1], 0.25f, 0.02f);
        *part = stem < blade || fabsf(x) < 0.03f + 0.05f * s[2];
        return smaller(blade, stem);
    }
    }
}

static float silhouette(const struct thing *t, float x, float y, bool *part) {
    return t->category < 6 ? simple_silhouette(t->category, t->shape, x, y, part)
                           : joined_silhouette(t->category, t->shape, x, y, part);
}

/* Share of the accent at a point, 0 or 1 but for waves. */
static float texture_at(const struct thing *t, float x, float y) {
    float u = (x * t->cosine + y * t->sine) * t->frequency + t->phase;
    float v = (y * t->cosine - x * t->sine) * t->frequency;
    float fu = u - lower(u), fv = v - lower(v);
    switch (t->texture) {
    case 0: /* plain, from light to dark */
        return clampf(0.5f + 0.35f * (x * t->cosine + y * t->sine), 0.0f, 1.0f) * 0.45f;
    case 1: /* stripes */
        return fu < t->duty;
    case 2: /* dots */
        return (fu - 0.5f) * (fu - 0.5f) + (fv - 0.5f) * (fv - 0.5f) < 0.2f * t->duty;
    case 3: /* checks */
        return (fu < 0.5f) != (fv < 0.5f);
    case 4: /* grid */
        return fu < 0.3f * t->duty + 0.1f || fv < 0.3f * t->duty + 0.1f;
    case 5: { /* of a new style: zigzag */
        float zigzag = u + 0.9f * fabsf(fv - 0.5f);
        return zigzag - lower(zigzag) < t->duty;
    }
    default: { /* of a new style: rings */
        float r = sqrtf(x * x + y * y) * t->frequency + t->phase;
        return r - lower(r) < t->duty;
    }
    }
}

/* --- what is on the picture --- */

static void design_thing(const struct images *im, int design, struct thing *t) {
    struct rng r = rng_of(im->key.design, (uint64_t)design, 0);
    int look = im->look[design];
    float hue = ((float)image_colour(look) + 0.6f * (rng_uniformf(&r) - 0.5f)) / IMAGE_COLOURS;
    float angle = TURN * 0.5f * rng_uniformf(&r);
    t->category = image_category(look);
    t->texture = image_texture(look);
    for (int k = 0; k < 3; k++)
        t->shape[k] = rng_uniformf(&r);
    t->frequency = around(&r, 2.4f, 1.1f);
    t->cosine = cosf(angle);
    t->sine = sinf(angle);
    t->phase = rng_uniformf(&r);
    t->duty = around(&r, 0.5f, 0.22f);
    t->base = of_hue(hue, around(&r, 0.68f, 0.25f), around(&r, 0.75f, 0.2f));
    float far = rng_uniformf(&r);
    t->accent = of_hue(hue + 0.15f + 0.7f * far, around(&r, 0.5f, 0.45f), around(&r, 0.6f, 0.4f));
    t->part = of_hue(rng_uniformf(&r), around(&r, 0.5f, 0.45f), around(&r, 0.5f, 0.4f));
}

/* What one maker changes of a design. */
static void product_thing(const struct images *im, int product, struct thing *t) {
    struct rng r = rng_of(im->key.product, (uint64_t)product, 0);
    design_thing(im, im->design[product], t);
    for (int k = 0; k < 3; k++)
        t->shape[k] = clampf(around(&r, t->shape[k], 0.14f), 0.0f, 1.0f);
    t->frequency *= around(&r, 1.0f, 0.14f);
    t->duty = clampf(around(&r, t->duty, 0.08f), 0.15f, 0.85f);
    for (int k = 0; k < 3; k++) {
        t->base.c[k] = clampf(around(&r, t->base.c[k], 0.07f), 0.0f, 1.0f);
        t->accent.c[k] = clampf(around(&r, t->accent.c[k], 0.1f), 0.0f, 1.0f);
        t->part.c[k] = clampf(around(&r, t->part.c[k], 0.12f), 0.0f, 1.0f);
    }
}

/* The thing turned by `angle`, seen narrower by `narrow`, of half height `size`, moved by x, y (picture is -1..1). */
static void pose(struct scene *s, float angle, float size, float narrow, float x, float y) {
    float c = cosf(angle), n = sinf(angle);
    s->inverse[0] = c / (size * narrow);
    s->inverse[1] = n / (size * narrow);
    s->inverse[2] = -n / size;
    s->inverse[3] = c / size;
    s->x = x;
    s->y = y;
    s->scale = size * sqrtf(narrow);
}

static void catalogue_scene(struct rng *r, struct scene *s) {
    *s = (struct scene){.noise = 0.006f, .gain = {1.0f, 1.0f, 1.0f}, .shade = 0.1f};
    float angle = around(r, 0.0f, 0.14f), size = around(r, 0.78f, 0.08f), narrow = around(r, 0.97f, 0.03f);
    pose(s, angle, size, narrow, around(r, 0.0f, 0.06f), around(r, 0.0f, 0.06f));
    float light = around(r, 0.93f, 0.05f);
    for (int k = 0; k < 3; k++)
        s->ground.c[k] = around(r, light, 0.02f);
    for (int k = 0; k < 3; k++)
        s->gain[k] = around(r, 1.0f, 0.03f);
}

static struct colour any_colour(struct rng *r) {
    float hue = rng_uniformf(r), saturation = rng_uniformf(r);
    return of_hue(hue, 0.85f * saturation, around(r, 0.5f, 0.42f));
}

static void clutter(struct rng *r, struct scene *s, float gap) {
    s->ground = any_colour(r);
    s->other_ground = any_colour(r);
    float angle = TURN * rng_uniformf(r), wave = around(r, 2.0f, 1.5f);
    s->ground_x = wave * cosf(angle);
    s->ground_y = wave * sinf(angle);
    s->ground_phase = rng_uniformf(r);
    s->spots = (int)(clampf(gap, 0.0f, 1.5f) * around(r, 3.0f, 1.6f));
    s->spots = s->spots > BLOBS ? BLOBS : s->spots;
    s->in_front = s->spots > 0 && rng_uniformf(r) < 0.25f * gap;
    for (int i = 0; i < s->spots; i++) {
        bool front = i >= s->spots - s->in_front;
        float where = TURN * rng_uniformf(r), far = front ? around(r, 0.75f, 0.15f) : around(r, 0.85f, 0.3f);
        s->spot[i] = (struct spot){.x = far * cosf(where),
                                   .y = far * sinf(where),
                                   .r = front ? around(r, 0.25f, 0.08f) : around(r, 0.34f, 0.16f),
                                   .flat = rng_uniformf(r) < 0.5f ? 1.0f : 0.0f,
                                   .colour = any_colour(r)};
    }
}

static void camera(struct rng *user, struct rng *r, struct scene *s, float gap, float drift) {
    float light = around(r, 0.9f, 0.3f * gap);
    for (int k = 0; k < 3; k++) {
        float cast = around(user, 0.0f, 0.07f) + around(r, 0.0f, 0.1f);
        s->gain[k] = light * (1.0f + gap * cast);
    }
    s->slope_x = around(r, 0.0f, 0.25f * gap);
    s->slope_y = around(r, 0.0f, 0.25f * gap);
    s->noise = 0.006f + gap * (0.02f + 0.03f * rng_uniformf(user));
    s->blurred = rng_uniformf(r) < 0.3f * gap;
    if (drift > 0.0f) { /* a sensor that sees warm and dark, and not sharply */
        static const float warm[3] = {0.35f, -0.05f, -0.5f};
        for (int k = 0; k < 3; k++)
            s->gain[k] *= (1.0f - 0.35f * drift) * (1.0f + drift * warm[k]);
        s->noise += 0.05f * drift;
        s->blurred |= rng_uniformf(r) < drift;
    }
}

/* --- drawing --- */

static void mix(float out[3], const struct colour *with, float share) {
    for (int k = 0; k < 3; k++)
        out[k] += share * (with->c[k] - out[k]);
}

static inline float cover_of(float distance, float edge) {
    return clampf(0.5f - distance * edge, 0.0f, 1.0f);
}

static void draw_spots(const struct scene *s, int from, int to, float px, float py, float out[3]) {
    for (int i = from; i < to; i++) {
        const struct spot *b = &s->spot[i];
        float dx = px - b->x, dy = py - b->y, reach = b->r + 0.04f;
        if (dx > reach || dx < -reach || dy > reach || dy < -reach)
            continue;
        float d = b->flat > 0.0f ? larger(fabsf(dx), fabsf(dy)) - b->r : disc(dx, dy, b->r);
        if (d < 0.04f)
            mix(out, &b->colour, cover_of(d, IMAGE_SIDE / 2.0f));
    }
}

static void draw_pixel(const struct thing *t, const struct scene *s, float px, float py, float out[3]) {
    memcpy(out, s->ground.c, sizeof s->ground.c);
    if (s->ground_x != 0.0f || s->ground_y != 0.0f) {
        float u = px * s->ground_x + py * s->ground_y + s->ground_phase;
        mix(out, &s->other_ground, 2.0f * fabsf(u - lower(u) - 0.5f));
    }
    draw_spots(s, 0, s->spots - s->in_front, px, py, out);
    float dx = px - s->x, dy = py - s->y;
    float x = s->inverse[0] * dx + s->inverse[1] * dy, y = s->inverse[2] * dx + s->inverse[3] * dy;
    bool part = false;
    float d = x * x + y * y < 1.7f ? silhouette(t, x, y, &part) : 1.0f;
    float cover = cover_of(d, s->scale * IMAGE_SIDE / 2.0f);
    if (cover > 0.0f) {
        struct colour c = part ? t->part : t->base;
        if (!part)
            mix(c.c, &t->accent, texture_at(t, x, y));
        float light = 1.0f - s->shade * (x + y);
        for (int k = 0; k < 3; k++)
            c.c[k] *= light;
        mix(out, &c, cover);
    }
    draw_spots(s, s->spots - s->in_front, s->spots, px, py, out);
    float light = 1.0f + s->slope_x * px + s->slope_y * py;
    for (int k = 0; k < 3; k++)
        out[k] *= light * s->gain[k];
}

/* A box of three by three; at the borders what is there of it. */
static void blur(float *image, const float *from) {
    for (int y = 0; y < IMAGE_SIDE; y++)
        for (int x = 0; x < IMAGE_SIDE; x++) {
            int up = y > 0 ? -IMAGE_SIDE * 3 : 0, down = y < IMAGE_SIDE - 1 ? IMAGE_SIDE * 3 : 0;
            int left = x > 0 ? -3 : 0, right = x < IMAGE_SIDE - 1 ? 3 : 0;
            const float *at = from + (y * IMAGE_SIDE + x) * 3;
            for (int k = 0; k < 3; k++, at++)
                image[(y * IMAGE_SIDE + x) * 3 + k] = 0.2f * (at[0] + at[up] + at[down] + at[left] + at[right]);
        }
}

/* Grain: one word a pixel, three near-normal values of unit variance from its bytes; then all channels abreast. */
static void develop(const float *image, float noise, struct rng *grain, uint8_t *restrict rgb) {
    float g[IMAGE_BYTES];
    for (int i = 0; i < IMAGE_BYTES; i += 3) {
        uint32_t w = rng_u32(grain);
        float a = (float)(w & 255), b = (float)(w >> 8 & 255), c = (float)(w >> 16 & 255), d = (float)(w >> 24);
        g[i] = a + b - c - d;
        g[i + 1] = a - b + c - d;
        g[i + 2] = a - b - c + d;
    }
#pragma omp simd
    for (int i = 0; i < IMAGE_BYTES; i++) {
        float light = image[i] + noise * g[i] * (1.0f / 147.8f);
        rgb[i] = (uint8_t)(clampf(light, 0.0f, 1.0f) * 255.0f + 0.5f);
    }
}

static void draw(const struct thing *t, struct scene *s, uint8_t *rgb) {
    float image[IMAGE_BYTES], sharp[IMAGE_BYTES];
    for (int y = 0; y < IMAGE_SIDE; y++)
        for (int x = 0; x < IMAGE_SIDE; x++)
            draw_pixel(t, s, ((float)x + 0.5f) * (2.0f / IMAGE_SIDE) - 1.0f,
                       ((float)y + 0.5f) * (2.0f / IMAGE_SIDE) - 1.0f, image + (y * IMAGE_SIDE + x) * 3);
    if (s->blurred) {
        memcpy(sharp, image, sizeof sharp);
        blur(image, sharp);
    }
    develop(image, s->noise, &s->grain, rgb);
}

/* A copied picture is the other seller's, cut and lit a little otherwise. */
static void copy_changes(struct rng *r, struct scene *s) {
    float zoom = around(r, 1.06f, 0.05f);
    for (int k = 0; k < 4; k++)
        s->inverse[k] /= zoom;
    s->scale *= zoom;
    s->x = zoom * s->x + around(r, 0.0f, 0.04f);
    s->y = zoom * s->y + around(r, 0.0f, 0.04f);
    float light = around(r, 1.0f, 0.06f);
    for (int k = 0; k < 3; k++)
        s->gain[k] *= light;
}

void images_draw_item(const struct images *im, int item, uint8_t *rgb) {
    int from = im->copies[item] >= 0 ? im->copies[item] : item;
    struct rng r = rng_of(im->key.view, (uint64_t)from, 0), copy = rng_of(im->key.copy, (uint64_t)item, 0);
    struct thing thing;
    struct scene scene;
    product_thing(im, im->product[from], &thing);
    catalogue_scene(&r, &scene);
    if (from != item)
        copy_changes(&copy, &scene);
    scene.grain = rng_of(im->key.copy, (uint64_t)item, 1);
    draw(&thing, &scene, rgb);
}

void images_draw_photo(const struct images *im, const struct photo *photo, uint8_t *rgb) {
    struct rng shot = rng_of(im->key.shot, (uint64_t)photo->shot, 0);
    struct rng crop = rng_of(im->key.crop, (uint64_t)photo->shot, (uint32_t)photo->crop);
    struct rng user = rng_of(im->key.user, (uint64_t)photo->user, 0);
    float gap = usual_gap * im->params.camera_gap;
    struct thing thing;
    struct scene scene;
    product_thing(im, photo->product, &thing);
    catalogue_scene(&shot, &scene);
    if (gap > 0.0f) {
        float angle = 0.55f * gap * (float)rng_normal(&shot), size = 0.78f - 0.16f * gap * rng_uniformf(&shot);
        float narrow = 1.0f - clampf(0.4f * gap * rng_uniformf(&shot), 0.0f, 0.7f);
        float cut = 1.0f + 0.1f * gap * rng_uniformf(&crop), shift = 0.14f * gap;
        pose(&scene, angle, larger(size * cut, 0.3f), narrow, around(&crop, 0.0f, shift), around(&crop, 0.0f, shift));
        clutter(&shot, &scene, gap);
        camera(&user, &shot, &scene, gap, photo->time >= im->drift.camera_day ? im->drift.camera : 0.0f);
    }
    scene.grain = crop;
    draw(&thing, &scene, rgb);
}
