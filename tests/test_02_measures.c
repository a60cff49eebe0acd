// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 2: the linear case against probabilistic PCA, and the two estimates
 * of one gradient. */
#include "check.h"

#include "data.h"
#include "estimators.h"
#include "file.h"
#include "linear.h"
#include "noise.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum {
    HEIGHT = 3,
    WIDTH = 4,
    SIZE = HEIGHT * WIDTH,
    PLANE = 2,
    PICTURES = 900
};

/* Pictures that vary in two directions, far and near, and a little in all. */
static dataset plane_pictures(void)
{
    static const double spread[PLANE] = {50, 25};
    dataset d = dataset_alloc(PICTURES, 1, HEIGHT, WIDTH);
    gsl_rng *rng = rng_at(1, RNG_SAMPLE, 5);
    for (int b = 0; b < d.n; b++) {
        double a[PLANE];
        for (int k = 0; k < PLANE; k++)
            a[k] = gsl_ran_gaussian(rng, spread[k]);
        for (int i = 0; i < SIZE; i++) {
            double v = 120 + i + gsl_ran_gaussian(rng, 8);
            for (int k = 0; k < PLANE; k++)
                v += a[k] * cos((k + 1) * (i + 0.5) * M_PI / SIZE);
            d.pixels[b * SIZE + i] =
                (unsigned char)GSL_MAX_DBL(0, GSL_MIN_DBL(255, round(v)));
        }
    }
    gsl_rng_free(rng);
    return d;
}

/* W W^T + variance I, with W = U (L - variance)^(1/2). */
static gsl_matrix *ppca_covariance(const pca *p, int k)
{
    double variance = ppca_variance(p, k);
    size_t size = (size_t)p->size;
    gsl_matrix *c = gsl_matrix_calloc(size, size);
    gsl_matrix_set_identity(c);
    gsl_matrix_scale(c, variance);
    for (size_t i = 0; i < (size_t)k; i++) {
        gsl_vector_const_view axis = gsl_matrix_const_column(p->axes, i);
        gsl_blas_dger(gsl_vector_get(p->variances, i) - variance, &axis.vector,
                      &axis.vector, c);
    }
    return c;
}

/* The mean of the Gaussian's log-density, a picture at a time. */
static double mean_log_density(const pca *p, int k, const dataset *d)
{
    gsl_matrix *factor = ppca_covariance(p, k);
    gsl_linalg_cholesky_decomp1(factor);
    gsl_vector *x = gsl_vector_alloc(SIZE), *work = gsl_vector_alloc(SIZE);
    double total = 0, one;
    for (int b = 0; b < d->n; b++) {
        for (size_t i = 0; i < SIZE; i++)
            gsl_vector_set(x, i, d->pixels[(size_t)b * SIZE + i] / 255.0);
        gsl_ran_multivariate_gaussian_log_pdf(x, p->mean, factor, &one, work);
        total += one / d->n;
    }
    gsl_matrix_free(factor);
    gsl_vector_free(x);
    gsl_vector_free(work);
    return total;
}

static void ppca_likelihood_is_that_of_its_gaussian(void **state)
{
    (void)state;
    dataset d = plane_pictures();
    pca p = pca_fit(&d);
    for (int k = 1; k <= 3; k++)
        CHECK_CLOSE(ppca_log_likelihood(&p, k), mean_log_density(&p, k, &d),
                    1e-3);
    assert_true(ppca_log_likelihood(&p, 2) > ppca_log_likelihood(&p, 1) + 1);
    pca_free(&p);
    dataset_free(&d);
}

/* Within 0.05 nats, and never above; and along PCA's axes. */
static void linear_vae_reaches_ppca(void **state)
{
    (void)state;
    dataset d = plane_pictures();
    pca p = pca_fit(&d);
    options o = {.seed = 3, .out = check_folder()};
    linear_vae m = linear_vae_alloc(&p, PLANE, true, 20, 3);
    double exact = -ppca_log_likelihood(&p, PLANE);
    assert_true(linear_vae_loss(&m, &d) > exact + 1);
    linear_vae_train(&m, &o, &d, 200, NULL);
    double loss = linear_vae_loss(&m, &d);
    assert_true(loss > exact - 0.02); /* 10 samples of z a picture */
    CHECK_CLOSE(loss, exact, 0.05);
    gsl_matrix *cosines = linear_vae_cosines(&m);
    for (size_t i = 0; i < PLANE; i++)
        for (size_t k = 0; k < PLANE; k++)
            CHECK_CLOSE(gsl_matrix_get(cosines, i, k), i == k, 0.1);
    gsl_matrix_free(cosines);
    linear_vae_free(&m);
    pca_free(&p);
    dataset_free(&d);
}

static void two_estimates_have_one_mean(void **state)
{
    (void)state;
    chapter c = {.latent = 3, .model = "vae"};
    c.run.options = (options){.seed = 1, .out = check_folder()};
    c.run.results = results_alloc();
    c.run.provenance = results_alloc();
    c.data = data_load("strokes,n=30", 1, 0, 0);
    vae m = vae_alloc((shape){784, 20, 3}, true, 50, 1);
    for (size_t i = 0; i < m.g->parameters; i++)
        m.g->theta[i] *= 2; /* a code that matters */
    estimators_part(&c, &m);
    char *path = run_path(&c.run, "results.txt");
    results_write(c.run.provenance, c.run.results, path);
    double mean = results_read_number(path, "gradient_reparam_mean");
    double se = results_read_number(path, "gradient_reparam_se");
    assert_true(fabs(mean) > 20 * se);
    const char *others[] = {"score", "baseline"};
    for (int i = 0; i < 2; i++) {
        char *key = must_printf("gradient_%s_mean", others[i]);
        double other = results_read_number(path, key);
        free(key);
        key = must_printf("gradient_%s_se", others[i]);
        double other_se = results_read_number(path, key);
        free(key);
        CHECK_CLOSE(other, mean, 4 * hypot(se, other_se));
        assert_true(i == 0 || fabs(mean) > 4 * other_se);
    }
    assert_true(results_read_number(path, "score_ratio") > 100);
    free(path);
    path = run_path(&c.run, "estimators.csv");
    assert_true(file_exists(path));
    free(path);
    vae_free(&m);
    split_free(&c.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(ppca_likelihood_is_that_of_its_gaussian),
        cmocka_unit_test(linear_vae_reaches_ppca),
        cmocka_unit_test(two_estimates_have_one_mean),
    };
    return RUN_TESTS(tests);
}
