// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_3_3_H
#define EX_3_3_H

#include "exercise.h"
#include "graph.h"

#include <gsl/gsl_matrix.h>

/* Below so many nats, all units together, a code is dead. */
#define DEAD_NATS 0.05

/* The loss of a beta-VAE in nats per picture, one number: the Bernoulli loss of
 * the decoder's logits against the pictures x, summed over the pixels, and beta
 * times the divergence of the codes N(mu, exp(logvar)) from N(0, 1), summed
 * over the units. Both are means over the batch. */
node *loss_of(node *logits, node *x, node *mu, node *logvar, double beta);

/* What your number stands for: pictures of one dot of a radius of your own. */
typedef struct {
    double radius;
    const gsl_matrix *x; /* (2048, 144): pixels from 0 to 1, a row a picture */
    /* Trains a model of five units on them from the start, with your loss at
     * that beta, which takes less than a second; returns the divergence in nats
     * per picture, all units together. For the same beta always the same. */
    double (*nats)(double beta);
} task;

/* What you find. */
typedef struct {
    double predicted; /* beta_c, from the pictures alone */
    double found;     /* the beta where nats() comes down to DEAD_NATS, within 2
                         percent of `predicted` */
    double averaged;  /* what beta_c is if the Bernoulli loss is averaged over
                         the pixels, not summed, and all else stays */
} finding;

finding measured(const task *t);

#endif
