// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GREY_H
#define GREY_H

#include "runs.h"

/* Dots whose brightness varies, too: the squared loss and a beta that falls,
 * for dots that move little and dots that move far, with several seeds each
 * (OUT/grey/near/SEED, OUT/grey/far/SEED). Results grey_seeds and, for both,
 * grey_NAME_three_units_seeds and means over seeds grey_NAME_sap, _mig, _dci_d,
 * _dci_c, _modularity_active, _explicitness, _r2_x, _r2_y, _r2_grey,
 * _r2_quadratic_grey; grey.csv (a row a run). Writes grey_ideal.png:
 * what the generator draws when one factor is swept and the others stay at
 * those of the picture of the first near run's sheet. */
void grey_runs(const chapter *c, run_list *list);
void grey_results(chapter *c);

#endif
