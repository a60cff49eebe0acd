// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef ESTIMATORS_H
#define ESTIMATORS_H

#include "model.h"

/* Two estimates of the same gradient, that of the reconstruction of the first
 * test picture by the mean of its most informative code: reparameterised, and
 * by the score function (bare, and less a baseline). The variance of means over
 * 1, 2, 4, ... samples: estimators.csv; results gradient_{reparam,score,
 * baseline}_{mean,se,variance} of one sample, and score_ratio. */
void estimators_part(chapter *c, const vae *m);

#endif
