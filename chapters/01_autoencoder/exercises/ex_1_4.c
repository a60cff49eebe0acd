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
    /* Your code: one step, corrected. */
    not_written_yet(o, theta, grad, rate, beta1, beta2);
}

void first_lengths(double g, double rate, double corrected[FIRST],
                   double uncorrected[FIRST])
{
    /* Your code: ten lengths of each kind. */
    not_written_yet(g, rate, corrected, uncorrected);
}
