/* The products of panel.h with AVX2 and FMA: twelve of sixteen registers hold sums. */
#if defined(__x86_64__)
#pragma GCC target("avx2,fma")
#define LANES        8
#define PRODUCT_ROWS 6
#define TABLE        panel_avx2
#define NAME         "avx2"
#include "num/panel_kernel.h"
#endif
