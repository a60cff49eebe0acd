// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_4_4_H
#define EX_4_4_H

#include "exercise.h"
#include "real.h"

/* What your number stands for: random warps, `sheets` of them. Each is made of
 * grid x grid random logits for x and as many for y, drawn larger, as positive
 * steps between 0 and `most`, added up: see op_warp.h. */
typedef struct {
    int side, grid, sheets;
    double most;
    /* The warps (sheets, 2, side, side), in pixels, of logits whose standard
     * deviation is `amplitude`: the same random numbers each time, times that.
     * They are overwritten by the next call. */
    const real *(*warps)(double amplitude);
} task;

typedef struct {
    int swaps;     /* at amplitude 1, in all sheets together: pairs of
                      neighbours in a row whose W_x, and in a column whose W_y,
                      does not grow */
    double share;  /* at amplitude 1: share of folded cells, see below */
    double begins; /* the smallest amplitude, within 2 %, at which any of the
                      sheets has a folded cell; it lies between 0 and 2 */
} finding;

/* Of all cells between four neighbouring pixels, in all warps (count, 2, side,
 * side) together, the share that is folded: one of the two triangles into which
 * the diagonal from the upper right to the lower left cuts the cell has, in the
 * template, no positive area. */
double folded_share(const real *warps, int count, int side);

finding measured(const task *t);

#endif
