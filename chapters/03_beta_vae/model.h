// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MODEL_H
#define MODEL_H

#include "chapter.h"
#include "graph.h"

/* Chapter 2's variational autoencoder with two hidden layers on each side and a
 * weight beta. rec and kl in nats per picture; with the squared loss rec is the
 * sum over pixels of (y - x)^2. */
typedef struct {
    graph *g;
    node *x, *mu, *logvar, *z, *y;
    node *units, *kl; /* the divergence of each unit, and their sum */
    node *price;      /* beta kl; price->scalar is beta */
    node *rec, *loss;
} beta_vae;

beta_vae beta_vae_alloc(int size, int units, bool squared, int batch,
                        uint64_t seed);
void beta_vae_free(beta_vae *m);

/* The model that the options ask for, trained by its schedule; train_s. After
 * each epoch `watch` is called, unless NULL; what it computes with the model
 * leaves no trace in the training. */
typedef void (*watcher)(const chapter *c, beta_vae *m, int epoch);
beta_vae beta_vae_trained(chapter *c, watcher watch);

/* A model whose weights come from a file. */
beta_vae beta_vae_loaded(const chapter *c, const char *path);

#endif
