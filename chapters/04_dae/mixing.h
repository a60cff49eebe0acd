// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MIXING_H
#define MIXING_H

#include "chapter.h"
#include "deforming.h"

/* Pictures of codes that were put together:
 *   interpolation.png  from one test picture to another in nine steps: the
 *                      shape alone, the appearance alone, both
 *   swap.png           row i: the appearance of test picture i, under the warps
 *                      of all; the pictures themselves above and at the left */
void mixing_sheets(const chapter *c, const dae *m);

enum { MIXING_STEPS = 9, SWAPPED = 6 };

#endif
