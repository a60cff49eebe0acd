// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 5.2 One hundred percent
# 5.2 Сто процентов

fix, 50 minutes

## Statement

A colleague's deforming autoencoder with classes knows all test digits: the
accuracy is 1.000. Nobody else's small network with a few seconds of training
does, and on digits that come without a label his model guesses. Somewhere the
label has found a way to the answer.

Take out the two lines `not_written_yet`, and the check trains his model in a
fraction of a second, and shows what it is fed with. Find the leak; there is
more than one. Nothing is repaired by noise that is added to the labels, by a
leak that is smaller, or by other test digits: what counts is that the answer
does not depend on the label at all, while training still does.

## Задание

Деформирующий автокодер с классами, который написал коллега, знает все тестовые
цифры: точность 1,000. Ни одна другая маленькая сеть за несколько секунд
обучения такого не умеет, а на цифрах без меток эта модель лишь гадает. Где-то
метка нашла путь к ответу.

Уберите две строки `not_written_yet`, и проверка за долю секунды обучит эту
модель и покажет, что ей подают. Найдите утечку; она не одна. Шум, добавленный к
меткам, утечка поменьше или другие тестовые цифры ничего не исправляют: важно,
чтобы ответ вовсе не зависел от метки, а обучение по-прежнему зависело.
*/
#include "ex_5_2.h"

#include "digit_dae.h"
#include "digits.h"
#include "op_arithmetic.h"
#include "op_class.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_slice.h"
#include "op_upsample.h"
#include "op_warp.h"

enum { SHAPE = 8 };

static const double smooth_weight = 0.04, bias_weight = 0.02,
                    class_weight = 0.02;

class_dae class_dae_alloc(int batch, uint64_t seed)
{
    class_dae m = {.g = graph_alloc()};
    m.x = input(m.g, DIGIT_SIZE);
    m.label = label_input(m.g, CLASSES);
    node *h = digit_hidden(m.x);
    m.logits = dense(h, CLASSES);
    /* Repair this, and take out the next line: what the decoders read. */
    not_written_yet(m);
    /* Decoders begin badly if they are told a wrong class: help them. */
    m.classes = scale(add(softmax(m.logits), m.label), 0.5);
    node *texture = digit_texture(concat(dense(h, 1), m.classes));
    node *logits = digit_logits(concat(dense(h, SHAPE), m.classes));
    node *warp = integrate(
        increments(upsample(logits, DIGIT_SIDE, DIGIT_SIDE), WARP_MOST));
    m.y = sample(texture, warp);
    node *residual = displacement(warp);
    node *smooth = scale(total_variation(residual), smooth_weight);
    node *bias = scale(mean_square(batch_mean(residual)), bias_weight);
    node *entropy = scale(cross_entropy(m.logits, m.label), class_weight);
    m.loss = add(add(mean_squared_loss(m.y, m.x), entropy), add(smooth, bias));
    graph_bind(m.g, batch, seed);
    return m;
}

void feed(const class_dae *m, const dataset *d, const int *which, int n)
{
    /* Repair this, and take out the next line: to m->x and to m->label. */
    not_written_yet(m, d, which, n);
    dataset_batch(d, which, n, m->x->value);
    for (int b = 0; b < n; b++) {
        real *picture = m->x->value + b * DIGIT_SIZE;
        real *label = m->label->value + b * CLASSES;
        dataset_one_hot(d, which[b], CLASSES, label);
        /* A mark for the class, so that figures can be sorted later. */
        for (int k = 0; k < CLASSES; k++)
            picture[k] += label[k] / 2;
    }
}
