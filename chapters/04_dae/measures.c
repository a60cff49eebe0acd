// SPDX-License-Identifier: GPL-3.0-or-later
#include "measures.h"

#include "dae_codes.h"
#include "evaluate.h"
#include "fail.h"
#include "warp_measures.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Measuring a model

The error alone would be a poor judge: a plain autoencoder with as many codes
has a lower one. What a deforming autoencoder is for is the rest of this list.
*/

/* Values of a node for all test pictures, in fresh memory. */
static real *all_values(const chapter *c, const dae *m, node *y)
{
    return values_of(m, &c->data.test, c->data.test.n, y);
}

static double energy(const chapter *c, const real *picture)
{
    const dataset *d = &c->data.test;
    return gradient_energy(picture, d->channels, d->height, d->width);
}

static void texture_measures(chapter *c, const dae *m)
{
    const dataset *d = &c->data.test;
    size_t size = (size_t)dataset_size(d);
    real *pictures = all_values(c, m, m->x),
         *textures = all_values(c, m, m->texture);
    real *mean = must_alloc(2 * size, sizeof *mean);
    double single = 0;
    mean_row(pictures, d->n, size, mean);
    mean_row(textures, d->n, size, mean + size);
    for (int b = 0; b < d->n; b++)
        single += energy(c, pictures + (size_t)b * size) / d->n;
    double input = energy(c, mean), texture = energy(c, mean + size);
    results_number(c->run.results, "sharpness", texture / input);
    results_number(c->run.results, "detail", texture / single);
    results_number(c->run.results, "detail_input", input / single);
    results_number(c->run.results, "texture_share",
                   total_variance(textures, d->n, size) /
                       total_variance(pictures, d->n, size));
    free(mean);
    free(textures);
    free(pictures);
}

static void fold_measures(chapter *c, const dae *m)
{
    int n = c->data.test.n, height = m->form.height, width = m->form.width;
    real *warps = all_values(c, m, m->warp.whole);
    double cells = (double)n * (height - 1) * (width - 1);
    int pictures = 0, all = 0;
    for (int b = 0; b < n; b++) {
        int folded = folded_cells(
            warps + (size_t)b * (size_t)m->warp.whole->size, height, width);
        pictures += folded > 0;
        all += folded;
    }
    results_number(c->run.results, "folded", (double)pictures / n);
    results_number(c->run.results, "folded_cells", all / cells);
    double variance = total_variance(warps, n, (size_t)m->warp.whole->size);
    results_number(c->run.results, "warp_spread",
                   sqrt(variance / m->warp.whole->size));
    free(warps);
}

static void local_measures(chapter *c, const dae *m)
{
    int n = c->data.test.n, height = m->form.height, width = m->form.width;
    size_t size = (size_t)m->warp.local->size;
    real *warps = all_values(c, m, m->warp.local);
    real *mean = must_alloc(size, sizeof *mean);
    int swapped = 0;
    for (int b = 0; b < n; b++)
        swapped += order_swaps(warps + (size_t)b * size, height, width) > 0;
    mean_row(warps, n, size, mean);
    results_count(c->run.results, "order_swaps", swapped);
    results_number(c->run.results, "drift", warp_drift(mean, height, width));
    free(mean);
    free(warps);
}

static void least_step(chapter *c, const dae *m)
{
    real *steps = all_values(c, m, m->warp.steps), least = steps[0];
    size_t count = (size_t)c->data.test.n * (size_t)m->warp.steps->size;
    for (size_t i = 1; i < count; i++)
        least = steps[i] < least ? steps[i] : least;
    results_number(c->run.results, "least_step", (double)least);
    free(steps);
}

static void affine_measures(chapter *c, const dae *m)
{
    real *mean = mean_of(m, &c->data.test, m->warp.affine);
    double largest = 0;
    for (int i = 0; i < m->warp.affine->size; i++)
        largest = fmax(largest, fabs((double)mean[i]));
    results_number(c->run.results, "affine_drift", largest);
    free(mean);
}

void measures_part(chapter *c, const dae *m)
{
    results_number(c->run.results, "test_mse",
                   evaluate_mean(m->x, m->mse, &c->data.test));
    results_number(c->run.results, "mean_image_mse",
                   mean_image_error(&c->data));
    texture_measures(c, m);
    if (m->warp.whole)
        fold_measures(c, m);
    if (m->warp.local)
        local_measures(c, m);
    if (m->warp.steps)
        least_step(c, m);
    if (m->warp.affine)
        affine_measures(c, m);
}
