// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SCORES_H
#define SCORES_H

#include "chapter.h"
#include "deforming.h"

/* Reads each true factor of the first 600 test pictures from blocks of codes,
 * fitted on four fifths and measured on the rest:
 * r2_appearance_FACTOR, r2_warp_FACTOR (shape code and affine numbers) and
 * r2_all_FACTOR, and quadratically r2q_... (linear and quadratic terms); and
 * the table scores.csv. A plain autoencoder has only r2_all and r2q_all. Of its
 * single units, sap_FACTOR: by how much the best one beats the second best.
 * Without factors nothing is done. */
void scores_part(chapter *c, const dae *m);

#endif
