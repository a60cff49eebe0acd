// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_level.h"

#include "fail.h"

/**
# The level of a map

An albedo and a shading have a product that does not change when the one is
doubled and the other halved. Something must say how bright a shading is. One
may ask for its mean to be 1, or for its largest number: then a place that faces
the lamp is as bright as its albedo. The power mean of the numbers $x_i$ in the
middle of the map,

$$ M = \Bigl( \frac1n \sum_i x_i^p \Bigr)^{1/p}, \qquad y_j = x_j / M , $$

has both as its ends: the mean with $p = 1$, the maximum with $p \to \infty$.
The middle is taken, since the rest may be no face.

Backwards, a number acts on its own output, and by $M$ on all:

$$ \frac{\partial L}{\partial x_j} = \frac1M \Bigl( \frac{\partial L}{\partial
y_j} - \bigl[j \text{ in the middle}\bigr] \frac1n y_j^{p-1} \sum_i
\frac{\partial L}{\partial y_i} y_i \Bigr) . $$
*/

typedef struct {
    int height, width, top, left, rows, columns;
} window;

static window middle_of(const node *y)
{
    int height = y->shape[1], width = y->shape[2];
    return (window){height,
                    width,
                    height / 4,
                    width / 4,
                    height - 2 * (height / 4),
                    width - 2 * (width / 4)};
}

static real to_the(real x, int power)
{
    real y = 1;
    for (int k = 0; k < power; k++)
        y *= x;
    return y;
}

static double power_mean(const real *x, const window *w, int power)
{
    double sum = 0;
    for (int i = w->top; i < w->top + w->rows; i++)
        for (int j = w->left; j < w->left + w->columns; j++)
            sum += (double)to_the(x[i * w->width + j], power);
    return pow(sum / (w->rows * w->columns), 1.0 / power);
}

static void levelled_forward(const node *y, int n)
{
    window w = middle_of(y);
    for (int b = 0; b < n; b++) {
        const real *x = y->in[0]->value + b * y->size;
        real scale = (real)(1 / power_mean(x, &w, y->first));
        for (int i = 0; i < y->size; i++)
            y->value[b * y->size + i] = scale * x[i];
    }
}

static void levelled_backward(const node *y, int n)
{
    window w = middle_of(y);
    for (int b = 0; b < n; b++) {
        const real *x = y->in[0]->value + b * y->size;
        const real *out = y->value + b * y->size, *dy = y->grad + b * y->size;
        real *dx = y->in[0]->grad + b * y->size;
        real scale = (real)(1 / power_mean(x, &w, y->first)), all = 0;
        for (int i = 0; i < y->size; i++) {
            dx[i] += scale * dy[i];
            all += dy[i] * out[i];
        }
        all *= scale / (real)(w.rows * w.columns);
        for (int i = w.top; i < w.top + w.rows; i++)
            for (int j = w.left; j < w.left + w.columns; j++)
                dx[i * w.width + j] -=
                    all * to_the(out[i * w.width + j], y->first - 1);
    }
}

static const operation levelled_op = {"levelled", levelled_forward,
                                      levelled_backward};

node *levelled(node *maps, int power)
{
    REQUIRE(maps->shape[0] == 1 && maps->shape[1] >= 4 && maps->shape[2] >= 4,
            "one map of 4 x 4 or more");
    REQUIRE(power >= 1, "a power of 1 or more");
    node *y = node_like(&levelled_op, maps, NULL);
    y->first = power;
    return y;
}
