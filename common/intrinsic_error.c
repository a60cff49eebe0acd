// SPDX-License-Identifier: GPL-3.0-or-later
#include "intrinsic_error.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <stddef.h>

/**
# An error that forgives a factor

Multiply an albedo by two and divide its shading by two: the texture is the
same, and no loss can tell which of both was meant. So an estimated map is right
or wrong only up to a factor, and the measure must choose the best one first
[@grosse2009]. For a map $x$ and its truth $t$,

$$ E(x, t) = \min_s \frac 1M \sum_k m_k \sum_c (s\,x_{ck} - t_{ck})^2,
   \qquad M = C \sum_k m_k, $$

with $m_k = 1$ for the pixels of the head and 0 elsewhere: what is drawn beside
the head is nobody's albedo. The sum is a parabola in $s$, with its lowest point
at

$$ s = \frac{\langle x, t \rangle}{\langle x, x \rangle}, \qquad
   \langle x, y \rangle = \sum_k m_k \sum_c x_{ck}\,y_{ck}. $$

There is one factor a map, shared by its channels: a factor for each channel
would forgive a wrong colour, a factor for each pixel everything. Albedo and
shading have one each. Grosse et al. go on to average this error over small
windows, each with its own factor, since their methods saw only edges; a light
that comes from the wrong side would be forgiven by that, and it is just what
this chapter asks about. So here the window is the head.
*/

/* <x, y> inside the mask. */
static double product(const real *x, const real *y, const real *mask,
                      int channels, int area)
{
    double sum = 0;
    for (int c = 0; c < channels; c++)
        for (int k = 0; k < area; k++) {
            ptrdiff_t at = (ptrdiff_t)c * area + k;
            sum += (double)mask[k] * (double)x[at] * (double)y[at];
        }
    return sum;
}

double best_factor(const real *x, const real *truth, const real *mask,
                   int channels, int area)
{
    double length = product(x, x, mask, channels, area);
    return length > 0 ? product(x, truth, mask, channels, area) / length : 0;
}

double scale_invariant_error(const real *x, const real *truth, const real *mask,
                             int channels, int area)
{
    double s = best_factor(x, truth, mask, channels, area), sum = 0, count = 0;
    for (int c = 0; c < channels; c++)
        for (int k = 0; k < area; k++) {
            ptrdiff_t at = (ptrdiff_t)c * area + k;
            double weight = (double)mask[k];
            sum += weight * gsl_pow_2(s * (double)x[at] - (double)truth[at]);
            count += weight;
        }
    REQUIRE(count > 0, "the mask leaves no pixel");
    return sum / count;
}
