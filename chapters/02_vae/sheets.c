// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets.h"

#include "evaluate.h"
#include "fail.h"
#include "holes.h"
#include "image.h"
#include "nearest.h"
#include "runs.h"
#include "samples.h"

#include <gsl/gsl_cdf.h>
#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Pictures of it

The same sheets as in chapter 1, of the same pictures, so that the two can be
laid side by side. New is the *manifold*: with two codes and a known prior, the
plane can be cut into cells of equal probability. The edges of $[0, 1]$ are
stretched by the inverse of the normal distribution function, and each cell is
drawn once. A map over a square would have given most of its area to codes that
hardly ever occur.
*/

enum { MANIFOLD_CELLS = 20, COLUMNS = 10 };

static void manifold(const chapter *c, const holes *h)
{
    real codes[2 * MANIFOLD_CELLS * MANIFOLD_CELLS];
    for (int i = 0; i < MANIFOLD_CELLS * MANIFOLD_CELLS; i++) {
        double x = (i % MANIFOLD_CELLS + 0.5) / MANIFOLD_CELLS;
        double y = (i / MANIFOLD_CELLS + 0.5) / MANIFOLD_CELLS;
        codes[2 * i] = (real)gsl_cdf_ugaussian_Pinv(x);
        codes[2 * i + 1] = (real)gsl_cdf_ugaussian_Pinv(1 - y);
    }
    char *path = run_path(&c->run, "manifold.png");
    holes_sheet(h, codes, MANIFOLD_CELLS, MANIFOLD_CELLS, path);
    free(path);
}

static void map(const chapter *c, const holes *h, const char *model)
{
    square s = holes_square(h);
    char *points = run_path(&c->run, "map_%s_codes.csv", model);
    char *density = run_path(&c->run, "map_%s_density.csv", model);
    holes_points(h, points);
    holes_density(h, &s, density);
    free(points);
    free(density);
}

/**
And the number that misleads, once more: the distance of a decoded picture to
the nearest training picture, pixel by pixel. It stands here to show what *this*
number says of both models; what it is worth is shown by the black picture
(chapter 1).
*/

enum { QUERIES = 300 };

static void report_nearest(chapter *c, const char *what, const char *model,
                           int codes, const real *pictures)
{
    char key[48];
    split s = run_pictures(c);
    double d = nearest_distance(&s.train, pictures, QUERIES);
    if (*model)
        snprintf(key, sizeof key, "nearest_%s_%s_%d", what, model, codes);
    else
        snprintf(key, sizeof key, "nearest_%s", what);
    results_number(c->run.results, key, d);
}

static real *query_pictures(const chapter *c)
{
    size_t size = (size_t)dataset_size(&c->data.train);
    return must_calloc(QUERIES * size, sizeof(real));
}

static void nearest_controls(chapter *c)
{
    const dataset *test = &c->data.test;
    real *pictures = query_pictures(c);
    report_nearest(c, "black", "", 0, pictures);
    for (int i = 0; i < QUERIES; i++)
        dataset_rows(test, i % test->n, 1, pictures + i * dataset_size(test));
    report_nearest(c, "test", "", 0, pictures);
    free(pictures);
}

static void nearest_decodes(chapter *c, const holes *h, const char *model)
{
    real *codes = must_alloc(QUERIES * (size_t)h->codes, sizeof *codes);
    real *pictures = query_pictures(c);
    holes_midpoint_codes(h, QUERIES, codes);
    evaluate_rows(h->z, h->y, codes, QUERIES, pictures);
    report_nearest(c, "middles", model, h->codes, pictures);
    holes_random_codes(h, (uint64_t)c->run.options.seed, QUERIES, codes);
    evaluate_rows(h->z, h->y, codes, QUERIES, pictures);
    report_nearest(c, "random", model, h->codes, pictures);
    free(pictures);
    free(codes);
}

static void sheets_of(chapter *c, const char *model, int codes)
{
    bool variational = strcmp(model, "vae") == 0;
    split seen = run_pictures(c);
    vae m = run_model(c, model, codes);
    holes h = holes_alloc(m.x, m.z, m.y, &seen, variational);
    char *strips = run_path(&c->run, "interpolation_%s_%d.png", model, codes);
    char *samples = run_path(&c->run, "random_%s_%d.png", model, codes);
    holes_strips(&h, strips);
    holes_samples(&h, 1, samples);
    nearest_decodes(c, &h, model);
    if (codes == MAP_CODES)
        map(c, &h, model);
    if (codes == MAP_CODES && variational)
        manifold(c, &h);
    holes_free(&h);
    vae_free(&m);
    free(strips);
    free(samples);
}

void run_sheets(chapter *c)
{
    nearest_controls(c);
    sheets_of(c, "ae", MAP_CODES);
    sheets_of(c, "vae", MAP_CODES);
    if (c->latent == MAP_CODES)
        return;
    sheets_of(c, "ae", c->latent);
    sheets_of(c, "vae", c->latent);
}

/* The first test picture of each class over its reconstructions: from its mean
 * code, and from three codes drawn for it. */
static void reconstructions(const chapter *c, const vae *m)
{
    enum { ROWS = 5 };
    dataset d = samples_of_classes(&c->data.test, COLUMNS);
    int size = dataset_size(&d);
    real *row = must_alloc(COLUMNS * (size_t)size, sizeof *row);
    sheet s = sheet_alloc(ROWS, COLUMNS, d.channels, d.height, d.width, 4);
    dataset_rows(&d, 0, COLUMNS, row);
    sheet_put_row(&s, 0, row, COLUMNS);
    evaluate_pictures(m->x, m->y, &d, row);
    sheet_put_row(&s, 1, row, COLUMNS);
    for (int r = 2; r < ROWS; r++)
        for (int b = 0; b < COLUMNS; b++) {
            dataset_rows(&d, b, 1, m->x->value);
            graph_noise(m->g, (uint64_t)c->run.options.seed, r * COLUMNS + b);
            sheet_put(&s, r, b, graph_run(NULL, m->y, 1));
        }
    m->g->training = false;
    char *path = run_path(&c->run, "reconstructions.png");
    sheet_write(&s, path);
    free(path);
    free(row);
    dataset_free(&d);
}

void model_sheets(chapter *c, const vae *m)
{
    holes h = holes_alloc(m->x, m->z, m->y, &c->data, true);
    char *samples = run_path(&c->run, "samples.png");
    char *strips = run_path(&c->run, "interpolation.png");
    holes_samples(&h, COLUMNS, samples);
    holes_strips(&h, strips);
    results_number(c->run.results, "test_mse",
                   evaluate_error(m->x, m->y, &c->data.test));
    results_number(c->run.results, "model_random_density",
                   holes_random(&h, (uint64_t)c->run.options.seed));
    holes_free(&h);
    free(strips);
    free(samples);
    reconstructions(c, m);
    graph_write(m->g, c->run.options.out);
}
