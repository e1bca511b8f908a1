/* The AVX-512 kernels on any CPU: their own source over SIMDe's emulation of the instructions. */
#define SIMDE_ENABLE_NATIVE_ALIASES
#include <simde/x86/avx512.h>
#define KERNEL_EMULATED
#define kernels_avx512 kernels_emulated /* beside the native table, which the library has */
#include "index/kernel_avx512.c"
#undef kernels_avx512

#include "base/rng.h"

#include "../scan_u8.h"
#include "../sums_u4.h"

#include <setjmp.h>
#include <stdarg.h>
#include <cmocka.h>

static void test_codes_of_eight_bits(void **state) {
    (void)state;
    scan_u8_check(&kernels_emulated);
}

static void test_interleaved_rows(void **state) {
    (void)state;
    products_check(&kernels_emulated);
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
        cmocka_unit_test(test_codes_of_eight_bits),
        cmocka_unit_test(test_interleaved_rows),
        cmocka_unit_test(test_threshold_finds_all_and_only),
        cmocka_unit_test(test_look_ups_of_four_bits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
