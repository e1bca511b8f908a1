#include "base/clock.h"

#include <time.h>

static int64_t system_monotonic(const struct clock *clock) {
    (void)clock;
    struct timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static int64_t system_wall(const struct clock *clock) {
    (void)clock;
    return (int64_t)time(NULL);
}

static int64_t frozen_monotonic(const struct clock *clock) {
    return clock->frozen_ns;
}

static int64_t frozen_wall(const struct clock *clock) {
    return clock->frozen_wall_s;
}

const struct clock clock_system = {.monotonic_ns = system_monotonic, .wall_s = system_wall};

struct clock clock_frozen(int64_t monotonic_ns, int64_t wall_s) {
    return (struct clock){frozen_monotonic, frozen_wall, monotonic_ns, wall_s};
}
