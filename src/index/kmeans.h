/* kmeans.h - Lloyd's algorithm, twice: on directions for cells, on a few dimensions for sub-codes.
 * Same seed, same result for any number of threads: every cell adds its members in the order of their ids. */
#ifndef INDEX_KMEANS_H
#define INDEX_KMEANS_H
#include "base/pool.h"
#include "base/progress.h"
#include <stddef.h>
#include <stdint.h>

/* Spherical k-means (Dhillon and Modha 2001): centroids (C,D) of length one, a point belongs to the one of largest
 * inner product. points (N,D), 1 <= C <= N. Starts from C distinct points; a cell that loses all its points is given
 * the point that its own centroid serves worst. Costs O(rounds N C D). Progress moves from `from` to `to`. */
bool kmeans_cells(float *centroids, int C, const float *points, int N, int D, int rounds, uint64_t seed,
                  struct pool *pool, struct progress *progress, double from, double to, struct err *err) MUST_USE;

/* cell (N): the centroid of largest inner product, ties to the lower; score (N) is that product. */
bool kmeans_assign(int32_t *cell, float *score, const float *points, int N, const float *centroids, int C, int D,
                   struct pool *pool, struct progress *progress, double from, double to, struct err *err) MUST_USE;

/* Nearly the same after the centroids moved a little, at a fraction of the cost: members and start as kmeans_group has
 * them for the cells before. With thousands of cells only the 256 centroids nearest to the one a point had are
 * compared. */
bool kmeans_reassign(int32_t *cell, float *score, const int32_t *members, const int32_t *start, const float *points,
                     int N, const float *centroids, int C, int D, struct pool *pool, struct progress *progress,
                     double from, double to, struct err *err) MUST_USE;

/* members (N) and start (C+1): the ids of cell c are members[start[c] .. start[c+1]), ascending. */
void kmeans_group(int32_t *members, int32_t *start, const int32_t *cell, int N, int C);

/* Euclidean k-means of one narrow column block: centroids (16,W) of points (N, stride apart), single thread.
 * sums (16*(W+1)) is scratch. */
enum { KMEANS_CODES = 16 };
void kmeans_codes(float *centroids, const float *points, int N, size_t stride, int W, int rounds, uint64_t draw_key,
                  uint32_t block, double *sums);
/* The nearest of centroids (16,W) to x (W), ties to the lower. */
int kmeans_nearest_code(const float *centroids, const float *x, int W);
#endif
