// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_1_4_H
#define EX_1_4_H

#include "exercise.h"

#include <stddef.h>

/* The state of an optimiser of `count` parameters. */
typedef struct {
    size_t count;
    long step;         /* steps made so far */
    long epoch;        /* of the training, from 0; the caller keeps it */
    double old1, old2; /* for you: 1 before the first step */
    double *m, *v;     /* (count) each: 0 before the first step */
} optimiser;

/* A step of Adam: theta moves, grad is 0 after it. beta1 and beta2 are those of
 * this step; they may differ from step to step. */
void optimiser_step(optimiser *o, double *theta, double *grad, double rate,
                    double beta1, double beta2);

enum { FIRST = 10 };

/* The lengths of the first ten steps of a parameter whose gradient is always g
 * (g >= 0), with beta1 = 0.9 and beta2 = 0.999: as they are, and as they would
 * be without the correction. */
void first_lengths(double g, double rate, double corrected[FIRST],
                   double uncorrected[FIRST]);

#endif
