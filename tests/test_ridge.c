// SPDX-License-Identifier: GPL-3.0-or-later
/* Ridge regression with few rows, against GSL's and against brute force. */
#include "check.h"

#include "ridge.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_randist.h>

enum { COLUMNS = 4, FACTORS = 2 };

typedef struct {
    gsl_matrix *z, *v;
} sample;

/* n rows of noise and two factors: a linear map of them, with noise. */
static sample sample_of(size_t n, double noise, uint64_t seed)
{
    static const double map[COLUMNS][FACTORS] = {
        {1, -2}, {0.3, 0.7}, {0, 1.1}, {-0.4, 0}};
    sample s = {gsl_matrix_alloc(n, COLUMNS), gsl_matrix_alloc(n, FACTORS)};
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 9);
    for (size_t b = 0; b < n; b++) {
        for (size_t i = 0; i < COLUMNS; i++)
            gsl_matrix_set(s.z, b, i, 3 + gsl_ran_ugaussian(rng));
        for (size_t k = 0; k < FACTORS; k++) {
            double value = 5 + gsl_ran_gaussian(rng, noise);
            for (size_t i = 0; i < COLUMNS; i++)
                value += map[i][k] * gsl_matrix_get(s.z, b, i);
            gsl_matrix_set(s.v, b, k, value);
        }
    }
    gsl_rng_free(rng);
    return s;
}

static void sample_free(sample *s)
{
    gsl_matrix_free(s->z);
    gsl_matrix_free(s->v);
}

static double first_score(const sample *fit, const sample *at)
{
    gsl_vector *r2 = gsl_vector_alloc(FACTORS);
    ridge_r2(fit->z, fit->v, at->z, at->v, r2);
    double value = gsl_vector_get(r2, 0);
    gsl_vector_free(r2);
    return value;
}

static void a_linear_map_is_found(void **state)
{
    (void)state;
    sample fit = sample_of(12, 0, 1), at = sample_of(200, 0, 2);
    gsl_vector *r2 = gsl_vector_alloc(FACTORS);
    ridge_r2(fit.z, fit.v, at.z, at.v, r2);
    for (size_t k = 0; k < FACTORS; k++)
        CHECK_CLOSE(gsl_vector_get(r2, k), 1, 1e-9);
    gsl_vector_free(r2);
    sample_free(&fit);
    sample_free(&at);
}

/* ---- the oracle: GSL's ridge, refitted without each row ------------------ */

/* Fits centred rows but `without` (n: all) and predicts row `at` of z. */
static double predicted(const sample *s, size_t without, double lambda,
                        const gsl_vector *at)
{
    size_t n = s->z->size1, rows = without < n ? n - 1 : n, row = 0;
    gsl_matrix *x = gsl_matrix_alloc(rows, COLUMNS);
    gsl_vector *y = gsl_vector_alloc(rows), *c = gsl_vector_alloc(COLUMNS);
    double means[COLUMNS] = {0}, offset = 0, norm, size;
    for (size_t b = 0; b < n; b++) {
        if (b == without)
            continue;
        for (size_t i = 0; i < COLUMNS; i++) {
            gsl_matrix_set(x, row, i, gsl_matrix_get(s->z, b, i));
            means[i] += gsl_matrix_get(s->z, b, i) / (double)rows;
        }
        gsl_vector_set(y, row++, gsl_matrix_get(s->v, b, 0));
        offset += gsl_matrix_get(s->v, b, 0) / (double)rows;
    }
    gsl_vector_add_constant(y, -offset);
    for (size_t i = 0; i < COLUMNS; i++) {
        gsl_vector_view column = gsl_matrix_column(x, i);
        gsl_vector_add_constant(&column.vector, -means[i]);
    }
    gsl_multifit_linear_workspace *w = gsl_multifit_linear_alloc(rows, COLUMNS);
    gsl_multifit_linear_svd(x, w);
    gsl_multifit_linear_solve(sqrt(lambda), x, y, c, &norm, &size, w);
    double value = offset;
    for (size_t i = 0; i < COLUMNS; i++)
        value += gsl_vector_get(c, i) * (gsl_vector_get(at, i) - means[i]);
    gsl_multifit_linear_free(w);
    gsl_matrix_free(x);
    gsl_vector_free(y);
    gsl_vector_free(c);
    return value;
}

/* The mean eigenvalue, from which the penalties are counted. */
static double unit_of(const sample *s)
{
    double total = 0;
    for (size_t i = 0; i < COLUMNS; i++) {
        double mean = 0, squares = 0;
        for (size_t b = 0; b < s->z->size1; b++)
            mean += gsl_matrix_get(s->z, b, i) / (double)s->z->size1;
        for (size_t b = 0; b < s->z->size1; b++)
            squares += gsl_pow_2(gsl_matrix_get(s->z, b, i) - mean);
        total += squares;
    }
    return total / (double)s->z->size1;
}

/* Leaves every row out in earnest, for all penalties. */
static double best_by_force(const sample *s)
{
    double least = INFINITY, best = 0;
    for (int i = 0; i < 12; i++) {
        double lambda = 1e3 * gsl_pow_int(0.1, i) * unit_of(s), errors = 0;
        for (size_t b = 0; b < s->z->size1; b++) {
            gsl_vector_view row = gsl_matrix_row(s->z, b);
            errors += gsl_pow_2(gsl_matrix_get(s->v, b, 0) -
                                predicted(s, b, lambda, &row.vector));
        }
        if (errors < least) {
            least = errors;
            best = lambda;
        }
    }
    return best;
}

static void the_penalty_is_that_of_rows_left_out(void **state)
{
    (void)state;
    for (uint64_t seed = 3; seed < 8; seed++) {
        sample fit = sample_of(9, 2, seed), at = sample_of(50, 2, seed + 100);
        double lambda = best_by_force(&fit), errors = 0, all = 0, mean = 0;
        for (size_t b = 0; b < 50; b++)
            mean += gsl_matrix_get(at.v, b, 0) / 50;
        for (size_t b = 0; b < 50; b++) {
            gsl_vector_view row = gsl_matrix_row(at.z, b);
            double truth = gsl_matrix_get(at.v, b, 0);
            errors +=
                gsl_pow_2(truth - predicted(&fit, 9, lambda, &row.vector));
            all += gsl_pow_2(truth - mean);
        }
        CHECK_CLOSE(first_score(&fit, &at), 1 - errors / all, 1e-6);
        sample_free(&fit);
        sample_free(&at);
    }
}

/* More columns than rows: the map found lies in the space of the rows, and a
 * factor that has nothing to do with them cannot be read. */
static void few_rows_and_many_columns(void **state)
{
    (void)state;
    enum { WIDE = 60, ROWS = 15 };
    gsl_matrix *z = gsl_matrix_alloc(ROWS + 300, WIDE);
    gsl_matrix *v = gsl_matrix_alloc(ROWS + 300, FACTORS);
    gsl_rng *rng = rng_at(4, RNG_SAMPLE, 9);
    for (size_t b = 0; b < z->size1; b++) {
        double t = gsl_ran_ugaussian(rng);
        for (size_t i = 0; i < WIDE; i++)
            gsl_matrix_set(z, b, i, t + gsl_ran_gaussian(rng, 0.3));
        gsl_matrix_set(v, b, 0, 2 * t - 1);
        gsl_matrix_set(v, b, 1, gsl_ran_ugaussian(rng));
    }
    gsl_rng_free(rng);
    gsl_matrix_view a = gsl_matrix_submatrix(z, 0, 0, ROWS, WIDE);
    gsl_matrix_view b = gsl_matrix_submatrix(v, 0, 0, ROWS, FACTORS);
    gsl_matrix_view c = gsl_matrix_submatrix(z, ROWS, 0, 300, WIDE);
    gsl_matrix_view d = gsl_matrix_submatrix(v, ROWS, 0, 300, FACTORS);
    gsl_vector *r2 = gsl_vector_alloc(FACTORS);
    ridge_r2(&a.matrix, &b.matrix, &c.matrix, &d.matrix, r2);
    assert_true(gsl_vector_get(r2, 0) > 0.98);
    assert_true(gsl_vector_get(r2, 1) < 0.1);
    gsl_vector_free(r2);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
}

/* A code that is constant says nothing, and breaks nothing. */
static void a_dead_code_reads_the_mean(void **state)
{
    (void)state;
    sample fit = sample_of(8, 1, 1), at = sample_of(40, 1, 2);
    gsl_matrix_set_all(fit.z, 2);
    gsl_matrix_set_all(at.z, 2);
    double r2 = first_score(&fit, &at);
    assert_true(r2 <= 0 && r2 > -1);
    sample_free(&fit);
    sample_free(&at);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_linear_map_is_found),
        cmocka_unit_test(the_penalty_is_that_of_rows_left_out),
        cmocka_unit_test(few_rows_and_many_columns),
        cmocka_unit_test(a_dead_code_reads_the_mean),
    };
    return RUN_TESTS(tests);
}
