// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_3_5_H
#define EX_3_5_H

#include "dataset.h"
#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* A unit lives if its divergence is above so many nats. */
#define LIVE_NATS 0.1

enum { GREY_FACTORS = 3 };

/* n pictures of 12 x 12 with one dot of radius 2.25 of any grey from 0.1 to 1:
 * its centre lies between 2.25 and 8.75 in x, between 3.25 and 7.75 in y. The
 * factors stand beside the pictures, in the order x, y, grey. See dots.h. */
dataset grey_dots(int n, uint64_t seed);

/* beta after the share u of the training, 0 <= u < 1, as a multiple of beta_c.
 * A model of five units that is trained with it, with the squared error summed
 * over the pixels, should end with exactly three live units, whatever the seed,
 * that cost more than 8 nats together. */
double beta_share(double u);

/* What a code knows: how many units live, and R^2 of each factor, read from the
 * means of the live units and of no others, by a linear map and by a quadratic
 * one; fitted on four fifths of the pictures, measured on every fifth. All 0 if
 * no unit lives. */
typedef struct {
    int live;
    double linear[GREY_FACTORS], quadratic[GREY_FACTORS];
} report;

/* The codes of n pictures are N(mu, exp(logvar)), both (n, units); factors
 * (n, GREY_FACTORS). See linear_fit.h. */
report reported(const gsl_matrix *mu, const gsl_matrix *logvar,
                const gsl_matrix *factors);

#endif
