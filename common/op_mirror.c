// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_mirror.h"

#include "fail.h"

#include <string.h>

/**
# A map and its mirror image

A face has the same colours left and right; the light that falls on it has not.
If the albedo of a template is symmetric by construction, a lamp at the side can
only be drawn by the shading. The mean of a map and of its mirror image,

$$ y_{ij} = \tfrac12 \bigl( x_{ij} + x_{i,\,W-1-j} \bigr), $$

is such a map. (For the same reason Wu et al. [@wu2020] draw each picture a
second time, from mirrored maps.) The matrix of this mean is its own transpose,
so the backward pass is the forward pass, of the gradients.
*/

/* Adds the symmetric part of each row. */
static void add_symmetric(const real *from, int rows, int width, real *to)
{
    for (int r = 0; r < rows; r++) {
        const real *restrict row = from + r * width;
        real *restrict sum = to + r * width;
        for (int j = 0; j < width; j++)
            sum[j] += R(0.5) * (row[j] + row[width - 1 - j]);
    }
}

static int rows_of(const node *y, int n)
{
    return n * y->shape[0] * y->shape[1];
}

static void mirrored_forward(const node *y, int n)
{
    memset(y->value, 0, node_count(y, n) * sizeof(real));
    add_symmetric(y->in[0]->value, rows_of(y, n), y->shape[2], y->value);
}

static void mirrored_backward(const node *y, int n)
{
    add_symmetric(y->grad, rows_of(y, n), y->shape[2], y->in[0]->grad);
}

static const operation mirrored_op = {"mirrored", mirrored_forward,
                                      mirrored_backward};

node *mirrored(node *maps)
{
    REQUIRE(!maps->single, "maps belong to a batch");
    return node_like(&mirrored_op, maps, NULL);
}
