// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef NOISE_H
#define NOISE_H

#include "real.h"
#include "rng.h"

#include <gsl/gsl_randist.h>

/* Numbers that no mistake hits by chance: normal, another row a seed. */
static inline void noise(real *x, size_t n, uint64_t seed)
{
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 77);
    for (size_t i = 0; i < n; i++)
        x[i] = (real)gsl_ran_ugaussian(rng);
    gsl_rng_free(rng);
}

/* The same between 0 and 1, the ends never. */
static inline void noise_unit(real *x, size_t n, uint64_t seed)
{
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 78);
    for (size_t i = 0; i < n; i++)
        x[i] = (real)gsl_rng_uniform_pos(rng);
    gsl_rng_free(rng);
}

#endif
