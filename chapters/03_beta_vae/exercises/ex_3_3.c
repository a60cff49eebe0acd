// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 3.3 Where the last unit dies
# 3.3 Где гаснет последний элемент

measure, 60 minutes

## Statement

The chapter claims to know from the pictures alone, before any training, at
which $\beta$ a model falls silent. Do not believe it. Your number stands for
the radius of a dot: `make ex-3.3 STUDENT=17` hands you 2048 pictures of it and
a function that trains a small model at any $\beta$ that you name. First write
the loss that it is trained with, in nats per picture. Then measure

1. the predicted threshold: with $m$ the mean picture and $C$ the covariance of
   the pixels,
   $\beta_c = \lambda_{\max}\bigl(W^{-1/2} C\, W^{-1/2}\bigr)$,
   $W = \operatorname{diag}(m(1 - m))$, without the pixels that never vary,
2. the threshold that is found: by bisection, the $\beta$ where the divergence
   after training comes down to 0.05 nats, all units together,
3. the threshold of the most common mistake, a reconstruction that is averaged
   over the pixels while the divergence is summed over the units.

Guess before you run: will 2 be above 1 or below it? Whoever trains near the
threshold needs patience: how fast does a unit grow that hardly pays? And is
$\beta = 1$ a small number for the loss of question 3?

## Задание

Глава утверждает, что по одним лишь изображениям, до всякого обучения, знает,
при каком $\beta$ модель замолчит. Не верьте ей. Ваш номер задаёт радиус точки:
команда `make ex-3.3 STUDENT=17` даёт 2048 её изображений и функцию, которая
обучает маленькую модель при любом названном вами $\beta$. Сначала напишите
функцию потерь, с которой модель обучается, в натах на изображение. Затем
измерьте:

1. предсказанный порог: если $m$ - среднее изображение, а $C$ - ковариация
   пикселов, то $\beta_c = \lambda_{\max}\bigl(W^{-1/2} C\, W^{-1/2}\bigr)$,
   $W = \operatorname{diag}(m(1 - m))$, без пикселов, которые никогда не
   меняются;
2. найденный порог: методом деления пополам - то $\beta$, при котором
   расхождение после обучения опускается до 0,05 ната, все элементы вместе;
3. порог при самой частой ошибке, когда восстановление усредняется по пикселам,
   а расхождение суммируется по элементам.

Угадайте до запуска: окажется второе выше первого или ниже? Обучение вблизи
порога требует терпения: как быстро растёт элемент, который едва окупается? И
мало ли $\beta = 1$ для функции потерь из вопроса 3?
*/
#include "ex_3_3.h"

#include "op_arithmetic.h"
#include "op_gaussian.h"
#include "op_loss.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <math.h>

node *loss_of(node *logits, node *x, node *mu, node *logvar, double beta)
{
    /* Your code: mind what is a sum and what a mean. */
    not_written_yet(logits, x, mu, logvar, beta);
}

/* From the pictures, (pictures, pixels). */
static double threshold(const gsl_matrix *x)
{
    /* Your code: centre, divide by sqrt(m (1 - m)); the largest eigenvalue. */
    not_written_yet(x);
}

finding measured(const task *t)
{
    /* Your code: three answers. */
    not_written_yet(t, threshold);
}
