// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 2.3 A bound that may not fall
# 2.3 Граница, которая не убывает

fill, 60 minutes

## Statement

The ELBO is a lower bound of $\ln p(x)$. A better one takes several codes of the
same picture:

$$ L_K = \mathbb E \ln \frac1K \sum_{k=1}^K w_k, \qquad
   w_k = \frac{p(x \mid z_k)\, p(z_k)}{q(z_k \mid x)}, \qquad
   z_k \sim q(z \mid x). $$

$L_1$ is the ELBO, $L_K$ never falls as $K$ grows, and in the limit it is
$\ln p(x)$ itself. Write three functions: the logarithms of the weights; the
logarithm of a mean of exponentials, for numbers like $-1000$, whose exponential
is nothing, and like $1000$, whose exponential is infinite; and the bounds for
$K = 1, 2, 4, \dots$ from one row of weights. The last one may not waste
samples: with 64 weights there are 64 groups of one, 32 of two, and so on. Then
it cannot fall, not even by chance. Why?

## Задание

ELBO - нижняя граница для $\ln p(x)$. Лучшую границу даёт выборка из нескольких
кодов одного изображения:

$$ L_K = \mathbb E \ln \frac1K \sum_{k=1}^K w_k, \qquad
   w_k = \frac{p(x \mid z_k)\, p(z_k)}{q(z_k \mid x)}, \qquad
   z_k \sim q(z \mid x). $$

$L_1$ - это ELBO, с ростом $K$ величина $L_K$ не убывает, а в пределе равна
самому $\ln p(x)$. Напишите три функции: логарифмы весов; логарифм среднего
экспонент для чисел вроде $-1000$, экспонента которых - ноль, и вроде $1000$,
экспонента которых бесконечна; и границы для $K = 1, 2, 4, \dots$ по одной
строке весов. Последняя не должна терять ни одного веса: из 64 весов получается
64 группы по одному, 32 по два и так далее. Тогда граница не может убывать даже
случайно. Почему?
*/
#include "ex_2_3.h"

#include <math.h>

void log_weights(const picture *p, const double *eps, int samples,
                 double *log_weight)
{
    /* Your code: one logarithm for each sample. */
    not_written_yet(p, eps, samples, log_weight);
}

double log_mean_exp(const double *a, int n)
{
    /* Your code: log-sum-exp, and a mean. */
    not_written_yet(a, n);
}

void bounds(const double *log_weight, int samples, double *bound)
{
    /* Your code: K = 1, 2, 4, ..., samples. */
    not_written_yet(log_weight, samples, bound);
}
