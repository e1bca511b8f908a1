#include "engine/choose.h"
#include "base/mem.h"
#include "base/rng.h"
#include "world/history.h"

#include <stdlib.h>

uint64_t lot_draw(uint64_t seed) {
    return rng_draw(seed, "evaluation.request");
}

struct lot lot_of(uint64_t draw, int user, int request) {
    struct rng rng = rng_of(draw, (uint64_t)user, 0);
    return (struct lot){rng_u64(&rng), request};
}

static int by_key(const void *a, const void *b) {
    const struct lot *x = a, *y = b;
    if (x->key != y->key)
        return x->key < y->key ? -1 : 1;
    return (x->request > y->request) - (x->request < y->request);
}

void lots_sort(struct lot *lots, int n) {
    qsort(lots, (size_t)n, sizeof *lots, by_key);
}

static int first_requests(const struct parts *p, uint64_t draw, struct lot *all, struct err *err) {
    const struct log *log = &p->log;
    uint8_t *had = mem_array((size_t)p->world.users, 1, err);
    int n = 0;
    for (int r = 0; had && r < log->requests; r++) {
        const struct request *request = &log->request[r];
        if (request->time < (float)(p->world.params.days - TEST_DAYS) || had[request->user])
            continue;
        had[request->user] = 1;
        all[n++] = lot_of(draw, request->user, r);
    }
    free(had);
    return n;
}

/* A log of a file: a row is a request. */
static int middle_requests(const struct parts *p, uint64_t draw, struct lot *all) {
    const struct log *log = &p->log;
    int n = 0;
    for (int user = 0; user < p->world.users; user++) {
        int64_t begin = log->had_start[user] + had_before(log, user, (float)(p->world.params.days - TEST_DAYS));
        int64_t end = log->had_start[user + 1];
        if (begin == end)
            continue;
        int32_t middle = log->had_row[begin + (end - begin) / 2];
        if (choose_relevant(p, &log->request[middle], NULL, 1) > 0)
            all[n++] = lot_of(draw, user, middle);
    }
    return n;
}

int choose_requests(const struct parts *p, uint64_t seed, int32_t *chosen, int most, struct err *err) {
    uint64_t draw = lot_draw(seed);
    struct lot *all = mem_array((size_t)p->log.requests, sizeof *all, err);
    if (!all)
        return -1;
    int n = p->world.truth ? first_requests(p, draw, all, err) : middle_requests(p, draw, all);
    lots_sort(all, n);
    n = n < most ? n : most;
    for (int i = 0; i < n; i++)
        chosen[i] = all[i].request;
    free(all);
    return err->code == ERR_NONE ? n : -1;
}

static bool had_among(const struct log *log, const int32_t *row, int64_t n, int32_t item) {
    for (int64_t k = 0; k < n; k++)
        if (log->item[row[k]] == item)
            return true;
    return false;
}

int choose_relevant(const struct parts *p, const struct request *request, int32_t *relevant, int most) {
    const struct log *log = &p->log;
    const struct positive_rule rule = true_label_rule(p->world.params.kind);
    const int32_t *row = log->had_row + log->had_start[request->user];
    int64_t rows = log->had_start[request->user + 1] - log->had_start[request->user];
    int n = 0;
    for (int64_t k = had_before(log, request->user, request->time); k < rows && n < most; k++)
        if (log_positive(&p->world, log, row[k], &rule) && !had_among(log, row, k, log->item[row[k]])) {
            if (relevant)
                relevant[n] = log->item[row[k]];
            n++;
        }
    for (int i = n; relevant && i < most; i++)
        relevant[i] = -1;
    return n;
}
