// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "checkpoint.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "rng.h"
#include "train.h"

#include <stdlib.h>
#include <string.h>

/**
# The model

The encoder now has two ends: for each code a mean and the logarithm of a
variance. A code is drawn, the decoder makes a picture of it, and the loss is
the negative ELBO in nats per picture. The engine's losses are means over
pixels; times the number of pixels this is the sum that the likelihood asks for.

Leave out the second end and the divergence, and the same lines are a plain
autoencoder: same layers, same reconstruction loss, same training. That is what
we shall compare with.
*/

static node *layer(node *x, int units)
{
    return leaky_relu(dense(x, units), 0.1);
}

static node *drawn_code(vae *m, node *h, int codes)
{
    m->mu = named(dense(h, codes), "mu");
    m->logvar = named(dense(h, codes), "logvar");
    graph_block(m->g, "code");
    return reparameterise(m->mu, m->logvar);
}

static void add_divergence(vae *m)
{
    graph_block(m->g, "divergence");
    m->units = named(gaussian_kl(m->mu, m->logvar), "kl");
    m->kl = named(sum(m->units), "kl");
    m->price = named(scale(m->kl, 1), "beta kl");
    graph_block(m->g, "loss");
    m->loss = named(add(m->rec, m->price), "loss");
}

vae vae_alloc(shape s, bool variational, int batch, uint64_t seed)
{
    vae m = {.g = graph_alloc()};
    graph_block(m.g, "picture");
    m.x = named(input(m.g, s.size), "x");
    graph_block(m.g, "encoder");
    node *h = layer(m.x, s.hidden);
    m.z = variational ? drawn_code(&m, h, s.codes) : (m.mu = dense(h, s.codes));
    named(m.z, "z");
    graph_block(m.g, "decoder");
    m.logits = named(dense(layer(m.z, s.hidden), s.size), "logits");
    m.y = named(sigmoid(m.logits), "y");
    graph_block(m.g, "loss");
    m.rec = named(scale(bernoulli_loss(m.logits, m.x), s.size), "rec");
    m.loss = m.rec;
    if (variational)
        add_divergence(&m);
    graph_bind(m.g, batch, seed);
    return m;
}

void vae_free(vae *m)
{
    graph_free(m->g);
    *m = (vae){0};
}

/**
## Training it

Three things in the loop are new. The weight of the divergence may grow from
zero in the first epochs (*warm-up*). The learning rate stays where it is for
some epochs before it begins to halve: as long as it is large, the steps explore
more than they settle, and an early fall costs about a nat. And the pictures may
be made black and white, by a fresh throw of a coin for each pixel at each step,
since only for such pictures is the Bernoulli loss a likelihood.
*/

double beta_at(const chapter *c, double epoch)
{
    return epoch < c->warm_up ? c->beta * epoch / c->warm_up : c->beta;
}

double rate_at(const chapter *c, double epoch)
{
    double late = epoch > c->hold ? epoch - c->hold : 0;
    return c->half_life > 0 ? c->rate * pow(0.5, late / c->half_life) : c->rate;
}

void binarise(real *pixels, size_t count, uint64_t seed, uint64_t counter)
{
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, counter);
    for (size_t i = 0; i < count; i++)
        pixels[i] = gsl_rng_uniform(rng) < (double)pixels[i];
    gsl_rng_free(rng);
}

static void train(const chapter *c, vae *m, trainer *t)
{
    while (train_next(t)) {
        double epoch = (double)t->step / (double)t->steps_per_epoch;
        t->plan.rate = rate_at(c, epoch);
        if (m->price)
            m->price->scalar = (real)beta_at(c, epoch);
        if (c->binary)
            binarise(m->x->value, node_count(m->x, t->n),
                     (uint64_t)c->run.options.seed, (uint64_t)t->step);
        train_update(t);
    }
}

static vae alloc_for(const chapter *c, int codes, int hidden, bool variational)
{
    const options *o = &c->run.options;
    shape s = {dataset_size(&c->data.train), hidden, codes};
    return vae_alloc(s, variational, o->batch, (uint64_t)o->seed);
}

vae vae_trained(chapter *c)
{
    const options *o = &c->run.options;
    bool variational = strcmp(c->model, "vae") == 0;
    vae m = alloc_for(c, c->latent, c->hidden, variational);
    char *checkpoint = run_path(&c->run, "checkpoint.safetensors");
    plan p = {.model = c->model,
              .g = m.g,
              .x = m.x,
              .terms = {m.loss},
              .train = &c->data.train,
              .held_out = c->held_out.n ? &c->held_out : NULL,
              .epochs = o->epochs,
              .options = o,
              .checkpoint = checkpoint};
    if (variational) {
        p.terms[1] = m.rec;
        p.terms[2] = m.kl;
        p.terms[3] = m.units;
    }
    trainer t = train_begin(p);
    train(c, &m, &t);
    if (o->save)
        checkpoint_save(&t, o->save);
    results_number(c->run.results, "train_s", train_end(&t));
    results_count(c->run.results, "epochs", o->epochs);
    results_count(c->run.results, "latent", c->latent);
    free(checkpoint);
    return m;
}

vae vae_loaded(const chapter *c, int codes, int hidden, bool variational,
               const char *path)
{
    vae m = alloc_for(c, codes, hidden, variational);
    checkpoint_weights(m.g, path);
    return m;
}
