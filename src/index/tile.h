/* tile.h - products of six rows with sixteen packed columns, in registers: what nearest.c and flat.c are made of.
 * Panels are what nearest_pack makes. A product adds its dimensions in order. */
#ifndef INDEX_TILE_H
#define INDEX_TILE_H
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef float v8 __attribute__((vector_size(32)));
typedef float v8_any __attribute__((vector_size(32), aligned(4), may_alias)); /* at any address of a float */
typedef int32_t i8 __attribute__((vector_size(32)));
typedef int64_t i4 __attribute__((vector_size(32)));
#define INLINE static inline __attribute__((always_inline))

enum { TILE_ROWS = 6, TILE_COLUMNS = 16 };

/* out (6,2): twelve sums, which with two halves of a column's panel is what sixteen registers hold. */
INLINE void tile_products(v8 *out, const float *const *x, const float *panel, int D) {
    const float *x0 = x[0], *x1 = x[1], *x2 = x[2], *x3 = x[3], *x4 = x[4], *x5 = x[5];
    v8 a0 = {0}, a1 = {0}, a2 = {0}, a3 = {0}, a4 = {0}, a5 = {0};
    v8 b0 = {0}, b1 = {0}, b2 = {0}, b3 = {0}, b4 = {0}, b5 = {0};
#define ROW(x, a, b)                                                                                                   \
    a += left * x[d];                                                                                                  \
    b += right * x[d]
#pragma GCC unroll 4
    for (int d = 0; d < D; d++, panel += TILE_COLUMNS) {
        v8 left = *(const v8_any *)panel, right = *(const v8_any *)(panel + 8);
        ROW(x0, a0, b0);
        ROW(x1, a1, b1);
        ROW(x2, a2, b2);
        ROW(x3, a3, b3);
        ROW(x4, a4, b4);
        ROW(x5, a5, b5);
    }
#undef ROW
    out[0] = a0, out[1] = b0, out[2] = a1, out[3] = b1, out[4] = a2, out[5] = b2;
    out[6] = a3, out[7] = b3, out[8] = a4, out[9] = b4, out[10] = a5, out[11] = b5;
}
/* True when any lane is set. */
INLINE bool tile_any(const i8 *lanes) {
    i4 wide = (i4)*lanes;
    return (wide[0] | wide[1] | wide[2] | wide[3]) != 0;
}
#endif
