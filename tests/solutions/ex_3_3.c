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
    // gap(logits, x, mu, logvar, beta): mind what is a sum and what a mean
    node *rec = scale(bernoulli_loss(logits, x), x->size);
    return add(rec, scale(sum(gaussian_kl(mu, logvar)), beta));
    // end
}

/* From the pictures, (pictures, pixels). */
static double threshold(const gsl_matrix *x)
{
    // gap(x): centre, divide by sqrt(m (1 - m)); the largest eigenvalue
    size_t n = x->size1, pixels = x->size2;
    gsl_matrix *scaled = gsl_matrix_calloc(n, pixels);
    gsl_matrix *covariance = gsl_matrix_alloc(pixels, pixels);
    for (size_t i = 0; i < pixels; i++) {
        double mean = 0;
        for (size_t b = 0; b < n; b++)
            mean += gsl_matrix_get(x, b, i) / (double)n;
        double spread = sqrt(mean * (1 - mean));
        for (size_t b = 0; b < n && spread > 0.01; b++)
            gsl_matrix_set(scaled, b, i,
                           (gsl_matrix_get(x, b, i) - mean) / spread);
    }
    gsl_blas_dsyrk(CblasLower, CblasTrans, 1.0 / (double)n, scaled, 0,
                   covariance);
    gsl_vector *values = gsl_vector_alloc(pixels);
    gsl_eigen_symm_workspace *work = gsl_eigen_symm_alloc(pixels);
    gsl_eigen_symm(covariance, values, work);
    double largest = gsl_vector_max(values);
    gsl_eigen_symm_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(covariance);
    gsl_matrix_free(scaled);
    return largest;
    // end
}

finding measured(const task *t)
{
    // gap(t, threshold): three answers
    finding found = {.predicted = threshold(t->x)};
    double low = found.predicted / 2, high = 1.25 * found.predicted;
    while (high - low > 0.02 * found.predicted) {
        double middle = (low + high) / 2;
        if (t->nats(middle) > DEAD_NATS)
            low = middle;
        else
            high = middle;
    }
    found.found = (low + high) / 2;
    found.averaged = found.predicted / (double)t->x->size2;
    return found;
    // end
}
/**
## Hint 1

`bernoulli_loss` (op_loss.h) is a mean over the pixels: scale it by their
number, `x->size`. `gaussian_kl` gives a number for each unit, `sum` adds them.
For the threshold subtract from each pixel its mean $m$ and divide by
$\sqrt{m (1 - m)}$; the covariance of what you get is the matrix. In the corners
no dot ever comes, so there $m = 0$: leave such pixels at 0.

## Подсказка 1

`bernoulli_loss` (op_loss.h) - среднее по пикселам: умножьте его на их число,
`x->size`. `gaussian_kl` даёт по числу на элемент, `sum` их складывает. Для
порога вычтите из каждого пиксела его среднее $m$ и разделите на $\sqrt{m (1 -
m)}$; ковариация того, что получилось, и есть матрица. В углы точка не попадает
никогда, там $m = 0$: оставьте у таких пикселов 0.

## Hint 2

gsl_blas_dsyrk multiplies a matrix by its transpose, gsl_eigen_symm gives the
eigenvalues in no order. Bisection: keep a $\beta$ at which units live and one
at which they are dead, say half of the prediction and somewhat more than the
prediction; train in the middle and let the middle replace the one that it
equals. Six trainings are enough.

## Подсказка 2

gsl_blas_dsyrk умножает матрицу на транспонированную, gsl_eigen_symm даёт
собственные числа без всякого порядка. Деление пополам: храните $\beta$, при
котором элементы живы, и $\beta$, при котором они погасли, - скажем, половину
предсказанного и немного больше предсказанного; обучайте посередине и заменяйте
серединой то из двух, на которое она похожа. Шести обучений достаточно.

## Hint 3

A mean over 144 pixels is a sum divided by 144. Dividing the whole loss by 144
changes nothing of what is best; so the averaged loss at $\beta$ is the summed
one at $144 \beta$. And what is found lies below what is predicted: just below
the threshold a unit does pay, but so little that it grows slowly, and the
training is over before it has come far.

## Подсказка 3

Среднее по 144 пикселам - это сумма, делённая на 144. Если разделить на 144 всю
функцию потерь, её наилучшая точка не изменится; значит, усреднённая функция
потерь при $\beta$ равносильна просуммированной при $144 \beta$. А найденное
лежит ниже предсказанного: чуть ниже порога элемент окупается, но так слабо, что
растёт медленно, и обучение кончается раньше, чем он вырастет.

## Paper

Lucas, Tucker, Grosse and Norouzi, Don't blame the ELBO! A linear VAE
perspective on posterior collapse, 2019: https://arxiv.org/abs/1911.02469

## Wrong answers

- the loss averaged over the pixels: `scale(bernoulli_loss(logits, x), x->size)`
  -> `bernoulli_loss(logits, x)`
- the divergence averaged over the units: `scale(sum(gaussian_kl(mu, logvar)),
  beta)` -> `scale(sum(gaussian_kl(mu, logvar)), beta / mu->size)`
- both averaged: `scale(bernoulli_loss(logits, x), x->size)` ->
  `bernoulli_loss(logits, x)`, `scale(sum(gaussian_kl(mu, logvar)), beta)` ->
  `scale(sum(gaussian_kl(mu, logvar)), beta / x->size)`
- beta is forgotten: `scale(sum(gaussian_kl(mu, logvar)), beta)` ->
  `sum(gaussian_kl(mu, logvar))`
- beta at the reconstruction: `scale(bernoulli_loss(logits, x), x->size)` ->
  `scale(bernoulli_loss(logits, x), beta * x->size)`
- not centred: `(gsl_matrix_get(x, b, i) - mean) / spread` ->
  `gsl_matrix_get(x, b, i) / spread`
- the covariance itself: `(gsl_matrix_get(x, b, i) - mean) / spread` ->
  `(gsl_matrix_get(x, b, i) - mean)`
- the threshold of the squared loss: `(gsl_matrix_get(x, b, i) - mean) / spread`
  -> `(gsl_matrix_get(x, b, i) - mean) * sqrt(2)`
- divided by the variance: `double spread = sqrt(mean * (1 - mean));` ->
  `double spread = mean * (1 - mean);`
- divided by the root of the mean: `double spread = sqrt(mean * (1 - mean));` ->
  `double spread = sqrt(mean);`
- pixels that never vary: `b < n && spread > 0.01` -> `b < n`
- the sum of the eigenvalues: `double largest = gsl_vector_max(values);` ->
  `double largest = 0; for (size_t i = 0; i < pixels; i++) largest +=
  gsl_vector_get(values, i);`
- the first eigenvalue, not the largest: `double largest =
  gsl_vector_max(values);` -> `double largest = gsl_vector_get(values, 0);`
- the second largest: `double largest = gsl_vector_max(values);` ->
  `gsl_vector_set(values, gsl_vector_max_index(values), 0); double largest =
  gsl_vector_max(values);`
- a sum for the covariance: `1.0 / (double)n, scaled` -> `1.0, scaled`
- found is what was predicted: `while (high - low > 0.02 * found.predicted)` ->
  `t->nats(low); t->nats(high); t->nats(found.predicted); low = high =
  found.predicted; while (high - low > 0.02 * found.predicted)`
- it never trains: `while (high - low > 0.02 * found.predicted)` -> `low = high
  = 0.86 * found.predicted; while (high - low > 0.02 * found.predicted)`
- the wrong half: `if (t->nats(middle) > DEAD_NATS)` ->
  `if (t->nats(middle) <= DEAD_NATS)`
- half a nat is dead: `if (t->nats(middle) > DEAD_NATS)` ->
  `if (t->nats(middle) > 0.5)`
- ten percent are enough: `0.02 * found.predicted` -> `0.2 * found.predicted`
- the averaged loss is like the summed one: `found.predicted /
  (double)t->x->size2;` -> `found.predicted;`
- multiplied by the number of pixels: `found.predicted / (double)t->x->size2;`
  -> `found.predicted * (double)t->x->size2;`
- averaged over the pictures: `found.predicted / (double)t->x->size2;` ->
  `found.predicted / (double)t->x->size1;`
- from what was found, not from the eigenvalue: `found.predicted /
  (double)t->x->size2;` -> `found.found / (double)t->x->size2;`
*/
