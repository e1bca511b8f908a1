/* logged.h - a world that is only known by its log: a file of interactions as the columns that the engine trains on.
 * Nothing is hidden behind it: world.truth is false, and what asks the truth cannot be asked of it.
 * Life: interactions_read -> logged_world into a blob (the rows go with it) -> world_open -> logged_log into another.
 *
 * What a file does not say is the same for everything: country, age band, device, topic, content, quality. Every item
 * is its own creator, so that a cap on creators leaves lists as they are. An item is live from its first row on: before
 * that nobody could have known it.
 *
 * Time is rank: row r of R (in time order) stands at r * days / R, rows of one second together, so a day is a share of
 * the rows, whatever the calendar did in between; the last two days are the test window as in any log. Monotone: what
 * came before in the file comes before in the log, and nothing later is ever looked at. The hour is that of the clock
 * (UTC).
 *
 * Every row is a request of its own with one item at position 1. From `positive` on a rating is a positive: clicked,
 * liked, watched to the end (of LOGGED_LENGTH_S, so that any framing.label counts it); below, it is an impression
 * without a click. A file without ratings has positives alone. */
#ifndef WORLD_LOGGED_H
#define WORLD_LOGGED_H
#include "world/interactions.h"
#include "world/world.h"

#define LOGGED_LENGTH_S 3600.0f

/* ERR_USAGE when the file has less than a row a day. */
bool logged_world(const struct interactions *in, int days, float positive, struct blob *out, struct err *err) MUST_USE;
/* world: a view of what logged_world made. */
bool logged_log(const struct world *world, struct pool *pool, struct blob *out, struct err *err) MUST_USE;
#endif
