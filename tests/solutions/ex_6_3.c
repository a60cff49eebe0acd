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
    // gap(a, b, mask): a double
    double sum = 0;
    for (size_t c = 0; c < a->size1; c++)
        for (size_t k = 0; k < a->size2; k++)
            sum += gsl_vector_get(mask, k) * gsl_matrix_get(a, c, k) *
                   gsl_matrix_get(b, c, k);
    return sum;
    // end
}

/* The best factor of a map, and its error with it. */
static fit best_fit(const gsl_matrix *x, const gsl_matrix *t,
                    const gsl_vector *mask)
{
    // gap(x, t, mask, product): both
    double length = product(x, x, mask);
    double s = length > 0 ? product(x, t, mask) / length : 0;
    double sum = 0, count = 0;
    for (size_t c = 0; c < x->size1; c++)
        for (size_t k = 0; k < x->size2; k++) {
            double inside = gsl_vector_get(mask, k);
            double miss = s * gsl_matrix_get(x, c, k) - gsl_matrix_get(t, c, k);
            sum += inside * miss * miss;
            count += inside;
        }
    return (fit){s, sum / count};
    // end
}

intrinsic_fit intrinsic_errors(const gsl_matrix *albedo,
                               const gsl_matrix *true_albedo,
                               const gsl_matrix *shading,
                               const gsl_matrix *true_shading,
                               const gsl_vector *mask)
{
    // gap(albedo, true_albedo, shading, true_shading, mask, best_fit): both
    return (intrinsic_fit){best_fit(albedo, true_albedo, mask),
                           best_fit(shading, true_shading, mask)};
    // end
}
/**
## Hint 1

Write $\langle a, b \rangle$ for the sum of products inside the mask. Then

$$ \sum (s\,x - t)^2 = s^2 \langle x, x \rangle - 2 s\,\langle x, t \rangle
   + \langle t, t \rangle, $$

and where a parabola has its lowest point its derivative by $s$ is 0.

## Подсказка 1

Обозначим через $\langle a, b \rangle$ сумму произведений внутри маски. Тогда

$$ \sum (s\,x - t)^2 = s^2 \langle x, x \rangle - 2 s\,\langle x, t \rangle
   + \langle t, t \rangle, $$

а в нижней точке параболы её производная по $s$ равна 0.

## Hint 2

$$ s = \frac{\langle x, t \rangle}{\langle x, x \rangle}. $$

If the map is black, $\langle x, x \rangle = 0$ and any factor does: take 0. In
the error only pixels inside the mask are summed, and only they are counted,
once for each channel.

## Подсказка 2

$$ s = \frac{\langle x, t \rangle}{\langle x, x \rangle}. $$

Если карта чёрная, то $\langle x, x \rangle = 0$, и годится любой множитель:
возьмите 0. В ошибке суммируются только пикселы внутри маски, и считаются только
они, по разу на каждый канал.

## Hint 3

Albedo and shading are fitted each by itself: `best_fit` twice. It is tempting
to divide the shading by the factor of the albedo, since their product is the
picture. But what if both maps are too dark by half, and the texture with them?

## Подсказка 3

Альбедо и затенение подгоняются каждое само по себе: `best_fit` дважды. Хочется
разделить затенение на множитель альбедо, ведь их произведение - изображение. Но
что если обе карты вдвое темнее, чем надо, а с ними и текстура?

## Paper

Grosse, Johnson, Adelson and Freeman, Ground truth dataset and baseline
evaluations for intrinsic image algorithms, 2009:
https://doi.org/10.1109/ICCV.2009.5459428

## Wrong answers

- a factor for each pixel: `double miss = s * gsl_matrix_get(x, c, k)` ->
  `double xk = 0, tk = 0; for (size_t d = 0; d < x->size1; d++) { xk +=
  gsl_matrix_get(x, d, k) * gsl_matrix_get(x, d, k); tk += gsl_matrix_get(x, d,
  k) * gsl_matrix_get(t, d, k); } double miss = tk / xk * gsl_matrix_get(x, c,
  k)`
- a factor for each channel: `double inside = gsl_vector_get(mask, k);` ->
  `double inside = gsl_vector_get(mask, k); gsl_matrix_const_view xc =
  gsl_matrix_const_submatrix(x, c, 0, 1, x->size2); gsl_matrix_const_view tc =
  gsl_matrix_const_submatrix(t, c, 0, 1, x->size2); double sc =
  product(&xc.matrix, &tc.matrix, mask) / product(&xc.matrix, &xc.matrix,
  mask);`, `double miss = s * gsl_matrix_get(x, c, k)` -> `double miss = sc *
  gsl_matrix_get(x, c, k)`
- the mask is ignored: `sum += gsl_vector_get(mask, k) * gsl_matrix_get(a, c,
  k)` -> `sum += gsl_matrix_get(a, c, k)`, `double inside = gsl_vector_get(mask,
  k);` -> `double inside = 1;`
- the mask is ignored in the factor: `sum += gsl_vector_get(mask, k) *
  gsl_matrix_get(a, c, k)` -> `sum += gsl_matrix_get(a, c, k)`
- the mask is ignored in the error: `double inside = gsl_vector_get(mask, k);`
  -> `double inside = 1;`
- pixels outside are counted: `count += inside;` -> `count += 1;`
- the shading has the factor of the albedo: `return
  (intrinsic_fit){best_fit(albedo, true_albedo, mask), best_fit(shading,
  true_shading, mask)};` -> `fit a = best_fit(albedo, true_albedo, mask);
  gsl_matrix *m = gsl_matrix_alloc(1, shading->size2); gsl_matrix_memcpy(m,
  shading); gsl_matrix_scale(m, a.factor); gsl_matrix_sub(m, true_shading);
  double e = product(m, m, mask) / gsl_vector_sum(mask); gsl_matrix_free(m);
  return (intrinsic_fit){a, {a.factor, e}};`
- the shading is divided by the factor of the albedo: `return
  (intrinsic_fit){best_fit(albedo, true_albedo, mask), best_fit(shading,
  true_shading, mask)};` -> `fit a = best_fit(albedo, true_albedo, mask);
  gsl_matrix *m = gsl_matrix_alloc(1, shading->size2); gsl_matrix_memcpy(m,
  shading); gsl_matrix_scale(m, 1 / a.factor); gsl_matrix_sub(m, true_shading);
  double e = product(m, m, mask) / gsl_vector_sum(mask); gsl_matrix_free(m);
  return (intrinsic_fit){a, {1 / a.factor, e}};`
- the truth is scaled, not the map: `double s = length > 0 ? product(x, t, mask)
  / length : 0;` -> `double s = product(x, t, mask) / product(t, t, mask);`,
  `double miss = s * gsl_matrix_get(x, c, k) - gsl_matrix_get(t, c, k);` ->
  `double miss = gsl_matrix_get(x, c, k) - s * gsl_matrix_get(t, c, k);`
- the factor upside down: `product(x, t, mask) / length` ->
  `length / product(x, t, mask)`
- equal brightness: `product(x, t, mask) / length` -> `sqrt(product(t, t, mask)
  / length)`
- no factor: `length > 0 ? product(x, t, mask) / length : 0` -> `1`
- the sum for the mean: `sum / count` -> `sum`
- the mean over the pixels, the channels summed: `count += inside;` ->
  `count += inside / (double)x->size1;`
- relative to the truth: `sum / count` -> `sum / product(t, t, mask)`
- the root: `sum / count` -> `sqrt(sum / count)`
- a black map is divided by zero: `length > 0 ? product(x, t, mask) / length :
  0` -> `product(x, t, mask) / length`
*/
