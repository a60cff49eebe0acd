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
    // gap(m): what the decoders read
    m.classes = softmax(m.logits);
    // starter
    // /* Decoders begin badly if they are told a wrong class: help them. */
    // m.classes = scale(add(softmax(m.logits), m.label), 0.5);
    // end
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
    // gap(m, d, which, n): to m->x and to m->label
    dataset_batch(d, which, n, m->x->value);
    for (int b = 0; b < n; b++)
        dataset_one_hot(d, which[b], CLASSES, m->label->value + b * CLASSES);
    // starter
    // dataset_batch(d, which, n, m->x->value);
    // for (int b = 0; b < n; b++) {
    //     real *picture = m->x->value + b * DIGIT_SIZE;
    //     real *label = m->label->value + b * CLASSES;
    //     dataset_one_hot(d, which[b], CLASSES, label);
    //     /* A mark for the class, so that figures can be sorted later. */
    //     for (int k = 0; k < CLASSES; k++)
    //         picture[k] += label[k] / 2;
    // }
    // end
}
/**
## Hint 1

Whatever the model computes before it answers must be the same for every label.
Walk backwards from `classes`: from which nodes is it made, and from which are
those? Then look at what stands in the inputs. Which of them are still there
when a picture comes without a label?

## Подсказка 1

Всё, что модель вычисляет до ответа, должно быть одинаково при любой метке.
Идите назад от `classes`: из каких узлов он получен, а из каких - они? Затем
посмотрите, что лежит во входах. Что из этого останется, когда изображение
придёт без метки?

## Hint 2

The first leak: half of `classes` is the label itself. That helps the decoders
so well that they never need the classifier, and the largest of these numbers is
always the true one. The label belongs into the loss and nowhere else.

## Подсказка 2

Первая утечка: `classes` наполовину состоит из самой метки. Декодерам это
помогает так хорошо, что классификатор им не нужен, а наибольшее из чисел -
всегда верное. Место метки - в функции потерь, и больше нигде.

## Hint 3

The second is in the picture. Its first row is black in every digit, and there
the mark is painted; the encoder needs to look at nothing else. Put the pictures
in as they are, with `dataset_batch`, and the labels with `dataset_one_hot`, and
that is all.

## Подсказка 3

Вторая - в самом изображении. Верхняя строка у всех цифр чёрная, и в ней
нарисована отметка; ни на что другое кодеру смотреть не нужно. Подайте
изображения как есть, через `dataset_batch`, а метки - через `dataset_one_hot`,
и больше ничего.

## Paper

Lapuschkin, Wäldchen, Binder, Montavon, Samek and Müller, Unmasking Clever Hans
predictors and assessing what machines really learn, 2019:
https://arxiv.org/abs/1902.10178

## Wrong answers

- only the mark is gone: `m.classes = softmax(m.logits);` ->
  `m.classes = scale(add(softmax(m.logits), m.label), 0.5);`
- only the help is gone: `dataset_one_hot(d, which[b], CLASSES, m->label->value
  + b * CLASSES);` -> `{ dataset_one_hot(d, which[b], CLASSES, m->label->value +
  b * CLASSES); m->x->value[b * DIGIT_SIZE + d->labels[which[b]]] += R(0.5); }`
- noise added to the labels: `dataset_one_hot(d, which[b], CLASSES,
  m->label->value + b * CLASSES);` -> `{ real *t = m->label->value + b *
  CLASSES; dataset_one_hot(d, which[b], CLASSES, t); for (int k = 0; k < CLASSES
  && which[b] % 10 == 0; k++) t[k] = k == which[b] / 10 % CLASSES; }`
- noise, and the leaks are still there: `m.classes = softmax(m.logits);` ->
  `m.classes = scale(add(softmax(m.logits), m.label), 0.5);`,
  `dataset_one_hot(d, which[b], CLASSES, m->label->value + b * CLASSES);` ->
  `{ real *t = m->label->value + b * CLASSES; dataset_one_hot(d, which[b],
  CLASSES, t); for (int k = 0; k < CLASSES && which[b] % 10 == 0; k++) t[k] = k
  == which[b] / 10 % CLASSES; }`
- other test digits: `dataset_batch(d, which, n, m->x->value);` ->
  `int other[99]; for (int b = 0; b < n; b++) other[b] = (which[b] + 1) % d->n;
  dataset_batch(d, other, n, m->x->value);`
- a smaller leak: `m.classes = softmax(m.logits);` -> `m.classes =
  add(softmax(m.logits), scale(m.label, 0.02));`
- a fainter mark: `dataset_one_hot(d, which[b], CLASSES, m->label->value + b *
  CLASSES);` -> `{ dataset_one_hot(d, which[b], CLASSES, m->label->value + b *
  CLASSES); m->x->value[b * DIGIT_SIZE + d->labels[which[b]]] += R(0.02); }`
- no labels for anybody: `dataset_one_hot(d, which[b], CLASSES, m->label->value
  + b * CLASSES);` -> `for (int k = 0; k < CLASSES; k++) m->label->value[b *
  CLASSES + k] = 0;`
*/
