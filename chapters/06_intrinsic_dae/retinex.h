// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RETINEX_H
#define RETINEX_H

#include "run.h"

/* Splits a positive signal of n samples into albedo[] times shading[] (Land and
 * McCann 1971): a difference of the logarithms of two neighbours belongs to the
 * albedo if its absolute value is above the threshold, else to the shading. The
 * shading's geometric mean is 1. */
void retinex(const double *signal, int n, double threshold, double *albedo,
             double *shading);

/* Root mean square of ln(found / truth), after the best factor between them. */
double log_distance(const double *found, const double *truth, int n);

/* Retinex on two signals, painted steps in a slope of light, and the same with
 * the edge of a shadow: retinex_paint.csv, retinex_shadow.csv, and results
 *   retinex_threshold
 *   retinex_largest_slope   difference of the shading's logarithm...
 *   retinex_smallest_step   ...and of the albedo's, at its edges
 *   retinex_step_{true,found}   factor of the albedo at the first edge
 *   retinex_{paint,shadow}_error   log_distance of the albedo found...
 *   retinex_{paint,shadow}_signal  ...and of the signal taken for the albedo
 *   retinex_shadow_{factor,fake}   of the light at the shadow's edge, and of
 *                                  the albedo that was found there (true: 1) */
void retinex_part(const run *r);

#endif
