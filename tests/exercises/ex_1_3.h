// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_1_3_H
#define EX_1_3_H

#include "dataset.h"
#include "exercise.h"

#include <gsl/gsl_matrix.h>

enum { LEAST_CODES = 2, MOST_CODES = 8, EPOCHS = 60 };

/* What your number stands for: a digit, and a linear autoencoder that was
 * trained on pictures of it. */
typedef struct {
    int digit, codes;
    const dataset *pictures; /* 14 x 14, of that digit */
    /* The decoder's columns, (196, codes), before the first epoch (0) and after
     * each: decoder[0 .. EPOCHS]. */
    gsl_matrix *decoder[EPOCHS + 1];
} task;

/* What you find. */
typedef struct {
    /* The first epoch after which the largest principal angle between the plane
     * of the decoder and that of as many principal components is below 5
     * degrees. */
    int epoch;
    /* The variance along the last axis that is kept, divided by the variance
     * along the first that is left out. */
    double ratio;
    /* Of LEAST_CODES .. MOST_CODES codes, trained on the same pictures in the
     * same way, how many get below 5 degrees last? */
    int slowest;
} finding;

finding measured(const task *t);

#endif
