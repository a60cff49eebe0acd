// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 1.5 A denoising autoencoder
# 1.5 Автокодер, удаляющий шум

extend, 75 minutes

## Statement

Show an autoencoder noisy pictures and ask for the clean ones: it can no longer
copy, it has to know what pictures look like. Build it with the graph (two
inputs, the pictures and the noise; which of them goes where is the exercise),
draw the noise, and compare its map of codes with that of the classic
autoencoder: how far do codes move when the pictures get noisy, measured by how
far they lie apart?

The check trains your model twice, with noise and without, for a few seconds,
and prints both numbers. As a network take a dense layer of 128 leaky rectifiers
(slope 0.1) on each side of the code.

## Задание

Покажите автокодеру зашумлённые изображения и потребуйте чистые: копировать он
больше не может, он должен знать, как выглядят изображения. Постройте его на
графе (два входа, изображения и шум; что куда подать - в этом и задание),
сгенерируйте шум и сравните карту кодов с картой классического автокодера:
насколько сдвигаются коды, когда изображения зашумляются, по сравнению с тем,
насколько они разбросаны?

Проверка обучает вашу модель дважды, с шумом и без него, несколько секунд и
печатает оба числа. Сеть: по полносвязному слою из 128 выпрямителей с утечкой
(leaky ReLU, наклон 0,1) с каждой стороны кода.
*/
#include "ex_1_5.h"

#include "fail.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_loss.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

denoiser denoiser_alloc(int size, int codes, int batch, uint64_t seed)
{
    denoiser m = {.g = graph_alloc()};
    // gap(size, codes): the nodes x, noise, z, y and loss
    m.x = named(input(m.g, size), "x");
    m.noise = named(input(m.g, size), "noise");
    node *seen = add(m.x, m.noise);
    node *h = leaky_relu(dense(seen, 128), 0.1);
    m.z = named(dense(h, codes), "z");
    h = leaky_relu(dense(m.z, 128), 0.1);
    m.y = named(sigmoid(dense(h, size)), "y");
    m.loss = named(mean_squared_loss(m.y, m.x), "mse");
    // end
    graph_bind(m.g, batch, seed);
    return m;
}

void denoiser_corrupt(denoiser *m, int n, double sd, uint64_t step)
{
    // gap(m, n, sd, step): rng_at (rng.h) begins a generator anew
    gsl_rng *rng = rng_at(1, RNG_NOISE, step);
    for (size_t i = 0; i < node_count(m->noise, n); i++)
        m->noise->value[i] = (real)gsl_ran_gaussian_ziggurat(rng, sd);
    gsl_rng_free(rng);
    // end
}

double denoiser_shift(denoiser *m, const dataset *d, double sd)
{
    // gap(m, d, sd): a batch at a time: codes without noise, codes with it
    double moved = 0, *sum = must_calloc((size_t)m->z->size, sizeof *sum);
    double spread = 0;
    real *clean = must_alloc(node_count(m->z, m->g->batch), sizeof *clean);
    for (int first = 0, n; first < d->n; first += n) {
        n = d->n - first < m->g->batch ? d->n - first : m->g->batch;
        size_t count = node_count(m->z, n);
        dataset_rows(d, first, n, m->x->value);
        denoiser_corrupt(m, n, 0, (uint64_t)first);
        memcpy(clean, graph_run(NULL, m->z, n), count * sizeof *clean);
        denoiser_corrupt(m, n, sd, (uint64_t)first);
        const real *noisy = graph_run(NULL, m->z, n);
        for (size_t i = 0; i < count; i++) {
            double z = (double)clean[i], by = (double)noisy[i] - z;
            moved += by * by;
            spread += z * z;
            sum[i % (size_t)m->z->size] += z;
        }
    }
    for (int k = 0; k < m->z->size; k++)
        spread -= sum[k] * sum[k] / d->n;
    free(clean);
    free(sum);
    return moved / spread;
    // end
}
/**
## Hint 1

The encoder reads `add(m.x, m.noise)`. The loss knows nothing of that node: it
compares the reconstruction with what was asked for.

## Подсказка 1

Кодер читает `add(m.x, m.noise)`. Функция потерь об этом узле ничего не знает:
она сравнивает восстановленное с тем, чего требовали.

## Hint 2

`gsl_rng *rng = rng_at(1, RNG_NOISE, step)` begins a generator for this step;
`gsl_ran_gaussian_ziggurat(rng, sd)` draws from it, once for each of
`node_count(m->noise, n)` numbers. Deviation 0 clears the noise, also what was
left there from the step before.

## Подсказка 2

`gsl_rng *rng = rng_at(1, RNG_NOISE, step)` заводит генератор для этого шага;
`gsl_ran_gaussian_ziggurat(rng, sd)` берёт из него число, по разу для каждого из
`node_count(m->noise, n)` чисел. Отклонение 0 стирает шум, в том числе
оставшийся от прошлого шага.

## Hint 3

For each batch: `dataset_rows`, noise 0, `graph_run(NULL, m->z, n)`, copy the
codes (the graph will write over them), noise sd, `graph_run` once more. The
spread of the clean codes is the sum of their squares less n times the square of
their mean, for each code. The last batch may be smaller.

## Подсказка 3

Для каждого пакета: `dataset_rows`, шум 0, `graph_run(NULL, m->z, n)`, копия
кодов (граф запишет поверх них), шум sd, ещё раз `graph_run`. Разброс чистых
кодов - сумма их квадратов минус n квадратов среднего, для каждого кода.
Последний пакет может быть меньше.

## Paper

Vincent, Larochelle, Bengio and Manzagol, Extracting and composing robust
features with denoising autoencoders, 2008:
https://doi.org/10.1145/1390156.1390294

## Wrong answers

- a clean input: `dense(seen, 128)` -> `dense(seen->in[0], 128)`
- a noisy target: `mean_squared_loss(m.y, m.x)` -> `mean_squared_loss(m.y,
  seen)`
- the input for the target: `mean_squared_loss(m.y, m.x)` ->
  `mean_squared_loss(seen, m.y)`
- one noise for the whole batch: `m->noise->value[i] =
  (real)gsl_ran_gaussian_ziggurat(rng, sd);` -> `m->noise->value[i] =
  i < (size_t)m->noise->size ? (real)gsl_ran_gaussian_ziggurat(rng, sd)
  : m->noise->value[i - (size_t)m->noise->size];`
- the same noise at every step: `RNG_NOISE, step` -> `RNG_NOISE, 0 * step`
- variance for deviation: `gsl_ran_gaussian_ziggurat(rng, sd)` ->
  `gsl_ran_gaussian_ziggurat(rng, sd * sd)`
- noise that is never negative: `(real)gsl_ran_gaussian_ziggurat(rng, sd)` ->
  `R(fabs(gsl_ran_gaussian_ziggurat(rng, sd)))`
- even noise: `gsl_ran_gaussian_ziggurat(rng, sd)` ->
  `(gsl_rng_uniform(rng) * sqrt(12) - sqrt(3)) * sd`
- distances, not their squares: `moved += by * by;` -> `moved += fabs(by);`
- the mean code is not subtracted: `spread -= sum[k] * sum[k] / d->n;` -> `;`
- the noise of before is still there: `denoiser_corrupt(m, n, 0,
  (uint64_t)first);` -> `;`
- codes that were written over: `noisy[i] - z` -> `m->z->value[i] - (double)
  m->z->value[i]`
- only whole batches: `first < d->n;` -> `first + m->g->batch <= d->n;`
*/
