// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_SLICE_H
#define OP_SLICE_H

#include "graph.h"

/* Numbers first .. first+count-1 of each picture's vector. */
node *slice(node *x, int first, int count);

/* The vectors of a, each followed by that of b. */
node *concat(node *a, node *b);

#endif
