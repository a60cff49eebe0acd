// SPDX-License-Identifier: GPL-3.0-or-later
#include "pairs.h"

#include "fail.h"
#include "rng.h"

pair *pairs_of(const dataset *d, int n)
{
    enum { TRIES = 100 };
    gsl_rng *rng = rng_at(0, RNG_SAMPLE, 0);
    pair *pairs = must_alloc((size_t)n, sizeof *pairs);
    for (int i = 0; i < n; i++)
        for (int tries = 0; tries < TRIES; tries++) {
            pair p = {(int)gsl_rng_uniform_int(rng, (unsigned long)d->n),
                      (int)gsl_rng_uniform_int(rng, (unsigned long)d->n)};
            pairs[i] = p;
            if (d->labels ? d->labels[p.first] != d->labels[p.second]
                          : p.first != p.second)
                break;
        }
    gsl_rng_free(rng);
    return pairs;
}

static int first_of_class(const dataset *d, int label, int otherwise)
{
    for (int b = 0; d->labels && b < d->n; b++)
        if (d->labels[b] == label)
            return b;
    return otherwise % d->n;
}

pair strip_ends(const dataset *d, int strip)
{
    static const int classes[][2] = {{0, 1}, {2, 4}, {5, 7}, {6, 9}};
    int apart = d->n > 2 * STRIPS ? d->n / (2 * STRIPS) : 1;
    return (pair){
        first_of_class(d, classes[strip][0], 2 * strip * apart),
        first_of_class(d, classes[strip][1], (2 * strip + 1) * apart)};
}
