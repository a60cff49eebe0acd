// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef IMPORTANCE_H
#define IMPORTANCE_H

#include "model.h"

/* ln((1 / n) sum of e^a), without overflow. */
double log_mean_exp(const double *a, int n);

/* ln p(x | z), summed over the numbers of one picture. */
double log_likelihood(const real *logits, const real *x, int size);

/* Logarithms of n importance weights p(x, z) / q(z | x), z drawn from q(z | x),
 * for the picture x in the first row of m->x; `at` counts pictures, so that
 * each has its own noise. */
void importance_weights(const vae *m, uint64_t seed, uint64_t at, int n,
                        double *log_weights);

/* Importance-weighted bounds of ln p(x) (Burda et al. 2016) with 1, 2, 4, ...
 * samples, for the first test pictures, made black and white once: bounds.csv;
 * results binary_neg_elbo (one sample), binary_neg_logp (binary_samples
 * samples), its standard error binary_neg_logp_se, binary_pictures. */
void importance_part(chapter *c, const vae *m);

/* Takes those results over from the run OUT/binary. */
void importance_results(chapter *c);

#endif
