// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_sample.h"

#include "fail.h"

#include <gsl/gsl_math.h>
#include <string.h>

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
Around the texture lies nothing, that is, zero. Instead of asking at each pixel
whether it is inside, a border of zeros is put around the texture first, and
coordinates far outside are moved to it. That is an operation by itself. The
border is two pixels wide, so that where a far coordinate is moved to, the next
pixel is 0 as well: the texture is flat there, and so is its slope.
*/

enum { BORDER = 2 };

static void border_forward(const node *y, int n)
{
    const node *x = y->in[0];
    int height = x->shape[1], width = x->shape[2], wide = y->shape[2];
    memset(y->value, 0, node_count(y, n) * sizeof(real));
    for (int map = 0; map < n * x->shape[0]; map++) {
        const real *from = x->value + (size_t)map * (size_t)(height * width);
        real *to = y->value + (size_t)map * (size_t)(y->shape[1] * wide) +
                   BORDER * wide + BORDER;
        for (int i = 0; i < height; i++)
            memcpy(to + i * wide, from + i * width,
                   (size_t)width * sizeof(real));
    }
}

static void border_backward(const node *y, int n)
{
    const node *x = y->in[0];
    int height = x->shape[1], width = x->shape[2], wide = y->shape[2];
    for (int map = 0; map < n * x->shape[0]; map++) {
        real *to = x->grad + (size_t)map * (size_t)(height * width);
        const real *from = y->grad +
                           (size_t)map * (size_t)(y->shape[1] * wide) +
                           BORDER * wide + BORDER;
        for (int i = 0; i < height; i++)
            for (int j = 0; j < width; j++)
                to[i * width + j] += from[i * wide + j];
    }
}

static const operation border_op = {"border", border_forward, border_backward};

static node *border(node *x)
{
    int height = x->shape[1] + 2 * BORDER;
    int width = x->shape[2] + 2 * BORDER;
    node *y = node_new(&border_op, x, NULL, x->shape[0] * height * width);
    return shaped(y, x->shape[0], height, width);
}

/**
The rest works on blocks of pixels. First of all it is found out where they
point, for all channels and for both derivatives at once.
*/

enum { BLOCK = 64, APART = 4 };

/* Of up to BLOCK coordinates: the upper left one of the four pixels around, in
 * the bordered texture, and the fractions of the way to the others. */
typedef struct {
    int n, wide;
    int at[BLOCK];
    real u[BLOCK], v[BLOCK];
} places;

/* The neighbour before a coordinate, of `size` in a bordered row or column. A
 * fraction that is no number, as that of infinity, says so. */
static inline int neighbour(real c, int size, real *fraction)
{
    real last = (real)(size - BORDER), inside = c + BORDER;
    inside = inside > 0 ? inside : 0;
    inside = inside < last ? inside : last;
    int at = (int)inside;
    *fraction = inside - (real)at + (c - c);
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
        int j = neighbour(cx[k], p->wide, &p->u[k]);
        int i = neighbour(cy[k], high, &p->v[k]);
        p->at[k] = i * p->wide + j;
    }
}

static void look_up(const real *restrict t, const places *restrict p,
                    real *restrict out)
{
#pragma omp simd
    for (int k = 0; k < p->n; k++) {
        int at = p->at[k], under = at + p->wide;
        real above = t[at] + p->u[k] * (t[at + 1] - t[at]);
        real below = t[under] + p->u[k] * (t[under + 1] - t[under]);
        out[k] = above + p->v[k] * (below - above);
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
        dx[k] += grad[k] * (above + p->v[k] * across);
        dy[k] += grad[k] * (t[under] - t[at] + p->u[k] * across);
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
    int height = coordinates->shape[1], width = coordinates->shape[2];
    int channels = texture->shape[0];
    node *y = node_new(&sample_op, border(texture), coordinates,
                       channels * height * width);
    return shaped(y, channels, height, width);
}
