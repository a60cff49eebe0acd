// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_FIELD_LOSS_H
#define OP_FIELD_LOSS_H

#include "graph.h"

/* Mean of |differences| of neighbours, along rows and columns, of all maps
 * (C, H, W) of all pictures: the total variation per pixel pair. Of a
 * displacement it is E_Smooth of Shu et al. (2018), eq. 7, as a mean. */
node *total_variation(node *maps);

/* Mean of the squares of the same differences. Of a shading it is the
 * smoothness term of the intrinsic DAE of Shu et al. (2018), as a mean. */
node *mean_square_gradient(node *maps);

/* The mean over the batch: a single row of x->size numbers. */
node *batch_mean(node *x);

/* Mean of the squares of a node's numbers: one number. Of a displacement's
 * batch mean it is E_BiasReduce of Shu et al. (2018), eq. 8, as a mean. */
node *mean_square(node *x);

#endif
