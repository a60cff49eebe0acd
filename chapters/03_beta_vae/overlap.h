// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OVERLAP_H
#define OVERLAP_H

#include "runs.h"

/* Dots at the same 36 places, small ones that never overlap with those at
 * other places, and large ones that do, at several weights and with several
 * seeds (OUT/overlap/NAME/SHARE/SEED). overlap.csv; results
 * overlap_apart_r2_max, overlap_apart_sap_max (the best of all runs with small
 * dots) and overlap_touching_r2_min (the worst with large ones). */
void overlap_runs(const chapter *c, run_list *list);
void overlap_results(chapter *c);

#endif
