// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 4.4 Can a sheet fold that always moves on?
# 4.4 Можно ли смять лист, двигаясь только вперёд?

measure, 45 minutes

## Statement

"Increments are positive, so a fold is impossible", says the lecture. Test it
without any training. Your number stands for a size of grid, a largest step and
a hundred random sheets: `make ex-4.4 STUDENT=17`. A function makes warps of
them, at any amplitude of the logits that you name. First write how large a
share of the cells of some warps is folded. Then measure

1. how many neighbours have swapped their order along a row or a column, at
   amplitude 1,
2. the share of folded cells at amplitude 1,
3. the amplitude at which the first cell of the first sheet folds.

Guess before you measure: can 2 be anything but 0 if 1 is? At the end the check
trains a small model without any smoothing and compares: are its warps as folded
as random ones whose logits are as large?

## Задание

"Приращения положительны, поэтому складки невозможны", - говорит лекция.
Проверьте это без всякого обучения. Ваш номер задаёт размер сетки, наибольший
шаг и сотню случайных листов: `make ex-4.4 STUDENT=17`. Функция делает из них
деформации при любой названной вами амплитуде логитов. Сначала напишите, какая
доля ячеек данных деформаций смята. Затем измерьте:

1. сколько соседей поменялись местами вдоль строки или столбца при амплитуде 1;
2. долю смятых ячеек при амплитуде 1;
3. амплитуду, при которой сминается первая ячейка первого листа.

Попробуйте угадать заранее: может ли второе отличаться от 0, если первое равно
0? В конце проверка обучит маленькую модель вовсе без сглаживания и сравнит:
смяты ли её деформации так же, как случайные с логитами той же величины?
*/
#include "ex_4_4.h"

#include "warp_measures.h"

double folded_share(const real *warps, int count, int side)
{
    // gap(warps, count, side): see warp_measures.h, or write the determinants
    int folded = 0;
    for (int b = 0; b < count; b++)
        folded += folded_cells(warps + b * 2 * side * side, side, side);
    return (double)folded / (count * (side - 1) * (side - 1));
    // end
}

finding measured(const task *t)
{
    // gap(t, folded_share): three answers
    finding found = {0};
    const real *warps = t->warps(1);
    for (int b = 0; b < t->sheets; b++)
        found.swaps +=
            order_swaps(warps + b * 2 * t->side * t->side, t->side, t->side);
    found.share = folded_share(warps, t->sheets, t->side);
    double flat = 0, folded = 2;
    while (folded - flat > 0.01 * flat) {
        double middle = (flat + folded) / 2;
        if (folded_share(t->warps(middle), t->sheets, t->side) > 0)
            folded = middle;
        else
            flat = middle;
    }
    found.begins = folded;
    return found;
    // end
}
/**
## Hint 1

The area of a triangle with corners $a$, $b$, $c$ is half of
$(b_x - a_x)(c_y - a_y) - (c_x - a_x)(b_y - a_y)$, with a sign: negative if the
three are met in the other sense. In the picture all cells have the same sense.
warp_measures.h has functions for all of this.

## Подсказка 1

Площадь треугольника с вершинами $a$, $b$, $c$ - половина числа
$(b_x - a_x)(c_y - a_y) - (c_x - a_x)(b_y - a_y)$, со знаком: она отрицательна,
если вершины обходятся в другую сторону. В изображении все ячейки обходятся
одинаково. Функции для всего этого есть в warp_measures.h.

## Hint 2

There are `side - 1` cells along a side, not `side`. For 3, bisection: keep an
amplitude at which no cell of any sheet is folded and one at which some are, and
let the middle replace the one that it equals.

## Подсказка 2

Вдоль стороны `side - 1` ячеек, а не `side`. Для третьего вопроса - деление
пополам: храните амплитуду, при которой не смята ни одна ячейка ни одного листа,
и амплитуду, при которой смятые есть; заменяйте серединой ту из двух, на которую
она похожа.

## Hint 3

`order_swaps` gives 0, always: steps are positive. But they say only that $W_x$
grows along a row and $W_y$ along a column. If in the next row all steps are
small, $W_x$ falls quickly along the column there. The determinant is the
product of two positive steps *less* the product of the two other slopes, of
which nobody has said anything.

## Подсказка 3

`order_swaps` даёт 0 всегда: шаги положительны. Но из этого следует лишь, что
$W_x$ растёт вдоль строки, а $W_y$ - вдоль столбца. Если в следующей строке все
шаги малы, то вдоль столбца $W_x$ там быстро падает. Определитель - произведение
двух положительных шагов *минус* произведение двух других наклонов, о которых
никто ничего не говорил.

## Paper

Christodoulidis, Sahasrabudhe, Vakalopoulou, Chassagnon, Revel, Mougiakakou and
Paragios, Linear and deformable image registration with 3D convolutional neural
networks, 2018: https://arxiv.org/abs/1809.06226

## Wrong answers

- negative increments are counted: `folded += folded_cells(` ->
  `folded += order_swaps(`
- one triangle of each cell: `folded += folded_cells(warps + b * 2 * side *
  side, side, side);` -> `for (int k = 0; k < side * (side - 1); k++) { const
  real *x = warps + b * 2 * side * side + k, *y = x + side * side; if (k % side
  < side - 1) folded += (x[1] - x[0]) * (y[side] - y[0]) - (x[side] - x[0]) *
  (y[1] - y[0]) <= 0; }`
- a triangle without area is not folded: `folded += folded_cells(warps + b * 2 *
  side * side, side, side);` -> `{ real cells[9999]; cell_determinants(warps + b
  * 2 * side * side, side, side, cells); for (int k = 0; k < (side - 1) *
  (side - 1); k++) folded += cells[k] < 0; }`
- a share of the pixels: `(count * (side - 1) * (side - 1))` ->
  `(count * side * side)`
- a share of the sheets: `folded += folded_cells(warps + b * 2 * side * side,
  side, side);` -> `folded += folded_cells(warps + b * 2 * side * side, side,
  side) > 0;`, `(count * (side - 1) * (side - 1))` -> `count`
- only the first sheet: `int b = 0; b < count; b++` -> `int b = 0; b < 1; b++`
- swaps are folds: `order_swaps(warps + b * 2 * t->side * t->side, t->side,
  t->side)` -> `folded_cells(warps + b * 2 * t->side * t->side, t->side,
  t->side)`
- where one cell in a hundred is folded: `t->sheets, t->side) > 0)` ->
  `t->sheets, t->side) > 0.01)`
- where the first sheet folds: `t->sheets, t->side) > 0)` -> `1, t->side) > 0)`
- the wrong half: `folded = middle; else flat = middle;` -> `flat = middle; else
  folded = middle;`
- ten percent are enough: `folded - flat > 0.01 * flat` ->
  `folded - flat > 0.2 * flat`
- the share where folding begins: `found.begins = folded;` -> `found.begins =
  folded; found.share = folded_share(t->warps(folded), t->sheets, t->side);`
*/
