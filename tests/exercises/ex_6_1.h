// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_6_1_H
#define EX_6_1_H

#include "exercise.h"
#include "graph.h"

/* The texture T_c = A_c S: a coloured albedo (C, H, W) under a grey shading
 * (1, H, W), which is the same for all channels. */
node *lit(node *albedo, node *shading);

#endif
