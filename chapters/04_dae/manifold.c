// SPDX-License-Identifier: GPL-3.0-or-later
#include "manifold.h"

#include "dae_codes.h"
#include "fail.h"
#include "holes.h"
#include "image.h"

#include <gsl/gsl_linalg.h>
#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

/**
# The manifold of shapes

The lecture calls the set of all shapes that a code can say a manifold. Its
twenty-two numbers cannot be drawn, but the plane in which the codes of the
training pictures vary most can: principal components again, this time of codes.
*/

enum { ZOOM = 4, MOST_CODES = 3000 };

/* The codes of training pictures, what is known of them. */
typedef struct {
    int n, width;
    real *rows;        /* (n, width) */
    double *mean, *sd; /* (width) */
} cloud;

static double *column(const cloud *k, int i)
{
    double *values = must_alloc((size_t)k->n, sizeof *values);
    for (int b = 0; b < k->n; b++)
        values[b] = (double)k->rows[b * k->width + i];
    return values;
}

static cloud cloud_of(const dae *m, const dataset *d)
{
    cloud k = {.n = GSL_MIN(d->n, MOST_CODES), .width = m->codes->size};
    k.rows = codes_of(m, d, k.n);
    k.mean = must_alloc((size_t)k.width, sizeof *k.mean);
    k.sd = must_alloc((size_t)k.width, sizeof *k.sd);
    for (int i = 0; i < k.width; i++) {
        double *values = column(&k, i);
        k.mean[i] = gsl_stats_mean(values, 1, (size_t)k.n);
        k.sd[i] = gsl_stats_sd(values, 1, (size_t)k.n);
        free(values);
    }
    return k;
}

static void cloud_free(cloud *k)
{
    free(k->rows);
    free(k->mean);
    free(k->sd);
}

static void put_mean(const cloud *k, real *row)
{
    for (int i = 0; i < k->width; i++)
        row[i] = (real)k->mean[i];
}

/* Quantiles at the middles of `count` equal parts; sorts the values. */
static double quantile(double *values, int n, int i, int count)
{
    gsl_sort(values, 1, (size_t)n);
    return gsl_stats_quantile_from_sorted_data(values, 1, (size_t)n,
                                               (i + 0.5) / count);
}

/* The centred numbers of part r as a matrix (n, count), each column divided by
 * its standard deviation. */
static gsl_matrix *whitened(const cloud *k, dae_range r)
{
    gsl_matrix *z = gsl_matrix_alloc((size_t)k->n, (size_t)r.count);
    for (int b = 0; b < k->n; b++)
        for (int i = 0; i < r.count; i++) {
            int at = r.first + i;
            double centred = (double)k->rows[b * k->width + at] - k->mean[at];
            gsl_matrix_set(z, (size_t)b, (size_t)i,
                           k->sd[at] > 0 ? centred / k->sd[at] : 0);
        }
    return z;
}

static void sheet_of(const chapter *c, const dae *m, const real *codes,
                     int rows, int columns, const char *name)
{
    const dae_form *f = &m->form;
    real *pictures = decoded(m, codes, rows * columns, m->y);
    sheet s =
        sheet_alloc(rows, columns, f->channels, f->height, f->width, ZOOM);
    for (int r = 0; r < rows; r++)
        sheet_put_row(&s, r, pictures + r * columns * m->y->size, columns);
    char *path = run_path(&c->run, "%s", name);
    sheet_write(&s, path);
    free(path);
    free(pictures);
}

/* Scores of the codes along principal direction j: column j of u times its
 * singular value. */
static double *scores(const gsl_matrix *u, const gsl_vector *values, int j)
{
    double *s = must_alloc(u->size1, sizeof *s);
    for (size_t b = 0; b < u->size1; b++)
        s[b] =
            gsl_matrix_get(u, b, (size_t)j) * gsl_vector_get(values, (size_t)j);
    return s;
}

static void plane(const chapter *c, const dae *m, const cloud *k)
{
    dae_range r = warp_part(&m->form);
    size_t count = (size_t)r.count;
    gsl_matrix *u = whitened(k, r), *v = gsl_matrix_alloc(count, count);
    gsl_vector *values = gsl_vector_alloc(count),
               *work = gsl_vector_alloc(count);
    gsl_linalg_SV_decomp(u, v, values, work);
    double *s[2] = {scores(u, values, 0), scores(u, values, 1)};
    int cells = MANIFOLD_SIDE * MANIFOLD_SIDE;
    real *codes = must_alloc((size_t)(cells * k->width), sizeof *codes);
    for (int cell = 0; cell < cells; cell++) {
        real *row = codes + cell * k->width;
        double a = quantile(s[0], k->n, cell % MANIFOLD_SIDE, MANIFOLD_SIDE);
        double b = quantile(s[1], k->n, cell / MANIFOLD_SIDE, MANIFOLD_SIDE);
        put_mean(k, row);
        for (int i = 0; i < r.count; i++)
            row[r.first + i] += (real)(k->sd[r.first + i] *
                                       (a * gsl_matrix_get(v, (size_t)i, 0) +
                                        b * gsl_matrix_get(v, (size_t)i, 1)));
    }
    sheet_of(c, m, codes, MANIFOLD_SIDE, MANIFOLD_SIDE, "manifold.png");
    free(codes);
    free(s[0]);
    free(s[1]);
    gsl_vector_free(work);
    gsl_vector_free(values);
    gsl_matrix_free(v);
    gsl_matrix_free(u);
}

static void appearances(const chapter *c, const dae *m, const cloud *k)
{
    dae_range r = dae_part(&m->form, PART_APPEARANCE);
    int widest = r.first;
    for (int i = r.first; i < r.first + r.count; i++)
        widest = k->sd[i] > k->sd[widest] ? i : widest;
    double *values = column(k, widest);
    real *codes = must_alloc((size_t)(MANIFOLD_SIDE * k->width), sizeof *codes);
    for (int i = 0; i < MANIFOLD_SIDE; i++) {
        put_mean(k, codes + i * k->width);
        codes[i * k->width + widest] =
            (real)quantile(values, k->n, i, MANIFOLD_SIDE);
    }
    sheet_of(c, m, codes, 1, MANIFOLD_SIDE, "appearance.png");
    free(codes);
    free(values);
}

/**
## One unit at a time

As in chapter 3, but units are sorted by what they do to the picture, since
there are no nats here. The appearance comes first, whatever its effect.
*/

static void traverse(const cloud *k, int unit, real *codes)
{
    for (int s = 0; s < TRAVERSAL_STEPS; s++) {
        double z = -2 + 4.0 * s / (TRAVERSAL_STEPS - 1);
        put_mean(k, codes + s * k->width);
        codes[s * k->width + unit] = (real)(k->mean[unit] + z * k->sd[unit]);
    }
}

static double effect_of(const dae *m, const real *codes)
{
    real *y = decoded(m, codes, TRAVERSAL_STEPS, m->y);
    const real *last = y + (TRAVERSAL_STEPS - 1) * m->y->size;
    double sum = 0;
    for (int i = 0; i < m->y->size; i++)
        sum += gsl_pow_2((double)(last[i] - y[i]));
    free(y);
    return sum / m->y->size;
}

static const char *part_name(const dae_form *f, int unit)
{
    return unit < dae_part(f, PART_SHAPE).first    ? "appearance"
           : unit < dae_part(f, PART_AFFINE).first ? "shape"
                                                   : "affine";
}

/* The units to be shown, strongest first: the strongest of the appearance's,
 * and below it `shown` - 1 of the warp's. */
static void choose_units(const dae *m, const double *effects, int shown,
                         int *units)
{
    int width = m->codes->size, at = 1;
    int appearances = dae_part(&m->form, PART_APPEARANCE).count;
    size_t *rising = must_alloc((size_t)width, sizeof *rising);
    gsl_sort_index(rising, effects, 1, (size_t)width);
    units[0] = 0;
    for (int i = 1; i < appearances; i++)
        units[0] = effects[i] > effects[units[0]] ? i : units[0];
    for (int r = width - 1; r >= 0 && at < shown; r--)
        if ((int)rising[r] >= appearances)
            units[at++] = (int)rising[r];
    free(rising);
}

static void traversal(const chapter *c, const dae *m, const cloud *k)
{
    int width = k->width, units[TRAVERSED];
    int shown = GSL_MIN(TRAVERSED, 1 + warp_part(&m->form).count);
    size_t length = (size_t)(TRAVERSAL_STEPS * width);
    real *codes = must_alloc((size_t)width * length, sizeof *codes);
    real *sorted = must_alloc((size_t)shown * length, sizeof *sorted);
    double *effects = must_alloc((size_t)width, sizeof *effects);
    for (int i = 0; i < width; i++) {
        traverse(k, i, codes + (size_t)i * length);
        effects[i] = effect_of(m, codes + (size_t)i * length);
    }
    choose_units(m, effects, shown, units);
    out_file csv = run_table(&c->run, "traversal.csv", "unit,part,effect");
    for (int r = 0; r < shown; r++) {
        int unit = units[r];
        memcpy(sorted + (size_t)r * length, codes + (size_t)unit * length,
               length * sizeof *sorted);
        fprintf(csv.stream, "%d,%s,%.6g\n", unit + 1, part_name(&m->form, unit),
                effects[unit]);
    }
    file_commit(&csv);
    sheet_of(c, m, sorted, shown, TRAVERSAL_STEPS, "traversal.png");
    free(effects);
    free(sorted);
    free(codes);
}

static void random_codes(chapter *c, const dae *m)
{
    holes h = holes_alloc(m->x, m->codes, m->y, &c->data, false);
    char *path = run_path(&c->run, "random.png");
    holes_samples(&h, 2, path);
    results_number(c->run.results, "random_density",
                   holes_random(&h, (uint64_t)c->run.options.seed));
    free(path);
    holes_free(&h);
}

void manifold_part(chapter *c, const dae *m)
{
    cloud k = cloud_of(m, &c->data.train);
    plane(c, m, &k);
    appearances(c, m, &k);
    traversal(c, m, &k);
    random_codes(c, m);
    cloud_free(&k);
}
