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
    /* Your code: see warp_measures.h, or write the determinants. */
    not_written_yet(warps, count, side);
}

finding measured(const task *t)
{
    /* Your code: three answers. */
    not_written_yet(t, folded_share);
}
