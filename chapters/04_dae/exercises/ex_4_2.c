// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 4.2 Two gradients of one look
# 4.2 Два градиента одной выборки

fill, 60 minutes

## Statement

The sampler reads a texture $T$ between its pixels. With the column
$c_x = j + u$ and the row $c_y = i + v$, $0 \le u, v < 1$,

$$ y = (1-v)\,\bigl[(1-u)\,T_{ij} + u\,T_{i,j+1}\bigr]
   + v\,\bigl[(1-u)\,T_{i+1,j} + u\,T_{i+1,j+1}\bigr]. $$

It has two inputs, and each wants its gradient: the texture, so that a template
can be painted, and the position, so that it can be moved. The forward pass is
here, and so is the walk over pictures and channels. Write the three parts that
are missing: what the four pixels receive, the slopes of $y$ by $c_x$ and by
$c_y$, and what one number of the output gives to both.

Beyond its edge a texture goes on as it ends: whatever row and column is asked
for, `at` names the pixel that is nearest. So one pixel may stand for two of the
four, or for all of them. Pictures need not be square.

## Задание

Выборка читает текстуру $T$ между пикселами. Если столбец $c_x = j + u$, строка
$c_y = i + v$, $0 \le u, v < 1$, то

$$ y = (1-v)\,\bigl[(1-u)\,T_{ij} + u\,T_{i,j+1}\bigr]
   + v\,\bigl[(1-u)\,T_{i+1,j} + u\,T_{i+1,j+1}\bigr]. $$

У неё два входа, и каждому нужен градиент: текстуре - чтобы шаблон можно было
нарисовать, положению - чтобы его можно было сдвинуть. Прямой проход уже есть,
обход изображений и каналов тоже. Напишите три недостающие части: что получают
четыре пиксела, наклоны $y$ по $c_x$ и по $c_y$ и что одно число выхода отдаёт
обоим входам.

За краем текстура продолжается так, как кончилась: для любых строки и столбца
`at` называет ближайший пиксел. Поэтому один пиксел может стоять за двоих из
четырёх, а то и за всех. Изображения могут быть не квадратными.
*/
#include "ex_4_2.h"

#include "fail.h"

#include <gsl/gsl_math.h>

/* One channel of a texture. */
typedef struct {
    int high, wide;
    real *value, *grad;
} map;

/* The upper left of the four pixels around a place, row i and column j, and how
 * far it is from there: u to the right, v down, each in [0, 1). */
typedef struct {
    int i, j;
    real u, v;
} place;

/* How far beyond the picture a place is, makes no difference. */
static place place_at(double cx, double cy, int high, int wide)
{
    cx = GSL_MAX(-1, GSL_MIN(cx, wide));
    cy = GSL_MAX(-1, GSL_MIN(cy, high));
    double j = floor(cx), i = floor(cy);
    return (place){(int)i, (int)j, R(cx - j), R(cy - i)};
}

/* The number of the pixel in row i, column j, or of the nearest one. */
static int at(const map *m, int i, int j)
{
    int row = GSL_MAX(0, GSL_MIN(i, m->high - 1));
    int column = GSL_MAX(0, GSL_MIN(j, m->wide - 1));
    return row * m->wide + column;
}

static real pixel(const map *m, int i, int j)
{
    return m->value[at(m, i, j)];
}

static real look(const map *m, place p)
{
    real above = (1 - p.u) * pixel(m, p.i, p.j) + p.u * pixel(m, p.i, p.j + 1);
    real below =
        (1 - p.u) * pixel(m, p.i + 1, p.j) + p.u * pixel(m, p.i + 1, p.j + 1);
    return (1 - p.v) * above + p.v * below;
}

/* Adds what the four pixels receive if look(m, p) has the gradient g. */
static void give(const map *m, place p, real g)
{
    /* Your code: to m->grad. */
    not_written_yet(m, p, g, at);
}

typedef struct {
    real x, y;
} slope;

/* The derivatives of look(m, p) by c_x and c_y. */
static slope slope_at(const map *m, place p)
{
    /* Your code: two slopes. */
    not_written_yet(m, p);
}

static map map_of(const node *t, int b, int channel)
{
    size_t area = (size_t)(t->shape[1] * t->shape[2]);
    size_t at = (size_t)(b * t->shape[0] + channel) * area;
    return (map){t->shape[1], t->shape[2], t->value + at, t->grad + at};
}

static void looked_up_forward(const node *y, int n)
{
    int area = y->shape[1] * y->shape[2];
    for (int b = 0; b < n; b++)
        for (int channel = 0; channel < y->shape[0]; channel++) {
            map m = map_of(y->in[0], b, channel), out = map_of(y, b, channel);
            const real *c = y->in[1]->value + b * 2 * area;
            for (int k = 0; k < area; k++)
                out.value[k] =
                    look(&m, place_at(c[k], c[area + k], m.high, m.wide));
        }
}

/* Given y->grad, adds to the gradients of the texture and of the positions. */
static void looked_up_backward(const node *y, int n)
{
    int area = y->shape[1] * y->shape[2];
    for (int b = 0; b < n; b++)
        for (int channel = 0; channel < y->shape[0]; channel++) {
            map m = map_of(y->in[0], b, channel), out = map_of(y, b, channel);
            const real *c = y->in[1]->value + b * 2 * area;
            real *dc = y->in[1]->grad + b * 2 * area;
            for (int k = 0; k < area; k++) {
                place p = place_at(c[k], c[area + k], m.high, m.wide);
                real g = out.grad[k];
                /* Your code: to both inputs. */
                not_written_yet(m, p, g, dc, area, k, give, slope_at);
            }
        }
}

static const operation looked_up_op = {"looked up", looked_up_forward,
                                       looked_up_backward};

node *looked_up(node *texture, node *positions)
{
    REQUIRE(positions->shape[0] == 2, "positions have the shape (2, h, w)");
    int height = positions->shape[1], width = positions->shape[2];
    node *y = node_new(&looked_up_op, texture, positions,
                       texture->shape[0] * height * width);
    return shaped(y, texture->shape[0], height, width);
}
