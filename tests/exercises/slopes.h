// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SLOPES_H
#define SLOPES_H

#include "exercise.h"
#include "graph.h"

/* Slopes by central differences, for checks in double precision. */

/* Of sum of y times y's gradient, which is what y's backward pass
 * differentiates, over the number `at`; n pictures. */
static inline double slope_of(const node *y, int n, real *at, real step)
{
    const real here = *at;
    double sums[2];
    for (int k = 0; k < 2; k++) {
        *at = k == 0 ? here + step : here - step;
        y->op->forward(y, n);
        sums[k] = 0;
        for (size_t i = 0; i < node_count(y, n); i++)
            sums[k] += (double)y->value[i] * (double)y->grad[i];
    }
    *at = here;
    return (sums[0] - sums[1]) / (2 * (double)step);
}

/* Fails unless a loss has the gradient in each parameter of its graph that its
 * slope has. */
static inline void expect_gradient(node *loss, int n, real step,
                                   double tolerance)
{
    graph *g = loss->graph;
    graph_run(NULL, loss, n);
    graph_backward(loss, n);
    for (size_t i = 0; i < g->parameters; i++) {
        const real here = g->theta[i];
        g->theta[i] = here + step;
        double right = (double)graph_run(NULL, loss, n)[0];
        g->theta[i] = here - step;
        double left = (double)graph_run(NULL, loss, n)[0];
        g->theta[i] = here;
        expect_close((double)g->grad[i], (right - left) / (2 * (double)step),
                     tolerance, SAY("parameter %zu", "параметр %zu"), i);
    }
}

#endif
