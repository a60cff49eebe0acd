// SPDX-License-Identifier: GPL-3.0-or-later
#include "misread.h"

#include "dae_codes.h"
#include "evaluate.h"
#include "fail.h"
#include "image.h"
#include "readings.h"
#include "runs.h"
#include "templates.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# A digit that is misread

A classifier that errs is wrong, and that is all. Here the reading is used: a
5 that is taken for a 6 is drawn with the template of a 6, and the warp has to
make do. So one can look at the error of the picture and ask whether it shows
the mistake; and one can say the true class by hand, keep all other codes, and
see whether that would have been better.
*/

enum { ROWS = 5, ZOOM = 4 };

/* The error of picture b if its codes are decoded with class k, and its
 * picture. */
static double drawn_error(const dae *m, const dataset *d, int b, int k,
                          const real *codes, real *drawn)
{
    int width = m->codes->size, size = m->y->size;
    real *row = must_alloc((size_t)width, sizeof *row);
    real *picture = must_alloc((size_t)size, sizeof *picture);
    memcpy(row, codes + b * width, (size_t)width * sizeof *row);
    set_class(m, k, row);
    evaluate_rows(m->codes, m->y, row, 1, drawn);
    dataset_rows(d, b, 1, picture);
    double sum = 0;
    for (int i = 0; i < size; i++)
        sum += gsl_pow_2((double)(drawn[i] - picture[i]));
    free(picture);
    free(row);
    return sum / size;
}

/* The misread pictures, the surest first; returns how many. */
static int surest(const reading *r, int n, int *which)
{
    int count = 0;
    for (int b = 0; b < n; b++) {
        if (!misread(&r[b]))
            continue;
        int at = count++;
        while (at > 0 && r[which[at - 1]].probability < r[b].probability) {
            which[at] = which[at - 1];
            at--;
        }
        which[at] = b;
    }
    return count;
}

/* The template of class k with the appearance of picture b. */
static void put_template(sheet *s, int row, int column, const dae *m,
                         const real *codes, int k)
{
    int width = m->codes->size;
    real *one = must_alloc((size_t)width, sizeof *one);
    memcpy(one, codes, (size_t)width * sizeof *one);
    set_class(m, k, one);
    real *texture = decoded(m, one, 1, m->texture);
    sheet_put(s, row, column, texture);
    free(texture);
    free(one);
}

static void draw(const chapter *c, const dae *m, const reading *r,
                 const real *codes, const int *which, int count)
{
    const dataset *d = &c->data.test;
    int width = m->codes->size;
    sheet s = sheet_alloc(ROWS, MISREAD_COLUMNS, d->channels, d->height,
                          d->width, ZOOM);
    real *picture = must_alloc((size_t)m->y->size, sizeof *picture);
    out_file csv =
        run_table(&c->run, "misread.csv",
                  "column,picture,label,read,probability,error,told");
    for (int k = 0; k < GSL_MIN(count, MISREAD_COLUMNS); k++) {
        int b = which[k];
        dataset_rows(d, b, 1, picture);
        sheet_put(&s, 0, k, picture);
        put_template(&s, 1, k, m, codes + b * width, r[b].read);
        evaluate_rows(m->codes, m->y, codes + b * width, 1, picture);
        sheet_put(&s, 2, k, picture);
        put_template(&s, 3, k, m, codes + b * width, r[b].label);
        double told = drawn_error(m, d, b, r[b].label, codes, picture);
        sheet_put(&s, 4, k, picture);
        fprintf(csv.stream, "%d,%d,%d,%d,%.4g,%.5g,%.5g\n", k, b, r[b].label,
                r[b].read, r[b].probability, r[b].error, told);
    }
    char *path = run_path(&c->run, "misread.png");
    sheet_write(&s, path);
    file_commit(&csv);
    free(path);
    free(picture);
}

static void report(chapter *c, const dae *m, const reading *r,
                   const real *codes, const int *which, int count)
{
    const dataset *d = &c->data.test;
    real *drawn = must_alloc((size_t)m->y->size, sizeof *drawn);
    double as_read = 0, told = 0, all = 0;
    int better = 0;
    for (int i = 0; i < count; i++) {
        int b = which[i];
        double error = drawn_error(m, d, b, r[b].label, codes, drawn);
        as_read += r[b].error / GSL_MAX(1, count);
        told += error / GSL_MAX(1, count);
        better += error < r[b].error;
    }
    for (int b = 0; b < d->n; b++)
        all += r[b].error;
    results_count(c->run.results, "misread_count", count);
    results_number(c->run.results, "misread_error", as_read);
    results_number(c->run.results, "misread_told", told);
    results_number(c->run.results, "misread_better",
                   (double)better / GSL_MAX(1, count));
    results_number(c->run.results, "read_error",
                   (all - as_read * count) / GSL_MAX(1, d->n - count));
    free(drawn);
}

void misread_part(chapter *c)
{
    const dataset *d = &c->data.test;
    dae m = run_model(c, "class", 0);
    reading *r = readings_of(&m, d);
    real *codes = codes_of(&m, d, d->n);
    int *which = must_alloc((size_t)d->n, sizeof *which);
    int count = surest(r, d->n, which);
    draw(c, &m, r, codes, which, count);
    report(c, &m, r, codes, which, count);
    free(which);
    free(codes);
    free(r);
    dae_free(&m);
}
