// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_activation.h"

/**
# Activations

Two dense layers in a row are one dense layer: a product of matrices is a
matrix. What makes depth worth having is a bent function between them, applied
to each number by itself. Each of these has a derivative that can be written by
its *result*, so the backward pass needs no input:

| $y$ | $\mathrm dy / \mathrm dx$ |
|---|---|
| $\max(x, 0)$ | $1$ where $y > 0$, else $0$ |
| leaky: $x$, or $s x$ below 0 | $1$ where $y > 0$, else $s$ |
| $\tanh x$ | $1 - y^2$ |
| $\sigma(x) = 1 / (1 + e^{-x})$ | $y (1 - y)$ |
| $e^x$ | $y$ |

The rectifier is the leaky one with slope $s = 0$, and $\tanh x = 2 \sigma(2x)
- 1$: two pairs of functions do for four. (The exponential is no activation,
but a function of one number like the others; chapter 2 needs it.) Where $y =
0$ exactly, the rectifier has no derivative; like everybody we take the slope.
*/

static void leaky_relu_forward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict out = y->value;
    real slope = y->scalar;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        out[i] = x[i] > 0 ? x[i] : slope * x[i];
}

static void leaky_relu_backward(const node *y, int n)
{
    const real *restrict out = y->value, *restrict dy = y->grad;
    real *restrict dx = y->in[0]->grad;
    real slope = y->scalar;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        dx[i] += out[i] > 0 ? dy[i] : slope * dy[i];
}

static const operation relu_op = {"relu", leaky_relu_forward,
                                  leaky_relu_backward};
static const operation leaky_relu_op = {"leaky relu", leaky_relu_forward,
                                        leaky_relu_backward};

static node *rectifier(const operation *op, node *x, double slope)
{
    node *y = node_like(op, x, NULL);
    y->scalar = (real)slope;
    x->init = INIT_HE;
    return y;
}

node *relu(node *x)
{
    return rectifier(&relu_op, x, 0);
}

node *leaky_relu(node *x, double slope)
{
    return rectifier(&leaky_relu_op, x, slope);
}

static inline real sigma(real x)
{
    return 1 / (1 + real_exp(-x));
}

static void sigmoid_forward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict out = y->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        out[i] = sigma(x[i]);
}

static void sigmoid_backward(const node *y, int n)
{
    const real *restrict out = y->value, *restrict dy = y->grad;
    real *restrict dx = y->in[0]->grad;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        dx[i] += out[i] * (1 - out[i]) * dy[i];
}

static const operation sigmoid_op = {"sigmoid", sigmoid_forward,
                                     sigmoid_backward};

node *sigmoid(node *x)
{
    return node_like(&sigmoid_op, x, NULL);
}

static void tanh_forward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict out = y->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        out[i] = 2 * sigma(2 * x[i]) - 1;
}

static void tanh_backward(const node *y, int n)
{
    const real *restrict out = y->value, *restrict dy = y->grad;
    real *restrict dx = y->in[0]->grad;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        dx[i] += (1 - out[i] * out[i]) * dy[i];
}

static const operation tanh_op = {"tanh", tanh_forward, tanh_backward};

node *tanh_(node *x)
{
    return node_like(&tanh_op, x, NULL);
}

static void exp_forward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict out = y->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        out[i] = real_exp(x[i]);
}

static void exp_backward(const node *y, int n)
{
    const real *restrict out = y->value, *restrict dy = y->grad;
    real *restrict dx = y->in[0]->grad;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        dx[i] += out[i] * dy[i];
}

static const operation exp_op = {"exp", exp_forward, exp_backward};

node *exp_(node *x)
{
    return node_like(&exp_op, x, NULL);
}
