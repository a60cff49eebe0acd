// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_2_3_H
#define EX_2_3_H

#include "exercise.h"

enum { MOST_CODES = 8 };

/* A picture x, as an encoder and a decoder see it. */
typedef struct {
    int codes;                 /* at most MOST_CODES */
    const double *mu, *logvar; /* (codes): q(z | x) = N(mu, exp(logvar)) */
    double (*log_likelihood)(const double *z); /* ln p(x | z), in nats */
} picture;

/* The logarithms of the weights p(x | z) p(z) / q(z | x), with the prior p(z) =
 * N(0, 1) for each code, of `samples` codes z = mu + sigma eps. eps (samples,
 * codes) are standard normal numbers. */
void log_weights(const picture *p, const double *eps, int samples,
                 double *log_weight);

/* ln((1/n) sum of e^a) of n >= 1 numbers, however large or small. */
double log_mean_exp(const double *a, int n);

/* bound[i], for all i with 2^i <= samples: the importance-weighted bound with K
 * = 2^i samples, the mean over all groups of K log weights that stand side by
 * side. `samples` is a power of two. */
void bounds(const double *log_weight, int samples, double *bound);

#endif
