// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "checkpoint.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "train.h"

#include <stdlib.h>
#include <string.h>

/**
# The model

Chapter 2's model with one number more: the divergence counts $\beta$ times.
The pictures are small and simple, so the layers are, too. Everything stands in
nats per picture. Whoever takes the *mean* over the pixels for the
reconstruction and keeps $\beta$ has in truth multiplied $\beta$ by the number
of pixels, and wonders why all units die.
*/

enum { WIDE = 128, NARROW = 64 };

beta_vae beta_vae_alloc(int size, int units, bool squared, int batch,
                        uint64_t seed)
{
    beta_vae m = {.g = graph_alloc()};
    graph_block(m.g, "picture");
    m.x = named(input(m.g, size), "x");
    graph_block(m.g, "encoder");
    node *h = relu(dense(relu(dense(m.x, WIDE)), NARROW));
    graph_block(m.g, "codes");
    m.mu = named(dense(h, units), "mu");
    m.logvar = named(dense(h, units), "logvar");
    m.z = named(reparameterise(m.mu, m.logvar), "z");
    graph_block(m.g, "decoder");
    h = relu(dense(relu(dense(m.z, NARROW)), WIDE));
    node *logits = dense(h, size);
    m.y = named(sigmoid(logits), "y");
    graph_block(m.g, "loss");
    node *mean =
        squared ? mean_squared_loss(m.y, m.x) : bernoulli_loss(logits, m.x);
    m.rec = named(scale(mean, size), "rec");
    m.units = named(gaussian_kl(m.mu, m.logvar), "unit");
    m.kl = named(sum(m.units), "kl");
    m.price = scale(m.kl, 1);
    m.loss = named(add(m.rec, m.price), "loss");
    graph_bind(m.g, batch, seed);
    return m;
}

void beta_vae_free(beta_vae *m)
{
    graph_free(m->g);
    *m = (beta_vae){0};
}

static beta_vae alloc_for(const chapter *c)
{
    const options *o = &c->run.options;
    return beta_vae_alloc(dataset_size(&c->data.train), c->latent,
                          strcmp(c->loss, "squared") == 0, o->batch,
                          (uint64_t)o->seed);
}

beta_vae beta_vae_trained(chapter *c, watcher watch)
{
    const options *o = &c->run.options;
    beta_vae m = alloc_for(c);
    char *checkpoint = run_path(&c->run, "checkpoint.safetensors");
    trainer t = train_begin((plan){.model = "beta_vae",
                                   .g = m.g,
                                   .x = m.x,
                                   .terms = {m.loss, m.rec, m.kl, m.units},
                                   .train = &c->data.train,
                                   .epochs = o->epochs,
                                   .rate = c->rate,
                                   .half_life = c->half_life,
                                   .options = o,
                                   .checkpoint = checkpoint});
    double steps = (double)t.steps_per_epoch * o->epochs;
    while (train_next(&t)) {
        m.price->scalar = (real)schedule_at(&c->beta, (double)t.step / steps);
        train_update(&t);
        if (watch && t.step % t.steps_per_epoch == 0)
            watch(c, &m, (int)(t.step / t.steps_per_epoch));
    }
    if (o->save)
        checkpoint_save(&t, o->save);
    results_number(c->run.results, "train_s", train_end(&t));
    free(checkpoint);
    return m;
}

beta_vae beta_vae_loaded(const chapter *c, const char *path)
{
    beta_vae m = alloc_for(c);
    checkpoint_weights(m.g, path);
    return m;
}
