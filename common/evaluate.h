// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EVALUATE_H
#define EVALUATE_H

#include "dataset.h"
#include "graph.h"

/* Values of node `to` for all pictures of d, put into input x: (n, size of to)
 * numbers to `out`. Noise is off. */
void evaluate_pictures(node *x, node *to, const dataset *d, real *out);

/* Values of `to` from n rows of values of node `from`: decodes codes. */
void evaluate_rows(node *from, node *to, const real *rows, int n, real *out);

/* The same in fresh memory: of the first n pictures; of n rows. */
real *evaluated(node *x, node *to, const dataset *d, int n);
real *evaluated_rows(node *from, node *to, const real *rows, int n);

/* Mean of a loss over all pictures of d, put into x. Noise is off. */
double evaluate_mean(node *x, node *loss, const dataset *d);

/* Of a single row of losses: (size of row) means to `out`. */
void evaluate_means(node *x, node *row, const dataset *d, double *out);

/* Mean of a loss with noise on, of this seed: one sample for each picture. */
double evaluate_noisy(node *x, node *loss, const dataset *d, uint64_t seed);

/* Mean squared difference per number of what y makes of the pictures of d, put
 * into x, and the pictures. Noise is off. */
double evaluate_error(node *x, node *y, const dataset *d);

/* Mean squared error, per number, of the mean training picture on the test
 * pictures. */
double mean_image_error(const split *s);

#endif
