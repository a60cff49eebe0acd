// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 4.3 The template that grew without end
# 4.3 Шаблон, который рос без конца

fix, 45 minutes

## Statement

A colleague trains a deforming autoencoder of digits, and its reconstructions
are fine. To make the warps smoother he gives smoothness more weight, and
something odd happens: the more weight, the larger the pictures show the
template, and the smaller the template itself is drawn. There is no end to it.
"Then smoothing must be weak", he says, and takes the weight back.

Take out the line `not_written_yet`, and the check trains his model with three
weights, in less than a second, and prints the templates and the mean step. (A
step of 1 shows a template at its own size, 1/2 shows it at twice its size.)
Find what is wrong; there is more than one thing. Neither a smaller weight nor
no weight at all is a repair: the two terms are to be what ex_4_3.h says. What
should a warp that does nothing cost?

## Задание

Коллега обучает деформирующий автокодер на цифрах, и восстановление хорошее.
Чтобы деформации стали глаже, он даёт гладкости больший вес, и происходит
странное: чем больше вес, тем крупнее изображения показывают шаблон и тем мельче
нарисован сам шаблон, и так без конца. "Значит, сглаживать надо слабо", -
говорит он и возвращает прежний вес.

Уберите строку `not_written_yet`, и проверка меньше чем за секунду обучит его
модель с тремя весами, напечатает шаблоны и средний шаг. (Шаг 1 показывает
шаблон в его размере, 1/2 - вдвое крупнее.) Найдите, что неверно; ошибок больше
одной. Меньший вес или вовсе никакого - не исправление: оба члена должны быть
такими, как сказано в ex_4_3.h. Сколько должна стоить деформация, которая ничего
не делает?
*/
#include "ex_4_3.h"

#include "op_arithmetic.h"
#include "op_field_loss.h"
#include "op_upsample.h"
#include "op_warp.h"

warped warp_of(node *logits, double smooth, double bias)
{
    node *steps = increments(upsample(logits, SIDE, SIDE), MOST);
    node *warp = integrate(steps);
    // gap(steps, warp, smooth, bias): what the two terms look at
    node *residual = displacement(warp);
    node *uneven = total_variation(residual);
    node *moved = mean_square(batch_mean(residual));
    // starter
    // /* Neighbours go to neighbouring places. */
    // node *uneven = total_variation(warp);
    // /* On average over the batch nothing is deformed. */
    // node *moved = mean_square(batch_mean(steps));
    // end
    return (warped){steps, warp, scale(uneven, smooth), scale(moved, bias)};
}
/**
## Hint 1

Let all logits be 0. Then the steps are 1, and $W$ is the identity: nothing is
deformed. What do the two terms give, and where do they pull? A term that
punishes the identity must be looking at something else than the deformation.

## Подсказка 1

Пусть все логиты равны 0. Тогда шаги равны 1, а $W$ - тождественное отображение:
ничего не деформировано. Что дают оба члена и куда они тянут? Член, который
наказывает за тождественное отображение, смотрит не на деформацию.

## Hint 2

Neighbouring values of $W_x$ differ by a step. So the total variation of $W$ is
least if all steps are 0, that is, if the whole picture shows one point of the
template. The mean square of the mean steps wants the same. A reconstruction
that resists comes from a template that is drawn smaller and smaller.

## Подсказка 2

Соседние значения $W_x$ отличаются на шаг. Поэтому полная вариация $W$
наименьшая, когда все шаги равны 0, то есть когда всё изображение показывает
одну точку шаблона. Квадрат среднего шага хочет того же. Восстановление этому
сопротивляется, и шаблон рисуется всё мельче.

## Hint 3

Both terms are about $D = W - \mathrm{id}$, `displacement(warp)`: its neighbours
should be alike, and its mean over the batch should be 0.

## Подсказка 3

Оба члена говорят о $D = W - \mathrm{id}$, то есть о `displacement(warp)`:
соседние значения должны быть похожи, а среднее по пакету - равно 0.

## Paper

Shu, Sahasrabudhe, Güler, Samaras, Paragios and Kokkinos, Deforming
autoencoders: unsupervised disentangling of shape and appearance, 2018, eq. 6
to 8: https://arxiv.org/abs/1806.06503

## Wrong answers

- only the bias is repaired: `total_variation(residual)` ->
  `total_variation(warp)`
- only smoothness is repaired: `batch_mean(residual)` -> `batch_mean(steps)`
- a lower weight: `node *residual = displacement(warp);` -> `node *residual =
  warp; smooth /= 50; bias /= 50;`
- no weight at all: `node *residual = displacement(warp);` -> `node *residual =
  displacement(warp); smooth = 0;`
- the bias switched off: `node *residual = displacement(warp);` ->
  `node *residual = displacement(warp); bias = 0;`
- the mean warp is drawn to 0: `batch_mean(residual)` -> `batch_mean(warp)`
- the evenness of the steps, not of the field: `total_variation(residual)` ->
  `total_variation(steps)`
- every picture is held at the identity, not their mean:
  `mean_square(batch_mean(residual))` -> `mean_square(residual)`
- the steps squared for the variation: `total_variation(residual)` ->
  `mean_square(displacement(steps))`
*/
