// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SPRITES_H
#define SPRITES_H

#include "dataset.h"

/* Pictures of `size` x `size` pixels (16 or more) with one square, ellipse or
 * heart on black, white or, with `colour`, in one colour (3 channels). */
typedef struct {
    int size;
    bool colour;
    double turn[2]; /* range of the orientation, radians */
} sprites_form;

enum { SPRITE_SHAPES = 3 };

/* White, orientations from 0 to a quarter of a circle. */
sprites_form sprites_ordinary(int size);

/* The factors, in this order; all but the shape are continuous and uniform:
 *   shape        0 square, 1 ellipse, 2 heart, equally often
 *   scale        0.5 .. 1; side of the square of equal area over size / 3
 *   orientation  turn[0] .. turn[1], radians counter-clockwise; left out if
 *                both are equal: what stays the same is no factor
 *   x, y         0 .. 1: left to right, top to bottom, of the centre of mass,
 *                between sprites_margin and size - 1 - sprites_margin
 *   hue          0 (red) .. 2/3 (blue); only with `colour`
 * Returns how many these are, and their static names. */
int sprites_factors(const sprites_form *f, const char *const **names);

/* How near to the middle of the outermost pixels a centre may come, in pixels:
 * so much that the largest sprite is inside. */
double sprites_margin(const sprites_form *f);

/* n pictures with their factors, and the shapes as labels. Picture i depends on
 * the seed and on i alone, and is the same sprite in white and in colour. */
dataset sprites(const sprites_form *f, int n, uint64_t seed);

/* The picture (channels, size, size) of given factors, numbers in [0,1]. */
void sprites_draw(const sprites_form *f, const float *factors, real *picture);

#endif
