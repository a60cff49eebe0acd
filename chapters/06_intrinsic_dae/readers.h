// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef READERS_H
#define READERS_H

#include <gsl/gsl_matrix.h>

/* A map from codes, their squares and products to factors. */
typedef struct reader reader;

/* Rows that a reader is fitted to, at least. */
enum { LEAST_FITTED = 10 };

/* Fits it to rows (n, L) and (n, K) by ridge regression; the penalty of each
 * factor is the best of a few on the last fifth of the rows, which are not
 * fitted. */
reader *reader_fit(const gsl_matrix *codes, const gsl_matrix *factors);
void reader_free(reader *r);

/* What it reads from rows of codes: (n, K), in fresh memory. */
gsl_matrix *reader_read(const reader *r, const gsl_matrix *codes);

/* R^2 of column k of readings (n, K) of factors (n, K); negative where the mean
 * of the factor would have been better, 0 for a constant one. */
double r_squared(const gsl_matrix *readings, const gsl_matrix *factors,
                 size_t k);

#endif
