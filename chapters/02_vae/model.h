// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MODEL_H
#define MODEL_H

#include "chapter.h"
#include "graph.h"

/* A picture x, mean and log-variance of its code, a code z, logits and grey
 * values y of its reconstruction, and the loss in nats per picture: rec + beta
 * kl. The plain autoencoder has z = mu, and NULL for logvar, units, kl and
 * price. */
typedef struct {
    graph *g;
    node *x, *mu, *logvar, *z, *logits, *y;
    node *units; /* the divergence of each code, mean over the batch */
    node *kl;    /* their sum */
    node *price; /* beta kl; price->scalar is beta */
    node *rec, *loss;
} vae;

/* Numbers of a picture, units of the hidden layer on each side, codes. */
typedef struct {
    int size, hidden, codes;
} shape;

/* A model of that shape; with noise and a divergence, or plain. */
vae vae_alloc(shape s, bool variational, int batch, uint64_t seed);
void vae_free(vae *m);

/* The model that the options ask for, trained. Reports train_s and epochs. */
vae vae_trained(chapter *c);

/* A model whose weights come from a file. */
vae vae_loaded(const chapter *c, int codes, int hidden, bool variational,
               const char *path);

/* After so many epochs: beta, which grows in a straight line for c->warm_up
 * epochs, and Adam's rate. Neither depends on how many epochs there will be. */
double beta_at(const chapter *c, double epoch);
double rate_at(const chapter *c, double epoch);

/* Replaces grey values in [0,1] by 0 or 1, with the grey value as probability
 * of 1 (Salakhutdinov and Murray 2008). */
void binarise(real *pixels, size_t count, uint64_t seed, uint64_t counter);

#endif
