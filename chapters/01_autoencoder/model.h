// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MODEL_H
#define MODEL_H

#include "chapter.h"
#include "graph.h"

/* A picture x, its code z, its reconstruction y, and the loss. */
typedef struct {
    graph *g;
    node *x, *z, *y, *loss;
} autoencoder;

autoencoder autoencoder_alloc(int size, int codes, int batch, uint64_t seed);
void autoencoder_free(autoencoder *m);

/* An autoencoder with c->latent codes, trained as the options say. Reports
 * ae_K_test_mse and ae_K_train_s. */
autoencoder autoencoder_trained(chapter *c);

/* An autoencoder whose weights come from a file. */
autoencoder autoencoder_loaded(const chapter *c, int codes, const char *path);

#endif
