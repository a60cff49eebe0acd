// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 4.1 Sums run back
# 4.1 Сумма в обратную сторону

fill, 40 minutes

## Statement

A deforming autoencoder predicts steps $f$ and adds them up,

$$ W_{ij} = s + \sum_{k \le j} f_{ik}. $$

Without a backward pass of this sum no step would ever be learned. The forward
pass is here, for maps of any number of channels, rows and columns. Write the
backward pass: which of the $W_{ij}$ does the step $f_{ik}$ move, and by how
much?

It must take one pass over the numbers. A sum of its own for each step would be
right, too, but with 28 columns fourteen times the work: the check looks at the
time. Gradients are added to what is there, and only the first `n` pictures of
the batch count.

## Задание

Деформирующий автокодер предсказывает шаги $f$ и складывает их:

$$ W_{ij} = s + \sum_{k \le j} f_{ik}. $$

Без обратного прохода этой суммы не выучился бы ни один шаг. Прямой проход уже
есть, для карт с любым числом каналов, строк и столбцов. Напишите обратный:
какие из $W_{ij}$ сдвигает шаг $f_{ik}$ и на сколько?

Достаточно одного прохода по числам. Своя сумма для каждого шага тоже верна, но
при 28 столбцах это в четырнадцать раз больше работы: проверка следит за
временем. Градиенты прибавляются к тому, что есть; считаются только первые `n`
изображений пакета.
*/
#include "ex_4_1.h"

#include "fail.h"

static void running_forward(const node *y, int n)
{
    const node *x = y->in[0];
    int width = y->shape[2], rows = n * y->shape[0] * y->shape[1];
    for (int r = 0; r < rows; r++) {
        const real *from = x->value + r * width;
        real *to = y->value + r * width, total = y->scalar;
        for (int j = 0; j < width; j++) {
            total += from[j];
            to[j] = total;
        }
    }
}

/* Given y->grad, adds to x->grad. */
static void running_backward(const node *y, int n)
{
    const node *x = y->in[0];
    int width = y->shape[2], rows = n * y->shape[0] * y->shape[1];
    // gap(x, width, rows): for each row, what each step receives
    for (int r = 0; r < rows; r++) {
        const real *from = y->grad + r * width;
        real *to = x->grad + r * width, total = 0;
        for (int j = width - 1; j >= 0; j--) {
            total += from[j];
            to[j] += total;
        }
    }
    // end
}

static const operation running_op = {"running sums", running_forward,
                                     running_backward};

node *running_sums(node *x, double start)
{
    REQUIRE(!x->single, "maps belong to a batch");
    node *y = node_new(&running_op, x, NULL, x->size);
    y->scalar = (real)start;
    return shaped(y, x->shape[0], x->shape[1], x->shape[2]);
}
/**
## Hint 1

Write the sum of four steps as a product with a matrix of zeros and ones. Where
do its ones stand? The backward pass is the product with the transposed matrix.
Read its rows: to which of the gradients from above does the first step listen,
to which the last?

## Подсказка 1

Запишите сумму четырёх шагов как произведение на матрицу из нулей и единиц. Где
в ней единицы? Обратный проход - произведение на транспонированную матрицу.
Прочтите её строки: какие из градиентов сверху слышит первый шаг, какие -
последний?

## Hint 2

The step $f_{ik}$ moves all pixels from $k$ on, itself included, each by the
same amount:

$$ \bar f_{ik} = \sum_{j \ge k} \bar W_{ij}. $$

The start $s$ is no step, and moves nothing backwards.

## Подсказка 2

Шаг $f_{ik}$ сдвигает все пикселы начиная с $k$, включая сам этот, и все
одинаково:

$$ \bar f_{ik} = \sum_{j \ge k} \bar W_{ij}. $$

Начало $s$ - не шаг, обратно от него ничего не идёт.

## Hint 3

The sum for $k$ is that for $k + 1$ plus one number more. So it is a running sum
again, from the *end* of each row to its beginning: begin at 0, go from
`width - 1` down to 0, add `y->grad` there, and add what has come together to
`x->grad`.

## Подсказка 3

Сумма для $k$ - это сумма для $k + 1$ и ещё одно число. Значит, это снова
накопленная сумма, но от *конца* строки к началу: начните с 0, идите от
`width - 1` до 0, прибавляйте к сумме `y->grad` в этом месте, а накопленное - к
`x->grad`.

## Paper

Shu, Sahasrabudhe, Güler, Samaras, Paragios and Kokkinos, Deforming
autoencoders: unsupervised disentangling of shape and appearance, 2018, section
3.1: https://arxiv.org/abs/1806.06503

## Wrong answers

- the forward sum again: `int j = width - 1; j >= 0; j--` ->
  `int j = 0; j < width; j++`
- the first element is lost: `j >= 0` -> `j > 0`
- the last element is lost: `int j = width - 1` -> `int j = width - 2`
- a step does not move its own pixel: `total += from[j]; to[j] += total;` ->
  `to[j] += total; total += from[j];`
- a step moves its own pixel only: `to[j] += total;` -> `to[j] += from[j];`
- the gradient is set, not added: `to[j] += total;` -> `to[j] = total;`
- a row goes on where the one before has ended: `real *to = x->grad + r * width,
  total = 0;` -> `static real total; real *to = x->grad + r * width; if (r == 0)
  total = 0;`
- the start comes back: `x->grad + r * width, total = 0;` ->
  `x->grad + r * width, total = y->scalar;`
- the whole batch: `for (int r = 0; r < rows; r++)` ->
  `rows = rows / n * y->graph->batch; for (int r = 0; r < rows; r++)`
- along the columns: `for (int r = 0; r < rows; r++) {` -> `for (int c = 0; c <
  rows / y->shape[1]; c++) for (int j = 0; j < width; j++) { real total = 0;
  for (int i = y->shape[1] - 1; i >= 0; i--) { int at = (c * y->shape[1] + i) *
  width + j; x->grad[at] += total += y->grad[at]; } } for (int r = 0; r < 0;
  r++) {`
- a sum of its own for each step: `for (int j = width - 1; j >= 0; j--) { total
  += from[j]; to[j] += total; }` -> `for (int j = 0; j < width; j++) { total =
  0; for (int k = j; k < width; k++) total += from[k]; to[j] += total; }`
*/
