/* Which table of kernels this CPU runs. */
#include "index/kernel.h"

#include <stdbool.h>

#if defined(__x86_64__)
static bool has_avx2(void) {
    return __builtin_cpu_supports("avx2") && __builtin_cpu_supports("fma");
}

static bool has_avx512(void) {
    return has_avx2() && __builtin_cpu_supports("avx512f") && __builtin_cpu_supports("avx512bw") &&
           __builtin_cpu_supports("avx512vl") && __builtin_cpu_supports("avx512vnni");
}

const struct kernels *const *kernels_all(int *count) {
    static const struct kernels *const all[] = {&kernels_avx512, &kernels_avx2, &kernels_plain};
    int first = has_avx512() ? 0 : has_avx2() ? 1 : 2;
    *count = 3 - first;
    return all + first;
}
#else
const struct kernels *const *kernels_all(int *count) {
    static const struct kernels *const all[] = {&kernels_plain};
    *count = 1;
    return all;
}
#endif
