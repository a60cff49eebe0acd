// SPDX-License-Identifier: GPL-3.0-or-later
#include "traversal.h"

#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "image.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# The latent traversal

What does one unit of the code do? Encode a picture, change this one unit from
-3 to 3, leave the others where they are, and decode. A row a unit, sorted by
how many nats the unit carries. In each row one of the nine values is nearest to
the picture's own; it is replaced by it. That frame, marked green, is the same
in all rows, and whatever differs from it in a row is the work of one unit.

![A latent traversal in four steps.](figure:03_steps)
*/

unit_list units_of(beta_vae *m, const dataset *test)
{
    int n = m->units->size;
    unit_list u = {.units = n,
                   .kl = must_alloc((size_t)n, sizeof *u.kl),
                   .order = must_alloc((size_t)n, sizeof *u.order)};
    size_t *rising = must_alloc((size_t)n, sizeof *rising);
    evaluate_means(m->x, m->units, test, u.kl);
    gsl_sort_index(rising, u.kl, 1, (size_t)n);
    for (int r = 0; r < n; r++) {
        u.order[r] = (int)rising[n - 1 - r];
        u.active += u.kl[r] > least_active;
    }
    free(rising);
    return u;
}

void units_free(unit_list *u)
{
    free(u->kl);
    free(u->order);
    *u = (unit_list){0};
}

gsl_matrix *codes_of(beta_vae *m, const unit_list *u, int count,
                     const dataset *d)
{
    size_t units = (size_t)u->units;
    real *mu = must_alloc((size_t)d->n * units, sizeof *mu);
    gsl_matrix *z = gsl_matrix_alloc((size_t)d->n, (size_t)count);
    evaluate_pictures(m->x, m->mu, d, mu);
    for (size_t b = 0; b < z->size1; b++)
        for (size_t r = 0; r < z->size2; r++)
            gsl_matrix_set(z, b, r,
                           (double)mu[b * units + (size_t)u->order[r]]);
    free(mu);
    return z;
}

static double step_value(int step)
{
    return -3 + 6.0 * step / (STEPS - 1);
}

/* The step whose value is nearest. */
static int nearest_step(double value)
{
    return GSL_MAX(
        0, GSL_MIN(STEPS - 1, (int)lround((value + 3) / 6 * (STEPS - 1))));
}

static void encode(beta_vae *m, const real *picture, real *mu)
{
    m->g->training = false;
    memcpy(m->x->value, picture, (size_t)m->x->size * sizeof *picture);
    memcpy(mu, graph_run(NULL, m->mu, 1), (size_t)m->mu->size * sizeof *mu);
}

void traverse(beta_vae *m, const unit_list *u, const real *picture, int *own,
              real *frames)
{
    size_t units = (size_t)u->units;
    real *mu = must_alloc(units, sizeof *mu);
    real *codes = must_alloc(units * STEPS * units, sizeof *codes);
    encode(m, picture, mu);
    for (int r = 0; r < u->units; r++) {
        int unit = u->order[r];
        own[r] = nearest_step((double)mu[unit]);
        for (int s = 0; s < STEPS; s++) {
            real *z = codes + (size_t)(r * STEPS + s) * units;
            memcpy(z, mu, units * sizeof *z);
            if (s != own[r])
                z[unit] = (real)step_value(s);
        }
    }
    evaluate_rows(m->z, m->y, codes, u->units * STEPS, frames);
    free(codes);
    free(mu);
}

/**
## Frames that are no pictures

A code that spreads two factors over four units leaves combinations of values
that no picture has. There the decoder draws two dots, or none. That can be
counted: the regions of bright pixels that hang together. A pixel of a coloured
picture is as bright as the brightest of its three numbers.
*/

/* Clears the region around (x, y). */
static void erase(bool *bright, int height, int width, int y, int x)
{
    if (y < 0 || y >= height || x < 0 || x >= width || !bright[y * width + x])
        return;
    bright[y * width + x] = false;
    erase(bright, height, width, y - 1, x);
    erase(bright, height, width, y + 1, x);
    erase(bright, height, width, y, x - 1);
    erase(bright, height, width, y, x + 1);
}

static int blobs(const real *frame, real threshold, const dataset *d)
{
    int count = 0, size = d->height * d->width;
    bool *bright = must_calloc((size_t)size, sizeof *bright);
    for (int i = 0; i < d->channels * size; i++)
        bright[i % size] |= frame[i] > threshold;
    for (int i = 0; i < size; i++)
        if (bright[i]) {
            count++;
            erase(bright, d->height, d->width, i / d->width, i % d->width);
        }
    free(bright);
    return count;
}

blob_shares blobs_in_traversals(beta_vae *m, const unit_list *u,
                                const dataset *test)
{
    enum { BASES = 12 };
    int bases = GSL_MIN(BASES, test->n), per = u->units * STEPS;
    size_t size = (size_t)dataset_size(test);
    real *frames = must_alloc((size_t)per * size, sizeof *frames);
    real *picture = must_alloc(size, sizeof *picture);
    int *own = must_alloc((size_t)u->units, sizeof *own);
    int counts[3] = {0};
    for (int b = 0; b < bases; b++) {
        dataset_rows(test, b, 1, picture);
        traverse(m, u, picture, own, frames);
        for (int f = 0; f < per; f++) {
            int found = blobs(frames + (size_t)f * size, R(0.5), test);
            counts[GSL_MIN(found, 2)]++;
        }
    }
    free(own);
    free(picture);
    free(frames);
    double all = bases * per;
    return (blob_shares){counts[0] / all, counts[1] / all, counts[2] / all};
}

/**
## The sheet

The picture to start from is chosen by a rule, too: the test picture nearest to
the mean of all.
*/

int middle_picture(const dataset *d)
{
    size_t size = (size_t)dataset_size(d);
    double *mean = must_calloc(size, sizeof *mean);
    for (size_t i = 0; i < (size_t)d->n * size; i++)
        mean[i % size] += (double)d->pixels[i] / d->n;
    double best = INFINITY;
    int which = 0;
    for (int b = 0; b < d->n; b++) {
        double distance = 0;
        for (size_t i = 0; i < size; i++)
            distance += gsl_pow_2(d->pixels[(size_t)b * size + i] - mean[i]);
        if (distance < best) {
            best = distance;
            which = b;
        }
    }
    free(mean);
    return which;
}

void base_code(beta_vae *m, const dataset *test, real *mu)
{
    real *picture = must_alloc((size_t)dataset_size(test), sizeof *picture);
    dataset_rows(test, middle_picture(test), 1, picture);
    encode(m, picture, mu);
    free(picture);
}

static void write_rows(const chapter *c, const char *name, const unit_list *u,
                       const int *own, const real *mu)
{
    char *path = run_path(&c->run, "%s.csv", name);
    out_file csv = file_create(path);
    fprintf(csv.stream, "row,unit,kl,column,value\n");
    for (int r = 0; r < u->units; r++)
        fprintf(csv.stream, "%d,%d,%.6g,%d,%.6g\n", r + 1, u->order[r] + 1,
                u->kl[u->order[r]], own[r] + 1, (double)mu[u->order[r]]);
    file_commit(&csv);
    free(path);
}

static void write_sheet(const chapter *c, const char *name, const real *frames,
                        int rows, int columns)
{
    const dataset *d = &c->data.test;
    sheet s = sheet_alloc(rows, columns, d->channels, d->height, d->width, 4);
    for (int r = 0; r < rows; r++)
        sheet_put_row(&s, r,
                      frames + (size_t)(r * columns) * (size_t)dataset_size(d),
                      columns);
    char *path = run_path(&c->run, "%s.png", name);
    sheet_write(&s, path);
    free(path);
}

void traverse_to(const chapter *c, beta_vae *m, const unit_list *u, int base,
                 const char *name)
{
    size_t size = (size_t)dataset_size(&c->data.test);
    real *picture = must_alloc(size, sizeof *picture);
    real *mu = must_alloc((size_t)u->units, sizeof *mu);
    real *frames = must_alloc((size_t)u->units * STEPS * size, sizeof *frames);
    int *own = must_alloc((size_t)u->units, sizeof *own);
    dataset_rows(&c->data.test, base, 1, picture);
    encode(m, picture, mu);
    traverse(m, u, picture, own, frames);
    write_sheet(c, name, frames, u->units, STEPS);
    write_rows(c, name, u, own, mu);
    free(own);
    free(frames);
    free(mu);
    free(picture);
}

/* Test picture `base` as NAME.png. */
static void write_base(const chapter *c, int base, const char *name)
{
    real *picture =
        must_alloc((size_t)dataset_size(&c->data.test), sizeof *picture);
    dataset_rows(&c->data.test, base, 1, picture);
    write_sheet(c, name, picture, 1, 1);
    free(picture);
}

static void report_base(chapter *c, int base)
{
    const dataset *d = &c->data.test;
    for (int k = 0; k < d->n_factors; k++) {
        results_keyed(c->run.results,
                      (double)d->factors[base * d->n_factors + k], "base_%s",
                      d->factor_names[k]);
    }
}

void traversal_part(chapter *c, beta_vae *m, const unit_list *u)
{
    int base = middle_picture(&c->data.test);
    report_base(c, base);
    traverse_to(c, m, u, base, "traversal");
    write_base(c, base, "traversal_base");
    traverse_to(c, m, u, 0, "steps");
    write_base(c, 0, "steps_base");
}
