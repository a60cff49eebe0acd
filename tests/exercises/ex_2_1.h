// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_2_1_H
#define EX_2_1_H

#include "exercise.h"
#include "graph.h"

/* KL(N(mu, exp(logvar)) || N(0, width^2)) in nats: one number, the sum over the
 * codes of a picture, the mean over the pictures. mu and logvar are vectors of
 * the same length, one number a code. */
node *divergence(node *mu, node *logvar, double width);

#endif
