// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_3_5.h"

#include "dot_vae.h"
#include "evaluate.h"
#include "fail.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "pca.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort.h>
#include <stdio.h>
#include <stdlib.h>

static const char *const factor_names[GREY_FACTORS] = {"x", "y", "grey"};

/* ---- the pictures ------------------------------------------------------- */

enum { FEW = 500 };

static void check_factor(const dataset *d, int k, double low, double high)
{
    double least = high, most = low;
    for (int i = 0; i < d->n; i++) {
        double v = (double)d->factors[i * GREY_FACTORS + k];
        least = GSL_MIN(least, v);
        most = GSL_MAX(most, v);
    }
    expect_close(least, low, 0.03 * (high - low),
                 SAY("least %s", "наименьшее %s"), factor_names[k]);
    expect_close(most, high, 0.03 * (high - low),
                 SAY("greatest %s", "наибольшее %s"), factor_names[k]);
}

/* The pixel of a dot that is drawn with a soft edge. */
static double right_pixel(const float *factors, int pixel)
{
    double distance = hypot(pixel % DOT_SIDE - (double)factors[0],
                            pixel / DOT_SIDE - (double)factors[1]);
    double value = GSL_MIN(1, GSL_MAX(0, 2.25 + 0.5 - distance));
    return (double)factors[2] * value;
}

static void check_pictures(void)
{
    dataset d = grey_dots(FEW, 3), other = grey_dots(FEW, 4);
    expect_close(d.n, FEW, 0, SAY("pictures", "изображений"));
    expect_close(dataset_size(&d), DOT_SIZE, 0, SAY("pixels", "пикселов"));
    expect_close(d.n_factors, GREY_FACTORS, 0, SAY("factors", "факторов"));
    check_factor(&d, 0, 2.25, 8.75);
    check_factor(&d, 1, 3.25, 7.75);
    check_factor(&d, 2, 0.1, 1);
    for (int i = 0; i < FEW * DOT_SIZE; i++)
        expect_close(
            d.pixels[i] / 255.0,
            right_pixel(d.factors + i / DOT_SIZE * GREY_FACTORS, i % DOT_SIZE),
            0.004, SAY("picture %d, pixel %d", "изображение %d, пиксел %d"),
            i / DOT_SIZE, i % DOT_SIZE);
    expect((double)fabsf(d.factors[0] - other.factors[0]) > 1e-6,
           SAY("the same pictures", "те же изображения"),
           SAY("others", "другие"),
           SAY("another seed", "другое начальное значение"));
    dataset_free(&d);
    dataset_free(&other);
}

/* ---- the report, on made-up codes --------------------------------------- */

enum { MADE = 60, MADE_UNITS = 5 };

typedef struct {
    gsl_matrix *mu, *logvar, *factors;
} codes;

static codes codes_alloc(size_t n, size_t units)
{
    return (codes){gsl_matrix_alloc(n, units), gsl_matrix_alloc(n, units),
                   gsl_matrix_alloc(n, GREY_FACTORS)};
}

static void codes_free(codes *c)
{
    gsl_matrix_free(c->mu);
    gsl_matrix_free(c->logvar);
    gsl_matrix_free(c->factors);
}

/* Units 0, 2 and 3 live: 0 and 3 have means that differ, 2 hardly does, but its
 * variance is tiny. Unit 1 has a wide spread and pays 0.08 nats, unit 4
 * nothing. The third factor is that of unit 1 and products of 0 and 3. */
static codes made_up(void)
{
    static const double spread[MADE_UNITS] = {1.3, 0.39, 0.03, 0.8, 0.001},
                        logvars[MADE_UNITS] = {-0.2, -0.09, -3, -1.1, 0};
    codes c = codes_alloc(MADE, MADE_UNITS);
    gsl_rng *rng = rng_at(37, RNG_SAMPLE, 0);
    for (size_t i = 0; i < MADE; i++) {
        double u[MADE_UNITS];
        for (size_t j = 0; j < MADE_UNITS; j++) {
            u[j] = gsl_ran_gaussian_ziggurat(rng, 1);
            gsl_matrix_set(c.mu, i, j, spread[j] * u[j]);
            gsl_matrix_set(c.logvar, i, j, logvars[j]);
        }
        double e = gsl_ran_gaussian_ziggurat(rng, 0.3);
        gsl_matrix_set(c.factors, i, 0, 3 + u[0] - 0.5 * u[2] + e);
        gsl_matrix_set(c.factors, i, 1, u[3] + 0.4 * u[3] * u[3] + 2 * e);
        gsl_matrix_set(c.factors, i, 2, u[1] + u[0] * u[3] - u[4] + e);
    }
    gsl_rng_free(rng);
    return c;
}

static double mean_nats(const codes *c, size_t j)
{
    double nats = 0;
    for (size_t i = 0; i < c->mu->size1; i++) {
        double m = gsl_matrix_get(c->mu, i, j);
        double l = gsl_matrix_get(c->logvar, i, j);
        nats += (m * m + exp(l) - 1 - l) / (2 * (double)c->mu->size1);
    }
    return nats;
}

/* Row i: 1, the live units' means and, if so wanted, all their products. */
static size_t terms_of(const codes *c, const size_t *live, size_t count,
                       bool quadratic, size_t i, gsl_matrix *out, size_t row)
{
    size_t at = 0;
    gsl_matrix_set(out, row, at++, 1);
    for (size_t a = 0; a < count; a++)
        gsl_matrix_set(out, row, at++, gsl_matrix_get(c->mu, i, live[a]));
    for (size_t a = 0; quadratic && a < count; a++)
        for (size_t b = a; b < count; b++)
            gsl_matrix_set(out, row, at++,
                           gsl_matrix_get(c->mu, i, live[a]) *
                               gsl_matrix_get(c->mu, i, live[b]));
    return at;
}

/* R^2 on every fifth row of a map that was fitted on the others. */
static double right_r2(const codes *c, const size_t *live, size_t count,
                       bool quadratic, size_t factor)
{
    size_t n = c->mu->size1, test = n / 5, row = 0;
    size_t terms = 1 + count + (quadratic ? count * (count + 1) / 2 : 0);
    gsl_matrix *x = gsl_matrix_alloc(n - test, terms);
    gsl_matrix *one = gsl_matrix_alloc(1, terms);
    gsl_vector *y = gsl_vector_alloc(n - test), *w = gsl_vector_alloc(terms);
    gsl_matrix *covariance = gsl_matrix_alloc(terms, terms);
    gsl_multifit_linear_workspace *work =
        gsl_multifit_linear_alloc(n - test, terms);
    double chi, mean = 0, errors = 0, all = 0;
    for (size_t i = 0; i < n; i++) {
        double v = gsl_matrix_get(c->factors, i, factor);
        if (i % 5 == 4) {
            mean += v / (double)test;
            continue;
        }
        terms_of(c, live, count, quadratic, i, x, row);
        gsl_vector_set(y, row++, v);
    }
    gsl_multifit_linear(x, y, w, covariance, &chi, work);
    for (size_t i = 4; i < n; i += 5) {
        double v = gsl_matrix_get(c->factors, i, factor), read = 0;
        terms_of(c, live, count, quadratic, i, one, 0);
        for (size_t k = 0; k < terms; k++)
            read += gsl_vector_get(w, k) * gsl_matrix_get(one, 0, k);
        errors += gsl_pow_2(v - read);
        all += gsl_pow_2(v - mean);
    }
    gsl_multifit_linear_free(work);
    gsl_matrix_free(covariance);
    gsl_matrix_free(x);
    gsl_matrix_free(one);
    gsl_vector_free(y);
    gsl_vector_free(w);
    return 1 - errors / all;
}

static void compare(const codes *c, const char *name)
{
    size_t live[DOT_UNITS], count = 0;
    for (size_t j = 0; j < c->mu->size2; j++)
        if (mean_nats(c, j) > LIVE_NATS)
            live[count++] = j;
    report r = reported(c->mu, c->logvar, c->factors);
    expect_close(r.live, (double)count, 0,
                 SAY("live units, %s", "живых элементов, %s"), name);
    for (size_t k = 0; k < GREY_FACTORS; k++) {
        expect_close(
            r.linear[k], count ? right_r2(c, live, count, false, k) : 0, 1e-6,
            SAY("linear R^2 of factor %s, %s", "линейное R^2 фактора %s, %s"),
            factor_names[k], name);
        expect_close(r.quadratic[k],
                     count ? right_r2(c, live, count, true, k) : 0, 1e-6,
                     SAY("quadratic R^2 of factor %s, %s",
                         "квадратичное R^2 фактора %s, %s"),
                     factor_names[k], name);
    }
}

static void check_report(void)
{
    codes c = made_up();
    compare(&c, SAY("a made-up code", "придуманный код"));
    codes_free(&c);
}

static void check_silence(void)
{
    codes c = made_up();
    gsl_matrix_scale(c.mu, 0.01);
    gsl_matrix_scale(c.logvar, 0.01);
    compare(&c, SAY("a silent code", "молчащий код"));
    codes_free(&c);
}

/* ---- trained ------------------------------------------------------------ */

enum { DOTS = 2048, STEPS = 4000, SEEDS = 5 };

static dataset pictures;
static double beta_c;
static codes trained;

static double weight_at(double u)
{
    return beta_share(u) * beta_c;
}

static void keep(node *x, node *from, gsl_matrix *to)
{
    real *rows = must_alloc(DOTS * DOT_UNITS, sizeof *rows);
    evaluate_pictures(x, from, &pictures, rows);
    for (int i = 0; i < DOTS * DOT_UNITS; i++)
        to->data[i] = (double)rows[i];
    free(rows);
}

static void train(uint64_t seed, double nats[DOT_UNITS])
{
    dot_vae m = dot_vae_alloc();
    node *price = scale(sum(gaussian_kl(m.mu, m.logvar)), 1);
    node *rec = mean_squared_loss(sigmoid(m.logits), m.x);
    dot_vae_train(&m, add(scale(rec, DOT_SIZE), price), &pictures,
                  (dot_training){.steps = STEPS,
                                 .rate = 4e-3,
                                 .seed = seed,
                                 .weight = price,
                                 .weight_at = weight_at});
    dot_vae_nats(&m, &pictures, nats);
    keep(m.x, m.mu, trained.mu);
    keep(m.x, m.logvar, trained.logvar);
    graph_free(m.g);
}

/* The pictures, and their beta_c for the squared error. */
static void set_pictures(void)
{
    pictures = grey_dots(DOTS, 1);
    trained = codes_alloc(DOTS, DOT_UNITS);
    for (int i = 0; i < DOTS * GREY_FACTORS; i++)
        trained.factors->data[i] = (double)pictures.factors[i];
    pca p = pca_fit(&pictures);
    beta_c = 2 * gsl_vector_get(p.variances, 0);
    pca_free(&p);
}

static void check_schedule(void)
{
    set_pictures();
    for (uint64_t seed = 1; seed <= SEEDS; seed++) {
        double nats[DOT_UNITS], all = 0;
        char got[32];
        int live = 0;
        train(seed, nats);
        gsl_sort(nats, 1, DOT_UNITS);
        for (int j = 0; j < DOT_UNITS; j++) {
            all += nats[j];
            live += nats[j] > LIVE_NATS;
        }
        exercise_note(SAY("seed %d: nats of the units %.2f %.2f %.2f %.2f %.2f",
                          "зерно %d: наты элементов %.2f %.2f %.2f %.2f %.2f"),
                      (int)seed, nats[4], nats[3], nats[2], nats[1], nats[0]);
        expect_close(live, GREY_FACTORS, 0,
                     SAY("live units, seed %d", "живых элементов, зерно %d"),
                     (int)seed);
        snprintf(got, sizeof got, "%.2f", all);
        expect(all > 8, got, SAY("more than 8", "больше 8"),
               SAY("nats, all units, seed %d", "нат, все элементы, зерно %d"),
               (int)seed);
    }
}

static void check_trained(void)
{
    report r = reported(trained.mu, trained.logvar, trained.factors);
    for (int k = 0; k < GREY_FACTORS; k++)
        exercise_note(SAY("R^2 of %s: %.3f linear, %.3f quadratic",
                          "R^2 фактора %s: %.3f линейно, %.3f квадратично"),
                      factor_names[k], r.linear[k], r.quadratic[k]);
    compare(&trained, SAY("the trained code", "обученный код"));
    codes_free(&trained);
    dataset_free(&pictures);
}

#define READING "common/linear_fit.h: Reading factors by least squares"

static const check checks[] = {
    {"a dot with a grey level", "точка с яркостью", check_pictures,
     "data/dots.c: One dot"},
    {"who lives, and what can be read", "кто жив и что читается", check_report,
     READING},
    {"nobody lives", "не жив никто", check_silence, READING},
    {"three units live and say much", "три элемента живы и говорят много",
     check_schedule, "chapters/03_beta_vae/schedule.c: A weight that falls"},
    {"what the trained code knows", "что знает обученный код", check_trained,
     READING},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
