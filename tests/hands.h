// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HANDS_H
#define HANDS_H

/* What the tests of palms share. */

#include "fail.h"
#include "palms.h"

#include <math.h>
#include <string.h>

/* Landmarks by their places. */
enum { FINGERS = 5, POSES = 32 };
enum { TIP, OUTER, INNER, PARTS, VALLEYS = FINGERS * PARTS };
enum { WRIST = VALLEYS + FINGERS - 1 };

/* A hand as it usually is, of a middle tone. */
static inline void usual(float *factors)
{
    memset(factors, 0, PALMS_FACTORS * sizeof *factors);
    factors[PALMS_SCALE] = factors[PALMS_LIGHT] = 1;
    factors[PALMS_SKIN] = 0.5F;
}

/* One of the 32 ways to have each finger at an end of its range. */
static inline void spread_out(float *factors, int pose)
{
    for (int k = 0; k < FINGERS; k++)
        factors[k] = (float)palms_range[k][pose >> k & 1];
}

/* Any factors: number `seed` of a fixed set. */
static inline void any(float *factors, int seed)
{
    for (int k = 0; k < PALMS_FACTORS; k++) {
        double u = fmod(0.5 + (seed + 1) * sqrt(2 + k * (k + 1)), 1);
        factors[k] = (float)(palms_range[k][0] +
                             (palms_range[k][1] - palms_range[k][0]) * u);
    }
}

/* What a plane of the picture has at a place between its pixels. */
static inline double shown(const real *plane, int size, double x, double y)
{
    int j = (int)floor(x), i = (int)floor(y);
    double u = x - j, v = y - i;
    REQUIRE(i >= 0 && j >= 0 && i + 1 < size && j + 1 < size, "outside");
    const real *p = plane + i * size + j;
    return (double)p[0] * (1 - u) * (1 - v) + (double)p[1] * u * (1 - v) +
           (double)p[size] * (1 - u) * v + (double)p[size + 1] * u * v;
}

/* The vector from one landmark to another. */
static inline void between(const float *landmarks, int from, int to, double *v)
{
    v[0] = (double)(landmarks[2 * to] - landmarks[2 * from]);
    v[1] = (double)(landmarks[2 * to + 1] - landmarks[2 * from + 1]);
}

#endif
