/* world_fixture.h - a feed world and its log for tests: 2,000 users, 3,000 items unless the test changes that. */
#ifndef WORLD_FIXTURE_H
#define WORLD_FIXTURE_H
#include "world/world.h"

#include <stdio.h>
#include <stdlib.h>

struct fixture {
    struct blob *world_blob, *log_blob;
    struct world world;
    struct log log;
};

static inline struct world_params fixture_params(uint64_t seed) {
    struct world_params p = world_defaults(WORLD_FEED);
    p.seed = seed;
    p.users = 2000;
    p.items = 3000;
    p.creators = 200;
    return p;
}

/* A little one, for what wants the parts of a funnel and nothing of their quality. */
static inline struct world_params fixture_little(uint64_t seed) {
    struct world_params p = fixture_params(seed);
    p.users = 300;
    p.items = 600;
    p.creators = 40;
    return p;
}

static inline struct fixture fixture_make(const struct world_params *params, int threads) {
    struct fixture f = {blob_new(), blob_new(), {.users = 0}, {.requests = 0}};
    struct err err = {0};
    struct progress progress = {0};
    struct pool *pool = pool_new(threads, &err);
    bool ok = pool && world_generate(params, pool, &progress, f.world_blob, &err);
    if (ok) {
        world_open(f.world_blob, &f.world);
        ok = log_generate(&f.world, pool, &progress, f.log_blob, &err);
    }
    if (!ok) {
        fprintf(stderr, "fixture: %s\n", err.message);
        abort();
    }
    log_open(f.log_blob, &f.log);
    pool_free(pool);
    return f;
}

static inline void fixture_free(struct fixture *f) {
    blob_free(f->world_blob);
    blob_free(f->log_blob);
}
#endif
