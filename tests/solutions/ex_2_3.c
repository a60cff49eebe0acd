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
    // gap(p, eps, samples, log_weight): one logarithm for each sample
    for (int k = 0; k < samples; k++) {
        double z[MOST_CODES], log_ratio = 0;
        for (int j = 0; j < p->codes; j++) {
            double e = eps[k * p->codes + j];
            z[j] = p->mu[j] + exp(p->logvar[j] / 2) * e;
            log_ratio += (e * e + p->logvar[j] - z[j] * z[j]) / 2;
        }
        log_weight[k] = p->log_likelihood(z) + log_ratio;
    }
    // end
}

double log_mean_exp(const double *a, int n)
{
    // gap(a, n): log-sum-exp, and a mean
    double largest = a[0], total = 0;
    for (int i = 1; i < n; i++)
        largest = fmax(largest, a[i]);
    for (int i = 0; i < n; i++)
        total += exp(a[i] - largest);
    return largest + log(total / n);
    // end
}

void bounds(const double *log_weight, int samples, double *bound)
{
    // gap(log_weight, samples, bound): K = 1, 2, 4, ..., samples
    for (int i = 0, size = 1; size <= samples; i++, size *= 2) {
        double sum = 0;
        for (int first = 0; first < samples; first += size)
            sum += log_mean_exp(log_weight + first, size);
        bound[i] = sum * size / samples;
    }
    // end
}
/**
## Hint 1

Never compute a weight, only its logarithm: three terms, added. Write out the
two Gaussian densities. Both have the factor $1 / \sqrt{2 \pi}$, which cancels,
and $(z - \mu) / \sigma$ is the number eps that you were given.

## Подсказка 1

Сам вес не вычисляйте, только его логарифм: сумму трёх слагаемых. Выпишите обе
гауссовы плотности. Множитель $1 / \sqrt{2 \pi}$ есть в обеих и сокращается, а
$(z - \mu) / \sigma$ - это данное вам число eps.

## Hint 2

$$ \ln \frac{p(z)}{q(z \mid x)} = \tfrac12 \sum_j \bigl( \varepsilon_j^2 +
   \ln \sigma_j^2 - z_j^2 \bigr), \qquad
   \ln \frac1n \sum_i e^{a_i} = c + \ln \frac1n \sum_i e^{a_i - c}. $$

The second holds for every $c$. Which one makes sure that no exponential is
infinite and at least one is not zero?

## Подсказка 2

$$ \ln \frac{p(z)}{q(z \mid x)} = \tfrac12 \sum_j \bigl( \varepsilon_j^2 +
   \ln \sigma_j^2 - z_j^2 \bigr), \qquad
   \ln \frac1n \sum_i e^{a_i} = c + \ln \frac1n \sum_i e^{a_i - c}. $$

Второе верно при любом $c$. При каком ни одна экспонента не бесконечна и хотя бы
одна не равна нулю?

## Hint 3

`bounds` calls `log_mean_exp` for each group, and takes the mean of what it
gives over the groups. It cannot fall because the logarithm is concave: for two
groups with the means $A$ and $B$, $\ln \frac{A + B}{2} \ge \frac{\ln A + \ln
B}{2}$. The mean of *all* logarithms is $K = 1$ only.

## Подсказка 3

`bounds` вызывает `log_mean_exp` для каждой группы и берёт среднее по группам.
Граница не убывает, потому что логарифм вогнут: если средние двух групп равны
$A$ и $B$, то $\ln \frac{A + B}{2} \ge \frac{\ln A + \ln B}{2}$. Среднее *всех*
логарифмов - это только $K = 1$.

## Paper

Burda, Grosse and Salakhutdinov, Importance weighted autoencoders, 2016:
https://arxiv.org/abs/1509.00519

## Wrong answers

- the mean of the logarithms: `total += exp(a[i] - largest);` ->
  `total += a[i];`, `return largest + log(total / n);` -> `return total / n;`
- overflow: `largest = fmax(largest, a[i]);` -> `largest = 0;`,
  `double largest = a[0],` -> `double largest = 0,`
- the first for the largest: `largest = fmax(largest, a[i]);` -> `;`
- the smallest for the largest: `fmax(largest, a[i])` -> `fmin(largest, a[i])`
- ln K is missing: `log(total / n)` -> `log(total)`
- the largest weight stands for all: `largest + log(total / n)` -> `largest`
- the variance as deviation: `exp(p->logvar[j] / 2) * e` ->
  `exp(p->logvar[j]) * e`
- the prior is forgotten: `+ p->logvar[j] - z[j] * z[j]` -> `+ p->logvar[j]`
- the posterior is forgotten: `(e * e + p->logvar[j] - z[j] * z[j])` ->
  `(-z[j] * z[j])`
- the posterior's width is forgotten: `e * e + p->logvar[j] - z[j] * z[j]` ->
  `e * e - z[j] * z[j]`
- the ratio upside down: `log_ratio += (e` -> `log_ratio -= (e`
- the divergence for the ratio: `log_ratio += (e * e + p->logvar[j] - z[j] *
  z[j]) / 2;` -> `log_ratio -= (p->mu[j] * p->mu[j] + exp(p->logvar[j]) - 1 -
  p->logvar[j]) / 2;`
- the same noise in each sample: `eps[k * p->codes + j]` -> `eps[j]`
- the first K samples only: `int first = 0; first < samples; first += size` ->
  `int first = 0; first < 1; first += size`, `sum * size / samples` -> `sum`
- the last group is left out: `first < samples;` -> `first + size < samples;`
- the best group, not their mean: `sum += log_mean_exp(log_weight + first,
  size);` -> `{ double one = log_mean_exp(log_weight + first, size); sum = first
  && sum > one ? sum : one; }`, `sum * size / samples` -> `sum`
- the sum over the groups: `sum * size / samples` -> `sum`
- begins with two samples: `int i = 0, size = 1;` -> `int i = 0, size = 2;`
*/
