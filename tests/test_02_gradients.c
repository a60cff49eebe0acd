// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 2 in double precision: the gradient of the whole model, noise and
 * all, against central differences. */
#include "check.h"

#include "linear.h"
#include "model.h"
#include "noise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 9, CODES = 3, ROOM = 6, PICTURES = 5 };

/* A graph with its input and loss. */
typedef struct {
    graph *g;
    node *loss;
} model;

static double loss_at(model m, const real *theta, const real *direction,
                      double step)
{
    for (size_t i = 0; i < m.g->parameters; i++)
        m.g->theta[i] = theta[i] + step * direction[i];
    return graph_run(NULL, m.loss, PICTURES)[0];
}

/* The slope of the loss along a direction is the gradient's component. */
static void check_direction(model m, const real *theta, const real *direction)
{
    const double step = 1e-6;
    double component = 0;
    for (size_t i = 0; i < m.g->parameters; i++)
        component += m.g->grad[i] * direction[i];
    double slope = (loss_at(m, theta, direction, step) -
                    loss_at(m, theta, direction, -step)) /
                   (2 * step);
    CHECK_CLOSE(component, slope, 1e-6 * (1e-2 + fabs(slope)));
}

/* Each layer alone along random directions; returns how many layers. */
static int check_layers(model m)
{
    size_t count = m.g->parameters;
    real *theta = must_alloc(count, sizeof *theta);
    real *direction = must_alloc(count, sizeof *direction);
    int layers = 0;
    noise(m.g->theta, count, 2);
    memcpy(theta, m.g->theta, count * sizeof *theta);
    memset(m.g->grad, 0, count * sizeof *theta);
    graph_run(NULL, m.loss, PICTURES);
    graph_backward(m.loss, PICTURES);
    for (int i = 0; i < m.g->count; i++) {
        const node *y = m.g->nodes[i];
        size_t own = node_parameter_count(y);
        layers += own > 0;
        for (uint64_t seed = 0; own > 0 && seed < 5; seed++) {
            memset(direction, 0, count * sizeof *direction);
            noise(direction + (y->theta - m.g->theta), own, 30 + seed);
            check_direction(m, theta, direction);
        }
    }
    free(theta);
    free(direction);
    return layers;
}

static void check_vae(bool variational, bool with_noise, double beta)
{
    vae m = vae_alloc((shape){SIZE, 8, CODES}, variational, ROOM, 5);
    noise_unit(m.x->value, ROOM * SIZE, 21);
    if (variational)
        m.price->scalar = beta;
    if (with_noise)
        graph_noise(m.g, 3, 8);
    int layers = check_layers((model){m.g, m.loss});
    assert_int_equal(layers, variational ? 5 : 4);
    vae_free(&m);
}

static void the_vae_has_the_right_gradient(void **state)
{
    (void)state;
    check_vae(true, true, 1);
    check_vae(true, true, 2.7);
    check_vae(true, true, 0);
    check_vae(true, false, 1);
}

static void the_plain_autoencoder_has_the_right_gradient(void **state)
{
    (void)state;
    check_vae(false, true, 1);
}

static void the_linear_one_has_the_right_gradient(void **state)
{
    (void)state;
    dataset d = dataset_alloc(20, 1, 3, 3);
    real pixels[20 * SIZE];
    noise_unit(pixels, 20 * SIZE, 9);
    for (int i = 0; i < 20 * SIZE; i++)
        d.pixels[i] = (unsigned char)(255 * pixels[i]);
    pca p = pca_fit(&d);
    for (int variational = 0; variational < 2; variational++) {
        linear_vae m = linear_vae_alloc(&p, CODES, variational, ROOM, 5);
        noise(m.x->value, ROOM * SIZE, 22);
        graph_noise(m.g, 3, 8);
        assert_int_equal(check_layers((model){m.g, m.loss}), 2 + variational);
        linear_vae_free(&m);
    }
    pca_free(&p);
    dataset_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_vae_has_the_right_gradient),
        cmocka_unit_test(the_plain_autoencoder_has_the_right_gradient),
        cmocka_unit_test(the_linear_one_has_the_right_gradient),
    };
    return RUN_TESTS(tests);
}
