// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_loss.h"

#include "fail.h"

/**
# Losses

A loss compares two nodes and gives one number for the whole batch. Sums over
many small numbers are taken row by row in the working precision and then in
double, so that the error does not grow with the batch.
*/

static node *compare(const operation *op, node *y, node *x)
{
    REQUIRE(y->size == x->size, "prediction and target differ in size");
    REQUIRE(!y->single && !x->single, "a loss compares vectors of a batch");
    node *loss = node_new(op, y, x, 1);
    loss->single = true;
    return loss;
}

/* The factor of each term's derivative: the mean's 1 / count, times the
 * gradient that comes from above. */
static real share(const node *loss, int n)
{
    return loss->grad[0] / (real)node_count(loss->in[0], n);
}

static void mean_squared_forward(const node *loss, int n)
{
    const node *y = loss->in[0], *x = loss->in[1];
    double total = 0;
    for (int b = 0; b < n; b++) {
        const real *p = y->value + (size_t)b * (size_t)y->size;
        const real *t = x->value + (size_t)b * (size_t)x->size;
        real sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int i = 0; i < y->size; i++)
            sum += (p[i] - t[i]) * (p[i] - t[i]);
        total += (double)sum;
    }
    loss->value[0] = (real)(total / (double)node_count(y, n));
}

static void mean_squared_backward(const node *loss, int n)
{
    const real *y = loss->in[0]->value, *x = loss->in[1]->value;
    size_t count = node_count(loss->in[0], n);
    for (int k = 0; k < 2; k++) {
        if (!loss->in[k]->needs_grad)
            continue;
        real factor = (k == 0 ? 2 : -2) * share(loss, n);
        real *restrict grad = loss->in[k]->grad;
        for (size_t i = 0; i < count; i++)
            grad[i] += factor * (y[i] - x[i]);
    }
}

static const operation mean_squared_op = {
    "mean squared loss", mean_squared_forward, mean_squared_backward};

node *mean_squared_loss(node *y, node *x)
{
    return compare(&mean_squared_op, y, x);
}

/**
The Bernoulli loss takes *logits* $a$, not probabilities $s = \sigma(a)$. First,
because $\ln \sigma(a)$ computed in two steps is $\ln 0$ for a confident
network; in one step it is harmless:

$$ -x \ln s - (1 - x) \ln (1 - s) = \max(a, 0) - a x + \ln(1 + e^{-|a|}). $$

Second, because the derivative is then as simple as can be: $\sigma(a) - x$.
*/

static void bernoulli_forward(const node *loss, int n)
{
    const node *y = loss->in[0], *x = loss->in[1];
    double total = 0;
    for (int b = 0; b < n; b++) {
        const real *a = y->value + (size_t)b * (size_t)y->size;
        const real *t = x->value + (size_t)b * (size_t)x->size;
        real sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int i = 0; i < y->size; i++) {
            real magnitude = a[i] > 0 ? a[i] : -a[i];
            real positive = a[i] > 0 ? a[i] : 0;
            sum += positive - a[i] * t[i] + real_log1p(real_exp(-magnitude));
        }
        total += (double)sum;
    }
    loss->value[0] = (real)(total / (double)node_count(y, n));
}

static void bernoulli_backward(const node *loss, int n)
{
    const node *y = loss->in[0], *x = loss->in[1];
    const real *restrict a = y->value, *restrict t = x->value;
    size_t count = node_count(y, n);
    real factor = share(loss, n);
    if (y->needs_grad) {
        real *restrict grad = y->grad;
        for (size_t i = 0; i < count; i++)
            grad[i] += factor * (1 / (1 + real_exp(-a[i])) - t[i]);
    }
    if (x->needs_grad) {
        real *restrict grad = x->grad;
        for (size_t i = 0; i < count; i++)
            grad[i] -= factor * a[i];
    }
}

static const operation bernoulli_op = {"bernoulli loss", bernoulli_forward,
                                       bernoulli_backward};

node *bernoulli_loss(node *logits, node *x)
{
    return compare(&bernoulli_op, logits, x);
}
