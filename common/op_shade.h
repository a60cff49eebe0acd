// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_SHADE_H
#define OP_SHADE_H

#include "graph.h"

/* T_c = A_c S, number by number: an albedo (C, H, W) under a grey shading
 * (1, H, W); the texture of the intrinsic DAE of Shu et al. (2018). */
node *shade(node *albedo, node *shading);

#endif
