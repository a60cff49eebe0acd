// SPDX-License-Identifier: GPL-3.0-or-later
#include "measures.h"

#include "evaluate.h"
#include "fail.h"
#include "warp_measures.h"

#include <stdlib.h>

/**
# Measuring a model

First what chapter 4 measured: the error, how much sharper the mean texture is
than the mean picture, swaps and folds of the warp. Then what the albedo's code
carries: the divergence from its prior, in nats a picture, as in chapter 2.
*/

static double energy_of_mean(const chapter *c, const intrinsic *m, node *y)
{
    const dataset *d = &c->data.test;
    real *values = values_of(m, d, d->n, y);
    real *mean = must_alloc((size_t)y->size, sizeof *mean);
    mean_row(values, d->n, (size_t)y->size, mean);
    double energy = gradient_energy(mean, d->channels, d->height, d->width);
    free(mean);
    free(values);
    return energy;
}

static void warp_faults(chapter *c, const intrinsic *m)
{
    const dataset *d = &c->data.test;
    int swaps = 0, folded = 0, size = m->warp.whole->size;
    real *local = values_of(m, d, d->n, m->warp.local);
    real *whole = values_of(m, d, d->n, m->warp.whole);
    for (int b = 0; b < d->n; b++) {
        swaps += order_swaps(local + b * size, d->height, d->width) > 0;
        folded += folded_cells(whole + b * size, d->height, d->width) > 0;
    }
    results_count(c->run.results, "order_swaps", swaps);
    results_number(c->run.results, "folded", (double)folded / d->n);
    free(whole);
    free(local);
}

static double nats_of(const chapter *c, const intrinsic *m)
{
    double *kl = must_alloc((size_t)m->kl->size, sizeof *kl), sum = 0;
    evaluate_means(m->x, m->kl, &c->data.test, kl);
    for (int i = 0; i < m->kl->size; i++)
        sum += kl[i];
    free(kl);
    return sum;
}

void measures_part(chapter *c, const intrinsic *m)
{
    results *r = c->run.results;
    results_number(r, "test_mse", evaluate_mean(m->x, m->mse, &c->data.test));
    results_number(r, "mean_image_mse", mean_image_error(&c->data));
    results_number(r, "nats", nats_of(c, m));
    results_number(r, "sharpness",
                   energy_of_mean(c, m, m->texture) /
                       energy_of_mean(c, m, m->x));
    warp_faults(c, m);
}
