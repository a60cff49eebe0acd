// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_WARP_H
#define OP_WARP_H

#include "graph.h"

/* Fields have the shape (2, H, W): channel 0 belongs to x, channel 1 to y.
 * Coordinates are in pixels; 0 and W - 1 are the CENTRES of the first and the
 * last column, 0 and H - 1 those of the rows. */

/* The increments of a warp: most / (1 + (most - 1) e^-s) for each logit s, in
 * (0, most), and exactly 1 at s = 0. most > 1; it is y->scalar. The positive
 * increments of Shu et al. (2018), section 3.1, in the parametrisation of
 * Christodoulidis et al. (2018). */
node *increments(node *logits, double most);

/* The warp W of which they are the increments, by prefix sums:
 *   W_x[i][j] = f_x[i][0] + ... + f_x[i][j] - 1   along each row,
 *   W_y[i][j] = f_y[0][j] + ... + f_y[i][j] - 1   along each column.
 * Increments that are all 1 give the identity bit for bit. */
node *integrate(node *increments);

/* The identity (2, height, width), for as many pictures as x. */
node *identity_warp(node *x, int height, int width);

/* The identity plus what is given: a warp without increments, whose rows and
 * columns may change their order. */
node *displaced(node *displacement);

/* W minus the identity, in pixels: the residual field. */
node *displacement(node *warp);

#endif
