// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 3.2 Two honest numbers
# 3.2 Два честных числа

fix, 45 minutes

## Statement

A colleague scores codes by their modularity: does a unit know of one factor
only? For a unit that has $I_k$ nats of information about factor $k$, most of
all about factor $k^*$,

$$ m = 1 - \frac{\sum_{k \ne k^*} I_k^2}{(K - 1)\, I_{k^*}^2}, $$

and the score of a code is the mean over its units. But of five available units
two live, each with a factor of its own, and three are idle; he calls the code
perfect, and his program prints NaN and 0.4. "So the one is a bug, and the other
one I cannot show to anybody", he says, and is about to leave out whatever
disturbs.

There are two honest numbers: the mean over *all* units, where one that knows
nothing counts as 0; and the mean over the *live* ones, whose divergence is
above 0.1 nat, together with how many they are. The first is low because units
were idle, the second tells what the working ones do; with one of them alone,
the reader is misled. Take out the line `not_written_yet`, see what his code
prints, and repair it. There is more than one thing wrong.

## Задание

Коллега оценивает коды по модульности: знает ли элемент только об одном факторе?
Для элемента с информацией $I_k$ нат о факторе $k$, наибольшей о факторе $k^*$,

$$ m = 1 - \frac{\sum_{k \ne k^*} I_k^2}{(K - 1)\, I_{k^*}^2}, $$

а оценка кода - среднее по его элементам. Из пяти доступных элементов два живы,
каждый со своим фактором, а три простаивают; по мнению коллеги, код безупречен,
но программа печатает NaN и 0.4. «Значит, одно - ошибка, а другое нельзя никому
показать», - говорит он и собирается выбросить всё, что мешает.

Честных чисел два: среднее по *всем* элементам, где ничего не знающий считается
за 0, и среднее по *живым*, у которых расхождение больше 0,1 ната, вместе с их
числом. Первое мало потому, что элементы простаивали, второе говорит, что делают
работающие; одно без другого вводит читателя в заблуждение. Уберите строку
`not_written_yet`, посмотрите, что печатает этот код, и исправьте его. Неверно
больше одного места.
*/
#include "ex_3_2.h"

#include <gsl/gsl_math.h>

modularities modularity_of(const gsl_matrix *information,
                           const gsl_vector *divergence)
{
    size_t units = information->size1, factors = information->size2;
    modularities found = {0};
    // gap(units, factors, divergence): both means, and the count
    for (size_t j = 0; j < units; j++) {
        double best = 0, squares = 0;
        for (size_t k = 0; k < factors; k++) {
            double square = gsl_pow_2(gsl_matrix_get(information, j, k));
            squares += square;
            best = GSL_MAX(best, square);
        }
        double others = (squares - best) / (double)(factors - 1);
        double m = best > 0 ? 1 - others / best : 0;
        found.all += m / (double)units;
        if (gsl_vector_get(divergence, j) > LIVE_NATS) {
            found.live += m;
            found.units++;
        }
    }
    found.live /= GSL_MAX(found.units, 1);
    // starter
    // for (size_t j = 0; j < units; j++) {
    //     double best = 0, squares = 0;
    //     for (size_t k = 0; k < factors; k++) {
    //         double square = gsl_pow_2(gsl_matrix_get(information, j, k));
    //         squares += square;
    //         best = GSL_MAX(best, square);
    //     }
    //     double others = (squares - best) / (double)(factors - 1);
    //     double m = 1 - others / best;
    //     found.all += m / (double)units;
    //     if (gsl_vector_get(divergence, j) > 0) {
    //         found.live += m / (double)units;
    //         found.units++;
    //     }
    // }
    // end
    return found;
}
/**
## Hint 1

Compute both numbers by hand for the code of the statement: five rows, two of
them $(\ln 4, 0)$ and $(0, \ln 4)$, three of zeros. In which row does NaN come
up, and what becomes of a sum to which NaN is added? What is the second mean
divided by?

## Подсказка 1

Посчитайте оба числа вручную для кода из условия: пять строк, две из них
$(\ln 4, 0)$ и $(0, \ln 4)$, три нулевые. В какой строке возникает NaN и во что
превращается сумма, к которой прибавили NaN? На что делится второе среднее?

## Hint 2

In a real run an idle unit has not exactly 0 nats, but a few thousandths. It
then knows a little of everything by chance and gets a modularity of one half or
so, which means nothing. A unit that pays a whole nat and knows of no factor is
another thing: it lives, and it counts as 0 in both means.

## Подсказка 2

В настоящем обучении у простаивающего элемента не ровно 0 нат, а несколько
тысячных. Тогда он по случайности знает обо всём понемногу и получает
модульность около половины, которая ничего не значит. Другое дело элемент,
который платит целый нат и ни о каком факторе не знает: он жив и в обоих средних
считается за 0.

## Hint 3

`best` is 0 exactly if the whole row is: then `m` is 0, by decision, not by
division. Compare the divergence with `LIVE_NATS`. Add `m` for each live unit,
count them, divide at the end, and mind the code of which no unit lives.

## Подсказка 3

`best` равно 0 в точности тогда, когда вся строка нулевая: тогда `m` равно 0 по
договорённости, а не в результате деления. Сравнивайте расхождение с
`LIVE_NATS`. Прибавляйте `m` каждого живого элемента, считайте их, делите в
конце и не забудьте о коде, в котором не жив никто.

## Paper

Ridgeway and Mozer, Learning deep disentangled embeddings with the F-statistic
loss, 2018: https://arxiv.org/abs/1802.05312

## Wrong answers

- units that know nothing are skipped silently: `found.all += m /
  (double)units;` -> `found.all += m; know += best > 0; if (j + 1 == units)
  found.all /= GSL_MAX(know, 1);`, `double best = 0, squares = 0;` ->
  `static int know; if (j == 0) know = 0; double best = 0, squares = 0;`
- NaN is called zero: `double m = best > 0 ? 1 - others / best : 0;` ->
  `double m = 1 - others / best;`, `found.live /= GSL_MAX(found.units, 1);` ->
  `found.live /= GSL_MAX(found.units, 1); if (gsl_isnan(found.all)) found.all =
  0; if (gsl_isnan(found.live)) found.live = 0;`
- a unit that knows nothing is perfect: `best > 0 ? 1 - others / best : 0` ->
  `1 - others / (best + 1e-12)`
- NaN stays: `best > 0 ? 1 - others / best : 0` -> `1 - others / best`
- the mean over all units under another name: `found.live +=
  m;` -> `found.live += m / (double)units;`, `found.live /=
  GSL_MAX(found.units, 1);` -> ``
- whoever pays anything lives: `gsl_vector_get(divergence, j) > LIVE_NATS` ->
  `gsl_vector_get(divergence, j) > 0`
- whoever knows anything lives: `gsl_vector_get(divergence, j) > LIVE_NATS` ->
  `best > 0`
- who lives and knows nothing is left out: `gsl_vector_get(divergence, j) >
  LIVE_NATS` -> `gsl_vector_get(divergence, j) > LIVE_NATS && best > 0`
- who knows less than so many nats is dead: `gsl_vector_get(divergence, j) >
  LIVE_NATS` -> `sqrt(best) > LIVE_NATS`
- at the border of life: `gsl_vector_get(divergence, j) > LIVE_NATS` ->
  `gsl_vector_get(divergence, j) >= LIVE_NATS`
- nobody lives, and the mean is no number: `found.live /= GSL_MAX(found.units,
  1);` -> `found.live /= found.units;`
- nobody lives, so all count: `found.live /= GSL_MAX(found.units, 1);` ->
  `found.live = found.units ? found.live / found.units : found.all;`
- the number of units is lost: `found.live /= GSL_MAX(found.units, 1);` ->
  `found.live /= GSL_MAX(found.units, 1); found.units = (int)units;`
- the mean over all is that over the live: `found.live /= GSL_MAX(found.units,
  1);` -> `found.live /= GSL_MAX(found.units, 1); found.all = found.live;`
- not squared: `gsl_pow_2(gsl_matrix_get(information, j, k))` ->
  `gsl_matrix_get(information, j, k)`
- divided by the number of factors: `(double)(factors - 1)` ->
  `(double)factors`
- the best factor counts among the others: `(squares - best)` -> `squares`
*/
