// SPDX-License-Identifier: GPL-3.0-or-later
#include "model.h"

#include "checkpoint.h"
#include "evaluate.h"
#include "fail.h"
#include "op_activation.h"
#include "op_dense.h"
#include "op_loss.h"
#include "train.h"

#include <stdio.h>
#include <stdlib.h>

/**
# The autoencoder

Now with the graph. The encoder bends space twice on its way from the picture to
the code, the decoder twice on its way back. The slightly leaky rectifier keeps
every unit alive; the code itself is linear, so it may lie anywhere; the sigmoid
at the end says that pixels are numbers between 0 and 1.
*/

autoencoder autoencoder_alloc(int size, int codes, int batch, uint64_t seed)
{
    autoencoder m = {.g = graph_alloc()};
    graph_block(m.g, "picture");
    m.x = named(input(m.g, size), "x");
    graph_block(m.g, "encoder");
    node *h = leaky_relu(dense(m.x, 400), 0.1);
    h = leaky_relu(dense(h, 256), 0.1);
    m.z = named(dense(h, codes), "z");
    graph_block(m.g, "decoder");
    h = leaky_relu(dense(m.z, 256), 0.1);
    h = leaky_relu(dense(h, 400), 0.1);
    m.y = named(sigmoid(dense(h, size)), "y");
    graph_block(m.g, "loss");
    m.loss = named(mean_squared_loss(m.y, m.x), "mse");
    graph_bind(m.g, batch, seed);
    return m;
}

void autoencoder_free(autoencoder *m)
{
    graph_free(m->g);
    *m = (autoencoder){0};
}

static autoencoder alloc_for(const chapter *c, int codes)
{
    const options *o = &c->run.options;
    return autoencoder_alloc(dataset_size(&c->data.train), codes, o->batch,
                             (uint64_t)o->seed);
}

autoencoder autoencoder_trained(chapter *c)
{
    const options *o = &c->run.options;
    autoencoder m = alloc_for(c, c->latent);
    char *name = must_printf("ae_%d", c->latent);
    char *checkpoint = run_path(&c->run, "checkpoint.safetensors");
    trainer t =
        train_begin((plan){.model = name,
                           .g = m.g,
                           .x = m.x,
                           .terms = {m.loss},
                           .train = &c->data.train,
                           .held_out = c->held_out.n ? &c->held_out : NULL,
                           .epochs = o->epochs,
                           .rate = c->rate,
                           .half_life = c->half_life,
                           .options = o,
                           .checkpoint = checkpoint});
    while (train_next(&t))
        train_update(&t);
    if (o->save)
        checkpoint_save(&t, o->save);
    double seconds = train_end(&t);
    double error = evaluate_mean(m.x, m.loss, &c->data.test);
    char key[32];
    snprintf(key, sizeof key, "%s_test_mse", name);
    results_number(c->run.results, key, error);
    snprintf(key, sizeof key, "%s_train_s", name);
    results_number(c->run.results, key, seconds);
    snprintf(key, sizeof key, "%s_epochs", name);
    results_count(c->run.results, key, o->epochs);
    if (!o->quiet)
        printf("%s: test error %.5f per pixel, trained in %.1f s\n", name,
               error, seconds);
    free(checkpoint);
    free(name);
    return m;
}

autoencoder autoencoder_loaded(const chapter *c, int codes, const char *path)
{
    autoencoder m = alloc_for(c, codes);
    checkpoint_weights(m.g, path);
    return m;
}
