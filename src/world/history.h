/* history.h - a user's clicks before a moment. */
#ifndef WORLD_HISTORY_H
#define WORLD_HISTORY_H
#include "world/world.h"

/* How many of the rows row[first..last), which are in time order, came strictly before `time`. */
static inline int64_t rows_before(const struct log *log, const int32_t *row, int64_t first, int64_t last, float time) {
    int64_t low = first;
    while (low < last) {
        int64_t middle = (low + last) / 2;
        if (log->row_time[row[middle]] < time)
            low = middle + 1;
        else
            last = middle;
    }
    return low - first;
}

/* How many of user's clicks came strictly before `time`: rows click_row[click_start[user] .. + result). */
static inline int64_t history_before(const struct log *log, int user, float time) {
    return rows_before(log, log->click_row, log->click_start[user], log->click_start[user + 1], time);
}

/* The same of the rows that a user had, clicked or not; 0 where log.had_row is NULL. */
static inline int64_t had_before(const struct log *log, int user, float time) {
    return log->had_row ? rows_before(log, log->had_row, log->had_start[user], log->had_start[user + 1], time) : 0;
}

enum { LENGTH_BANDS = 6 };
static inline int length_band(float length_s) { /* to half a minute, 1, 2, 5, 10 minutes, longer */
    return (length_s > 30.0f) + (length_s > 60.0f) + (length_s > 120.0f) + (length_s > 300.0f) + (length_s > 600.0f);
}
#endif
