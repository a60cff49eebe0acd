// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PRINCIPAL_H
#define PRINCIPAL_H

#include "real.h"

#include <gsl/gsl_matrix.h>

/* The principal deformations of a set of warps. */
typedef struct {
    real *mean;       /* (size) the mean warp */
    gsl_matrix *axes; /* (size, count): a unit vector a column; of its
                               numbers the one largest in size is positive */
    gsl_vector
        *deviations; /* (count) standard deviations along them, falling */
    double variance; /* the sum of the variances of all numbers */
} principal;

/* Of n rows of `size` numbers, 2 <= n <= size, the first `count` < n axes: the
 * singular value decomposition of the rows less their mean. */
principal principal_fit(const real *warps, int n, int size, int count);
void principal_free(principal *p);

/* The warp `deviations` standard deviations from the mean along axis k. */
void principal_warp(const principal *p, int k, double deviations, real *warp);

/* The share of the variance of n rows around their own mean that lies along the
 * axes. */
double principal_explains(const principal *p, const real *warps, int n);

#endif
