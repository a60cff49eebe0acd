// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 2: importance weights against the integral that they estimate. */
#include "check.h"

#include "importance.h"
#include "noise.h"

#include <gsl/gsl_integration.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <string.h>

static void log_mean_exp_does_not_overflow(void **state)
{
    (void)state;
    const double a[] = {-1000, -1000 + log(3), -1001};
    CHECK_CLOSE(log_mean_exp(a, 1), -1000, 0);
    CHECK_CLOSE(log_mean_exp(a, 2), -1000 + log(2), 1e-12);
    CHECK_CLOSE(log_mean_exp(a, 3), -1000 + log((4 + exp(-1)) / 3), 1e-12);
    const double b[] = {900, 900, -900};
    CHECK_CLOSE(log_mean_exp(b, 3), 900 + log(2.0 / 3), 1e-12);
}

enum { K_MOST = 64, REPEATS = 3000 };

static const shape one_code = {5, 4, 1};

/* One code, and a black and white picture. */
static vae integrable(void)
{
    static const real picture[] = {1, 0, 0, 1, 1};
    vae m = vae_alloc(one_code, true, 10, 1);
    noise(m.g->theta, m.g->parameters, 8);
    memcpy(m.x->value, picture, sizeof picture);
    return m;
}

static double joint(double z, void *model)
{
    vae *m = model;
    m->z->value[0] = (real)z;
    double likelihood =
        exp(log_likelihood(graph_run(m->z, m->logits, 1), m->x->value, 5));
    return gsl_ran_ugaussian_pdf(z) * likelihood;
}

static double exact_log_p(vae *m)
{
    double value, error;
    gsl_function f = {joint, m};
    gsl_integration_workspace *w = gsl_integration_workspace_alloc(1000);
    gsl_integration_qag(&f, -9, 9, 0, 1e-5, 1000, GSL_INTEG_GAUSS21, w, &value,
                        &error);
    gsl_integration_workspace_free(w);
    return log(value);
}

/* The mean weight is p(x). */
static void weights_are_unbiased(void **state)
{
    (void)state;
    vae m = integrable();
    double exact = exact_log_p(&m), sum = 0, squares = 0, w[K_MOST];
    for (int r = 0; r < REPEATS; r++) {
        importance_weights(&m, 2, (uint64_t)r, K_MOST, w);
        double p = exp(log_mean_exp(w, K_MOST) - exact);
        sum += p / REPEATS;
        squares += p * p / REPEATS;
    }
    double se = sqrt((squares - sum * sum) / REPEATS);
    assert_true(se < 0.02);
    CHECK_CLOSE(sum, 1, 4 * se);
    vae_free(&m);
}

/* One sample gives the ELBO; more samples a bound that is never lower. */
static void bounds_rise_from_the_elbo_to_the_likelihood(void **state)
{
    (void)state;
    vae m = integrable();
    double exact = exact_log_p(&m), w[K_MOST], bounds[4] = {0}, squares = 0;
    double elbo = 0;
    for (int r = 0; r < REPEATS; r++) {
        importance_weights(&m, 3, (uint64_t)r, K_MOST, w);
        for (int i = 0, k = 1; i < 4; i++, k *= 4)
            bounds[i] += log_mean_exp(w, k) / REPEATS;
        squares += w[0] * w[0] / REPEATS;
        graph_noise(m.g, 5, r);
        elbo -= (double)graph_run(NULL, m.loss, 1)[0] / REPEATS;
        m.g->training = false;
    }
    double se = sqrt((squares - bounds[0] * bounds[0]) / REPEATS);
    CHECK_CLOSE(bounds[0], elbo, 6 * se);
    assert_true(exact - elbo > 10 * se);
    for (int i = 0; i < 3; i++)
        assert_true(bounds[i + 1] > bounds[i]);
    assert_true(bounds[3] < exact);
    assert_true(exact - bounds[3] < 0.2 * (exact - elbo));
    vae_free(&m);
}

/* A decoder that ignores its code, and an encoder that knows it: every weight
 * is p(x) itself. */
static void weights_are_exact_where_codes_say_nothing(void **state)
{
    (void)state;
    vae m = integrable();
    node *deaf[] = {m.mu, m.logvar};
    for (int i = 0; i < 2; i++)
        memset(deaf[i]->theta, 0, node_parameter_count(deaf[i]) * sizeof(real));
    memset(m.logits->theta, 0, node_weight_count(m.logits) * sizeof(real));
    const real *a = m.logits->theta + node_weight_count(m.logits);
    double p = 0, w[7];
    for (int i = 0; i < 5; i++)
        p -= log(1 + exp((double)((m.x->value[i] > 0 ? -1 : 1) * a[i])));
    importance_weights(&m, 1, 1, 7, w);
    for (int k = 0; k < 7; k++)
        CHECK_CLOSE(w[k], p, 1e-5);
    vae_free(&m);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(log_mean_exp_does_not_overflow),
        cmocka_unit_test(weights_are_unbiased),
        cmocka_unit_test(bounds_rise_from_the_elbo_to_the_likelihood),
        cmocka_unit_test(weights_are_exact_where_codes_say_nothing),
    };
    return RUN_TESTS(tests);
}
