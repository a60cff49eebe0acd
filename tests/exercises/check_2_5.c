// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_2_5.h"

#include "digits.h"
#include "evaluate.h"
#include "op_gaussian.h"
#include "pca.h"
#include "rng.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <stdio.h>
#include <string.h>

/* ---- the exact likelihood ----------------------------------------------- */

/* Few pictures of few pixels: whoever divides by n - 1 is found. */
enum { ROWS = 13, PIXELS = 5 };

/* Rows without a pattern; the mean of column j is shift * (j + 1). */
static gsl_matrix *some_rows(double shift)
{
    gsl_matrix *x = gsl_matrix_alloc(ROWS, PIXELS);
    for (size_t i = 0; i < ROWS * PIXELS; i++)
        x->data[i] = (1 + i % PIXELS) * sin(1 + 7.3 * (double)(i * i));
    for (size_t j = 0; j < PIXELS; j++) {
        gsl_vector_view v = gsl_matrix_column(x, j);
        double mean = gsl_vector_sum(&v.vector) / ROWS;
        gsl_vector_add_constant(&v.vector, shift * (double)(j + 1) - mean);
    }
    return x;
}

/* Singular values and vectors of centred rows: x = U s V^T. */
static gsl_matrix *axes_of(const gsl_matrix *x, gsl_vector *variances)
{
    gsl_matrix *u = gsl_matrix_alloc(ROWS, PIXELS),
               *v = gsl_matrix_alloc(PIXELS, PIXELS);
    gsl_vector *work = gsl_vector_alloc(PIXELS);
    gsl_matrix_memcpy(u, x);
    gsl_linalg_SV_decomp(u, v, variances, work);
    gsl_vector_mul(variances, variances);
    gsl_vector_scale(variances, 1.0 / ROWS);
    gsl_vector_free(work);
    gsl_matrix_free(u);
    return v;
}

/* The same by the density of a Gaussian with the model's covariance matrix,
 * row by row; x is centred. */
static double oracle(const gsl_matrix *x, size_t codes, double *variance)
{
    gsl_vector *s = gsl_vector_alloc(PIXELS), *zero = gsl_vector_calloc(PIXELS);
    gsl_vector *work = gsl_vector_alloc(PIXELS);
    gsl_matrix *v = axes_of(x, s), *c = gsl_matrix_calloc(PIXELS, PIXELS);
    gsl_vector_view rest = gsl_vector_subvector(s, codes, PIXELS - codes);
    *variance = gsl_vector_sum(&rest.vector) / (double)(PIXELS - codes);
    gsl_vector_set_all(&rest.vector, *variance);
    for (size_t i = 0; i < PIXELS; i++) {
        gsl_vector_view axis = gsl_matrix_column(v, i);
        gsl_blas_dger(gsl_vector_get(s, i), &axis.vector, &axis.vector, c);
    }
    gsl_linalg_cholesky_decomp1(c);
    double nats = 0;
    for (size_t b = 0; b < ROWS; b++) {
        gsl_vector_const_view row = gsl_matrix_const_row(x, b);
        double one;
        gsl_ran_multivariate_gaussian_log_pdf(&row.vector, zero, c, &one, work);
        nats -= one / ROWS;
    }
    gsl_matrix_free(v);
    gsl_matrix_free(c);
    gsl_vector_free(work);
    gsl_vector_free(zero);
    gsl_vector_free(s);
    return nats;
}

/* Asks for the variance or for the likelihood, for 1 .. 4 codes. */
static void ask(double shift, bool of_variance)
{
    gsl_matrix *x = some_rows(shift), *centred = some_rows(0);
    for (int codes = 1; codes < PIXELS; codes++) {
        double got = 0, expected;
        double nats = ppca_nats(x, codes, &got);
        double right = oracle(centred, (size_t)codes, &expected);
        expect_close(of_variance ? got : nats, of_variance ? expected : right,
                     1e-8,
                     SAY("%d pictures of %d pixels, %d codes; mean of pixel 1: "
                         "%g",
                         "изображений %d по %d пикселов, кодов %d; среднее "
                         "пиксела 1: %g"),
                     ROWS, PIXELS, codes, shift);
    }
    gsl_matrix_free(x);
    gsl_matrix_free(centred);
}

static void check_variance(void)
{
    ask(0, true);
}

static void check_likelihood(void)
{
    ask(0, false);
}

static void check_mean(void)
{
    ask(1.7, true);
    ask(1.7, false);
}

/* ---- the model ---------------------------------------------------------- */

enum { CODES = 2, BATCH = 6 };

static const double small_variance = 0.23;

static void draw(real *x, size_t n, uint64_t which)
{
    gsl_rng *rng = rng_at(8, RNG_SAMPLE, which);
    for (size_t i = 0; i < n; i++)
        x[i] = (real)(2 * gsl_rng_uniform(rng) - 0.8);
    gsl_rng_free(rng);
}

static linear_vae small(void)
{
    linear_vae m = linear_vae_alloc(PIXELS, CODES, small_variance, BATCH, 2);
    expect(m.x && m.mu && m.logvar && m.z && m.y && m.loss,
           SAY("one of them is missing", "одного из них нет"),
           "x, mu, logvar, z, y, loss", SAY("the nodes", "узлы"));
    draw(m.x->value, node_count(m.x, BATCH), 1);
    return m;
}

static void check_shapes(void)
{
    linear_vae m = small();
    const struct {
        const char *name;
        int size, right;
    } nodes[] = {{"x", m.x->size, PIXELS},          {"mu", m.mu->size, CODES},
                 {"logvar", m.logvar->size, CODES}, {"z", m.z->size, CODES},
                 {"y", m.y->size, PIXELS},          {"loss", m.loss->size, 1}};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        expect_close(nodes[i].size, nodes[i].right, 0,
                     SAY("size of %s", "размер %s"), nodes[i].name);
    graph_free(m.g);
}

/* f(a) + f(b) = f(a + b) + f(0) for a layer without bend. */
static void straight(node *from, node *to, const char *name)
{
    enum { A, B, SUM, ZERO };
    real *in = from->value;
    draw(in, 2 * (size_t)from->size, 5);
    for (int i = 0; i < from->size; i++) {
        in[SUM * from->size + i] = in[i] + in[from->size + i];
        in[ZERO * from->size + i] = 0;
    }
    const real *f = graph_run(from, to, 4);
    for (int i = 0; i < to->size; i++) {
        double a = (double)f[i], b = (double)f[to->size + i];
        expect_close(a + b,
                     (double)f[SUM * to->size + i] +
                         (double)f[ZERO * to->size + i],
                     1e-4,
                     SAY("%s, number %d: f(a) + f(b) against f(a + b) + f(0)",
                         "%s, число %d: f(a) + f(b) против f(a + b) + f(0)"),
                     name, i);
    }
}

static void check_linear(void)
{
    linear_vae m = small();
    straight(m.z, m.y, SAY("y of z", "y как функция z"));
    straight(m.x, m.mu, SAY("mu of x", "mu как функция x"));
    straight(m.x, m.logvar, SAY("logvar of x", "logvar как функция x"));
    graph_free(m.g);
}

static void check_noise(void)
{
    enum { STEPS = 500 };
    linear_vae m = small();
    double square = 0;
    for (int s = 0; s < STEPS; s++) {
        graph_noise(m.g, 3, s);
        graph_run(NULL, m.loss, BATCH);
        for (int i = 0; i < BATCH * CODES; i++)
            square +=
                gsl_pow_2((double)m.z->value[i] - (double)m.mu->value[i]) /
                exp((double)m.logvar->value[i]) / (STEPS * BATCH * CODES);
    }
    expect_close(square, 1, 0.1,
                 SAY("mean of (z - mu)^2 / exp(logvar)",
                     "среднее (z - mu)^2 / exp(logvar)"));
    graph_free(m.g);
}

static double loss_of(const linear_vae *m)
{
    double rec = 0, kl = 0;
    for (int i = 0; i < BATCH * PIXELS; i++)
        rec += gsl_pow_2((double)m->x->value[i] - (double)m->y->value[i]);
    for (int i = 0; i < BATCH * CODES; i++) {
        double mu = (double)m->mu->value[i];
        double logvar = (double)m->logvar->value[i];
        kl += (mu * mu + exp(logvar) - 1 - logvar) / 2;
    }
    return (rec / (2 * m->variance) + kl) / BATCH;
}

static void check_loss(void)
{
    linear_vae m = small();
    graph_noise(m.g, 3, 4);
    double got = (double)graph_run(NULL, m.loss, BATCH)[0];
    expect_close(got, loss_of(&m), 1e-3,
                 SAY("%d pictures of %d pixels, %d codes, variance %g",
                     "изображений %d по %d пикселов, кодов %d, дисперсия %g"),
                 BATCH, PIXELS, CODES, small_variance);
    graph_free(m.g);
}

/* ---- trained on digits -------------------------------------------------- */

enum { TRAIN = 2000, TRAINED = 6, HERE = 50, ROUNDS = 350, SEEDS = 8 };

static split data;
static linear_vae trained;
static double exact, noise_variance;

static gsl_matrix *rows_of(const dataset *d)
{
    gsl_matrix *x = gsl_matrix_alloc((size_t)d->n, DIGIT_SIZE);
    for (size_t i = 0; i < x->size1 * x->size2; i++)
        x->data[i] = d->pixels[i] / 255.0;
    return x;
}

static void check_constant(void)
{
    data = digits(ANY_DIGIT, TRAIN, 10);
    gsl_matrix *x = rows_of(&data.train);
    exact = ppca_nats(x, TRAINED, &noise_variance);
    gsl_matrix_free(x);
    trained = linear_vae_alloc(DIGIT_SIZE, TRAINED, noise_variance, HERE, 1);
    double loss = evaluate_noisy(trained.x, trained.loss, &data.train, 5);
    expect_close(
        linear_vae_nats(&trained, &data.train, 5),
        loss + DIGIT_SIZE * log(2 * M_PI * noise_variance) / 2, 20,
        SAY("before training, variance %.5f", "до обучения, дисперсия %.5f"),
        noise_variance);
}

static void check_gap(void)
{
    char got[32];
    digits_train(trained.x, trained.loss, &data.train, ROUNDS, 4e-2, 1);
    double nats = 0;
    for (int s = 0; s < SEEDS; s++)
        nats +=
            linear_vae_nats(&trained, &data.train, (uint64_t)(50 + s)) / SEEDS;
    exercise_note(SAY("exact: %.2f nats, bound: %.2f nats",
                      "точно: %.2f нат, граница: %.2f нат"),
                  exact, nats);
    snprintf(got, sizeof got, "%.3f", nats - exact);
    expect(nats - exact > -0.1 && nats - exact < 0.4, got,
           SAY("between 0 and 0.4 nats", "от 0 до 0.4 нат"),
           SAY("bound less exact number, trained, %s",
               "граница минус точное число, после обучения, %s"),
           data.spec);
}

/* What each code costs, rising: KL(q(z_j | x) || p(z_j)), the mean
 * over the pictures. */
static void prices(double *kl)
{
    enum { NUMBERS = TRAIN * TRAINED };
    static real mu[NUMBERS], logvar[NUMBERS];
    memset(kl, 0, TRAINED * sizeof *kl);
    evaluate_pictures(trained.x, trained.mu, &data.train, mu);
    evaluate_pictures(trained.x, trained.logvar, &data.train, logvar);
    for (int i = 0; i < NUMBERS; i++) {
        double m = (double)mu[i], l = (double)logvar[i];
        kl[i % TRAINED] += (m * m + exp(l) - 1 - l) / 2 / TRAIN;
    }
    gsl_sort(kl, 1, TRAINED);
}

static void check_prices(void)
{
    double kl[TRAINED];
    pca p = pca_fit(&data.train);
    prices(kl);
    for (int j = 0; j < TRAINED; j++) {
        double lambda = gsl_vector_get(p.variances, (size_t)j);
        double right = log(lambda / noise_variance) / 2;
        double got = kl[TRAINED - 1 - j];
        exercise_note(SAY("code %d costs %.2f nats, in theory %.2f",
                          "код %d стоит %.2f нат, по теории %.2f"),
                      j + 1, got, right);
        expect_close(got, right, 0.15,
                     SAY("what code %d costs, in nats", "цена кода %d в натах"),
                     j + 1);
    }
    pca_free(&p);
    graph_free(trained.g);
    split_free(&data);
}

#define AXES "common/pca.c: Principal components"
#define CODE "common/op_gaussian.c: Codes that are distributions"
#define PRICE "common/op_gaussian.c: The price of a code"
#define LOSSES "common/op_loss.c: Losses"

static const check checks[] = {
    {"the variance of the noise", "дисперсия шума", check_variance, AXES},
    {"the exact likelihood", "точное правдоподобие", check_likelihood, AXES},
    {"pictures whose mean is not zero", "изображения с ненулевым средним",
     check_mean, AXES},
    {"sizes of the nodes", "размеры узлов", check_shapes,
     "common/graph.h: The graph"},
    {"nothing is bent", "всё линейно", check_linear,
     "common/op_dense.c: The dense layer"},
    {"codes are drawn", "коды выбираются случайно", check_noise, CODE},
    {"the loss", "функция потерь", check_loss, LOSSES},
    {"the constant", "постоянная", check_constant, LOSSES},
    {"the bound reaches the likelihood", "граница доходит до правдоподобия",
     check_gap, PRICE},
    {"what each code costs", "сколько стоит каждый код", check_prices, PRICE},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
