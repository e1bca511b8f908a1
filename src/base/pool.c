#include "base/pool.h"
#include "base/mem.h"

#include <pthread.h>
#include <sched.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

struct pool {
    int threads;
    pthread_t *ids; /* threads - 1 */
    pthread_mutex_t lock;
    pthread_cond_t work, done;
    /* One loop: set under the lock, then `round` moves on. */
    atomic_uint round;
    pool_body body;
    void *arg;
    int shards;
    atomic_int next;    /* the next shard to take */
    atomic_int working; /* threads that have not finished this round */
    bool stop;
};

static void relax(void) {
#if defined(__x86_64__) || defined(__i386__)
    __builtin_ia32_pause();
#else
    sched_yield();
#endif
}

struct start {
    struct pool *pool;
    int worker;
};

static void take_shards(struct pool *pool, int worker) {
    for (;;) {
        int shard = atomic_fetch_add_explicit(&pool->next, 1, memory_order_relaxed);
        if (shard >= pool->shards)
            return;
        pool->body(pool->arg, shard, worker);
    }
}

/* Threads that share a core halve the speed of a round: give each its own, where the process may choose. */
static void pin(int worker) {
    cpu_set_t allowed, one;
    if (sched_getaffinity(0, sizeof allowed, &allowed) != 0 || CPU_COUNT(&allowed) < 2)
        return;
    int skip = worker % CPU_COUNT(&allowed);
    for (int cpu = 0; cpu < CPU_SETSIZE; cpu++) {
        if (!CPU_ISSET(cpu, &allowed) || skip-- > 0)
            continue;
        CPU_ZERO(&one);
        CPU_SET(cpu, &one);
        pthread_setaffinity_np(pthread_self(), sizeof one, &one); /* a refusal costs speed, nothing else */
        return;
    }
}

static void *thread_main(void *arg) {
    struct start start = *(struct start *)arg;
    free(arg);
    struct pool *pool = start.pool;
    pin(start.worker);
    unsigned seen = 0;
    for (;;) {
        /* Rounds follow each other within microseconds while a model trains: look a while before sleeping. */
        for (int spin = 0; spin < 2000 && atomic_load_explicit(&pool->round, memory_order_acquire) == seen; spin++)
            relax();
        pthread_mutex_lock(&pool->lock);
        while (atomic_load_explicit(&pool->round, memory_order_acquire) == seen && !pool->stop)
            pthread_cond_wait(&pool->work, &pool->lock);
        bool stop = pool->stop;
        seen = atomic_load_explicit(&pool->round, memory_order_acquire);
        pthread_mutex_unlock(&pool->lock);
        if (stop)
            return NULL;
        take_shards(pool, start.worker);
        if (atomic_fetch_sub_explicit(&pool->working, 1, memory_order_acq_rel) == 1) {
            pthread_mutex_lock(&pool->lock);
            pthread_cond_signal(&pool->done);
            pthread_mutex_unlock(&pool->lock);
        }
    }
}

int pool_cores(void) {
    long cores = sysconf(_SC_NPROCESSORS_ONLN);
    return cores < 1 ? 1 : (int)cores;
}

struct pool *pool_new(int threads, struct err *err) {
    if (threads == 0)
        threads = pool_cores() > 64 ? 64 : pool_cores();
    if (threads < 1 || threads > 64) {
        err_set(err, ERR_USAGE, "threads: %d is not in 1..64", threads);
        return NULL;
    }
    struct pool *pool = mem_must(1, sizeof *pool);
    pthread_mutex_init(&pool->lock, NULL);
    pthread_cond_init(&pool->work, NULL);
    pthread_cond_init(&pool->done, NULL);
    pool->ids = mem_must((size_t)threads, sizeof *pool->ids);
    pool->threads = 1;
    for (int worker = 1; worker < threads; worker++) {
        struct start *start = mem_must(1, sizeof *start);
        *start = (struct start){pool, worker};
        if (pthread_create(&pool->ids[worker - 1], NULL, thread_main, start) != 0) {
            free(start);
            pool_free(pool);
            err_set(err, ERR_MEMORY, "thread %d of %d could not be started", worker + 1, threads);
            return NULL;
        }
        pool->threads++;
    }
    return pool;
}

void pool_free(struct pool *pool) {
    if (!pool)
        return;
    pthread_mutex_lock(&pool->lock);
    pool->stop = true;
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);
    for (int i = 0; i < pool->threads - 1; i++)
        pthread_join(pool->ids[i], NULL);
    pthread_cond_destroy(&pool->done);
    pthread_cond_destroy(&pool->work);
    pthread_mutex_destroy(&pool->lock);
    free(pool->ids);
    free(pool);
}

int pool_threads(const struct pool *pool) {
    return pool->threads;
}

void pool_for(struct pool *pool, int shards, pool_body body, void *arg) {
    if (pool->threads == 1 || shards <= 1) {
        for (int shard = 0; shard < shards; shard++)
            body(arg, shard, 0);
        return;
    }
    pthread_mutex_lock(&pool->lock);
    pool->body = body;
    pool->arg = arg;
    pool->shards = shards;
    atomic_store_explicit(&pool->next, 0, memory_order_relaxed);
    atomic_store_explicit(&pool->working, pool->threads - 1, memory_order_relaxed);
    atomic_fetch_add_explicit(&pool->round, 1, memory_order_release);
    pthread_cond_broadcast(&pool->work);
    pthread_mutex_unlock(&pool->lock);

    take_shards(pool, 0);
    for (int spin = 0; spin < 2000 && atomic_load_explicit(&pool->working, memory_order_acquire) > 0; spin++)
        relax();
    pthread_mutex_lock(&pool->lock);
    while (atomic_load_explicit(&pool->working, memory_order_acquire) > 0)
        pthread_cond_wait(&pool->done, &pool->lock);
    pthread_mutex_unlock(&pool->lock);
}

enum { PIECE = 1 << 20 }; /* bytes: whole pages, several of them a thread */

struct copying {
    char *to;
    const char *from; /* NULL: zeros */
    size_t bytes;
};

static void copy_shard(void *arg, int shard, int worker) {
    const struct copying *c = arg;
    (void)worker;
    size_t at = (size_t)shard * PIECE, n = c->bytes - at < PIECE ? c->bytes - at : PIECE;
    if (c->from)
        memcpy(c->to + at, c->from + at, n);
    else
        memset(c->to + at, 0, n);
}

void pool_copy(struct pool *pool, void *to, const void *from, size_t bytes) {
    pool_for(pool, (int)((bytes + PIECE - 1) / PIECE), copy_shard, &(struct copying){to, from, bytes});
}

void pool_clear(struct pool *pool, void *to, size_t bytes) {
    pool_copy(pool, to, NULL, bytes);
}
