// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef INTRINSIC_ERROR_H
#define INTRINSIC_ERROR_H

#include "real.h"

/* x and truth are maps of one picture, (channels, area) numbers. The mask,
 * (area) numbers, says how much each pixel counts: 1, 0, or between at an edge;
 * some must count. */

/* The one factor s, for all channels, with which s x comes closest to the truth
 * inside the mask; 0 if x is black there. */
double best_factor(const real *x, const real *truth, const real *mask,
                   int channels, int area);

/* The mean of (s x - truth)^2 over the channels and the mask's pixels, with
 * that factor: the scale-invariant error of Grosse et al. (2009), as a mean. */
double scale_invariant_error(const real *x, const real *truth, const real *mask,
                             int channels, int area);

#endif
