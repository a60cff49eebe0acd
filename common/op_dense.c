// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_dense.h"

#include "fail.h"
#include "gemm.h"

#include <string.h>

/**
# The dense layer

$$ y_{bi} = \sum_j W_{ij}\, x_{bj} + b_i, \qquad Y = X W^T + \mathbf 1 b^T. $$

The rows of $X$ and $Y$ are the pictures of the batch. Backwards, every product
of the forward pass gives two. From $\mathrm d\ell = \sum_{bi} \bar Y_{bi}\,
\mathrm dY_{bi}$ and $\mathrm dY = \mathrm dX\, W^T + X\, \mathrm dW^T + \mathbf
1\, \mathrm db^T$, reading off the factor of each differential,

$$ \bar W \mathrel{+}= \bar Y^T X, \qquad
   \bar b \mathrel{+}= \bar Y^T \mathbf 1, \qquad
   \bar X \mathrel{+}= \bar Y W. $$

A way to remember which factor is transposed: there is only one order in which
the shapes fit.
*/

static void dense_forward(const node *y, int n)
{
    const node *x = y->in[0];
    const real *bias = y->theta + node_weight_count(y);
    for (int b = 0; b < n; b++)
        memcpy(y->value + (size_t)b * (size_t)y->size, bias,
               (size_t)y->size * sizeof(real));
    gemm(PLAIN, TRANSPOSED, n, y->size, x->size, x->value, y->theta, 1,
         y->value);
}

static void dense_backward(const node *y, int n)
{
    const node *x = y->in[0];
    real *restrict bias = y->dtheta + node_weight_count(y);
    for (int b = 0; b < n; b++) {
        const real *restrict row = y->grad + (size_t)b * (size_t)y->size;
        for (int i = 0; i < y->size; i++)
            bias[i] += row[i];
    }
    gemm(TRANSPOSED, PLAIN, y->size, x->size, n, y->grad, x->value, 1,
         y->dtheta);
    if (x->needs_grad)
        gemm(PLAIN, PLAIN, n, x->size, y->size, y->grad, y->theta, 1, x->grad);
}

static const operation dense_op = {"dense", dense_forward, dense_backward};

node *dense(node *x, int n)
{
    REQUIRE(!x->single, "a dense layer takes vectors of a batch");
    node *y = node_new(&dense_op, x, NULL, n);
    node_weights(y, n, x->size);
    return y;
}
