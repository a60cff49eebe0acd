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
    /* Your code: for each row, what each step receives. */
    not_written_yet(x, width, rows);
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
