/* history.h - a user's clicks before a moment. */
#ifndef WORLD_HISTORY_H
#define WORLD_HISTORY_H
#include "world/world.h"

/* How many of user's clicks came strictly before `time`: rows click_row[click_start[user] .. + result). */
static inline int64_t history_before(const struct log *log, int user, float time) {
    int64_t first = log->click_start[user], low = first, high = log->click_start[user + 1];
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (log->row_time[log->click_row[middle]] < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low - first;
}

/* The same of the rows that a user had, clicked or not; 0 where log.had_row is NULL. */
static inline int64_t had_before(const struct log *log, int user, float time) {
    if (!log->had_row)
        return 0;
    int64_t first = log->had_start[user], low = first, high = log->had_start[user + 1];
    while (low < high) {
        int64_t middle = (low + high) / 2;
        if (log->row_time[log->had_row[middle]] < time)
            low = middle + 1;
        else
            high = middle;
    }
    return low - first;
}

enum { LENGTH_BANDS = 6 };
static inline int length_band(float length_s) { /* to half a minute, 1, 2, 5, 10 minutes, longer */
    return (length_s > 30.0f) + (length_s > 60.0f) + (length_s > 120.0f) + (length_s > 300.0f) + (length_s > 600.0f);
}
#endif
