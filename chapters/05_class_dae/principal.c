// SPDX-License-Identifier: GPL-3.0-or-later
#include "principal.h"

#include "fail.h"
#include "warp_measures.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Principal deformations

The warps of one class are a cloud of points, each with $2 H W$ coordinates.
What do they have in common, and along what do they differ most? The first is
their mean; the second their principal axes, and chapter 1 has said where those
come from: write the $n$ warps, less the mean, as the columns of a matrix

$$ A = U S V^T . $$

The columns of $U$ are the axes, and the variance along axis $k$ is $s_k^2 / n$.
There are far more coordinates than warps, so nobody forms the covariance, which
would have $1568^2$ entries for $28 \times 28$ pixels; the decomposition of $A$
is enough.

Two things are arbitrary and must be fixed before a picture is drawn: the length
of an axis (one) and its sign, since $-U$, $-V$ do as well. Here the number that
is largest in size is positive.
*/

/* The rows less their mean, as columns. */
static gsl_matrix *centred(const real *rows, int n, int size, const real *mean)
{
    gsl_matrix *a = gsl_matrix_alloc((size_t)size, (size_t)n);
    for (size_t b = 0; b < a->size2; b++)
        for (size_t i = 0; i < a->size1; i++)
            gsl_matrix_set(a, i, b, (double)(rows[b * a->size1 + i] - mean[i]));
    return a;
}

/* The sign of the number that is largest in size. */
static double sign_of(const gsl_vector *axis)
{
    double most = 0;
    for (size_t i = 0; i < axis->size; i++)
        if (fabs(gsl_vector_get(axis, i)) > fabs(most))
            most = gsl_vector_get(axis, i);
    return most < 0 ? -1 : 1;
}

static double sum_of_squares(const gsl_vector *s)
{
    double sum = 0;
    for (size_t k = 0; k < s->size; k++)
        sum += gsl_pow_2(gsl_vector_get(s, k));
    return sum;
}

principal principal_fit(const real *warps, int n, int size, int count)
{
    REQUIRE(n >= 2 && n <= size && count < n, "too few warps, or too many");
    size_t columns = (size_t)n;
    principal p = {.mean = must_alloc((size_t)size, sizeof *p.mean),
                   .axes = gsl_matrix_alloc((size_t)size, (size_t)count),
                   .deviations = gsl_vector_alloc((size_t)count)};
    mean_row(warps, n, (size_t)size, p.mean);
    gsl_matrix *u = centred(warps, n, size, p.mean); /* becomes U */
    gsl_matrix *v = gsl_matrix_alloc(columns, columns);
    gsl_vector *s = gsl_vector_alloc(columns);
    gsl_vector *work = gsl_vector_alloc(columns);
    gsl_linalg_SV_decomp(u, v, s, work);
    p.variance = sum_of_squares(s) / n;
    for (size_t k = 0; k < (size_t)count; k++) {
        gsl_vector_view axis = gsl_matrix_column(u, k);
        gsl_vector_scale(&axis.vector, sign_of(&axis.vector));
        gsl_matrix_set_col(p.axes, k, &axis.vector);
        gsl_vector_set(p.deviations, k, gsl_vector_get(s, k) / sqrt(n));
    }
    gsl_vector_free(work);
    gsl_vector_free(s);
    gsl_matrix_free(v);
    gsl_matrix_free(u);
    return p;
}

void principal_free(principal *p)
{
    free(p->mean);
    gsl_matrix_free(p->axes);
    gsl_vector_free(p->deviations);
    *p = (principal){0};
}

void principal_warp(const principal *p, int k, double deviations, real *warp)
{
    double step = deviations * gsl_vector_get(p->deviations, (size_t)k);
    for (size_t i = 0; i < p->axes->size1; i++)
        warp[i] = (real)((double)p->mean[i] +
                         step * gsl_matrix_get(p->axes, i, (size_t)k));
}

double principal_explains(const principal *p, const real *warps, int n)
{
    size_t size = p->axes->size1;
    real *mean = must_alloc(size, sizeof *mean);
    double along = 0;
    mean_row(warps, n, size, mean);
    for (int b = 0; b < n; b++)
        for (size_t k = 0; k < p->axes->size2; k++) {
            double product = 0;
            for (size_t i = 0; i < size; i++)
                product += gsl_matrix_get(p->axes, i, k) *
                           (double)(warps[(size_t)b * size + i] - mean[i]);
            along += product * product / n;
        }
    free(mean);
    double all = total_variance(warps, n, size);
    return all > 0 ? along / all : 0;
}
