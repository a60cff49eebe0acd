// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PCA_H
#define PCA_H

#include "dataset.h"

#include <gsl/gsl_matrix.h>

/* Principal components of a data set whose pictures have `size` numbers. */
typedef struct {
    int size;
    gsl_vector *mean;      /* (size) */
    gsl_matrix *axes;      /* (size, size): a unit vector a column */
    gsl_vector *variances; /* (size), falling */
} pca;

/* Eigenvectors of the covariance matrix (Pearson 1901, Hotelling 1933). */
pca pca_fit(const dataset *d);
void pca_free(pca *p);

/* mse[k], k = 0 .. size: mean squared error per number when each picture of d
 * is replaced by its projection on the mean plus the first k axes. */
void pca_errors(const pca *p, const dataset *d, double *mse);

/* The principal angles, in degrees, rising, between the spaces spanned by the
 * columns of a and of b, both (size, k) (Bjorck and Golub 1973). */
void subspace_angles(const gsl_matrix *a, const gsl_matrix *b,
                     gsl_vector *angles);

#endif
