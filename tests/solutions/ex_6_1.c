// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 6.1 Grey light on coloured skin
# 6.1 Серый свет на цветной коже

fill, 30 minutes

## Statement

The texture of an intrinsic deforming autoencoder is a product: an albedo of $C$
channels, and a shading that is one grey map, for the lamp is white,

$$ T_c = A_c\,S, \qquad c = 1 \dots C. $$

That is the place where the reconstruction error is divided between the two. If
a cheek comes out too dark, is it the skin's fault or the light's? The backward
pass answers. The forward pass is here; write the other: what do $A$ and $S$
receive from $\bar T$? Count how many numbers of the texture each of them has
made.

Maps lie in memory channel after channel, and picture after picture. Gradients
are added to what is there; only the first `n` pictures of the batch count.

## Задание

Текстура внутреннего (intrinsic) деформирующего автокодера - произведение:
альбедо из $C$ каналов и затенение, одна серая карта, ведь лампа белая:

$$ T_c = A_c\,S, \qquad c = 1 \dots C. $$

Именно здесь ошибка восстановления делится между ними. Если щека вышла слишком
тёмной, виновата кожа или свет? Отвечает обратный проход. Прямой проход уже
есть; напишите обратный: что получают $A$ и $S$ от $\bar T$? Сосчитайте, сколько
чисел текстуры создало каждое из их чисел.

Карты лежат в памяти канал за каналом и изображение за изображением. Градиенты
прибавляются к тому, что есть; считаются только первые `n` изображений пакета.
*/
#include "ex_6_1.h"

#include "fail.h"

static void lit_forward(const node *y, int n)
{
    int channels = y->shape[0], area = y->shape[1] * y->shape[2];
    for (int b = 0; b < n; b++)
        for (int c = 0; c < channels; c++) {
            const real *albedo = y->in[0]->value + (b * channels + c) * area;
            const real *shading = y->in[1]->value + b * area;
            real *texture = y->value + (b * channels + c) * area;
            for (int k = 0; k < area; k++)
                texture[k] = albedo[k] * shading[k];
        }
}

/* Given y->grad, adds to the gradients of the albedo and of the shading. */
static void lit_backward(const node *y, int n)
{
    const node *a = y->in[0], *s = y->in[1];
    int channels = y->shape[0], area = y->shape[1] * y->shape[2];
    // gap(y, n, a, s, channels, area): to a->grad and s->grad
    for (int b = 0; b < n; b++)
        for (int c = 0; c < channels; c++) {
            int own = (b * channels + c) * area, shared = b * area;
            for (int k = 0; k < area; k++) {
                real grad = y->grad[own + k];
                a->grad[own + k] += s->value[shared + k] * grad;
                s->grad[shared + k] += a->value[own + k] * grad;
            }
        }
    // end
}

static const operation lit_op = {"lit", lit_forward, lit_backward};

node *lit(node *albedo, node *shading)
{
    REQUIRE(shading->shape[0] == 1, "a shading is grey: (1, H, W)");
    return node_like(&lit_op, albedo, shading);
}
/**
## Hint 1

At one pixel there are $C + 1$ numbers that go in, and $C$ that come out.
Differentiate one of the latter, $T_c = A_c S$, by everything that goes in: most
of the derivatives are 0.

## Подсказка 1

В одном пикселе $C + 1$ чисел входят, а $C$ выходят. Продифференцируйте одно из
выходящих, $T_c = A_c S$, по всему, что входит: большинство производных равны 0.

## Hint 2

A number of the albedo makes one number of the texture, a number of the shading
makes $C$ of them and hears from all:

$$ \bar A_c = S\,\bar T_c, \qquad \bar S = \sum_c A_c\,\bar T_c. $$

## Подсказка 2

Число альбедо создаёт одно число текстуры, а число затенения - $C$ чисел, и
слышит их все:

$$ \bar A_c = S\,\bar T_c, \qquad \bar S = \sum_c A_c\,\bar T_c. $$

## Hint 3

The same three loops as forwards. The sum over the channels needs no variable:
`+=` into `s->grad`, once for each channel, is that sum.

## Подсказка 3

Те же три цикла, что и вперёд. Для суммы по каналам переменная не нужна: `+=` в
`s->grad`, по разу на каждый канал, и есть эта сумма.

## Paper

Shu, Sahasrabudhe, Güler, Samaras, Paragios and Kokkinos, Deforming
autoencoders: unsupervised disentangling of shape and appearance, 2018:
https://arxiv.org/abs/1806.06503

## Wrong answers

- the channels are not summed, the last one stays: `s->grad[shared + k] +=
  a->value[own + k] * grad;` -> `s->grad[shared + k] = a->value[own + k] *
  grad;`
- only the first channel is heard: `s->grad[shared + k] += a->value[own + k] *
  grad;` -> `if (c == 0) s->grad[shared + k] += a->value[own + k] * grad;`
- the mean over the channels: `a->value[own + k] * grad` ->
  `a->value[own + k] * grad / (real)channels`
- the gradients summed, and then the mean albedo: `s->grad[shared + k] +=
  a->value[own + k] * grad;` -> `{ real sum = 0; for (int d = 0; d < channels;
  d++) sum += a->value[(b * channels + d) * area + k]; s->grad[shared + k] +=
  sum / (real)channels * grad; }`
- the albedo's gradient is set, not added: `a->grad[own + k] +=` ->
  `a->grad[own + k] =`
- each by itself: `a->grad[own + k] += s->value[shared + k] * grad;
  s->grad[shared + k] += a->value[own + k] * grad;` -> `a->grad[own + k] +=
  a->value[own + k] * grad; s->grad[shared + k] += s->value[shared + k] * grad;`
- the gradient passes unchanged: `s->value[shared + k] * grad` -> `grad`
- the light of the first picture for all: `shared = b * area` -> `shared = 0`
- the light of another channel's place: `shared = b * area` ->
  `shared = (b + c) % n * area`
- the gradient of an albedo that is divided by the light: `s->value[shared + k]
  * grad` -> `grad / s->value[shared + k]`
- the light learns nothing: `s->grad[shared + k] += a->value[own + k] * grad;`
  -> `;`
- the whole batch: `for (int b = 0; b < n; b++)` ->
  `n = y->graph->batch; for (int b = 0; b < n; b++)`
*/
