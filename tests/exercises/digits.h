// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DIGITS_H
#define DIGITS_H

#include "dataset.h"
#include "graph.h"

enum { ANY_DIGIT = -1, DIGIT_SIDE = 14, DIGIT_SIZE = DIGIT_SIDE * DIGIT_SIDE };

/* `train` and `test` pictures of one digit (or of any), of MNIST or, where that
 * is not at hand, drawn: every 2 x 2 pixels are made one, so each has 14 x 14.
 * What takes a minute with the whole set takes a second with these. */
split digits(int digit, int train, int test);

/* Trains the graph of `loss` on d, put into x (and its labels into g->label, if
 * the graph has that), in batches of g->batch, with noise on and Adam's rate
 * falling from `rate` to 0. d has as many pictures as some batches. A loss that
 * is no number is nobody's business here. */
void digits_train(node *x, node *loss, const dataset *d, int epochs,
                  double rate, uint64_t seed);

/* Shows so many pictures of 14 x 14 side by side, as notes. */
void digits_show(const real *pixels, int count);

#endif
