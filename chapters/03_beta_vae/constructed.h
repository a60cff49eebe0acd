// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CONSTRUCTED_H
#define CONSTRUCTED_H

#include <gsl/gsl_matrix.h>

/**
# Codes that are written down

A measure should first be tried where the answer is known. These codes of two
factors $v_1, v_2 \in \{0, \dots, n - 1\}$ are not learned but written down, and
all $n^2$ combinations of the factors are their data.
*/

typedef enum {
    PERFECT,  /* (v1, v2) */
    TURNED,   /* ((v1 + v2), (v1 - v2)) / sqrt 2 */
    TWICE,    /* (v1, v1, v2, v2) */
    PACKED,   /* (v1 + n v2, 0) */
    MISSING,  /* (v1, 0) */
    CUBES,    /* each factor's distance from its mean, cubed */
    ABSOLUTES /* ... without its sign */
} constructed;

/* The code (n * n, 2 or 4) and its factors (n * n, 2). */
void constructed_grid(constructed which, int n, gsl_matrix **codes,
                      gsl_matrix **factors);

/* The two columns of x (rows, 2) turned by that angle in radians: (rows, 2). */
gsl_matrix *turned_by(const gsl_matrix *x, double angle);

#endif
