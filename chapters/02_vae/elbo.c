// SPDX-License-Identifier: GPL-3.0-or-later
#include "elbo.h"

#include "evaluate.h"
#include "fail.h"
#include "pixel_nats.h"

#include <stdio.h>
#include <stdlib.h>

/**
# What the test pictures cost

The negative ELBO of pictures that the model has never seen, beside the two
numbers to hold it against.
*/

int active_units(const vae *m, const dataset *d)
{
    int active = 0;
    double *kl = must_alloc((size_t)m->units->size, sizeof *kl);
    evaluate_means(m->x, m->units, d, kl);
    for (int j = 0; j < m->units->size; j++)
        active += kl[j] > 0.1;
    free(kl);
    return active;
}

/**
The divergence needs no noise, it is an integral that has been done. Only the
reconstruction is estimated, by one sample of $z$ a picture. Ten thousand
pictures make that precise enough: it changes by some hundredths of a nat from
one set of samples to another.
*/

static double reconstruction(const chapter *c, const vae *m, const dataset *d)
{
    return evaluate_noisy(m->x, m->rec, d, (uint64_t)c->run.options.seed);
}

void elbo_part(chapter *c, const vae *m)
{
    const dataset *test = &c->data.test;
    results *r = c->run.results;
    double rec = reconstruction(c, m, test);
    results_number(r, "entropy_floor", entropy_floor(test));
    results_number(r, "mean_image_nats", mean_image_nats(&c->data.train, test));
    results_number(r, "test_rec", rec);
    if (!m->kl)
        return;
    double kl = evaluate_mean(m->x, m->kl, test);
    results_number(r, "test_kl", kl);
    results_number(r, "test_neg_elbo", rec + kl);
    results_count(r, "active_units", active_units(m, test));
    if (c->held_out.n > 0)
        results_number(r, "held_out_neg_elbo",
                       reconstruction(c, m, &c->held_out) +
                           evaluate_mean(m->x, m->kl, &c->held_out));
    if (!c->run.options.quiet)
        printf("test: %.2f nats a picture = %.2f (reconstruction) + %.2f "
               "(divergence)\n",
               rec + kl, rec, kl);
}
