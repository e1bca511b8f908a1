/* choose.h - which requests a design is evaluated on, and what was relevant to them when only the log can tell.
 * Internal to engine/. */
#ifndef ENGINE_CHOOSE_H
#define ENGINE_CHOOSE_H
#include "engine/parts.h"

/* A request's place in an order that is drawn user by user, the same for every design. */
struct lot {
    uint64_t key;
    int32_t request;
};
uint64_t lot_draw(uint64_t seed);
struct lot lot_of(uint64_t draw, int user, int request);
void lots_sort(struct lot *lots, int n);

/* One request a user out of the test days, the users in an order that the seed decides: chosen (most), how many; -1
 * with err. A world with a truth: the user's first. A log alone: the middle one of the user's test rows, so that there
 * is a past to go by even for who came after the cut (over half in most files, when the cut is one for all) and a
 * future to find; users without a relevant item behind it are left out. */
int choose_requests(const struct parts *p, uint64_t seed, int32_t *chosen, int most, struct err *err) MUST_USE;
/* The relevant set of a request when only the log can tell: the items of the user's positives from the request on that
 * the user had not had before, in time order, each once. relevant (most), padded with -1; NULL: only count. */
int choose_relevant(const struct parts *p, const struct request *request, int32_t *relevant, int most);
#endif
