// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_5_3_H
#define EX_5_3_H

#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* The principal deformations of a class: how its warps differ from their mean.
 */
typedef struct {
    gsl_vector *mean;       /* (size) the mean warp, in pixels */
    gsl_matrix *axes;       /* (size, count) one a column, of length 1; its
                               number of largest absolute value is positive */
    gsl_vector *deviations; /* (count) the warps' standard deviations along
                               them, in pixels, falling; those of n warps are
                               divided by n */
} deformations;

/* Of those rows of `warps` (pictures, size) whose label is `which`: there are
 * more than `count` of them, and at most `size`. The caller frees the parts. */
deformations principal_deformations(const gsl_matrix *warps, const int *labels,
                                    int which, int count);

#endif
