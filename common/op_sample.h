// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_SAMPLE_H
#define OP_SAMPLE_H

#include "graph.h"

/* Looks a texture (C, H, W) up at coordinates (2, h, w), in its pixels, by
 * bilinear interpolation: (C, h, w). Whole numbers are pixels' centres; beyond
 * the outermost centres the texture goes on as it ends there. The sampler of
 * Jaderberg et al. (2015), eq. 5 to 7. H, W > 1. */
node *sample(node *texture, node *coordinates);

#endif
