// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 3 in double precision: the gradient of the whole model, noise and
 * weight and all, against central differences. */
#include "check.h"

#include "model.h"
#include "noise.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 9, UNITS = 3, ROOM = 6, PICTURES = 5, LAYERS = 7 };

static double loss_at(const beta_vae *m, const real *theta,
                      const real *direction, double step)
{
    for (size_t i = 0; i < m->g->parameters; i++)
        m->g->theta[i] = theta[i] + step * direction[i];
    return graph_run(NULL, m->loss, PICTURES)[0];
}

/* The slope of the loss along a direction is the gradient's component. */
static void check_direction(const beta_vae *m, const real *theta,
                            const real *direction)
{
    const double step = 1e-6;
    double component = 0;
    for (size_t i = 0; i < m->g->parameters; i++)
        component += m->g->grad[i] * direction[i];
    double slope = (loss_at(m, theta, direction, step) -
                    loss_at(m, theta, direction, -step)) /
                   (2 * step);
    assert_true(fabs(slope) > 1e-6); /* or it would check nothing */
    CHECK_CLOSE(component, slope, 1e-6 * (1e-2 + fabs(slope)));
}

/* Each layer alone along random directions; returns how many layers. */
static int check_layers(const beta_vae *m, const real *theta)
{
    size_t count = m->g->parameters;
    real *direction = must_alloc(count, sizeof *direction);
    int layers = 0;
    memset(m->g->grad, 0, count * sizeof *m->g->grad);
    graph_run(NULL, m->loss, PICTURES);
    graph_backward(m->loss, PICTURES);
    for (int i = 0; i < m->g->count; i++) {
        const node *y = m->g->nodes[i];
        size_t own = node_parameter_count(y);
        layers += own > 0;
        for (uint64_t seed = 0; own > 0 && seed < 5; seed++) {
            memset(direction, 0, count * sizeof *direction);
            noise(direction + (y->theta - m->g->theta), own, 30 + seed);
            check_direction(m, theta, direction);
        }
    }
    free(direction);
    return layers;
}

/* The weights are those of the start, so that no log-variance explodes; the
 * biases, which start at 0, are random. */
static void check_model(bool squared, bool with_noise, double beta)
{
    beta_vae m = beta_vae_alloc(SIZE, UNITS, squared, ROOM, 5);
    size_t count = m.g->parameters;
    real *theta = must_alloc(count, sizeof *theta);
    noise(theta, count, 2);
    for (size_t i = 0; i < count; i++)
        theta[i] = m.g->theta[i] = m.g->theta[i] + 0.05 * theta[i];
    noise_unit(m.x->value, ROOM * SIZE, 21);
    m.price->scalar = beta;
    if (with_noise)
        graph_noise(m.g, 3, 8);
    assert_int_equal(check_layers(&m, theta), LAYERS);
    free(theta);
    beta_vae_free(&m);
}

static void the_bernoulli_loss_has_the_right_gradient(void **state)
{
    (void)state;
    check_model(false, true, 2.7);
    check_model(false, true, 0.03);
    check_model(false, false, 1);
}

static void the_squared_loss_has_the_right_gradient(void **state)
{
    (void)state;
    check_model(true, true, 2.7);
    check_model(true, true, 0.03);
    check_model(true, false, 1);
}

/* beta counts the divergence, and nothing else: the gradient is linear in it,
 * and what it adds is the gradient of the divergence. */
static void the_gradient_is_linear_in_beta(void **state)
{
    (void)state;
    static const double betas[] = {0, 1, 3.5};
    beta_vae m = beta_vae_alloc(SIZE, UNITS, false, ROOM, 5);
    size_t count = m.g->parameters;
    real *grads = must_calloc(3 * count, sizeof *grads);
    double moved = 0;
    noise_unit(m.x->value, ROOM * SIZE, 21);
    graph_noise(m.g, 3, 8);
    for (size_t k = 0; k < 3; k++) {
        m.price->scalar = betas[k];
        memset(m.g->grad, 0, count * sizeof *m.g->grad);
        graph_run(NULL, m.loss, PICTURES);
        graph_backward(m.loss, PICTURES);
        memcpy(grads + k * count, m.g->grad, count * sizeof *grads);
    }
    for (size_t i = 0; i < count; i++) {
        double by_one = grads[count + i] - grads[i];
        CHECK_CLOSE(grads[2 * count + i], grads[i] + 3.5 * by_one, 1e-9);
        moved += fabs(by_one);
    }
    assert_true(moved > 0.1);
    free(grads);
    beta_vae_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_bernoulli_loss_has_the_right_gradient),
        cmocka_unit_test(the_squared_loss_has_the_right_gradient),
        cmocka_unit_test(the_gradient_is_linear_in_beta),
    };
    return RUN_TESTS(tests);
}
