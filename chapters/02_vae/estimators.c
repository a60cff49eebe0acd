// SPDX-License-Identifier: GPL-3.0-or-later
#include "estimators.h"

#include "fail.h"
#include "file.h"
#include "importance.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>

/**
# Two ways to the same gradient

Let $f(z) = -\ln p(x|z)$ for one picture, as a function of one of its codes, the
others kept at their means. Wanted is the derivative of
$\mathbb E_{z \sim \mathcal N(\mu, \sigma^2)} f(z)$ by $\mu$. Two estimates have
that as their mean, with $z = \mu + \sigma \varepsilon$:

$$ f'(z) \qquad\text{and}\qquad f(z)\,\frac{z - \mu}{\sigma^2} . $$

The left one is the reparameterisation's. The right one, called the *score
function* or REINFORCE [@williams1992], needs no derivative of $f$, and so works
where there is none. From $f$ a constant may be subtracted, a *baseline*, since
$(z - \mu) / \sigma^2$ has mean zero; here it is $f(\mu)$.
*/

enum { DRAWS = 4096, GROUPS_LEAST = 16, ESTIMATORS = 3 };

static const char *const names[ESTIMATORS] = {"reparam", "score", "baseline"};

/* The code with the largest divergence for the picture in the first row. */
static int most_informative(const vae *m)
{
    const real *kl = graph_run(NULL, m->units, 1);
    int best = 0;
    for (int j = 1; j < m->z->size; j++)
        best = kl[j] > kl[best] ? j : best;
    return best;
}

/* The first test picture in all rows, and its codes. */
static void fill_rows(const chapter *c, const vae *m)
{
    for (int b = 0; b < m->g->batch; b++)
        dataset_rows(&c->data.test, 0, 1, m->x->value + b * m->x->size);
    m->g->training = false;
    graph_run(NULL, m->loss, m->g->batch);
}

static double cost(const vae *m, int row)
{
    return -log_likelihood(m->logits->value + row * m->x->size, m->x->value,
                           m->x->size);
}

/* n draws of code j: the estimates, of each kind, to out[kind][0 .. n-1].
 * The gradient of a mean over n pictures is that of one, divided by n. */
static void draw(const vae *m, int j, double baseline, gsl_rng *rng, int n,
                 double *out[ESTIMATORS])
{
    int codes = m->z->size;
    double noise[DRAWS], mu = (double)m->mu->value[j];
    double sigma = exp((double)m->logvar->value[j] / 2);
    for (int b = 0; b < n; b++) {
        noise[b] = gsl_ran_gaussian_ziggurat(rng, 1);
        m->z->value[b * codes + j] = (real)(mu + sigma * noise[b]);
    }
    graph_run(m->z, m->rec, n);
    graph_backward(m->rec, n);
    for (int b = 0; b < n; b++) {
        double f = cost(m, b);
        out[0][b] = n * (double)m->z->grad[b * codes + j];
        out[1][b] = f * noise[b] / sigma;
        out[2][b] = (f - baseline) * noise[b] / sigma;
    }
}

/* The variance of means of n estimates. */
static double variance_of_means(const double *estimates, int n)
{
    double means[DRAWS];
    int groups = DRAWS / n;
    for (int i = 0; i < groups; i++)
        means[i] = gsl_stats_mean(estimates + i * n, 1, (size_t)n);
    return gsl_stats_variance(means, 1, (size_t)groups);
}

static void write_variances(const chapter *c, double *estimates[ESTIMATORS])
{
    char *path = run_path(&c->run, "estimators.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "samples,reparam,score,baseline\n");
    for (int n = 1; DRAWS / n >= GROUPS_LEAST; n *= 2) {
        fprintf(csv.stream, "%d", n);
        for (int k = 0; k < ESTIMATORS; k++)
            fprintf(csv.stream, ",%.6g", variance_of_means(estimates[k], n));
        fprintf(csv.stream, "\n");
    }
    file_commit(&csv);
    free(path);
}

static void report(chapter *c, double *estimates[ESTIMATORS])
{
    double variance[ESTIMATORS];
    for (int k = 0; k < ESTIMATORS; k++) {
        char key[48];
        variance[k] = variance_of_means(estimates[k], 1);
        snprintf(key, sizeof key, "gradient_%s_mean", names[k]);
        results_number(c->run.results, key,
                       gsl_stats_mean(estimates[k], 1, DRAWS));
        snprintf(key, sizeof key, "gradient_%s_se", names[k]);
        results_number(c->run.results, key, sqrt(variance[k] / DRAWS));
        snprintf(key, sizeof key, "gradient_%s_variance", names[k]);
        results_number(c->run.results, key, variance[k]);
    }
    results_number(c->run.results, "score_ratio", variance[1] / variance[0]);
    results_number(c->run.results, "baseline_ratio", variance[2] / variance[0]);
}

void estimators_part(chapter *c, const vae *m)
{
    double *estimates[ESTIMATORS], *at[ESTIMATORS];
    for (int k = 0; k < ESTIMATORS; k++)
        estimates[k] = must_alloc(DRAWS, sizeof(double));
    fill_rows(c, m);
    int j = most_informative(m), n;
    double baseline = cost(m, 0);
    gsl_rng *rng = rng_at((uint64_t)c->run.options.seed, RNG_NOISE, 0);
    for (int first = 0; first < DRAWS; first += n) {
        n = GSL_MIN(m->g->batch, DRAWS - first);
        for (int k = 0; k < ESTIMATORS; k++)
            at[k] = estimates[k] + first;
        draw(m, j, baseline, rng, n, at);
    }
    gsl_rng_free(rng);
    write_variances(c, estimates);
    report(c, estimates);
    for (int k = 0; k < ESTIMATORS; k++)
        free(estimates[k]);
}
