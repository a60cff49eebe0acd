// SPDX-License-Identifier: GPL-3.0-or-later
#include "linear_fit.h"

#include "fail.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>

/* Singular values below this share of the largest count as zero. */
static const double tolerance = 1e-10;

gsl_matrix *standardised(const gsl_matrix *x)
{
    gsl_matrix *s = gsl_matrix_alloc(x->size1, x->size2);
    gsl_matrix_memcpy(s, x);
    for (size_t k = 0; k < x->size2; k++) {
        gsl_vector_view column = gsl_matrix_column(s, k);
        gsl_vector *v = &column.vector;
        double mean = gsl_stats_mean(v->data, v->stride, v->size);
        double variance =
            gsl_stats_variance_m(v->data, v->stride, v->size, mean) *
            (double)(v->size - 1) / (double)v->size;
        gsl_vector_add_constant(v, -mean);
        gsl_vector_scale(v, variance > 1e-24 ? 1 / sqrt(variance) : 0);
    }
    return s;
}

/* The matrix, with rows of zeros below if it is wider than high: they change no
 * solution, and the decomposition asks for them. */
static gsl_matrix *high(const gsl_matrix *x, size_t least)
{
    size_t rows = x->size1 < least ? least : x->size1;
    gsl_matrix *y = gsl_matrix_calloc(rows, x->size2);
    gsl_matrix_view part = gsl_matrix_submatrix(y, 0, 0, x->size1, x->size2);
    gsl_matrix_memcpy(&part.matrix, x);
    return y;
}

/* The shortest solution of min |x c - y| for each column of y: (x columns, y
 * columns). */
static gsl_matrix *solve(const gsl_matrix *x, const gsl_matrix *y)
{
    size_t columns = x->size2;
    gsl_matrix *c = gsl_matrix_calloc(columns, y->size2);
    if (gsl_matrix_isnull(x))
        return c;
    gsl_matrix *u = high(x, columns), *b = high(y, columns);
    gsl_matrix *v = gsl_matrix_alloc(columns, columns);
    gsl_matrix *work = gsl_matrix_alloc(columns, columns);
    gsl_vector *values = gsl_vector_alloc(columns);
    gsl_vector *scratch = gsl_vector_alloc(columns);
    gsl_linalg_SV_decomp_mod(u, work, v, values, scratch);
    for (size_t i = 0; i < columns; i++)
        if (gsl_vector_get(values, i) < tolerance * gsl_vector_get(values, 0))
            gsl_vector_set(values, i, 0);
    for (size_t k = 0; k < y->size2; k++) {
        gsl_vector_const_view target = gsl_matrix_const_column(b, k);
        gsl_vector_view solution = gsl_matrix_column(c, k);
        gsl_linalg_SV_solve(u, v, values, &target.vector, &solution.vector);
    }
    gsl_vector_free(scratch);
    gsl_vector_free(values);
    gsl_matrix_free(work);
    gsl_matrix_free(v);
    gsl_matrix_free(u);
    gsl_matrix_free(b);
    return c;
}

gsl_matrix *least_squares_importance(const gsl_matrix *codes,
                                     const gsl_matrix *factors)
{
    REQUIRE(codes->size1 == factors->size1, "as many codes as factors");
    gsl_matrix *z = standardised(codes), *v = standardised(factors);
    gsl_matrix *c = solve(z, v);
    for (size_t i = 0; i < c->size1 * c->size2; i++)
        c->data[i] = fabs(c->data[i]) < 1e-9 ? 0 : fabs(c->data[i]);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
    return c;
}

static double r2_of(const gsl_vector *truth, const gsl_vector *fit)
{
    double mean = gsl_stats_mean(truth->data, truth->stride, truth->size);
    double errors = 0, all = 0;
    for (size_t i = 0; i < truth->size; i++) {
        errors += gsl_pow_2(gsl_vector_get(truth, i) - gsl_vector_get(fit, i));
        all += gsl_pow_2(gsl_vector_get(truth, i) - mean);
    }
    return all > 1e-24 ? 1 - errors / all : 0;
}

/* Rows of x by number, behind a column of ones. */
static gsl_matrix *design(const gsl_matrix *x, int ones, int part)
{
    size_t rows = 0, n = x->size1;
    for (size_t i = 0; i < n; i++)
        rows += part < 0 || (i % 5 == 4) == part;
    size_t first = ones ? 1 : 0;
    gsl_matrix *d = gsl_matrix_alloc(rows, x->size2 + first);
    gsl_matrix_set_all(d, 1);
    for (size_t i = 0, row = 0; i < n; i++) {
        if (part >= 0 && (i % 5 == 4) != part)
            continue;
        for (size_t k = 0; k < x->size2; k++)
            gsl_matrix_set(d, row, k + first, gsl_matrix_get(x, i, k));
        row++;
    }
    return d;
}

gsl_matrix *linear_map(const gsl_matrix *codes, const gsl_matrix *factors)
{
    REQUIRE(codes->size1 == factors->size1, "as many codes as factors");
    gsl_matrix *x = design(codes, 1, -1);
    gsl_matrix *map = solve(x, factors);
    gsl_matrix_free(x);
    return map;
}

gsl_matrix *linear_readings(const gsl_matrix *codes, const gsl_matrix *map)
{
    REQUIRE(map->size1 == codes->size2 + 1, "a row a unit behind the first");
    gsl_matrix *x = design(codes, 1, -1);
    gsl_matrix *read = gsl_matrix_alloc(codes->size1, map->size2);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, x, map, 0, read);
    gsl_matrix_free(x);
    return read;
}

/* Fits on one part of the rows and measures on another: 0 the four fifths, 1
 * every fifth, -1 all. */
static void fit_r2(const gsl_matrix *codes, const gsl_matrix *factors, int fit,
                   int measure, gsl_vector *r2)
{
    REQUIRE(codes->size1 == factors->size1, "as many codes as factors");
    REQUIRE(r2->size == factors->size2, "a score for each factor");
    gsl_matrix *z = standardised(codes);
    gsl_matrix *x = design(z, 1, fit), *y = design(factors, 0, fit);
    gsl_matrix *at = design(z, 1, measure);
    gsl_matrix *truth = design(factors, 0, measure);
    gsl_matrix *c = solve(x, y);
    gsl_matrix *read = gsl_matrix_alloc(truth->size1, truth->size2);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, at, c, 0, read);
    for (size_t k = 0; k < r2->size; k++) {
        gsl_vector_view a = gsl_matrix_column(truth, k);
        gsl_vector_view b = gsl_matrix_column(read, k);
        gsl_vector_set(r2, k, r2_of(&a.vector, &b.vector));
    }
    gsl_matrix_free(z);
    gsl_matrix_free(x);
    gsl_matrix_free(y);
    gsl_matrix_free(at);
    gsl_matrix_free(truth);
    gsl_matrix_free(c);
    gsl_matrix_free(read);
}

void linear_r2(const gsl_matrix *codes, const gsl_matrix *factors,
               gsl_vector *r2)
{
    fit_r2(codes, factors, -1, -1, r2);
}

void linear_r2_held_out(const gsl_matrix *codes, const gsl_matrix *factors,
                        gsl_vector *r2)
{
    fit_r2(codes, factors, 0, 1, r2);
}

gsl_matrix *quadratic_terms(const gsl_matrix *codes)
{
    size_t n = codes->size1, count = codes->size2;
    gsl_matrix *q = gsl_matrix_alloc(n, count + count * (count + 1) / 2);
    for (size_t i = 0; i < n; i++) {
        size_t at = 0;
        for (size_t j = 0; j < count; j++)
            gsl_matrix_set(q, i, at++, gsl_matrix_get(codes, i, j));
        for (size_t j = 0; j < count; j++)
            for (size_t k = 0; k <= j; k++)
                gsl_matrix_set(q, i, at++,
                               gsl_matrix_get(codes, i, j) *
                                   gsl_matrix_get(codes, i, k));
    }
    return q;
}

gsl_matrix *with_quadratic_terms(const gsl_matrix *codes)
{
    gsl_matrix *z = standardised(codes), *q = quadratic_terms(z);
    gsl_matrix_free(z);
    return q;
}
