// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_shade.h"

#include "fail.h"

/**
# Albedo times shading

A surface that scatters light evenly into all directions shows, at each point,
the product of two things. The *albedo* $A$ is the share of the light that the
surface throws back: the colour of skin or of an eyebrow. The *shading* $S$ is
the light that arrives there, and depends on how the surface is turned towards
the lamp. With white light the shading is the same for red, green and blue, so
the texture is

$$ T_c = A_c\,S, \qquad c = 1 \dots C. $$

Backwards the product rule holds at each pixel. An albedo's number makes one
number of the texture, but a shading's number makes $C$ of them, and receives
from all:

$$ \bar A_c \mathrel{+}= S\,\bar T_c, \qquad
   \bar S \mathrel{+}= \sum_c A_c\,\bar T_c. $$

Mind what happens where $S = 0$ and $A_c = 0$: neither receives anything. A
model whose maps can be exactly 0 must not be allowed to get there.
*/

static int area_of(const node *y)
{
    return y->shape[1] * y->shape[2];
}

static void shade_forward(const node *y, int n)
{
    int channels = y->shape[0], area = area_of(y);
    for (int map = 0; map < n * channels; map++) {
        const real *albedo = y->in[0]->value + map * area;
        const real *shading = y->in[1]->value + map / channels * area;
        real *restrict texture = y->value + map * area;
        for (int k = 0; k < area; k++)
            texture[k] = albedo[k] * shading[k];
    }
}

static void add_products(const real *restrict a, const real *restrict b,
                         int count, real *restrict sum)
{
    for (int k = 0; k < count; k++)
        sum[k] += a[k] * b[k];
}

static void shade_backward(const node *y, int n)
{
    const node *albedo = y->in[0], *shading = y->in[1];
    int channels = y->shape[0], area = area_of(y);
    for (int map = 0; map < n * channels; map++) {
        int own = map * area, shared = map / channels * area;
        const real *grad = y->grad + own;
        if (albedo->needs_grad)
            add_products(shading->value + shared, grad, area,
                         albedo->grad + own);
        if (shading->needs_grad)
            add_products(albedo->value + own, grad, area,
                         shading->grad + shared);
    }
}

static const operation shade_op = {"shade", shade_forward, shade_backward};

node *shade(node *albedo, node *shading)
{
    REQUIRE(!albedo->single && !shading->single,
            "albedo and shading belong to a batch");
    REQUIRE(shading->shape[0] == 1, "a shading is grey: (1, H, W)");
    REQUIRE(albedo->shape[1] == shading->shape[1] &&
                albedo->shape[2] == shading->shape[2],
            "albedo and shading differ in size");
    return node_like(&shade_op, albedo, shading);
}
