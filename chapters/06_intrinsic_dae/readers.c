// SPDX-License-Identifier: GPL-3.0-or-later
#include "readers.h"

#include "fail.h"
#include "linear_fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>

/**
# Reading from a part of the code

Chapter 3's question, asked of blocks: how well can the direction of the light,
the tone of the skin and so on be read from the shading's code, from the
albedo's, from the warp's? The reader is a linear map of the codes, their
squares and their products, fitted to training people and graded on unseen ones.

Two dozen codes have three hundred products. Their coefficients must be kept
small, or the reader learns its people by heart: as in chapter 3, ridge
regression adds their squares, weighed, to what is minimised. Here there are
fewer columns than rows, so we solve for the columns,

$$ (X^T X + n \lambda I)\, a = X^T v , $$

with columns and factors less their means. The weight is chosen for each factor
on the last fifth of the training people, who are not fitted.
*/

struct reader {
    gsl_vector *mean, *scale; /* (L) of the codes: centre and 1 / sd */
    gsl_vector *centre;       /* (columns) means of the columns... */
    gsl_vector *level;        /* (K) ...and of the factors */
    gsl_matrix *map;          /* (columns, K) */
};

static const double penalties[] = {1e-5, 1e-4, 1e-3, 1e-2, 1e-1};
enum { PENALTIES = sizeof penalties / sizeof *penalties };

static double column_mean(const gsl_matrix *x, size_t k)
{
    gsl_vector_const_view c = gsl_matrix_const_column(x, k);
    return gsl_stats_mean(c.vector.data, c.vector.stride, c.vector.size);
}

static gsl_vector *means_of(const gsl_matrix *x)
{
    gsl_vector *means = gsl_vector_alloc(x->size2);
    for (size_t k = 0; k < x->size2; k++)
        gsl_vector_set(means, k, column_mean(x, k));
    return means;
}

static gsl_vector *scales_of(const gsl_matrix *x)
{
    gsl_vector *scales = gsl_vector_alloc(x->size2);
    for (size_t k = 0; k < x->size2; k++) {
        gsl_vector_const_view c = gsl_matrix_const_column(x, k);
        double sd = gsl_stats_sd(c.vector.data, c.vector.stride, c.vector.size);
        gsl_vector_set(scales, k, sd > 1e-9 ? 1 / sd : 0);
    }
    return scales;
}

/* Rows less `means`, times `scales` (if there are any), in fresh memory. */
static gsl_matrix *shifted(const gsl_matrix *x, const gsl_vector *means,
                           const gsl_vector *scales)
{
    gsl_matrix *y = gsl_matrix_alloc(x->size1, x->size2);
    gsl_matrix_memcpy(y, x);
    for (size_t i = 0; i < y->size1; i++) {
        gsl_vector_view row = gsl_matrix_row(y, i);
        gsl_vector_sub(&row.vector, means);
        if (scales)
            gsl_vector_mul(&row.vector, scales);
    }
    return y;
}

static gsl_matrix *columns_of(const reader *r, const gsl_matrix *codes)
{
    gsl_matrix *z = shifted(codes, r->mean, r->scale);
    gsl_matrix *x = quadratic_terms(z);
    gsl_matrix_free(z);
    return x;
}

double r_squared(const gsl_matrix *readings, const gsl_matrix *factors,
                 size_t k)
{
    double mean = column_mean(factors, k), all = 0, left = 0;
    for (size_t i = 0; i < factors->size1; i++) {
        double truth = gsl_matrix_get(factors, i, k);
        all += gsl_pow_2(truth - mean);
        left += gsl_pow_2(truth - gsl_matrix_get(readings, i, k));
    }
    return all > 0 ? 1 - left / all : 0;
}

/* The map with one penalty, from centred rows. */
static gsl_matrix *solve(const gsl_matrix *x, const gsl_matrix *v,
                         double penalty)
{
    double n = (double)x->size1;
    gsl_matrix *gram = gsl_matrix_alloc(x->size2, x->size2);
    gsl_matrix *map = gsl_matrix_alloc(x->size2, v->size2);
    gsl_matrix_set_identity(gram);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, x, x, n * penalty, gram);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, x, v, 0, map);
    gsl_linalg_cholesky_decomp1(gram);
    for (size_t k = 0; k < map->size2; k++) {
        gsl_vector_view column = gsl_matrix_column(map, k);
        gsl_linalg_cholesky_svx(gram, &column.vector);
    }
    gsl_matrix_free(gram);
    return map;
}

/* What the map reads: (n, K). */
static gsl_matrix *apply(const reader *r, const gsl_matrix *map,
                         const gsl_matrix *codes)
{
    gsl_matrix *more = columns_of(r, codes);
    gsl_matrix *x = shifted(more, r->centre, NULL);
    gsl_matrix *y = gsl_matrix_alloc(codes->size1, map->size2);
    for (size_t i = 0; i < y->size1; i++)
        gsl_matrix_set_row(y, i, r->level);
    gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, x, map, 1, y);
    gsl_matrix_free(more);
    gsl_matrix_free(x);
    return y;
}

/* Takes over the columns of a map that read unfitted rows better than those
 * taken before; `best` remembers how well. */
static void take_better(reader *r, const gsl_matrix *map,
                        const gsl_matrix *codes, const gsl_matrix *factors,
                        double *best)
{
    gsl_matrix *readings = apply(r, map, codes);
    for (size_t k = 0; k < factors->size2; k++) {
        double r2 = r_squared(readings, factors, k);
        if (r2 <= best[k])
            continue;
        gsl_vector_const_view column = gsl_matrix_const_column(map, k);
        gsl_matrix_set_col(r->map, k, &column.vector);
        best[k] = r2;
    }
    gsl_matrix_free(readings);
}

/* Fits to the first rows; the other ones choose. */
static void fit(reader *r, const gsl_matrix *codes, const gsl_matrix *factors,
                const gsl_matrix *other_codes, const gsl_matrix *other_factors)
{
    r->mean = means_of(codes);
    r->scale = scales_of(codes);
    gsl_matrix *more = columns_of(r, codes);
    r->centre = means_of(more);
    r->level = means_of(factors);
    r->map = gsl_matrix_calloc(more->size2, factors->size2);
    gsl_matrix *x = shifted(more, r->centre, NULL);
    gsl_matrix *v = shifted(factors, r->level, NULL);
    double *best = must_calloc(factors->size2, sizeof *best);
    for (int p = 0; p < PENALTIES; p++) {
        gsl_matrix *map = solve(x, v, penalties[p]);
        take_better(r, map, other_codes, other_factors, best);
        gsl_matrix_free(map);
    }
    free(best);
    gsl_matrix_free(x);
    gsl_matrix_free(v);
    gsl_matrix_free(more);
}

reader *reader_fit(const gsl_matrix *codes, const gsl_matrix *factors)
{
    size_t n = codes->size1, fitted = n - n / 5;
    REQUIRE(factors->size1 == n && n >= LEAST_FITTED,
            "ten rows or more of each");
    reader *r = must_calloc(1, sizeof *r);
    gsl_matrix_const_view z =
        gsl_matrix_const_submatrix(codes, 0, 0, fitted, codes->size2);
    gsl_matrix_const_view v =
        gsl_matrix_const_submatrix(factors, 0, 0, fitted, factors->size2);
    gsl_matrix_const_view other_z =
        gsl_matrix_const_submatrix(codes, fitted, 0, n - fitted, codes->size2);
    gsl_matrix_const_view other_v = gsl_matrix_const_submatrix(
        factors, fitted, 0, n - fitted, factors->size2);
    fit(r, &z.matrix, &v.matrix, &other_z.matrix, &other_v.matrix);
    return r;
}

gsl_matrix *reader_read(const reader *r, const gsl_matrix *codes)
{
    return apply(r, r->map, codes);
}

void reader_free(reader *r)
{
    if (!r)
        return;
    gsl_vector_free(r->mean);
    gsl_vector_free(r->scale);
    gsl_vector_free(r->centre);
    gsl_vector_free(r->level);
    gsl_matrix_free(r->map);
    free(r);
}
