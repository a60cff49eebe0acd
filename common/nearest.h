// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NEAREST_H
#define NEAREST_H

#include "dataset.h"

/* Mean over n pictures (n, size) of the mean squared difference per pixel to
 * the nearest picture of d. Compare it with that of real pictures, blurred
 * ones and a black one: by itself it says little. */
double nearest_distance(const dataset *d, const real *pictures, int n);

#endif
