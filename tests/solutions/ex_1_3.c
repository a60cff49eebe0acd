// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 1.3 How fast does the plane come out?
# 1.3 Как быстро находится плоскость?

measure, 50 minutes

## Statement

Your number stands for a digit and for a linear autoencoder trained on it:
`make ex-1.3 STUDENT=17` trains it for 60 epochs and hands its decoder, after
every epoch, to your function. Measure

1. after which epoch the largest principal angle between the decoder's plane and
   that of PCA is below 5 degrees for the first time,
2. the ratio of two variances: along the last principal axis that the code
   keeps, and along the first that it leaves out,
3. which of 2, 3, ..., 8 codes takes longest to get there. Do not train them:
   look at what the answer to 2 would be for each, and think of why the last
   angle is so much slower than the others. (What does the loss lose if these
   two axes are exchanged?)

Your digit and your number of codes are shown at every run; what you print is
shown, too. When all is right, the check has trained all seven sizes and tells
their epochs.

## Задание

Ваш номер задаёт цифру и линейный автокодер, обученный на ней: команда
`make ex-1.3 STUDENT=17` обучает его 60 эпох и передаёт вашей функции декодер
после каждой эпохи. Измерьте:

1. после какой эпохи наибольший главный угол между плоскостью декодера и
   плоскостью главных компонент впервые меньше 5 градусов;
2. отношение двух дисперсий: вдоль последней главной оси, которую код
   сохраняет, и вдоль первой, которую он отбрасывает;
3. при каком числе кодов из 2, 3, ..., 8 это занимает больше всего эпох. Обучать
   их не нужно: посмотрите, каким был бы ответ на вопрос 2 для каждого из них, и
   подумайте, почему последний угол настолько медленнее остальных. (Что теряет
   функция потерь, если поменять местами эти две оси?)

Ваши цифра и число кодов показываются при каждом запуске; всё, что вы печатаете,
тоже. Когда всё верно, проверка обучит все семь размеров и покажет их эпохи.
*/
#include "ex_1_3.h"

#include "pca.h"

finding measured(const task *t)
{
    // gap(t): three numbers; pca.h has what it takes
    finding found = {0};
    pca p = pca_fit(t->pictures);
    size_t codes = (size_t)t->codes;
    gsl_matrix_const_view axes =
        gsl_matrix_const_submatrix(p.axes, 0, 0, (size_t)p.size, codes);
    gsl_vector *angles = gsl_vector_alloc(codes);
    for (int e = EPOCHS; e >= 0; e--) {
        subspace_angles(t->decoder[e], &axes.matrix, angles);
        if (gsl_vector_max(angles) < 5)
            found.epoch = e;
    }
    found.ratio = gsl_vector_get(p.variances, codes - 1) /
                  gsl_vector_get(p.variances, codes);
    double smallest = 1e30;
    for (size_t k = LEAST_CODES; k <= MOST_CODES; k++) {
        double gap =
            gsl_vector_get(p.variances, k - 1) - gsl_vector_get(p.variances, k);
        if (gap < smallest) {
            smallest = gap;
            found.slowest = (int)k;
        }
    }
    gsl_vector_free(angles);
    pca_free(&p);
    return found;
    // end
}
/**
## Hint 1

`pca_fit(t->pictures)` gives axes and variances; `subspace_angles` compares two
planes, each given by a matrix whose columns span it. The first `codes` columns
of the axes are such a matrix: gsl_matrix_const_submatrix. Single columns of the
decoder are not axes, only their plane means something.

## Подсказка 1

`pca_fit(t->pictures)` даёт оси и дисперсии; `subspace_angles` сравнивает две
плоскости, каждая задана матрицей, столбцы которой её порождают. Первые `codes`
столбцов матрицы осей - такая матрица: gsl_matrix_const_submatrix. Отдельные
столбцы декодера - не оси, смысл имеет лишь их плоскость.

## Hint 2

Let the plane contain, in place of axis k, a direction between the axes k and
k + 1. The error grows by the difference of their two variances, times the
squared sine of the angle. If the variances are nearly equal the loss hardly
notices, and its gradient is nearly nothing.

## Подсказка 2

Пусть плоскость содержит вместо оси k направление между осями k и k + 1. Ошибка
растёт на разность двух дисперсий, умноженную на квадрат синуса угла. Если
дисперсии почти равны, функция потерь этого почти не замечает, и градиент почти
равен нулю.

## Hint 3

1: walk the epochs from 0 on and stop at the first whose largest angle is below
5. 2: variances count from 0, so they are `codes - 1` and `codes`. 3: the k with
the smallest difference of these two.

## Подсказка 3

1: перебирайте эпохи с нулевой и остановитесь на первой, где наибольший угол
меньше 5. 2: дисперсии нумеруются с нуля, нужны номера `codes - 1` и `codes`.
3: то k, при котором разность этих двух наименьшая.

## Paper

Baldi and Hornik, Neural networks and principal component analysis: learning
from examples without local minima, 1989:
https://doi.org/10.1016/0893-6080(89)90014-2

## Wrong answers

- the smallest angle: `gsl_vector_max(angles)` -> `gsl_vector_min(angles)`
- single vectors for planes: `subspace_angles(t->decoder[e], &axes.matrix,
  angles);` -> `for (size_t k = 0; k < codes; k++) {
  gsl_matrix_const_view a = gsl_matrix_const_submatrix(t->decoder[e], 0, k, 196,
  1), b = gsl_matrix_const_submatrix(p.axes, 0, k, 196, 1);
  gsl_vector_view one = gsl_vector_subvector(angles, k, 1);
  subspace_angles(&a.matrix, &b.matrix, &one.vector); }`
- epochs counted from 0: `found.epoch = e;` -> `found.epoch = e - 1;`
- the last epoch below: `int e = EPOCHS; e >= 0; e--` ->
  `int e = 0; e <= EPOCHS; e++`
- the ratio upside down: `gsl_vector_get(p.variances, codes - 1) /
  gsl_vector_get(p.variances, codes)` -> `gsl_vector_get(p.variances, codes) /
  gsl_vector_get(p.variances, codes - 1)`
- the next pair of axes: `gsl_vector_get(p.variances, codes - 1) /
  gsl_vector_get(p.variances, codes)` -> `gsl_vector_get(p.variances, codes) /
  gsl_vector_get(p.variances, codes + 1)`
- deviations for variances: `found.ratio =
  gsl_vector_get(p.variances, codes - 1) /
  gsl_vector_get(p.variances, codes);` -> `found.ratio =
  sqrt(gsl_vector_get(p.variances, codes - 1) /
  gsl_vector_get(p.variances, codes));`
- the more codes, the slower: `found.slowest = (int)k;` ->
  `found.slowest = MOST_CODES;`
- the largest gap: `gap < smallest` -> `-gap < smallest`, `smallest = gap;` ->
  `smallest = -gap;`
*/
