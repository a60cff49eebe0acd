// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 3.4 A weight with a plan
# 3.4 Вес по плану

fill, 45 minutes

## Statement

The lecture's advice is to begin with a large $\beta$ and to lower it; chapter 2
warms up in the other direction. Both are the same curve: hold, go
exponentially, hold. Write it, for steps that are counted from 0:

- the first `hold` steps have `from` and the last `rest` steps have `to`,
  exactly;
- from the last step of the first group to the first step of the second, each
  step has the same share of the one before: a price is felt by its ratio;
- it depends on the number of the step and on nothing else. Chapter 1 promises
  that a run that was stopped goes on as if nothing had happened.

Then the question one asks of such a plan: a unit cannot wake up before $\beta$
has come down to its eigenvalue. At which step is that? And at which step is a
weight that grows large enough to kill it?

## Задание

Лекция советует начать с большого $\beta$ и уменьшать его; глава 2 действует в
обратном направлении. Кривая в обоих случаях одна: держать, менять по
экспоненте, снова держать. Напишите её; шаги считаются от 0:

- у первых `hold` шагов вес `from`, у последних `rest` шагов `to`, в точности;
- от последнего шага первой группы до первого шага второй каждый шаг составляет
  одну и ту же долю предыдущего: цену ощущают по отношению к прежней;
- вес зависит от номера шага и больше ни от чего. Глава 1 обещает, что
  прерванное обучение продолжится, как будто ничего не случилось.

Затем вопрос, который задают такому плану: элемент не может ожить прежде, чем
$\beta$ опустится до его собственного числа. На каком это шаге? И на каком шаге
растущий вес становится достаточно большим, чтобы его погасить?
*/
#include "ex_3_4.h"

#include <math.h>

double ramp_at(const ramp *r, int step)
{
    // gap(r, step): hold, from * (to / from)^share, hold
    int last = r->hold - 1, first = r->steps - r->rest;
    if (step <= last)
        return r->from;
    if (step >= first)
        return r->to;
    double share = (step - last) / (double)(first - last);
    return r->from * pow(r->to / r->from, share);
    // end
}

int ramp_reaches(const ramp *r, double beta)
{
    // gap(r, beta): the first step at or beyond it, or -1
    for (int step = 0; step < r->steps; step++) {
        double here = ramp_at(r, step);
        if (r->to < r->from ? here <= beta : here >= beta)
            return step;
    }
    return -1;
    // end
}
/**
## Hint 1

Write down which steps are fixed for a training of 10 steps with `hold` 3 and
`rest` 2: steps 0, 1, 2 have `from`, steps 8 and 9 have `to`. How many times is
$\beta$ multiplied on the way from step 2 to step 8?

## Подсказка 1

Запишите, какие шаги заданы для обучения из 10 шагов, если `hold` равно 3, а
`rest` - 2: у шагов 0, 1, 2 вес `from`, у шагов 8 и 9 - `to`. Сколько раз
умножается $\beta$ на пути от шага 2 к шагу 8?

## Hint 2

Six times, so each time by $(\beta_1 / \beta_0)^{1/6}$:

$$ \beta(s) = \beta_0 \left(\frac{\beta_1}{\beta_0}\right)^{(s - a) / (b - a)},
   \qquad a = \mathrm{hold} - 1, \quad b = \mathrm{steps} - \mathrm{rest} . $$

The fraction in the exponent is one of integers. The formula knows nothing of
falling or growing; whoever uses a minimum or a maximum has to.

## Подсказка 2

Шесть раз, то есть каждый раз на $(\beta_1 / \beta_0)^{1/6}$:

$$ \beta(s) = \beta_0 \left(\frac{\beta_1}{\beta_0}\right)^{(s - a) / (b - a)},
   \qquad a = \mathrm{hold} - 1, \quad b = \mathrm{steps} - \mathrm{rest} . $$

В показателе стоит дробь из целых чисел. Формуле всё равно, убывает вес или
растёт; о направлении должен помнить лишь тот, кто берёт минимум или максимум.

## Hint 3

A training has a few thousand steps: to find the first that is far enough, try
one after the other. "Far enough" is `<=` when $\beta$ falls and `>=` when it
grows. The number `to` itself is reached, because the last steps have it
exactly, and not only up to rounding.

## Подсказка 3

В обучении несколько тысяч шагов: чтобы найти первый достаточно далёкий,
переберите их по порядку. «Достаточно» - это `<=`, если $\beta$ убывает, и `>=`,
если растёт. Само `to` достигается, ведь у последних шагов оно точно, а не с
ошибкой округления.

## Paper

Fu et al., Cyclical annealing schedule: a simple approach to mitigating KL
vanishing, 2019 (schedules that grow): https://arxiv.org/abs/1903.10145

## Wrong answers

- it cannot fall: `return r->from * pow(r->to / r->from, share);` ->
  `return fmax(r->from, r->from * pow(r->to / r->from, share));`
- it cannot grow: `return r->from * pow(r->to / r->from, share);` ->
  `return fmin(r->from, r->from * pow(r->to / r->from, share));`
- one step too long at the start: `int last = r->hold - 1,` ->
  `int last = r->hold,`
- one step too short at the start: `int last = r->hold - 1,` ->
  `int last = r->hold - 2,`
- one step too late at the end: `first = r->steps - r->rest;` ->
  `first = r->steps - r->rest + 1;`
- one step too early at the end: `first = r->steps - r->rest;` ->
  `first = r->steps - r->rest - 1;`
- the share jumps at the start: `(step - last) / (double)(first - last)` ->
  `(step - last - 1) / (double)(first - last - 1)`
- the share of the whole training: `(step - last) / (double)(first - last)` ->
  `step / (double)r->steps`
- integers are divided: `(step - last) / (double)(first - last)` ->
  `(step - last) / (first - last)`
- a straight line: `return r->from * pow(r->to / r->from, share);` ->
  `return r->from + (r->to - r->from) * share;`
- upside down: `pow(r->to / r->from, share)` -> `pow(r->from / r->to, share)`
- half of the way is missing: `pow(r->to / r->from, share)` ->
  `pow(r->to / r->from, share / 2)`
- it goes on at the end: `if (step >= first) return r->to;` -> ``
- what comes after the plan is nothing: `if (step >= first)` ->
  `if (step >= r->steps) return 0; if (step >= first)`
- it counts its calls: `int last = r->hold - 1,` -> `static int calls; step =
  calls++ % r->steps; int last = r->hold - 1,`
- the end is rounded: `if (step >= first) return r->to;` -> `if (step >= first)
  return r->from * exp(log(r->to / r->from));`
- only what falls: `r->to < r->from ? here <= beta : here >= beta` ->
  `here <= beta`
- only what grows: `r->to < r->from ? here <= beta : here >= beta` ->
  `here >= beta`
- the end is never reached: `r->to < r->from ? here <= beta : here >= beta` ->
  `r->to < r->from ? here < beta : here > beta`
- the last step before: `return step;` -> `return step - 1;`
- never is the last step: `return -1;` -> `return r->steps - 1;`
- never is the number of steps: `return -1;` -> `return r->steps;`
- the held steps are left out: `for (int step = 0;` -> `for (int step =
  r->hold;`
*/
