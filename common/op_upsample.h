// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_UPSAMPLE_H
#define OP_UPSAMPLE_H

#include "graph.h"

/* Maps (C, h, w) drawn larger, (C, height, width), by bilinear interpolation
 * with the corner pixels' centres on each other. */
node *upsample(node *x, int height, int width);

#endif
