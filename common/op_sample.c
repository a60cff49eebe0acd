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
matter then how far outside they were, their slope is 0. Around a digit black
would do as well. But a photograph is not surrounded by black, and a sampler
that believes so punishes every warp that shows a little of what was outside the
template.

The work is done on blocks of pixels. First of all it is found out where they
point, for all channels and for both derivatives at once.
*/

enum { BLOCK = 64, APART = 4 };

/* Of up to BLOCK coordinates: the upper left one of the four pixels around, the
 * fractions of the way to the others, and 1, or 0 beyond the edge. */
typedef struct {
    int n, wide;
    int at[BLOCK];
    real u[BLOCK], v[BLOCK], inside_x[BLOCK], inside_y[BLOCK];
} places;

/* The pixel before a coordinate, of `size` in a row or column. A fraction that
 * is no number, as that of infinity, says so. */
static inline int before(real c, int size, real *fraction, real *inside)
{
    real last = (real)(size - 1), moved = c > 0 ? c : 0;
    moved = moved < last ? moved : last;
    *inside = moved == c ? 1 : 0;
    int at = (int)moved;
    at = at < size - 2 ? at : size - 2;
    *fraction = moved - (real)at + (c - c);
    return at;
}

/* Places of output pixels first, first + 1, ... of picture b. */
static void find(const node *y, int b, int first, places *restrict p)
{
    const node *t = y->in[0], *c = y->in[1];
    int count = y->shape[1] * y->shape[2], high = t->shape[1];
    const real *cx = c->value + (size_t)b * (size_t)c->size + first;
    const real *cy = cx + count;
    p->n = count - first < BLOCK ? count - first : BLOCK;
    p->wide = t->shape[2];
    for (int k = 0; k < p->n; k++) {
        int j = before(cx[k], p->wide, &p->u[k], &p->inside_x[k]);
        int i = before(cy[k], high, &p->v[k], &p->inside_y[k]);
        p->at[k] = i * p->wide + j;
    }
}

static void look_up(const real *restrict t, const places *restrict p,
                    real *restrict out)
{
#pragma omp simd
    for (int k = 0; k < p->n; k++) {
        int at = p->at[k], under = at + p->wide;
        real u = p->u[k], v = p->v[k];
        real above = (1 - u) * t[at] + u * t[at + 1];
        real below = (1 - u) * t[under] + u * t[under + 1];
        out[k] = (1 - v) * above + v * below;
    }
}

/* Where the maps of picture b begin, of a node. */
static size_t start(const node *y, int b)
{
    return (size_t)b * (size_t)y->size;
}

static void sample_forward(const node *y, int n)
{
    const node *t = y->in[0];
    int area = t->shape[1] * t->shape[2], count = y->shape[1] * y->shape[2];
    places p;
    for (int b = 0; b < n; b++)
        for (int first = 0; first < count; first += BLOCK) {
            find(y, b, first, &p);
            for (int m = 0; m < t->shape[0]; m++)
                look_up(t->value + start(t, b) + m * area, &p,
                        y->value + start(y, b) + m * count + first);
        }
}

/**
Backwards, pixels that lie side by side mostly give to the same four. A
processor that has to add to what it has just written must wait until it is
written; so pixels are taken `APART` from each other, which is nearly three
times as fast.
*/

static void texture_backward(const real *restrict grad, const places *p,
                             real *restrict t)
{
    for (int turn = 0; turn < APART; turn++)
        for (int k = turn; k < p->n; k += APART) {
            real *at = t + p->at[k], below = p->v[k] * grad[k];
            real above = grad[k] - below, u = p->u[k];
            at[0] += above - u * above;
            at[1] += u * above;
            at[p->wide] += below - u * below;
            at[p->wide + 1] += u * below;
        }
}

static void coordinates_backward(const real *restrict grad,
                                 const real *restrict t,
                                 const places *restrict p, real *restrict dx,
                                 real *restrict dy)
{
#pragma omp simd
    for (int k = 0; k < p->n; k++) {
        int at = p->at[k], under = at + p->wide;
        real above = t[at + 1] - t[at], below = t[under + 1] - t[under];
        real across = below - above;
        dx[k] += p->inside_x[k] * grad[k] * (above + p->v[k] * across);
        real left = t[under] - t[at];
        dy[k] += p->inside_y[k] * grad[k] * (left + p->u[k] * across);
    }
}

static void sample_backward(const node *y, int n)
{
    const node *t = y->in[0], *c = y->in[1];
    int area = t->shape[1] * t->shape[2], count = y->shape[1] * y->shape[2];
    places p;
    for (int b = 0; b < n; b++)
        for (int first = 0; first < count; first += BLOCK) {
            find(y, b, first, &p);
            real *dx = c->grad + start(c, b) + first;
            for (int m = 0; m < t->shape[0]; m++) {
                size_t map = start(t, b) + (size_t)(m * area);
                const real *grad = y->grad + start(y, b) + m * count + first;
                if (t->needs_grad)
                    texture_backward(grad, &p, t->grad + map);
                if (c->needs_grad)
                    coordinates_backward(grad, t->value + map, &p, dx,
                                         dx + count);
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
