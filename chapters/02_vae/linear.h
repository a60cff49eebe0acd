// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LINEAR_H
#define LINEAR_H

#include "chapter.h"
#include "graph.h"
#include "pca.h"

/* Probabilistic PCA with k axes (Tipping and Bishop 1999, eqs. 7 and 8): the
 * variance of its noise, and the mean log-likelihood, in nats, of the pictures
 * that p was fitted to, both where the likelihood is largest. */
double ppca_variance(const pca *p, int k);
double ppca_log_likelihood(const pca *p, int k);

/* A linear variational autoencoder with Gaussian pixels: p(x|z) = N(W z + b,
 * variance I), q(z|x) = N(V x + a, diagonal), for pictures less their mean; the
 * variance is that of probabilistic PCA. The plain one has no noise and no
 * divergence. */
typedef struct {
    graph *g;
    node *x, *z, *y, *loss;
    const pca *p; /* of the training pictures; must outlive the model */
    double variance;
} linear_vae;

linear_vae linear_vae_alloc(const pca *p, int codes, bool variational,
                            int batch, uint64_t seed);
void linear_vae_free(linear_vae *m);

/* Trains m on d; a line "epoch,loss" to `csv` after each tenth epoch, unless it
 * is NULL. Of the options seed and out count. */
void linear_vae_train(linear_vae *m, const options *o, const dataset *d,
                      int epochs, FILE *csv);

/* The negative ELBO, all constants included, in nats: the mean over the
 * pictures of d and over 10 samples of z each. */
double linear_vae_loss(const linear_vae *m, const dataset *d);

/* |cosine| between each principal axis (row) and each column of the decoder,
 * the longest column first: (codes, codes). */
gsl_matrix *linear_vae_cosines(const linear_vae *m);

/* The part of the chapter, with pictures of 7 x 7 pixels: linear.csv (loss over
 * epochs), linear_cosines.csv (of the plain and the variational one), results
 * ppca_neg_logp, linear_vae_neg_elbo, and the largest angle between a column
 * and the axis nearest to it, in degrees: linear_{vae,ae}_axis_angle. */
void linear_part(chapter *c);

#endif
