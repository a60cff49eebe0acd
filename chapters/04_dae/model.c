// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "augment.h"
#include "checkpoint.h"
#include "train.h"

#include <stdlib.h>
#include <string.h>

/**
# Training it

The training is that of any autoencoder. Only the rate deserves a word: as long
as it is large, templates and warps still move against each other, and that is
needed; the last third of the gain comes when it falls.
*/

static const double rate_held = 0.5; /* for this share of a training */

static local_kind local_of(const char *name)
{
    return strcmp(name, "none") == 0       ? LOCAL_NONE
           : strcmp(name, "residual") == 0 ? LOCAL_RESIDUAL
                                           : LOCAL_INCREMENTS;
}

dae_form form_of(const settings *s, const dataset *d)
{
    local_kind local = local_of(s->local);
    return (dae_form){.channels = d->channels,
                      .height = d->height,
                      .width = d->width,
                      .appearance = s->appearance,
                      .shape = local == LOCAL_NONE ? 0 : s->shape,
                      .conv_encoder = strcmp(s->arch, "dense") != 0,
                      .conv_texture = strcmp(s->arch, "conv") == 0,
                      .encoder = {s->encoder, 0},
                      .texture = s->texture,
                      .warp = s->warp,
                      .local = local,
                      .grid = s->grid,
                      .affine = !s->no_affine,
                      .trunk = s->trunk};
}

static dae alloc_for(const settings *s, const dataset *d, int batch,
                     uint64_t seed)
{
    dae_weights w = {.warp = {s->smooth, s->bias, s->affine_bias}};
    return dae_alloc(form_of(s, d), w, batch, seed);
}

static plan plan_of(const chapter *c, dae *m, const char *checkpoint)
{
    plan p = {.model = "dae",
              .g = m->g,
              .x = m->x,
              .terms = {m->loss, m->mse},
              .train = c->moved.n ? &c->moved : &c->data.train,
              .held_out = c->held_out.n ? &c->held_out : NULL,
              .epochs = c->run.options.epochs,
              .options = &c->run.options,
              .checkpoint = checkpoint};
    int count = 2;
    if (m->warp.smooth)
        p.terms[count++] = m->warp.smooth;
    if (m->warp.bias)
        p.terms[count++] = m->warp.bias;
    return p;
}

dae model_trained(chapter *c)
{
    const options *o = &c->run.options;
    dae m =
        alloc_for(&c->settings, &c->data.train, o->batch, (uint64_t)o->seed);
    char *checkpoint = run_path(&c->run, "checkpoint.safetensors");
    trainer t = train_begin(plan_of(c, &m, checkpoint));
    double steps = (double)t.steps_per_epoch * o->epochs;
    while (train_next(&t)) {
        double share = (double)t.step / steps;
        t.plan.rate = settling_rate(c->settings.rate, rate_held, share);
        if (c->moved.n > 0 && share >= copies_until)
            take_originals(&c->data.train, t.which, t.n, m.x->value);
        train_update(&t);
    }
    if (o->save)
        checkpoint_save(&t, o->save);
    results_number(c->run.results, "train_s", train_end(&t));
    results_count(c->run.results, "epochs", o->epochs);
    results_count(c->run.results, "codes", m.codes->size);
    free(checkpoint);
    return m;
}

dae model_loaded(const settings *s, const dataset *d, int batch,
                 const char *path)
{
    dae m = alloc_for(s, d, batch, 1);
    checkpoint_weights(m.g, path);
    return m;
}
