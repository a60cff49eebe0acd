// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef REGIMES_H
#define REGIMES_H

#include "chapter.h"

/* Trains many models side by side as runs of their own, all weights as shares
 * of beta_c: the lecture's four regimes on the chapter's pictures, one each
 * (OUT/sheet/NAME); the same on dots of 16 x 16 pixels with many seeds, and
 * the good one with unequal ranges, too (OUT/count/NAME/SEED, counts.csv); and
 * a sweep over beta with 2, 5 and 10 units (OUT/sweep/UNITS/SHARE, sweep.csv).
 * Results: beta_c, beta_c_16, seeds, and counts as the text quotes them. */
void regimes_part(chapter *c);

#endif
