/* The products of panel.h with AVX-512: sixteen of 32 registers hold sums; eight rows divide the blocks of a batch. */
#if defined(__x86_64__)
#ifndef PANEL_EMULATED /* a test compiles these loops for any CPU */
#pragma GCC target("avx2,fma,avx512f")
#endif
#define LANES        16
#define PRODUCT_ROWS 8
#define TABLE        panel_avx512
#define NAME         "avx512"
#include "num/panel_kernel.h"
#endif
