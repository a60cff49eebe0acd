// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ALIGNMENT_H
#define ALIGNMENT_H

#include "chapter.h"
#include "deforming.h"

/* Of a model with a warp, OUT/alignment.png from the first test pictures: rows
 * input, reconstruction, and texture under the mean warp of all test pictures.
 */
void alignment_sheet(const chapter *c, const dae *m);

#endif
