// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 2.5 A variational autoencoder with a known answer
# 2.5 Вариационный автокодер с известным ответом

extend, 90 minutes

## Statement

How far is the ELBO from the likelihood? Of most models nobody knows. Take the
hidden layers out, and let the decoder be Gaussian: $x = Wz + c + \sigma e$ with
standard normal noise $e$. This is *probabilistic PCA*, and its best likelihood
is known in closed form, from the eigenvalues $\lambda_1 \ge \lambda_2 \ge
\dots$ of the covariance matrix of the pictures alone: along the first $k$ axes
the model has the variances $\lambda_i$, along all others $\sigma^2$, the mean
of the eigenvalues that are left.

Write that number, build the linear variational autoencoder with the graph, and
let the check train it: its bound should come down to the exact number, within a
few tenths of a nat, and each of its codes should cost
$\tfrac12 \ln (\lambda_i / \sigma^2)$ nats. For the eigenvalues take
gsl_eigen_symm; `reparameterise` and `gaussian_kl` are in op_gaussian.h. The
pictures come as they are: their mean is not zero.

## Задание

Насколько ELBO отстоит от правдоподобия? Для большинства моделей этого не знает
никто. Уберите скрытые слои и возьмите гауссов декодер: $x = Wz + c + \sigma e$,
где $e$ - шум со стандартным нормальным распределением. Это *вероятностный метод
главных компонент*, и его наилучшее правдоподобие известно в замкнутом виде, по
одним лишь собственным числам $\lambda_1 \ge \lambda_2 \ge \dots$
ковариационной матрицы изображений: вдоль первых $k$ осей дисперсии модели равны
$\lambda_i$, вдоль всех прочих - $\sigma^2$, среднему оставшихся собственных
чисел.

Напишите это число, постройте на графе линейный вариационный автокодер, и пусть
проверка его обучит: его граница должна опуститься до точного числа с разницей в
несколько десятых ната, а каждый код - стоить $\tfrac12 \ln (\lambda_i /
\sigma^2)$ нат. Собственные числа даёт gsl_eigen_symm; `reparameterise` и
`gaussian_kl` объявлены в op_gaussian.h. Изображения даются как есть: их среднее
не равно нулю.
*/
#include "ex_2_5.h"

#include "evaluate.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_vector.h>
#include <gsl/gsl_statistics_double.h>

double ppca_nats(const gsl_matrix *x, int codes, double *variance)
{
    // gap(x, codes, variance): covariance, eigenvalues, likelihood
    size_t n = x->size1, size = x->size2, k = (size_t)codes;
    gsl_matrix *centred = gsl_matrix_alloc(n, size);
    gsl_matrix *covariance = gsl_matrix_alloc(size, size);
    gsl_vector *lambda = gsl_vector_alloc(size);
    gsl_matrix_memcpy(centred, x);
    for (size_t i = 0; i < size; i++) {
        gsl_vector_view v = gsl_matrix_column(centred, i);
        gsl_vector_add_constant(
            &v.vector, -gsl_stats_mean(v.vector.data, v.vector.stride, n));
    }
    gsl_blas_dsyrk(CblasLower, CblasTrans, 1.0 / (double)n, centred, 0,
                   covariance);
    gsl_eigen_symm_workspace *w = gsl_eigen_symm_alloc(size);
    gsl_eigen_symm(covariance, lambda, w);
    gsl_sort_vector(lambda);
    double logs = 0, rest = 0;
    for (size_t i = 0; i < size - k; i++)
        rest += gsl_vector_get(lambda, i) / (double)(size - k);
    for (size_t i = size - k; i < size; i++)
        logs += log(gsl_vector_get(lambda, i));
    gsl_eigen_symm_free(w);
    gsl_vector_free(lambda);
    gsl_matrix_free(covariance);
    gsl_matrix_free(centred);
    *variance = rest;
    logs += (double)(size - k) * log(rest);
    return (logs + (double)size * (log(2 * M_PI) + 1)) / 2;
    // end
}

linear_vae linear_vae_alloc(int size, int codes, double variance, int batch,
                            uint64_t seed)
{
    linear_vae m = {.g = graph_alloc(), .variance = variance};
    // gap(size, codes): the nodes x, mu, logvar, z, y and loss
    m.x = input(m.g, size);
    m.mu = dense(m.x, codes);
    m.logvar = dense(m.x, codes);
    m.z = reparameterise(m.mu, m.logvar);
    m.y = dense(m.z, size);
    node *rec = scale(mean_squared_loss(m.y, m.x), size / (2 * variance));
    m.loss = add(rec, sum(gaussian_kl(m.mu, m.logvar)));
    // end
    graph_bind(m.g, batch, seed);
    return m;
}

double linear_vae_nats(linear_vae *m, const dataset *d, uint64_t seed)
{
    // gap(m, d, seed): see evaluate.h
    double constant = m->x->size * log(2 * M_PI * m->variance) / 2;
    return constant + evaluate_noisy(m->x, m->loss, d, seed);
    // end
}
/**
## Hint 1

$-\ln p(x)$ of a Gaussian is $\tfrac12 \ln \det (2 \pi C) + \tfrac12 (x - \bar
x)^T C^{-1} (x - \bar x)$. The model's $C$ has the eigenvectors of the pictures'
covariance matrix $S$. The mean over the pictures of the second term is
$\tfrac12 \mathrm{tr}\, C^{-1} S$: along the first axes that is a sum of ones,
along the others $\lambda_i / \sigma^2$, whose sum is again their number.

## Подсказка 1

Для гауссова распределения $-\ln p(x) = \tfrac12 \ln \det (2 \pi C) + \tfrac12
(x - \bar x)^T C^{-1} (x - \bar x)$. У матрицы $C$ модели те же собственные
векторы, что у ковариационной матрицы $S$ изображений. Среднее второго члена по
изображениям равно $\tfrac12 \mathrm{tr}\, C^{-1} S$: вдоль первых осей это
сумма единиц, вдоль остальных - $\lambda_i / \sigma^2$, и их сумма тоже равна
числу этих осей.

## Hint 2

$$ -\overline{\ln p} = \tfrac12 \Bigl( \sum_{i \le k} \ln \lambda_i +
   (d - k) \ln \sigma^2 + d \ln 2 \pi + d \Bigr), \qquad
   \sigma^2 = \frac1{d - k} \sum_{i > k} \lambda_i . $$

GSL does not sort the eigenvalues; gsl_sort_vector does, rising. The covariance
matrix is a mean over n pictures *less their mean*.

## Подсказка 2

$$ -\overline{\ln p} = \tfrac12 \Bigl( \sum_{i \le k} \ln \lambda_i +
   (d - k) \ln \sigma^2 + d \ln 2 \pi + d \Bigr), \qquad
   \sigma^2 = \frac1{d - k} \sum_{i > k} \lambda_i . $$

GSL не сортирует собственные числа; gsl_sort_vector располагает их по
возрастанию. Ковариационная матрица - среднее по n изображениям, из которых
*вычтено их среднее*.

## Hint 3

$-\ln p(x \mid z) = \frac{\lVert x - y \rVert^2}{2 \sigma^2} + \frac d2 \ln (2
\pi \sigma^2)$, and `mean_squared_loss` is $\lVert x - y \rVert^2 / d$: scale it
by $d / (2 \sigma^2)$. To it comes the *sum* of `gaussian_kl`. `mu`, `logvar`
and `y` are one dense layer each. `evaluate_noisy` gives the mean of the loss;
`linear_vae_nats` adds the constant.

## Подсказка 3

$-\ln p(x \mid z) = \frac{\lVert x - y \rVert^2}{2 \sigma^2} + \frac d2 \ln (2
\pi \sigma^2)$, а `mean_squared_loss` - это $\lVert x - y \rVert^2 / d$:
умножьте её на $d / (2 \sigma^2)$. К ней прибавляется *сумма* `gaussian_kl`.
`mu`, `logvar` и `y` - по одному полносвязному слою. `evaluate_noisy` даёт
среднее функции потерь, `linear_vae_nats` прибавляет постоянную.

## Paper

Lucas, Tucker, Grosse and Norouzi, Don't blame the ELBO! A linear VAE
perspective on posterior collapse, 2019: https://arxiv.org/abs/1911.02469

## Wrong answers

- uncentred data: `-gsl_stats_mean(v.vector.data, v.vector.stride, n)` -> `0`
- one mean for all pixels: `-gsl_stats_mean(v.vector.data, v.vector.stride, n)`
  -> `-gsl_stats_mean(x->data, 1, n * size)`
- divided by n - 1: `1.0 / (double)n, centred` -> `1.0 / (double)(n - 1),
  centred`
- the sum for the noise's variance: `gsl_vector_get(lambda, i) / (double)(size -
  k)` -> `gsl_vector_get(lambda, i)`
- the noise spread over all axes: `gsl_vector_get(lambda, i) / (double)(size -
  k)` -> `gsl_vector_get(lambda, i) / (double)size`
- the mean of all eigenvalues: `i < size - k; i++) rest +=
  gsl_vector_get(lambda, i) / (double)(size - k);` -> `i < size; i++) rest +=
  gsl_vector_get(lambda, i) / (double)size;`
- the largest eigenvalue that is left: `rest += gsl_vector_get(lambda, i) /
  (double)(size - k);` -> `rest = gsl_vector_get(lambda, i);`
- the smallest eigenvalues are kept: `gsl_sort_vector(lambda);` ->
  `gsl_sort_vector(lambda); gsl_vector_reverse(lambda);`
- unsorted: `gsl_sort_vector(lambda);` -> `;`
- the deviation: `*variance = rest;` -> `*variance = sqrt(rest);`
- the noise's axes are forgotten: `logs += (double)(size - k) * log(rest);` ->
  `;`
- the noise added to the kept axes: `logs += log(gsl_vector_get(lambda, i));` ->
  `logs += log(gsl_vector_get(lambda, i) + rest);`
- the exponent is forgotten: `(log(2 * M_PI) + 1)` -> `log(2 * M_PI)`
- 2 pi is forgotten: `(log(2 * M_PI) + 1)` -> `1`
- one half is forgotten: `(log(2 * M_PI) + 1)) / 2` -> `(log(2 * M_PI) + 1))`
- a decoder that is not linear: `m.y = dense(m.z, size);` ->
  `m.y = scale(dense(m.z, size), 1); m.y = multiply(m.y, m.y);`
- codes without noise: `m.z = reparameterise(m.mu, m.logvar);` -> `m.z = m.mu;`
- deviation for variance: `size / (2 * variance)` ->
  `size / (2 * sqrt(variance))`
- the mean over the pixels: `size / (2 * variance)` -> `1 / (2 * variance)`
- one half is forgotten in the loss: `size / (2 * variance)` ->
  `size / variance`
- the divergence is forgotten: `m.loss = add(rec, sum(gaussian_kl(m.mu,
  m.logvar)));` -> `m.loss = rec;`
- the mean over the codes: `m.loss = add(rec,
  sum(gaussian_kl(m.mu, m.logvar)));` -> `m.loss = add(rec, scale(
  sum(gaussian_kl(m.mu, m.logvar)), 1.0 / codes));`
- the constant is forgotten: `return constant + evaluate_noisy` ->
  `return evaluate_noisy`
- the constant of one pixel: `m->x->size * log(2 * M_PI * m->variance) / 2` ->
  `log(2 * M_PI * m->variance) / 2`
- evaluated without noise: `evaluate_noisy(m->x, m->loss, d, seed)` ->
  `evaluate_mean(m->x, m->loss, d)`
*/
