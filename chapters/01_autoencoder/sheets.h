// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SHEETS_H
#define SHEETS_H

#include "model.h"
#include "pca.h"

/* Sheets of the data (data.png), of inputs over reconstructions by PCA and by
 * autoencoders with 2, K and 32 codes (reconstructions.png), and the model as a
 * graph (model.dot, graph.dot, graph.txt). */
void sheets_part(chapter *c, autoencoder *m, const pca *p);

#endif
