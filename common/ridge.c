// SPDX-License-Identifier: GPL-3.0-or-later
#include "ridge.h"

#include "fail.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>

/**
With centred rows $Z$ and $Z Z^T = U \operatorname{diag}(s) U^T$, the fit of
centred labels $v$ is

$$ U \operatorname{diag}\Bigl(\frac{s}{s + \lambda}\Bigr) U^T v ; $$

the mean that was taken out adds $1/n$ to each $H_{bb}$.
*/

typedef struct {
    gsl_matrix *rows;    /* (n, columns), centred */
    gsl_vector *means;   /* (columns) */
    gsl_matrix *u;       /* (n, n) eigenvectors, a column each */
    gsl_matrix *squares; /* (n, n) of their elements */
    gsl_vector *s;       /* (n) eigenvalues of rows rows^T */
} decomposition;

static gsl_vector *take_means(gsl_matrix *x)
{
    gsl_vector *means = gsl_vector_alloc(x->size2);
    for (size_t k = 0; k < x->size2; k++) {
        gsl_vector_view c = gsl_matrix_column(x, k);
        double mean =
            gsl_stats_mean(c.vector.data, c.vector.stride, c.vector.size);
        gsl_vector_set(means, k, mean);
        gsl_vector_add_constant(&c.vector, -mean);
    }
    return means;
}

static decomposition decompose(const gsl_matrix *codes)
{
    size_t n = codes->size1;
    decomposition d = {.rows = gsl_matrix_alloc(n, codes->size2),
                       .u = gsl_matrix_alloc(n, n),
                       .squares = gsl_matrix_alloc(n, n),
                       .s = gsl_vector_alloc(n)};
    gsl_matrix_memcpy(d.rows, codes);
    d.means = take_means(d.rows);
    gsl_matrix *gram = gsl_matrix_alloc(n, n);
    gsl_eigen_symmv_workspace *work = gsl_eigen_symmv_alloc(n);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, d.rows, d.rows, 0, gram);
    gsl_eigen_symmv(gram, d.s, d.u, work);
    gsl_eigen_symmv_free(work);
    gsl_matrix_free(gram);
    gsl_matrix_memcpy(d.squares, d.u);
    gsl_matrix_mul_elements(d.squares, d.u);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(d.s, i, GSL_MAX(gsl_vector_get(d.s, i), 0));
    return d;
}

static void decomposition_free(decomposition *d)
{
    gsl_matrix_free(d->rows);
    gsl_vector_free(d->means);
    gsl_matrix_free(d->u);
    gsl_matrix_free(d->squares);
    gsl_vector_free(d->s);
}

/* Sum of squared errors at rows left out, for labels `turned` = U^T v. */
static double left_out(const decomposition *d, const gsl_vector *v,
                       const gsl_vector *turned, double lambda)
{
    size_t n = v->size;
    double total = 0;
    gsl_vector *kept = gsl_vector_alloc(n), *fit = gsl_vector_alloc(n);
    gsl_vector *leverage = gsl_vector_alloc(n);
    for (size_t i = 0; i < n; i++) {
        double s = gsl_vector_get(d->s, i);
        gsl_vector_set(kept, i, s / (s + lambda));
    }
    gsl_vector_set_all(leverage, 1.0 / (double)n);
    gsl_blas_dgemv(CblasNoTrans, 1, d->squares, kept, 1, leverage);
    gsl_vector_mul(kept, turned);
    gsl_blas_dgemv(CblasNoTrans, 1, d->u, kept, 0, fit);
    for (size_t b = 0; b < n; b++)
        total += gsl_pow_2((gsl_vector_get(v, b) - gsl_vector_get(fit, b)) /
                           (1 - gsl_vector_get(leverage, b)));
    gsl_vector_free(kept);
    gsl_vector_free(fit);
    gsl_vector_free(leverage);
    return total;
}

/**
Penalties are tried from a thousand times the mean eigenvalue down to a
hundred-millionth of it, a factor of ten at a time.
*/

static double best_penalty(const decomposition *d, const gsl_vector *v,
                           const gsl_vector *turned)
{
    enum { PENALTIES = 12 };
    double least = INFINITY, best = 1;
    double unit = gsl_blas_dasum(d->s) / (double)v->size;
    for (int i = 0; i < PENALTIES; i++) {
        double lambda = 1e3 * gsl_pow_int(0.1, i) * (unit > 0 ? unit : 1);
        double errors = left_out(d, v, turned, lambda);
        if (errors < least) {
            least = errors;
            best = lambda;
        }
    }
    return best;
}

/* The coefficients (columns): rows^T U diag(1 / (s + lambda)) turned. */
static gsl_vector *coefficients(const decomposition *d,
                                const gsl_vector *turned, double lambda)
{
    size_t n = turned->size;
    gsl_vector *shrunk = gsl_vector_alloc(n), *dual = gsl_vector_alloc(n);
    gsl_vector *a = gsl_vector_alloc(d->rows->size2);
    for (size_t i = 0; i < n; i++)
        gsl_vector_set(shrunk, i,
                       gsl_vector_get(turned, i) /
                           (gsl_vector_get(d->s, i) + lambda));
    gsl_blas_dgemv(CblasNoTrans, 1, d->u, shrunk, 0, dual);
    gsl_blas_dgemv(CblasTrans, 1, d->rows, dual, 0, a);
    gsl_vector_free(shrunk);
    gsl_vector_free(dual);
    return a;
}

/* R^2 of the map `a` from codes less `means` to a factor less `offset`. */
static double score(const gsl_matrix *codes, const gsl_vector *means,
                    const gsl_vector *a, double offset, const gsl_vector *truth)
{
    gsl_vector *read = gsl_vector_alloc(truth->size);
    double shift, mean, errors = 0, all = 0;
    gsl_blas_ddot(means, a, &shift);
    gsl_blas_dgemv(CblasNoTrans, 1, codes, a, 0, read);
    mean = gsl_stats_mean(truth->data, truth->stride, truth->size);
    for (size_t b = 0; b < truth->size; b++) {
        double t = gsl_vector_get(truth, b);
        errors += gsl_pow_2(t - offset + shift - gsl_vector_get(read, b));
        all += gsl_pow_2(t - mean);
    }
    gsl_vector_free(read);
    return all > 0 ? 1 - errors / all : 0;
}

void ridge_r2(const gsl_matrix *fit_codes, const gsl_matrix *fit_factors,
              const gsl_matrix *codes, const gsl_matrix *factors,
              gsl_vector *r2)
{
    size_t n = fit_codes->size1;
    REQUIRE(n >= 3 && fit_factors->size1 == n, "a label for each row");
    REQUIRE(codes->size2 == fit_codes->size2, "the same columns");
    REQUIRE(r2->size == factors->size2, "a score for each factor");
    decomposition d = decompose(fit_codes);
    gsl_vector *v = gsl_vector_alloc(n), *turned = gsl_vector_alloc(n);
    for (size_t k = 0; k < r2->size; k++) {
        gsl_matrix_get_col(v, fit_factors, k);
        double offset = gsl_stats_mean(v->data, v->stride, n);
        gsl_vector_add_constant(v, -offset);
        gsl_blas_dgemv(CblasTrans, 1, d.u, v, 0, turned);
        gsl_vector *a = coefficients(&d, turned, best_penalty(&d, v, turned));
        gsl_vector_const_view truth = gsl_matrix_const_column(factors, k);
        gsl_vector_set(r2, k, score(codes, d.means, a, offset, &truth.vector));
        gsl_vector_free(a);
    }
    gsl_vector_free(v);
    gsl_vector_free(turned);
    decomposition_free(&d);
}
