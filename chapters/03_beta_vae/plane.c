// SPDX-License-Identifier: GPL-3.0-or-later
#include "plane.h"

#include "evaluate.h"
#include "fail.h"
#include "file.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_multifit.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# What a unit does in the plane

A traversal can be followed with a pencil: where does the middle of the decoded
brightness go while one unit is swept?
*/

enum { POINTS = 61, NEIGHBOURS = 12 };

static void centre_of(const real *frame, const dataset *d, double *x, double *y)
{
    double mass = 0;
    *x = *y = 0;
    for (int i = 0; i < d->height * d->width; i++) {
        double p = (double)frame[i];
        mass += p;
        *x += p * (i % d->width);
        *y += p * (i / d->width);
    }
    *x /= mass;
    *y /= mass;
}

static void write_path(const chapter *c, beta_vae *m, const unit_list *u,
                       FILE *csv)
{
    const dataset *d = &c->data.test;
    size_t size = (size_t)dataset_size(d), units = (size_t)u->units;
    real *codes = must_alloc(POINTS * units, sizeof *codes);
    real *frames = must_alloc(POINTS * size, sizeof *frames);
    real *mu = must_alloc(units, sizeof *mu);
    base_code(m, d, mu);
    for (int r = 0; r < u->units; r++) {
        for (size_t i = 0; i < POINTS * units; i++)
            codes[i] = mu[i % units];
        for (int i = 0; i < POINTS; i++)
            codes[(size_t)i * units + (size_t)u->order[r]] =
                (real)(-3 + 6.0 * i / (POINTS - 1));
        evaluate_rows(m->z, m->y, codes, POINTS, frames);
        for (int i = 0; i < POINTS; i++) {
            double x, y;
            centre_of(frames + (size_t)i * size, d, &x, &y);
            fprintf(csv, "%d,%.6g,%.6g,%.6g\n", r + 1,
                    -3 + 6.0 * i / (POINTS - 1), x, y);
        }
    }
    free(mu);
    free(frames);
    free(codes);
}

/**
The lecture calls the two units of a good code orthogonal. A scalar product of
codes is not meant. Two things can be measured. The means of the two units,
over all pictures, should not be correlated. And at every place of the dot the
direction in which one mean grows should be at right angles to that of the
other. The slope of a mean at a place is taken from a plane fitted to the twelve
nearest pictures.
*/

double line_angle(const double *a, const double *b)
{
    double dot = a[0] * b[0] + a[1] * b[1];
    double cross = a[0] * b[1] - a[1] * b[0];
    return atan2(fabs(cross), fabs(dot)) * 180 / M_PI;
}

void local_gradient(const gsl_matrix *place, const gsl_vector *z, size_t at,
                    double *gradient)
{
    size_t n = place->size1, near[NEIGHBOURS];
    double *distance = must_alloc(n, sizeof *distance);
    for (size_t b = 0; b < n; b++)
        distance[b] =
            hypot(gsl_matrix_get(place, b, 0) - gsl_matrix_get(place, at, 0),
                  gsl_matrix_get(place, b, 1) - gsl_matrix_get(place, at, 1));
    gsl_sort_smallest_index(near, NEIGHBOURS, distance, 1, n);
    gsl_matrix *x = gsl_matrix_alloc(NEIGHBOURS, 3);
    gsl_matrix *covariance = gsl_matrix_alloc(3, 3);
    gsl_vector *y = gsl_vector_alloc(NEIGHBOURS), *slope = gsl_vector_alloc(3);
    for (size_t i = 0; i < NEIGHBOURS; i++) {
        gsl_matrix_set(x, i, 0, 1);
        gsl_matrix_set(x, i, 1, gsl_matrix_get(place, near[i], 0));
        gsl_matrix_set(x, i, 2, gsl_matrix_get(place, near[i], 1));
        gsl_vector_set(y, i, gsl_vector_get(z, near[i]));
    }
    double chisq;
    gsl_multifit_linear_workspace *work =
        gsl_multifit_linear_alloc(NEIGHBOURS, 3);
    gsl_multifit_linear(x, y, slope, covariance, &chisq, work);
    gradient[0] = gsl_vector_get(slope, 1);
    gradient[1] = gsl_vector_get(slope, 2);
    gsl_multifit_linear_free(work);
    gsl_vector_free(slope);
    gsl_vector_free(y);
    gsl_matrix_free(covariance);
    gsl_matrix_free(x);
    free(distance);
}

static void report_angles(chapter *c, const gsl_matrix *place,
                          const gsl_vector *a, const gsl_vector *b)
{
    size_t n = place->size1;
    double *angles = must_alloc(n, sizeof *angles);
    for (size_t i = 0; i < n; i++) {
        double along_a[2], along_b[2];
        local_gradient(place, a, i, along_a);
        local_gradient(place, b, i, along_b);
        angles[i] = line_angle(along_a, along_b);
    }
    gsl_sort(angles, 1, n);
    results *r = c->run.results;
    double correlation =
        gsl_stats_correlation(a->data, a->stride, b->data, b->stride, n);
    results_number(r, "code_correlation",
                   isfinite(correlation) ? correlation : 0);
    results_number(r, "gradient_angle_5",
                   gsl_stats_quantile_from_sorted_data(angles, 1, n, 0.05));
    results_number(r, "gradient_angle_50",
                   gsl_stats_quantile_from_sorted_data(angles, 1, n, 0.5));
    results_number(r, "gradient_angle_95",
                   gsl_stats_quantile_from_sorted_data(angles, 1, n, 0.95));
    free(angles);
}

static void orthogonality(chapter *c, beta_vae *m, const unit_list *u)
{
    const dataset *test = &c->data.test;
    gsl_matrix *codes = codes_of(m, u, 2, test);
    gsl_matrix *place = dataset_factors(test);
    gsl_vector_const_view a = gsl_matrix_const_column(codes, 0);
    gsl_vector_const_view b = gsl_matrix_const_column(codes, 1);
    report_angles(c, place, &a.vector, &b.vector);
    gsl_matrix_free(place);
    gsl_matrix_free(codes);
}

static bool is_place(const dataset *d)
{
    return d->n_factors >= 2 && strcmp(d->factor_names[0], "x") == 0 &&
           strcmp(d->factor_names[1], "y") == 0;
}

void plane_part(chapter *c, beta_vae *m, const unit_list *u)
{
    const dataset *test = &c->data.test;
    if (test->channels != 1 || !is_place(test) || test->n <= NEIGHBOURS)
        return;
    out_file csv = run_table(&c->run, "path.csv", "row,value,x,y");
    write_path(c, m, u, csv.stream);
    file_commit(&csv);
    if (u->units >= 2)
        orthogonality(c, m, u);
}
