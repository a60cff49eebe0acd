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
    /* Your code: y->value[0], summed over codes, mean of pictures. */
    not_written_yet(mu, logvar, w, n);
}

/* Given y->grad[0], adds to mu->grad and logvar->grad. */
static void divergence_backward(const node *y, int n)
{
    const node *mu = y->in[0], *logvar = y->in[1];
    real w = y->scalar;
    /* Your code: two gradients, each added to what is there. */
    not_written_yet(mu, logvar, w, n);
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
