/* sums_u4.h - the look-ups of 4-bit codes of any table of kernels against the plainest loop. */
#ifndef TESTS_SUMS_U4_H
#define TESTS_SUMS_U4_H
#include "base/rng.h"
#include "index/kernel.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { U4_BLOCKS = 5, U4_WIDEST = 256 };

static void sums_u4_compare(const struct kernels *kernels, const uint8_t *codes, const uint8_t *levels, int n, int S,
                            unsigned least) {
    int32_t where[U4_BLOCKS * PQ_BLOCK + 1];
    uint16_t sums[U4_BLOCKS * PQ_BLOCK + 1];
    where[n * PQ_BLOCK] = 77;
    sums[n * PQ_BLOCK] = 77;
    int found = kernels->sums_u4(where, sums, codes, levels, n, S, least), expected = 0;
    for (int place = 0; place < n * PQ_BLOCK; place++) {
        unsigned sum = 0;
        for (int s = 0; s < S; s++) {
            unsigned two = codes[(place / PQ_BLOCK * S + s) * 16 + place % 16];
            sum += levels[16 * s + (int)(place % PQ_BLOCK < 16 ? two % 16 : two / 16)];
        }
        if (sum < least)
            continue;
        assert_true(expected < found);
        assert_int_equal(where[expected], place);
        assert_int_equal(sums[expected++], sum);
    }
    assert_int_equal(found, expected);
    assert_int_equal(where[n * PQ_BLOCK], 77); /* nothing is written behind the end */
    assert_int_equal(sums[n * PQ_BLOCK], 77);
}

/* Widths that fill no register, random levels and the largest there are, bounds that all, some and none reach. */
static void sums_u4_check(const struct kernels *kernels) {
    static const int widths[] = {2, 4, 6, 10, 32, 62, 64, U4_WIDEST};
    static uint8_t codes[U4_BLOCKS * U4_WIDEST * 16], levels[U4_WIDEST * 16];
    struct rng rng = rng_of(8, 0, 0);
    for (int largest = 0; largest < 2; largest++) {
        for (int i = 0; i < (int)sizeof codes; i++)
            codes[i] = (uint8_t)rng_below(&rng, 256);
        for (int i = 0; i < (int)sizeof levels; i++)
            levels[i] = (uint8_t)(largest ? 255 : rng_below(&rng, 256));
        for (int w = 0; w < (int)(sizeof widths / sizeof *widths); w++)
            for (int n = 0; n <= U4_BLOCKS; n++) {
                unsigned S = (unsigned)widths[w];
                const unsigned bounds[] = {0, 1, 100 * S, 127 * S, 128 * S, 150 * S, 255 * S, 255 * S + 1, 65535};
                for (int b = 0; b < (int)(sizeof bounds / sizeof *bounds); b++)
                    sums_u4_compare(kernels, codes, levels, n, widths[w], bounds[b]);
            }
    }
}
#endif
