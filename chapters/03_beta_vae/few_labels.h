// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FEW_LABELS_H
#define FEW_LABELS_H

#include "chapter.h"

/* How well is the place of a dot read from its code by a ridge regression on
 * so many labelled pictures? For the pixels themselves, PCA with as many axes
 * as the models have units, and the models of regimes_runs (vae, good, anneal);
 * each seed has its own model and its own labelled pictures, R^2 is that of 512
 * other test pictures. few_labels.csv (labels, kind, mean, least, most over
 * seeds); results labels_KIND_N for N = 5 and 100, labels_seeds. */
void few_labels_part(chapter *c);

#endif
