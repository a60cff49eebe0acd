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
    // gap(m, colour, light, x): both maps, and their product
    m.albedo = sigmoid(colour);
    m.shading = exp_(upsample(light, SIDE, SIDE));
    m.texture = shade(m.albedo, m.shading);
    m.loss = mean_squared_loss(m.texture, x);
    m.rate = 0.004;
    // starter
    // /* There is no negative paint, and no negative light. */
    // m.albedo = relu(colour);
    // m.shading = relu(upsample(light, SIDE, SIDE));
    // m.texture = shade(m.albedo, m.shading);
    // m.loss = mean_squared_loss(m.texture, x);
    // m.rate = 0.004;
    // end
    return m;
}
/**
## Hint 1

With $A = \max(a, 0)$ and $S = \max(s, 0)$ the product rule gives

$$ \bar a = \bar T\,S\,[a > 0], \qquad \bar s = \bar T\,A\,[s > 0]. $$

Let $a$ be negative. What do $a$ and $s$ receive, whatever the error is? What if
both are negative?

## Подсказка 1

При $A = \max(a, 0)$ и $S = \max(s, 0)$ правило произведения даёт

$$ \bar a = \bar T\,S\,[a > 0], \qquad \bar s = \bar T\,A\,[s > 0]. $$

Пусть $a$ отрицательно. Что получают $a$ и $s$, какой бы ни была ошибка? А если
отрицательны оба?

## Hint 2

One clipped number is enough: $a$ receives nothing, since the clip is flat
there, and $s$ receives nothing, since it is multiplied by $A = 0$. A rectifier
between two layers may be dead for some pictures and wake up for others. Here
the numbers hardly depend on the picture, as all are faces: what is dead for one
is dead for all, and its own weights never move again. Only the layer before, as
it learns for other pixels, may bring it back, by luck.

A floor under the clip, $\max(a, 0) + 0.05$, helps only the other map: $a$
itself still receives nothing.

## Подсказка 2

Достаточно одного обрезанного числа: $a$ ничего не получает, потому что обрезка
там плоская, а $s$ - потому что умножается на $A = 0$. Выпрямитель между двумя
слоями бывает мёртв для одних изображений и оживает для других. Здесь же числа
почти не зависят от изображения, ведь все они - лица: что мертво для одного,
мертво для всех, и его собственные веса больше не сдвинутся. Оживить его может
разве что предыдущий слой, случайно, пока учится ради других пикселов.

Пол под обрезкой, $\max(a, 0) + 0.05$, помогает лишь другой карте: само $a$
по-прежнему ничего не получает.

## Hint 3

Take functions that are positive and nowhere flat: $\sigma(a)$, in $(0, 1)$, is
made for the share of the light that is thrown back. A shading has no upper
bound: $e^s$. They stand in op_activation.h.

## Подсказка 3

Возьмите функции, которые положительны и нигде не плоски: $\sigma(a)$ в $(0, 1)$
как раз подходит для доли отражённого света. У затенения верхней границы нет:
$e^s$. Они есть в op_activation.h.

## Paper

Lu, Shin, Su and Karniadakis, Dying ReLU and initialization: theory and
numerical examples, 2020: https://arxiv.org/abs/1903.06733

## Wrong answers

- a bigger learning rate: `sigmoid(colour)` -> `relu(colour)`,
  `exp_(upsample(light, SIDE, SIDE))` -> `relu(upsample(light, SIDE, SIDE))`,
  `0.004` -> `0.04`
- a smaller learning rate: `sigmoid(colour)` -> `relu(colour)`,
  `exp_(upsample(light, SIDE, SIDE))` -> `relu(upsample(light, SIDE, SIDE))`,
  `0.004` -> `0.0004`
- the clip moved into the loss: `sigmoid(colour)` -> `colour`,
  `exp_(upsample(light, SIDE, SIDE))` -> `upsample(light, SIDE, SIDE)`,
  `mean_squared_loss(m.texture, x)` -> `mean_squared_loss(relu(m.texture), x)`
- the clip moved to the product: `sigmoid(colour)` -> `colour`,
  `exp_(upsample(light, SIDE, SIDE))` -> `upsample(light, SIDE, SIDE)`,
  `m.texture = shade(m.albedo, m.shading)` -> `m.texture = relu(shade(m.albedo,
  m.shading))`
- no clip at all: `sigmoid(colour)` -> `colour`, `exp_(upsample(light, SIDE,
  SIDE))` -> `upsample(light, SIDE, SIDE)`
- only the albedo is repaired: `exp_(upsample(light, SIDE, SIDE))` ->
  `relu(upsample(light, SIDE, SIDE))`
- only the shading is repaired: `sigmoid(colour)` -> `relu(colour)`
- a floor under both clips: `sigmoid(colour)` -> `shift(relu(colour), 0.05)`,
  `exp_(upsample(light, SIDE, SIDE))` -> `shift(relu(upsample(light, SIDE,
  SIDE)), 0.05)`
- leaky clips: `sigmoid(colour)` -> `leaky_relu(colour, 0.1)`,
  `exp_(upsample(light, SIDE, SIDE))` -> `leaky_relu(upsample(light, SIDE,
  SIDE), 0.1)`
- the clip is farther away: `sigmoid(colour)` -> `relu(shift(colour, 2))`,
  `exp_(upsample(light, SIDE, SIDE))` -> `relu(shift(upsample(light, SIDE,
  SIDE), 2))`
- squares, which die at 0: `sigmoid(colour)` -> `multiply(colour, colour)`,
  `exp_(upsample(light, SIDE, SIDE))` -> `multiply(upsample(light, SIDE, SIDE),
  upsample(light, SIDE, SIDE))`
- the product is positive, not the maps: `sigmoid(colour)` -> `colour`,
  `exp_(upsample(light, SIDE, SIDE))` -> `upsample(light, SIDE, SIDE)`,
  `m.texture = shade(m.albedo, m.shading)` -> `m.texture =
  sigmoid(shade(m.albedo, m.shading))`
- the holes painted over: `sigmoid(colour)` -> `relu(colour)`,
  `exp_(upsample(light, SIDE, SIDE))` -> `relu(upsample(light, SIDE, SIDE))`,
  `m.texture = shade(m.albedo, m.shading)` -> `m.texture =
  shift(shade(m.albedo, m.shading), 0.1)`
- the light is the same everywhere: `exp_(upsample(light, SIDE, SIDE))` ->
  `exp_(scale(upsample(light, SIDE, SIDE), 0))`
*/
