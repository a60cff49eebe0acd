// SPDX-License-Identifier: GPL-3.0-or-later
#include "blocks.h"

#include "faces.h"
#include "fail.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Which part of the code knows what?

Four blocks are read: the shading's codes, the albedo's, the warp's, and the
last two together, since what a person looks like is paint and proportions. Of
faces that we have drawn ourselves all factors are known. Of photographs it is
what their names tell: the direction of the lamp.
*/

enum { MOST_FITTED = 4000, MOST_READ = 1500 };

const char *const block_names[BLOCKS] = {"shading", "albedo", "warp",
                                         "albedo_warp"};

static code_range range_of(const intrinsic_form *f, code_block block)
{
    code_range albedo = intrinsic_part(f, PART_ALBEDO);
    code_range shape = intrinsic_part(f, PART_SHAPE);
    code_range affine = intrinsic_part(f, PART_AFFINE);
    int end = affine.first + affine.count;
    if (block == BLOCK_SHADING)
        return intrinsic_part(f, PART_SHADING);
    if (block == BLOCK_ALBEDO)
        return albedo;
    int first = block == BLOCK_WARP ? shape.first : albedo.first;
    return (code_range){first, end - first};
}

gsl_matrix *block_of(const intrinsic *m, code_block block, const real *codes,
                     int n)
{
    code_range r = range_of(&m->form, block);
    gsl_matrix *z = gsl_matrix_alloc((size_t)n, (size_t)r.count);
    for (int b = 0; b < n; b++)
        for (int i = 0; i < r.count; i++)
            gsl_matrix_set(z, (size_t)b, (size_t)i,
                           (double)codes[b * m->codes->size + r.first + i]);
    return z;
}

/* Codes of a block of the first n pictures of d, and their factors. */
static gsl_matrix *rows_of(const intrinsic *m, code_block block,
                           const dataset *d, int n, gsl_matrix **factors)
{
    dataset first = *d;
    first.n = n;
    real *codes = values_of(m, d, n, m->codes);
    gsl_matrix *z = block_of(m, block, codes, n);
    *factors = dataset_factors(&first);
    free(codes);
    return z;
}

reader *block_reader(const chapter *c, const intrinsic *m, code_block block)
{
    gsl_matrix *factors;
    const dataset *d = &c->data.train;
    gsl_matrix *z = rows_of(m, block, d, GSL_MIN(d->n, MOST_FITTED), &factors);
    reader *r = reader_fit(z, factors);
    gsl_matrix_free(z);
    gsl_matrix_free(factors);
    return r;
}

static void report(chapter *c, const char *what, const char *block, double r2)
{
    char *key = must_printf("%s_r2_%s", what, block);
    results_number(c->run.results, key, r2);
    free(key);
}

/* The mean R^2 of factors first .. end - 1. */
static double mean_r2(const double *r2, int first, int end)
{
    double sum = 0;
    for (int k = first; k < end; k++)
        sum += r2[k];
    return sum / (end - first);
}

static void read_block(chapter *c, const intrinsic *m, code_block block,
                       FILE *csv)
{
    gsl_matrix *factors;
    const dataset *d = &c->data.test;
    const char *name = block_names[block];
    double *r2 = must_alloc((size_t)d->n_factors, sizeof *r2);
    reader *r = block_reader(c, m, block);
    gsl_matrix *z = rows_of(m, block, d, GSL_MIN(d->n, MOST_READ), &factors);
    gsl_matrix *readings = reader_read(r, z);
    for (int k = 0; k < d->n_factors; k++) {
        r2[k] = r_squared(readings, factors, (size_t)k);
        fprintf(csv, "%s,%s,%.6g\n", name, d->factor_names[k], r2[k]);
    }
    bool drawn = d->factor_names == faces_names;
    int azimuth = drawn ? FACES_AZIMUTH : 0;
    report(c, "azimuth", name, r2[azimuth]);
    report(c, "elevation", name, r2[azimuth + 1]);
    if (drawn) {
        report(c, "ambient", name, r2[FACES_AMBIENT]);
        report(c, "tone", name, r2[FACES_TONE]);
        report(c, "identity", name, mean_r2(r2, FACES_IDENTITY, FACES_POSE));
        report(c, "pose", name, mean_r2(r2, FACES_POSE, FACES_AZIMUTH));
    }
    gsl_matrix_free(readings);
    gsl_matrix_free(z);
    gsl_matrix_free(factors);
    reader_free(r);
    free(r2);
}

void blocks_part(chapter *c, const intrinsic *m)
{
    if (!c->data.test.factors)
        return;
    out_file csv = run_table(&c->run, "blocks.csv", "block,factor,r2");
    for (int block = 0; block < BLOCKS; block++)
        read_block(c, m, (code_block)block, csv.stream);
    file_commit(&csv);
}
