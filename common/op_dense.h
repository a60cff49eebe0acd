// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_DENSE_H
#define OP_DENSE_H

#include "graph.h"

/* A dense layer with `n` outputs: y = W x + b for each picture of the batch. W
 * is (n, size of x), stored by rows. */
node *dense(node *x, int n);

#endif
