// SPDX-License-Identifier: GPL-3.0-or-later
#include "scores.h"

#include "disentangle.h"
#include "evaluate.h"
#include "fail.h"
#include "linear_fit.h"
#include "ridge.h"

#include <gsl/gsl_math.h>
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

Reading is a linear map, fitted on four fifths of the pictures and measured on
the rest, as in chapter 3. Some factors bend the code: a scaled and turned
picture needs a map whose numbers are products of the scale with a sine or a
cosine. So squares and products of the codes are offered, too; they are
hundreds, and the map is fitted by ridge regression then.
*/

enum { MOST_ROWS = 600 };

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

/* Rows for fitting (four fifths), or the others. */
static gsl_matrix *share_of(const gsl_matrix *x, bool fit)
{
    size_t rows = 0;
    for (size_t i = 0; i < x->size1; i++)
        rows += (i % 5 != 4) == fit;
    gsl_matrix *y = gsl_matrix_alloc(rows, x->size2);
    for (size_t i = 0, row = 0; i < x->size1; i++)
        if ((i % 5 != 4) == fit) {
            gsl_vector_const_view from = gsl_matrix_const_row(x, i);
            gsl_matrix_set_row(y, row++, &from.vector);
        }
    return y;
}

/* Held-out R^2 by ridge regression: there are hundreds of products. */
static void ridge_held_out(const gsl_matrix *z, const gsl_matrix *v,
                           gsl_vector *r2)
{
    gsl_matrix *fit_z = share_of(z, true), *fit_v = share_of(v, true);
    gsl_matrix *other_z = share_of(z, false), *other_v = share_of(v, false);
    ridge_r2(fit_z, fit_v, other_z, other_v, r2);
    gsl_matrix_free(fit_z);
    gsl_matrix_free(fit_v);
    gsl_matrix_free(other_z);
    gsl_matrix_free(other_v);
}

static void report(chapter *c, const char *kind, const char *name,
                   const gsl_vector *r2, FILE *csv)
{
    const dataset *d = &c->data.test;
    for (int k = 0; k < d->n_factors; k++) {
        double value = gsl_vector_get(r2, (size_t)k);
        results_keyed(c->run.results, value, "%s_%s_%s", kind, name,
                      d->factor_names[k]);
        fprintf(csv, "%s,%s,%s,%.6g\n", kind, name, d->factor_names[k], value);
    }
}

static void read_block(chapter *c, const char *name, const gsl_matrix *z,
                       const gsl_matrix *factors, FILE *csv)
{
    gsl_vector *r2 = gsl_vector_alloc(factors->size2);
    gsl_matrix *more = with_quadratic_terms(z);
    linear_r2_held_out(z, factors, r2);
    report(c, "r2", name, r2, csv);
    ridge_held_out(more, factors, r2);
    report(c, "r2q", name, r2, csv);
    gsl_matrix_free(more);
    gsl_vector_free(r2);
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
        results_keyed(c->run.results, best - second, "sap_%s", name);
        results_keyed(c->run.results, best, "unit_%s", name);
    }
    gsl_matrix_free(r2);
}

void scores_part(chapter *c, const dae *m)
{
    dataset first = c->data.test, *d = &first;
    if (!d->factors)
        return;
    d->n = GSL_MIN(d->n, MOST_ROWS);
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
