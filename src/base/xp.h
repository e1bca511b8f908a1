#ifndef XP_H
#define XP_H
#include <stdlib.h>
#include <string.h>
#include <stdio.h>
static inline double xp(const char *name, double def) {
    char b[64];
    snprintf(b, 64, "XP_%s", name);
    const char *v = getenv(b);
    return v ? atof(v) : def;
}
#endif
