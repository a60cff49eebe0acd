// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 5.1 Probabilities with three readers
# 5.1 Вероятности, у которых три читателя

fill, 45 minutes

## Statement

In a deforming autoencoder with classes the probabilities $p$ are read three
times: by the texture's decoder, by the warp's decoder, and by the loss of the
classifier, $S = -\ln p_k$ for the true class $k$. Here all of it is one node of
$K + 1$ numbers, $p_1 \dots p_K$ and $S$. By the time that its backward pass is
called, all its readers have left their gradients in `y->grad`: $\bar p_j$, the
sum of what both decoders want, and $\bar S$.

Write the backward pass: what do the logits receive? Every textbook has the one
half, $\bar S\,(p_j - \delta_{jk})$. It is the other half by which a decoder
that draws badly can tell the encoder that it has mistaken the class. For a
picture without a label $S = 0$, and only the decoders speak.

## Задание

В деформирующем автокодере с классами вероятности $p$ читают трижды: декодер
текстуры, декодер деформации и функция потерь классификатора, $S = -\ln p_k$ для
истинного класса $k$. Здесь всё это - один узел из $K + 1$ чисел, $p_1 \dots
p_K$ и $S$. К моменту обратного прохода все читатели уже оставили градиенты в
`y->grad`: $\bar p_j$ - сумму того, чего хотят оба декодера, и $\bar S$.

Напишите обратный проход: что получают логиты? Первая половина есть в каждом
учебнике: $\bar S\,(p_j - \delta_{jk})$. Но именно через вторую декодер, который
плохо рисует, сообщает кодеру, что тот ошибся классом. У изображения без метки
$S = 0$, и говорят только декодеры.
*/
#include "ex_5_1.h"

#include "fail.h"

/* The true class of picture b, or -1. */
static int class_of(const node *label, int b)
{
    for (int k = 0; k < label->size; k++)
        if (label->value[b * label->size + k] > 0)
            return k;
    return -1;
}

static void classified_forward(const node *y, int n)
{
    int classes = y->in[0]->size;
    for (int b = 0; b < n; b++) {
        const real *a = y->in[0]->value + b * classes;
        real *p = y->value + b * y->size, largest = a[0], total = 0;
        int k = class_of(y->in[1], b);
        for (int j = 1; j < classes; j++)
            largest = a[j] > largest ? a[j] : largest;
        for (int j = 0; j < classes; j++)
            total += real_exp(a[j] - largest);
        for (int j = 0; j < classes; j++)
            p[j] = real_exp(a[j] - largest) / total;
        p[classes] = k < 0 ? 0 : largest + R(log((double)total)) - a[k];
    }
}

/* Given y->grad, adds to the gradient of the logits. */
static void classified_backward(const node *y, int n)
{
    int classes = y->in[0]->size;
    for (int b = 0; b < n; b++) {
        const real *p = y->value + b * y->size, *grad = y->grad + b * y->size;
        real *a = y->in[0]->grad + b * classes;
        int k = class_of(y->in[1], b);
        // gap(p, grad, a, classes, k): from the decoders, and from the loss
        real mean = 0;
        for (int j = 0; j < classes; j++)
            mean += p[j] * grad[j];
        for (int j = 0; j < classes; j++) {
            a[j] += p[j] * (grad[j] - mean);
            if (k >= 0)
                a[j] += grad[classes] * (p[j] - (j == k));
        }
        // end
    }
}

static const operation classified_op = {"classified", classified_forward,
                                        classified_backward};

node *classified(node *logits, node *label)
{
    REQUIRE(logits->size == label->size, "a logit a class");
    return node_new(&classified_op, logits, label, logits->size + 1);
}
/**
## Hint 1

All probabilities depend on all logits, for they share a denominator:
$\partial p_j / \partial a_i = p_j (\delta_{ij} - p_i)$. The gradient of $a_i$
is the sum over $j$ of that times $\bar p_j$. Write it down for three classes,
and take out what the terms have in common.

## Подсказка 1

Все вероятности зависят от всех логитов, ведь знаменатель у них общий:
$\partial p_j / \partial a_i = p_j (\delta_{ij} - p_i)$. Градиент $a_i$ - сумма
по $j$ таких производных, умноженных на $\bar p_j$. Выпишите её для трёх классов
и вынесите общее за скобку.

## Hint 2

$$ \bar a_j = p_j \Bigl( \bar p_j - \sum_i p_i\,\bar p_i \Bigr)
   + \bar S\,(p_j - \delta_{jk}). $$

The sum is a mean of the $\bar p_i$: a class gains if its gradient is below
that. So $\bar a$ sums to zero, as it must: the same number added to all logits
changes nothing.

## Подсказка 2

$$ \bar a_j = p_j \Bigl( \bar p_j - \sum_i p_i\,\bar p_i \Bigr)
   + \bar S\,(p_j - \delta_{jk}). $$

Сумма - это среднее $\bar p_i$: класс выигрывает, если его градиент ниже.
Поэтому сумма $\bar a$ равна нулю, как и должно быть: одно и то же число,
прибавленное ко всем логитам, ничего не меняет.

## Hint 3

Two loops over the classes: the first makes the mean, the second adds. `grad[j]`
is $\bar p_j$, `grad[classes]` is $\bar S$, `j == k` is $\delta_{jk}$. With
`k < 0` there is no label: leave out the second term, and only that.

## Подсказка 3

Два цикла по классам: первый считает среднее, второй прибавляет. `grad[j]` - это
$\bar p_j$, `grad[classes]` - $\bar S$, `j == k` - $\delta_{jk}$. При `k < 0`
метки нет: пропустите второе слагаемое, и только его.

## Paper

Bridle, Probabilistic interpretation of feedforward classification network
outputs, 1990: https://doi.org/10.1007/978-3-642-76153-9_28

## Wrong answers

- only the part of the cross-entropy: `a[j] += p[j] * (grad[j] - mean);` -> `;`
- only the decoders: `a[j] += grad[classes] * (p[j] - (j == k));` -> `;`
- each probability has its own logit only: `a[j] += p[j] * (grad[j] - mean);` ->
  `a[j] += p[j] * (1 - p[j]) * grad[j];`
- the mean without the probabilities: `mean += p[j] * grad[j];` ->
  `mean += grad[j] / (real)classes;`
- the denominator is forgotten: `a[j] += p[j] * (grad[j] - mean);` ->
  `a[j] += p[j] * grad[j];`
- without a label, the decoders are not heard: `real mean = 0;` ->
  `if (k < 0) continue; real mean = 0;`
- without a label, the loss is: `if (k >= 0)` -> ``
- the loss is heard with weight 1: `grad[classes] * (p[j] - (j == k))` ->
  `(p[j] - (j == k))`
- the sign of the loss: `(p[j] - (j == k))` -> `((j == k) - p[j])`
- the gradient is set, not added: `a[j] += p[j] * (grad[j] - mean);` ->
  `a[j] = p[j] * (grad[j] - mean);`
- the mean over the loss, too: `int j = 0; j < classes; j++) mean` ->
  `int j = 0; j <= classes; j++) mean`
- the derivative of a sigmoid for the loss: `grad[classes] * (p[j] - (j == k))`
  -> `grad[classes] * (p[j] - (j == k)) * p[j] * (1 - p[j])`
*/
