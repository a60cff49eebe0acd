// SPDX-License-Identifier: GPL-3.0-or-later
#include "grading.h"
#include "fail.h"

#include "disentangle.h"
#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "holes.h"
#include "linear_fit.h"
#include "pixel_nats.h"
#include "plane.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>

/**
# Grading a code

Only units that carry more than 0.1 nat are graded. The means of dead units are
tiny, but not zero, and least squares would blow them up and read the factors
from them: a code that says nothing would get a good mark.
*/

enum { BINS = 10 };

static void write_table(const chapter *c, const char *name,
                        const gsl_matrix *rows, const char *const *names)
{
    char *path = run_path(&c->run, "%s", name);
    out_file csv = file_create(path);
    for (size_t k = 0; k < rows->size2; k++) {
        if (names)
            fprintf(csv.stream, "%s%s", k ? "," : "", names[k]);
        else
            fprintf(csv.stream, "%sz%zu", k ? "," : "", k + 1);
    }
    fputc('\n', csv.stream);
    for (size_t b = 0; b < rows->size1; b++)
        for (size_t k = 0; k < rows->size2; k++)
            fprintf(csv.stream, "%.6g%c", gsl_matrix_get(rows, b, k),
                    k + 1 < rows->size2 ? ',' : '\n');
    file_commit(&csv);
    free(path);
}

/* A number for each factor, as NAME_FACTOR. */
static void report_factors(chapter *c, const char *name, const gsl_vector *v)
{
    for (size_t k = 0; k < v->size; k++) {
        results_keyed(c->run.results, gsl_vector_get(v, k), "%s_%s", name,
                      c->data.test.factor_names[k]);
    }
}

/* For each factor its R^2 from all active units, and its best unit (1: the one
 * with the most nats; 0: none is active). */
static void by_factor(chapter *c, const gsl_matrix *codes,
                      const gsl_matrix *factors)
{
    gsl_vector *r2 = gsl_vector_calloc(factors->size2);
    gsl_vector *quadratic = gsl_vector_calloc(factors->size2);
    gsl_vector *best = gsl_vector_calloc(factors->size2);
    gsl_vector *alone = gsl_vector_calloc(factors->size2);
    if (codes) {
        gsl_matrix *single = single_r2(codes, factors);
        gsl_matrix *terms = with_quadratic_terms(codes);
        linear_r2(codes, factors, r2);
        linear_r2_held_out(terms, factors, quadratic);
        for (size_t k = 0; k < factors->size2; k++) {
            gsl_vector_view column = gsl_matrix_column(single, k);
            gsl_vector_set(best, k,
                           1 + (double)gsl_vector_max_index(&column.vector));
            gsl_vector_set(alone, k, gsl_vector_max(&column.vector));
        }
        gsl_matrix_free(terms);
        gsl_matrix_free(single);
    }
    report_factors(c, "r2", r2);
    report_factors(c, "r2_quadratic", quadratic);
    report_factors(c, "unit", best);
    report_factors(c, "r2_unit", alone);
    gsl_vector_free(alone);
    gsl_vector_free(best);
    gsl_vector_free(quadratic);
    gsl_vector_free(r2);
}

static void report_scores(results *r, const scores *s)
{
    results_number(r, "mig", s->mig);
    results_number(r, "modularity_all", s->modularity_all);
    results_number(r, "modularity_active", s->modularity_active);
    results_number(r, "sap", s->sap);
    results_number(r, "r2", s->r2);
    results_number(r, "r2_held_out", s->r2_held_out);
    results_number(r, "r2_quadratic", s->r2_quadratic);
    results_number(r, "explicitness", s->explicitness);
    results_number(r, "dci_d", s->dci_d);
    results_number(r, "dci_c", s->dci_c);
}

/* Scores need two units; with fewer alive there is nothing to tell apart. */
static void grade(chapter *c, beta_vae *m, const unit_list *u)
{
    const dataset *test = &c->data.test;
    gsl_matrix *factors = dataset_factors(test);
    gsl_matrix *all = codes_of(m, u, u->units, test);
    gsl_matrix *codes = u->active > 0 ? codes_of(m, u, u->active, test) : NULL;
    scores s = {0};
    if (u->active >= 2)
        s = scores_of(codes, factors, NULL, BINS);
    report_scores(c->run.results, &s);
    by_factor(c, codes, factors);
    write_table(c, "codes.csv", all, NULL);
    write_table(c, "factors.csv", factors, test->factor_names);
    gsl_matrix_free(codes);
    gsl_matrix_free(all);
    gsl_matrix_free(factors);
}

/* What the decoder makes of codes from the prior, and on the way from one test
 * picture to another. */
static void decodes(const chapter *c, beta_vae *m)
{
    const dataset *test = &c->data.test;
    size_t numbers = (size_t)test->n * (size_t)m->z->size;
    holes h = {.x = m->x,
               .z = m->z,
               .y = m->y,
               .data = &c->data,
               .codes = m->z->size,
               .test = must_alloc(numbers, sizeof *h.test),
               .prior = true};
    char *samples = run_path(&c->run, "random.png");
    char *strips = run_path(&c->run, "interpolation.png");
    evaluate_pictures(m->x, m->z, test, h.test);
    holes_samples(&h, 1, samples);
    holes_strips(&h, strips);
    free(strips);
    free(samples);
    free(h.test);
}

void grading_part(chapter *c, beta_vae *m)
{
    const dataset *test = &c->data.test;
    results *r = c->run.results;
    unit_list u = units_of(m, test);
    blob_shares b = blobs_in_traversals(m, &u, test);
    double floor = entropy_floor(test);
    double rec =
        evaluate_noisy(m->x, m->rec, test, (uint64_t)c->run.options.seed);
    results_count(r, "active_units", u.active);
    results_number(r, "test_rec", rec);
    results_number(r, "test_kl", evaluate_mean(m->x, m->kl, test));
    results_number(r, "entropy_floor", floor);
    results_number(r, "excess", rec - floor);
    results_number(r, "test_mse", evaluate_error(m->x, m->y, test));
    results_number(r, "frames_none", b.none);
    results_number(r, "frames_more", b.more);
    if (test->factors)
        grade(c, m, &u);
    decodes(c, m);
    traversal_part(c, m, &u);
    plane_part(c, m, &u);
    units_free(&u);
}
