// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_2_5_H
#define EX_2_5_H

#include "dataset.h"
#include "exercise.h"
#include "graph.h"

#include <gsl/gsl_matrix.h>

/* Probabilistic PCA: x = W z + c + noise, with `codes` independent standard
 * normal codes z and normal noise of the same variance in each pixel. Fits it
 * to the rows of x (n, size) as well as can be, codes < size, and returns the
 * mean over the rows of -ln p(x) in nats; the noise's variance to *variance
 * (Tipping and Bishop 1999, eq. 7 and 8). */
double ppca_nats(const gsl_matrix *x, int codes, double *variance);

/* A variational autoencoder without hidden layers, whose decoder is that very
 * model: p(x | z) normal, of mean y and the given variance in each pixel. The
 * caller writes to x->value. */
typedef struct {
    graph *g;
    double variance;
    node *x;
    node *mu, *logvar; /* of q(z | x), dense layers of the pictures */
    node *z, *y;       /* a code drawn from it, and the mean of p(x | z) */
    node *loss;        /* the negative ELBO in nats per picture, less its
                          constant (size / 2) ln(2 pi variance) */
} linear_vae;

linear_vae linear_vae_alloc(int size, int codes, double variance, int batch,
                            uint64_t seed);

/* The whole negative ELBO, constant included: nats per picture of d, with one
 * code drawn for each picture from that seed. */
double linear_vae_nats(linear_vae *m, const dataset *d, uint64_t seed);

#endif
