// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 6.3 Right up to a factor
# 6.3 С точностью до множителя

fill, 40 minutes

## Statement

Twice the albedo under half the shading makes the same picture. No model can
know which was meant, so an estimated map must not be blamed for a wrong factor.
With a map $x$, its truth $t$, and a mask $m_k$ that is 1 for the pixels of the
head and 0 elsewhere, the *scale-invariant error* is

$$ E = \min_s \frac 1M \sum_k m_k \sum_c (s\,x_{ck} - t_{ck})^2,
   \qquad M = C \sum_k m_k. $$

No search is needed for the minimum: the sum is a parabola in $s$. Write the sum
of products inside the mask, then the best factor in closed form and the error
with it, then both errors of a picture. How much may be forgiven? One factor for
each of the two maps: not one for each pixel, which would forgive everything,
not one for each channel, which would forgive a green face.

At the end the check paints a striped ball under a lamp and shows what the
trivial answers are worth there, "the albedo is the picture" and "the shading is
constant" among them. What an intrinsic model finds has to be better than these.

## Задание

Вдвое большее альбедо при вдвое меньшем затенении даёт то же изображение. Что
имелось в виду, модель знать не может, и ругать её карту за неверный множитель
нельзя. Если $x$ - карта, $t$ - истинная карта, а маска $m_k$ равна 1 для
пикселов головы и 0 для прочих, то *ошибка с точностью до множителя* равна

$$ E = \min_s \frac 1M \sum_k m_k \sum_c (s\,x_{ck} - t_{ck})^2,
   \qquad M = C \sum_k m_k. $$

Искать минимум перебором не нужно: сумма - парабола по $s$. Напишите сумму
произведений внутри маски, затем наилучший множитель в явном виде и ошибку с
ним, затем обе ошибки изображения. Сколько можно прощать? По одному множителю на
каждую из двух карт: не на каждый пиксел, что простило бы всё, и не на каждый
канал, что простило бы зелёное лицо.

В конце проверка нарисует полосатый шар под лампой и покажет, чего там стоят
тривиальные ответы, в том числе "альбедо - это само изображение" и "затенение
постоянно". Найденное внутренней моделью должно быть лучше.
*/
#include "ex_6_3.h"

#include <gsl/gsl_math.h>

/* The sum of a times b, over all channels and the pixels inside the mask. */
static double product(const gsl_matrix *a, const gsl_matrix *b,
                      const gsl_vector *mask)
{
    /* Your code: a double. */
    not_written_yet(a, b, mask);
}

/* The best factor of a map, and its error with it. */
static fit best_fit(const gsl_matrix *x, const gsl_matrix *t,
                    const gsl_vector *mask)
{
    /* Your code: both. */
    not_written_yet(x, t, mask, product);
}

intrinsic_fit intrinsic_errors(const gsl_matrix *albedo,
                               const gsl_matrix *true_albedo,
                               const gsl_matrix *shading,
                               const gsl_matrix *true_shading,
                               const gsl_vector *mask)
{
    /* Your code: both. */
    not_written_yet(albedo, true_albedo, shading, true_shading, mask, best_fit);
}
