// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets.h"

#include "fail.h"
#include "holes.h"
#include "image.h"
#include "intrinsic_error.h"
#include "truth.h"
#include "warp_picture.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# What is seen

The lecture's sheet: picture, reconstruction, albedo, shading, texture and
deformation. Where the truth is known it stands beside what was found, and what
was found is multiplied by the factor that the measure forgives.
*/

enum { PEOPLE = 6, GRID_SPACING = 6 };

/* A map of pixels times the factor that brings it closest to the truth. */
static void put_scaled(sheet *s, int row, int column, real *map,
                       const real *truth, const real *head, int channels)
{
    int area = s->height * s->width;
    double factor = best_factor(map, truth, head, channels, area);
    for (int i = 0; i < channels * area; i++)
        map[i] *= (real)factor;
    sheet_put_fine(s, row, column, map, channels, 1);
    sheet_put_fine(s, row, column + 1, truth, channels, 1);
}

/* The maps found, scaled, and the true ones of picture `row` of d. */
static void put_true_maps(sheet *s, int row, const chapter *c, const dataset *d,
                          real *albedo, real *shading)
{
    faces_form f = truth_form(c);
    faces_truth t = truth_alloc(d);
    faces_draw(&f, d->factors + row * FACES_FACTORS, &t);
    put_scaled(s, row, 2, albedo, t.albedo, t.head, s->channels);
    put_scaled(s, row, 4, shading, t.shading, t.head, 1);
    free(t.picture);
}

static void put_grid(sheet *s, int row, int column, const real *warp)
{
    int fine = s->zoom * s->zoom;
    real *grid =
        must_alloc((size_t)(s->height * s->width * fine), sizeof *grid);
    warp_grid_picture(warp, s->height, s->width, s->zoom, GRID_SPACING, grid);
    sheet_put_fine(s, row, column, grid, 1, s->zoom);
    free(grid);
}

void parts_sheet(const chapter *c, const intrinsic *m)
{
    const dataset *test = &c->data.test;
    int which[PEOPLE], rows = GSL_MIN(PEOPLE, test->n), known = truth_known(c);
    unseen_people(c, rows, which);
    dataset d = dataset_pick(test, which, rows);
    sheet s = sheet_alloc(rows, known ? 8 : 6, d.channels, d.height, d.width,
                          SHEET_ZOOM);
    node *nodes[] = {
        m->x,       m->y,         m->albedo_image, m->shading_image,
        m->texture, m->warp.whole};
    real *values[6];
    for (int k = 0; k < 6; k++)
        values[k] = values_of(m, &d, rows, nodes[k]);
    for (int r = 0; r < rows; r++) {
        real *at[6];
        for (int k = 0; k < 6; k++)
            at[k] = values[k] + r * nodes[k]->size;
        sheet_put(&s, r, 0, at[0]);
        sheet_put(&s, r, 1, at[1]);
        if (known) {
            put_true_maps(&s, r, c, &d, at[2], at[3]);
        } else {
            sheet_put(&s, r, 2, at[2]);
            sheet_put_fine(&s, r, 3, at[3], 1, 1);
        }
        sheet_put(&s, r, known ? 6 : 4, at[4]);
        put_grid(&s, r, known ? 7 : 5, at[5]);
    }
    char *path = run_path(&c->run, "parts.png");
    sheet_write(&s, path);
    free(path);
    for (int k = 0; k < 6; k++)
        free(values[k]);
    dataset_free(&d);
}

/**
And once more the question of the first chapter: can one draw from it? As in
chapter 4 there is no prior, and a Gaussian is fitted to the codes.
*/

void drawing_sheets(chapter *c, const intrinsic *m)
{
    holes h = holes_alloc(m->x, m->codes, m->y, &c->data, false);
    char *random = run_path(&c->run, "random.png");
    char *lines = run_path(&c->run, "interpolation.png");
    holes_samples(&h, 1, random);
    holes_strips(&h, lines);
    results_number(c->run.results, "random_density",
                   holes_random(&h, (uint64_t)c->run.options.seed));
    free(random);
    free(lines);
    holes_free(&h);
}
