// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_MIRROR_H
#define OP_MIRROR_H

#include "graph.h"

/* The mean of each map (C, H, W) and of its mirror image, left for right: maps
 * that are their own mirror images, bit for bit. */
node *mirrored(node *maps);

#endif
