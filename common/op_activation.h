// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_ACTIVATION_H
#define OP_ACTIVATION_H

#include "graph.h"

/* Functions of one number, applied to each of the node's; the shape stays. */

/* max(x, 0). Asks the layer before it for He's initialisation. */
node *relu(node *x);

/* x, or slope * x where x < 0; likewise. */
node *leaky_relu(node *x, double slope);

/* (e^x - e^-x) / (e^x + e^-x), in (-1, 1). */
node *tanh_(node *x);

/* 1 / (1 + e^-x), in (0, 1). */
node *sigmoid(node *x);

/* e^x; arguments beyond 87 and -87 are cut off there (see real_exp). */
node *exp_(node *x);

#endif
