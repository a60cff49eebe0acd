// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef WARP_PICTURE_H
#define WARP_PICTURE_H

#include "real.h"

/* Draws a warp (2, height, width): the template's grid as the picture shows it,
 * that is, lines where W_x or W_y is a multiple of `spacing` pixels away from
 * the template's centre; where no template is, there are none. Each pixel is
 * drawn as fineness x fineness numbers, 0 where no line is and 1 on a line,
 * which is 1.5 of them thick: (1, height * fineness, width * fineness). */
void warp_grid_picture(const real *warp, int height, int width, int fineness,
                       double spacing, real *out);

#endif
