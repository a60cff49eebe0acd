// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LABORATORY_H
#define LABORATORY_H

#include "chapter.h"

/* Warps made by hand, without any training, and the boxes: files lab_*, and
 * results
 *   lab_{identity,allowed,swapped,folded}_{least_step,swaps,folded_cells}
 *   lab_sd_{025,050,100}_{cells,pictures}   shares that are folded, by the
 *                                           logits' standard deviation in
 *                                           hundredths
 *   lab_folds_warps      random warps at each of them
 *   lab_folds_quiet_sd   the largest without any folded picture
 * and those of boxes.h and signals.h. */
void laboratory_part(const chapter *c);

#endif
