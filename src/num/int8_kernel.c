#include "num/int8_kernel.h"
#include "num/int8.h"

#include <string.h>

static void product_plain(int32_t *sums, const int32_t *start, const uint8_t *x, const int8_t *w, int B, int S, int P) {
    for (int p = 0; p < P; p++, w += (size_t)S * INT8_STEP * INT8_PANEL)
        for (int i = 0; i < B; i++) {
            const uint8_t *row = x + (size_t)i * INT8_STEP * (size_t)S;
            int32_t sum[INT8_PANEL] = {0};
            if (start)
                memcpy(sum, start + (size_t)p * INT8_PANEL, sizeof sum);
            for (int s = 0; s < S; s++)
                for (int o = 0; o < INT8_PANEL; o++)
                    for (int k = 0; k < INT8_STEP; k++)
                        sum[o] += w[(s * INT8_PANEL + o) * INT8_STEP + k] * row[s * INT8_STEP + k];
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
