// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef AUGMENT_H
#define AUGMENT_H

#include "dataset.h"

/* How far a copy is moved at most, and how much brighter or darker it gets. */
typedef struct {
    double turn;  /* degrees, to either side */
    double scale; /* logarithm of the factor */
    double shift; /* in sides of the picture, along x and along y */
    double gain;  /* 1 - gain .. 1 + gain */
} augmentation;

extern const augmentation usual_augmentation;

/* The pictures of d with their labels, and after them `copies` copies of each,
 * moved at random, evenly over these ranges; beyond the edge a picture goes on
 * as it ends. The copies depend on the seed. Factors, landmarks and names are
 * left out: those of a copy are not known. */
dataset augmented(const dataset *d, const augmentation *a, int copies,
                  uint64_t seed);

/* After this share of a training, originals take the place of their copies. */
static const double copies_until = 0.65;

/* Writes the originals of pictures which[0..n-1] of augmented(d, ...) as
 * numbers in [0,1] to x (n, size). */
void take_originals(const dataset *d, const int *which, int n, real *x);

#endif
