// SPDX-License-Identifier: GPL-3.0-or-later
/* Codes that are distributions, and whole models, in double precision. */
#include "gradients.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "op_slice.h"

#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>

/* ---- the noise ---------------------------------------------------------- */

enum { CODES = 40, PICTURES = 500, MANY = CODES * PICTURES };

/* Two nodes of noise, side by side. */
typedef struct {
    graph *g;
    node *a, *b, *both;
} noisy;

static noisy noisy_alloc(void)
{
    noisy m = {.g = graph_alloc()};
    node *x = input(m.g, CODES);
    m.a = gaussian_noise(x);
    m.b = gaussian_noise(x);
    m.both = add(m.a, m.b);
    graph_bind(m.g, PICTURES, 1);
    return m;
}

static void noise_is_standard_normal(void **state)
{
    (void)state;
    noisy m = noisy_alloc();
    graph_noise(m.g, 3, 5);
    graph_run(NULL, m.both, PICTURES);
    const double *a = m.a->value, *b = m.b->value;
    double fourth = 0;
    for (int i = 0; i < MANY; i++)
        fourth += pow(a[i], 4) / MANY;
    double sd = 1 / sqrt(MANY); /* of a mean of such numbers */
    CHECK_CLOSE(gsl_stats_mean(a, 1, MANY), 0, 4 * sd);
    CHECK_CLOSE(gsl_stats_variance(a, 1, MANY), 1, 4 * sqrt(2) * sd);
    CHECK_CLOSE(fourth, 3, 4 * sqrt(96) * sd);
    CHECK_CLOSE(gsl_stats_correlation(a, 1, b, 1, MANY), 0, 4 * sd);
    CHECK_CLOSE(gsl_stats_correlation(a, 1, a + CODES, 1, MANY - CODES), 0,
                4 * sd);
    graph_free(m.g);
}

static void noise_is_that_of_its_seed_and_step(void **state)
{
    (void)state;
    noisy m = noisy_alloc();
    real *first = must_alloc(MANY, sizeof *first);
    graph_noise(m.g, 3, 5);
    memcpy(first, graph_run(NULL, m.a, PICTURES), MANY * sizeof *first);
    const uint64_t seeds[] = {3, 4, 3};
    const long steps[] = {6, 5, 5};
    for (int i = 0; i < 3; i++) {
        graph_noise(m.g, seeds[i], steps[i]);
        graph_run(NULL, m.a, PICTURES);
        double r = gsl_stats_correlation(first, 1, m.a->value, 1, MANY);
        CHECK_CLOSE(r, i == 2, 4 / sqrt(MANY));
    }
    assert_memory_equal(first, m.a->value, MANY * sizeof *first);
    m.g->training = false;
    graph_run(NULL, m.a, PICTURES);
    for (int i = 0; i < MANY; i++)
        CHECK_CLOSE(m.a->value[i], 0, 0);
    free(first);
    graph_free(m.g);
}

static void reparameterised_codes_have_their_mean_and_variance(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *mu = input(g, 1), *logvar = input(g, 1);
    node *z = reparameterise(mu, logvar);
    graph_bind(g, MANY, 1);
    for (int i = 0; i < MANY; i++) {
        mu->value[i] = -1.37;
        logvar->value[i] = 0.81;
    }
    CHECK_CLOSE(graph_run(NULL, z, MANY)[77], -1.37, 0); /* noise is off */
    graph_noise(g, 9, 2);
    graph_run(NULL, z, MANY);
    double variance = exp(0.81), sd = sqrt(variance / MANY);
    CHECK_CLOSE(gsl_stats_mean(z->value, 1, MANY), -1.37, 4 * sd);
    CHECK_CLOSE(gsl_stats_variance(z->value, 1, MANY), variance,
                4 * variance * sqrt(2.0 / MANY));
    graph_free(g);
}

/* ---- the divergence ----------------------------------------------------- */

typedef struct {
    double mu, logvar;
} gaussian;

static const gaussian gaussians[] = {
    {0, 0}, {1.3, 0}, {0, -3.1}, {-0.7, 1.2}, {2.9, -5.3}};

enum { GAUSSIANS = sizeof gaussians / sizeof *gaussians };

/* The library's value for each of them, one picture with so many codes. */
static void divergences(double *kl)
{
    graph *g = graph_alloc();
    node *mu = input(g, GAUSSIANS), *logvar = input(g, GAUSSIANS);
    node *y = gaussian_kl(mu, logvar);
    graph_bind(g, 1, 1);
    for (int i = 0; i < GAUSSIANS; i++) {
        mu->value[i] = gaussians[i].mu;
        logvar->value[i] = gaussians[i].logvar;
    }
    memcpy(kl, graph_run(NULL, y, 1), GAUSSIANS * sizeof *kl);
    graph_free(g);
}

static double log_ratio(const gaussian *q, double z)
{
    double sigma = exp(q->logvar / 2), e = (z - q->mu) / sigma;
    return -q->logvar / 2 - e * e / 2 + z * z / 2;
}

static double integrand(double z, void *data)
{
    const gaussian *q = data;
    return gsl_ran_gaussian_pdf(z - q->mu, exp(q->logvar / 2)) *
           log_ratio(q, z);
}

static void divergence_is_its_integral(void **state)
{
    (void)state;
    double kl[GAUSSIANS];
    divergences(kl);
    CHECK_CLOSE(kl[0], 0, 1e-15);
    gsl_integration_workspace *w = gsl_integration_workspace_alloc(1000);
    for (int i = 0; i < GAUSSIANS; i++) {
        gaussian q = gaussians[i];
        gsl_function f = {integrand, &q};
        double value, error, reach = 12 * exp(q.logvar / 2);
        gsl_integration_qag(&f, q.mu - reach, q.mu + reach, 1e-12, 1e-12, 1000,
                            GSL_INTEG_GAUSS61, w, &value, &error);
        CHECK_CLOSE(kl[i], value, 1e-9);
    }
    gsl_integration_workspace_free(w);
}

static void divergence_is_a_mean_over_samples(void **state)
{
    (void)state;
    enum { SAMPLES = 200000 };
    double kl[GAUSSIANS];
    divergences(kl);
    gsl_rng *rng = rng_at(4, RNG_SAMPLE, 0);
    for (int i = 0; i < GAUSSIANS; i++) {
        const gaussian *q = &gaussians[i];
        double total = 0, squares = 0;
        for (int s = 0; s < SAMPLES; s++) {
            double r =
                log_ratio(q, q->mu + gsl_ran_gaussian(rng, exp(q->logvar / 2)));
            total += r;
            squares += r * r;
        }
        double mean = total / SAMPLES;
        double sd = sqrt((squares / SAMPLES - mean * mean) / SAMPLES);
        CHECK_CLOSE(mean, kl[i], 4 * sd + 1e-12);
    }
    gsl_rng_free(rng);
}

static void divergence_of_a_batch_is_the_mean(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *mu = input(g, 2), *logvar = input(g, 2);
    node *y = gaussian_kl(mu, logvar), *all = sum(y);
    graph_bind(g, 3, 1);
    const double mus[] = {1, 2, 3, -1}, logvars[] = {0, 0, 0, 1};
    memcpy(mu->value, mus, sizeof mus);
    memcpy(logvar->value, logvars, sizeof logvars);
    graph_run(NULL, all, 2); /* the third row is not in use */
    double second = (2 + (1 + exp(1) - 2) / 2) / 2;
    CHECK_CLOSE(y->value[0], (0.5 + 4.5) / 2, 1e-14);
    CHECK_CLOSE(y->value[1], second, 1e-14);
    CHECK_CLOSE(all->value[0], 2.5 + second, 1e-14);
    graph_free(g);
}

static void unequal_codes(void *unused)
{
    (void)unused;
    graph *g = graph_alloc();
    gaussian_kl(input(g, 2), input(g, 3));
}

static void divergence_needs_a_variance_for_each_mean(void **state)
{
    (void)state;
    CHECK_STOPS(unequal_codes, NULL, "a mean for each variance");
}

/* ---- whole models ------------------------------------------------------- */

static double model_error(node *(*build)(graph *g), bool with_noise)
{
    graph *g = graph_alloc();
    node *loss = build(g);
    gradient_bind(g);
    if (with_noise)
        graph_noise(g, 7, 13);
    double error = gradient_error(loss);
    graph_free(g);
    return error;
}

/* As chapter 1 builds it, only narrower. */
static node *autoencoder_1(graph *g)
{
    node *x = named(variable(g, 23), "target");
    node *h = leaky_relu(dense(x, 13), 0.1);
    node *z = dense(leaky_relu(dense(h, 9), 0.1), 3);
    h = leaky_relu(dense(z, 9), 0.1);
    return mean_squared_loss(sigmoid(dense(relu(dense(h, 13)), 23)), x);
}

static node *autoencoder_of_logits(graph *g)
{
    node *x = named(variable(g, 17), "target");
    node *z = dense(tanh_(dense(x, 11)), 4);
    node *shape = slice(z, 0, 3), *look = slice(z, 3, 1);
    node *y = dense(relu(dense(concat(look, shape), 11)), 17);
    node *loss = bernoulli_loss(y, x);
    return add(loss, scale(mean_squared_loss(sigmoid(y), x), 4.7));
}

static node *variational(graph *g)
{
    node *x = named(variable(g, 17), "target");
    node *h = tanh_(dense(x, 11)), *mu = dense(h, 3), *logvar = dense(h, 3);
    node *y = dense(tanh_(dense(reparameterise(mu, logvar), 11)), 17);
    node *loss = scale(bernoulli_loss(y, x), 17);
    return add(loss, scale(sum(gaussian_kl(mu, logvar)), 1.7));
}

static void whole_models_have_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    CHECK_CLOSE(model_error(autoencoder_1, false), 0, 2e-8);
    CHECK_CLOSE(model_error(autoencoder_of_logits, false), 0, 2e-8);
    CHECK_CLOSE(model_error(variational, false), 0, 2e-8);
    CHECK_CLOSE(model_error(variational, true), 0, 2e-8);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(noise_is_standard_normal),
        cmocka_unit_test(noise_is_that_of_its_seed_and_step),
        cmocka_unit_test(reparameterised_codes_have_their_mean_and_variance),
        cmocka_unit_test(divergence_is_its_integral),
        cmocka_unit_test(divergence_is_a_mean_over_samples),
        cmocka_unit_test(divergence_of_a_batch_is_the_mean),
        cmocka_unit_test(divergence_needs_a_variance_for_each_mean),
        cmocka_unit_test(whole_models_have_the_gradient_of_finite_differences),
    };
    return RUN_TESTS(tests);
}
