// SPDX-License-Identifier: GPL-3.0-or-later
#include "readings.h"

#include "constructed.h"
#include "disentangle.h"
#include "fail.h"
#include "information.h"
#include "linear_fit.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>

/**
## What a linear reader does not mind

Turn a perfect code by 45 degrees. Each unit now moves with both factors and
tells as much about one as about the other, and yet nothing is lost: there is a
matrix $A$ with $v = A z$, and least squares finds it. Informative does not
imply modular.
*/

enum { PLACES = 10, FINE = 40, BINS = 10, MOST_DEGREES = 45 };

static void turned_code(chapter *c)
{
    gsl_matrix *z, *v;
    constructed_grid(TURNED, PLACES, &z, &v);
    gsl_matrix *map = linear_map(z, v);
    gsl_matrix *read = linear_readings(z, map);
    scores s = scores_of(z, v, NULL, 0);
    out_file csv =
        run_table(&c->run, "concept_turned.csv", "v1,v2,z1,z2,read1,read2");
    for (size_t i = 0; i < z->size1; i++)
        fprintf(csv.stream, "%g,%g,%.6g,%.6g,%.6g,%.6g\n",
                gsl_matrix_get(v, i, 0), gsl_matrix_get(v, i, 1),
                gsl_matrix_get(z, i, 0), gsl_matrix_get(z, i, 1),
                gsl_matrix_get(read, i, 0), gsl_matrix_get(read, i, 1));
    file_commit(&csv);
    /* A has a row a factor. */
    results_number(c->run.results, "concept_map_1_1",
                   gsl_matrix_get(map, 1, 0));
    results_number(c->run.results, "concept_map_1_2",
                   gsl_matrix_get(map, 2, 0));
    results_number(c->run.results, "concept_map_2_1",
                   gsl_matrix_get(map, 1, 1));
    results_number(c->run.results, "concept_map_2_2",
                   gsl_matrix_get(map, 2, 1));
    results_number(c->run.results, "concept_turned_r2", s.r2);
    results_number(c->run.results, "concept_turned_modularity",
                   s.modularity_active);
    gsl_matrix_free(map);
    gsl_matrix_free(read);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
}

/**
Scores over the angle disagree on how bad it is, though they look at the same
code. SAP is $\cos 2t$. Disentanglement by coefficients falls within the first
few degrees, for the entropy of a small share is not small; by *squared*
coefficients it falls slowly. Modularity squares the information and hardly
notices the first 20 degrees. $R^2$ is 1 throughout.
*/

static void angles(chapter *c)
{
    gsl_matrix *same, *v;
    gsl_vector *r2 = gsl_vector_alloc(2);
    constructed_grid(PERFECT, FINE, &same, &v);
    out_file csv = run_table(&c->run, "concept_angles.csv",
                             "degrees,sap,r2,dci_d,dci_d_squares,modularity");
    for (int t = 0; t <= MOST_DEGREES; t++) {
        gsl_matrix *z = turned_by(same, t * M_PI / 180);
        gsl_matrix *single = single_r2(z, v);
        gsl_matrix *w = least_squares_importance(z, v);
        gsl_matrix *m = information_table(z, v, BINS, NULL);
        linear_r2(z, v, r2);
        fprintf(csv.stream, "%d,%.6g,%.6g,%.6g,", t,
                separated_predictability(single), gsl_vector_get(r2, 0),
                dci_disentanglement(w));
        gsl_matrix_mul_elements(w, w);
        fprintf(csv.stream, "%.6g,%.6g\n", dci_disentanglement(w),
                modularity(m, NULL));
        gsl_matrix_free(single);
        gsl_matrix_free(w);
        gsl_matrix_free(m);
        gsl_matrix_free(z);
    }
    file_commit(&csv);
    gsl_vector_free(r2);
    gsl_matrix_free(same);
    gsl_matrix_free(v);
}

/**
## Where a linear reader fails

Three codes in which the second factor cannot be read by a linear map, for
different reasons. *Missing*: the unit is dead. *Cubes*: all is there, but bent;
a reader that may bend it back would make no error. *Absolute values*: how far
the factor is from its middle is there, on which side is not; no reader
whatever can tell, so the best guess is the middle. The best reader of any kind
gives each value of the unit the mean of the factor there, and its $R^2$ is the
*correlation ratio*.
*/

/* R^2 of the mean of y in each class of z. */
static double best_r2(const classes *z, const gsl_vector *y)
{
    double *sums = must_calloc((size_t)z->count, sizeof *sums);
    double *counts = must_calloc((size_t)z->count, sizeof *counts);
    double mean = gsl_stats_mean(y->data, y->stride, y->size);
    double between = 0, all = gsl_stats_tss(y->data, y->stride, y->size);
    for (int i = 0; i < z->n; i++) {
        sums[z->of[i]] += gsl_vector_get(y, (size_t)i) - mean;
        counts[z->of[i]]++;
    }
    for (int k = 0; k < z->count; k++)
        between += sums[k] * sums[k] / counts[k];
    free(sums);
    free(counts);
    return between / all;
}

static void report(chapter *c, const char *name, const gsl_matrix *codes,
                   const gsl_matrix *factors)
{
    gsl_vector *r2 = gsl_vector_alloc(2);
    gsl_vector_const_view unit = gsl_matrix_const_column(codes, 1);
    gsl_vector_const_view factor = gsl_matrix_const_column(factors, 1);
    classes z = classes_distinct(&unit.vector);
    classes v = classes_distinct(&factor.vector);
    linear_r2(codes, factors, r2);
    const double values[] = {gsl_vector_get(r2, 1), best_r2(&z, &factor.vector),
                             mutual_information(&z, &v)};
    static const char *const keys[] = {"r2", "any_r2", "nats"};
    for (int i = 0; i < 3; i++)
        results_keyed(c->run.results, values[i], "concept_%s_%s", name,
                      keys[i]);
    classes_free(&z);
    classes_free(&v);
    gsl_vector_free(r2);
}

static void failures(chapter *c)
{
    static const constructed which[] = {MISSING, CUBES, ABSOLUTES};
    static const char *const names[] = {"missing", "cubes", "absolutes"};
    out_file csv =
        run_table(&c->run, "concept_readings.csv", "code,factor,unit,reading");
    for (int k = 0; k < 3; k++) {
        gsl_matrix *z, *v;
        constructed_grid(which[k], PLACES, &z, &v);
        gsl_matrix *map = linear_map(z, v);
        gsl_matrix *read = linear_readings(z, map);
        for (size_t i = 0; i < PLACES; i++) /* v1 = 0, v2 = 0, 1 ... */
            fprintf(csv.stream, "%d,%g,%.6g,%.6g\n", k, gsl_matrix_get(v, i, 1),
                    gsl_matrix_get(z, i, 1), gsl_matrix_get(read, i, 1));
        report(c, names[k], z, v);
        gsl_matrix_free(read);
        gsl_matrix_free(map);
        gsl_matrix_free(z);
        gsl_matrix_free(v);
    }
    file_commit(&csv);
    results_number(c->run.results, "concept_levels_nats", log(PLACES));
}

void readings_part(chapter *c)
{
    turned_code(c);
    angles(c);
    failures(c);
}
