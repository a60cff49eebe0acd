// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_3_4_H
#define EX_3_4_H

#include "exercise.h"

/* beta over a training of steps 0 .. steps - 1: the first `hold` steps have
 * `from`, the last `rest` steps have `to`, both exactly. Between the last of
 * the former and the first of the latter each step has the same share of the
 * step before. Both numbers are positive, either may be the larger; hold and
 * rest are at least 1, and hold + rest <= steps. */
typedef struct {
    double from, to;
    int steps, hold, rest;
} ramp;

/* beta of that step, from this and nothing else: a training that was stopped
 * goes on anywhere. One that is longer than planned goes on with `to`. */
double ramp_at(const ramp *r, int step);

/* The first step of the training whose beta is `beta` or beyond it, seen from
 * `from`: not above it if beta falls, not below it if beta grows. -1 if there
 * is no such step. from and to differ. */
int ramp_reaches(const ramp *r, double beta);

#endif
