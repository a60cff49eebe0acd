// SPDX-License-Identifier: GPL-3.0-or-later
#include "scores.h"

#include "disentangle.h"
#include "evaluate.h"
#include "fail.h"
#include "linear_fit.h"

#include <gsl/gsl_vector.h>
#include <stdlib.h>

/**
# Who knows what?

Chapter 3 asked of each unit of a code which factor it stands for. Here the code
has two parts by construction, and the question is which *part* a factor can be
read from. Generated pictures come with their factors: those that move things
about (rotation, scale, shear, place) should be read from the warp's codes and
not from the appearance, and those that paint (thickness of a stroke, tone of a
skin) the other way round.

Reading is least squares, as in chapter 3, held out. Some factors bend the code:
an angle moves an affine map by its sine and cosine, a product of scale and
angle. So squares and products of the codes are offered, too.
*/

/* Columns first .. first + count - 1 of the codes of all test pictures. */
static gsl_matrix *block(const real *codes, int n, int width, dae_range r)
{
    gsl_matrix *z = gsl_matrix_alloc((size_t)n, (size_t)r.count);
    for (int b = 0; b < n; b++)
        for (int i = 0; i < r.count; i++)
            gsl_matrix_set(z, (size_t)b, (size_t)i,
                           (double)codes[b * width + r.first + i]);
    return z;
}

static void report(chapter *c, const char *kind, const char *name,
                   const gsl_matrix *z, const gsl_matrix *factors, FILE *csv)
{
    const dataset *d = &c->data.test;
    gsl_vector *r2 = gsl_vector_alloc((size_t)d->n_factors);
    linear_r2_held_out(z, factors, r2);
    for (int k = 0; k < d->n_factors; k++) {
        double value = gsl_vector_get(r2, (size_t)k);
        char *key = must_printf("%s_%s_%s", kind, name, d->factor_names[k]);
        results_number(c->run.results, key, value);
        fprintf(csv, "%s,%s,%s,%.6g\n", kind, name, d->factor_names[k], value);
        free(key);
    }
    gsl_vector_free(r2);
}

static void read_block(chapter *c, const char *name, const gsl_matrix *z,
                       const gsl_matrix *factors, FILE *csv)
{
    gsl_matrix *more = with_quadratic_terms(z);
    report(c, "r2", name, z, factors, csv);
    report(c, "r2q", name, more, factors, csv);
    gsl_matrix_free(more);
}

/* The gap between the best unit and the second best for each factor. */
static void unit_gaps(chapter *c, const gsl_matrix *z,
                      const gsl_matrix *factors)
{
    gsl_matrix *r2 = single_r2(z, factors);
    for (size_t k = 0; k < r2->size2; k++) {
        double best = 0, second = 0;
        for (size_t i = 0; i < r2->size1; i++) {
            double value = gsl_matrix_get(r2, i, k);
            if (value > best) {
                second = best;
                best = value;
            } else if (value > second) {
                second = value;
            }
        }
        const char *name = c->data.test.factor_names[k];
        char *gap = must_printf("sap_%s", name);
        char *top = must_printf("unit_%s", name);
        results_number(c->run.results, gap, best - second);
        results_number(c->run.results, top, best);
        free(gap);
        free(top);
    }
    gsl_matrix_free(r2);
}

void scores_part(chapter *c, const dae *m)
{
    const dataset *d = &c->data.test;
    if (!d->factors)
        return;
    int width = m->codes->size;
    real *codes = must_alloc((size_t)d->n * (size_t)width, sizeof *codes);
    evaluate_pictures(m->x, m->codes, d, codes);
    gsl_matrix *factors = dataset_factors(d);
    dae_range all = {0, width};
    dae_range appearance = dae_part(&m->form, PART_APPEARANCE);
    dae_range warp = {appearance.count, width - appearance.count};
    struct {
        const char *name;
        dae_range range;
    } blocks[] = {{"appearance", appearance}, {"warp", warp}, {"all", all}};
    out_file csv = run_table(&c->run, "scores.csv", "kind,block,factor,r2");
    for (int i = warp.count > 0 ? 0 : 2; i < 3; i++) {
        gsl_matrix *z = block(codes, d->n, width, blocks[i].range);
        read_block(c, blocks[i].name, z, factors, csv.stream);
        if (i == 2)
            unit_gaps(c, z, factors);
        gsl_matrix_free(z);
    }
    file_commit(&csv);
    gsl_matrix_free(factors);
    free(codes);
}
