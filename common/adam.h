// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ADAM_H
#define ADAM_H

#include "real.h"

#include <stddef.h>

/* The state of Adam for `count` parameters: running means of the gradient (m)
 * and of its square (v), and the steps made. */
typedef struct {
    size_t count;
    long step;
    real *m, *v; /* (count) each */
} adam;

adam adam_alloc(size_t count);
void adam_free(adam *a);

/* One step: theta moves against grad by about `rate` in each coordinate, and
 * grad is set to 0 for the next batch. beta1 = 0.9, beta2 = 0.999, eps = 1e-8
 * (Kingma and Ba 2015, algorithm 1). */
void adam_step(adam *a, real *theta, real *grad, double rate);

#endif
