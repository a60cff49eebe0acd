// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RIDGE_H
#define RIDGE_H

#include <gsl/gsl_matrix.h>

/**
# Reading with few labels

Least squares needs more rows than columns. With ten labelled pictures of 256
pixels there is no single best map, and one must be chosen: *ridge regression*
takes the one that minimises

$$ \sum_b \| v_b - A z_b - c \|^2 + \lambda \|A\|^2 . $$

How strong the second term should be, the labelled rows can say themselves: each
is left out in turn and predicted by the others. For ridge regression that takes
no refitting. If $H$ is the matrix that maps the labels to their fits, the error
at a row left out is its ordinary error over $1 - H_{bb}$ (Allen 1974).

All is done in the space of the rows, where the matrix to be decomposed is as
large as the number of labels, however many columns there are.
*/

/* R^2 of each factor on rows (m, columns) and (m, K) that were not fitted, by a
 * ridge regression on rows (n, columns) and (n, K), n >= 3. The penalty is
 * chosen for each factor by the errors at fitted rows left out in turn. Columns
 * are centred, not scaled. r2 has length K; it is negative where the mean of
 * the fitted rows would have been better. */
void ridge_r2(const gsl_matrix *fit_codes, const gsl_matrix *fit_factors,
              const gsl_matrix *codes, const gsl_matrix *factors,
              gsl_vector *r2);

#endif
