// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef WARP_MEASURES_H
#define WARP_MEASURES_H

#include "real.h"

#include <stddef.h>

/* Warps are fields (2, height, width) in pixels, as in op_warp. */

/* Neighbours in a row whose W_x, and neighbours in a column whose W_y, do not
 * grow: how many pairs. */
int order_swaps(const real *warp, int height, int width);

/* The Jacobian determinant of each cell between four pixels, (height - 1,
 * width - 1) numbers: of the two triangles into which a cell is cut, that with
 * the smaller one. It is the area in the template, with sign, that one pixel's
 * area of the picture shows; 0 or less: the sheet is folded there. */
void cell_determinants(const real *warp, int height, int width, real *cells);

/* How many of them are 0 or less. */
int folded_cells(const real *warp, int height, int width);

/* Root mean square of W minus the identity, over both coordinates. */
double warp_drift(const real *warp, int height, int width);

/* Sum of the squared differences of neighbours, over all channels. */
double gradient_energy(const real *picture, int channels, int height,
                       int width);

/* The mean of n rows of `size` numbers. */
void mean_row(const real *rows, int n, size_t size, real *mean);

/* Sum of the variances of the columns of n rows. */
double total_variance(const real *rows, int n, size_t size);

#endif
