// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SIZES_H
#define SIZES_H

#include "chapter.h"

/* Trains autoencoders of many code sizes, and of three learning rates, side by
 * side as runs of their own in OUT/sizes/K and OUT/rates/R; writes sizes.csv
 * and results (short_K_test_mse). The map's autoencoder with 2 codes is
 * trained among them, longer: see map_path. */
void sizes_part(chapter *c);

/* The weights of the autoencoder with 2 codes. */
char *map_path(const chapter *c);

#endif
