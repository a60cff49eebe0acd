// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef WARP_INVERSE_H
#define WARP_INVERSE_H

#include "real.h"

#include <stdbool.h>

/* Warps are fields (2, height, width) in pixels, as in op_warp, here between
 * their pixels, too: bilinear in each cell of four. Cells at the border reach
 * one pixel further out. height and width are at least 2. */

/* W at a point, and its Jacobian. */
typedef struct {
    double x, y;           /* W_x, W_y */
    double xx, xy, yx, yy; /* dW_x/dx, dW_x/dy, dW_y/dx, dW_y/dy */
} warp_point;

warp_point warp_at(const real *warp, int height, int width, double x, double y);

/* The point (*px, *py) of the picture that shows the template's point (tx, ty):
 * W(p) = t. False if there is none; if there are several, as where the sheet is
 * folded, the one in the first cell. */
bool warp_inverse(const real *warp, int height, int width, double tx, double ty,
                  double *px, double *py);

#endif
