// SPDX-License-Identifier: GPL-3.0-or-later
#include "bench_models.h"

#include "deforming.h"
#include "op_activation.h"
#include "op_conv.h"
#include "op_dense.h"
#include "op_loss.h"

static bench_model begin(const dataset *d)
{
    bench_model m = {.g = graph_alloc()};
    m.x = input(m.g, dataset_size(d));
    shaped(m.x, d->channels, d->height, d->width);
    return m;
}

static bench_model bound(bench_model m, node *loss, int batch)
{
    m.loss = loss;
    graph_bind(m.g, batch, 1);
    return m;
}

/* 784 - 400 - 20 - 400 - 784, Bernoulli loss. */
static bench_model mlp(const dataset *d, int batch)
{
    bench_model m = begin(d);
    node *z = dense(relu(dense(m.x, 400)), 20);
    node *y = dense(relu(dense(z, 400)), m.x->size);
    return bound(m, bernoulli_loss(y, m.x), batch);
}

/* The autoencoder of chapter 1. */
static bench_model ae(const dataset *d, int batch)
{
    bench_model m = begin(d);
    node *h = leaky_relu(dense(m.x, 400), 0.1);
    node *z = dense(leaky_relu(dense(h, 256), 0.1), 8);
    h = leaky_relu(dense(leaky_relu(dense(z, 256), 0.1), 400), 0.1);
    node *y = sigmoid(dense(h, m.x->size));
    return bound(m, mean_squared_loss(y, m.x), batch);
}

/* A convolutional autoencoder of pictures of 28 x 28. */
static bench_model conv_ae(const dataset *d, int batch)
{
    bench_model m = begin(d);
    node *h = leaky_relu(conv(m.x, 16, 4, 2, 1), 0.1);
    h = leaky_relu(conv(h, 32, 4, 2, 1), 0.1);
    node *z = dense(leaky_relu(dense(h, 128), 0.1), 17);
    h = leaky_relu(dense(leaky_relu(dense(z, 128), 0.1), h->size), 0.1);
    h = leaky_relu(conv_transposed(shaped(h, 32, 7, 7), 16, 4, 2, 1), 0.1);
    node *y = sigmoid(conv_transposed(h, 1, 4, 2, 1));
    return bound(m, mean_squared_loss(y, m.x), batch);
}

static const dae_weights weights = {.warp = {0.01, 0.02, 0.4}, .classes = 0.02};

static bench_model deforming(const dataset *d, int classes, bool conv,
                             int batch)
{
    dae_form f = {.channels = d->channels,
                  .height = d->height,
                  .width = d->width,
                  .appearance = 1,
                  .classes = classes,
                  .shape = 16,
                  .conv_encoder = conv,
                  .conv_texture = conv,
                  .encoder = {400, 0},
                  .texture = 64,
                  .warp = 64,
                  .local = LOCAL_INCREMENTS,
                  .grid = 7,
                  .affine = true};
    dae m = dae_alloc(f, weights, batch, 1);
    return (bench_model){m.g, m.x, m.loss};
}

/* The models of chapters 4 and 5, dense and with convolutions. */
static bench_model dae_of_4(const dataset *d, int batch)
{
    return deforming(d, 0, false, batch);
}

static bench_model dae_of_5(const dataset *d, int batch)
{
    return deforming(d, 10, false, batch);
}

static bench_model conv_dae_of_4(const dataset *d, int batch)
{
    return deforming(d, 0, true, batch);
}

static bench_model conv_dae_of_5(const dataset *d, int batch)
{
    return deforming(d, 10, true, batch);
}

const contest contests[] = {{"mlp", 128, 200, mlp},
                            {"ae", 100, 200, ae},
                            {"conv", 64, 60, conv_ae},
                            {"dae", 64, 200, dae_of_4},
                            {"class_dae", 64, 200, dae_of_5},
                            {"conv_dae", 64, 60, conv_dae_of_4},
                            {"conv_class_dae", 64, 60, conv_dae_of_5}};

const int contest_count = sizeof contests / sizeof *contests;
