// SPDX-License-Identifier: GPL-3.0-or-later
/* Distances in the code space, against a search and a whitening done in
 * another way. */
#include "check.h"

#include "density.h"
#include "noise.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_sort.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 3, COUNT = 211, OTHERS = 23 };

/* Codes that are stretched, sheared and shifted. */
static void codes_of(real *codes, int n, uint64_t seed)
{
    noise(codes, (size_t)n * SIZE, seed);
    for (int b = 0; b < n; b++) {
        real *z = codes + b * SIZE;
        z[1] = R(3.7) * z[1] - R(1.9) * z[0] + R(5.3);
        z[2] = R(0.21) * z[2] + R(0.13) * z[1];
        z[0] = R(0.83) * z[0] - R(11.7);
    }
}

/* Mean and covariance, in double and without GSL's statistics. */
static void moments(const real *codes, int n, double *mean, gsl_matrix *cov)
{
    gsl_matrix_set_zero(cov);
    for (int i = 0; i < SIZE; i++) {
        mean[i] = 0;
        for (int b = 0; b < n; b++)
            mean[i] += (double)codes[b * SIZE + i] / n;
    }
    for (int b = 0; b < n; b++)
        for (int k = 0; k < SIZE * SIZE; k++) {
            int i = k / SIZE, j = k % SIZE;
            cov->data[k] += ((double)codes[b * SIZE + i] - mean[i]) *
                            ((double)codes[b * SIZE + j] - mean[j]) / (n - 1);
        }
}

/* Euclid's distance of whitened codes is Mahalanobis' distance of codes:
 * (a - b)^T C^-1 (a - b). All are sorted, the tenth is taken. */
static double tenth(const real *codes, const gsl_matrix *inverse,
                    const real *code)
{
    double squares[COUNT];
    for (int b = 0; b < COUNT; b++) {
        squares[b] = 0;
        for (int k = 0; k < SIZE * SIZE; k++) {
            int i = k / SIZE, j = k % SIZE;
            squares[b] += (double)(codes[b * SIZE + i] - code[i]) *
                          inverse->data[k] *
                          (double)(codes[b * SIZE + j] - code[j]);
        }
    }
    gsl_sort(squares, 1, COUNT);
    return sqrt(squares[9]);
}

static void the_tenth_neighbour_is_that_of_a_plain_search(void **state)
{
    (void)state;
    real codes[COUNT * SIZE], others[OTHERS * SIZE], each[OTHERS];
    double mean[SIZE], total = 0;
    gsl_matrix *inverse = gsl_matrix_alloc(SIZE, SIZE);
    codes_of(codes, COUNT, 1);
    codes_of(others, OTHERS, 2);
    moments(codes, COUNT, mean, inverse);
    gsl_linalg_cholesky_decomp1(inverse);
    gsl_linalg_cholesky_invert(inverse);
    code_space s = code_space_fit(codes, COUNT, SIZE);
    double found = code_space_distance(&s, others, OTHERS, each);
    for (int b = 0; b < OTHERS; b++) {
        double expected = tenth(codes, inverse, others + b * SIZE);
        CHECK_CLOSE(each[b], expected, 1e-5 * (1 + expected));
        total += expected;
    }
    CHECK_CLOSE(found, total / OTHERS, 1e-5);
    CHECK_CLOSE(code_space_distance(&s, others, OTHERS, NULL), found, 0);
    code_space_free(&s);
    code_space_free(&s);
    gsl_matrix_free(inverse);
}

/* A training code is its own nearest neighbour: the tenth is the ninth other
 * one. */
static void a_training_code_counts_itself(void **state)
{
    (void)state;
    real line[15], each[1], first = 0;
    for (int b = 0; b < 15; b++)
        line[b] = (real)b;
    code_space s = code_space_fit(line, 15, 1);
    code_space_distance(&s, &first, 1, each);
    CHECK_CLOSE(each[0], 9 / sqrt(20), 1e-6); /* the variance of 0..14 is 20 */
    code_space_free(&s);
}

static void whitened_codes_have_mean_0_and_covariance_1(void **state)
{
    (void)state;
    real codes[COUNT * SIZE], white[COUNT * SIZE];
    double mean[SIZE];
    gsl_matrix *covariance = gsl_matrix_alloc(SIZE, SIZE);
    codes_of(codes, COUNT, 3);
    code_space s = code_space_fit(codes, COUNT, SIZE);
    assert_int_equal(s.n, COUNT);
    for (int b = 0; b < COUNT; b++)
        for (int i = 0; i < SIZE; i++)
            white[b * SIZE + i] = s.columns[i * COUNT + b];
    moments(white, COUNT, mean, covariance);
    for (size_t i = 0; i < SIZE; i++) {
        CHECK_CLOSE(mean[i], 0, 2e-6);
        for (size_t j = 0; j < SIZE; j++)
            CHECK_CLOSE(gsl_matrix_get(covariance, i, j), i == j, 1e-5);
    }
    gsl_matrix_free(covariance);
    code_space_free(&s);
}

/* The same affine map of all codes: whatever it does, the distances stay. */
static void an_affine_map_changes_no_distance(void **state)
{
    (void)state;
    const double a[SIZE][SIZE] = {
        {0.31, -2.7, 1.3}, {41.3, 5.9, -0.7}, {-0.11, 0.017, 0.53}};
    real both[2][(COUNT + OTHERS) * SIZE], each[2][OTHERS];
    codes_of(both[0], COUNT + OTHERS, 4);
    for (int b = 0; b < COUNT + OTHERS; b++)
        for (int i = 0; i < SIZE; i++) {
            double sum = 7.3 * (i - 1);
            for (int j = 0; j < SIZE; j++)
                sum += a[i][j] * (double)both[0][b * SIZE + j];
            both[1][b * SIZE + i] = (real)sum;
        }
    for (int k = 0; k < 2; k++) {
        code_space s = code_space_fit(both[k], COUNT, SIZE);
        code_space_distance(&s, both[k] + COUNT * SIZE, OTHERS, each[k]);
        code_space_free(&s);
    }
    for (int b = 0; b < OTHERS; b++)
        CHECK_CLOSE(each[1][b], each[0][b], 2e-3);
}

static void the_gaussian_has_the_codes_mean_and_covariance(void **state)
{
    (void)state;
    enum { MANY = 40000 };
    real codes[COUNT * SIZE], *drawn = must_alloc(MANY * SIZE, sizeof *drawn);
    double mean[2][SIZE];
    gsl_matrix *cov[2] = {gsl_matrix_alloc(SIZE, SIZE),
                          gsl_matrix_alloc(SIZE, SIZE)};
    codes_of(codes, COUNT, 5);
    code_space s = code_space_fit(codes, COUNT, SIZE);
    code_space_gaussian(&s, 17, MANY, drawn);
    moments(codes, COUNT, mean[0], cov[0]);
    moments(drawn, MANY, mean[1], cov[1]);
    for (size_t i = 0; i < SIZE; i++) {
        double sd = sqrt(gsl_matrix_get(cov[0], i, i));
        CHECK_CLOSE(mean[1][i], mean[0][i], 5 * sd / sqrt(MANY));
        for (size_t j = 0; j < SIZE; j++) {
            double size = sd * sqrt(gsl_matrix_get(cov[0], j, j));
            CHECK_CLOSE(gsl_matrix_get(cov[1], i, j),
                        gsl_matrix_get(cov[0], i, j),
                        5 * size * sqrt(2.0 / MANY));
        }
    }
    real again[SIZE * 2], other[SIZE * 2];
    code_space_gaussian(&s, 17, 2, again);
    code_space_gaussian(&s, 18, 2, other);
    assert_memory_equal(again, drawn, sizeof again);
    assert_memory_not_equal(other, drawn, sizeof other);
    gsl_matrix_free(cov[0]);
    gsl_matrix_free(cov[1]);
    code_space_free(&s);
    free(drawn);
}

/* The measure of the chapter: 1 at home, more in a hole. */
static void the_ratio_is_1_at_home_and_larger_in_a_hole(void **state)
{
    (void)state;
    enum { MANY = 2000 };
    static real rings[3][2 * MANY], drawn[2 * MANY];
    real centre[2] = {R(0.03), R(-0.02)};
    for (int part = 0; part < 3; part++) {
        real *z = rings[part];
        noise(z, 2 * MANY, 6 + (uint64_t)part);
        for (int b = 0; b < MANY; b++) {
            double r = hypot((double)z[2 * b], (double)z[2 * b + 1]);
            z[2 * b] *= (real)((3 + 0.2 * r) / r);
            z[2 * b + 1] *= (real)((3 + 0.2 * r) / r);
        }
    }
    code_space s = code_space_fit(rings[0], MANY, 2);
    double at_home = code_space_distance(&s, rings[1], MANY, NULL);
    double other = code_space_distance(&s, rings[2], MANY, NULL);
    code_space_gaussian(&s, 8, MANY, drawn);
    CHECK_CLOSE(other / at_home, 1, 0.05);
    assert_true(code_space_distance(&s, drawn, MANY, NULL) > 2 * at_home);
    assert_true(code_space_distance(&s, centre, 1, NULL) > 8 * at_home);
    code_space_free(&s);
}

static void fit_constant(void *arg)
{
    real codes[COUNT * SIZE];
    (void)arg;
    codes_of(codes, COUNT, 9);
    for (int b = 0; b < COUNT; b++)
        codes[b * SIZE + 1] = R(0.1);
    code_space_fit(codes, COUNT, SIZE);
}

static void fit_dependent(void *arg)
{
    real codes[COUNT * SIZE];
    (void)arg;
    codes_of(codes, COUNT, 9);
    for (int b = 0; b < COUNT; b++)
        codes[b * SIZE + 1] = codes[b * SIZE];
    code_space_fit(codes, COUNT, SIZE);
}

static void fit_ten(void *arg)
{
    real codes[10 * SIZE];
    (void)arg;
    codes_of(codes, 10, 9);
    code_space_fit(codes, 10, SIZE);
}

static void a_dead_code_is_an_error(void **state)
{
    (void)state;
    CHECK_FAILS(fit_constant, NULL, 1, "code 2 is the same for all pictures");
    CHECK_FAILS(fit_dependent, NULL, 1, "depend on each other linearly");
    CHECK_STOPS(fit_ten, NULL, "too few codes to have neighbours");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_tenth_neighbour_is_that_of_a_plain_search),
        cmocka_unit_test(a_training_code_counts_itself),
        cmocka_unit_test(whitened_codes_have_mean_0_and_covariance_1),
        cmocka_unit_test(an_affine_map_changes_no_distance),
        cmocka_unit_test(the_gaussian_has_the_codes_mean_and_covariance),
        cmocka_unit_test(the_ratio_is_1_at_home_and_larger_in_a_hole),
        cmocka_unit_test(a_dead_code_is_an_error),
    };
    return RUN_TESTS(tests);
}
