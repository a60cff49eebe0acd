// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 5.4 What are labels worth?
# 5.4 Чего стоят метки?

measure, 50 minutes

## Statement

With one number for the appearance, ten digits do not fit: the template becomes
a hybrid of several. Labels help then, for both decoders read the class. The
longer the appearance code, the less is there to gain. For which length do
labels gain less than 10 % of the error?

Your number stands for a length of the shape code, a few hundred digits to train
on and three seeds: `make ex-5.4 STUDENT=17`. A function trains a small model,
in less than a tenth of a second, and tells its error. Measure

1. the gain for each length, from the mean errors of all seeds,
2. how far the gains of single seeds lie apart,
3. the first length whose gain is below 10 %,
4. the length that each seed *alone* would have told you.

The function is tried on made-up errors first. Then your models are trained, and
the check prints the table. Would you believe a paper that has one seed?

## Задание

Десять цифр не помещаются в одно число внешнего вида: шаблон становится помесью
нескольких. Метки тогда помогают, ведь класс читают оба декодера. Чем длиннее
код внешнего вида, тем меньше можно выиграть. При какой длине выигрыш от меток
меньше 10 % ошибки?

Ваш номер задаёт длину кода формы, несколько сотен обучающих цифр и три
начальных значения генератора: `make ex-5.4 STUDENT=17`. Функция меньше чем за
десятую долю секунды обучает маленькую модель и сообщает её ошибку. Измерьте:

1. выигрыш для каждой длины, по средним ошибкам всех начальных значений;
2. насколько расходятся выигрыши отдельных начальных значений;
3. первую длину, при которой выигрыш меньше 10 %;
4. длину, которую назвало бы каждое начальное значение *в отдельности*.

Сначала функция проверяется на придуманных ошибках. Затем обучаются ваши модели,
и проверка печатает таблицу. Поверите ли вы статье, в которой начальное значение
одно?
*/
#include "ex_5_4.h"

#include <gsl/gsl_math.h>

/* The gain of a length, from the seeds first .. first + count - 1. */
static double gain(error_of *error, int length, int first, int count)
{
    // gap(error, length, first, count): from two means
    double with = 0, without = 0;
    for (int s = first; s < first + count; s++) {
        with += error(length, true, s);
        without += error(length, false, s);
    }
    return 1 - with / without;
    // end
}

/* The first length whose gain is below 0.1, or 0. */
static int first_below(const double gains[MOST])
{
    // gap(gains): count from 1
    for (int l = 1; l <= MOST; l++)
        if (gains[l - 1] < 0.1)
            return l;
    return 0;
    // end
}

finding measured(error_of *error)
{
    // gap(error, gain, first_below): four answers
    finding found = {0};
    double each[SEEDS][MOST];
    for (int l = 0; l < MOST; l++) {
        double least = 1, most = -1;
        found.gain[l] = gain(error, l + 1, 0, SEEDS);
        for (int s = 0; s < SEEDS; s++) {
            each[s][l] = gain(error, l + 1, s, 1);
            least = GSL_MIN(least, each[s][l]);
            most = GSL_MAX(most, each[s][l]);
        }
        found.spread[l] = most - least;
    }
    found.length = first_below(found.gain);
    for (int s = 0; s < SEEDS; s++)
        found.alone[s] = first_below(each[s]);
    return found;
    // end
}
/**
## Hint 1

First add up the errors of all seeds, with labels and without, then divide. A
mean of the seeds' gains is another number: a seed with a small error would
count as much as one with a large one.

## Подсказка 1

Сначала сложите ошибки всех начальных значений, с метками и без, потом делите.
Среднее выигрышей - другое число: начальное значение с малой ошибкой весило бы
столько же, сколько с большой.

## Hint 2

"First" is the shortest length, even if a longer one gains more again: with
three seeds that happens. `gains[0]` belongs to the length 1.

## Подсказка 2

"Первая" - самая короткая длина, даже если более длинная снова выигрывает
больше: с тремя начальными значениями такое бывает. `gains[0]` относится к длине
1.

## Hint 3

Keep a table of the gains of each seed and length, `each[SEEDS][MOST]`. A row of
it is all that `first_below` needs, and of a column the largest less the
smallest is the spread.

## Подсказка 3

Заведите таблицу выигрышей по начальным значениям и длинам,
`each[SEEDS][MOST]`. Её строка - всё, что нужно `first_below`, а наибольшее
минус наименьшее в столбце - это разброс.

## Paper

Bouthillier, Delaunay, Bronzi and others, Accounting for variance in machine
learning benchmarks, 2021: https://arxiv.org/abs/2103.03098

## Wrong answers

- one seed only: `found.gain[l] = gain(error, l + 1, 0, SEEDS);` ->
  `found.gain[l] = gain(error, l + 1, 0, 1);`
- one seed, and it looks certain: `found.gain[l] = gain(error, l + 1, 0,
  SEEDS);` -> `found.gain[l] = gain(error, l + 1, 0, 1);`, `found.spread[l] =
  most - least;` -> `found.spread[l] = 0;`
- the mean of the gains: `return 1 - with / without;` -> `double sum = 0; for
  (int s = first; s < first + count; s++) sum += 1 - error(length, true, s) /
  error(length, false, s); return sum / count;`
- the best seed of each: `with += error(length, true, s); without +=
  error(length, false, s);` -> `with = s == first ? error(length, true, s) :
  GSL_MIN(with, error(length, true, s)); without = s == first ? error(length,
  false, s) : GSL_MIN(without, error(length, false, s));`
- the gain is upside down: `1 - with / without` -> `without / with - 1`
- the difference of the errors: `1 - with / without` -> `without - with`
- the last length that still gains: `return l; return 0;` -> `return l - 1;
  return 0;`
- below ten times as much: `< 0.1` -> `< 0.01`
- the last length below: `int l = 1; l <= MOST; l++` -> `int l = MOST; l > 0;
  l--`
- none is the longest: `return 0;` -> `return MOST;`
- every seed says what the mean says: `found.alone[s] = first_below(each[s]);`
  -> `found.alone[s] = found.length;`
- the first two seeds: `gain(error, l + 1, 0, SEEDS)` -> `gain(error, l + 1, 0,
  2)`
*/
