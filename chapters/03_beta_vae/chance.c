// SPDX-License-Identifier: GPL-3.0-or-later
#include "chance.h"

#include "constructed.h"
#include "information.h"
#include "linear_fit.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>

/**
## What scores say of noise

Numbers that have nothing to do with each other are the zero of every scale.
Here two columns of them get their mutual information by bins, for more and more
rows and finer and finer bins.
*/

enum { REPEATS = 20, SMALLEST = 64, SIZES = 10, SHOWN = 400, SHOWN_BINS = 20 };

static const int bin_counts[] = {5, 10, 20};

static gsl_vector *uniform(gsl_rng *rng, int n)
{
    gsl_vector *x = gsl_vector_alloc((size_t)n);
    for (size_t i = 0; i < x->size; i++)
        gsl_vector_set(x, i, gsl_rng_uniform(rng));
    return x;
}

/* Mean and standard deviation over repeats; *formula is what to expect. */
static double information_of_noise(gsl_rng *rng, int n, int bins, double *sd,
                                   double *formula)
{
    double found[REPEATS];
    for (int r = 0; r < REPEATS; r++) {
        gsl_vector *x = uniform(rng, n), *y = uniform(rng, n);
        classes a = classes_equal(x, bins), b = classes_equal(y, bins);
        found[r] = mutual_information(&a, &b);
        *formula = information_bias(&a, &b);
        classes_free(&a);
        classes_free(&b);
        gsl_vector_free(x);
        gsl_vector_free(y);
    }
    *sd = gsl_stats_sd(found, 1, REPEATS);
    return gsl_stats_mean(found, 1, REPEATS);
}

static void information_by_chance(chapter *c, gsl_rng *rng)
{
    double sd, formula;
    out_file csv =
        run_table(&c->run, "concept_chance.csv", "n,bins,mean,sd,formula");
    for (int b = 0; b < 3; b++)
        for (int i = 0; i < SIZES; i++) {
            int n = SMALLEST << i;
            double found =
                information_of_noise(rng, n, bin_counts[b], &sd, &formula);
            fprintf(csv.stream, "%d,%d,%.6g,%.6g,%.6g\n", n, bin_counts[b],
                    found, sd, formula);
        }
    file_commit(&csv);
    double found = information_of_noise(rng, SHOWN, SHOWN_BINS, &sd, &formula);
    results_count(c->run.results, "concept_chance_n", SHOWN);
    results_count(c->run.results, "concept_chance_bins", SHOWN_BINS);
    results_number(c->run.results, "concept_chance_found", found);
    results_number(c->run.results, "concept_chance_formula", formula);
}

static void fit_of_noise(chapter *c, gsl_rng *rng)
{
    enum { ROWS = 200, UNITS = 40 };
    gsl_matrix *z = gsl_matrix_alloc(ROWS, UNITS);
    gsl_matrix *v = gsl_matrix_alloc(ROWS, 1);
    gsl_vector *r2 = gsl_vector_alloc(1);
    for (size_t i = 0; i < ROWS * UNITS; i++)
        z->data[i] = gsl_ran_ugaussian(rng);
    for (size_t i = 0; i < ROWS; i++)
        v->data[i] = gsl_ran_ugaussian(rng);
    results_count(c->run.results, "concept_noise_rows", ROWS);
    results_count(c->run.results, "concept_noise_units", UNITS);
    linear_r2(z, v, r2);
    results_number(c->run.results, "concept_noise_r2", gsl_vector_get(r2, 0));
    linear_r2_held_out(z, v, r2);
    results_number(c->run.results, "concept_noise_r2_held_out",
                   gsl_vector_get(r2, 0));
    gsl_vector_free(r2);
    gsl_matrix_free(v);
    gsl_matrix_free(z);
}

static void twins(chapter *c)
{
    gsl_matrix *z, *v;
    constructed_grid(TWICE, 4, &z, &v);
    gsl_matrix *w = least_squares_importance(z, v);
    results_number(c->run.results, "concept_twin_weight",
                   gsl_matrix_get(w, 0, 0));
    gsl_matrix_free(w);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
}

void chance_part(chapter *c)
{
    gsl_rng *rng = rng_at((uint64_t)c->run.options.seed, RNG_SAMPLE, 5);
    information_by_chance(c, rng);
    fit_of_noise(c, rng);
    twins(c);
    gsl_rng_free(rng);
}
