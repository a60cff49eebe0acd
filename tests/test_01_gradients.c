// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 1 in double precision: backpropagation by hand and by the graph,
 * against central differences and against each other. */
#include "check.h"

#include "linear.h"
#include "model.h"
#include "noise.h"
#include "op_dense.h"
#include "op_loss.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 7, CODES = 3, ROOM = 6, PICTURES = 5 };

static linear some_linear(void)
{
    linear m = linear_alloc(SIZE, CODES, ROOM, 3);
    noise(m.theta, 2 * SIZE * CODES, 11);
    noise(m.x, ROOM * SIZE, 12);
    return m;
}

/* What linear_backward adds to a gradient that is not 0; free() frees. */
static real *linear_gradient(linear *m, int n)
{
    const size_t count = 2 * SIZE * CODES;
    real *before = must_alloc(count, sizeof *before);
    noise(before, count, 13);
    memcpy(m->grad, before, count * sizeof *before);
    linear_forward(m, n);
    linear_backward(m, n);
    for (size_t i = 0; i < count; i++)
        before[i] = m->grad[i] - before[i];
    return before;
}

static void by_hand_is_the_slope_of_the_loss(void **state)
{
    (void)state;
    const double step = 1e-5;
    linear m = some_linear();
    real *gradient = linear_gradient(&m, PICTURES);
    for (int i = 0; i < 2 * SIZE * CODES; i++) {
        real keep = m.theta[i];
        m.theta[i] = keep + step;
        double above = linear_forward(&m, PICTURES);
        m.theta[i] = keep - step;
        double below = linear_forward(&m, PICTURES);
        m.theta[i] = keep;
        double slope = (above - below) / (2 * step);
        CHECK_CLOSE(gradient[i], slope, 1e-7 * (1 + fabs(slope)));
    }
    free(gradient);
    linear_free(&m);
}

/* The mean of two batches' gradients is that of both together. */
static void by_hand_is_a_mean_over_pictures(void **state)
{
    (void)state;
    linear m = some_linear();
    real *both = linear_gradient(&m, 6);
    real *first = linear_gradient(&m, 3);
    memmove(m.x, m.x + 3 * SIZE, 3 * SIZE * sizeof *m.x);
    real *second = linear_gradient(&m, 3);
    for (int i = 0; i < 2 * SIZE * CODES; i++)
        CHECK_CLOSE(both[i], (first[i] + second[i]) / 2, 1e-12);
    free(both);
    free(first);
    free(second);
    linear_free(&m);
}

/* The same model, but written for the graph; its biases are 0. */
static void the_graph_does_what_the_hand_does(void **state)
{
    (void)state;
    linear m = some_linear();
    real *gradient = linear_gradient(&m, PICTURES);
    graph *g = graph_alloc();
    node *x = input(g, SIZE);
    node *z = dense(x, CODES);
    node *y = dense(z, SIZE);
    node *loss = mean_squared_loss(y, x);
    graph_bind(g, ROOM, 1);
    memcpy(x->value, m.x, ROOM * SIZE * sizeof *m.x);
    memcpy(z->theta, m.theta, SIZE * CODES * sizeof *m.x);
    memcpy(y->theta, m.theta + SIZE * CODES, SIZE * CODES * sizeof *m.x);
    CHECK_CLOSE(graph_run(NULL, loss, PICTURES)[0],
                linear_forward(&m, PICTURES), 1e-12);
    graph_backward(loss, PICTURES);
    for (int i = 0; i < SIZE * CODES; i++) {
        CHECK_CLOSE(z->dtheta[i], gradient[i], 1e-12);
        CHECK_CLOSE(y->dtheta[i], gradient[SIZE * CODES + i], 1e-12);
    }
    graph_free(g);
    free(gradient);
    linear_free(&m);
}

static double loss_at(autoencoder *m, const real *theta, const real *direction,
                      double step)
{
    for (size_t i = 0; i < m->g->parameters; i++)
        m->g->theta[i] = theta[i] + step * direction[i];
    return graph_run(NULL, m->loss, PICTURES)[0];
}

/* The slope of the loss along a direction is the gradient's component. */
static void check_direction(autoencoder *m, const real *theta,
                            const real *direction)
{
    const double step = 1e-6;
    double component = 0;
    for (size_t i = 0; i < m->g->parameters; i++)
        component += m->g->grad[i] * direction[i];
    double slope = (loss_at(m, theta, direction, step) -
                    loss_at(m, theta, direction, -step)) /
                   (2 * step);
    CHECK_CLOSE(component, slope, 1e-6 * (1e-2 + fabs(slope)));
}

/* Each layer alone along random directions, so that none is lost in the sum of
 * the others. */
static void the_whole_autoencoder_has_the_right_gradient(void **state)
{
    (void)state;
    autoencoder m = autoencoder_alloc(SIZE, CODES, ROOM, 5);
    size_t count = m.g->parameters;
    real *theta = must_alloc(count, sizeof *theta);
    real *direction = must_alloc(count, sizeof *direction);
    int layers = 0;
    noise_unit(m.x->value, ROOM * SIZE, 21);
    memcpy(theta, m.g->theta, count * sizeof *theta);
    graph_run(NULL, m.loss, PICTURES);
    graph_backward(m.loss, PICTURES);
    for (int i = 0; i < m.g->count; i++) {
        const node *y = m.g->nodes[i];
        size_t own = node_parameter_count(y);
        layers += own > 0;
        for (uint64_t seed = 0; own > 0 && seed < 5; seed++) {
            memset(direction, 0, count * sizeof *direction);
            noise(direction + (y->theta - m.g->theta), own, 30 + seed);
            check_direction(&m, theta, direction);
        }
    }
    assert_int_equal(layers, 6);
    free(theta);
    free(direction);
    autoencoder_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(by_hand_is_the_slope_of_the_loss),
        cmocka_unit_test(by_hand_is_a_mean_over_pictures),
        cmocka_unit_test(the_graph_does_what_the_hand_does),
        cmocka_unit_test(the_whole_autoencoder_has_the_right_gradient),
    };
    return RUN_TESTS(tests);
}
