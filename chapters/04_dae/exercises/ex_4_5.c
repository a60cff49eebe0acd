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
    /* Your code: mu, logvar, and all codes. */
    not_written_yet(m, h);
    node *texture = digit_texture(slice(m.codes, 0, 1));
    node *warp_hidden = digit_warp_hidden(slice(m.codes, 1, SHAPE));
    m.warp =
        deform(warp_hidden, LOCAL_INCREMENTS, WARP_GRID, NULL, SIDE, SIDE, w);
    m.y = sample(texture, m.warp.whole);
    m.mse = mean_squared_loss(m.y, m.x);
    /* Your code: m.loss. */
    not_written_yet(m, variance);
    graph_bind(m.g, batch, seed);
    return m;
}

void new_codes(const shape_vae *m, const dataset *d, int n, uint64_t seed,
               real *codes)
{
    /* Your code: see evaluate.h, rng.h, gsl_randist.h. */
    not_written_yet(m, d, n, seed, codes);
}
