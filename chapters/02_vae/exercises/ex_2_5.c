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
    /* Your code: covariance, eigenvalues, likelihood. */
    not_written_yet(x, codes, variance);
}

linear_vae linear_vae_alloc(int size, int codes, double variance, int batch,
                            uint64_t seed)
{
    linear_vae m = {.g = graph_alloc(), .variance = variance};
    /* Your code: the nodes x, mu, logvar, z, y and loss. */
    not_written_yet(size, codes);
    graph_bind(m.g, batch, seed);
    return m;
}

double linear_vae_nats(linear_vae *m, const dataset *d, uint64_t seed)
{
    /* Your code: see evaluate.h. */
    not_written_yet(m, d, seed);
}
