// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_GAUSSIAN_H
#define OP_GAUSSIAN_H

#include "graph.h"

/* Codes that are distributions: each picture has a mean mu_j and the logarithm
 * of a variance, logvar_j, for each of its codes. */

/* Standard normal numbers, as many as `like` has, independent of it and of each
 * other; zeros while noise is off (see graph_noise). No gradient passes. */
node *gaussian_noise(node *like);

/* z = mu + exp(logvar / 2) eps with eps standard normal (Kingma and Welling
 * 2014, eq. 10); mu itself while noise is off. */
node *reparameterise(node *mu, node *logvar);

/* KL(N(mu, exp(logvar)) || N(0, 1)) of each code in nats, the mean over the
 * batch: a single row, one number a code (Kingma and Welling 2014, app. B). */
node *gaussian_kl(node *mu, node *logvar);

#endif
