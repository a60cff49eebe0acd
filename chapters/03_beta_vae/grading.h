// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GRADING_H
#define GRADING_H

#include "model.h"

/* Grades a trained model on the test pictures and their factors: results
 * active_units, test_rec and test_kl (nats, one sample of z), entropy_floor,
 * excess (test_rec above the floor), test_mse (of the decodes of the mean
 * codes), frames_none, frames_more (shares of frames
 * of traversals with no dot, or several), the scores of the active units' means
 * (mig, modularity_all, modularity_active, sap, r2, r2_held_out, r2_quadratic,
 * explicitness, dci_d, dci_c; 0 below two active units), r2_FACTOR,
 * r2_quadratic_FACTOR (held out), unit_FACTOR and r2_unit_FACTOR (which unit
 * alone tells most about it, and how much), base_FACTOR (of the picture on the
 * traversal sheet). Writes
 * random.png (decodes of ten codes from the prior), interpolation.png,
 * traversal.png, traversal.csv, and codes.csv and factors.csv of the test
 * pictures; see also plane.h. */
void grading_part(chapter *c, beta_vae *m);

#endif
