#include "num/int8_kernel.h"
#include "num/int8.h"

#include <string.h>

static void product_plain(int32_t *sums, const int16_t *x, const int8_t *w, int B, int L, int P) {
    for (int p = 0; p < P; p++, w += (size_t)L * 2 * INT8_PANEL)
        for (int i = 0; i < B; i++) {
            const int16_t *row = x + (size_t)i * 2 * (size_t)L;
            int32_t sum[INT8_PANEL] = {0};
            for (int l = 0; l < L; l++)
                for (int o = 0; o < INT8_PANEL; o++) {
                    const int8_t *pair = w + ((size_t)l * INT8_PANEL + (size_t)o) * 2;
                    sum[o] += pair[0] * row[2 * l] + pair[1] * row[2 * l + 1];
                }
            memcpy(sums + ((size_t)i * (size_t)P + (size_t)p) * INT8_PANEL, sum, sizeof sum);
        }
}
const struct int8_kernel int8_plain = {"plain", product_plain};

#if defined(__x86_64__)
const struct int8_kernel *const *int8_kernels(int *count) {
    static const struct int8_kernel *const all[] = {&int8_avx512, &int8_avx2, &int8_plain};
    int first =
        __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") && __builtin_cpu_supports("avx512vnni")
            ? 0
        : __builtin_cpu_supports("avx2") ? 1
                                         : 2;
    *count = 3 - first;
    return all + first;
}
#else
const struct int8_kernel *const *int8_kernels(int *count) {
    static const struct int8_kernel *const all[] = {&int8_plain};
    *count = 1;
    return all;
}
#endif
