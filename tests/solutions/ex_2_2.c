// SPDX-License-Identifier: GPL-3.0-or-later
/**
# 2.2 Grey soup
# 2.2 Серый суп

fix, 60 minutes

## Statement

A colleague has written the drawing of a code,

$$ z = \mu + \sigma\,\varepsilon, \qquad \varepsilon \sim \mathcal N(0, 1), $$

as one node with a backward pass of its own. Training runs, the loss falls, the
divergence looks sensible, and what the decoder makes of random codes is grey
soup. Take out the two lines `not_written_yet`, and the check trains his model
on digits in a second and prints five of its pictures: see for yourself.

Find what is wrong; there is more than one thing. Each of the errors alone does
less harm than all together, and one of them even *lowers* the negative ELBO: a
number that is too good is a symptom, too. Half a repair is not accepted.

## Задание

Коллега написал случайный выбор кода,

$$ z = \mu + \sigma\,\varepsilon, \qquad \varepsilon \sim \mathcal N(0, 1), $$

одним узлом со своим обратным проходом. Обучение идёт, функция потерь падает,
расхождение выглядит разумно, а из случайных кодов декодер делает серый суп.
Уберите две строки `not_written_yet`, и проверка за секунду обучит эту модель на
цифрах и напечатает пять её изображений: посмотрите сами.

Найдите, что неверно; ошибок больше одной. Каждая в отдельности вредит меньше,
чем все вместе, а одна даже *уменьшает* отрицательную ELBO (ELBO с обратным
знаком): слишком хорошее число - тоже симптом. Половина исправления не
принимается.
*/
#include "ex_2_2.h"

#include "fail.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <string.h>

/* A generator for this node and this step. */
static gsl_rng *generator(const node *z)
{
    const graph *g = z->graph;
    return rng_at(g->noise_seed, RNG_NOISE,
                  (uint64_t)g->noise_step * 1024 + (uint64_t)z->index);
}

static void drawn_forward(const node *z, int n)
{
    const real *mu = z->in[0]->value, *logvar = z->in[1]->value;
    if (!z->graph->training) {
        memcpy(z->value, mu, node_count(z, n) * sizeof *mu);
        return;
    }
    gsl_rng *rng = generator(z);
    // gap(mu, logvar, rng): z for n pictures
    for (size_t i = 0; i < node_count(z, n); i++) {
        real eps = (real)gsl_ran_gaussian_ziggurat(rng, 1);
        z->value[i] = mu[i] + real_exp(logvar[i] / 2) * eps;
    }
    // starter
    // for (int j = 0; j < z->size; j++) {
    //     real eps = (real)gsl_ran_gaussian_ziggurat(rng, 1);
    //     for (int b = 0; b < n; b++) {
    //         int i = b * z->size + j;
    //         z->value[i] = mu[i] + real_exp(logvar[i]) * eps;
    //     }
    // }
    // end
    gsl_rng_free(rng);
}

/* Given z->grad, adds to the gradients of mu and logvar. Runs with noise on,
 * after the forward pass: z->value and both inputs are as that has left them.
 */
static void drawn_backward(const node *z, int n)
{
    const node *mu = z->in[0], *logvar = z->in[1];
    // gap(mu, logvar, n): two gradients
    for (size_t i = 0; i < node_count(z, n); i++) {
        mu->grad[i] += z->grad[i];
        logvar->grad[i] += z->grad[i] * (z->value[i] - mu->value[i]) / 2;
    }
    // starter
    // for (size_t i = 0; i < node_count(z, n); i++) {
    //     mu->grad[i] += z->grad[i];
    //     logvar->grad[i] += z->grad[i] * real_exp(logvar->value[i]);
    // }
    // end
}

static const operation drawn_op = {"drawn", drawn_forward, drawn_backward};

node *drawn(node *mu, node *logvar)
{
    REQUIRE(mu->size == logvar->size, "a mean for each variance");
    return node_new(&drawn_op, mu, logvar, mu->size);
}
/**
## Hint 1

Check the formula factor by factor. What does the encoder give, and what has to
be done to it to get a deviation? Let `mu` be 0 and `logvar` $\ln 4$ for a
thousand pictures: what should the mean and the deviation of `z` be, and how
many different numbers should there be?

## Подсказка 1

Проверьте формулу множитель за множителем. Что выдаёт кодер, и что нужно сделать
с этим числом, чтобы получить стандартное отклонение? Пусть у тысячи изображений
`mu` равно 0, а `logvar` равно $\ln 4$: каковы должны быть среднее и отклонение
`z`, и сколько там должно быть разных чисел?

## Hint 2

A cloud is not shifted as a whole: each picture draws for itself. If all
pictures of a batch share one $\varepsilon$, the decoder sees the same shift in
all of them and learns to take it out; codes of different pictures never
overlap, and nothing is learned about the space between them.

## Подсказка 2

Облако не сдвигается целиком: каждое изображение выбирает код само. Если все
изображения пакета делят одно $\varepsilon$, декодер видит во всех один и тот же
сдвиг и учится его вычитать; коды разных изображений не перекрываются, и о том,
что лежит между ними, модель ничего не узнаёт.

## Hint 3

With $l = \ln \sigma^2$ we have $z = \mu + e^{l/2} \varepsilon$, so
$\partial z / \partial l = \tfrac12 e^{l/2} \varepsilon$. The forward pass has
not kept $\varepsilon$, and it must not be drawn anew; but $e^{l/2} \varepsilon$
is $z - \mu$, and both of these are there. Without $\varepsilon$ the gradient
does not know in which direction the code was moved, and says "a larger variance
adds to z" to all of them.

## Подсказка 3

Если $l = \ln \sigma^2$, то $z = \mu + e^{l/2} \varepsilon$, и
$\partial z / \partial l = \tfrac12 e^{l/2} \varepsilon$. Прямой проход не
сохранил $\varepsilon$, а выбирать его заново нельзя; но $e^{l/2} \varepsilon$ -
это $z - \mu$, и обе величины есть. Без $\varepsilon$ градиент не знает, в какую
сторону сдвинут код, и всем говорит: "чем больше дисперсия, тем больше z".

## Paper

Kingma and Welling, Auto-encoding variational Bayes, 2014, section 2.4:
https://arxiv.org/abs/1312.6114

## Wrong answers

- the variance as deviation: `real_exp(logvar[i] / 2)` -> `real_exp(logvar[i])`
- the variance as deviation, with the gradient that belongs to it:
  `real_exp(logvar[i] / 2)` -> `real_exp(logvar[i])`,
  `(z->value[i] - mu->value[i]) / 2` -> `(z->value[i] - mu->value[i])`
- one noise for the whole batch: `real eps = (real)gsl_ran_gaussian_ziggurat(
  rng, 1);` -> `static real kept[1000]; if (i < (size_t)z->size) kept[i] =
  (real)gsl_ran_gaussian_ziggurat(rng, 1); real eps = kept[i %
  (size_t)z->size];`
- one noise for all codes of a picture: `real eps =
  (real)gsl_ran_gaussian_ziggurat(rng, 1);` -> `static real eps; if (i %
  (size_t)z->size == 0) eps = (real)gsl_ran_gaussian_ziggurat(rng, 1);`
- backward without the noise: `(z->value[i] - mu->value[i]) / 2` ->
  `real_exp(logvar->value[i] / 2) / 2`
- backward without the noise, forward with the variance: `real_exp(logvar[i] /
  2)` -> `real_exp(logvar[i])`, `(z->value[i] - mu->value[i]) / 2` ->
  `real_exp(logvar->value[i])`
- only the variance is repaired: `real eps = (real)gsl_ran_gaussian_ziggurat(
  rng, 1);` -> `static real kept[1000]; if (i < (size_t)z->size) kept[i] =
  (real)gsl_ran_gaussian_ziggurat(rng, 1); real eps = kept[i %
  (size_t)z->size];`, `(z->value[i] - mu->value[i]) / 2` ->
  `real_exp(logvar->value[i] / 2) / 2`
- one half is lost on the way back: `(z->value[i] - mu->value[i]) / 2` ->
  `(z->value[i] - mu->value[i])`
- the whole code for the noise: `(z->value[i] - mu->value[i]) / 2` ->
  `z->value[i] / 2`
- the gradient of logvar is set, not added: `logvar->grad[i] +=` ->
  `logvar->grad[i] =`
- the gradient of mu is set, not added: `mu->grad[i] += z->grad[i];` ->
  `mu->grad[i] = z->grad[i];`
- the mean is forgotten: `mu[i] + real_exp` -> `real_exp`
- noise that is never negative: `real eps =
  (real)gsl_ran_gaussian_ziggurat(rng, 1);` -> `real eps =
  R(fabs(gsl_ran_gaussian_ziggurat(rng, 1)));`
- even noise: `gsl_ran_gaussian_ziggurat(rng, 1)` ->
  `((gsl_rng_uniform(rng) - 0.5) * sqrt(12))`
- the same noise at every step: `real eps = (real)` -> `if (i == 0)
  gsl_rng_set(rng, 1); real eps = (real)`
- noise that cannot be repeated: `real eps = (real)` -> `static unsigned long
  calls; if (i == 0) gsl_rng_set(rng, ++calls); real eps = (real)`
*/
