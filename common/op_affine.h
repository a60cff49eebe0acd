// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_AFFINE_H
#define OP_AFFINE_H

#include "graph.h"

enum { AFFINE_NUMBERS = 6 };

/* The warp (2, H, W), in pixels, followed by an affine map about the centre of
 * the picture: coordinates are composed, nothing is sampled. The parameters are
 * six numbers a picture, the map minus the identity: a, b, tx, c, d, ty. In
 * units of half the picture's extent, u = (x - (W-1)/2) / ((W-1)/2) and v
 * likewise,
 *   u' = u + a u + b v + tx,   v' = v + c u + d v + ty.
 * So 0 means the identity, bit for bit, and tx = 1 is half a picture. The
 * spatial transformer's map (Jaderberg et al. 2015, eq. 1). */
node *affine(node *warp, node *parameters);

#endif
