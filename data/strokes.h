// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef STROKES_H
#define STROKES_H

#include "dataset.h"

/* Draws `n` pen-like digits, 28 x 28 grey, white on black, labels 0..9 in
 * random order, with the true factors rotation, scale, shear, thickness, x, y.
 * Picture i depends on (seed, i) alone. */
dataset strokes(int n, uint64_t seed);

/* Those of these `n` that are of one digit, `most` at the most. */
dataset strokes_of(int digit, int n, int most, uint64_t seed);

#endif
