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
    /* Your code: the nodes x, noise, z, y and loss. */
    not_written_yet(size, codes);
    graph_bind(m.g, batch, seed);
    return m;
}

void denoiser_corrupt(denoiser *m, int n, double sd, uint64_t step)
{
    /* Your code: rng_at (rng.h) begins a generator anew. */
    not_written_yet(m, n, sd, step);
}

double denoiser_shift(denoiser *m, const dataset *d, double sd)
{
    /* Your code: a batch at a time: codes without noise, codes with it. */
    not_written_yet(m, d, sd);
}
