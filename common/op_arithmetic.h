// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_ARITHMETIC_H
#define OP_ARITHMETIC_H

#include "graph.h"

/* a + b, number by number; equal sizes. Adds up losses, too. */
node *add(node *a, node *b);

/* a * b, number by number; equal sizes. */
node *multiply(node *a, node *b);

/* factor * x. The factor is y->scalar and may be changed between runs. */
node *scale(node *x, double factor);

/* x + by. The summand is y->scalar. */
node *shift(node *x, double by);

/* The sum of the numbers of each picture; of a single row, one number. */
node *sum(node *x);

#endif
