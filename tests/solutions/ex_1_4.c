// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 1.4 The first ten steps of Adam
# 1.4 Первые десять шагов Adam

fill, 45 minutes

## Statement

Adam's running means begin at zero and are too small at first. The chapter
divides by $1 - \beta^t$; here this is not enough, because `beta1` and `beta2`
are given anew at each step and may change, as they do in trainings that begin
with a short memory. Ask what the mean of a gradient that never changes is after
$t$ such steps, and divide by that. `old1` and `old2` in the state are yours.

$$ m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad
   v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \qquad
   \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + 10^{-8}} $$

Then show what the correction is for: the lengths of the first ten steps under a
constant gradient, with it and without it.

## Задание

Скользящие средние в Adam начинаются с нуля и поначалу слишком малы. В главе их
делят на $1 - \beta^t$; здесь этого мало: `beta1` и `beta2` задаются на каждом
шаге заново и могут меняться, как в обучении, которое начинается с короткой
памяти. Спросите себя, чему равно среднее неизменного градиента после $t$ таких
шагов, и разделите на это. Поля `old1` и `old2` состояния - ваши.

$$ m \leftarrow \beta_1 m + (1 - \beta_1) g, \qquad
   v \leftarrow \beta_2 v + (1 - \beta_2) g^2, \qquad
   \theta \leftarrow \theta - \eta\, \frac{\hat m}{\sqrt{\hat v} + 10^{-8}} $$

Затем покажите, зачем нужна поправка: длины первых десяти шагов при постоянном
градиенте с нею и без неё.
*/
#include "ex_1_4.h"

#include <math.h>

void optimiser_step(optimiser *o, double *theta, double *grad, double rate,
                    double beta1, double beta2)
{
    // gap(o, theta, grad, rate, beta1, beta2): one step, corrected
    o->step++;
    o->old1 *= beta1;
    o->old2 *= beta2;
    for (size_t i = 0; i < o->count; i++) {
        double g = grad[i];
        o->m[i] = beta1 * o->m[i] + (1 - beta1) * g;
        o->v[i] = beta2 * o->v[i] + (1 - beta2) * g * g;
        double m = o->m[i] / (1 - o->old1), v = o->v[i] / (1 - o->old2);
        theta[i] -= rate * m / (sqrt(v) + 1e-8);
        grad[i] = 0;
    }
    // end
}

void first_lengths(double g, double rate, double corrected[FIRST],
                   double uncorrected[FIRST])
{
    // gap(g, rate, corrected, uncorrected): ten lengths of each kind
    for (int t = 1; t <= FIRST; t++) {
        double m = (1 - pow(0.9, t)) * g;
        double root = sqrt(1 - pow(0.999, t)) * g;
        corrected[t - 1] = rate * g / (g + 1e-8);
        uncorrected[t - 1] = rate * m / (root + 1e-8);
    }
    // end
}
/**
## Hint 1

Let the gradient be 1 at every step. The mean begins at 0, and each step it
keeps the part beta of what it was and takes the rest from the gradient. How far
from 1 is it after one step, after two, after three, if the betas are a, b, c?

## Подсказка 1

Пусть градиент на каждом шаге равен 1. Среднее начинается с 0, и на каждом шаге
сохраняется его часть beta, а остальное берётся из градиента. Насколько оно
отличается от 1 после одного, двух, трёх шагов, если beta равны a, b, c?

## Hint 2

What is still missing is the share of the zero at the beginning: the product of
all betas so far. `old1` and `old2` keep these products; divide by 1 minus them.
With constant betas that is the formula of the chapter. Steps are counted, not
epochs.

## Подсказка 2

Недостаёт доли начального нуля: это произведение всех прежних beta. Храните эти
произведения в `old1` и `old2` и делите на единицу минус произведение. При
постоянных beta получается формула из главы. Считаются шаги, а не эпохи.

## Hint 3

`first_lengths` may simply make ten steps of both kinds with one parameter. Or
by formula: without the correction step t has the length
rate (1 - 0.9^t) g / (sqrt(1 - 0.999^t) g + 1e-8).

## Подсказка 3

`first_lengths` может просто сделать по десять шагов обоих видов с одним
параметром. Или по формуле: без поправки шаг t имеет длину
rate (1 - 0.9^t) g / (sqrt(1 - 0.999^t) g + 1e-8).

## Paper

Kingma and Ba, Adam: a method for stochastic optimization, 2015, section 3:
https://arxiv.org/abs/1412.6980

## Wrong answers

- no correction: `(1 - o->old1), v = o->v[i] / (1 - o->old2);` ->
  `1, v = o->v[i];`
- only the first mean is corrected: `v = o->v[i] / (1 - o->old2);` ->
  `v = o->v[i];`
- by the epoch, not the step: `o->old1 *= beta1;` ->
  `o->old1 = pow(beta1, (double)(o->epoch + 1));`, `o->old2 *= beta2;` ->
  `o->old2 = pow(beta2, (double)(o->epoch + 1));`
- as if the betas never changed: `o->old1 *= beta1;` ->
  `o->old1 = pow(beta1, (double)o->step);`, `o->old2 *= beta2;` ->
  `o->old2 = pow(beta2, (double)o->step);`
- epsilon inside the root: `(sqrt(v) + 1e-8)` -> `sqrt(v + 1e-8)`
- epsilon before the correction: `(sqrt(v) + 1e-8)` ->
  `(sqrt(v) + 1e-8 / sqrt(1 - o->old2))`
- the corrected mean is kept: `theta[i] -= rate * m / (sqrt(v) + 1e-8);` ->
  `theta[i] -= rate * m / (sqrt(v) + 1e-8); o->m[i] = m;`
- the gradient is not cleared: `grad[i] = 0;` -> `;`
- one count for all optimisers: `o->old1 *= beta1;` ->
  `static double one = 1; one *= beta1; o->old1 = one;`
- steps from 0: `pow(0.9, t)` -> `pow(0.9, t - 1)`
- no root: `sqrt(1 - pow(0.999, t)) * g` -> `(1 - pow(0.999, t)) * g`
*/
