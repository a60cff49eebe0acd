// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 6.5 Alike on both sides
# 6.5 С двух сторон одно и то же

extend, 75 minutes

## Statement

A price on nats drives the light out of the albedo code, and the tone with it.
Say instead something that is true of skin and false of lamps: a face has the
same colours left and right. Make the albedo its own mirror image. The model of
exercise 6.4 has a place for that, where albedo, shading and warp meet.

*Where* is it symmetric? A head is turned and a lamp stands at one side, so
neither the texture nor the picture is its own mirror image, and a model that
must draw symmetric pictures knows nothing about the lamp at all. Only the
template's albedo, before it is lit and warped, is the same on both sides.

A code may still say what its decoder cannot draw. So write, too, what the
albedo's encoder is shown: the mean of the picture and its mirror image, in
which left and right cannot be told apart. `mirrored` is in op_mirror.h, `shade`
in op_shade.h, `sample` in op_sample.h.

And report what has become of the light. Write the reading of azimuth, elevation
and tone from the albedo code, of people whom the reader has not seen. A
variational code that costs something hides among its noise what its mean still
tells, so read codes that are *drawn*, as the decoder hears them. The check
trains three models, each with two seeds, and prints the table. What has left
the code, what has not, and why not?

## Задание

Цена за наты выгоняет из кода альбедо свет, а с ним и тон. Скажите вместо этого
то, что верно для кожи и неверно для ламп: цвета лица слева и справа одинаковы.
Сделайте альбедо симметричным. В модели из упражнения 6.4 для этого есть место:
там, где встречаются альбедо, затенение и деформация.

*Где* оно симметрично? Голова повёрнута, а лампа стоит сбоку, поэтому ни
текстура, ни изображение не совпадают со своим отражением, и модель, обязанная
рисовать симметричные изображения, о лампе не знает ничего. С двух сторон
одинаково только альбедо шаблона, до освещения и деформации.

Код может сообщать и то, чего его декодер не умеет нарисовать. Поэтому напишите
и то, что видит кодер альбедо: среднее изображения и его отражения, где левое не
отличить от правого. `mirrored` объявлена в op_mirror.h, `shade` - в op_shade.h,
`sample` - в op_sample.h.

И сообщите, что стало со светом. Напишите чтение азимута, высоты лампы и тона из
кода альбедо у людей, которых считыватель не видел. Платный вариационный код
прячет в шуме то, что его среднее ещё сообщает, так что читайте *случайные*
коды, какими их слышит декодер. Проверка обучит три модели, каждую с двумя
начальными значениями, и напечатает таблицу. Что ушло из кода, что осталось и
почему?
*/
#include "ex_6_5.h"

#include "op_activation.h"
#include "op_mirror.h"
#include "op_sample.h"
#include "op_shade.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <math.h>

face_maps symmetric_maps(node *colour, node *shading, node *warp)
{
    face_maps m = {0};
    /* Your code: m.albedo, m.texture and m.y. */
    not_written_yet(m, colour, shading, warp);
    return m;
}

node *both_sides(node *x)
{
    /* Your code: see op_mirror.h. */
    not_written_yet(x);
}

/* Codes (n, paint) that are drawn, in fresh memory. */
static gsl_matrix *drawn(const face_rows *rows, gsl_rng *rng)
{
    gsl_matrix *z = gsl_matrix_alloc(rows->mu->size1, rows->mu->size2);
    /* Your code: see gsl_randist.h. */
    not_written_yet(z, rows, rng);
    return z;
}

void read_paint(const face_rows *trained, const face_rows *unseen,
                uint64_t seed, double r2[FACE_FACTORS])
{
    /* Your code: see rng.h and readers.h. */
    not_written_yet(trained, unseen, seed, r2, drawn);
}
