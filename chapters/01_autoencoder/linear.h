// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LINEAR_H
#define LINEAR_H

#include "chapter.h"
#include "pca.h"

#include <gsl/gsl_matrix.h>

/* A linear autoencoder: z = E (x - mean), y = D z + mean. */
typedef struct {
    int size, codes;
    real *theta;               /* E (codes, size), then D (size, codes) */
    real *grad;                /* the same for the gradients */
    real *mean;                /* (size), of the training pictures */
    real *x, *z, *y, *dz, *dy; /* for one batch: (batch, size) or codes */
} linear;

linear linear_alloc(int size, int codes, int batch, uint64_t seed);
void linear_free(linear *m);

/* For n pictures in m->x, centred: fills m->z and m->y and returns the mean of
 * (y - x)^2. */
double linear_forward(linear *m, int n);

/* After linear_forward: adds the gradient of that loss to m->grad. */
void linear_backward(linear *m, int n);

/* The part of the chapter: PCA, and linear autoencoders trained against it.
 * Writes pca.csv, linear_angles.csv, linear_axes.png and results. */
void linear_part(chapter *c, const pca *p);

#endif
