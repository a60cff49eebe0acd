// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_gaussian.h"

#include "fail.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <string.h>

/**
# Codes that are distributions

The encoder of a variational autoencoder does not say "the code is $z$", but
"the code is about $\mu$, give or take $\sigma$". To decode, a code must be
drawn from $\mathcal N(\mu, \sigma^2)$; and through the drawing we must
differentiate.

Drawing is no function that has a derivative. But it can be split into one that
has, and randomness that does not depend on any parameter:

$$ z = \mu + \sigma\,\varepsilon, \qquad \varepsilon \sim \mathcal N(0, 1). $$

This is the *reparameterisation*. For a fixed $\varepsilon$ the code is an
ordinary function of $\mu$ and $\sigma$, with $\partial z / \partial \mu = 1$
and $\partial z / \partial \sigma = \varepsilon$. In the graph it needs nothing
new but a node that makes noise; the rest is a sum and a product. The encoder
gives $\ln \sigma^2$, which may be any number, while $\sigma$ must be positive.

The noise depends on the seed, the number of the step and the place of the node
in the graph alone. So a step can be repeated with the same noise: a gradient
check needs that, and so does a run that is to go on where it was stopped.
*/

enum { NODES_MOST = 4096 };

static void noise_forward(const node *y, int n)
{
    const graph *g = y->graph;
    size_t count = node_count(y, n);
    if (!g->training) {
        memset(y->value, 0, count * sizeof *y->value);
        return;
    }
    gsl_rng *rng =
        rng_at(g->noise_seed, RNG_NOISE,
               (uint64_t)g->noise_step * NODES_MOST + (uint64_t)y->index);
    for (size_t i = 0; i < count; i++)
        y->value[i] = (real)gsl_ran_gaussian_ziggurat(rng, 1);
    gsl_rng_free(rng);
}

static const operation noise_op = {"gaussian noise", noise_forward, NULL};

node *gaussian_noise(node *like)
{
    node *y = node_new(&noise_op, like, NULL, like->size);
    REQUIRE(y->index < NODES_MOST, "too many nodes for independent noise");
    y->needs_grad = false;
    return y;
}

node *reparameterise(node *mu, node *logvar)
{
    node *sigma = exp_(scale(logvar, 0.5));
    return add(mu, multiply(sigma, gaussian_noise(mu)));
}

/**
## The price of a code

How far is the distribution of a picture's code from the one that all codes
together are to have? The Kullback-Leibler divergence of two Gaussians is an
integral that can be done:

$$ \mathrm{KL}\bigl(\mathcal N(\mu, \sigma^2) \,\|\, \mathcal N(0, 1)\bigr)
   = \tfrac12 \bigl(\mu^2 + \sigma^2 - 1 - \ln \sigma^2 \bigr) . $$

It is zero for $\mu = 0$, $\sigma = 1$, where the code says nothing about the
picture, and grows with every bit that the code does say; in nats, it is what
the code costs. Its derivatives are $\mu$ by $\mu$ and $\tfrac12 (\sigma^2 -
1)$ by $\ln \sigma^2$. We keep the codes apart, since which of them are in use
is what chapters 2 and 3 want to see.
*/

static void kl_forward(const node *y, int n)
{
    const real *mu = y->in[0]->value, *logvar = y->in[1]->value;
    memset(y->value, 0, (size_t)y->size * sizeof *y->value);
    for (int b = 0; b < n; b++)
        for (int j = 0; j < y->size; j++) {
            real m = mu[b * y->size + j], l = logvar[b * y->size + j];
            y->value[j] += (m * m + real_exp(l) - 1 - l) / (real)(2 * n);
        }
}

static void kl_backward(const node *y, int n)
{
    const node *mu = y->in[0], *logvar = y->in[1];
    for (int b = 0; b < n; b++)
        for (int j = 0; j < y->size; j++) {
            int i = b * y->size + j;
            real share = y->grad[j] / (real)n;
            if (mu->needs_grad)
                mu->grad[i] += share * mu->value[i];
            if (logvar->needs_grad)
                logvar->grad[i] += share * (real_exp(logvar->value[i]) - 1) / 2;
        }
}

static const operation kl_op = {"gaussian kl", kl_forward, kl_backward};

node *gaussian_kl(node *mu, node *logvar)
{
    REQUIRE(mu->size == logvar->size, "a mean for each variance");
    REQUIRE(!mu->single && !logvar->single, "codes belong to a batch");
    node *y = node_new(&kl_op, mu, logvar, mu->size);
    y->single = true;
    return y;
}
