// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 6.2 Black for ever
# 6.2 Чёрное навсегда

fix, 40 minutes

## Statement

A colleague splits faces into albedo and shading. Neither of them can be
negative, so he clips both at 0. His faces are full of holes: some pixels are
black, others lack a colour. "It has not learned them yet", he says, and trains
four times as long. Hardly a hole has closed, and they are the same in all
faces.

Take out the line `not_written_yet`, and the check trains his model in a second,
twice, shows its reconstructions, and counts the numbers of the albedo that
receive no gradient from any training picture. Follow the gradient of a black
pixel backwards: where does it end? At one of the two maps, or at both? Repair
the model so that no pixel can die. Neither a larger step nor a clip at another
place is a repair: the two maps are to be what ex_6_2.h says.

## Задание

Коллега раскладывает лица на альбедо и затенение. Ни то ни другое не бывает
отрицательным, и оба он обрезает в нуле. Лица выходят дырявыми: одни пикселы
чёрные, у других не хватает цвета. "Ещё не выучились", - говорит он и обучает
вчетверо дольше. Почти ни одна дыра не затянулась, и во всех лицах они одни и те
же.

Уберите строку `not_written_yet`, и проверка за секунду дважды обучит его
модель, покажет восстановленные лица и сосчитает числа альбедо, которые не
получают градиента ни от одного обучающего изображения. Проследите градиент
чёрного пиксела назад: где он кончается? У одной из двух карт или у обеих?
Исправьте модель так, чтобы ни один пиксел не мог умереть. Больший шаг или
обрезка в другом месте - не исправление: карты должны быть такими, как сказано в
ex_6_2.h.
*/
#include "ex_6_2.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_loss.h"
#include "op_shade.h"
#include "op_upsample.h"

two_maps two_maps_of(node *colour, node *light, node *x)
{
    two_maps m;
    /* Repair this, and take out the next line: both maps, and their product. */
    not_written_yet(m, colour, light, x);
    /* There is no negative paint, and no negative light. */
    m.albedo = relu(colour);
    m.shading = relu(upsample(light, SIDE, SIDE));
    m.texture = shade(m.albedo, m.shading);
    m.loss = mean_squared_loss(m.texture, x);
    m.rate = 0.004;
    return m;
}
