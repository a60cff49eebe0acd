// SPDX-License-Identifier: GPL-3.0-or-later
#include "blocks.h"

#include "fail.h"
#include "rng.h"
#include "truth.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

/**
# Which part of the code knows what?

Four blocks are read: the shading's codes, the albedo's, the warp's, and the
last two together, since what a person looks like is paint and proportions. Of
faces that we have drawn ourselves all factors are known. Of photographs it is
what their names tell: the direction of the lamp.
*/

const char *const block_names[BLOCKS] = {"shading", "albedo", "warp",
                                         "albedo_warp", "drawn"};

int azimuth_column(const dataset *d)
{
    for (int k = 0; k < d->n_factors; k++)
        if (strcmp(d->factor_names[k], "azimuth") == 0)
            return k;
    return -1;
}

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

/* Columns first .. first + count - 1 of (n, width) numbers. */
static gsl_matrix *columns(const real *rows, int n, int width, code_range r)
{
    gsl_matrix *z = gsl_matrix_alloc((size_t)n, (size_t)r.count);
    for (int b = 0; b < n; b++)
        for (int i = 0; i < r.count; i++)
            gsl_matrix_set(z, (size_t)b, (size_t)i,
                           (double)rows[b * width + r.first + i]);
    return z;
}

gsl_matrix *block_of(const intrinsic *m, code_block block, const coded *rows)
{
    int width = m->form.albedo_codes;
    if (block == BLOCK_DRAWN)
        return columns(rows->drawn, rows->n, width, (code_range){0, width});
    return columns(rows->codes, rows->n, m->codes->size,
                   range_of(&m->form, block));
}

/**
A mean says what a code would say without noise, however loud the noise is. What
the albedo's decoder can hear is a code that is drawn, so those are read, too.
*/

static real *drawn_codes(const intrinsic *m, const dataset *d, int n,
                         const real *codes)
{
    code_range r = intrinsic_part(&m->form, PART_ALBEDO);
    real *z = values_of(m, d, n, m->logvar);
    gsl_rng *rng = rng_at(1, RNG_SAMPLE, 0);
    for (int b = 0; b < n; b++)
        for (int i = 0; i < r.count; i++) {
            real *one = z + b * r.count + i;
            double noise = exp((double)*one / 2) * gsl_ran_gaussian(rng, 1);
            *one = codes[b * m->codes->size + r.first + i] + (real)noise;
        }
    gsl_rng_free(rng);
    return z;
}

coded encoded(const intrinsic *m, const dataset *d, int most)
{
    dataset first = *d;
    first.n = GSL_MIN(d->n, most);
    real *codes = values_of(m, d, first.n, m->codes);
    return (coded){.n = first.n,
                   .codes = codes,
                   .drawn = drawn_codes(m, d, first.n, codes),
                   .factors = d->factors ? dataset_factors(&first) : NULL};
}

void coded_free(coded *rows)
{
    free(rows->codes);
    free(rows->drawn);
    gsl_matrix_free(rows->factors);
    *rows = (coded){0};
}

reader *block_reader(const intrinsic *m, code_block block, const coded *fitted)
{
    gsl_matrix *z = block_of(m, block, fitted);
    reader *r = reader_fit(z, fitted->factors);
    gsl_matrix_free(z);
    return r;
}

static void report(chapter *c, const char *what, const char *block, double r2)
{
    results_keyed(c->run.results, r2, "%s_r2_%s", what, block);
}

/* The mean R^2 of factors first .. end - 1. */
static double mean_r2(const double *r2, int first, int end)
{
    double sum = 0;
    for (int k = first; k < end; k++)
        sum += r2[k];
    return sum / (end - first);
}

/* The means over groups of factors, of drawn faces. */
static void report_groups(chapter *c, const char *name, const double *r2)
{
    report(c, "ambient", name, r2[FACES_AMBIENT]);
    report(c, "tone", name, r2[FACES_TONE]);
    report(c, "identity", name, mean_r2(r2, FACES_IDENTITY, FACES_POSE));
    report(c, "pose", name, mean_r2(r2, FACES_POSE, FACES_AZIMUTH));
}

static void read_block(chapter *c, const intrinsic *m, code_block block,
                       const coded *fitted, const coded *unseen, FILE *csv)
{
    const dataset *d = &c->data.test;
    const char *name = block_names[block];
    double *r2 = must_alloc((size_t)d->n_factors, sizeof *r2);
    reader *r = block_reader(m, block, fitted);
    gsl_matrix *z = block_of(m, block, unseen);
    gsl_matrix *readings = reader_read(r, z);
    for (int k = 0; k < d->n_factors; k++) {
        r2[k] = r_squared(readings, unseen->factors, (size_t)k);
        fprintf(csv, "%s,%s,%.6g\n", name, d->factor_names[k], r2[k]);
    }
    int azimuth = azimuth_column(d);
    report(c, "azimuth", name, r2[azimuth]);
    report(c, "elevation", name, r2[azimuth + 1]);
    if (truth_known(c))
        report_groups(c, name, r2);
    gsl_matrix_free(readings);
    gsl_matrix_free(z);
    reader_free(r);
    free(r2);
}

void blocks_part(chapter *c, const intrinsic *m, const coded *fitted)
{
    out_file csv = run_table(&c->run, "blocks.csv", "block,factor,r2");
    coded unseen = encoded(m, &c->data.test, c->data.test.n);
    for (int block = 0; block < BLOCKS; block++)
        read_block(c, m, (code_block)block, fitted, &unseen, csv.stream);
    file_commit(&csv);
    coded_free(&unseen);
}
