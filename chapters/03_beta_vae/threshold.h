// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef THRESHOLD_H
#define THRESHOLD_H

#include "dataset.h"

/* The largest `most` eigenvalues, in descending order, of what beta has to beat
 * (see the text): for the Bernoulli loss those of the covariance of the pixels,
 * each divided by sqrt(m (1 - m)); for the summed squared loss twice those of
 * the covariance. The first is beta_c. Pixels with m (1 - m) < 1e-4 are left
 * out; of more than 1024 pixels they are estimated from the first 1024
 * pictures. Returns how many were found (fewer pixels than `most` may be left).
 */
int thresholds(const dataset *d, bool squared, double *eigenvalues, int most);

#endif
