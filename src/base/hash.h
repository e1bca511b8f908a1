/* hash.h - XXH3: 64 bits for tables and seeds, 128 bits for the keys of artefacts. Not for secrets. */
#ifndef BASE_HASH_H
#define BASE_HASH_H
#include <stddef.h>
#include <stdint.h>

struct hash128 {
    uint64_t low, high;
};
struct hasher; /* a running XXH3-128 */

uint64_t hash_64(const void *bytes, size_t n, uint64_t seed);
struct hash128 hash_128(const void *bytes, size_t n);
void hash_hex(struct hash128 h, char hex[33]); /* 32 digits and a NUL */

struct hasher *hasher_new(void); /* never NULL */
void hasher_bytes(struct hasher *h, const void *bytes, size_t n);
void hasher_text(struct hasher *h, const char *text); /* with its NUL, so that "a","bc" and "ab","c" differ */
struct hash128 hasher_end(struct hasher *h);          /* frees h */
#endif
