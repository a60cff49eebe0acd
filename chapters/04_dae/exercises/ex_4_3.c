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
    /* Repair this, and take out the next line: what the two terms look at. */
    not_written_yet(steps, warp, smooth, bias);
    /* Neighbours go to neighbouring places. */
    node *uneven = total_variation(warp);
    /* On average over the batch nothing is deformed. */
    node *moved = mean_square(batch_mean(steps));
    return (warped){steps, warp, scale(uneven, smooth), scale(moved, bias)};
}
