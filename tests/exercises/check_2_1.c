// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_2_1.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "rng.h"
#include "slopes.h"

#include <gsl/gsl_integration.h>
#include <gsl/gsl_math.h>
#include <string.h>

/* Sizes that cannot be mistaken for each other. The batch has room for more
 * pictures than are run. */
enum { PIXELS = 5, CODES = 3, BATCH = 7, PICTURES = 4 };

/* ---- the integral ------------------------------------------------------- */

typedef struct {
    double mu, logvar, width;
} pair;

/* q (ln q - ln p) at z. */
static double integrand(double z, void *parameters)
{
    const pair *p = parameters;
    double sigma = exp(p->logvar / 2), e = (z - p->mu) / sigma;
    double ratio = log(p->width / sigma) + gsl_pow_2(z / p->width) / 2;
    return exp(-e * e / 2) / sqrt(2 * M_PI) / sigma * (ratio - e * e / 2);
}

static double integral(double mu, double logvar, double width)
{
    enum { INTERVALS = 200 };
    pair p = {mu, logvar, width};
    gsl_function f = {integrand, &p};
    double reach = 12 * exp(logvar / 2), result, error;
    gsl_integration_workspace *w = gsl_integration_workspace_alloc(INTERVALS);
    gsl_integration_qag(&f, mu - reach, mu + reach, 0, 1e-11, INTERVALS,
                        GSL_INTEG_GAUSS61, w, &result, &error);
    gsl_integration_workspace_free(w);
    return result;
}

/* Its slopes. */
static double by_mu(double mu, double logvar, double width)
{
    const double h = 1e-4;
    return (integral(mu + h, logvar, width) - integral(mu - h, logvar, width)) /
           (2 * h);
}

static double by_logvar(double mu, double logvar, double width)
{
    const double h = 1e-4;
    return (integral(mu, logvar + h, width) - integral(mu, logvar - h, width)) /
           (2 * h);
}

/* ---- a model ------------------------------------------------------------ */

static void draw(real *x, size_t n, uint64_t purpose)
{
    gsl_rng *rng = rng_at(21, RNG_SAMPLE, purpose);
    for (size_t i = 0; i < n; i++)
        x[i] = R(3.1 * gsl_rng_uniform(rng) - 1.7);
    gsl_rng_free(rng);
}

typedef struct {
    graph *g;
    node *mu, *logvar, *kl;
} model;

/* Random codes, and the divergence of `n` pictures of them. */
static model model_run(double width, int n)
{
    model m = {.g = graph_alloc()};
    node *x = input(m.g, PIXELS);
    m.mu = dense(x, CODES);
    m.logvar = dense(x, CODES);
    m.kl = divergence(m.mu, m.logvar, width);
    graph_bind(m.g, BATCH, 3);
    draw(m.mu->value, node_count(m.mu, BATCH), 1);
    draw(m.logvar->value, node_count(m.logvar, BATCH), 2);
    m.kl->op->forward(m.kl, n);
    return m;
}

static double mu_of(const model *m, int i)
{
    return (double)m->mu->value[i];
}

static double logvar_of(const model *m, int i)
{
    return (double)m->logvar->value[i];
}

/* ---- the checks --------------------------------------------------------- */

static void check_one(void)
{
    const pair pairs[] = {
        {0, 0, 1},         {1.3, 0, 1},      {0, -2.1, 1},      {-0.7, 0.9, 1},
        {0.4, -1.2, 0.37}, {-2.3, 1.1, 2.6}, {0, log(1.7), 2.4}};
    for (size_t k = 0; k < sizeof pairs / sizeof *pairs; k++) {
        const pair *p = pairs + k;
        graph *g = graph_alloc();
        node *mu = input(g, 1), *logvar = input(g, 1);
        node *kl = divergence(mu, logvar, p->width);
        graph_bind(g, 1, 1);
        mu->value[0] = R(p->mu);
        logvar->value[0] = R(p->logvar);
        expect_close((double)graph_run(NULL, kl, 1)[0],
                     integral(p->mu, p->logvar, p->width), 1e-8,
                     SAY("one code: mu = %g, logvar = %g, w = %g",
                         "один код: mu = %g, logvar = %g, w = %g"),
                     p->mu, p->logvar, p->width);
        graph_free(g);
    }
}

static void check_many(void)
{
    for (int n = 1; n <= PICTURES; n += PICTURES - 1) {
        model m = model_run(0.8, n);
        double expected = 0;
        for (int i = 0; i < n * CODES; i++)
            expected += integral(mu_of(&m, i), logvar_of(&m, i), 0.8) / n;
        expect_close((double)m.kl->value[0], expected, 1e-8,
                     SAY("codes: %d, pictures: %d, room for %d",
                         "кодов: %d, изображений: %d, места для %d"),
                     CODES, n, BATCH);
        graph_free(m.g);
    }
}

/* Gradients of all pictures, those that are not run among them. */
static void check_gradient(bool of_mu, double from_above)
{
    const double width = 1.4;
    model m = model_run(width, PICTURES);
    m.kl->grad[0] = (real)from_above;
    m.kl->op->backward(m.kl, PICTURES);
    for (int i = 0; i < BATCH * CODES; i++) {
        double got = (double)(of_mu ? m.mu : m.logvar)->grad[i];
        double slope =
            (of_mu ? by_mu : by_logvar)(mu_of(&m, i), logvar_of(&m, i), width);
        expect_close(
            got, i < PICTURES * CODES ? from_above * slope / PICTURES : 0, 1e-6,
            SAY("picture %d of %d, code %d, gradient from above %g",
                "изображение %d из %d, код %d, градиент сверху %g"),
            i / CODES, PICTURES, i % CODES, from_above);
    }
    graph_free(m.g);
}

static void check_mu(void)
{
    check_gradient(true, 1);
    check_gradient(true, -0.37);
}

static void check_logvar(void)
{
    check_gradient(false, 1);
    check_gradient(false, -0.37);
}

static void check_added(void)
{
    model m = model_run(1.9, PICTURES);
    node *inputs[] = {m.mu, m.logvar};
    const char *names[] = {"mu", "logvar"};
    m.kl->grad[0] = R(0.61);
    for (int k = 0; k < 2; k++) {
        double expected[PICTURES * CODES];
        memset(inputs[k]->grad, 0, sizeof(real) * PICTURES * CODES);
        m.kl->op->backward(m.kl, PICTURES);
        for (int i = 0; i < PICTURES * CODES; i++)
            expected[i] = (double)inputs[k]->grad[i];
        draw(inputs[k]->grad, PICTURES * CODES, 9);
        for (int i = 0; i < PICTURES * CODES; i++)
            expected[i] += (double)inputs[k]->grad[i];
        m.kl->op->backward(m.kl, PICTURES);
        for (int i = 0; i < PICTURES * CODES; i++)
            expect_close((double)inputs[k]->grad[i], expected[i], 1e-12,
                         SAY("gradient of %s, number %d, where there was "
                             "something before",
                             "градиент %s, число %d: там уже что-то было"),
                         names[k], i);
    }
    graph_free(m.g);
}

/* Every code has three users: two divergences and the decoder. */
static void check_whole(void)
{
    graph *g = graph_alloc();
    node *x = input(g, PIXELS), *h = tanh_(dense(x, 6));
    node *mu = dense(h, CODES), *logvar = dense(h, CODES);
    node *y = dense(reparameterise(mu, logvar), PIXELS);
    node *price =
        add(divergence(mu, logvar, 0.7), scale(divergence(mu, mu, 1.2), 0.3));
    node *loss = add(mean_squared_loss(y, x), price);
    graph_bind(g, BATCH, 5);
    draw(x->value, node_count(x, BATCH), 4);
    graph_noise(g, 3, 8);
    expect_gradient(loss, PICTURES, R(1e-5), 1e-7);
    graph_free(g);
}

#define PRICE "common/op_gaussian.c: The price of a code"

static const check checks[] = {
    {"the price of one code", "цена одного кода", check_one, PRICE},
    {"several codes and pictures", "несколько кодов и изображений", check_many,
     PRICE},
    {"the gradient by mu", "градиент по mu", check_mu, PRICE},
    {"the gradient by logvar", "градиент по logvar", check_logvar, PRICE},
    {"gradients are added", "градиенты прибавляются", check_added,
     "common/graph.c: Backwards"},
    {"a whole variational autoencoder", "вариационный автокодер целиком",
     check_whole, "common/graph.c: Backwards"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
