// SPDX-License-Identifier: GPL-3.0-or-later
#include "deformations.h"

#include "dae_codes.h"
#include "fail.h"
#include "image.h"
#include "principal.h"
#include "runs.h"
#include "templates.h"
#include "warp_measures.h"
#include "warp_picture.h"

#include <gsl/gsl_blas.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
## Different for each class?

The lecture says that the types of deformation differ by class. Whether they do
is a question with a number for an answer: take the first axes of a class from
one half of its pictures, and see how much of the variance of the *other* half
they explain; then how much of the variance of another class. If the classes
moved alike, the two would be the same.
*/

enum { AXES = 4, MOST = 100, ZOOM = 4, FINE = 4, LINES_APART = 4 };

static const int drawn[DEFORMED_CLASSES] = {2, 4, 7};

/* Codes and warps of up to MOST pictures of a class, and as many again. */
typedef struct {
    int n;              /* pictures of each half */
    real *codes;        /* of the first one */
    real *warps, *rest; /* of both */
    principal axes;     /* of the first half */
} class_warps;

static int half(const dataset *d, int k)
{
    int count = 0;
    for (int b = 0; b < d->n; b++)
        count += d->labels[b] == k;
    return GSL_MIN(MOST, count / 2);
}

/* Codes of the pictures of class k from number `first` on. */
static real *class_codes(const dae *m, const dataset *d, int k, int first,
                         int n)
{
    int *which = must_alloc((size_t)n, sizeof *which);
    for (int b = 0, seen = 0; b < d->n; b++)
        if (d->labels[b] == k) {
            if (seen >= first && seen < first + n)
                which[seen - first] = b;
            seen++;
        }
    dataset picked = dataset_pick(d, which, n);
    real *codes = codes_of(m, &picked, n);
    dataset_free(&picked);
    free(which);
    return codes;
}

static class_warps warps_of(const dae *m, const dataset *d, int k)
{
    class_warps w = {.n = half(d, k)};
    real *codes = class_codes(m, d, k, w.n, w.n);
    w.codes = class_codes(m, d, k, 0, w.n);
    w.warps = decoded(m, w.codes, w.n, m->warp.whole);
    w.rest = decoded(m, codes, w.n, m->warp.whole);
    w.axes = principal_fit(w.warps, w.n, m->warp.whole->size, AXES);
    free(codes);
    return w;
}

static void warps_free(class_warps *w)
{
    principal_free(&w->axes);
    free(w->rest);
    free(w->warps);
    free(w->codes);
}

/* The template of class k with the mean appearance of those codes. */
static real *template_of(const dae *m, const class_warps *w, int k)
{
    size_t width = (size_t)m->codes->size;
    real *mean = must_alloc(width, sizeof *mean);
    mean_row(w->codes, w->n, width, mean);
    set_class(m, k, mean);
    real *texture = decoded(m, mean, 1, m->texture);
    free(mean);
    return texture;
}

/* Puts the template under a warp into one cell, and the warp as a grid into
 * another. */
static void put_warped(sheet *s, int row, int column, int grid_row,
                       int grid_column, const dae *m, const real *texture,
                       const real *warp)
{
    int height = m->form.height, width = m->form.width;
    size_t area = (size_t)(height * width * FINE * FINE);
    real *lines = must_alloc(area, sizeof *lines);
    real *picture = must_alloc((size_t)m->y->size, sizeof *picture);
    under_warp(&m->form, texture, 1, warp, picture);
    sheet_put(s, row, column, picture);
    free(picture);
    warp_grid_picture(warp, height, width, FINE, LINES_APART, lines);
    sheet_put_fine(s, grid_row, grid_column, lines, 1, FINE);
    free(lines);
}

static void draw_class(sheet *s, int row, int k, const dae *m,
                       const class_warps *w, FILE *csv)
{
    real *texture = template_of(m, w, k);
    real *warp = must_alloc((size_t)m->warp.whole->size, sizeof *warp);
    for (int a = 0; a < 2; a++) {
        for (int i = 0; i < DEFORMED_STEPS; i++) {
            principal_warp(&w->axes, a, i - DEFORMED_STEPS / 2, warp);
            put_warped(s, row + a, i, row + a, DEFORMED_STEPS + 1 + i, m,
                       texture, warp);
        }
        double deviation = gsl_vector_get(w->axes.deviations, (size_t)a);
        fprintf(csv, "%d,%d,%d,%.4g\n", row + a, k, a + 1,
                gsl_pow_2(deviation) / w->axes.variance);
    }
    free(warp);
    free(texture);
}

static sheet sheet_for(const dae *m, int rows, int columns)
{
    const dae_form *f = &m->form;
    return sheet_alloc(rows, columns, f->channels, f->height, f->width, ZOOM);
}

static void axes_sheet(const chapter *c, const dae *m, const class_warps *w)
{
    sheet s = sheet_for(m, 2 * DEFORMED_CLASSES, 2 * DEFORMED_STEPS + 1);
    out_file csv =
        run_table(&c->run, "deformations.csv", "row,class,axis,share");
    for (int i = 0; i < DEFORMED_CLASSES; i++)
        draw_class(&s, 2 * i, drawn[i], m, &w[drawn[i]], csv.stream);
    char *path = run_path(&c->run, "deformations.png");
    sheet_write(&s, path);
    file_commit(&csv);
    free(path);
}

static void means_sheet(const chapter *c, const dae *m, const class_warps *w)
{
    int classes = c->data.test.classes;
    sheet s = sheet_for(m, 3, classes);
    for (int k = 0; k < classes; k++) {
        real *texture = template_of(m, &w[k], k);
        sheet_put(&s, 0, k, texture);
        put_warped(&s, 1, k, 2, k, m, texture, w[k].axes.mean);
        free(texture);
    }
    char *path = run_path(&c->run, "mean_warps.png");
    sheet_write(&s, path);
    free(path);
}

/* In degrees, 0 to 90: an axis has no direction. */
static double angle_between(const principal *a, const principal *b)
{
    gsl_vector_const_view u = gsl_matrix_const_column(a->axes, 0),
                          v = gsl_matrix_const_column(b->axes, 0);
    double product;
    gsl_blas_ddot(&u.vector, &v.vector, &product);
    return acos(GSL_MIN(1, fabs(product))) * 180 / M_PI;
}

static void report(chapter *c, const class_warps *w)
{
    int classes = c->data.test.classes, pairs = classes * (classes - 1);
    double own = 0, other = 0, angle = 0;
    for (int i = 0; i < classes; i++)
        for (int k = 0; k < classes; k++) {
            double share = principal_explains(&w[i].axes, w[k].rest, w[k].n);
            if (i == k)
                own += share / classes;
            else
                other += share / pairs;
            if (i != k)
                angle += angle_between(&w[i].axes, &w[k].axes) / pairs;
        }
    results_count(c->run.results, "deformation_axes", AXES);
    results_number(c->run.results, "axes_own", own);
    results_number(c->run.results, "axes_other", other);
    results_number(c->run.results, "first_axes_angle", angle);
}

void deformations_part(chapter *c)
{
    int classes = c->data.test.classes;
    dae m = run_model(c, "class", 0);
    class_warps *w = must_alloc((size_t)classes, sizeof *w);
    for (int k = 0; k < classes; k++)
        w[k] = warps_of(&m, &c->data.test, k);
    axes_sheet(c, &m, w);
    means_sheet(c, &m, w);
    report(c, w);
    for (int k = 0; k < classes; k++)
        warps_free(&w[k]);
    free(w);
    dae_free(&m);
}
