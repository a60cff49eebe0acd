// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MANIFOLD_H
#define MANIFOLD_H

#include "chapter.h"
#include "deforming.h"

/* What lies between the pictures:
 *   manifold.png    7 x 7 places of the plane of the two principal directions
 *                   of the warp's codes (of training pictures), at quantiles of
 *                   both; the mean appearance
 *   appearance.png  7 quantiles of the appearance code that varies most; the
 *                   mean warp
 *   traversal.png   a row a unit, that of the appearance and the eight of the
 *                   warp with the largest effect: from -2 to 2 standard
 *                   deviations in nine steps, the others at their means;
 *                   traversal.csv names them: unit, part, effect (mean
 *                   squared change of the picture from end to end)
 *   random.png      codes drawn from the Gaussian that fits the codes of the
 *                   training pictures
 * and random_density (see holes). */
void manifold_part(chapter *c, const dae *m);

enum { MANIFOLD_SIDE = 7, TRAVERSED = 9, TRAVERSAL_STEPS = 9 };

#endif
