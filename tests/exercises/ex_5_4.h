// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_5_4_H
#define EX_5_4_H

#include "exercise.h"

enum { MOST = 4, SEEDS = 3 }; /* lengths 1 .. MOST; seeds 0 .. SEEDS - 1 */

/* What your number stands for: trains a small deforming autoencoder, whose
 * appearance code has `length` numbers, with ten classes and their labels or
 * without both, from one of your seeds; returns the mean squared error of test
 * digits. The same question has the same answer. */
typedef double error_of(int length, bool labels, int seed);

/* The gain of a length is 1 - a / b, with the errors a with labels and b
 * without, each the mean over all seeds. That of one seed takes its two errors
 * alone. */
typedef struct {
    double gain[MOST];   /* of the lengths 1 .. MOST, over all seeds */
    double spread[MOST]; /* the largest gain of one seed less the smallest */
    int length;          /* the first whose gain is below 0.1; 0: none is */
    int alone[SEEDS];    /* the same for each seed by itself */
} finding;

finding measured(error_of *error);

#endif
