// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MAPS_H
#define MAPS_H

#include "graph.h"

/* Maps whose numbers the caller writes. */
static inline node *maps(graph *g, int channels, int height, int width)
{
    return shaped(input(g, channels * height * width), channels, height, width);
}

/* W = M (x, y) + shift. */
static inline void linear_warp(real *w, int height, int width, const double *m,
                               const double *shift)
{
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++) {
            w[i * width + j] = (real)(m[0] * j + m[1] * i + shift[0]);
            w[(height + i) * width + j] =
                (real)(m[2] * j + m[3] * i + shift[1]);
        }
}

#endif
