/* The AVX-512 kernels on any CPU: their own source over SIMDe's emulation of the instructions. */
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>
#define KERNEL_EMULATED
#define kernels_avx512 kernels_emulated /* beside the native table, which the library has */
#include "index/kernel_avx512.c"
#undef kernels_avx512

#include "base/rng.h"

#include "../sums_u4.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

enum { ROWS = 9, WIDEST = 131 };

static void check_width(int D, const int8_t *codes, const int16_t *q) {
    for (int n = 0; n <= ROWS; n++) {
        int32_t sums[ROWS + 1];
        for (int i = 0; i <= ROWS; i++)
            sums[i] = 77;
        kernels_emulated.dots_i8(sums, codes, q, n, D);
        for (int i = 0; i < n; i++) {
            int32_t plain = 0;
            for (int d = 0; d < D; d++)
                plain += codes[i * D + d] * q[d];
            assert_int_equal(sums[i], plain);
        }
        assert_int_equal(sums[n], 77); /* nothing is written behind the end */
    }
}

static void test_integer_products_are_exact(void **state) {
    (void)state;
    struct rng rng = rng_of(5, 0, 0);
    int8_t codes[ROWS * WIDEST];
    int16_t q[WIDEST];
    for (int i = 0; i < ROWS * WIDEST; i++)
        codes[i] = (int8_t)((int)rng_below(&rng, 255) - 127);
    for (int d = 0; d < WIDEST; d++)
        q[d] = (int16_t)((int)rng_below(&rng, 65535) - 32767);
    for (int D = 1; D <= WIDEST; D++)
        check_width(D, codes, q);
}

/* The largest sum that sq8 lets happen: 127 D levels, all of one sign. */
static void test_largest_products_do_not_saturate(void **state) {
    (void)state;
    int8_t codes[ROWS * WIDEST];
    int16_t q[WIDEST];
    for (int sign = -1; sign <= 1; sign += 2) {
        for (int i = 0; i < ROWS * WIDEST; i++)
            codes[i] = (int8_t)(127 * sign);
        for (int d = 0; d < WIDEST; d++)
            q[d] = 32767;
        check_width(64, codes, q);
        check_width(WIDEST, codes, q);
    }
}

static void test_threshold_finds_all_and_only(void **state) {
    (void)state;
    enum { MOST = 53 };
    float scores[MOST];
    int32_t where[MOST];
    for (int i = 0; i < MOST; i++)
        scores[i] = (float)(i * 7 % 5);
    for (int n = 0; n <= MOST; n++)
        for (int bound = -1; bound <= 5; bound++) {
            int found = kernels_emulated.at_least(where, scores, (float)bound, n), expected = 0;
            for (int i = 0; i < n; i++)
                if (scores[i] >= (float)bound) {
                    assert_true(expected < found);
                    assert_int_equal(where[expected++], i);
                }
            assert_int_equal(found, expected);
        }
}

static void test_look_ups_of_four_bits(void **state) {
    (void)state;
    sums_u4_check(&kernels_emulated);
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_integer_products_are_exact),
        cmocka_unit_test(test_largest_products_do_not_saturate),
        cmocka_unit_test(test_threshold_finds_all_and_only),
        cmocka_unit_test(test_look_ups_of_four_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
