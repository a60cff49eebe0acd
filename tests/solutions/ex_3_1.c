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
    // gap(counts): the sum of p ln(p / (row's p * column's p))
    double n = 0, nats = 0;
    gsl_vector *rows = gsl_vector_calloc(counts->size1);
    gsl_vector *columns = gsl_vector_calloc(counts->size2);
    for (size_t i = 0; i < counts->size1; i++)
        for (size_t j = 0; j < counts->size2; j++) {
            double count = gsl_matrix_get(counts, i, j);
            *gsl_vector_ptr(rows, i) += count;
            *gsl_vector_ptr(columns, j) += count;
            n += count;
        }
    for (size_t i = 0; i < counts->size1; i++)
        for (size_t j = 0; j < counts->size2; j++) {
            double p = gsl_matrix_get(counts, i, j) / n;
            double apart = gsl_vector_get(rows, i) / n;
            apart *= gsl_vector_get(columns, j) / n;
            nats += p > 0 ? p * log(p / apart) : 0;
        }
    gsl_vector_free(rows);
    gsl_vector_free(columns);
    return nats;
    // end
}

double information_gap(const knowledge *k)
{
    // gap(k): best unit minus second best, over the factor's entropy
    double score = 0;
    for (size_t f = 0; f < k->information->size2; f++) {
        double first = 0, second = 0;
        for (size_t u = 0; u < k->information->size1; u++) {
            double nats = gsl_matrix_get(k->information, u, f);
            second = fmax(second, fmin(first, nats));
            first = fmax(first, nats);
        }
        double all = gsl_vector_get(k->of_factors, f);
        score += all > 0 ? (first - second) / all : 0;
    }
    return score / (double)k->information->size2;
    // end
}
/**
## Hint 1

A count over the number of all counts is a probability $p_{ij}$. The
probabilities of the rows alone, and of the columns alone, are sums of it. If
the two things had nothing to do with each other, $p_{ij}$ would be their
product. An empty cell adds nothing: $p \ln p \to 0$ as $p \to 0$, but the
computer says NaN.

## Подсказка 1

Частота, делённая на сумму всех частот, - вероятность $p_{ij}$. Вероятности
одних строк и одних столбцов - её суммы. Будь величины независимы, $p_{ij}$
равнялось бы их произведению. Пустая ячейка ничего не прибавляет: $p \ln p \to
0$ при $p \to 0$, но компьютер выдаст NaN.

## Hint 2

$$ I = \sum_{ij} p_{ij} \ln \frac{p_{ij}}{p_i\, p_j}, \qquad
   p_i = \sum_j p_{ij}, \quad p_j = \sum_i p_{ij} . $$

For the gap walk down a *column* of the table, which belongs to a factor, and
keep the two largest numbers. Two units may have the same: then the second
largest is as large as the largest.

## Подсказка 2

$$ I = \sum_{ij} p_{ij} \ln \frac{p_{ij}}{p_i\, p_j}, \qquad
   p_i = \sum_j p_{ij}, \quad p_j = \sum_i p_{ij} . $$

Для разрыва идите вниз по *столбцу* таблицы - он принадлежит фактору - и
запоминайте два наибольших числа. У двух элементов они могут совпасть: тогда
второе наибольшее равно первому.

## Hint 3

The second best is another *unit* for the same factor, not another factor of the
same unit. And a factor has only so much to be known as its own entropy
`of_factors` says; the entropy of the unit, which may be full of other things,
is not asked for. That is why a unit into which both factors are packed costs
nothing here: MIG asks where a factor is (completeness), not what else is there
(modularity).

## Подсказка 3

Второй лучший - это другой *элемент* для того же фактора, а не другой фактор
того же элемента. Узнать о факторе можно не больше его собственной энтропии
`of_factors`; энтропия элемента, в котором может быть много постороннего, здесь
ни при чём. Потому-то элемент, в который упакованы оба фактора, ничего не
теряет: MIG спрашивает, где находится фактор (полнота), а не что ещё там есть
(модульность).

## Paper

Chen, Li, Grosse and Duvenaud, Isolating sources of disentanglement in
variational autoencoders, 2018: https://arxiv.org/abs/1802.04942

## Wrong answers

- 0 ln 0 is no number: `nats += p > 0 ? p * log(p / apart) : 0;` ->
  `nats += p * log(p / apart);`
- in bits: `p * log(p / apart)` -> `p * log2(p / apart)`
- the joint entropy: `p * log(p / apart)` -> `p * log(1 / p)`
- each cell counts alike: `p * log(p / apart)` -> `log(p / apart)`
- only the rows: `apart *= gsl_vector_get(columns, j) / n;` -> ``
- counts taken for probabilities: `double p = gsl_matrix_get(counts, i, j) / n;`
  -> `double p = gsl_matrix_get(counts, i, j);`
- rows and columns swapped: `*gsl_vector_ptr(rows, i) += count;
  *gsl_vector_ptr(columns, j) += count;` -> `*gsl_vector_ptr(rows, j %
  counts->size1) += count; *gsl_vector_ptr(columns, i % counts->size2) +=
  count;`
- divided by the unit's entropy: `double all = gsl_vector_get(k->of_factors,
  f);` -> `gsl_vector_const_view v = gsl_matrix_const_column(k->information, f);
  double all = gsl_vector_get(k->of_units, gsl_vector_max_index(&v.vector));`
- the second best factor of the best unit: `double all =
  gsl_vector_get(k->of_factors, f);` -> `gsl_vector_const_view v =
  gsl_matrix_const_column(k->information, f); size_t best =
  gsl_vector_max_index(&v.vector); second = 0; for (size_t o = 0; o <
  k->of_factors->size; o++) if (o != f) second = fmax(second,
  gsl_matrix_get(k->information, best, o)); double all =
  gsl_vector_get(k->of_factors, f);`
- nothing is divided: `(first - second) / all` -> `(first - second)`
- divided by the most that a unit knows: `(first - second) / all` ->
  `(first > 0 ? (first - second) / first : 0)`
- a factor that does not vary is no number: `score += all > 0 ? (first - second)
  / all : 0;` -> `score += (first - second) / all;`
- a factor that does not vary is left out: `return score / (double)
  k->information->size2;` -> `double vary = 0; for (size_t f = 0; f <
  k->of_factors->size; f++) vary += gsl_vector_get(k->of_factors, f) > 0;
  return score / vary;`
- the same number does not count twice: `second = fmax(second, fmin(first,
  nats));` -> `if (nats != first) second = fmax(second, fmin(first, nats));`
- the second best only after the best: `second = fmax(second, fmin(first,
  nats)); first = fmax(first, nats);` -> `if (nats > first) first = nats; else
  second = fmax(second, nats);`
- the one before the best: `second = fmax(second, fmin(first, nats)); first =
  fmax(first, nats);` -> `if (nats > first) { second = first; first = nats; }`
- the worst unit: `second = fmax(second, fmin(first, nats));` -> `second = u ?
  fmin(second, nats) : nats;`
- all other units together: `second = fmax(second, fmin(first, nats)); first =
  fmax(first, nats);` -> `second += fmin(first, nats); first = fmax(first,
  nats);`
- the sum over the factors: `return score / (double)k->information->size2;` ->
  `return score;`
- the mean over the units: `return score / (double)k->information->size2;` ->
  `return score / (double)k->information->size1;`
*/
