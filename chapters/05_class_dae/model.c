// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "checkpoint.h"
#include "evaluate.h"
#include "progress.h"
#include "rng.h"
#include "train.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Three forms, one training

The models that are compared are one program with a different slice in the
middle of the code: probabilities of classes, nothing, or as many plain numbers
as there are classes. All else is the same for all: layers, seeds, pictures,
steps, rates. Settings that matter for one of them (rate, smoothness, shape
codes) were tried for all on the last 5 000 training pictures, and none of the
three would have liked another one much better.
*/

dae_form form_of(const settings *s, const dataset *d)
{
    dae_form f = {.channels = d->channels,
                  .height = d->height,
                  .width = d->width,
                  .appearance = s->appearance,
                  .shape = s->shape,
                  .encoder = {s->encoder[0], s->encoder[1]},
                  .texture = s->texture,
                  .warp = s->warp,
                  .local = LOCAL_INCREMENTS,
                  .grid = s->grid,
                  .affine = true};
    if (strcmp(s->model, "class") == 0)
        f.classes = d->classes;
    if (strcmp(s->model, "extra") == 0)
        f.extra = s->extra;
    return f;
}

static dae alloc_for(const settings *s, const dataset *d, int batch,
                     uint64_t seed)
{
    dae_weights w = {.warp = {s->smooth, s->bias, s->affine_bias},
                     .classes = s->classes};
    return dae_alloc(form_of(s, d), w, batch, seed);
}

/**
Labels can be taken away. A picture without one still teaches the network to
reconstruct; what it does not do is say what its class is called.
*/

void thin_labels(dataset *d, double percent, uint64_t seed)
{
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    for (int b = 0; d->labels && b < d->n; b++)
        if (gsl_rng_uniform(rng) >= percent / 100)
            d->labels[b] = NO_LABEL;
    gsl_rng_free(rng);
}

static int labelled(const dataset *d)
{
    int count = 0;
    for (int b = 0; d->labels && b < d->n; b++)
        count += d->labels[b] != NO_LABEL;
    return count;
}

static plan plan_of(const chapter *c, dae *m, const char *checkpoint)
{
    return (plan){
        .model = c->settings.model,
        .g = m->g,
        .x = m->x,
        .terms = {m->loss, m->mse, m->warp.smooth, m->warp.bias, m->entropy},
        .train = &c->data.train,
        .held_out = c->held_out.n ? &c->held_out : NULL,
        .epochs = c->run.options.epochs,
        .options = &c->run.options,
        .checkpoint = checkpoint};
}

/**
How the error falls is watched twelve times in a training, on pictures that it
does not see. The clock stands still meanwhile, and nothing is chosen by it.
*/

enum { CURVE_POINTS = 12, CURVE_PICTURES = 1000 };

typedef struct {
    double epoch[CURVE_POINTS], mse[CURVE_POINTS];
    int count;
} curve;

static void watch(const chapter *c, const dae *m, trainer *t, curve *seen)
{
    double began = seconds_now();
    dataset d = c->held_out.n ? c->held_out : c->data.test;
    d.n = GSL_MIN(d.n, CURVE_PICTURES);
    seen->epoch[seen->count] = (double)t->step / (double)t->steps_per_epoch;
    seen->mse[seen->count++] = evaluate_mean(m->x, m->mse, &d);
    t->started += seconds_now() - began;
}

static void write_curve(const chapter *c, const curve *seen)
{
    out_file csv = run_table(&c->run, "curve.csv", "epoch,mse");
    for (int i = 0; i < seen->count; i++)
        fprintf(csv.stream, "%.6g,%.6g\n", seen->epoch[i], seen->mse[i]);
    file_commit(&csv);
}

static void train(const chapter *c, const dae *m, trainer *t)
{
    curve seen = {.count = 0};
    long steps = t->steps_per_epoch * c->run.options.epochs;
    while (train_next(t)) {
        t->plan.rate = settling_rate(c->settings.rate, c->settings.hold,
                                     (double)t->step / (double)steps);
        train_update(t);
        if (t->step * CURVE_POINTS / steps !=
            (t->step - 1) * CURVE_POINTS / steps)
            watch(c, m, t, &seen);
    }
    write_curve(c, &seen);
}

dae model_trained(chapter *c)
{
    const options *o = &c->run.options;
    dae m =
        alloc_for(&c->settings, &c->data.train, o->batch, (uint64_t)o->seed);
    char *checkpoint = run_path(&c->run, "checkpoint.safetensors");
    trainer t = train_begin(plan_of(c, &m, checkpoint));
    train(c, &m, &t);
    if (o->save)
        checkpoint_save(&t, o->save);
    results_number(c->run.results, "train_s", train_end(&t));
    results_count(c->run.results, "epochs", o->epochs);
    results_count(c->run.results, "codes", m.codes->size);
    results_count(c->run.results, "labelled", labelled(&c->data.train));
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
