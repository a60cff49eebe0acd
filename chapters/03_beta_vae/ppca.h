// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PPCA_H
#define PPCA_H

#include "chapter.h"

enum { LINEAR_UNITS = 6, LINEAR_WEIGHTS = 12 };

/* Nats that a unit of a linear model with the squared loss carries at a weight
 * beta if its threshold (twice the variance of its axis) is that: the half
 * logarithm of their ratio, or nothing (Tipping and Bishop 1999). */
double ppca_nats(double threshold, double beta);

/* Trains a linear variational autoencoder of LINEAR_UNITS on d at the weights
 * beta (LINEAR_WEIGHTS), each for so many epochs from where the last one ended:
 * nats[w][j] are those of unit j, the most informative first, at beta[w]. */
void ppca_train(const dataset *d, uint64_t seed, int epochs, const double *beta,
                double nats[][LINEAR_UNITS]);

/* ppca.csv: what theory says and what the training found; results
 * ppca_worst_nats (largest difference of the two, units and weights) and
 * ppca_beta_c. */
void ppca_part(chapter *c);

#endif
