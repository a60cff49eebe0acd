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
    /* Your code: hold, from * (to / from)^share, hold. */
    not_written_yet(r, step);
}

int ramp_reaches(const ramp *r, double beta)
{
    /* Your code: the first step at or beyond it, or -1. */
    not_written_yet(r, beta);
}
