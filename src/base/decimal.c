#include "base/decimal.h"

#include <float.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

enum { FIELD_MAX = 400 };

static const char *by_strtod(const char *p, const char *end, double *value) {
    char field[FIELD_MAX], *stop;
    size_t n = 0;
    while (p + n < end && n < sizeof field - 1 && p[n] != ',' && p[n] != '\n')
        n++;
    memcpy(field, p, n);
    field[n] = '\0';
    *value = strtod(field, &stop);
    return stop == field ? NULL : p + (stop - field);
}

/* digits * 10^exponent to the nearest double, when that can be had from one division or multiplication in the wide
 * format: both operands are exact there, so the result is off by less than half its last place, and rounding it again
 * is right unless it lies on the very middle between two doubles (Clinger 1990, with more bits). */
static bool scaled(uint64_t digits, int exponent, double *value) {
#if LDBL_MANT_DIG == 64
    static const long double tens[] = {1e0L,  1e1L,  1e2L,  1e3L,  1e4L,  1e5L,  1e6L,  1e7L,  1e8L,  1e9L,
                                       1e10L, 1e11L, 1e12L, 1e13L, 1e14L, 1e15L, 1e16L, 1e17L, 1e18L, 1e19L,
                                       1e20L, 1e21L, 1e22L, 1e23L, 1e24L, 1e25L, 1e26L, 1e27L};
    if (exponent < -27 || exponent > 27)
        return false;
    long double wide = exponent < 0 ? (long double)digits / tens[-exponent] : (long double)digits * tens[exponent];
    uint64_t bits;
    memcpy(&bits, &wide, sizeof bits); /* the 64 bits of the mantissa come first */
    *value = (double)wide;
    return (bits & 0x7ff) != 0x400;
#else
    (void)digits, (void)exponent, (void)value;
    return false;
#endif
}

static inline bool is_digit(const char *p, const char *end) {
    return p < end && (unsigned)(*p - '0') < 10;
}

const char *decimal_read(const char *p, const char *end, double *value) {
    while (p < end && (*p == ' ' || *p == '\t'))
        p++;
    const char *start = p;
    uint64_t digits = 0;
    int many = 0, exponent = 0, sign = p < end && *p == '-' ? -1 : 1;
    p += p < end && (*p == '-' || *p == '+');
    const char *first = p;
    for (; is_digit(p, end); p++, many += many > 0 || digits > 0)
        digits = digits * 10 + (unsigned)(*p - '0');
    int whole = (int)(p - first), fraction = 0;
    if (p < end && *p == '.') {
        for (p++; is_digit(p, end); p++, fraction++, many += many > 0 || digits > 0)
            digits = digits * 10 + (unsigned)(*p - '0');
        exponent = -fraction;
    }
    if (whole + fraction > 0 && p < end && (*p | 32) == 'e') {
        const char *e = p + 1;
        bool down = e < end && *e == '-';
        int power = 0;
        e += e < end && (*e == '-' || *e == '+');
        if (is_digit(e, end)) {
            for (; is_digit(e, end); e++)
                power = power < 10000 ? power * 10 + (*e - '0') : power;
            exponent += down ? -power : power;
            p = e;
        }
    }
    /* Infinities, hexadecimal and numbers that no double is near to are rare enough for the library. */
    if (whole + fraction == 0 || many > 19 || whole > 1000 || fraction > 1000 || (p < end && (*p | 32) == 'x') ||
        !scaled(digits, exponent, value))
        return by_strtod(start, end, value);
    *value *= sign;
    return p;
}
