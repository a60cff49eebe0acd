// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_4_5_H
#define EX_4_5_H

#include "dataset.h"
#include "deformation.h"
#include "exercise.h"

enum { SHAPE = 8 };

/* A deforming autoencoder of pictures of 14 x 14 whose shape code is a
 * distribution: q(shape | x) normal, the prior N(0, 1). Its appearance code is
 * one plain number. The caller writes to x->value. */
typedef struct {
    graph *g;
    node *x;
    node *appearance;  /* (1) */
    node *mu, *logvar; /* (SHAPE) of q(shape | x) */
    node *codes;       /* (1 + SHAPE) all that is decoded: the appearance, then
                          a shape drawn from q */
    deformation warp;  /* warp.smooth and warp.bias are weighed already */
    node *y, *mse;     /* the output, and its mean squared error */
    node *loss;        /* see below */
} shape_vae;

/* The loss is mse + warp.smooth + warp.bias + 2 variance / 196 times the
 * divergence of the shape code from its prior, in nats per picture: a negative
 * ELBO with a Gaussian p(x | code) of that variance in each pixel, divided by
 * 196 / (2 variance), so that the error has the weight 1 again. */
shape_vae shape_vae_alloc(double variance, warp_weights w, int batch,
                          uint64_t seed);

/* `n` rows of codes (n, 1 + SHAPE) of pictures that nobody has written: shapes
 * drawn from the prior, the appearance always the mean over the pictures of d.
 * Another seed gives other shapes. */
void new_codes(const shape_vae *m, const dataset *d, int n, uint64_t seed,
               real *codes);

#endif
