// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DEFORMATIONS_H
#define DEFORMATIONS_H

#include "chapter.h"

/* How the warps of a class differ. Writes deformations.png: two rows a class,
 * one for each of its first two principal deformations; five columns at -2 ..
 * 2 standard deviations with the template of the class, and after an empty one
 * the same warps as grids. deformations.csv: row, class, axis, share (of the
 * variance). mean_warps.png: the templates of all classes under their mean
 * warps, and these as grids. Results deformation_pictures (of a class),
 * deformation_axes, axes_own (share of the variance of other pictures of the
 * same class that so many axes explain; mean over the classes), axes_other (the
 * same for pictures of other classes), first_axes_angle (between the first axes
 * of two classes, degrees; mean over the pairs). */
void deformations_part(chapter *c);

enum { DEFORMED_CLASSES = 3, DEFORMED_STEPS = 5 };

#endif
