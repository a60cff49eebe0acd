// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_sample.h"

#include "fail.h"

/**
# The sampler

A warp points between pixels. The texture's value there is interpolated: with
$c_x = j + u$ and $c_y = i + v$, $0 \le u, v < 1$, from the four pixels around,

$$ T(c_x, c_y) = (1-v)\,\bigl[(1-u)\,T_{ij} + u\,T_{i,j+1}\bigr]
   + v\,\bigl[(1-u)\,T_{i+1,j} + u\,T_{i+1,j+1}\bigr]. $$

It is linear in the texture, so the gradient with respect to the texture is the
same four weights, used backwards: each output pixel gives its gradient to the
four pixels from which it came. It is differentiable in the position, too, and
*that* is what lets a reconstruction loss move a warp:

$$ \frac{\partial T}{\partial c_x}
   = (1-v)\,(T_{i,j+1} - T_{ij}) + v\,(T_{i+1,j+1} - T_{i+1,j}). $$

At a pixel's centre it has a kink: the slopes on the two sides differ, and the
formula takes the right one. Note how local this is. A pixel learns only from
its four neighbours; where the texture is flat, it learns nothing. Blurry
templates, with their long slopes, are easy to align, and training begins with
one.
*/

/**
And beyond the texture's edge? There the nearest pixel of the edge is shown, as
if the texture went on: coordinates are moved to the edge, and since it does not
matter then how far outside they were, their gradient is 0. Around a digit
nothing else would do any harm, either, but a photograph is not surrounded by
black; a sampler that believes so punishes every warp that shows a little of
what was outside the template.
*/

/* Which pixel of a row or column comes before a coordinate, which fraction of
 * the way to the next it is, and 1, or 0 beyond the edge. */
static inline int before(real c, int size, real *fraction, real *inside)
{
    real last = (real)(size - 1);
    real at = c > 0 ? c : 0;
    at = at < last ? at : last;
    *inside = at == c ? 1 : 0;
    int pixel = (int)at;
    pixel = pixel < size - 2 ? pixel : size - 2;
    *fraction = at - (real)pixel;
    return pixel;
}

/* One map of one picture: (high, wide) looked up at `count` places. */
static void look_up(const real *restrict t, int high, int wide,
                    const real *restrict cx, const real *restrict cy, int count,
                    real *restrict out)
{
#pragma omp simd
    for (int k = 0; k < count; k++) {
        real u, v, in_x, in_y;
        int j = before(cx[k], wide, &u, &in_x);
        int at = before(cy[k], high, &v, &in_y) * wide + j;
        real above = (1 - u) * t[at] + u * t[at + 1];
        real below = (1 - u) * t[at + wide] + u * t[at + wide + 1];
        out[k] = (1 - v) * above + v * below;
    }
}

static void sample_forward(const node *y, int n)
{
    const node *t = y->in[0], *c = y->in[1];
    int high = t->shape[1], wide = t->shape[2], maps = t->shape[0];
    int count = y->shape[1] * y->shape[2];
    for (int b = 0; b < n; b++) {
        const real *cx = c->value + (size_t)b * (size_t)c->size;
        for (int m = 0; m < maps; m++)
            look_up(t->value + (size_t)(b * maps + m) * (size_t)(high * wide),
                    high, wide, cx, cx + count, count,
                    y->value + (size_t)(b * maps + m) * (size_t)count);
    }
}

static void texture_backward(const real *restrict grad, const real *restrict cx,
                             const real *restrict cy, int count, int high,
                             int wide, real *restrict t)
{
    for (int k = 0; k < count; k++) {
        real u, v, in_x, in_y;
        int j = before(cx[k], wide, &u, &in_x);
        real *at = t + before(cy[k], high, &v, &in_y) * wide + j;
        real below = v * grad[k], above = grad[k] - below;
        at[0] += above - u * above;
        at[1] += u * above;
        at[wide] += below - u * below;
        at[wide + 1] += u * below;
    }
}

static void coordinates_backward(const real *restrict grad,
                                 const real *restrict t, int high, int wide,
                                 const real *restrict cx,
                                 const real *restrict cy, int count,
                                 real *restrict dx, real *restrict dy)
{
#pragma omp simd
    for (int k = 0; k < count; k++) {
        real u, v, in_x, in_y;
        int j = before(cx[k], wide, &u, &in_x);
        int at = before(cy[k], high, &v, &in_y) * wide + j;
        real above = t[at + 1] - t[at], below = t[at + wide + 1] - t[at + wide];
        dx[k] += in_x * grad[k] * ((1 - v) * above + v * below);
        real left = t[at + wide] - t[at];
        dy[k] += in_y * grad[k] * (left + u * (below - above));
    }
}

static void sample_backward(const node *y, int n)
{
    const node *t = y->in[0], *c = y->in[1];
    int high = t->shape[1], wide = t->shape[2], maps = t->shape[0];
    int count = y->shape[1] * y->shape[2];
    for (int b = 0; b < n; b++) {
        const real *cx = c->value + (size_t)b * (size_t)c->size;
        real *dx = c->grad + (size_t)b * (size_t)c->size;
        for (int m = 0; m < maps; m++) {
            size_t map = (size_t)(b * maps + m);
            size_t at = map * (size_t)(high * wide);
            const real *grad = y->grad + map * (size_t)count;
            if (t->needs_grad)
                texture_backward(grad, cx, cx + count, count, high, wide,
                                 t->grad + at);
            if (c->needs_grad)
                coordinates_backward(grad, t->value + at, high, wide, cx,
                                     cx + count, count, dx, dx + count);
        }
    }
}

static const operation sample_op = {"sample", sample_forward, sample_backward};

node *sample(node *texture, node *coordinates)
{
    REQUIRE(!texture->single && !coordinates->single,
            "textures and coordinates belong to a batch");
    REQUIRE(coordinates->shape[0] == 2, "coordinates have the shape (2, H, W)");
    REQUIRE(texture->shape[1] > 1 && texture->shape[2] > 1,
            "between the pixels of one row or column is nothing");
    int height = coordinates->shape[1], width = coordinates->shape[2];
    int channels = texture->shape[0];
    node *y =
        node_new(&sample_op, texture, coordinates, channels * height * width);
    return shaped(y, channels, height, width);
}
