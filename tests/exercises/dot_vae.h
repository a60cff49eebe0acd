// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DOT_VAE_H
#define DOT_VAE_H

#include "dataset.h"
#include "graph.h"

enum { DOT_SIDE = 12, DOT_SIZE = DOT_SIDE * DOT_SIDE, DOT_UNITS = 5 };

/* A variational autoencoder of pictures of 12 x 12: what takes a minute with
 * the chapter's model takes less than a second with this one. The loss is the
 * caller's business. */
typedef struct {
    graph *g;
    node *x, *mu, *logvar, *logits;
} dot_vae;

/* Not bound yet. */
dot_vae dot_vae_alloc(void);

typedef struct {
    int steps;   /* of 32 pictures each */
    double rate; /* of Adam, falling to 0 */
    uint64_t seed;
    /* Unless both are NULL: before each step the scalar of `weight` becomes
     * weight_at(u), where u is the share of the training that is done, from 0
     * to below 1. */
    node *weight;
    double (*weight_at)(double u);
} dot_training;

/* Binds the graph and trains it on d. A loss that is no number is nobody's
 * business here. */
void dot_vae_train(dot_vae *m, node *loss, const dataset *d, dot_training t);

/* The divergence of each unit in nats, the mean over the pictures of d. */
void dot_vae_nats(dot_vae *m, const dataset *d, double nats[DOT_UNITS]);

#endif
