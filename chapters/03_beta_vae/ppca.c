// SPDX-License-Identifier: GPL-3.0-or-later
#include "ppca.h"

#include "data.h"
#include "evaluate.h"
#include "file.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "threshold.h"
#include "train.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_double.h>
#include <stdio.h>
#include <stdlib.h>

/**
# When does a unit live? The linear case

Chapter 2 had a case with an exact answer: a linear decoder and Gaussian pixels
are probabilistic PCA. It answers here, too. Take the summed squared error and a
weight $\beta$,

$$ \ell = \|x - y\|^2 + \beta\, \mathrm{KL} = 2 \sigma^2 \Bigl( \frac{\|x -
   y\|^2}{2 \sigma^2} + \mathrm{KL} \Bigr) \quad\text{with}\quad
   \sigma^2 = \frac{\beta}{2} . $$

In the brackets stands, but for a constant, the negative ELBO of chapter 2 for
pixels with noise of variance $\sigma^2$. So a weight *is* a noise level: who
raises $\beta$ declares more of the picture to be noise. And of probabilistic
PCA it is known which axes are worth a code: those whose variance $\lambda_j$
exceeds that of the noise. A unit lives if and only if

$$ \lambda_j > \sigma^2, \qquad\text{that is,}\qquad \beta < 2 \lambda_j . $$

Its posterior has the variance $\sigma^2 / \lambda_j$, its mean varies by
$1 - \sigma^2 / \lambda_j$, and putting both into the divergence leaves

$$ \mathrm{KL}_j = \tfrac12 \ln \frac{2 \lambda_j}{\beta} . $$

No training is needed to know this, and there is nothing to be fitted. The
largest of the thresholds, $\beta_c = 2 \lambda_1$, is where the last unit dies.
*/

double ppca_nats(double threshold, double beta)
{
    return threshold > beta ? log(threshold / beta) / 2 : 0;
}

/**
Is it true of a network that is trained? One linear model is taken through
rising weights. At each it goes on from where it was, until it has settled.
*/

typedef struct {
    graph *g;
    node *x, *units, *price, *loss;
} linear_vae;

static linear_vae linear_alloc(int size, int batch, uint64_t seed)
{
    linear_vae m = {.g = graph_alloc()};
    m.x = input(m.g, size);
    node *mu = dense(m.x, LINEAR_UNITS), *logvar = dense(m.x, LINEAR_UNITS);
    node *y = dense(reparameterise(mu, logvar), size);
    m.units = gaussian_kl(mu, logvar);
    m.price = scale(sum(m.units), 1);
    m.loss =
        named(add(scale(mean_squared_loss(y, m.x), size), m.price), "loss");
    graph_bind(m.g, batch, seed);
    return m;
}

void ppca_train(const dataset *d, uint64_t seed, int epochs, const double *beta,
                double nats[][LINEAR_UNITS])
{
    enum { BATCH = 64, FIRST = 3 }; /* the first takes longest to settle */
    options own = {.seed = (int)seed, .out = "", .quiet = true, .batch = BATCH};
    linear_vae m = linear_alloc(dataset_size(d), BATCH, seed);
    trainer t =
        train_begin((plan){.model = "linear",
                           .g = m.g,
                           .x = m.x,
                           .terms = {m.loss},
                           .train = d,
                           .epochs = epochs * (LINEAR_WEIGHTS + FIRST - 1),
                           .options = &own});
    long each = epochs * t.steps_per_epoch;
    while (train_next(&t)) {
        long weight = GSL_MAX(0, t.step / each - FIRST + 1);
        long into = t.step % each;
        m.price->scalar = (real)beta[weight];
        t.plan.rate = 1e-2 * (1 - 0.95 * (double)into / (double)each);
        train_update(&t);
        if (into == each - 1) {
            double kl[LINEAR_UNITS];
            evaluate_means(m.x, m.units, d, kl);
            gsl_sort_largest(nats[weight], LINEAR_UNITS, kl, 1, LINEAR_UNITS);
        }
    }
    train_end(&t);
    graph_free(m.g);
}

/**
The figure lays both over each other, on dots of 16 x 16 pixels. The curves come
from the eigenvalues of the pixels, the points from the training.
*/

enum { PICTURES = 1024, EPOCHS = 50, QUICK_EPOCHS = 2 };

/* Shares of beta_c, rising by equal ratios. */
static double share_at(int w)
{
    const double least = 0.1, most = 1.2;
    return least * pow(most / least, (double)w / (LINEAR_WEIGHTS - 1));
}

static double write_csv(const chapter *c, const double *thresholds_of_units,
                        const double *beta, double nats[][LINEAR_UNITS])
{
    out_file csv =
        run_table(&c->run, "ppca.csv", "share,unit,threshold,theory,found");
    double worst = 0;
    for (int j = 0; j < LINEAR_UNITS; j++)
        for (int w = 0; w < LINEAR_WEIGHTS; w++) {
            double theory = ppca_nats(thresholds_of_units[j], beta[w]);
            worst = GSL_MAX(worst, fabs(nats[w][j] - theory));
            fprintf(csv.stream, "%.6g,%d,%.6g,%.6g,%.6g\n", share_at(w), j + 1,
                    thresholds_of_units[j] / thresholds_of_units[0], theory,
                    nats[w][j]);
        }
    file_commit(&csv);
    return worst;
}

void ppca_part(chapter *c)
{
    double values[LINEAR_UNITS], beta[LINEAR_WEIGHTS];
    double nats[LINEAR_WEIGHTS][LINEAR_UNITS];
    uint64_t seed = (uint64_t)c->run.options.seed;
    split s = data_load("dots,size=16,y=4-11", seed, PICTURES, 1);
    thresholds(&s.train, true, values, LINEAR_UNITS);
    for (int w = 0; w < LINEAR_WEIGHTS; w++)
        beta[w] = share_at(w) * values[0];
    ppca_train(&s.train, seed, c->run.options.quick ? QUICK_EPOCHS : EPOCHS,
               beta, nats);
    double worst = write_csv(c, values, beta, nats);
    results_number(c->run.results, "ppca_beta_c", values[0]);
    results_number(c->run.results, "ppca_worst_nats", worst);
    if (!c->run.options.quiet)
        printf("linear model: nats of each unit within %.3f of theory\n",
               worst);
    split_free(&s);
}
