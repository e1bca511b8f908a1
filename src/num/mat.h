/* mat.h - products of dense row-major float matrices: the one door to BLAS.
 * Life: mat_start once (again does no harm), then any product from any thread: OpenBLAS is held at one thread, because
 * shards run on our own pool, and because its own threads would change the numbers with their count.
 * Dims: M rows of the result, N its columns, K what is summed over. A product costs 2 M N K flop. `add`: c += instead
 * of c =. No operand may overlap c. */
#ifndef NUM_MAT_H
#define NUM_MAT_H
#include "base/err.h"

/* Refuses (ERR_USAGE) an OpenBLAS that was built without threads: it gives wrong products when several threads call it.
 */
bool mat_start(struct err *err) MUST_USE;

/* c (M,N) = scale * a (M,K) b (K,N) */
void mat_nn(float *c, const float *a, const float *b, int M, int N, int K, float scale, bool add);
/* c (M,N) = scale * a (M,K) b (N,K)^T */
void mat_nt(float *c, const float *a, const float *b, int M, int N, int K, float scale, bool add);
/* c (M,N) = scale * a (K,M)^T b (K,N) */
void mat_tn(float *c, const float *a, const float *b, int M, int N, int K, float scale, bool add);

/* The same where a matrix is part of a wider one: `c_row`, `a_row` and `b_row` floats from one row to the next. */
struct mat_part {
    int c_row, a_row, b_row;
};
void mat_nn_part(float *c, const float *a, const float *b, struct mat_part part, int M, int N, int K, float scale,
                 bool add);
void mat_nt_part(float *c, const float *a, const float *b, struct mat_part part, int M, int N, int K, float scale,
                 bool add);
void mat_tn_part(float *c, const float *a, const float *b, struct mat_part part, int M, int N, int K, float scale,
                 bool add);
#endif
