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
    /* Your code: three products, each added to what is there. */
    not_written_yet(y, n);
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
