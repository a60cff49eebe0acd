// SPDX-License-Identifier: GPL-3.0-or-later
#include "pca.h"

#include "fail.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_eigen.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Principal components

Of all planes of dimension $k$, which one is nearest to the pictures? It goes
through their mean, along the $k$ eigenvectors of the covariance matrix

$$ C = \frac1n \sum_b (x_b - \bar x)(x_b - \bar x)^T $$

with the largest eigenvalues. The mean squared distance of the pictures to that
plane is the sum of the other eigenvalues. No linear code of $k$ numbers can do
better, which makes this the yardstick of the chapter.

The matrix is summed a thousand pictures at a time, so that the pictures never
have to stand in memory as doubles.
*/

enum { PICTURES_AT_ONCE = 1000 };

/* Pictures first .. first+n-1 of d as rows of doubles. */
static gsl_matrix_view rows_of(const dataset *d, int first, int n, real *floats,
                               gsl_matrix *rows)
{
    size_t size = (size_t)dataset_size(d);
    dataset_rows(d, first, n, floats);
    for (size_t i = 0; i < (size_t)n * size; i++)
        rows->data[i] = (double)floats[i];
    return gsl_matrix_submatrix(rows, 0, 0, (size_t)n, size);
}

static int batch_at(const dataset *d, int first)
{
    return GSL_MIN(PICTURES_AT_ONCE, d->n - first);
}

/* Sums of x and of x x^T (its lower half), over n. */
static void moments(const dataset *d, gsl_vector *mean, gsl_matrix *square)
{
    size_t size = mean->size;
    real *floats = must_alloc(PICTURES_AT_ONCE * size, sizeof *floats);
    gsl_matrix *rows = gsl_matrix_alloc(PICTURES_AT_ONCE, size);
    gsl_vector *ones = gsl_vector_alloc(PICTURES_AT_ONCE);
    gsl_vector_set_all(ones, 1);
    for (int first = 0; first < d->n; first += PICTURES_AT_ONCE) {
        int n = batch_at(d, first);
        gsl_matrix_view x = rows_of(d, first, n, floats, rows);
        gsl_vector_view one = gsl_vector_subvector(ones, 0, (size_t)n);
        gsl_blas_dgemv(CblasTrans, 1.0 / d->n, &x.matrix, &one.vector, 1, mean);
        gsl_blas_dsyrk(CblasLower, CblasTrans, 1.0 / d->n, &x.matrix, 1,
                       square);
    }
    gsl_vector_free(ones);
    gsl_matrix_free(rows);
    free(floats);
}

pca pca_fit(const dataset *d)
{
    size_t size = (size_t)dataset_size(d);
    pca p = {(int)size, gsl_vector_calloc(size), gsl_matrix_alloc(size, size),
             gsl_vector_alloc(size)};
    gsl_matrix *covariance = gsl_matrix_calloc(size, size);
    moments(d, p.mean, covariance);
    gsl_blas_dsyr(CblasLower, -1, p.mean, covariance);
    gsl_eigen_symmv_workspace *w = gsl_eigen_symmv_alloc(size);
    gsl_eigen_symmv(covariance, p.variances, p.axes, w);
    gsl_eigen_symmv_sort(p.variances, p.axes, GSL_EIGEN_SORT_VAL_DESC);
    gsl_eigen_symmv_free(w);
    gsl_matrix_free(covariance);
    return p;
}

void pca_free(pca *p)
{
    gsl_vector_free(p->mean);
    gsl_matrix_free(p->axes);
    gsl_vector_free(p->variances);
    *p = (pca){0};
}

/**
The axes are orthonormal, so by Pythagoras the squared error with $k$ axes is
the squared length of $x - \bar x$ less the squares of its first $k$
coordinates. One product of matrices gives all coordinates, and with them the
errors for every $k$.
*/

void pca_errors(const pca *p, const dataset *d, double *mse)
{
    size_t size = (size_t)p->size;
    real *floats = must_alloc(PICTURES_AT_ONCE * size, sizeof *floats);
    gsl_matrix *rows = gsl_matrix_alloc(PICTURES_AT_ONCE, size);
    gsl_matrix *coordinates = gsl_matrix_alloc(PICTURES_AT_ONCE, size);
    double *energy = must_calloc(size, sizeof *energy);
    for (int first = 0; first < d->n; first += PICTURES_AT_ONCE) {
        int n = batch_at(d, first);
        gsl_matrix_view x = rows_of(d, first, n, floats, rows);
        gsl_matrix_view c =
            gsl_matrix_submatrix(coordinates, 0, 0, (size_t)n, size);
        for (int b = 0; b < n; b++) {
            gsl_vector_view row = gsl_matrix_row(&x.matrix, (size_t)b);
            gsl_vector_sub(&row.vector, p->mean);
        }
        gsl_blas_dgemm(CblasNoTrans, CblasNoTrans, 1, &x.matrix, p->axes, 0,
                       &c.matrix);
        for (size_t i = 0; i < (size_t)n * size; i++)
            energy[i % size] += gsl_pow_2(coordinates->data[i]);
    }
    double rest = 0;
    for (size_t k = size + 1; k-- > 0;) {
        rest += k < size ? energy[k] : 0;
        mse[k] = rest / d->n / (double)size;
    }
    free(energy);
    gsl_matrix_free(coordinates);
    gsl_matrix_free(rows);
    free(floats);
}

/**
Two planes are compared by *principal angles*: the smallest angle between a
vector of the one and a vector of the other, then the same among the vectors
perpendicular to these, and so on. With orthonormal bases $Q_a$ and $Q_b$ the
cosines are the singular values of $Q_a^T Q_b$. All angles are zero if and only
if the planes are the same, whatever the bases.
*/

/* An orthonormal basis of the columns of a, (size, k), in place. */
static void orthonormal(gsl_matrix *a)
{
    gsl_matrix *v = gsl_matrix_alloc(a->size2, a->size2);
    gsl_vector *s = gsl_vector_alloc(a->size2);
    gsl_vector *work = gsl_vector_alloc(a->size2);
    gsl_linalg_SV_decomp(a, v, s, work);
    gsl_matrix_free(v);
    gsl_vector_free(s);
    gsl_vector_free(work);
}

void subspace_angles(const gsl_matrix *a, const gsl_matrix *b,
                     gsl_vector *angles)
{
    size_t k = angles->size;
    gsl_matrix *qa = gsl_matrix_alloc(a->size1, k);
    gsl_matrix *qb = gsl_matrix_alloc(b->size1, k);
    gsl_matrix *product = gsl_matrix_alloc(k, k), *v = gsl_matrix_alloc(k, k);
    gsl_vector *work = gsl_vector_alloc(k);
    gsl_matrix_memcpy(qa, a);
    gsl_matrix_memcpy(qb, b);
    orthonormal(qa);
    orthonormal(qb);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, qa, qb, 0, product);
    gsl_linalg_SV_decomp(product, v, angles, work);
    for (size_t i = 0; i < k; i++) {
        double cosine = GSL_MIN(1.0, gsl_vector_get(angles, i));
        gsl_vector_set(angles, i, acos(cosine) * 180 / M_PI);
    }
    gsl_vector_free(work);
    gsl_matrix_free(v);
    gsl_matrix_free(product);
    gsl_matrix_free(qa);
    gsl_matrix_free(qb);
}
