// SPDX-License-Identifier: GPL-3.0-or-later
#include "rng.h"

#include <gsl/gsl_randist.h>

/**
Seeds that lie side by side must not give generators that run side by side. The
three numbers are therefore stirred by *splitmix64* (Steele, Lea and Flood
2014), in which every bit of the input touches every bit of the output.
*/

static uint64_t splitmix64(uint64_t x)
{
    x += 0x9e3779b97f4a7c15u;
    x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
    x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
    return x ^ (x >> 31);
}

gsl_rng *rng_at(uint64_t seed, rng_purpose purpose, uint64_t counter)
{
    uint64_t mixed = splitmix64(seed);
    mixed = splitmix64(mixed ^ (uint64_t)purpose);
    mixed = splitmix64(mixed ^ counter);
    gsl_rng *rng = gsl_rng_alloc(gsl_rng_mt19937);
    gsl_rng_set(rng, (unsigned long)(mixed & 0xffffffffu));
    return rng;
}

void rng_shuffle(gsl_rng *rng, int *which, int n)
{
    for (int i = 0; i < n; i++)
        which[i] = i;
    gsl_ran_shuffle(rng, which, (size_t)n, sizeof *which);
}
