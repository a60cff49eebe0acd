// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_4_3_H
#define EX_4_3_H

#include "exercise.h"
#include "graph.h"

enum { SIDE = 14, MOST = 4 }; /* of a picture; largest step */

/* A warp of pictures of 14 x 14, and what it costs. */
typedef struct {
    node *steps;  /* (2, 14, 14) positive increments */
    node *warp;   /* (2, 14, 14) W, their sums, in pixels */
    node *smooth; /* `smooth` times the total variation of D = W - id: the mean
                     of |differences| of neighbours, in pixels */
    node *bias;   /* `bias` times the mean over all numbers of a field of the
                     square of the mean of D over the batch */
} warped;

/* From logits (2, grid, grid), drawn larger. Logits of 0 give the identity. */
warped warp_of(node *logits, double smooth, double bias);

#endif
