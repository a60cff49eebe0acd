// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_2_2_H
#define EX_2_2_H

#include "exercise.h"
#include "graph.h"

/* z = mu + sigma eps with sigma^2 = exp(logvar), as one node. eps is standard
 * normal: another number for each code of each picture, for each step
 * (noise_step of the graph), each seed (noise_seed), and each node of this kind
 * in the graph; the same numbers whenever a step is repeated. While noise is
 * off (see graph_noise), z = mu. */
node *drawn(node *mu, node *logvar);

#endif
