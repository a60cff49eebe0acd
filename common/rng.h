// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RNG_H
#define RNG_H

#include <gsl/gsl_rng.h>
#include <stdint.h>

/**
# Randomness by counters

A random generator has a state, and a program that is to go on tomorrow exactly
where it stopped today would have to save it. We do without: each time
randomness is needed, a generator is started afresh from *what it is for*: the
run's seed, the purpose, and a counter. The shuffle of epoch 7 is then the same
whether or not the program was stopped in epoch 5.
*/

typedef enum {
    RNG_INIT = 1,
    RNG_SHUFFLE,
    RNG_NOISE,
    RNG_SAMPLE,
    RNG_AUGMENT
} rng_purpose;

/* A generator for (seed, purpose, counter); gsl_rng_free frees it. */
gsl_rng *rng_at(uint64_t seed, rng_purpose purpose, uint64_t counter);

/* A random permutation of 0 .. n-1 in which[]. */
void rng_shuffle(gsl_rng *rng, int *which, int n);

#endif
