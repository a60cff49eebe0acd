// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_4_2_H
#define EX_4_2_H

#include "exercise.h"
#include "graph.h"

/* Looks a texture (C, H, W) up at positions (2, h, w), channel 0 the column and
 * channel 1 the row, in pixels, by bilinear interpolation: (C, h, w). Whole
 * numbers are pixels' centres; beyond the outermost ones the texture goes on as
 * it ends there. As `sample` of op_sample. */
node *looked_up(node *texture, node *positions);

#endif
