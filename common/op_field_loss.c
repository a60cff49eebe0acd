// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_field_loss.h"

#include "fail.h"

#include <string.h>

/**
# What a warp must not do

Two terms speak about the warp alone. *Smoothness*: neighbouring pixels should
be moved alike,

$$ E_{\mathrm{smooth}} = \frac 1M \sum \bigl( |D_{i,j+1} - D_{ij}| +
   |D_{i+1,j} - D_{ij}| \bigr), \qquad D = W - \mathrm{id}, $$

over both coordinates, all pixels and all pictures, $M$ terms in all. This is
the *total variation* of the residual field. The lecture writes
$\|\nabla W_x\|_1$; taken literally that would pull the steps to 0, that is, the
template to infinite size. What is meant is the distance of the steps from 1.

The absolute value, not the square: a square would rather have a hundred steps
of 0.01 than one of 1. The absolute value counts both the same, so it leaves a
field flat here and lets it change there, as for a finger that bends at a joint.

Where no joints are wanted the square is the better choice. The shading of a
face, in chapter 6, is to change everywhere a little and nowhere suddenly; there
the mean of the *squared* differences,

$$ E_{\mathrm{shading}} = \frac 1M \sum \bigl( (S_{i,j+1} - S_{ij})^2 +
   (S_{i+1,j} - S_{ij})^2 \bigr), $$

punishes a sharp line and hardly sees a slow change.

*No bias*: a template is determined only up to a warp. If all templates were
half as large and all warps twice as wide, nobody would notice. The mean warp of
a batch is therefore drawn to the identity,

$$ E_{\mathrm{bias}} = \frac 1K \sum \bigl(\overline{D}_{ij}\bigr)^2, $$

$\overline D$ being the mean over the batch of the $K$ numbers of the field. For
the affine part likewise. ($S_A$ on the lecture's slide is that mean of the
affine parameters, not "shading and albedo".)

The lecture states sums; these are means, so that a weight means the same for
any size of picture and of batch.
*/

/* Both losses below walk over the same pairs of neighbours. They differ in what
 * a pair costs, summed over `count` pairs... */
typedef real pair_cost(const real *from, const real *to, int count);

/* ...and in its slope by the second number of the pair, times a factor. */
typedef void pair_slope(const real *from, const real *to, int count,
                        real factor, real *grad);

static int pairs_of(const node *x)
{
    int height = x->shape[1], width = x->shape[2];
    return x->shape[0] * (height * (width - 1) + (height - 1) * width);
}

static void mean_cost(const node *loss, int n, pair_cost *cost)
{
    const node *x = loss->in[0];
    int height = x->shape[1], width = x->shape[2];
    double total = 0;
    for (int map = 0; map < n * x->shape[0]; map++) {
        const real *m = x->value + (size_t)map * (size_t)(height * width);
        for (int k = 0; k < height * width; k += width)
            total += (double)cost(m + k, m + k + 1, width - 1);
        total += (double)cost(m, m + width, (height - 1) * width);
    }
    loss->value[0] = (real)(total / ((double)n * pairs_of(x)));
}

/* To the gradients of both ends of each pair. */
static void both_ends(const real *x, int apart, int count, real factor,
                      real *grad, pair_slope *slope)
{
    slope(x, x + apart, count, -factor, grad);
    slope(x, x + apart, count, factor, grad + apart);
}

static void mean_cost_back(const node *loss, int n, pair_slope *slope)
{
    const node *x = loss->in[0];
    int height = x->shape[1], width = x->shape[2];
    real factor = loss->grad[0] / ((real)n * (real)pairs_of(x));
    for (int map = 0; map < n * x->shape[0]; map++) {
        size_t at = (size_t)map * (size_t)(height * width);
        const real *m = x->value + at;
        real *grad = x->grad + at;
        for (int k = 0; k < height * width; k += width)
            both_ends(m + k, 1, width - 1, factor, grad + k, slope);
        both_ends(m, width, (height - 1) * width, factor, grad, slope);
    }
}

static node *pair_loss(const operation *op, node *maps)
{
    REQUIRE(!maps->single, "neighbours are those of maps of a batch");
    REQUIRE(maps->shape[1] > 1 || maps->shape[2] > 1,
            "a map of one number has no neighbours");
    node *loss = node_new(op, maps, NULL, 1);
    loss->single = true;
    return loss;
}

/* sum |to - from| */
static real sum_of_sizes(const real *restrict from, const real *restrict to,
                         int count)
{
    real sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int k = 0; k < count; k++) {
        real step = to[k] - from[k];
        sum += step > 0 ? step : -step;
    }
    return sum;
}

/* Adds the signs of the steps, times a factor. */
static void add_signs(const real *restrict from, const real *restrict to,
                      int count, real factor, real *restrict grad)
{
    for (int k = 0; k < count; k++) {
        real step = to[k] - from[k];
        grad[k] += step > 0 ? factor : step < 0 ? -factor : 0;
    }
}

static void total_variation_forward(const node *loss, int n)
{
    mean_cost(loss, n, sum_of_sizes);
}

static void total_variation_backward(const node *loss, int n)
{
    mean_cost_back(loss, n, add_signs);
}

static const operation total_variation_op = {
    "total variation", total_variation_forward, total_variation_backward};

node *total_variation(node *maps)
{
    return pair_loss(&total_variation_op, maps);
}

/* sum (to - from)^2 */
static real sum_of_squares(const real *restrict from, const real *restrict to,
                           int count)
{
    real sum = 0;
#pragma omp simd reduction(+ : sum)
    for (int k = 0; k < count; k++) {
        real step = to[k] - from[k];
        sum += step * step;
    }
    return sum;
}

/* Adds twice the steps, times a factor. */
static void add_steps(const real *restrict from, const real *restrict to,
                      int count, real factor, real *restrict grad)
{
    for (int k = 0; k < count; k++)
        grad[k] += 2 * factor * (to[k] - from[k]);
}

static void mean_square_gradient_forward(const node *loss, int n)
{
    mean_cost(loss, n, sum_of_squares);
}

static void mean_square_gradient_backward(const node *loss, int n)
{
    mean_cost_back(loss, n, add_steps);
}

static const operation mean_square_gradient_op = {
    "mean square gradient", mean_square_gradient_forward,
    mean_square_gradient_backward};

node *mean_square_gradient(node *maps)
{
    return pair_loss(&mean_square_gradient_op, maps);
}

static void batch_mean_forward(const node *y, int n)
{
    const node *x = y->in[0];
    real share = 1 / (real)n;
    memset(y->value, 0, (size_t)y->size * sizeof(real));
    for (int b = 0; b < n; b++) {
        const real *restrict row = x->value + (size_t)b * (size_t)x->size;
        real *restrict mean = y->value;
        for (int i = 0; i < y->size; i++)
            mean[i] += share * row[i];
    }
}

static void batch_mean_backward(const node *y, int n)
{
    const node *x = y->in[0];
    real share = 1 / (real)n;
    for (int b = 0; b < n; b++) {
        real *restrict row = x->grad + (size_t)b * (size_t)x->size;
        const real *restrict grad = y->grad;
        for (int i = 0; i < y->size; i++)
            row[i] += share * grad[i];
    }
}

static const operation batch_mean_op = {"batch mean", batch_mean_forward,
                                        batch_mean_backward};

node *batch_mean(node *x)
{
    REQUIRE(!x->single, "a single row is its own mean");
    node *y = node_new(&batch_mean_op, x, NULL, x->size);
    y->single = true;
    return y;
}

static void mean_square_forward(const node *y, int n)
{
    const real *x = y->in[0]->value;
    size_t count = node_count(y->in[0], n);
    double sum = 0;
    for (size_t i = 0; i < count; i++)
        sum += (double)(x[i] * x[i]);
    y->value[0] = (real)(sum / (double)count);
}

static void mean_square_backward(const node *y, int n)
{
    const real *restrict x = y->in[0]->value;
    real *restrict grad = y->in[0]->grad;
    size_t count = node_count(y->in[0], n);
    real factor = 2 * y->grad[0] / (real)count;
    for (size_t i = 0; i < count; i++)
        grad[i] += factor * x[i];
}

static const operation mean_square_op = {"mean square", mean_square_forward,
                                         mean_square_backward};

node *mean_square(node *x)
{
    node *y = node_new(&mean_square_op, x, NULL, 1);
    y->single = true;
    return y;
}
