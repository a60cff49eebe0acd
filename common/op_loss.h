// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_LOSS_H
#define OP_LOSS_H

#include "graph.h"

/* Losses are one number: the MEAN over all pictures of the batch and all
 * numbers of a picture, so that neither the size of the batch nor that of the
 * picture changes the weight of a term. */

/* Mean of (y - x)^2. */
node *mean_squared_loss(node *y, node *x);

/* Mean of -x ln s - (1 - x) ln(1 - s) with s = sigmoid(logits), in nats: the
 * negative log-likelihood of independent Bernoulli pixels when x is 0 or 1.
 * Targets between 0 and 1 are allowed; then it is no log-likelihood (Loaiza-
 * Ganem and Cunningham 2019), and never below the entropy of the targets. */
node *bernoulli_loss(node *logits, node *x);

#endif
