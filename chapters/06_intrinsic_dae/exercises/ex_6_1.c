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
    /* Your code: to a->grad and s->grad. */
    not_written_yet(y, n, a, s, channels, area);
}

static const operation lit_op = {"lit", lit_forward, lit_backward};

node *lit(node *albedo, node *shading)
{
    REQUIRE(shading->shape[0] == 1, "a shading is grey: (1, H, W)");
    return node_like(&lit_op, albedo, shading);
}
