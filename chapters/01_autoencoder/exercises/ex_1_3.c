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
    /* Your code: three numbers; pca.h has what it takes. */
    not_written_yet(t);
}
