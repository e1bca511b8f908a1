/* int8_kernel.h - the product inside int8_dense, one table for each kind of CPU. All give the same integers. */
#ifndef NUM_INT8_KERNEL_H
#define NUM_INT8_KERNEL_H
#include <stdint.h>

struct int8_kernel {
    const char *name;
    /* sums (B,P*16) = x (B,2L) . w (2L,P*16), packed as (P,L,16,2): for each panel of 16 outputs and each pair of
     * inputs, the pair's weights of the first output, of the second... Exact while 127 * 2L * max|x| < 2^31. */
    void (*product)(int32_t *sums, const int16_t *x, const int8_t *w, int B, int L, int P);
};

extern const struct int8_kernel int8_plain; /* any CPU */
#if defined(__x86_64__)
extern const struct int8_kernel int8_avx2;
extern const struct int8_kernel int8_avx512; /* F, BW, VNNI */
#endif
/* All tables this CPU can run, best first, the plain one last; *count of them. */
const struct int8_kernel *const *int8_kernels(int *count);
#endif
