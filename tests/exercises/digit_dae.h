// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DIGIT_DAE_H
#define DIGIT_DAE_H

#include "graph.h"

/* Parts of a deforming autoencoder of digits of 14 x 14, small enough to be
 * trained in a tenth of a second. Codes, warp and loss are the caller's
 * business. */

enum { WARP_GRID = 5, WARP_MOST = 4 }; /* logits along a side; largest step */

/* The encoder's last hidden layer. */
node *digit_hidden(node *x);

/* A texture (1, 14, 14) from the appearance code. */
node *digit_texture(node *appearance);

/* The warp decoder's last hidden layer, from the shape code... */
node *digit_warp_hidden(node *shape);

/* ...and after it the logits of the steps, (2, grid, grid), 0 at first. */
node *digit_logits(node *shape);

#endif
