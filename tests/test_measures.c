// SPDX-License-Identifier: GPL-3.0-or-later
/* The matrix product, principal components and angles between planes, each
 * against an oracle that does it in another way. */
#include "check.h"

#include "gemm.h"
#include "noise.h"
#include "pca.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the matrix product -------------------------------------------------- */

static double entry(const real *a, int rows, int columns, gemm_side side, int i,
                    int j)
{
    return (double)(side == PLAIN ? a[i * columns + j] : a[j * rows + i]);
}

static void is_product(int m, int n, int k, gemm_side sa, gemm_side sb,
                       int keep)
{
    size_t count = (size_t)m * (size_t)n;
    real *a = must_alloc((size_t)m * (size_t)k, sizeof *a);
    real *b = must_alloc((size_t)k * (size_t)n, sizeof *b);
    real *c = must_alloc(count + 1, sizeof *c);
    real *before = must_alloc(count + 1, sizeof *c);
    noise(a, (size_t)(m * k), 1);
    noise(b, (size_t)(k * n), 2);
    noise(before, count + 1, 3);
    memcpy(c, before, (count + 1) * sizeof *c);
    if (!keep)
        c[0] = NAN; /* what is there does not count */
    gemm(sa, sb, m, n, k, a, b, (real)keep, c);
    for (int i = 0; i < m; i++)
        for (int j = 0; j < n; j++) {
            double sum = keep * (double)before[i * n + j], size = 1;
            for (int l = 0; l < k; l++) {
                double term =
                    entry(a, m, k, sa, i, l) * entry(b, k, n, sb, l, j);
                sum += term;
                size += fabs(term);
            }
            CHECK_CLOSE(c[i * n + j], sum, 3e-7 * size);
        }
    CHECK_CLOSE(c[count], before[count], 0);
    free(a);
    free(b);
    free(c);
    free(before);
}

static void products_are_right_for_all_sides_and_odd_sizes(void **state)
{
    (void)state;
    const int sizes[][3] = {{1, 1, 1},  {1, 7, 3},    {5, 1, 9},    {3, 11, 1},
                            {7, 5, 13}, {33, 17, 29}, {65, 31, 127}};
    for (size_t s = 0; s < sizeof sizes / sizeof *sizes; s++)
        for (int how = 0; how < 8; how++)
            is_product(sizes[s][0], sizes[s][1], sizes[s][2],
                       how & 1 ? TRANSPOSED : PLAIN,
                       how & 2 ? TRANSPOSED : PLAIN, how >> 2);
}

static void two_threads_give_the_same_product(void **state)
{
    (void)state;
    gemm_threads(2);
    is_product(131, 107, 97, PLAIN, TRANSPOSED, 1); /* worth two threads */
    is_product(7, 5, 13, TRANSPOSED, PLAIN, 0);
    gemm_threads(1);
    is_product(131, 107, 97, TRANSPOSED, PLAIN, 0);
    assert_true(strlen(gemm_library()) > 0);
}

/* ---- principal components ------------------------------------------------ */

/* Pictures whose numbers hang together, more than are taken at once. */
static dataset pictures(int n)
{
    dataset d = dataset_alloc(n, 1, 2, 3);
    for (int b = 0; b < n; b++) {
        real e[6];
        noise(e, 6, 1000 + (uint64_t)b);
        double x[6] = {0};
        for (int i = 0; i < 6; i++) {
            x[i] = 100 + 7 * i + (20 - 3 * i) * (double)e[i];
            x[i] += i > 0 ? 0.6 * (x[i - 1] - 100) : 0;
            d.pixels[6 * b + i] = (unsigned char)GSL_MAX(0, GSL_MIN(255, x[i]));
        }
    }
    return d;
}

/* The data less their mean as a matrix; its singular value decomposition is
 * another way to the same axes. */
static gsl_matrix *centred(const dataset *d, double *mean)
{
    gsl_matrix *x = gsl_matrix_alloc((size_t)d->n, 6);
    for (size_t i = 0; i < 6; i++) {
        mean[i] = 0;
        for (size_t b = 0; b < (size_t)d->n; b++)
            mean[i] += d->pixels[6 * b + i] / 255.0 / d->n;
        for (size_t b = 0; b < (size_t)d->n; b++)
            gsl_matrix_set(x, b, i, d->pixels[6 * b + i] / 255.0 - mean[i]);
    }
    return x;
}

static void pca_is_the_singular_value_decomposition(void **state)
{
    (void)state;
    enum { MANY = 2311 };
    double mean[6], mse[7], rest = 0;
    dataset d = pictures(MANY);
    gsl_matrix *u = centred(&d, mean), *v = gsl_matrix_alloc(6, 6);
    gsl_vector *s = gsl_vector_alloc(6), *work = gsl_vector_alloc(6);
    gsl_linalg_SV_decomp(u, v, s, work);
    pca p = pca_fit(&d);
    pca_errors(&p, &d, mse);
    assert_int_equal(p.size, 6);
    for (size_t i = 6; i-- > 0;) {
        double variance = gsl_pow_2(gsl_vector_get(s, i)) / MANY, dot;
        gsl_vector_view a = gsl_matrix_column(v, i);
        gsl_vector_view b = gsl_matrix_column(p.axes, i);
        gsl_blas_ddot(&a.vector, &b.vector, &dot);
        CHECK_CLOSE(gsl_vector_get(p.mean, i), mean[i], 1e-7);
        CHECK_CLOSE(gsl_vector_get(p.variances, i), variance, 1e-7 * variance);
        CHECK_CLOSE(fabs(dot), 1, 1e-9);
        CHECK_CLOSE(mse[i + 1], rest / 6, 1e-9);
        rest += variance;
    }
    CHECK_CLOSE(mse[0], rest / 6, 1e-9);
    CHECK_CLOSE(mse[6], 0, 0);
    gsl_matrix_free(u);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gsl_vector_free(work);
    pca_free(&p);
    dataset_free(&d);
}

/* Of other pictures the error is that of the projection, done by hand. */
static void errors_of_other_pictures_are_those_of_their_projections(
    void **state)
{
    (void)state;
    dataset d = pictures(300);
    dataset other = dataset_cut(&d, 37);
    pca p = pca_fit(&d);
    double mse[7], expected[7] = {0};
    pca_errors(&p, &other, mse);
    for (int b = 0; b < 37; b++) {
        double x[6];
        for (size_t i = 0; i < 6; i++)
            x[i] = other.pixels[6 * b + (int)i] / 255.0 -
                   gsl_vector_get(p.mean, i);
        for (size_t k = 0; k <= 6; k++) {
            for (size_t i = 0; i < 6; i++)
                expected[k] += x[i] * x[i] / 37 / 6;
            double z = 0;
            for (size_t i = 0; k < 6 && i < 6; i++)
                z += x[i] * gsl_matrix_get(p.axes, i, k);
            for (size_t i = 0; k < 6 && i < 6; i++)
                x[i] -= z * gsl_matrix_get(p.axes, i, k);
        }
    }
    for (int k = 0; k <= 6; k++)
        CHECK_CLOSE(mse[k], expected[k], 1e-8);
    pca_free(&p);
    dataset_free(&d);
    dataset_free(&other);
}

/* ---- angles -------------------------------------------------------------- */

static gsl_matrix *random_matrix(size_t rows, size_t columns, uint64_t seed)
{
    gsl_matrix *a = gsl_matrix_alloc(rows, columns);
    real *x = must_alloc(rows * columns, sizeof *x);
    noise(x, rows * columns, seed);
    for (size_t i = 0; i < rows * columns; i++)
        a->data[i] = (double)x[i];
    free(x);
    return a;
}

static void the_same_space_in_another_basis_is_at_no_angle(void **state)
{
    (void)state;
    gsl_matrix *a = random_matrix(11, 3, 5), *mix = random_matrix(3, 3, 6);
    gsl_matrix *b = gsl_matrix_alloc(11, 3);
    gsl_vector *angles = gsl_vector_alloc(3);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 41.7, a, mix, 0, b);
    subspace_angles(a, b, angles);
    for (size_t i = 0; i < 3; i++)
        CHECK_CLOSE(gsl_vector_get(angles, i), 0, 1e-5);
    gsl_matrix_free(a);
    gsl_matrix_free(b);
    gsl_matrix_free(mix);
    gsl_vector_free(angles);
}

/* The planes of axes 0, 1 and of these turned by 23.7 and 71.3 degrees towards
 * axes 2, 3, seen in a random orthonormal basis, and mixed. */
static void known_rotations_are_found(void **state)
{
    (void)state;
    const double degrees[] = {71.3, 23.7};
    gsl_matrix *q = random_matrix(9, 9, 7), *v = gsl_matrix_alloc(9, 9);
    gsl_matrix *a = gsl_matrix_alloc(9, 2), *b = gsl_matrix_alloc(9, 2);
    gsl_vector *s = gsl_vector_alloc(9), *angles = gsl_vector_alloc(2);
    gsl_linalg_SV_decomp_jacobi(q, v, s);
    for (size_t i = 0; i < 9; i++) {
        double turned[2];
        for (size_t k = 0; k < 2; k++)
            turned[k] =
                cos(degrees[k] * M_PI / 180) * gsl_matrix_get(q, i, k) +
                sin(degrees[k] * M_PI / 180) * gsl_matrix_get(q, i, k + 2);
        gsl_matrix_set(a, i, 0,
                       3.1 * gsl_matrix_get(q, i, 0) -
                           0.7 * gsl_matrix_get(q, i, 1));
        gsl_matrix_set(a, i, 1, gsl_matrix_get(q, i, 1));
        gsl_matrix_set(b, i, 0, turned[0] + 0.9 * turned[1]);
        gsl_matrix_set(b, i, 1, -0.013 * turned[1]);
    }
    subspace_angles(a, b, angles);
    CHECK_CLOSE(gsl_vector_get(angles, 0), 23.7, 1e-6);
    CHECK_CLOSE(gsl_vector_get(angles, 1), 71.3, 1e-6);
    gsl_matrix_free(a);
    gsl_matrix_free(b);
    gsl_matrix_free(q);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gsl_vector_free(angles);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(products_are_right_for_all_sides_and_odd_sizes),
        cmocka_unit_test(two_threads_give_the_same_product),
        cmocka_unit_test(pca_is_the_singular_value_decomposition),
        cmocka_unit_test(
            errors_of_other_pictures_are_those_of_their_projections),
        cmocka_unit_test(the_same_space_in_another_basis_is_at_no_angle),
        cmocka_unit_test(known_rotations_are_found),
    };
    return RUN_TESTS(tests);
}
