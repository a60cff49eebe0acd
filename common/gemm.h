// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GEMM_H
#define GEMM_H

#include "real.h"

/**
# The matrix product

Nine tenths of the arithmetic of a neural network is the product of two
matrices, and forty years of work have gone into computing it fast. It is
reached through one function; only its file knows the library's names.
*/

typedef enum { PLAIN, TRANSPOSED } gemm_side;

/* C = op(A) op(B) + keep * C, row-major and dense: op(A) is (m, k), op(B) is
 * (k, n), C is (m, n). A is stored (k, m) if TRANSPOSED, B (n, k). `keep` is 0
 * to set C, 1 to add to it. */
void gemm(gemm_side a_side, gemm_side b_side, int m, int n, int k,
          const real *a, const real *b, real keep, real *c);

/* Asks the library for so many threads, where it knows of threads. */
void gemm_threads(int threads);

/* Name, version and kernel of the library, e.g. "OpenBLAS 0.3.21 Haswell", or
 * "gslcblas" (20 to 40 times slower). Static text. */
const char *gemm_library(void);

#endif
