// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef REGIMES_H
#define REGIMES_H

#include "runs.h"

/* The lecture's four regimes: one model each on the chapter's pictures
 * (OUT/sheet/NAME: low, high, good, anneal), and the same on dots of 16 x 16
 * pixels with many seeds (OUT/count/NAME/SEED, counts.csv), the plain
 * variational autoencoder (vae) besides, and the last two with unequal ranges
 * (good_uneven, anneal_uneven). Results: beta_c, beta_c_16, seeds, the counts
 * as the text quotes them, and numbers of the sheets' models. */
void regimes_runs(const chapter *c, run_list *list);
void regimes_results(chapter *c);

#endif
