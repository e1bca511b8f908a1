#include "num/mat.h"

#include <cblas.h>
#include <pthread.h>
#include <string.h>

static pthread_once_t started = PTHREAD_ONCE_INIT;

static void hold_at_one_thread(void) {
    openblas_set_num_threads(1);
}

bool mat_start(struct err *err) {
    if (openblas_get_parallel() == 0)
        return err_set(err, ERR_USAGE,
                       "this OpenBLAS was built without threads and cannot be called from several: install "
                       "libopenblas0-pthread");
    pthread_once(&started, hold_at_one_thread);
    return true;
}

/* BLAS adds its products to c whether or not they are to replace it, and clears it by a loop that for layers as small
 * as ours costs a sixth of the products themselves: memset is quicker, to the same bits. */
static void multiply(float *c, const float *a, CBLAS_TRANSPOSE ta, const float *b, CBLAS_TRANSPOSE tb,
                     struct mat_part part, int M, int N, int K, float scale, bool add) {
    if (M <= 0 || N <= 0)
        return;
    for (int m = 0; !add && m < M; m++)
        memset(c + (size_t)m * (size_t)part.c_row, 0, (size_t)N * sizeof *c);
    cblas_sgemm(CblasRowMajor, ta, tb, M, N, K, scale, a, part.a_row > 0 ? part.a_row : 1, b,
                part.b_row > 0 ? part.b_row : 1, 1.0f, c, part.c_row);
}

void mat_nn_part(float *c, const float *a, const float *b, struct mat_part part, int M, int N, int K, float scale,
                 bool add) {
    multiply(c, a, CblasNoTrans, b, CblasNoTrans, part, M, N, K, scale, add);
}
void mat_nt_part(float *c, const float *a, const float *b, struct mat_part part, int M, int N, int K, float scale,
                 bool add) {
    multiply(c, a, CblasNoTrans, b, CblasTrans, part, M, N, K, scale, add);
}
void mat_tn_part(float *c, const float *a, const float *b, struct mat_part part, int M, int N, int K, float scale,
                 bool add) {
    multiply(c, a, CblasTrans, b, CblasNoTrans, part, M, N, K, scale, add);
}

void mat_nn(float *c, const float *a, const float *b, int M, int N, int K, float scale, bool add) {
    mat_nn_part(c, a, b, (struct mat_part){N, K, N}, M, N, K, scale, add);
}
void mat_nt(float *c, const float *a, const float *b, int M, int N, int K, float scale, bool add) {
    mat_nt_part(c, a, b, (struct mat_part){N, K, K}, M, N, K, scale, add);
}
void mat_tn(float *c, const float *a, const float *b, int M, int N, int K, float scale, bool add) {
    mat_tn_part(c, a, b, (struct mat_part){N, M, N}, M, N, K, scale, add);
}
