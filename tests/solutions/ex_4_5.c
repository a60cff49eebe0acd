// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 4.5 Threes that nobody wrote
# 4.5 Тройки, которых никто не писал

extend, 75 minutes

## Statement

A deforming autoencoder is an autoencoder: nobody says which of its shape codes
belong to a digit, and a code drawn at random is decoded to a crumpled sheet.
Chapter 2 knows the cure. Make the shape code a distribution, with $\mu$,
$\ln \sigma^2$ and a price for what it says, and draw new shapes from the prior.
The appearance code stays as it is.

Three parts are yours: the codes, the loss (its weights stand in ex_4_5.h), and
the codes of new pictures. `reparameterise` and `gaussian_kl` are in
op_gaussian.h, `concat` in op_slice.h. The check trains the model on threes,
prints six new ones, all in the same mean appearance, and asks how near they are
to threes that people wrote.

What would come out if the *appearance* were drawn, and the shape were not?

## Задание

Деформирующий автокодер - всё-таки автокодер: никто не знает, какие из его кодов
формы принадлежат цифре, и случайный код даёт мятый лист. Лекарство известно из
главы 2. Сделайте код формы распределением, с $\mu$, $\ln \sigma^2$ и ценой за
то, что он сообщает, и выбирайте новые формы из априорного распределения. Код
внешнего вида остаётся прежним.

Ваши три части: коды, функция потерь (веса указаны в ex_4_5.h) и коды новых
изображений. `reparameterise` и `gaussian_kl` объявлены в op_gaussian.h,
`concat` - в op_slice.h. Проверка обучит модель на тройках, напечатает шесть
новых, все с одним и тем же средним внешним видом, и спросит, насколько они
близки к тройкам, написанным людьми.

Что получилось бы, если выбирать случайно *внешний вид*, а не форму?
*/
#include "ex_4_5.h"

#include "digit_dae.h"
#include "evaluate.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_slice.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>

enum { SIDE = 14 };

shape_vae shape_vae_alloc(double variance, warp_weights w, int batch,
                          uint64_t seed)
{
    shape_vae m = {.g = graph_alloc()};
    m.x = input(m.g, SIDE * SIDE);
    node *h = digit_hidden(m.x);
    m.appearance = dense(h, 1);
    // gap(m, h): mu, logvar, and all codes
    m.mu = dense(h, SHAPE);
    m.logvar = dense(h, SHAPE);
    m.codes = concat(m.appearance, reparameterise(m.mu, m.logvar));
    // end
    node *texture = digit_texture(slice(m.codes, 0, 1));
    node *warp_hidden = digit_warp_hidden(slice(m.codes, 1, SHAPE));
    m.warp =
        deform(warp_hidden, LOCAL_INCREMENTS, WARP_GRID, NULL, SIDE, SIDE, w);
    m.y = sample(texture, m.warp.whole);
    m.mse = mean_squared_loss(m.y, m.x);
    // gap(m, variance): m.loss
    node *price =
        scale(sum(gaussian_kl(m.mu, m.logvar)), 2 * variance / m.x->size);
    m.loss = add(add(m.mse, price), add(m.warp.smooth, m.warp.bias));
    // end
    graph_bind(m.g, batch, seed);
    return m;
}

void new_codes(const shape_vae *m, const dataset *d, int n, uint64_t seed,
               real *codes)
{
    // gap(m, d, n, seed, codes): see evaluate.h, rng.h, gsl_randist.h
    real *appearance = malloc((size_t)d->n * sizeof *appearance);
    double mean = 0;
    evaluate_pictures(m->x, m->appearance, d, appearance);
    for (int i = 0; i < d->n; i++)
        mean += (double)appearance[i] / d->n;
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    for (int i = 0; i < n * (1 + SHAPE); i++)
        codes[i] =
            (real)(i % (1 + SHAPE) == 0 ? mean
                                        : gsl_ran_gaussian_ziggurat(rng, 1));
    gsl_rng_free(rng);
    free(appearance);
    // end
}
/**
## Hint 1

`mu` and `logvar` are two dense layers of `h` with SHAPE outputs each;
`reparameterise` draws a shape from them, and `concat` puts it behind the
appearance. `gaussian_kl` gives one number for each code; their sum is the price
of a picture's shape in nats.

## Подсказка 1

`mu` и `logvar` - два полносвязных слоя от `h`, по SHAPE выходов;
`reparameterise` выбирает по ним форму, а `concat` ставит её после внешнего
вида. `gaussian_kl` даёт по числу на код, их сумма - цена формы изображения в
натах.

## Hint 2

For a variance $v$ in each of 196 pixels the ELBO weighs the mean squared error
with $196 / 2v$ and the divergence with 1. Dividing all by $196 / 2v$ leaves the
error alone and gives the divergence $2v / 196$: `scale`. The two terms of the
warp are nodes already, `m.warp.smooth` and `m.warp.bias`.

## Подсказка 2

При дисперсии $v$ в каждом из 196 пикселов ELBO берёт среднюю квадратичную
ошибку с весом $196 / 2v$, а расхождение - с весом 1. Если разделить всё на
$196 / 2v$, ошибка останется одна, а расхождение получит вес $2v / 196$:
`scale`. Оба члена деформации - уже готовые узлы, `m.warp.smooth` и
`m.warp.bias`.

## Hint 3

A new picture needs no picture. `rng_at(seed, RNG_SAMPLE, 0)` and
gsl_ran_gaussian_ziggurat(rng, 1) give the shapes: eight numbers of
$\mathcal N(0, 1)$ for each row, with no encoder involved. Only the appearance
is looked at: `evaluate_pictures` writes that of all pictures of `d`, whose mean
goes to the front of each row.

## Подсказка 3

Новому изображению не нужно изображение. `rng_at(seed, RNG_SAMPLE, 0)` и
gsl_ran_gaussian_ziggurat(rng, 1) дают формы: восемь чисел из $\mathcal N(0, 1)$
на строку, без всякого кодера. Смотреть нужно лишь внешний вид:
`evaluate_pictures` записывает его для всех изображений `d`, а среднее идёт в
начало каждой строки.

## Paper

Kingma and Welling, Auto-encoding variational Bayes, 2014:
https://arxiv.org/abs/1312.6114

## Wrong answers

- a price for the appearance code only: `sum(gaussian_kl(m.mu, m.logvar))` ->
  `sum(gaussian_kl(m.appearance, scale(m.appearance, 0)))`
- the shape has no price: `add(m.mse, price)` -> `m.mse`
- the mean over the codes: `2 * variance / m.x->size` ->
  `2 * variance / m.x->size / SHAPE`
- the price of a pixel: `2 * variance / m.x->size` -> `2 * variance`
- deviation for variance: `2 * variance / m.x->size` ->
  `2 * sqrt(variance) / m.x->size`
- the warp's terms are forgotten: `m.loss = add(add(m.mse, price), add(
  m.warp.smooth, m.warp.bias));` -> `m.loss = add(m.mse, price);`
- shapes are not drawn: `reparameterise(m.mu, m.logvar)` -> `m.mu`
- one code for mean and variance: `m.logvar = dense(h, SHAPE);` ->
  `m.logvar = m.mu;`
- the shape in front of the appearance: `concat(m.appearance, reparameterise(
  m.mu, m.logvar))` -> `concat(reparameterise(m.mu, m.logvar), m.appearance)`
- encoded pictures for new ones: `gsl_rng_free(rng); free(appearance);` ->
  `gsl_rng_free(rng); free(appearance); real *all = malloc(sizeof(real) *
  (size_t)(d->n * (1 + SHAPE))); evaluate_pictures(m->x, m->codes, d, all); for
  (int i = 0; i < n; i++) for (int j = 1; j <= SHAPE; j++) codes[i * (1 + SHAPE)
  + j] = all[(i + (int)seed) % d->n * (1 + SHAPE) + j]; free(all);`
- the appearance is drawn, too: `i % (1 + SHAPE) == 0 ? mean :
  gsl_ran_gaussian_ziggurat(rng, 1)` -> `gsl_ran_gaussian_ziggurat(rng, 1)`
- the same shapes every time: `rng_at(seed, RNG_SAMPLE, 0)` ->
  `rng_at(1, RNG_SAMPLE, 0)`
- one number for all shape codes: `codes[i] = (real)(i % (1 + SHAPE) == 0 ?
  mean : gsl_ran_gaussian_ziggurat(rng, 1));` -> `codes[i] = (real)(i % (1 +
  SHAPE) == 0 ? mean : i % (1 + SHAPE) == 1 ? gsl_ran_gaussian_ziggurat(rng, 1)
  : (double)codes[i - 1]);`
- the mean code, always: `codes[i] = (real)(i % (1 + SHAPE) == 0 ? mean :
  gsl_ran_gaussian_ziggurat(rng, 1));` -> `codes[i] = (real)(i % (1 + SHAPE) ==
  0 ? mean : 0);`
*/
