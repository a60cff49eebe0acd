// SPDX-License-Identifier: GPL-3.0-or-later
#include "importance.h"

#include "fail.h"
#include "file.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <stdlib.h>

/**
# The likelihood itself

The ELBO is a bound; how far below $\ln p(x)$ does it lie? Write $p(x)$ as an
expectation over the encoder's codes,

$$ p(x) = \mathbb E_{z \sim q(z|x)}\, w, \qquad
   w = \frac{p(x|z)\, p(z)}{q(z|x)} , $$

and a mean of $K$ weights is an unbiased estimate of it. Its logarithm is not:
by Jensen's inequality it lies too low on average, but the less so the more
samples there are. $K = 1$ is the ELBO; the bound never falls as $K$ grows, and
reaches $\ln p(x)$ in the end [@burda2016].

The weights themselves are of the size of $e^{-90}$, and for larger pictures a
computer would round them to nothing. So we keep their logarithms $a_k$, and
divide by the largest before any exponential is taken, the *log-sum-exp*:

$$ \ln \frac1K \sum_k e^{a_k} = a_{\max} + \ln \frac1K
   \sum_k e^{a_k - a_{\max}} . $$
*/

double log_mean_exp(const double *a, int n)
{
    double largest = a[0], total = 0;
    for (int i = 1; i < n; i++)
        largest = GSL_MAX(largest, a[i]);
    for (int i = 0; i < n; i++)
        total += exp(a[i] - largest);
    return largest + log(total / n);
}

/* As in bernoulli_loss: a x - ln(1 + e^a), without overflow. */
double log_likelihood(const real *logits, const real *x, int size)
{
    real total = 0;
#pragma omp simd reduction(+ : total)
    for (int i = 0; i < size; i++) {
        real a = logits[i], positive = a > 0 ? a : 0;
        real magnitude = a > 0 ? a : -a;
        total += a * x[i] - positive - real_log1p(real_exp(-magnitude));
    }
    return (double)total;
}

/**
One picture is encoded once, and decoded from as many codes as a batch holds:
the codes are rows of one matrix product. With $z = \mu + \sigma \varepsilon$
the constants of the two normal densities cancel,

$$ \ln \frac{p(z)}{q(z|x)} = \sum_j \tfrac12 \bigl(\varepsilon_j^2 +
   \ln \sigma_j^2 - z_j^2\bigr) . $$
*/

/* Draws a code and returns ln p(z) / q(z | x). */
static double draw_code(const vae *m, gsl_rng *rng, real *code)
{
    double log_ratio = 0;
    for (int j = 0; j < m->z->size; j++) {
        double logvar = (double)m->logvar->value[j];
        double noise = gsl_ran_gaussian_ziggurat(rng, 1);
        double z = (double)m->mu->value[j] + exp(logvar / 2) * noise;
        code[j] = (real)z;
        log_ratio += (noise * noise + logvar - z * z) / 2;
    }
    return log_ratio;
}

void importance_weights(const vae *m, uint64_t seed, uint64_t at, int samples,
                        double *log_weights)
{
    int batch = m->g->batch, size = m->x->size;
    graph_run(NULL, m->mu, 1);
    graph_run(NULL, m->logvar, 1);
    gsl_rng *rng = rng_at(seed, RNG_NOISE, at);
    for (int first = 0; first < samples; first += batch) {
        int n = GSL_MIN(batch, samples - first);
        double *w = log_weights + first;
        for (int k = 0; k < n; k++)
            w[k] = draw_code(m, rng, m->z->value + k * m->z->size);
        const real *logits = graph_run(m->z, m->logits, n);
        for (int k = 0; k < n; k++)
            w[k] += log_likelihood(logits + k * size, m->x->value, size);
    }
    gsl_rng_free(rng);
}

/**
The first tenth of the test pictures is measured. The bound with $K$ samples
needs $K$ of them. From 256 weights of a picture come one estimate with 256, two
with 128, four with 64, and so on; their means are what is reported.
*/

enum { SAMPLES = 256, BOUNDS = 9 };

/* The mean over groups of 2^i weights, i = 0 .. BOUNDS - 1. */
static void bounds_of(const double *log_weights, double *bounds)
{
    for (int i = 0, k = 1; i < BOUNDS; i++, k *= 2) {
        bounds[i] = 0;
        for (int first = 0; first < SAMPLES; first += k)
            bounds[i] += log_mean_exp(log_weights + first, k) * k / SAMPLES;
    }
}

/* Means over n pictures, and the standard errors of those. */
static void report(chapter *c, int n, const double *sums, const double *squares)
{
    char *path = run_path(&c->run, "bounds.csv");
    out_file csv = file_create(path);
    double nats = 0, error = 0;
    fprintf(csv.stream, "samples,nats,error\n");
    for (int i = 0; i < BOUNDS; i++) {
        nats = -sums[i] / n;
        error = sqrt((squares[i] / n - nats * nats) / n);
        fprintf(csv.stream, "%d,%.8g,%.4g\n", 1 << i, nats, error);
        if (i == 0)
            results_number(c->run.results, "binary_neg_elbo", nats);
    }
    file_commit(&csv);
    free(path);
    results_number(c->run.results, "binary_neg_logp", nats);
    results_number(c->run.results, "binary_neg_logp_se", error);
    results_count(c->run.results, "binary_samples", SAMPLES);
    results_count(c->run.results, "binary_pictures", n);
    if (!c->run.options.quiet)
        printf("black and white: -ln p(x) is at most %.2f +- %.2f nats a "
               "picture\n",
               nats, error);
}

void importance_part(chapter *c, const vae *m)
{
    const dataset *d = &c->data.test;
    int n = (d->n + 9) / 10;
    double sums[BOUNDS] = {0}, squares[BOUNDS] = {0}, bounds[BOUNDS];
    double log_weights[SAMPLES];
    for (int b = 0; b < n; b++) {
        dataset_rows(d, b, 1, m->x->value);
        binarise(m->x->value, (size_t)m->x->size, 0, (uint64_t)b);
        importance_weights(m, (uint64_t)c->run.options.seed, (uint64_t)b,
                           SAMPLES, log_weights);
        bounds_of(log_weights, bounds);
        for (int i = 0; i < BOUNDS; i++) {
            sums[i] += bounds[i];
            squares[i] += gsl_pow_2(bounds[i]);
        }
    }
    report(c, n, sums, squares);
}

void importance_results(chapter *c)
{
    static const char *const keys[] = {"binary_neg_elbo", "binary_neg_logp",
                                       "binary_neg_logp_se", "binary_samples",
                                       "binary_pictures"};
    char *path = run_path(&c->run, "binary/results.txt");
    for (size_t i = 0; i < sizeof keys / sizeof *keys; i++)
        results_number(c->run.results, keys[i],
                       results_read_number(path, keys[i]));
    free(path);
}
