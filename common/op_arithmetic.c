// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_arithmetic.h"

#include "fail.h"

/**
# Sums, products, multiples

The product rule, one number at a time: $y = ab$ gives $\bar a \mathrel{+}= b
\bar y$ and $\bar b \mathrel{+}= a \bar y$. In $y = a \cdot a$ both of these add
to the same $\bar a$, and the sum $2a\bar y$ is right. With `=` for `+=`, half
of it would be lost.
*/

static node *pair(const operation *op, node *a, node *b)
{
    REQUIRE(a->size == b->size, "operands differ in size");
    REQUIRE(a->single == b->single, "one operand has a batch, one has none");
    return node_like(op, a, b);
}

static void add_multiple(real *restrict to, real factor,
                         const real *restrict from, size_t count)
{
    for (size_t i = 0; i < count; i++)
        to[i] += factor * from[i];
}

static void add_forward(const node *y, int n)
{
    const real *a = y->in[0]->value, *b = y->in[1]->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        y->value[i] = a[i] + b[i];
}

static void add_backward(const node *y, int n)
{
    for (int k = 0; k < 2; k++)
        if (y->in[k]->needs_grad)
            add_multiple(y->in[k]->grad, 1, y->grad, node_count(y, n));
}

static const operation add_op = {"add", add_forward, add_backward};

node *add(node *a, node *b)
{
    return pair(&add_op, a, b);
}

static void multiply_forward(const node *y, int n)
{
    const real *a = y->in[0]->value, *b = y->in[1]->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        y->value[i] = a[i] * b[i];
}

static void multiply_backward(const node *y, int n)
{
    size_t count = node_count(y, n);
    for (int k = 0; k < 2; k++) {
        const node *x = y->in[k], *other = y->in[1 - k];
        for (size_t i = 0; x->needs_grad && i < count; i++)
            x->grad[i] += other->value[i] * y->grad[i];
    }
}

static const operation multiply_op = {"multiply", multiply_forward,
                                      multiply_backward};

node *multiply(node *a, node *b)
{
    return pair(&multiply_op, a, b);
}

static void scale_forward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict out = y->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        out[i] = y->scalar * x[i];
}

static void scale_backward(const node *y, int n)
{
    add_multiple(y->in[0]->grad, y->scalar, y->grad, node_count(y, n));
}

static const operation scale_op = {"scale", scale_forward, scale_backward};

node *scale(node *x, double factor)
{
    node *y = node_like(&scale_op, x, NULL);
    y->scalar = (real)factor;
    return y;
}

static void shift_forward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict out = y->value;
    size_t count = node_count(y, n);
    for (size_t i = 0; i < count; i++)
        out[i] = x[i] + y->scalar;
}

static void shift_backward(const node *y, int n)
{
    if (y->in[0]->needs_grad)
        add_multiple(y->in[0]->grad, 1, y->grad, node_count(y, n));
}

static const operation shift_op = {"shift", shift_forward, shift_backward};

node *shift(node *x, double by)
{
    node *y = node_like(&shift_op, x, NULL);
    y->scalar = (real)by;
    return y;
}

static void sum_forward(const node *y, int n)
{
    const node *x = y->in[0];
    size_t rows = node_count(y, n), size = (size_t)x->size;
    for (size_t b = 0; b < rows; b++) {
        real total = 0;
        for (size_t i = 0; i < size; i++)
            total += x->value[b * size + i];
        y->value[b] = total;
    }
}

static void sum_backward(const node *y, int n)
{
    const node *x = y->in[0];
    size_t rows = node_count(y, n), size = (size_t)x->size;
    for (size_t b = 0; b < rows; b++)
        for (size_t i = 0; i < size; i++)
            x->grad[b * size + i] += y->grad[b];
}

static const operation sum_op = {"sum", sum_forward, sum_backward};

node *sum(node *x)
{
    return node_new(&sum_op, x, NULL, 1);
}
