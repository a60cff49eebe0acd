// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "checkpoint.h"
#include "evaluate.h"
#include "train.h"

#include <stdlib.h>
#include <string.h>

/**
# Training it

There are five terms beside the error. Their weights were chosen on people set
aside from the training pictures, by the error of albedo and shading there.
*/

static const double rate_held = 0.5; /* for this share of a training */

intrinsic_form form_of(const settings *s, const dataset *d)
{
    return (intrinsic_form){.channels = d->channels,
                            .height = d->height,
                            .width = d->width,
                            .shading_codes = s->shading_codes,
                            .albedo_codes = s->albedo_codes,
                            .shape = s->shape,
                            .encoder = s->encoder,
                            .shading = s->shading,
                            .albedo = s->albedo,
                            .warp = s->warp,
                            .light_grid = s->light_grid,
                            .grid = s->grid,
                            .symmetric = !s->one_sided};
}

static intrinsic alloc_for(const settings *s, const dataset *d, int batch,
                           uint64_t seed)
{
    intrinsic_weights w = {.warp = {s->smooth, s->bias, s->affine_bias},
                           .shade = s->shade,
                           .flat = s->flat,
                           .nats = s->nats};
    return intrinsic_alloc(form_of(s, d), w, batch, seed);
}

static plan plan_of(const chapter *c, intrinsic *m, const char *checkpoint)
{
    return (plan){
        .model = "intrinsic",
        .g = m->g,
        .x = m->x,
        .terms = {m->loss, m->mse, m->warp.smooth, m->shade, m->flat, m->nats},
        .train = &c->data.train,
        .held_out = c->held_out.n ? &c->held_out : NULL,
        .epochs = c->run.options.epochs,
        .options = &c->run.options,
        .checkpoint = checkpoint};
}

intrinsic model_trained(chapter *c)
{
    const options *o = &c->run.options;
    intrinsic m =
        alloc_for(&c->settings, &c->data.train, o->batch, (uint64_t)o->seed);
    char *checkpoint = run_path(&c->run, "checkpoint.safetensors");
    trainer t = train_begin(plan_of(c, &m, checkpoint));
    double steps = (double)t.steps_per_epoch * o->epochs;
    while (train_next(&t)) {
        t.plan.rate =
            settling_rate(c->settings.rate, rate_held, (double)t.step / steps);
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

intrinsic model_loaded(const settings *s, const dataset *d, int batch,
                       const char *path)
{
    intrinsic m = alloc_for(s, d, batch, 1);
    checkpoint_weights(m.g, path);
    return m;
}

real *values_of(const intrinsic *m, const dataset *d, int n, node *y)
{
    return evaluated(m->x, y, d, n);
}

real *decoded(const intrinsic *m, const real *codes, int n, node *to)
{
    return evaluated_rows(m->codes, to, codes, n);
}

void copy_part(const intrinsic *m, intrinsic_parts part, const real *from,
               real *to)
{
    code_range r = intrinsic_part(&m->form, part);
    memcpy(to + r.first, from + r.first, (size_t)r.count * sizeof *to);
}
