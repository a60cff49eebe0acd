// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LINEAR_FIT_H
#define LINEAR_FIT_H

#include <gsl/gsl_matrix.h>

/**
# Reading factors by least squares

The lecture's third property, *informativeness*: all factors can be read from
the code by a linear map, $v = A z + b$. Whether that is so is a matter of
least squares. The score of a factor is the share of its variance that the best
linear map explains,

$$ R^2 = 1 - \frac{\sum (v - \hat v)^2}{\sum (v - \bar v)^2} . $$

A dead unit, or one that repeats another, makes the least-squares problem
singular: many maps are equally good. The singular value decomposition then
takes the shortest of them, which shares the weight evenly among units that say
the same.
*/

/* Columns minus their means over their standard deviations; constant columns
 * become zero. x is (n, columns); so is the result. */
gsl_matrix *standardised(const gsl_matrix *x);

/* |coefficient| of each standardised code (n, L) in the least-squares fit of
 * each standardised factor (n, K): (L, K); below 1e-9 it is 0. The importance
 * that DCI asks for (Eastwood and Williams 2018). */
gsl_matrix *least_squares_importance(const gsl_matrix *codes,
                                     const gsl_matrix *factors);

/* The map of least squares from codes (n, L) to factors (n, K), as they are:
 * (L + 1, K); its first row is what is added. */
gsl_matrix *linear_map(const gsl_matrix *codes, const gsl_matrix *factors);

/* What it reads from the codes: (n, K). */
gsl_matrix *linear_readings(const gsl_matrix *codes, const gsl_matrix *map);

/* R^2 of each factor by a linear map of the codes, r2 of length K: fitted and
 * measured on all rows, or fitted on four fifths of the rows and measured on
 * every fifth. A constant factor has R^2 = 0. */
void linear_r2(const gsl_matrix *codes, const gsl_matrix *factors,
               gsl_vector *r2);
void linear_r2_held_out(const gsl_matrix *codes, const gsl_matrix *factors,
                        gsl_vector *r2);

/* Codes, their squares and products (n, L + L (L + 1) / 2): a linear map of
 * these is a quadratic one of the codes. As they are, or standardised first. */
gsl_matrix *quadratic_terms(const gsl_matrix *codes);
gsl_matrix *with_quadratic_terms(const gsl_matrix *codes);

#endif
