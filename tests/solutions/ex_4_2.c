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
    // gap(m, p, g, at): to m->grad
    for (int i = p.i; i <= p.i + 1; i++)
        for (int j = p.j; j <= p.j + 1; j++) {
            real of_row = i == p.i ? 1 - p.v : p.v;
            real of_column = j == p.j ? 1 - p.u : p.u;
            m->grad[at(m, i, j)] += of_row * of_column * g;
        }
    // end
}

typedef struct {
    real x, y;
} slope;

/* The derivatives of look(m, p) by c_x and c_y. */
static slope slope_at(const map *m, place p)
{
    // gap(m, p): two slopes
    real a = pixel(m, p.i, p.j), b = pixel(m, p.i, p.j + 1);
    real c = pixel(m, p.i + 1, p.j), d = pixel(m, p.i + 1, p.j + 1);
    return (slope){(1 - p.v) * (b - a) + p.v * (d - c),
                   (1 - p.u) * (c - a) + p.u * (d - b)};
    // end
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
                // gap(m, p, g, dc, area, k, give, slope_at): to both inputs
                slope s = slope_at(&m, p);
                give(&m, p, g);
                dc[k] += g * s.x;
                dc[area + k] += g * s.y;
                // end
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
/**
## Hint 1

The output is linear in the texture: four weights, which sum to 1, times four
pixels. Backwards the same four weights are used, each pixel receives its own
times `g`. And along $c_x$ alone, with $c_y$ held fast, the output is a straight
line between two numbers: the left column of the four, mixed by $v$, and the
right one.

## Подсказка 1

Выход линеен по текстуре: четыре веса с суммой 1, умноженные на четыре пиксела.
Обратно идут те же четыре веса, каждый пиксел получает свой, умноженный на `g`.
А вдоль одного лишь $c_x$, при неподвижном $c_y$, выход - отрезок прямой между
двумя числами: левым столбцом четвёрки, смешанным по $v$, и правым.

## Hint 2

$$ \frac{\partial y}{\partial c_x} = (1-v)\,(T_{i,j+1} - T_{ij})
   + v\,(T_{i+1,j+1} - T_{i+1,j}), $$

$$ \frac{\partial y}{\partial c_y} = (1-u)\,(T_{i+1,j} - T_{ij})
   + u\,(T_{i+1,j+1} - T_{i,j+1}). $$

Beyond the edge two of the four, or all, are the same pixel. The formulas stay
as they are: the slope comes out as 0 there, and the pixel receives the shares
of all for which it stands.

## Подсказка 2

$$ \frac{\partial y}{\partial c_x} = (1-v)\,(T_{i,j+1} - T_{ij})
   + v\,(T_{i+1,j+1} - T_{i+1,j}), $$

$$ \frac{\partial y}{\partial c_y} = (1-u)\,(T_{i+1,j} - T_{ij})
   + u\,(T_{i+1,j+1} - T_{i,j+1}). $$

За краем два пиксела из четырёх или все - один и тот же. Формулы остаются теми
же: наклон там сам получается равным 0, а пиксел получает доли всех, за кого он
стоит.

## Hint 3

The pixel in row i, column j is `m->grad[at(m, i, j)]`. All channels are read at
one position, so each of them adds to its gradient: `dc[k] += g * s.x`, and
`dc[area + k]`, the row's, `+= g * s.y`.

## Подсказка 3

Пиксел в строке i, столбце j - `m->grad[at(m, i, j)]`. Все каналы читаются в
одном и том же положении, поэтому каждый прибавляет к его градиенту: `dc[k] +=
g * s.x`, а `dc[area + k]`, градиент по строке, `+= g * s.y`.

## Paper

Jaderberg, Simonyan, Zisserman and Kavukcuoglu, Spatial transformer networks,
2015, eq. 5 to 7: https://arxiv.org/abs/1506.02025

## Wrong answers

- x and y swapped in the slopes: `dc[k] += g * s.x; dc[area + k] += g * s.y;` ->
  `dc[k] += g * s.y; dc[area + k] += g * s.x;`
- rows and columns swapped on a picture that is not square: `at(m, i, j)` ->
  `at(m, j, i)`
- the height for the width: `at(m, i, j)` -> `at(m, i, j) / m->wide * m->high +
  at(m, i, j) % m->wide`
- the weights swapped: `i == p.i ? 1 - p.v : p.v` -> `i == p.i ? 1 - p.u : p.u`,
  `j == p.j ? 1 - p.u : p.u` -> `j == p.j ? 1 - p.v : p.v`
- the weights mirrored: `j == p.j ? 1 - p.u : p.u` -> `j == p.j ? p.u : 1 - p.u`
- the pixel at the border counted twice: `of_row * of_column * g;` ->
  `of_row * of_column * g * (at(m, i, j) == i * m->wide + j ? 1 : 2);`
- the pixel at the border gets its own share only: `m->grad[at(m, i, j)] +=` ->
  `if (at(m, i, j) == i * m->wide + j) m->grad[at(m, i, j)] +=`
- the nearest pixel gets all: `of_row * of_column * g` -> `(of_row >= R(0.5) &&
  of_column >= R(0.5)) * g`
- the texture's gradient is set, not added: `+= of_row * of_column * g` ->
  `= of_row * of_column * g`
- the slope of the upper row alone: `(1 - p.v) * (b - a) + p.v * (d - c)` ->
  `b - a`
- the slope to the left: `(1 - p.v) * (b - a) + p.v * (d - c)` ->
  `(1 - p.v) * (a - b) + p.v * (c - d)`
- the slopes mixed by the wrong fraction: `(1 - p.v) * (b - a) + p.v * (d - c)`
  -> `(1 - p.u) * (b - a) + p.u * (d - c)`
- beyond the border there is nothing: `real a = pixel(m, p.i, p.j)` ->
  `if (p.j < 0 || p.j >= m->wide - 1) return (slope){pixel(m, p.i, p.j), 0};
  real a = pixel(m, p.i, p.j)`
- only the last channel moves the position: `dc[k] += g * s.x; dc[area + k] +=
  g * s.y;` -> `dc[k] = g * s.x; dc[area + k] = g * s.y;`
- the gradient from above is forgotten: `dc[k] += g * s.x;` -> `dc[k] += s.x;`
*/
