/* The products of panel.h for any CPU: vectors of four floats, which most have and a compiler can do without. */
#define LANES        4
#define PRODUCT_ROWS 6
#define TABLE        panel_plain
#define NAME         "plain"
#include "num/panel_kernel.h"
