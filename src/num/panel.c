#include "num/panel.h"

#include <string.h>

#if defined(__x86_64__)
static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

const struct panel_kernels *const *panel_all(int *count) {
    static const struct panel_kernels *const all[] = {&panel_avx512, &panel_avx2, &panel_plain};
    int first = has_avx2() && __builtin_cpu_supports("avx512f") ? 0 : has_avx2() ? 1 : 2;
    *count = 3 - first;
    return all + first;
}
#else
const struct panel_kernels *const *panel_all(int *count) {
    static const struct panel_kernels *const all[] = {&panel_plain};
    *count = 1;
    return all;
}
#endif

/* Columns [at, at + n) of one panel. */
static void pack_part(float *to, int columns, const float *b, size_t b_k, size_t b_n, int K, int n) {
    for (int k = 0; k < K; k++, to += columns) {
        if (!b)
            memset(to, 0, (size_t)n * sizeof *to);
        else if (b_n == 1)
            memcpy(to, b + (size_t)k * b_k, (size_t)n * sizeof *to);
        else
            for (int c = 0; c < n; c++)
                to[c] = b[(size_t)k * b_k + (size_t)c * b_n];
    }
}

void panel_pack(float *packed, size_t panel, int columns, const float *b, size_t b_k, size_t b_n, int K, int first,
                int end) {
    for (int at = first, n; at < end; at += n) {
        int within = at % columns;
        n = columns - within < end - at ? columns - within : end - at;
        pack_part(packed + (size_t)(at / columns) * panel + within, columns, b ? b + (size_t)at * b_n : NULL, b_k, b_n,
                  K, n);
    }
}

struct panel_right panel_pack_all(float *packed, int columns, const float *b, size_t b_k, size_t b_n, int K, int N) {
    size_t panel = (size_t)K * (size_t)columns;
    panel_pack(packed, panel, columns, b, b_k, b_n, K, 0, N);
    panel_pack(packed, panel, columns, NULL, 0, 0, K, N, (N + columns - 1) / columns * columns);
    return (struct panel_right){packed, panel};
}

float *panel_pack_layer(float *packed, struct panel_right *ahead, struct panel_right *back, const float *w, int I,
                        int O, bool backward) {
    int columns = panel_best()->columns;
    *ahead = panel_pack_all(packed, columns, w, (size_t)O, 1, I, O);
    packed += panel_floats(I, O);
    if (backward)
        *back = panel_pack_all(packed, columns, w, 1, (size_t)O, O, I);
    return packed + panel_floats(O, I);
}
