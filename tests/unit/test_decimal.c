/* Numbers against strtod, to the last bit. */
#include "base/decimal.h"
#include "base/rng.h"

#include <math.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

static uint64_t bits_of(double x) {
    uint64_t bits;
    memcpy(&bits, &x, sizeof bits);
    return bits;
}

/* `text`, of which the first `length` bytes may be read, with something else behind them. */
static void assert_as_strtod(const char *text, size_t length) {
    char alone[500], *stop;
    double value = 0.0;
    snprintf(alone, sizeof alone, "%.*s", (int)length, text);
    double want = strtod(alone, &stop);
    const char *behind = decimal_read(text, text + length, &value);
    if (stop == alone) {
        assert_null(behind);
        return;
    }
    assert_non_null(behind);
    assert_int_equal(behind - text, stop - alone);
    assert_true(bits_of(value) == bits_of(want) || (isnan(value) && isnan(want)));
}

static void forms_are_read_as_strtod_does(void **state) {
    (void)state;
    static const char *const texts[] = {"0",
                                        "-0",
                                        "+0.0",
                                        "1",
                                        "-17",
                                        "0.5",
                                        ".5",
                                        "5.",
                                        ".",
                                        "-",
                                        "",
                                        "e5",
                                        "1e",
                                        "1e+",
                                        "1e5",
                                        "1E-5",
                                        "2.5e+3x",
                                        "1e400",
                                        "1e-400",
                                        "4.9e-324",
                                        "1.7976931348623157e308",
                                        "9007199254740993",
                                        "9007199254740992.5",
                                        "inf",
                                        "-INF",
                                        "nan",
                                        "0x1p-3",
                                        "0x",
                                        "  1.5",
                                        "\t2",
                                        "1 2",
                                        "1,2",
                                        "1.5\n2",
                                        "000000000000000000000000000001.5",
                                        "0.00000000000000000000000000000123",
                                        "18446744073709551615",
                                        "18446744073709551616",
                                        "99999999999999999999",
                                        "1e99999999999",
                                        "0e99999999999",
                                        "1.e3",
                                        "1..2",
                                        "--1",
                                        "0.1",
                                        "0.30000000000000004",
                                        "1e22",
                                        "1e23",
                                        "1e27",
                                        "123456789012345678e-27",
                                        "8.5070591730234615847e37",
                                        "0.500000000000000166533453693773481063544750213623046875"};
    for (size_t i = 0; i < sizeof texts / sizeof *texts; i++)
        assert_as_strtod(texts[i], strlen(texts[i]));
    assert_as_strtod("0.123456", 4); /* what stands behind the end is not looked at */
    assert_as_strtod("1e5", 2);
    assert_as_strtod("-1", 1);
}

static void random_numbers_are_exact(void **state) {
    (void)state;
    struct rng r = rng_of(41, 0, 0);
    for (int i = 0; i < 300000; i++) {
        char text[64];
        uint64_t bits = rng_u64(&r);
        double any, share = rng_uniform(&r);
        memcpy(&any, &bits, sizeof any);
        switch (i % 5) {
        case 0:
            snprintf(text, sizeof text, "%.*g", 1 + i / 5 % 20, share);
            break;
        case 1:
            snprintf(text, sizeof text, "%.17g", any); /* of all magnitudes */
            break;
        case 2:
            snprintf(text, sizeof text, "%llu.%llu", (unsigned long long)(bits >> 50), (unsigned long long)bits >> 20);
            break;
        case 3:
            snprintf(text, sizeof text, "%llue%d", (unsigned long long)bits, (int)rng_below(&r, 70) - 35);
            break;
        default: /* beside the middle between two doubles, where rounding twice goes wrong */
            snprintf(text, sizeof text, "%lld", (long long)((bits >> 11 | 1ull << 52) * 2 + 1 + (i / 5 % 3 - 1)));
        }
        assert_as_strtod(text, strlen(text));
    }
}

int main(void) {
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(forms_are_read_as_strtod_does),
        cmocka_unit_test(random_numbers_are_exact),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
