// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_affine.h"

#include "fail.h"

/**
# The affine part

Turning, scaling, shearing and shifting a whole picture takes six numbers. Steps
that must grow along rows and columns can turn it only a little, and each of
them would have to learn it. So the warp gets both: a local part from steps, and
after it an affine map of the coordinates,

$$ C = W + A\,(W - c_0) + t, $$

about the centre $c_0$ of the picture, so that a turn does not also shift. Two
maps in a row, but the template is *sampled once*, at $C$. Sampling twice would
blur twice.

Angles and shifts should weigh alike in the regulariser, and should be learned
at like speed. Therefore the parameters are measured in half pictures, as in the
spatial transformer: a shift of 0.1 moves every pixel by a twentieth of the
picture, and a scale of 0.1 moves the edge by as much.

Backwards, with $\bar C$ given, the same matrix is used transposed, and the
parameters collect from all pixels:

$$ \bar W = \bar C + A^T \bar C, \qquad
   \bar A = \sum \bar C\,(W - c_0)^T, \qquad \bar t = \sum \bar C. $$
*/

typedef struct {
    int area;
    real cx, cy; /* the centre, which is also half the extent */
} frame;

static frame frame_of(const node *y)
{
    return (frame){y->shape[1] * y->shape[2], (real)(y->shape[2] - 1) / 2,
                   (real)(y->shape[1] - 1) / 2};
}

/* The six numbers for offsets in pixels. */
static void to_pixels(const real *p, frame f, real *q)
{
    q[0] = p[0];
    q[1] = p[1] * (f.cx / f.cy);
    q[2] = p[2] * f.cx;
    q[3] = p[3] * (f.cy / f.cx);
    q[4] = p[4];
    q[5] = p[5] * f.cy;
}

static void affine_forward(const node *y, int n)
{
    frame f = frame_of(y);
    for (int b = 0; b < n; b++) {
        const real *restrict wx = y->in[0]->value + (size_t)b * (size_t)y->size;
        const real *restrict wy = wx + f.area;
        real *restrict x = y->value + (size_t)b * (size_t)y->size;
        real *restrict z = x + f.area;
        real q[AFFINE_NUMBERS];
        to_pixels(y->in[1]->value + b * AFFINE_NUMBERS, f, q);
        for (int i = 0; i < f.area; i++) {
            real dx = wx[i] - f.cx, dy = wy[i] - f.cy;
            x[i] = wx[i] + q[0] * dx + q[1] * dy + q[2];
            z[i] = wy[i] + q[3] * dx + q[4] * dy + q[5];
        }
    }
}

static void warp_backward(const real *restrict g, const real *q, int area,
                          real *restrict to)
{
    for (int i = 0; i < area; i++) {
        to[i] += g[i] + q[0] * g[i] + q[3] * g[area + i];
        to[area + i] += g[area + i] + q[1] * g[i] + q[4] * g[area + i];
    }
}

/* Sums over the pixels: of the gradient, and of it times each offset. */
static void parameters_backward(const real *restrict g, const real *restrict w,
                                frame f, real *p)
{
    real s0 = 0, s1 = 0, s2 = 0, s3 = 0, s4 = 0, s5 = 0;
#pragma omp simd reduction(+ : s0, s1, s2, s3, s4, s5)
    for (int i = 0; i < f.area; i++) {
        real dx = w[i] - f.cx, dy = w[f.area + i] - f.cy;
        s0 += g[i] * dx;
        s1 += g[i] * dy;
        s2 += g[i];
        s3 += g[f.area + i] * dx;
        s4 += g[f.area + i] * dy;
        s5 += g[f.area + i];
    }
    p[0] += s0;
    p[1] += s1 * (f.cx / f.cy);
    p[2] += s2 * f.cx;
    p[3] += s3 * (f.cy / f.cx);
    p[4] += s4;
    p[5] += s5 * f.cy;
}

static void affine_backward(const node *y, int n)
{
    frame f = frame_of(y);
    const node *w = y->in[0], *p = y->in[1];
    for (int b = 0; b < n; b++) {
        size_t at = (size_t)b * (size_t)y->size;
        real q[AFFINE_NUMBERS];
        to_pixels(p->value + b * AFFINE_NUMBERS, f, q);
        if (w->needs_grad)
            warp_backward(y->grad + at, q, f.area, w->grad + at);
        if (p->needs_grad)
            parameters_backward(y->grad + at, w->value + at, f,
                                p->grad + b * AFFINE_NUMBERS);
    }
}

static const operation affine_op = {"affine", affine_forward, affine_backward};

node *affine(node *warp, node *parameters)
{
    REQUIRE(warp->shape[0] == 2 && !warp->single,
            "a warp has the shape (2, H, W)");
    REQUIRE(warp->shape[1] > 1 && warp->shape[2] > 1,
            "a picture of one row or column has no extent");
    REQUIRE(parameters->size == AFFINE_NUMBERS && !parameters->single,
            "an affine map takes six numbers a picture");
    node *y = node_new(&affine_op, warp, parameters, warp->size);
    return shaped(y, 2, warp->shape[1], warp->shape[2]);
}
