// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DRAWING_H
#define DRAWING_H

#include "chapter.h"

/* Draws digits with the model with classes: random.png, two rows, a column a
 * class, of which the class is said by hand and all other codes come from the
 * Gaussian that fits those of the training pictures best; interpolation.png,
 * four straight lines between codes of test pictures, in 9 steps each, the
 * classes included. Result random_density: how far such other codes are from
 * the training codes (see density.h), relative to those of test pictures. */
void drawing_part(chapter *c);

#endif
