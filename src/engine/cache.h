/* cache.h - artefacts of the plan on disk: one file a key, whole or not there, bounded in bytes, shared by processes.
 * A file is written aside and renamed, never changed; the least recently used go first, by unlink, which leaves those
 * who have it mapped undisturbed. Only files named as this cache names them are ever touched. */
#ifndef ENGINE_CACHE_H
#define ENGINE_CACHE_H
#include "base/blob.h"

struct cache;
struct cache *cache_open(const char *folder, uint64_t bytes, struct err *err) MUST_USE; /* makes the folder */
void cache_close(struct cache *cache);
/* The artefact, mapped; NULL without an error when there is none or it was damaged (then it is removed). */
struct blob *cache_get(struct cache *cache, struct hash128 key);
/* Writes it and makes room. */
bool cache_put(struct cache *cache, struct hash128 key, const struct blob *blob, struct err *err) MUST_USE;
/* Bytes of all artefacts in the folder now. */
uint64_t cache_bytes(const struct cache *cache);
#endif
