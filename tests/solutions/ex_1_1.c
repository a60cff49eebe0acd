// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 1.1 A dense layer with borrowed weights
# 1.1 Полносвязный слой с чужими весами

fill, 45 minutes

## Statement

The decoder of an autoencoder may do without weights of its own and borrow the
encoder's, transposed. With $W$ the weights of a dense layer, one row a code,

$$ y = W^T z + c, \qquad Y = Z W + \mathbf 1 c^T. $$

The forward pass and the constructor are here. Write the backward pass: three
products, each *added* to its gradient. Two of them belong to this node and to
its input $z$; the third goes to the layer that lends its weights, which has a
gradient of its own to come. Only the first `n` rows of the batch count.

## Задание

Декодер автокодера может обойтись без собственных весов и взять веса кодера,
транспонировав их. Если $W$ - веса полносвязного слоя (по строке на код), то

$$ y = W^T z + c, \qquad Y = Z W + \mathbf 1 c^T. $$

Прямой проход и конструктор уже есть. Напишите обратный проход: три
произведения, каждое *прибавляется* к своему градиенту. Два относятся к этому
узлу и к его входу $z$, третье - к слою, который одолжил веса и сам ещё внесёт
в них свой вклад. Считаются только первые `n` строк пакета.
*/
#include "ex_1_1.h"

#include "fail.h"
#include "gemm.h"

#include <string.h>

static void borrowed_forward(const node *y, int n)
{
    const node *z = y->in[0], *layer = y->in[1];
    for (int b = 0; b < n; b++)
        memcpy(y->value + b * y->size, y->theta,
               (size_t)y->size * sizeof(real));
    gemm(PLAIN, PLAIN, n, y->size, z->size, z->value, layer->theta, 1,
         y->value);
}

/* Given y->grad, adds to y->dtheta (the biases), to the gradient of the weights
 * of y->in[1], and to the gradient of y->in[0]. */
static void borrowed_backward(const node *y, int n)
{
    // gap(y, n): three products, each added to what is there
    const node *z = y->in[0], *layer = y->in[1];
    for (int b = 0; b < n; b++)
        for (int i = 0; i < y->size; i++)
            y->dtheta[i] += y->grad[b * y->size + i];
    gemm(TRANSPOSED, PLAIN, z->size, y->size, n, z->value, y->grad, 1,
         layer->dtheta);
    gemm(PLAIN, TRANSPOSED, n, z->size, y->size, y->grad, layer->theta, 1,
         z->grad);
    // end
}

static const operation borrowed_op = {"borrowed", borrowed_forward,
                                      borrowed_backward};

node *borrowed(node *z, node *layer)
{
    REQUIRE(layer->weight[0] == z->size, "as many codes as the layer makes");
    node *y = node_new(&borrowed_op, z, layer, layer->weight[1]);
    y->biases = y->size;
    y->needs_grad = true;
    return y;
}
/**
## Hint 1

Write down what a small change of each of the three factors does to $Y$, as in
the section "The dense layer": $\mathrm dY = \mathrm dZ\, W + Z\, \mathrm dW +
\mathbf 1\, \mathrm dc^T$. The gradient of each is the factor that it is
multiplied by in $\sum_{bi} \bar Y_{bi}\, \mathrm dY_{bi}$.

## Подсказка 1

Запишите, как малое изменение каждого из трёх множителей меняет $Y$ (см. раздел
"The dense layer"): $\mathrm dY = \mathrm dZ\, W + Z\, \mathrm dW + \mathbf 1\,
\mathrm dc^T$. Градиент каждого - то, на что он умножен в сумме
$\sum_{bi} \bar Y_{bi}\, \mathrm dY_{bi}$.

## Hint 2

The shapes leave no choice: $\bar Z$ is n by codes, $\bar Y$ is n by pixels, $W$
is codes by pixels. So $\bar Z = \bar Y W^T$, and $\bar W$, codes by pixels, can
only be $Z^T \bar Y$. Note that this is not what op_dense.c has.

## Подсказка 2

Размеры не оставляют выбора: $\bar Z$ - n на число кодов, $\bar Y$ - n на число
пикселов, $W$ - коды на пикселы. Значит, $\bar Z = \bar Y W^T$, а $\bar W$
размера "коды на пикселы" может быть только $Z^T \bar Y$. Заметьте: в
op_dense.c стоит другое.

## Hint 3

`gemm(TRANSPOSED, PLAIN, codes, pixels, n, z->value, y->grad, 1,
layer->dtheta)` is the gradient of the weights: the 1 keeps what is there. The
second product goes to `z->grad` in the same way, the third is a sum over rows
into `y->dtheta`.

## Подсказка 3

`gemm(TRANSPOSED, PLAIN, codes, pixels, n, z->value, y->grad, 1,
layer->dtheta)` - градиент весов; единица сохраняет то, что уже накоплено. Так
же второе произведение прибавляется к `z->grad`, а третье - сумма по строкам,
прибавляемая к `y->dtheta`.

## Paper

Rumelhart, Hinton and Williams, Learning representations by back-propagating
errors, 1986: https://doi.org/10.1038/323533a0

## Wrong answers

- the weights' gradient is set, not added: `y->grad, 1, layer->dtheta` ->
  `y->grad, 0, layer->dtheta`
- the codes' gradient is set, not added: `layer->theta, 1,` ->
  `layer->theta, 0,`
- the biases' gradient is set, not added: `y->dtheta[i] +=` -> `y->dtheta[i] =`
- the weights are not transposed: `gemm(PLAIN, TRANSPOSED, n,` ->
  `gemm(PLAIN, PLAIN, n,`
- the gradient of the transposed weights: `z->size, y->size, n, z->value,
  y->grad,` -> `y->size, z->size, n, y->grad, z->value,`
- the mean over the batch: `+= y->grad[b * y->size + i]` ->
  `+= y->grad[b * y->size + i] / n`
- the whole batch: `b < n` -> `b < y->graph->batch`
- the biases forgotten: `y->dtheta[i] += y->grad[b * y->size + i];` -> `;`
*/
