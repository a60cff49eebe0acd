// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_3_1_H
#define EX_3_1_H

#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* The mutual information of two things in nats, from a table of counts: how
 * often class i of the one (row) came together with class j of the other
 * (column). Counts are not negative, and at least one is positive. */
double mutual_nats(const gsl_matrix *counts);

/* What is known of a code and of the factors that the pictures were made from,
 * in nats. */
typedef struct {
    const gsl_matrix *information; /* (units, factors): mutual information */
    const gsl_vector *of_units;    /* (units): the entropy of each unit */
    const gsl_vector *of_factors;  /* (factors): the entropy of each factor */
} knowledge;

/* The mutual information gap (Chen et al. 2018): for each factor the largest
 * information that a unit has about it minus the second largest, in units of
 * the factor's entropy; the mean over the factors. A factor that does not vary
 * counts as 0. There are two units at least. */
double information_gap(const knowledge *k);

#endif
