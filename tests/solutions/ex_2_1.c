// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 2.1 The price of a code, by hand
# 2.1 Цена кода: формула и её градиенты

fill, 45 minutes

## Statement

How many nats does a code cost whose distribution is $\mathcal N(\mu,
\sigma^2)$, if all codes together are to look like $\mathcal N(0, w^2)$? The
chapter has $w = 1$; here the prior has a width of its own, `y->scalar`. Do the
integral

$$ \mathrm{KL} = \int q(z) \ln \frac{q(z)}{p(z)}\, \mathrm dz, \qquad
   q = \mathcal N(\mu, \sigma^2), \quad p = \mathcal N(0, w^2), $$

and write both passes. Forwards the node gives *one* number: the sum over the
codes of a picture, the mean over the first `n` pictures. Backwards it *adds* to
the gradients of both inputs. The encoder gives $\ln \sigma^2$, not $\sigma$:
that is what you differentiate by.

## Задание

Сколько нат стоит код, распределённый как $\mathcal N(\mu, \sigma^2)$, если все
коды вместе должны выглядеть как $\mathcal N(0, w^2)$? В главе $w = 1$; здесь у
априорного распределения своя ширина, `y->scalar`. Вычислите интеграл

$$ \mathrm{KL} = \int q(z) \ln \frac{q(z)}{p(z)}\, \mathrm dz, \qquad
   q = \mathcal N(\mu, \sigma^2), \quad p = \mathcal N(0, w^2), $$

и напишите оба прохода. При прямом проходе узел даёт *одно* число: сумму по
кодам изображения, среднее по первым `n` изображениям. При обратном он
*прибавляет* к градиентам обоих входов. Кодер выдаёт $\ln \sigma^2$, а не
$\sigma$: по нему и дифференцируйте.
*/
#include "ex_2_1.h"

#include "fail.h"

static void divergence_forward(const node *y, int n)
{
    const node *mu = y->in[0], *logvar = y->in[1];
    real w = y->scalar;
    // gap(mu, logvar, w, n): y->value[0], summed over codes, mean of pictures
    real total = 0;
    for (size_t i = 0; i < node_count(mu, n); i++) {
        real m = mu->value[i], l = logvar->value[i];
        total += (m * m + real_exp(l)) / (w * w) - 1 - l + 2 * R(log(w));
    }
    y->value[0] = total / 2 / (real)n;
    // end
}

/* Given y->grad[0], adds to mu->grad and logvar->grad. */
static void divergence_backward(const node *y, int n)
{
    const node *mu = y->in[0], *logvar = y->in[1];
    real w = y->scalar;
    // gap(mu, logvar, w, n): two gradients, each added to what is there
    real share = y->grad[0] / (real)n;
    for (size_t i = 0; i < node_count(mu, n); i++) {
        real variance = real_exp(logvar->value[i]);
        mu->grad[i] += share * mu->value[i] / (w * w);
        logvar->grad[i] += share * (variance / (w * w) - 1) / 2;
    }
    // end
}

static const operation divergence_op = {"divergence", divergence_forward,
                                        divergence_backward};

node *divergence(node *mu, node *logvar, double width)
{
    REQUIRE(mu->size == logvar->size, "a mean for each variance");
    REQUIRE(width > 0, "a prior has a positive width");
    node *y = node_new(&divergence_op, mu, logvar, 1);
    y->single = true;
    y->scalar = (real)width;
    return y;
}
/**
## Hint 1

The logarithm of a Gaussian is a parabola. Write $\ln q - \ln p$ as one, and
take its mean over $q$: all you need to know is that $\mathbb E_q (z - \mu)^2 =
\sigma^2$ and $\mathbb E_q z^2 = \mu^2 + \sigma^2$. The two normalising factors
leave $\ln w - \ln \sigma$, which is not a constant to be dropped: the node
gives the price, not a multiple of it.

## Подсказка 1

Логарифм гауссовой плотности - парабола. Запишите $\ln q - \ln p$ и возьмите
среднее по $q$: достаточно знать, что $\mathbb E_q (z - \mu)^2 = \sigma^2$ и
$\mathbb E_q z^2 = \mu^2 + \sigma^2$. От нормировки остаётся $\ln w - \ln
\sigma$, и отбросить это как постоянную нельзя: узел даёт саму цену.

## Hint 2

$$ \mathrm{KL} = \tfrac12 \Bigl( \frac{\mu^2 + \sigma^2}{w^2} - 1 -
   \ln \frac{\sigma^2}{w^2} \Bigr). $$

It is 0 for $\mu = 0$, $\sigma = w$: try that first. With $l = \ln \sigma^2$ the
derivative of $\sigma^2 = e^l$ by $l$ is $\sigma^2$ itself.

## Подсказка 2

$$ \mathrm{KL} = \tfrac12 \Bigl( \frac{\mu^2 + \sigma^2}{w^2} - 1 -
   \ln \frac{\sigma^2}{w^2} \Bigr). $$

При $\mu = 0$, $\sigma = w$ получается 0: проверьте это прежде всего. Если
$l = \ln \sigma^2$, то производная $\sigma^2 = e^l$ по $l$ - само $\sigma^2$.

## Hint 3

By $\mu$: $\mu / w^2$. By $\ln \sigma^2$: $\tfrac12 (\sigma^2 / w^2 - 1)$. Both
times `y->grad[0] / n`: what comes from above, and the mean over the pictures.

## Подсказка 3

По $\mu$: $\mu / w^2$. По $\ln \sigma^2$: $\tfrac12 (\sigma^2 / w^2 - 1)$. Оба
умножаются на `y->grad[0] / n`: на градиент сверху, делённый на число
изображений.

## Paper

Kingma and Welling, Auto-encoding variational Bayes, 2014, appendix B:
https://arxiv.org/abs/1312.6114

## Wrong answers

- deviation for variance: `(m * m + real_exp(l))` -> `(m * m + real_exp(l / 2))`
- one half is missing: `total / 2 / (real)n` -> `total / (real)n`
- the sum over the pictures, not their mean: `total / 2 / (real)n` ->
  `total / 2`
- the mean over the codes, too: `total / 2 / (real)n` ->
  `total / 2 / (real)node_count(mu, n)`
- width for its square: `real_exp(l)) / (w * w)` -> `real_exp(l)) / w`
- the prior's logarithm is dropped: `- 1 - l + 2 * R(log(w))` -> `- 1 - l`
- the other divergence, of the prior from the code:
  `(m * m + real_exp(l)) / (w * w) - 1 - l + 2 * R(log(w))` ->
  `(m * m + w * w) / real_exp(l) - 1 + l - 2 * R(log(w))`
- the whole batch: `real total = 0;` ->
  `real total = 0; n = y->graph->batch;`
- the gradient of mu is set, not added: `mu->grad[i] +=` -> `mu->grad[i] =`
- the gradient of logvar is set, not added: `logvar->grad[i] +=` ->
  `logvar->grad[i] =`
- the gradient from above is forgotten: `y->grad[0] / (real)n` -> `1 / (real)n`
- the gradient by the variance: `(variance / (w * w) - 1) / 2` ->
  `(1 / (w * w) - 1 / variance) / 2`
- the gradient by the deviation: `(variance / (w * w) - 1) / 2` ->
  `(real_sqrt(variance) / (w * w) - 1 / real_sqrt(variance))`
- the gradient by the logarithm of the deviation:
  `(variance / (w * w) - 1) / 2` -> `(variance / (w * w) - 1)`
- the gradient of mu knows no width: `mu->value[i] / (w * w)` -> `mu->value[i]`
- the mean over the pictures is forgotten: `y->grad[0] / (real)n` ->
  `y->grad[0]`
*/
