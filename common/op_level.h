// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_LEVEL_H
#define OP_LEVEL_H

#include "graph.h"

/* Each positive map (1, H, W) over the power mean, with that power (1 or more),
 * of its middle half, rows H/4 .. and columns W/4 ..: of power 1 the mean there
 * becomes 1, and the larger the power, the more nearly the maximum does. H and
 * W are 4 or more. */
node *levelled(node *maps, int power);

#endif
