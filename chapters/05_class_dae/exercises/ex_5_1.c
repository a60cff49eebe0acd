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
        /* Your code: from the decoders, and from the loss. */
        not_written_yet(p, grad, a, classes, k);
    }
}

static const operation classified_op = {"classified", classified_forward,
                                        classified_backward};

node *classified(node *logits, node *label)
{
    REQUIRE(logits->size == label->size, "a logit a class");
    return node_new(&classified_op, logits, label, logits->size + 1);
}
