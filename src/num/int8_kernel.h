/* int8_kernel.h - the product inside int8 layers, one table for each kind of CPU. All give the same integers. */
#ifndef NUM_INT8_KERNEL_H
#define NUM_INT8_KERNEL_H
#include <stdint.h>

struct int8_kernel {
    const char *name;
    /* sums (B,P*16) = start (P*16; NULL: 0) + x (B,4S) . w (4S,P*16), packed as (P,S,16,4): for each panel of 16
     * outputs and each step of 4 inputs, the step's weights of the first output, of the second...
     * S is even; x <= 127; in each pair of inputs (first and second, third and fourth of a step) the weights of one
     * sign come to at most 129 in magnitude, so that two pairs fit 16 bits: 2 * 127 * 129 = 32766. */
    void (*product)(int32_t *sums, const int32_t *start, const uint8_t *x, const int8_t *w, int B, int S, int P);
};

extern const struct int8_kernel int8_plain; /* any CPU */
#if defined(__x86_64__)
extern const struct int8_kernel int8_avx2;
extern const struct int8_kernel int8_avx512; /* F, BW, VNNI */
#endif
/* All tables this CPU can run, best first, the plain one last; *count of them. */
const struct int8_kernel *const *int8_kernels(int *count);
#endif
