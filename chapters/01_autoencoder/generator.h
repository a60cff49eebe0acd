// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GENERATOR_H
#define GENERATOR_H

#include "model.h"

/* Measures and draws how full the code space of m is: results
 * midpoint_density_K and random_density_K, sheets interpolation_K.png and
 * random_K.png; with two codes the map as well (map_codes.csv,
 * map_density.csv, map_grid_2.png, and the results' plain midpoint_density and
 * random_density). */
void generator_part(chapter *c, autoencoder *m);

/* Pixel distances to the nearest training picture, with their controls:
 * nearest.csv and results nearest_*. */
void nearest_part(chapter *c, autoencoder *m);

#endif
