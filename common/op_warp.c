// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_warp.h"

#include "fail.h"

#include <string.h>

/**
# Increments, and the warp that they add up to

A warp $W$ tells every pixel of the output where in the template it takes its
colour from: $y(i, j) = T(W_x(i,j), W_y(i,j))$. The output asks, the template
answers. (Pushing the template's pixels forward instead would leave holes where
none arrives.)

The network could predict $W$ itself. But most fields $W$ tear the picture
apart: two neighbours may swap their order, and nothing in a reconstruction loss
speaks against it at a place where all is black. The lecture's way out: do not
predict positions, predict *steps*. Let $f_x(i,j) > 0$ be the step in the
template from pixel $(i, j-1)$ to $(i, j)$, and $f_y$ that from $(i-1, j)$. Then

$$ W_x(i,j) = -1 + \sum_{k \le j} f_x(i,k), \qquad
   W_y(i,j) = -1 + \sum_{k \le i} f_y(k,j), $$

and along every row $W_x$ can only grow. A step of 1 moves on by one pixel; 2
skips one, so the template is shown at half its size there; 1/2 shows it at
twice its size. A step below 0 would mirror it: that is forbidden, because no
logit can ask for it:

$$ f(s) = \frac{c}{1 + (c-1)\,e^{-s}}, \qquad f(0) = 1, \qquad
   f' = f\,(1 - f / c). $$

It is the logistic function, stretched to $(0, c)$ and shifted so that $s = 0$
means one pixel. A head whose weights start at zero starts with the exact
identity, and so the training starts from an undeformed template.
*/

static bool is_field(const node *y)
{
    return !y->single && y->shape[0] == 2 && y->size > 2;
}

/* A node of the same shape. */
static node *field(const operation *op, node *x)
{
    REQUIRE(is_field(x), "a field has the shape (2, H, W)");
    node *y = node_new(op, x, NULL, x->size);
    return shaped(y, 2, x->shape[1], x->shape[2]);
}

static void increments_forward(const node *y, int n)
{
    const real *restrict s = y->in[0]->value;
    real *restrict f = y->value;
    real most = y->scalar;
    for (size_t i = 0; i < node_count(y, n); i++)
        f[i] = most / (1 + (most - 1) * real_exp(-s[i]));
}

static void increments_backward(const node *y, int n)
{
    const real *restrict f = y->value, *restrict grad = y->grad;
    real *restrict s = y->in[0]->grad;
    real most = y->scalar;
    for (size_t i = 0; i < node_count(y, n); i++)
        s[i] += grad[i] * f[i] * (1 - f[i] / most);
}

static const operation increments_op = {"increments", increments_forward,
                                        increments_backward};

node *increments(node *logits, double most)
{
    REQUIRE(most > 1, "increments must be able to be 1");
    node *y = field(&increments_op, logits);
    y->scalar = (real)most;
    return y;
}

/**
A prefix sum is a product with a triangular matrix of ones, $W = L f$ with
$L_{jk} = 1$ for $k \le j$. The adjoint is the transposed matrix: the step
$f_k$ moves all pixels from $k$ on, so its gradient is the sum of theirs, and a
prefix sum run from the far end computes it:

$$ \bar f_k = \sum_{j \ge k} \bar W_j. $$

Rows depend on each other along $y$, but columns do not, so there whole rows are
added at once.
*/

static void rows_sum(const real *f, real *w, int height, int width)
{
    for (int i = 0; i < height; i++) {
        real total = -1;
        for (int j = 0; j < width; j++)
            w[i * width + j] = total += f[i * width + j];
    }
}

static void columns_sum(const real *restrict f, real *restrict w, int height,
                        int width)
{
    for (int j = 0; j < width; j++)
        w[j] = f[j] - 1;
    for (int k = width; k < height * width; k++)
        w[k] = w[k - width] + f[k];
}

static void integrate_forward(const node *y, int n)
{
    int height = y->shape[1], width = y->shape[2], area = height * width;
    for (int b = 0; b < n; b++) {
        const real *f = y->in[0]->value + (size_t)b * (size_t)y->size;
        real *w = y->value + (size_t)b * (size_t)y->size;
        rows_sum(f, w, height, width);
        columns_sum(f + area, w + area, height, width);
    }
}

static void rows_sum_back(const real *w, real *f, int height, int width)
{
    for (int i = 0; i < height; i++) {
        real total = 0;
        for (int j = width - 1; j >= 0; j--)
            f[i * width + j] += total += w[i * width + j];
    }
}

/* The sums of a column are kept in w, whose own gradients nobody needs after
 * this. */
static void columns_sum_back(real *restrict w, real *restrict f, int height,
                             int width)
{
    for (int i = height - 2; i >= 0; i--)
        for (int j = 0; j < width; j++)
            w[i * width + j] += w[(i + 1) * width + j];
    for (int k = 0; k < height * width; k++)
        f[k] += w[k];
}

static void integrate_backward(const node *y, int n)
{
    int height = y->shape[1], width = y->shape[2], area = height * width;
    for (int b = 0; b < n; b++) {
        real *w = y->grad + (size_t)b * (size_t)y->size;
        real *f = y->in[0]->grad + (size_t)b * (size_t)y->size;
        rows_sum_back(w, f, height, width);
        columns_sum_back(w + area, f + area, height, width);
    }
}

static const operation integrate_op = {"integrate", integrate_forward,
                                       integrate_backward};

node *integrate(node *steps)
{
    return field(&integrate_op, steps);
}

/**
The residual field $W - \mathrm{id}$ is what the regularisers look at. And the
other way round: a network that predicts it directly makes the kind of warp that
this chapter compares with.
*/

/* y = x + sign times the identity. */
static void shift_by_identity(const node *y, int n, int sign)
{
    int height = y->shape[1], width = y->shape[2], area = height * width;
    for (int b = 0; b < n; b++) {
        const real *x = y->in[0]->value + (size_t)b * (size_t)y->size;
        real *out = y->value + (size_t)b * (size_t)y->size;
        for (int i = 0; i < height; i++)
            for (int j = 0; j < width; j++) {
                int k = i * width + j;
                out[k] = x[k] + (real)(sign * j);
                out[area + k] = x[area + k] + (real)(sign * i);
            }
    }
}

static void pass_back(const node *y, int n)
{
    real *restrict to = y->in[0]->grad;
    const real *restrict from = y->grad;
    for (size_t i = 0; i < node_count(y, n); i++)
        to[i] += from[i];
}

static void displaced_forward(const node *y, int n)
{
    shift_by_identity(y, n, 1);
}

static void displacement_forward(const node *y, int n)
{
    shift_by_identity(y, n, -1);
}

static const operation displaced_op = {"displaced", displaced_forward,
                                       pass_back};
static const operation displacement_op = {"displacement", displacement_forward,
                                          pass_back};

node *displaced(node *d)
{
    return field(&displaced_op, d);
}

node *displacement(node *warp)
{
    return field(&displacement_op, warp);
}

static void identity_forward(const node *y, int n)
{
    int height = y->shape[1], width = y->shape[2], area = height * width;
    for (int k = 0; k < n * y->size; k++) {
        int at = k % area;
        y->value[k] = (real)(k / area % 2 == 0 ? at % width : at / width);
    }
}

static const operation identity_op = {"identity", identity_forward, NULL};

node *identity_warp(node *x, int height, int width)
{
    node *y = node_new(&identity_op, x, NULL, 2 * height * width);
    y->needs_grad = false;
    return shaped(y, 2, height, width);
}
