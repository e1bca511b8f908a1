/* clock.h - time as an argument: monotonic for durations, wall for dates; frozen in tests. */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H
#include <stdint.h>

struct clock {
    int64_t (*monotonic_ns)(const struct clock *clock);
    int64_t (*wall_s)(const struct clock *clock); /* seconds since 1970, UTC */
    int64_t frozen_ns, frozen_wall_s;             /* what a frozen clock says; the owner moves them */
};

extern const struct clock clock_system;
struct clock clock_frozen(int64_t monotonic_ns, int64_t wall_s);

static inline int64_t clock_ns(const struct clock *clock) {
    return clock->monotonic_ns(clock);
}
static inline double clock_seconds_since(const struct clock *clock, int64_t start_ns) {
    return (double)(clock_ns(clock) - start_ns) * 1e-9;
}
static inline int64_t clock_wall(const struct clock *clock) {
    return clock->wall_s(clock);
}
#endif
