// SPDX-License-Identifier: GPL-3.0-or-later
#include "explicitness.h"

#include "fail.h"
#include "linear_fit.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <stdbool.h>
#include <stdlib.h>

double rank_area(const gsl_vector *scores, const classes *y, int which)
{
    REQUIRE((int)scores->size == y->n, "a score for each row");
    classes rank = classes_distinct(scores);
    double *own = must_calloc((size_t)rank.count, sizeof *own);
    double *others = must_calloc((size_t)rank.count, sizeof *others);
    double below = 0, count = 0, wins = 0;
    for (int i = 0; i < y->n; i++)
        (y->of[i] == which ? own : others)[rank.of[i]]++;
    for (int r = 0; r < rank.count; r++) {
        wins += own[r] * (below + others[r] / 2);
        below += others[r];
        count += own[r];
    }
    REQUIRE(count > 0 && below > 0, "rows of the class, and others");
    free(own);
    free(others);
    classes_free(&rank);
    return wins / (count * below);
}

/* ---- the soft-max ------------------------------------------------------- */

/* Of the mean loss in nats. */
static const double ridge = 1e-6;

enum { ROWS = 256, STEPS_MOST = 100 };

typedef struct {
    const gsl_matrix *x; /* (n, D): 1, and the standardised codes */
    const classes *y;
    gsl_matrix *log_p; /* (n, C) */
} reader;

/* Weights (C * D) as a matrix (C, D). */
static gsl_matrix_view weights_of(const reader *r, gsl_vector *w)
{
    return gsl_matrix_view_vector(w, r->log_p->size2, r->x->size2);
}

/* Subtracts the logarithm of the sum of exponentials. */
static void normalise(gsl_vector *row)
{
    double most = gsl_vector_max(row), sum = 0;
    for (size_t c = 0; c < row->size; c++)
        sum += exp(gsl_vector_get(row, c) - most);
    gsl_vector_add_constant(row, -most - log(sum));
}

/* Mean of -ln p(class) with the ridge; sets log_p. */
static double loss(reader *r, gsl_vector *w)
{
    gsl_matrix_view v = weights_of(r, w);
    double total = 0, norm = gsl_blas_dnrm2(w);
    gsl_blas_dgemm(CblasNoTrans, CblasTrans, 1, r->x, &v.matrix, 0, r->log_p);
    for (size_t i = 0; i < r->x->size1; i++) {
        gsl_vector_view row = gsl_matrix_row(r->log_p, i);
        normalise(&row.vector);
        total -= gsl_vector_get(&row.vector, (size_t)r->y->of[i]);
    }
    return total / (double)r->x->size1 + ridge * norm * norm / 2;
}

/* Its gradient where log_p was set: sum of (p_c - [c is the class]) x. */
static void gradient(const reader *r, gsl_vector *w, gsl_vector *g)
{
    size_t n = r->x->size1;
    gsl_matrix *p = gsl_matrix_alloc(n, r->log_p->size2);
    gsl_matrix_view m = weights_of(r, g);
    for (size_t i = 0; i < n; i++)
        for (size_t c = 0; c < p->size2; c++)
            gsl_matrix_set(p, i, c,
                           exp(gsl_matrix_get(r->log_p, i, c)) -
                               ((size_t)r->y->of[i] == c));
    gsl_vector_memcpy(g, w);
    gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1 / (double)n, p, r->x, ridge,
                   &m.matrix);
    gsl_matrix_free(p);
}

/* Rows p x' of the classes side by side: k (rows, C * D). */
static void products(const reader *r, size_t first, gsl_matrix *k)
{
    size_t count = r->log_p->size2, width = r->x->size2;
    for (size_t i = 0; i < k->size1; i++)
        for (size_t c = 0; c < count; c++) {
            double p = exp(gsl_matrix_get(r->log_p, first + i, c));
            const double *x = gsl_matrix_const_ptr(r->x, first + i, 0);
            double *to = gsl_matrix_ptr(k, i, c * width);
            for (size_t j = 0; j < width; j++)
                to[j] = p * x[j];
        }
}

/* The lower half of the second derivatives, h (C * D, C * D): blocks
 * sum of p_c ([c = d] - p_d) x x'. */
static void curvature(const reader *r, gsl_matrix *h)
{
    size_t n = r->x->size1, width = r->x->size2, size = h->size1;
    gsl_matrix *k = gsl_matrix_alloc(ROWS, size);
    gsl_matrix *same = gsl_matrix_calloc(width, size);
    gsl_matrix_set_zero(h);
    for (size_t i = 0; i < n; i += ROWS) {
        size_t rows = GSL_MIN(ROWS, n - i);
        gsl_matrix_view part = gsl_matrix_submatrix(k, 0, 0, rows, size);
        gsl_matrix_const_view x =
            gsl_matrix_const_submatrix(r->x, i, 0, rows, width);
        products(r, i, &part.matrix);
        gsl_blas_dgemm(CblasTrans, CblasNoTrans, 1, &x.matrix, &part.matrix, 1,
                       same);
        gsl_blas_dsyrk(CblasLower, CblasTrans, -1, &part.matrix, 1, h);
    }
    for (size_t at = 0; at < size; at += width) {
        gsl_matrix_view block = gsl_matrix_submatrix(h, at, at, width, width);
        gsl_matrix_view add = gsl_matrix_submatrix(same, 0, at, width, width);
        gsl_matrix_add(&block.matrix, &add.matrix);
    }
    gsl_matrix_scale(h, 1 / (double)n);
    gsl_vector_view diagonal = gsl_matrix_diagonal(h);
    gsl_vector_add_constant(&diagonal.vector, ridge);
    gsl_matrix_free(k);
    gsl_matrix_free(same);
}

/* Adds to w as much of the step as lowers the loss in proportion to its slope;
 * returns the new loss. */
static double advance(reader *r, gsl_vector *w, gsl_vector *step, double before,
                      double slope)
{
    gsl_vector *to = gsl_vector_alloc(w->size);
    double share = 1, after;
    for (;; share /= 2) {
        gsl_vector_memcpy(to, w);
        gsl_blas_daxpy(share, step, to);
        after = loss(r, to);
        if (after <= before + 1e-4 * share * slope)
            break;
    }
    gsl_vector_memcpy(w, to);
    gsl_vector_free(to);
    return after;
}

/* Newton's method; leaves log_p at the minimum. */
static void minimise(reader *r)
{
    size_t size = r->log_p->size2 * r->x->size2;
    gsl_vector *w = gsl_vector_calloc(size), *g = gsl_vector_alloc(size);
    gsl_vector *step = gsl_vector_alloc(size);
    gsl_matrix *h = gsl_matrix_alloc(size, size);
    double now = loss(r, w), slope = -1;
    for (int i = 0; i < STEPS_MOST && slope < -1e-10; i++) {
        gradient(r, w, g);
        curvature(r, h);
        gsl_linalg_cholesky_decomp1(h);
        gsl_linalg_cholesky_solve(h, g, step);
        gsl_vector_scale(step, -1);
        gsl_blas_ddot(g, step, &slope);
        now = advance(r, w, step, now, slope);
    }
    gsl_matrix_free(h);
    gsl_vector_free(step);
    gsl_vector_free(g);
    gsl_vector_free(w);
}

/* ---- the score ---------------------------------------------------------- */

static bool has_class(const classes *y, int which)
{
    for (int i = 0; i < y->n; i++)
        if (y->of[i] == which)
            return true;
    return false;
}

/* The mean area over the classes that occur. */
static double areas_of(const gsl_matrix *x, const classes *y)
{
    if (y->count < 2)
        return 0.5;
    reader r = {x, y, gsl_matrix_alloc(x->size1, (size_t)y->count)};
    double total = 0;
    int occur = 0;
    minimise(&r);
    for (int c = 0; c < y->count; c++) {
        if (!has_class(y, c))
            continue;
        gsl_vector_const_view p = gsl_matrix_const_column(r.log_p, (size_t)c);
        total += rank_area(&p.vector, y, c);
        occur++;
    }
    gsl_matrix_free(r.log_p);
    return total / occur;
}

double explicitness(const gsl_matrix *codes, const gsl_matrix *factors,
                    int bins)
{
    REQUIRE(codes->size1 == factors->size1, "as many codes as factors");
    gsl_matrix *z = standardised(codes);
    gsl_matrix *x = gsl_matrix_alloc(z->size1, z->size2 + 1);
    gsl_matrix_view units = gsl_matrix_submatrix(x, 0, 1, z->size1, z->size2);
    double total = 0;
    gsl_matrix_set_all(x, 1);
    gsl_matrix_memcpy(&units.matrix, z);
    for (size_t k = 0; k < factors->size2; k++) {
        gsl_vector_const_view v = gsl_matrix_const_column(factors, k);
        classes y = classes_of_factor(&v.vector, bins);
        total += areas_of(x, &y);
        classes_free(&y);
    }
    gsl_matrix_free(x);
    gsl_matrix_free(z);
    return total / (double)factors->size2;
}
