// SPDX-License-Identifier: GPL-3.0-or-later
#include "density.h"

#include "fail.h"
#include "rng.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort_float.h>
#include <gsl/gsl_statistics_float.h>
#include <stdlib.h>
#include <string.h>

static void mean_and_covariance(code_space *s, const float *columns)
{
    size_t n = (size_t)s->n;
    for (size_t i = 0; i < (size_t)s->size; i++) {
        const float *a = columns + i * n;
        gsl_vector_set(s->mean, i, gsl_stats_float_mean(a, 1, n));
        for (size_t j = 0; j <= i; j++)
            gsl_matrix_set(
                s->factor, i, j,
                gsl_stats_float_covariance(a, 1, columns + j * n, 1, n));
    }
}

/* One code, whitened: L^-1 (code - mean), by forward substitution. */
static void whiten(const code_space *s, gsl_vector *code)
{
    gsl_vector_sub(code, s->mean);
    gsl_blas_dtrsv(CblasLower, CblasNoTrans, CblasNonUnit, s->factor, code);
}

static void whiten_columns(code_space *s)
{
    gsl_vector *code = gsl_vector_alloc((size_t)s->size);
    for (int b = 0; b < s->n; b++) {
        for (int i = 0; i < s->size; i++)
            gsl_vector_set(
                code, (size_t)i,
                (double)s->columns[(size_t)i * (size_t)s->n + (size_t)b]);
        whiten(s, code);
        for (int i = 0; i < s->size; i++)
            s->columns[(size_t)i * (size_t)s->n + (size_t)b] =
                (float)gsl_vector_get(code, (size_t)i);
    }
    gsl_vector_free(code);
}

/**
The factor $L$ exists if no code is a linear function of those before it.
$L_{ii}^2$ is the part of code $i$'s variance that those do not explain; a
billionth of the variance is nothing but rounding.
*/

static void factorise(gsl_matrix *covariance)
{
    static const char *const hint = "train longer, or use fewer codes";
    gsl_vector_const_view diagonal = gsl_matrix_const_diagonal(covariance);
    gsl_vector *variances = gsl_vector_alloc(covariance->size1);
    gsl_vector_memcpy(variances, &diagonal.vector);
    for (size_t i = 0; i < variances->size; i++)
        if (!(gsl_vector_get(variances, i) > 0))
            fail(hint, "code %zu is the same for all pictures", i + 1);
    gsl_error_handler_t *usual = gsl_set_error_handler_off();
    int status = gsl_linalg_cholesky_decomp1(covariance);
    gsl_set_error_handler(usual);
    for (size_t i = 0; i < variances->size; i++)
        if (status || gsl_pow_2(gsl_matrix_get(covariance, i, i)) <
                          1e-9 * gsl_vector_get(variances, i))
            fail(hint, "the codes depend on each other linearly");
    gsl_vector_free(variances);
}

code_space code_space_fit(const real *codes, int n, int size)
{
    REQUIRE(n > DENSITY_NEIGHBOUR, "too few codes to have neighbours");
    code_space s = {n, size, gsl_vector_alloc((size_t)size),
                    gsl_matrix_calloc((size_t)size, (size_t)size),
                    must_alloc((size_t)n * (size_t)size, sizeof(float))};
    for (int b = 0; b < n; b++)
        for (int i = 0; i < size; i++)
            s.columns[(size_t)i * (size_t)n + (size_t)b] =
                (float)codes[(size_t)b * (size_t)size + (size_t)i];
    mean_and_covariance(&s, s.columns);
    factorise(s.factor);
    whiten_columns(&s);
    return s;
}

void code_space_free(code_space *s)
{
    gsl_vector_free(s->mean);
    gsl_matrix_free(s->factor);
    free(s->columns);
    *s = (code_space){0};
}

/**
The search is the plain one: all distances, and the ten smallest of them. Stored
by coordinates, the codes are compared many at a time.
*/

static double neighbour_distance(const code_space *s, const gsl_vector *code,
                                 float *squares)
{
    float nearest[DENSITY_NEIGHBOUR];
    memset(squares, 0, (size_t)s->n * sizeof *squares);
    for (int i = 0; i < s->size; i++) {
        const float *restrict column = s->columns + (size_t)i * (size_t)s->n;
        float z = (float)gsl_vector_get(code, (size_t)i);
        for (int b = 0; b < s->n; b++)
            squares[b] += (column[b] - z) * (column[b] - z);
    }
    gsl_sort_float_smallest(nearest, DENSITY_NEIGHBOUR, squares, 1,
                            (size_t)s->n);
    return sqrt((double)nearest[DENSITY_NEIGHBOUR - 1]);
}

double code_space_distance(const code_space *s, const real *codes, int m,
                           real *each)
{
    gsl_vector *code = gsl_vector_alloc((size_t)s->size);
    float *squares = must_alloc((size_t)s->n, sizeof *squares);
    double total = 0;
    for (int b = 0; b < m; b++) {
        for (int i = 0; i < s->size; i++)
            gsl_vector_set(code, (size_t)i, (double)codes[b * s->size + i]);
        whiten(s, code);
        double distance = neighbour_distance(s, code, squares);
        total += distance;
        if (each)
            each[b] = (real)distance;
    }
    free(squares);
    gsl_vector_free(code);
    return total / m;
}

void code_space_gaussian(const code_space *s, uint64_t seed, int m, real *codes)
{
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    gsl_vector *code = gsl_vector_alloc((size_t)s->size);
    for (int b = 0; b < m; b++) {
        for (int i = 0; i < s->size; i++)
            gsl_vector_set(code, (size_t)i, gsl_ran_ugaussian(rng));
        gsl_blas_dtrmv(CblasLower, CblasNoTrans, CblasNonUnit, s->factor, code);
        gsl_vector_add(code, s->mean);
        for (int i = 0; i < s->size; i++)
            codes[b * s->size + i] = (real)gsl_vector_get(code, (size_t)i);
    }
    gsl_vector_free(code);
    gsl_rng_free(rng);
}
