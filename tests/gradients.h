// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GRADIENTS_H
#define GRADIENTS_H

/* Gradients against central differences, for programs in double precision. */

#include "check.h"
#include "graph.h"
#include "noise.h"

#include <stdlib.h>
#include <string.h>

enum { BATCH = 7, N = 5 }; /* room, and pictures in use */

/* ---- an input whose gradient is wanted ----------------------------------- */

static void nothing(const node *y, int n)
{
    (void)y, (void)n;
}

static const operation variable_op = {"variable", NULL, nothing};

static inline node *variable(graph *g, int n)
{
    node *x = input(g, n);
    x->op = &variable_op;
    x->needs_grad = true;
    return x;
}

/* ---- any node made a loss: the sum of w y with odd weights w ------------- */

static real odd(size_t i)
{
    return cos(1.7 * (double)i + 0.3);
}

static void probe_forward(const node *y, int n)
{
    y->value[0] = 0;
    for (size_t i = 0; i < node_count(y->in[0], n); i++)
        y->value[0] += odd(i) * y->in[0]->value[i];
}

static void probe_backward(const node *y, int n)
{
    for (size_t i = 0; i < node_count(y->in[0], n); i++)
        y->in[0]->grad[i] += odd(i) * y->grad[0];
}

static const operation probe_op = {"probe", probe_forward, probe_backward};

static inline node *probe(node *x)
{
    node *y = node_new(&probe_op, x, NULL, 1);
    y->single = true;
    return y;
}

/* ---- the check ----------------------------------------------------------- */

/* A NaN is the worst of all. */
static inline double worse(double a, double b)
{
    return isnan(b) ? INFINITY : b > a ? b : a;
}

/* The largest relative difference between grad[] and central differences of
 * the loss in x[]; adds the size of the gradient to *length. */
static inline double gradient_difference(node *loss, real *x, const real *grad,
                                         size_t count, double *length)
{
    const double step = 1e-5;
    double worst = 0;
    for (size_t i = 0; i < count; i++) {
        real keep = x[i];
        x[i] = keep + step;
        double above = graph_run(NULL, loss, N)[0];
        x[i] = keep - step;
        double below = graph_run(NULL, loss, N)[0];
        x[i] = keep;
        double slope = (above - below) / (2 * step);
        worst = worse(worst, fabs(grad[i] - slope) / (1 + fabs(slope)));
        *length += fabs(slope);
    }
    return worst;
}

/* The worst error of the gradient with respect to all parameters and all
 * variables. What stood in g->grad before is subtracted: gradients are added.
 * Gradients of values are left over from another batch, and must not count. A
 * variable that the loss does not depend on would check nothing. */
static inline double gradient_error(node *loss)
{
    graph *g = loss->graph;
    real *got = must_alloc(g->parameters + 1, sizeof *got);
    noise(g->grad, g->parameters, 41);
    noise(g->value_grads, g->value_count, 42);
    memcpy(got, g->grad, g->parameters * sizeof *got);
    graph_run(NULL, loss, N);
    graph_backward(loss, N);
    for (size_t i = 0; i < g->parameters; i++)
        got[i] = g->grad[i] - got[i];
    double worst = 0;
    for (int i = 0; i < g->count; i++) {
        node *y = g->nodes[i];
        size_t at = (size_t)(y->theta - g->theta), count = node_count(y, N);
        size_t parameters = node_parameter_count(y);
        double length = 0, error = 0;
        if (y->op == &variable_op)
            error =
                gradient_difference(loss, y->value, y->grad, count, &length);
        if (parameters > 0)
            error = gradient_difference(loss, y->theta, got + at, parameters,
                                        &length);
        worst = worse(worst, error);
        if ((y->op == &variable_op || parameters > 0) && length < 1e-3)
            worst = INFINITY;
    }
    free(got);
    return worst;
}

/* Room for BATCH pictures, random everywhere: biases are 0 no longer, and the
 * rows beyond N must not matter. Inputs named "target" lie in (0, 1). */
static inline void gradient_bind(graph *g)
{
    graph_bind(g, BATCH, 6);
    for (int i = 0; i < g->count; i++) {
        node *y = g->nodes[i];
        noise(y->value, node_count(y, BATCH), 300 + (uint64_t)i);
        if (strcmp(y->name, "target") == 0)
            noise_unit(y->value, node_count(y, BATCH), 300 + (uint64_t)i);
        noise(y->theta, node_parameter_count(y), 500 + (uint64_t)i);
    }
}

/* ---- += ------------------------------------------------------------------ */

/* What y's backward changes, if all gradients start as `fill` (values' first,
 * then parameters') and that of y as noise. */
static inline void gradient_change(const node *y, const real *fill, real *delta)
{
    graph *g = y->graph;
    size_t values = g->value_count;
    memcpy(g->value_grads, fill, values * sizeof(real));
    memcpy(g->grad, fill + values, g->parameters * sizeof(real));
    noise(y->grad, node_count(y, BATCH), 10);
    memcpy(delta, g->value_grads, values * sizeof(real));
    memcpy(delta + values, g->grad, g->parameters * sizeof(real));
    y->op->backward(y, N);
    for (size_t i = 0; i < values; i++)
        delta[i] = g->value_grads[i] - delta[i];
    for (size_t i = 0; i < g->parameters; i++)
        delta[values + i] = g->grad[i] - delta[values + i];
}

/* Asserts that the change leaves alone what is none of its business: rows
 * beyond N, and nodes that need no gradient. */
static inline void gradient_is_local(const graph *g, const real *delta)
{
    for (int i = 0; i < g->count; i++) {
        const node *x = g->nodes[i];
        const real *d = delta + (x->value - g->values);
        size_t used = x->needs_grad ? node_count(x, N) : 0;
        for (size_t k = used; k < node_count(x, BATCH); k++)
            CHECK_CLOSE(d[k], 0, 0);
    }
}

/* Asserts that the backward function of y, in a bound graph, adds to whatever
 * stands in the gradients, and only where it has to. */
static inline void gradient_is_added(node *y)
{
    graph *g = y->graph;
    size_t all = g->value_count + g->parameters;
    real *fill = must_calloc(all, sizeof *fill);
    real *clear = must_calloc(all, sizeof *clear);
    real *filled = must_calloc(all, sizeof *filled);
    graph_run(NULL, y, N);
    gradient_change(y, fill, clear);
    noise(fill, all, 9);
    gradient_change(y, fill, filled);
    double length = 0;
    for (size_t i = 0; i < all; i++) {
        CHECK_CLOSE(filled[i], clear[i], 1e-12);
        length += fabs(clear[i]);
    }
    assert_true(length > 0.1);
    gradient_is_local(g, filled);
    free(fill);
    free(clear);
    free(filled);
}

/* ---- adjoints ------------------------------------------------------------ */

static inline node *only_variable(const graph *g)
{
    node *x = NULL;
    for (int i = 0; i < g->count; i++)
        if (g->nodes[i]->op == &variable_op) {
            assert_null(x);
            x = g->nodes[i];
        }
    return x;
}

/* |<L x, u> - <x, L* u>| over the sum of |x| |L* u|, for the loss <y, u> of a
 * node y = L x + const of the only variable x, in a bound graph. L* u is taken
 * at another point, where it must be the same. */
static inline double adjoint_error(node *loss)
{
    node *x = only_variable(loss->graph);
    size_t count = node_count(x, N);
    double image = graph_run(NULL, loss, N)[0], product = 0, length = 0;
    real *keep = must_alloc(count, sizeof *keep);
    memcpy(keep, x->value, count * sizeof *keep);
    memset(x->value, 0, count * sizeof *keep);
    image -= graph_run(NULL, loss, N)[0];
    noise(x->value, count, 901);
    graph_run(NULL, loss, N);
    graph_backward(loss, N);
    for (size_t i = 0; i < count; i++) {
        product += keep[i] * x->grad[i];
        length += fabs(keep[i] * x->grad[i]);
    }
    free(keep);
    return fabs(image - product) / length;
}

#endif
