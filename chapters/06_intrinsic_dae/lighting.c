// SPDX-License-Identifier: GPL-3.0-or-later
#include "lighting.h"

#include "blocks.h"
#include "faces.h"
#include "fail.h"
#include "image.h"
#include "sheets.h"
#include "truth.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Moving the lamp

Take a picture and its mirror image. The person is nearly the same; the lamp has
gone to the other side. So the way from the one shading code to the other is a
lamp that moves around the face, and all other codes can stay as they are.

Whether it does can be measured. Each frame is a picture and can be encoded
again, and the reader of the last section reads the azimuth from its shading
code. It should go from one end to the other along a line.
*/

static const double strong = 40; /* degrees: lit from a side */

static double degrees(double radians)
{
    return radians * 180 / M_PI;
}

static double azimuth_of(const dataset *d, int b)
{
    return degrees((double)d->factors[b * d->n_factors + azimuth_column(d)]);
}

/* From each of `count` parts of the test set the first picture that is lit from
 * a side, from the left in one, from the right in the next. */
static void lit_from_a_side(const dataset *d, int count, int *which)
{
    for (int i = 0; i < count; i++) {
        int first = (int)((long)i * d->n / count);
        int end = (int)((long)(i + 1) * d->n / count);
        which[i] = first;
        for (int b = end - 1; b >= first; b--)
            if ((i % 2 ? -1 : 1) * azimuth_of(d, b) > strong)
                which[i] = b;
    }
}

/* The pictures of d, left for right. */
static dataset mirror_images(const dataset *d)
{
    int all[LIGHT_PEOPLE];
    for (int b = 0; b < d->n; b++)
        all[b] = b;
    dataset m = dataset_pick(d, all, d->n);
    int rows = d->n * d->channels * d->height;
    for (int r = 0; r < rows; r++)
        for (int j = 0; j < d->width; j++)
            m.pixels[r * d->width + j] =
                d->pixels[r * d->width + d->width - 1 - j];
    return m;
}

/* The rows of codes from each of n to the shading codes of its target: (n,
 * LIGHT_STEPS, codes). */
static real *ways(const intrinsic *m, const real *from, const real *target,
                  int n)
{
    int width = m->codes->size;
    code_range r = intrinsic_part(&m->form, PART_SHADING);
    real *codes = must_alloc((size_t)(n * LIGHT_STEPS * width), sizeof *codes);
    for (int b = 0; b < n; b++)
        for (int k = 0; k < LIGHT_STEPS; k++) {
            real share = R(k) / (LIGHT_STEPS - 1);
            real *row = codes + (b * LIGHT_STEPS + k) * width;
            memcpy(row, from + b * width, (size_t)width * sizeof *row);
            for (int i = r.first; i < r.first + r.count; i++)
                row[i] += share * (target[b * width + i] - row[i]);
        }
    return codes;
}

/* Three rows a person: shading, texture, picture. */
static void film(const chapter *c, const intrinsic *m, const real *codes,
                 const char *name)
{
    const intrinsic_form *f = &m->form;
    int frames = LIGHT_PEOPLE * LIGHT_STEPS;
    node *nodes[] = {m->shading, m->texture, m->y};
    sheet s = sheet_alloc(3 * LIGHT_PEOPLE, LIGHT_STEPS, f->channels, f->height,
                          f->width, SHEET_ZOOM);
    for (int k = 0; k < 3; k++) {
        real *values = decoded(m, codes, frames, nodes[k]);
        for (int i = 0; i < frames; i++)
            sheet_put_fine(&s, 3 * (i / LIGHT_STEPS) + k, i % LIGHT_STEPS,
                           values + i * nodes[k]->size, nodes[k]->shape[0], 1);
        free(values);
    }
    char *path = run_path(&c->run, "%s.png", name);
    sheet_write(&s, path);
    free(path);
}

/* Azimuths in degrees that a reader finds in pictures (n, size). */
static void read_azimuths(const chapter *c, const intrinsic *m, const reader *r,
                          const real *pictures, int n, double *azimuths)
{
    const dataset *d = &c->data.test;
    dataset frames = dataset_alloc(n, d->channels, d->height, d->width);
    for (int i = 0; i < n; i++)
        dataset_put(&frames, i, pictures + i * m->x->size);
    coded rows = encoded(m, &frames, n);
    gsl_matrix *z = block_of(m, BLOCK_SHADING, &rows);
    gsl_matrix *readings = reader_read(r, z);
    for (int i = 0; i < n; i++)
        azimuths[i] = degrees(
            gsl_matrix_get(readings, (size_t)i, (size_t)azimuth_column(d)));
    gsl_matrix_free(readings);
    gsl_matrix_free(z);
    coded_free(&rows);
    dataset_free(&frames);
}

/* From these azimuths to those: writes what is meant and what is read. */
static void grade_film(chapter *c, const intrinsic *m, const reader *r,
                       const real *codes, const double *from, const double *to,
                       const char *name)
{
    enum { FRAMES = LIGHT_PEOPLE * LIGHT_STEPS };
    double read[FRAMES], squares = 0;
    real *pictures = decoded(m, codes, FRAMES, m->y);
    read_azimuths(c, m, r, pictures, FRAMES, read);
    char *file = must_printf("%s.csv", name);
    out_file csv = run_table(&c->run, file, "person,step,meant,read");
    for (int i = 0; i < FRAMES; i++) {
        int b = i / LIGHT_STEPS, k = i % LIGHT_STEPS;
        double meant = from[b] + (to[b] - from[b]) * k / (LIGHT_STEPS - 1);
        squares += gsl_pow_2(read[i] - meant);
        fprintf(csv.stream, "%d,%d,%.6g,%.6g\n", b, k, meant, read[i]);
    }
    file_commit(&csv);
    results_keyed(c->run.results, sqrt(squares / FRAMES), "%s_rms", name);
    free(file);
    free(pictures);
}

static void move_lamp(chapter *c, const intrinsic *m, const reader *r)
{
    const dataset *test = &c->data.test;
    int which[LIGHT_PEOPLE], other[LIGHT_PEOPLE];
    double from[LIGHT_PEOPLE], mirrored[LIGHT_PEOPLE], to[LIGHT_PEOPLE];
    lit_from_a_side(test, LIGHT_PEOPLE, which);
    for (int i = 0; i < LIGHT_PEOPLE; i++)
        other[i] = which[i % 2 == 0]; /* lit from the other side */
    for (int i = 0; i < LIGHT_PEOPLE; i++) {
        from[i] = azimuth_of(test, which[i]);
        mirrored[i] = -from[i];
        to[i] = azimuth_of(test, other[i]);
    }
    dataset d = dataset_pick(test, which, LIGHT_PEOPLE);
    dataset reversed = mirror_images(&d);
    dataset others = dataset_pick(test, other, LIGHT_PEOPLE);
    dataset *targets[] = {&reversed, &others};
    const double *ends[] = {mirrored, to};
    const char *names[] = {"lighting", "another"};
    real *own = values_of(m, &d, LIGHT_PEOPLE, m->codes);
    for (int k = 0; k < 2; k++) {
        real *target = values_of(m, targets[k], LIGHT_PEOPLE, m->codes);
        real *codes = ways(m, own, target, LIGHT_PEOPLE);
        film(c, m, codes, names[k]);
        grade_film(c, m, r, codes, from, ends[k], names[k]);
        free(codes);
        free(target);
    }
    free(own);
    dataset_free(&d);
    dataset_free(&reversed);
    dataset_free(&others);
}

/**
## Everybody under every lamp
*/

static void put_truth(sheet *s, int row, const chapter *c, int person,
                      const int *lamps)
{
    faces_form f = truth_form(c);
    real *picture =
        must_alloc((size_t)dataset_size(&c->data.test), sizeof *picture);
    for (int k = 0; k < LAMPS; k++) {
        float factors[FACES_FACTORS];
        truth_relit(&c->data.test, person, lamps[k], factors);
        faces_draw(&f, factors, &(faces_truth){.picture = picture});
        sheet_put(s, row, k + 1, picture);
    }
    free(picture);
}

static void put_picture(sheet *s, int row, int column, const dataset *d, int b)
{
    real *picture = must_alloc((size_t)dataset_size(d), sizeof *picture);
    dataset_rows(d, b, 1, picture);
    sheet_put(s, row, column, picture);
    free(picture);
}

/* The codes of a person with the shading codes of the lamps: (LAMPS, codes). */
static real *lit_codes(const chapter *c, const intrinsic *m, int person,
                       const int *lamps)
{
    int which[LAMPS + 1] = {person}, width = m->codes->size;
    memcpy(which + 1, lamps, LAMPS * sizeof *lamps);
    dataset d = dataset_pick(&c->data.test, which, LAMPS + 1);
    real *codes = values_of(m, &d, LAMPS + 1, m->codes);
    real *lit = must_alloc((size_t)(LAMPS * width), sizeof *lit);
    for (int k = 0; k < LAMPS; k++) {
        memcpy(lit + k * width, codes, (size_t)width * sizeof *lit);
        copy_part(m, PART_SHADING, codes + (k + 1) * width, lit + k * width);
    }
    free(codes);
    dataset_free(&d);
    return lit;
}

static void relight_matrix(const chapter *c, const intrinsic *m)
{
    const dataset *d = &c->data.test;
    int people[RELIT_PEOPLE], lamps[LAMPS];
    int each = truth_known(c) ? 2 : 1;
    unseen_people(c, RELIT_PEOPLE, people);
    lit_from_a_side(d, LAMPS, lamps);
    sheet s = sheet_alloc(1 + each * RELIT_PEOPLE, LAMPS + 1, d->channels,
                          d->height, d->width, SHEET_ZOOM);
    for (int k = 0; k < LAMPS; k++)
        put_picture(&s, 0, k + 1, d, lamps[k]);
    for (int i = 0; i < RELIT_PEOPLE; i++) {
        int row = 1 + each * i;
        real *codes = lit_codes(c, m, people[i], lamps);
        real *pictures = decoded(m, codes, LAMPS, m->y);
        put_picture(&s, row, 0, d, people[i]);
        for (int k = 0; k < LAMPS; k++)
            sheet_put(&s, row, k + 1, pictures + k * m->y->size);
        if (each == 2)
            put_truth(&s, row + 1, c, people[i], lamps);
        free(pictures);
        free(codes);
    }
    char *path = run_path(&c->run, "relight.png");
    sheet_write(&s, path);
    free(path);
}

void lighting_part(chapter *c, const intrinsic *m, const coded *fitted)
{
    reader *r = block_reader(m, BLOCK_SHADING, fitted);
    move_lamp(c, m, r);
    reader_free(r);
    relight_matrix(c, m);
}
