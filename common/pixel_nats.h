// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PIXEL_NATS_H
#define PIXEL_NATS_H

#include "dataset.h"

/* What no model of these pictures can go below, the entropy of their grey
 * pixels, and what the mean of the training pictures costs as their
 * reconstruction; both in nats per picture of d. */
double entropy_floor(const dataset *d);
double mean_image_nats(const dataset *train, const dataset *d);

#endif
