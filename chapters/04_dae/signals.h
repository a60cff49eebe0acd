// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SIGNALS_H
#define SIGNALS_H

#include "run.h"

/* What the chapter presupposes, in one dimension: lab_bilinear.csv,
 * lab_pixels.csv, lab_sums.csv, lab_variation.csv, and results
 *   lab_bilinear_{pixel,before,after}  a pixel, and the slopes beside it
 *   lab_sums_{forwards,backwards}      <L f, u> and <f, L* u>
 *   lab_variation_{noisy,absolute,square}_rms  distance from the true signal
 *   lab_variation_{absolute,square}_edge       largest difference of neighbours
 *   lab_variation_{absolute,square}_weight     of the smoothness, each the best
 */
void signals_part(const run *r);

#endif
