// SPDX-License-Identifier: GPL-3.0-or-later
#include "dot_vae.h"

#include "adam.h"
#include "evaluate.h"
#include "fail.h"
#include "op_activation.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "rng.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { WIDE = 48, NARROW = 24, BATCH = 32 };

dot_vae dot_vae_alloc(void)
{
    dot_vae m = {.g = graph_alloc()};
    m.x = input(m.g, DOT_SIZE);
    node *h = relu(dense(relu(dense(m.x, WIDE)), NARROW));
    m.mu = dense(h, DOT_UNITS);
    m.logvar = dense(h, DOT_UNITS);
    h = reparameterise(m.mu, m.logvar);
    h = relu(dense(relu(dense(h, NARROW)), WIDE));
    m.logits = dense(h, DOT_SIZE);
    return m;
}

void dot_vae_train(dot_vae *m, node *loss, const dataset *d, dot_training t)
{
    graph *g = m->g;
    int epoch = d->n / BATCH;
    graph_bind(g, BATCH, t.seed);
    int *order = must_alloc((size_t)d->n, sizeof *order);
    adam a = adam_alloc(g->parameters);
    for (int s = 0; s < t.steps; s++) {
        double done = (double)s / t.steps;
        if (s % epoch == 0) {
            gsl_rng *rng = rng_at(t.seed, RNG_SHUFFLE, (uint64_t)(s / epoch));
            rng_shuffle(rng, order, d->n);
            gsl_rng_free(rng);
        }
        if (t.weight)
            t.weight->scalar = (real)t.weight_at(done);
        dataset_batch(d, order + s % epoch * BATCH, BATCH, m->x->value);
        graph_noise(g, t.seed, s);
        graph_run(NULL, loss, BATCH);
        graph_backward(loss, BATCH);
        adam_step(&a, g->theta, g->grad, t.rate * (1 - done));
    }
    g->training = false;
    adam_free(&a);
    free(order);
}

void dot_vae_nats(dot_vae *m, const dataset *d, double nats[DOT_UNITS])
{
    size_t count = (size_t)d->n * DOT_UNITS;
    real *mu = must_alloc(count, sizeof *mu);
    real *logvar = must_alloc(count, sizeof *logvar);
    evaluate_pictures(m->x, m->mu, d, mu);
    evaluate_pictures(m->x, m->logvar, d, logvar);
    memset(nats, 0, DOT_UNITS * sizeof *nats);
    for (size_t i = 0; i < count; i++) {
        double u = (double)mu[i], l = (double)logvar[i];
        nats[i % DOT_UNITS] += (u * u + exp(l) - 1 - l) / 2 / d->n;
    }
    free(mu);
    free(logvar);
}
