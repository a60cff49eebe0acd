// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DENSITY_H
#define DENSITY_H

#include "real.h"

#include <gsl/gsl_matrix.h>

/**
# How full is the code space?

A decoder knows what to draw where it has seen codes in training, and nothing
elsewhere. So the question whether one may draw from an autoencoder is a
question about *places in the code space*: how far is a code from the training
codes? We measure the distance to the tenth nearest of them, not to the
nearest, which would be at the mercy of a single outlier, and divide by the
same distance for codes of test pictures. The ratio 1 means "as much at home as
a real picture", larger values mean a hole.

A code may be stretched or sheared without changing what the model can do. To be
comparable between models, the codes are first *whitened*: shifted to mean 0 and
multiplied by $L^{-1}$, where $L L^T$ is their covariance (Cholesky).
*/

enum { DENSITY_NEIGHBOUR = 10 };

/* The whitened training codes. */
typedef struct {
    int n, size;
    gsl_vector *mean;   /* (size) */
    gsl_matrix *factor; /* L, (size, size), lower triangle */
    float *columns;     /* (size, n): coordinate by coordinate */
} code_space;

/* From n codes (n, size), n > DENSITY_NEIGHBOUR. A code that is constant (a
 * dead unit), or a linear function of others, ends the program. */
code_space code_space_fit(const real *codes, int n, int size);
void code_space_free(code_space *s);

/* The distance of each of m codes (m, size) to its tenth nearest training code,
 * in whitened space, to each[m] unless that is NULL; returns the mean. */
double code_space_distance(const code_space *s, const real *codes, int m,
                           real *each);

/* m codes (m, size) drawn from the Gaussian with the training codes' mean and
 * covariance: L e + mean, e standard normal. */
void code_space_gaussian(const code_space *s, uint64_t seed, int m,
                         real *codes);

#endif
