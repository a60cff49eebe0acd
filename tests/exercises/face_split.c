// SPDX-License-Identifier: GPL-3.0-or-later
#include "face_split.h"

#include "evaluate.h"
#include "faces.h"
#include "fail.h"
#include "op_activation.h"
#include "op_affine.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_shade.h"
#include "op_upsample.h"

#include <stdlib.h>

enum { ENCODER = 24, DECODER = 16, LIGHT = 3, SHAPE = 6 };
enum { LIGHT_GRID = 6, WARP_GRID = 4 };

static const warp_weights weights = {0.01, 0.01, 0.01};

static node *hidden(node *x)
{
    return leaky_relu(dense(x, ENCODER), 0.1);
}

static node *decoded(node *code, int size)
{
    return dense(leaky_relu(dense(code, DECODER), 0.1), size);
}

static node *shading_of(node *code)
{
    node *coarse = decoded(code, LIGHT_GRID * LIGHT_GRID);
    shaped(coarse, 1, LIGHT_GRID, LIGHT_GRID);
    return sigmoid(upsample(coarse, FACE_SIDE, FACE_SIDE));
}

static deformation warp_of(node *h)
{
    node *affine = from_zero(dense(h, AFFINE_NUMBERS));
    node *last = tanh_(dense(dense(h, SHAPE), DECODER));
    return deform(last, LOCAL_INCREMENTS, WARP_GRID, affine, FACE_SIDE,
                  FACE_SIDE, weights);
}

static face_maps one_sided(node *colour, node *shading, node *warp)
{
    face_maps m = {.albedo = sigmoid(colour)};
    m.texture = shade(m.albedo, shading);
    m.y = sample(m.texture, warp);
    return m;
}

face_split face_split_alloc(face_form f, int batch, uint64_t seed)
{
    face_split m = {.g = graph_alloc()};
    m.x = shaped(input(m.g, FACE_SIZE), FACE_COLOURS, FACE_SIDE, FACE_SIDE);
    node *paint = hidden(f.view ? f.view(m.x) : m.x), *h = hidden(m.x);
    m.mu = dense(paint, f.paint);
    m.logvar = dense(paint, f.paint);
    m.shading = shading_of(dense(h, LIGHT));
    m.warp = warp_of(h);
    node *colour = decoded(reparameterise(m.mu, m.logvar), FACE_SIZE);
    shaped(colour, FACE_COLOURS, FACE_SIDE, FACE_SIDE);
    m.maps = (f.meet ? f.meet : one_sided)(colour, m.shading, m.warp.whole);
    m.mse = mean_squared_loss(m.maps.y, m.x);
    node *price = scale(sum(gaussian_kl(m.mu, m.logvar)), f.nats);
    m.loss = add(add(m.mse, price), add(m.warp.smooth, m.warp.bias));
    graph_bind(m.g, batch, seed);
    return m;
}

static gsl_matrix *values_of(const face_split *m, const dataset *d, node *y)
{
    gsl_matrix *to = gsl_matrix_alloc((size_t)d->n, (size_t)y->size);
    size_t count = to->size1 * to->size2;
    real *values = must_alloc(count, sizeof *values);
    evaluate_pictures(m->x, y, d, values);
    for (size_t i = 0; i < count; i++)
        to->data[i] = (double)values[i];
    free(values);
    return to;
}

face_rows face_rows_of(const face_split *m, const dataset *d)
{
    const int wanted[FACE_FACTORS] = {FACES_AZIMUTH, FACES_ELEVATION,
                                      FACES_TONE};
    face_rows rows = {.mu = values_of(m, d, m->mu),
                      .logvar = values_of(m, d, m->logvar),
                      .factors = gsl_matrix_alloc((size_t)d->n, FACE_FACTORS)};
    for (int i = 0; i < d->n; i++)
        for (int k = 0; k < FACE_FACTORS; k++)
            gsl_matrix_set(rows.factors, (size_t)i, (size_t)k,
                           (double)d->factors[i * d->n_factors + wanted[k]]);
    return rows;
}

void face_rows_free(face_rows *rows)
{
    gsl_matrix_free(rows->mu);
    gsl_matrix_free(rows->logvar);
    gsl_matrix_free(rows->factors);
    *rows = (face_rows){0};
}
