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
    /* Repair this, and take out the next line: z for n pictures. */
    not_written_yet(mu, logvar, rng);
    for (int j = 0; j < z->size; j++) {
        real eps = (real)gsl_ran_gaussian_ziggurat(rng, 1);
        for (int b = 0; b < n; b++) {
            int i = b * z->size + j;
            z->value[i] = mu[i] + real_exp(logvar[i]) * eps;
        }
    }
    gsl_rng_free(rng);
}

/* Given z->grad, adds to the gradients of mu and logvar. Runs with noise on,
 * after the forward pass: z->value and both inputs are as that has left them.
 */
static void drawn_backward(const node *z, int n)
{
    const node *mu = z->in[0], *logvar = z->in[1];
    /* Repair this, and take out the next line: two gradients. */
    not_written_yet(mu, logvar, n);
    for (size_t i = 0; i < node_count(z, n); i++) {
        mu->grad[i] += z->grad[i];
        logvar->grad[i] += z->grad[i] * real_exp(logvar->value[i]);
    }
}

static const operation drawn_op = {"drawn", drawn_forward, drawn_backward};

node *drawn(node *mu, node *logvar)
{
    REQUIRE(mu->size == logvar->size, "a mean for each variance");
    return node_new(&drawn_op, mu, logvar, mu->size);
}
