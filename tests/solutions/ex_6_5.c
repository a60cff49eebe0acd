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
    // gap(m, colour, shading, warp): m.albedo, m.texture and m.y
    m.albedo = sigmoid(mirrored(colour));
    m.texture = shade(m.albedo, shading);
    m.y = sample(m.texture, warp);
    // end
    return m;
}

node *both_sides(node *x)
{
    // gap(x): see op_mirror.h
    return mirrored(x);
    // end
}

/* Codes (n, paint) that are drawn, in fresh memory. */
static gsl_matrix *drawn(const face_rows *rows, gsl_rng *rng)
{
    gsl_matrix *z = gsl_matrix_alloc(rows->mu->size1, rows->mu->size2);
    // gap(z, rows, rng): see gsl_randist.h
    for (size_t i = 0; i < z->size1; i++)
        for (size_t j = 0; j < z->size2; j++) {
            double logvar = gsl_matrix_get(rows->logvar, i, j);
            double noise = gsl_ran_gaussian_ziggurat(rng, 1);
            gsl_matrix_set(z, i, j,
                           gsl_matrix_get(rows->mu, i, j) +
                               exp(logvar / 2) * noise);
        }
    // end
    return z;
}

void read_paint(const face_rows *trained, const face_rows *unseen,
                uint64_t seed, double r2[FACE_FACTORS])
{
    // gap(trained, unseen, seed, r2, drawn): see rng.h and readers.h
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    gsl_matrix *codes = drawn(trained, rng), *others = drawn(unseen, rng);
    reader *r = reader_fit(codes, trained->factors);
    gsl_matrix *told = reader_read(r, others);
    for (int k = 0; k < FACE_FACTORS; k++)
        r2[k] = r_squared(told, unseen->factors, (size_t)k);
    gsl_matrix_free(told);
    gsl_matrix_free(others);
    gsl_matrix_free(codes);
    reader_free(r);
    gsl_rng_free(rng);
    // end
}
/**
## Hint 1

Two ways lead to a symmetric albedo: the mean of `colour` and its mirror image
before the sigmoid, or that of the albedo after it. In both of them the mirror
comes *before* the product with the shading, and the warp is the last of all.

## Подсказка 1

К симметричному альбедо ведут два пути: среднее `colour` и его отражения до
сигмоиды или среднее альбедо и его отражения после неё. В обоих отражение стоит
*до* произведения с затенением, а деформация - последняя.

## Hint 2

`shade(m.albedo, shading)`, then `sample(m.texture, warp)`. The shading is not
touched: it is all that may still be different on both sides. `both_sides` is a
single call.

## Подсказка 2

`shade(m.albedo, shading)`, затем `sample(m.texture, warp)`. Затенение не
трогают: только оно и может ещё различаться слева и справа. `both_sides` - это
один вызов.

## Hint 3

`mu + exp(logvar / 2) * gsl_ran_gaussian_ziggurat(rng, 1)`, for each code of
each picture. Then as in exercise 6.4: `reader_fit` to drawn codes and factors
of `trained`, `reader_read` of drawn codes of `unseen`, `r_squared` with their
factors, one call for each.

## Подсказка 3

`mu + exp(logvar / 2) * gsl_ran_gaussian_ziggurat(rng, 1)`, для каждого кода
каждого изображения. Далее как в упражнении 6.4: `reader_fit` по случайным кодам
и факторам `trained`, `reader_read` по случайным кодам `unseen`, `r_squared` с
их факторами, по вызову на каждый.

## Paper

Wu, Rupprecht and Vedaldi, Unsupervised learning of probably symmetric
deformable 3D objects from images in the wild, 2020:
https://arxiv.org/abs/1911.11130

## Wrong answers

- the warped picture is symmetric: `sigmoid(mirrored(colour))` ->
  `sigmoid(colour)`, `sample(m.texture, warp)` -> `mirrored(sample(m.texture,
  warp))`
- the warped picture, too: `sample(m.texture, warp)` ->
  `mirrored(sample(m.texture, warp))`
- the warped albedo is symmetric, and then lit: `m.albedo =
  sigmoid(mirrored(colour)); m.texture = shade(m.albedo, shading); m.y =
  sample(m.texture, warp);` -> `m.albedo = mirrored(sample(sigmoid(colour),
  warp)); m.texture = shade(m.albedo, shading); m.y = shade(m.albedo,
  sample(shading, warp));`
- the lit texture is symmetric: `sigmoid(mirrored(colour))` ->
  `sigmoid(colour)`, `shade(m.albedo, shading)` -> `mirrored(shade(m.albedo,
  shading))`
- the light is symmetric: `sigmoid(mirrored(colour))` -> `sigmoid(colour)`,
  `shade(m.albedo, shading)` -> `shade(m.albedo, mirrored(shading))`
- the light is symmetric, too: `shade(m.albedo, shading)` -> `shade(m.albedo,
  mirrored(shading))`
- the warp is symmetric: `sample(m.texture, warp)` -> `sample(m.texture,
  mirrored(warp))`
- nothing is symmetric: `sigmoid(mirrored(colour))` -> `sigmoid(colour)`
- the albedo has no bounds: `sigmoid(mirrored(colour))` -> `mirrored(colour)`
- the picture is not warped: `m.y = sample(m.texture, warp);` -> `m.y =
  m.texture; (void)warp;`
- the albedo is warped, the light is not: `sample(m.texture, warp)` ->
  `shade(sample(m.albedo, warp), shading)`
- the encoder sees which side is lit: `return mirrored(x);` -> `return x;`
- the means are read: `exp(logvar / 2) * noise` -> `0 * logvar * noise`
- the variance for the deviation: `exp(logvar / 2)` -> `exp(logvar)`
- noise of variance 1: `exp(logvar / 2)` -> `exp(0 * logvar)`
- the reader is fitted to means: `reader_fit(codes, trained->factors)` ->
  `reader_fit(trained->mu, trained->factors)`
- the means of unseen people are read: `reader_read(r, others)` ->
  `reader_read(r, unseen->mu)`
- the reader is fitted to unseen people: `reader_fit(codes, trained->factors)`
  -> `reader_fit(others, unseen->factors)`
- graded on the people it was fitted to: `gsl_matrix *told = reader_read(r,
  others);` -> `gsl_matrix *told = reader_read(r, codes); unseen = trained;`
- the same noise every time: `rng_at(seed, RNG_SAMPLE, 0)` -> `rng_at(1,
  RNG_SAMPLE, 0)`
- the first factor for all: `(size_t)k);` -> `0);`
*/
