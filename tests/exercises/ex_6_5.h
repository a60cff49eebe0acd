// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_6_5_H
#define EX_6_5_H

#include "../../chapters/06_intrinsic_dae/readers.h"
#include "exercise.h"
#include "face_split.h"

/* The maps of a model whose albedo is its own mirror image, left for right, in
 * the coordinates of the template: sigmoid(colour) if `colour` is symmetric
 * already. All else is what face_split.h says. */
face_maps symmetric_maps(node *colour, node *shading, node *warp);

/* The mean of a picture x (3, 24, 24) and its mirror image. */
node *both_sides(node *x);

/* R^2 of azimuth, elevation and tone, read from albedo codes of people `unseen`
 * by a reader fitted to codes of people `trained`: r2 in the order of
 * face_split.h. The codes of both are drawn, each from N(mu, exp(logvar)), and
 * another seed draws others. */
void read_paint(const face_rows *trained, const face_rows *unseen,
                uint64_t seed, double r2[FACE_FACTORS]);

#endif
