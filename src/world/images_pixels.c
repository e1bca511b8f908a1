/* images_pixels.c - what is done with a picture alone, whatever is on it: training's changes, a decoder's mistake, the
 * histogram of the trivial rule, the print by which copies are found. */
#include "base/rng.h"
#include "world/images.h"

#include <math.h>
#include <string.h>

enum { SIDE = IMAGE_SIDE, SPOTS = 4 };

static float around(struct rng *r, float middle, float spread) {
    return middle + spread * (2.0f * rng_uniformf(r) - 1.0f);
}

static inline float clampf(float x, float low, float high) {
    return x < low ? low : x > high ? high : x;
}

static inline float lower(float x) { /* floorf is a call where the compiler may not assume newer instructions */
    float whole = (float)(int)x;
    return whole - (float)(whole > x);
}

/* The colour of the four corners and how much they differ: a plain ground can be told from what stands on it. */
struct ground {
    float colour[3];
    bool plain;
};

static struct ground ground_of(const uint8_t *in) {
    static const int corner[4] = {0, SIDE - 1, SIDE * (SIDE - 1), SIDE * SIDE - 1};
    struct ground g = {{0.0f, 0.0f, 0.0f}, true};
    float low[3] = {255.0f, 255.0f, 255.0f}, high[3] = {0.0f, 0.0f, 0.0f};
    for (int c = 0; c < 4; c++)
        for (int k = 0; k < 3; k++) {
            float v = (float)in[3 * corner[c] + k];
            g.colour[k] += 0.25f * v;
            low[k] = fminf(low[k], v);
            high[k] = fmaxf(high[k], v);
        }
    for (int k = 0; k < 3; k++)
        g.plain &= high[k] - low[k] < 24.0f;
    return g;
}

struct change {
    float map[4], x, y; /* from the new picture to the old, both -1..1 */
    float gain[3], slope_x, slope_y, noise;
    bool replace; /* the ground by a wave of two colours */
    float ground[2][3], wave_x, wave_y, phase;
    int spots;
    struct {
        float x, y, r, colour[3];
    } spot[SPOTS];
};

static void draw_change(struct change *c, struct rng *r, float strength, bool plain) {
    float angle = 0.55f * strength * (float)rng_normal(r), size = 1.0f - 0.22f * strength * rng_uniformf(r);
    float narrow = 1.0f - clampf(0.35f * strength * rng_uniformf(r), 0.0f, 0.6f);
    float co = cosf(angle), si = sinf(angle);
    size *= around(r, 1.0f, 0.08f * strength);
    c->map[0] = co / (size * narrow);
    c->map[1] = si / (size * narrow);
    c->map[2] = -si / size;
    c->map[3] = co / size;
    c->x = around(r, 0.0f, 0.15f * strength);
    c->y = around(r, 0.0f, 0.15f * strength);
    float light = around(r, 1.0f - 0.08f * strength, 0.3f * strength);
    for (int k = 0; k < 3; k++)
        c->gain[k] = light * around(r, 1.0f, 0.15f * strength);
    c->slope_x = around(r, 0.0f, 0.25f * strength);
    c->slope_y = around(r, 0.0f, 0.25f * strength);
    c->noise = 255.0f * 0.09f * strength * rng_uniformf(r);
    c->replace = plain && rng_uniformf(r) < 0.85f * strength;
    for (int i = 0; i < 6; i++)
        c->ground[i / 3][i % 3] = 255.0f * rng_uniformf(r);
    float where = 6.2831853f * rng_uniformf(r), wave = around(r, 2.0f, 1.5f);
    c->wave_x = wave * cosf(where);
    c->wave_y = wave * sinf(where);
    c->phase = rng_uniformf(r);
    c->spots = (int)((float)(SPOTS + 1) * clampf(strength, 0.0f, 1.0f) * rng_uniformf(r));
    for (int i = 0; i < c->spots; i++) {
        float at = 6.2831853f * rng_uniformf(r), far = around(r, 0.95f, 0.2f);
        c->spot[i].x = far * cosf(at);
        c->spot[i].y = far * sinf(at);
        c->spot[i].r = around(r, 0.28f, 0.12f);
        for (int k = 0; k < 3; k++)
            c->spot[i].colour[k] = 255.0f * rng_uniformf(r);
    }
}

/* Between the four pixels around; beyond the border the border's. x, y in 256ths of a pixel. */
static inline void sample(const uint8_t *in, int x, int y, float out[3]) {
    enum { LAST = (SIDE - 1) * 256 - 1 };
    x = x < 0 ? 0 : x > LAST ? LAST : x;
    y = y < 0 ? 0 : y > LAST ? LAST : y;
    int fx = x & 255, fy = y & 255;
    const uint8_t *a = in + 3 * ((y >> 8) * SIDE + (x >> 8)), *b = a + 3 * SIDE;
    for (int k = 0; k < 3; k++) {
        int above = (a[k] << 8) + fx * (a[k + 3] - a[k]), below = (b[k] << 8) + fx * (b[k + 3] - b[k]);
        out[k] = (float)((above << 8) + fy * (below - above)) * (1.0f / 65536.0f);
    }
}

static void put_ground(const struct change *c, const struct ground *g, float px, float py, bool outside, float v[3]) {
    float far = 0.0f;
    for (int k = 0; k < 3; k++)
        far = far > fabsf(v[k] - g->colour[k]) ? far : fabsf(v[k] - g->colour[k]);
    float share = outside ? 1.0f : clampf((30.0f - far) / 15.0f, 0.0f, 1.0f);
    if (share <= 0.0f)
        return;
    float u = px * c->wave_x + py * c->wave_y + c->phase, t = 2.0f * fabsf(u - lower(u) - 0.5f);
    for (int k = 0; k < 3; k++)
        v[k] += share * (c->ground[0][k] + t * (c->ground[1][k] - c->ground[0][k]) - v[k]);
}

/* One row, before its light. */
static void change_row(const struct change *c, const struct ground *g, const uint8_t *in, float py, float *row) {
    const float step = 2.0f / SIDE;
    for (int x = 0; x < SIDE; x++, row += 3) {
        float px = ((float)x + 0.5f) * step - 1.0f, dx = px - c->x, dy = py - c->y;
        float sx = c->map[0] * dx + c->map[1] * dy, sy = c->map[2] * dx + c->map[3] * dy;
        sample(in, (int)(((sx + 1.0f) * (SIDE / 2.0f) - 0.5f) * 256.0f),
               (int)(((sy + 1.0f) * (SIDE / 2.0f) - 0.5f) * 256.0f), row);
        if (c->replace)
            put_ground(c, g, px, py, fabsf(sx) > 1.0f || fabsf(sy) > 1.0f, row);
        for (int i = 0; i < c->spots; i++) {
            float ax = px - c->spot[i].x, ay = py - c->spot[i].y;
            if (ax * ax + ay * ay < c->spot[i].r * c->spot[i].r)
                memcpy(row, c->spot[i].colour, 3 * sizeof *row);
        }
    }
}

/* Light and grain: a byte of noise a value, evenly in -1..1. */
static void light_row(const struct change *c, const float *row, float py, const uint8_t *grain, uint8_t *rgb) {
    float light[3 * SIDE];
    for (int x = 0; x < SIDE; x++) {
        float slope = 1.0f + c->slope_x * (((float)x + 0.5f) * (2.0f / SIDE) - 1.0f) + c->slope_y * py;
        for (int k = 0; k < 3; k++)
            light[3 * x + k] = slope * c->gain[k];
    }
    for (int i = 0; i < 3 * SIDE; i++) {
        float v = row[i] * light[i] + c->noise * ((float)grain[i] * (2.0f / 255.0f) - 1.0f) + 0.5f;
        v = v > 0.0f ? v : 0.0f;
        rgb[i] = (uint8_t)(int)(v < 255.0f ? v : 255.0f);
    }
}

void image_augment(const struct image_change *change, uint64_t row, uint32_t round, const uint8_t *in, uint8_t *rgb) {
    if (change->strength <= 0.0f) {
        memcpy(rgb, in, IMAGE_BYTES);
        return;
    }
    struct rng r = rng_of(change->key, row, round);
    struct ground ground = ground_of(in);
    struct change c;
    draw_change(&c, &r, change->strength, ground.plain);
    for (int y = 0; y < SIDE; y++) {
        float values[3 * SIDE], py = ((float)y + 0.5f) * (2.0f / SIDE) - 1.0f;
        uint32_t grain[3 * SIDE / 4];
        for (int i = 0; i < 3 * SIDE / 4; i++)
            grain[i] = rng_u32(&r);
        change_row(&c, &ground, in, py, values);
        light_row(&c, values, py, (const uint8_t *)grain, rgb + (size_t)y * 3 * SIDE);
    }
}

void image_swap_colours(uint8_t *rgb) {
    for (int i = 0; i < SIDE * SIDE; i++) {
        uint8_t red = rgb[3 * i];
        rgb[3 * i] = rgb[3 * i + 2];
        rgb[3 * i + 2] = red;
    }
}

/* Four steps a colour; only the middle, where the thing most often is. */
void image_histogram(const uint8_t *rgb, float *histogram) {
    memset(histogram, 0, IMAGE_HISTOGRAM * sizeof *histogram);
    int first = SIDE / 4, last = SIDE - SIDE / 4, n = (last - first) * (last - first);
    for (int y = first; y < last; y++)
        for (int x = first; x < last; x++) {
            const uint8_t *p = rgb + 3 * (y * SIDE + x);
            histogram[(p[0] >> 6) * 16 + (p[1] >> 6) * 4 + (p[2] >> 6)] += 1.0f;
        }
    for (int i = 0; i < IMAGE_HISTOGRAM; i++)
        histogram[i] = sqrtf(histogram[i] / (float)n);
}

/* --- prints --- */

const float image_print_copy = 0.095f, image_print_tint = 0.004f;

static void border_of(const uint8_t *rgb, float ground[3]) {
    memset(ground, 0, 3 * sizeof *ground);
    for (int i = 0; i < SIDE; i++)
        for (int k = 0; k < 3; k++)
            ground[k] += (float)(rgb[3 * i + k] + rgb[3 * ((SIDE - 1) * SIDE + i) + k] + rgb[3 * i * SIDE + k] +
                                 rgb[3 * (i * SIDE + SIDE - 1) + k]);
    for (int k = 0; k < 3; k++)
        ground[k] = fmaxf(ground[k] / (4.0f * SIDE), 1.0f);
}

/* 1 where a pixel is not of the ground, 0 where it is. */
static float figure_at(const uint8_t *pixel, const float ground[3]) {
    float far = 0.0f;
    for (int k = 0; k < 3; k++)
        far = fmaxf(far, fabsf((float)pixel[k] - ground[k]));
    return clampf((far - 12.0f) / 24.0f, 0.0f, 1.0f);
}

/* Middle and spread of the figure, in pixels from the corner. */
static void frame_of(const uint8_t *rgb, const float ground[3], float *x, float *y, float *size) {
    float weight[SIDE * SIDE], all = 1e-3f, far = 0.0f;
    *x = *y = 1e-3f * (SIDE - 1) / 2.0f;
    for (int i = 0; i < SIDE * SIDE; i++) {
        weight[i] = figure_at(rgb + 3 * i, ground);
        all += weight[i];
        *x += weight[i] * (float)(i % SIDE);
        *y += weight[i] * (float)(i / SIDE);
    }
    *x /= all;
    *y /= all;
    for (int i = 0; i < SIDE * SIDE; i++) {
        float dx = (float)(i % SIDE) - *x, dy = (float)(i / SIDE) - *y;
        far += weight[i] * (dx * dx + dy * dy);
    }
    *size = fmaxf(sqrtf(far / all), 1.0f);
}

void image_print(const uint8_t *rgb, struct image_print *print) {
    const float reach = 3.4f; /* of the spread: what the frame shows */
    float ground[3], x, y;
    border_of(rgb, ground);
    frame_of(rgb, ground, &x, &y, &print->size);
    float step = reach * print->size / IMAGE_PRINT_SIDE, light = (ground[0] + ground[1] + ground[2]) / 3.0f;
    for (int j = 0; j < IMAGE_PRINT_SIDE; j++)
        for (int i = 0; i < IMAGE_PRINT_SIDE; i++) {
            float *pixel = print->pixel + 3 * (j * IMAGE_PRINT_SIDE + i), middle = (IMAGE_PRINT_SIDE - 1) / 2.0f;
            sample(rgb, (int)((x + step * ((float)i - middle)) * 256.0f),
                   (int)((y + step * ((float)j - middle)) * 256.0f), pixel);
            for (int k = 0; k < 3; k++)
                pixel[k] /= light;
        }
    print->tint[0] = logf(ground[0] / ground[1]);
    print->tint[1] = logf(ground[2] / ground[1]);
    print->x = x - (SIDE - 1) / 2.0f;
    print->y = y - (SIDE - 1) / 2.0f;
}

float image_print_distance(const struct image_print *a, const struct image_print *b) {
    const float moved = 1.2f, zoomed = 1.16f; /* pixels, times: more is another picture */
    float zoom = a->size / b->size, sum = 0.0f;
    if (fabsf(a->tint[0] - b->tint[0]) > image_print_tint || fabsf(a->tint[1] - b->tint[1]) > image_print_tint ||
        zoom > zoomed || zoom < 1.0f / zoomed || fabsf(a->x - zoom * b->x) > moved || fabsf(a->y - zoom * b->y) > moved)
        return INFINITY;
    for (int i = 0; i < IMAGE_PRINT; i++)
        sum += (a->pixel[i] - b->pixel[i]) * (a->pixel[i] - b->pixel[i]);
    return sqrtf(sum / IMAGE_PRINT);
}
