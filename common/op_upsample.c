// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_upsample.h"

#include "fail.h"

/**
# Coarse maps drawn larger

A field of deformation should be smooth, and the simplest way to have it so is
to give it few numbers: the decoder makes a map of, say, $7 \times 7$ logits,
which is drawn larger by bilinear interpolation. That is an interpolation along
the rows and then one along the columns, two operations of one kind: output
number $j$ of $n$ lies at $j\,(m-1)/(n-1)$ among $m$ numbers. Backwards each
output gives its gradient to the two numbers from which it came.
*/

typedef struct {
    int at, next; /* the numbers before and after it... */
    real share;   /* ...and the weight of the second */
} place;

static place place_of(int j, int n, int m)
{
    if (m == 1 || n == 1)
        return (place){0, 0, 0};
    int at = j * (m - 1) / (n - 1);
    if (at == m - 1)
        at--;
    real share = (real)(j * (m - 1) - at * (n - 1)) / (real)(n - 1);
    return (place){at, at + 1, share};
}

/* Along the rows: all rows of all maps at once. */

static int rows_of(const node *x, int n)
{
    return n * x->shape[0] * x->shape[1];
}

static void widen_forward(const node *y, int n)
{
    const node *x = y->in[0];
    int from = x->shape[2], to = y->shape[2], rows = rows_of(x, n);
    for (int j = 0; j < to; j++) {
        place p = place_of(j, to, from);
        for (int r = 0; r < rows; r++) {
            const real *row = x->value + r * from;
            y->value[r * to + j] =
                row[p.at] + p.share * (row[p.next] - row[p.at]);
        }
    }
}

static void widen_backward(const node *y, int n)
{
    const node *x = y->in[0];
    int from = x->shape[2], to = y->shape[2], rows = rows_of(x, n);
    for (int j = 0; j < to; j++) {
        place p = place_of(j, to, from);
        for (int r = 0; r < rows; r++) {
            real grad = y->grad[r * to + j], second = p.share * grad;
            x->grad[r * from + p.at] += grad - second;
            x->grad[r * from + p.next] += second;
        }
    }
}

static const operation widen_op = {"widen", widen_forward, widen_backward};

/* Along the columns: whole rows are mixed. */

static void heighten_forward(const node *y, int n)
{
    const node *x = y->in[0];
    int from = x->shape[1], to = y->shape[1], width = y->shape[2];
    for (int map = 0; map < n * x->shape[0]; map++)
        for (int i = 0; i < to; i++) {
            place p = place_of(i, to, from);
            const real *a = x->value + (map * from + p.at) * width;
            const real *b = x->value + (map * from + p.next) * width;
            real *restrict out = y->value + (map * to + i) * width;
            for (int j = 0; j < width; j++)
                out[j] = a[j] + p.share * (b[j] - a[j]);
        }
}

static void add_scaled(const real *restrict from, real factor, int count,
                       real *restrict to)
{
    for (int j = 0; j < count; j++)
        to[j] += factor * from[j];
}

static void heighten_backward(const node *y, int n)
{
    const node *x = y->in[0];
    int from = x->shape[1], to = y->shape[1], width = y->shape[2];
    for (int map = 0; map < n * x->shape[0]; map++)
        for (int i = 0; i < to; i++) {
            place p = place_of(i, to, from);
            const real *grad = y->grad + (map * to + i) * width;
            real *first = x->grad + map * from * width;
            add_scaled(grad, 1 - p.share, width, first + p.at * width);
            add_scaled(grad, p.share, width, first + p.next * width);
        }
}

static const operation heighten_op = {"heighten", heighten_forward,
                                      heighten_backward};

node *upsample(node *x, int height, int width)
{
    REQUIRE(!x->single && height > 0 && width > 0,
            "maps of a batch are drawn larger");
    int maps = x->shape[0], rows = x->shape[1];
    node *wide = node_new(&widen_op, x, NULL, maps * rows * width);
    shaped(wide, maps, rows, width);
    node *y = node_new(&heighten_op, wide, NULL, maps * height * width);
    return shaped(y, maps, height, width);
}
