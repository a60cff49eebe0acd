// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SWEEP_H
#define SWEEP_H

#include "runs.h"

/* One model for each of seven weights and 2, 5 and 10 available units, on dots
 * of 16 x 16 pixels (OUT/sweep/UNITS/SHARE); sweep.csv. */
void sweep_runs(const chapter *c, run_list *list);
void sweep_results(const chapter *c);

#endif
