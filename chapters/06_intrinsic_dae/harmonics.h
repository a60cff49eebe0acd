// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HARMONICS_H
#define HARMONICS_H

#include "run.h"

/* The coefficient a_l of max(0, cos t) = sum over l of a_l P_l(cos t): 1/4,
 * 1/2, 5/16, 0, -3/32, ... (Basri and Jacobs 2003; Ramamoorthi and Hanrahan
 * 2001, in another norm). Degrees up to 30. */
double lambert_coefficient(int degree);

/* The share of max(0, cos t)'s mean square over the sphere that lies in that
 * degree: 3/8, 1/2, 15/128, 0, ... */
double lambert_share(int degree);

/* The sum of the terms up to a degree, at cos t = c. */
double lambert_series(int degree, double c);

/* A sphere's shading by harmonics: harmonics.png (the shading, by 1, 4 and 9 of
 * them; below, the absolute differences times harmonics_gain),
 * harmonics_curve.csv, and results, for N = 1, 4, 9,
 *   harmonics_N_share    of the mean square, all normals and lights
 *   harmonics_N_fitted   the same by least squares, over the pixels that are
 *                        seen, for harmonics_lights lights from the front
 *   harmonics_N_best     the most that any N pictures could explain of these
 *   harmonics_most_negative   the least value of the series of nine */
void harmonics_part(const run *r);

#endif
