#include "base/hash.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <xxhash.h>

uint64_t hash_64(const void *bytes, size_t n, uint64_t seed) {
    return XXH3_64bits_withSeed(bytes, n, seed);
}

struct hash128 hash_128(const void *bytes, size_t n) {
    XXH128_hash_t h = XXH3_128bits(bytes, n);
    return (struct hash128){h.low64, h.high64};
}

void hash_hex(struct hash128 h, char hex[33]) {
    snprintf(hex, 33, "%016" PRIx64 "%016" PRIx64, h.high, h.low);
}

struct hasher {
    XXH3_state_t *state;
};

struct hasher *hasher_new(void) {
    struct hasher *h = malloc(sizeof *h);
    if (!h || !(h->state = XXH3_createState()))
        abort();
    XXH3_128bits_reset(h->state);
    return h;
}

void hasher_bytes(struct hasher *h, const void *bytes, size_t n) {
    XXH3_128bits_update(h->state, bytes, n);
}

void hasher_text(struct hasher *h, const char *text) {
    hasher_bytes(h, text, strlen(text) + 1);
}

struct hash128 hasher_end(struct hasher *h) {
    XXH128_hash_t digest = XXH3_128bits_digest(h->state);
    XXH3_freeState(h->state);
    free(h);
    return (struct hash128){digest.low64, digest.high64};
}
