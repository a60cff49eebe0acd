// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 3.1 The gap between the best unit and the next
# 3.1 Разрыв между лучшим элементом и следующим

fill, 45 minutes

## Statement

A factor should sit in *one* unit of the code. Then one unit tells all about it,
and every other unit tells nothing. The *mutual information gap* measures this:
of all units take the one that has the most information about the factor, take
away the information that the second best unit has, and divide by what there is
to know,

$$ \mathrm{MIG} = \frac1K \sum_{k=1}^K \frac{I(z_{(1)}; v_k) - I(z_{(2)}; v_k)}
   {H(v_k)} . $$

Write both parts. First the mutual information of two things from a table of
counts, as it comes from samples: `counts` has a row for each class of the one
and a column for each class of the other, and many of its cells may be empty.
Then the gap, from a table that has all mutual information in it already.

The check prints the gaps of some codes of two factors. One of them gets the
best score although nobody would call it disentangled: which property of a code
does MIG measure, and which does it not see?

## Задание

Фактор должен находиться в *одном* элементе кода. Тогда один элемент сообщает о
нём всё, а остальные ничего. Это измеряет *разрыв взаимной информации* (MIG): из
информации о факторе у лучшего элемента вычтите информацию у второго по счёту и
разделите на всё, что о факторе можно узнать:

$$ \mathrm{MIG} = \frac1K \sum_{k=1}^K \frac{I(z_{(1)}; v_k) - I(z_{(2)}; v_k)}
   {H(v_k)} . $$

Напишите обе части. Сначала взаимную информацию двух величин по таблице частот,
полученной из выборки: в `counts` по строке на каждый класс первой величины и по
столбцу на каждый класс второй, и многие ячейки могут быть пусты. Затем разрыв -
по таблице, в которой вся взаимная информация уже есть.

Проверка печатает разрывы нескольких кодов двух факторов. Один из них получает
наивысшую оценку, хотя распутанным его не назовёт никто: какое свойство кода
измеряет MIG, а какого не замечает?
*/
#include "ex_3_1.h"

#include <math.h>

double mutual_nats(const gsl_matrix *counts)
{
    /* Your code: the sum of p ln(p / (row's p * column's p)). */
    not_written_yet(counts);
}

double information_gap(const knowledge *k)
{
    /* Your code: best unit minus second best, over the factor's entropy. */
    not_written_yet(k);
}
