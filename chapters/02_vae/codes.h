// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CODES_H
#define CODES_H

#include "model.h"

/* How full the code space of m is, measured as in chapter 1: results
 * midpoint_density and random_density. Codes are the means; random ones come
 * from the prior, for a plain autoencoder from the Gaussian that fits its codes
 * best. */
void codes_part(chapter *c, const vae *m);

/* The same numbers of all runs (see runs.h) into densities.csv. Results: for
 * two codes the means over the seeds, midpoint_density and random_density of
 * the vae, ..._ae of the plain autoencoder, those of each seed, ..._seed_S; in
 * how many seeds the vae's is the lower one, midpoint_lower_seeds and
 * random_lower_seeds; for K codes ..._K and ..._ae_K. And what the
 * reconstruction of the test pictures costs, {vae,ae}_{2,K}_rec. */
void densities_part(chapter *c);

#endif
