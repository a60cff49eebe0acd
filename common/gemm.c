// SPDX-License-Identifier: GPL-3.0-or-later
#include "gemm.h"

#include <gsl/gsl_cblas.h>
#include <stdio.h>

/**
The three functions of OpenBLAS below are *weak*: if the program was linked with
another BLAS they are not there, and their address is null.
*/

extern void openblas_set_num_threads(int) __attribute__((weak));
extern char *openblas_get_config(void) __attribute__((weak));
extern char *openblas_get_corename(void) __attribute__((weak));

/**
A product of less than a million multiplications is done before a second thread
has woken up, so it is given one thread only: that makes the training of the
small linear autoencoder of chapter 1 half as long.
*/

static const double worth_threads = 1e6;
static int threads_asked = 1, threads_set = 1;

static void use_threads(int threads)
{
    if (openblas_set_num_threads && threads != threads_set)
        openblas_set_num_threads(threads);
    threads_set = threads;
}

void gemm_threads(int threads)
{
    threads_asked = threads;
    threads_set = 0;
    use_threads(threads);
}

void gemm(gemm_side a_side, gemm_side b_side, int m, int n, int k,
          const real *a, const real *b, real keep, real *c)
{
    enum CBLAS_TRANSPOSE ta = a_side == TRANSPOSED ? CblasTrans : CblasNoTrans;
    enum CBLAS_TRANSPOSE tb = b_side == TRANSPOSED ? CblasTrans : CblasNoTrans;
    int lda = a_side == TRANSPOSED ? m : k, ldb = b_side == TRANSPOSED ? k : n;
    use_threads((double)m * n * k < worth_threads ? 1 : threads_asked);
#ifdef REAL_DOUBLE
    cblas_dgemm(CblasRowMajor, ta, tb, m, n, k, 1, a, lda, b, ldb, keep, c, n);
#else
    cblas_sgemm(CblasRowMajor, ta, tb, m, n, k, 1, a, lda, b, ldb, keep, c, n);
#endif
}

const char *gemm_library(void)
{
    static char text[64];
    if (!openblas_get_config || !openblas_get_corename)
        return "gslcblas";
    char version[32] = "";
    sscanf(openblas_get_config(), "OpenBLAS %31s", version);
    snprintf(text, sizeof text, "OpenBLAS %s %s", version,
             openblas_get_corename());
    return text;
}
