// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_3_2_H
#define EX_3_2_H

#include "exercise.h"

#include <gsl/gsl_matrix.h>

/* A unit lives if its divergence is above so many nats. */
#define LIVE_NATS 0.1

/* The modularity of a code (Ridgeway and Mozer 2018) is the mean over its units
 * of 1 minus the squared information about all other factors over (K - 1) times
 * the squared information about the best one, for K factors. A unit that has no
 * information about any factor counts as 0. */
typedef struct {
    double all;  /* the mean over all units */
    double live; /* the mean over the units that live; 0 if none does */
    int units;   /* how many live */
} modularities;

/* information (units, factors): mutual information in nats, exactly 0 where
 * there is none; divergence (units): of each unit in nats, the mean over the
 * pictures. At least one unit and two factors. */
modularities modularity_of(const gsl_matrix *information,
                           const gsl_vector *divergence);

#endif
