// SPDX-License-Identifier: GPL-3.0-or-later
#include "holes.h"

#include "density.h"
#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "image.h"
#include "pairs.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_float.h>
#include <gsl/gsl_statistics_float.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Why it is no generator

A decoder is a function: put in any code and it draws something. Then why not
draw codes at random and call it a generator? Because it has learned what to
draw only where the training codes are.

The measurement: take pairs of test pictures of *different* classes and the
point halfway between their codes. Divide its distance to the tenth nearest
training code by the same distance at the ends. And the same for codes drawn
from the Gaussian that fits the training codes best, the fairest guess for a
model that never said how its codes are distributed.
*/

typedef struct {
    chapter *chapter;
    autoencoder *model;
    int codes;
    code_space space;
    real *test; /* (n_test, codes) */
} holes;

static holes holes_alloc(chapter *c, autoencoder *m)
{
    int codes = m->z->size;
    const dataset *train = &c->data.train, *test = &c->data.test;
    holes h = {.chapter = c, .model = m, .codes = codes};
    real *all = must_alloc((size_t)train->n * (size_t)codes, sizeof *all);
    h.test = must_alloc((size_t)test->n * (size_t)codes, sizeof *h.test);
    evaluate_pictures(m->x, m->z, train, all);
    evaluate_pictures(m->x, m->z, test, h.test);
    h.space = code_space_fit(all, train->n, codes);
    free(all);
    return h;
}

/* Codes of both ends of all pairs, (2 n, codes), and of their midpoints. */
static void pair_codes(const holes *h, const pair *pairs, int n, real *ends,
                       real *middles)
{
    for (int i = 0; i < n * h->codes; i++) {
        int k = i % h->codes;
        real a = h->test[pairs[i / h->codes].first * h->codes + k];
        real b = h->test[pairs[i / h->codes].second * h->codes + k];
        ends[i] = a;
        ends[n * h->codes + i] = b;
        middles[i] = (a + b) / 2;
    }
}

static void report(const holes *h, const char *what, double value)
{
    char key[48];
    results *r = h->chapter->run.results;
    snprintf(key, sizeof key, "%s_%d", what, h->codes);
    results_number(r, key, value);
    if (h->codes == 2)
        results_number(r, what, value);
    if (!h->chapter->run.options.quiet)
        printf("%s = %.3f (1: no hole)\n", key, value);
}

static void densities(const holes *h)
{
    int n = PAIRS;
    size_t numbers = (size_t)(n * h->codes);
    pair *pairs = pairs_of(&h->chapter->data.test, n);
    real *ends = must_alloc(2 * numbers, sizeof *ends);
    real *other = must_alloc(numbers, sizeof *other);
    pair_codes(h, pairs, n, ends, other);
    double home = code_space_distance(&h->space, ends, 2 * n, NULL);
    report(h, "midpoint_density",
           code_space_distance(&h->space, other, n, NULL) / home);
    code_space_gaussian(&h->space, (uint64_t)h->chapter->run.options.seed, n,
                        other);
    report(h, "random_density",
           code_space_distance(&h->space, other, n, NULL) / home);
    free(pairs);
    free(ends);
    free(other);
}

/**
## Pictures of it

Strips between two digits, walked in a straight line through the code space, and
what the decoder makes of random codes. The pictures are chosen by a rule, not
by hand: the first test picture of each class.
*/

enum { STRIPS = 4, STRIP_STEPS = 9, RANDOM_ROWS = 2, RANDOM_COLUMNS = 10 };

static void decode_to_sheet(const holes *h, const real *codes, int rows,
                            int columns, const char *name)
{
    const dataset *d = &h->chapter->data.test;
    int n = rows * columns, size = dataset_size(d);
    real *pictures = must_alloc((size_t)n * (size_t)size, sizeof *pictures);
    evaluate_rows(h->model->z, h->model->y, codes, n, pictures);
    sheet s = sheet_alloc(rows, columns, d->channels, d->height, d->width,
                          rows > RANDOM_COLUMNS ? 2 : 4);
    for (int r = 0; r < rows; r++)
        sheet_put_row(&s, r, pictures + r * columns * size, columns);
    char *path = run_path(&h->chapter->run, "%s_%d.png", name, h->codes);
    sheet_write(&s, path);
    free(path);
    free(pictures);
}

static void strips(const holes *h)
{
    real *codes =
        must_alloc((size_t)(STRIPS * STRIP_STEPS * h->codes), sizeof *codes);
    real *at = codes;
    for (int s = 0; s < STRIPS; s++) {
        pair ends = strip_ends(&h->chapter->data.test, s);
        for (int i = 0; i < STRIP_STEPS; i++)
            for (int k = 0; k < h->codes; k++) {
                real t = (real)i / (STRIP_STEPS - 1);
                *at++ = (1 - t) * h->test[ends.first * h->codes + k] +
                        t * h->test[ends.second * h->codes + k];
            }
    }
    decode_to_sheet(h, codes, STRIPS, STRIP_STEPS, "interpolation");
    free(codes);
}

static void random_codes(const holes *h)
{
    int n = RANDOM_ROWS * RANDOM_COLUMNS;
    real *codes = must_alloc((size_t)(n * h->codes), sizeof *codes);
    code_space_gaussian(&h->space, 1, n, codes);
    decode_to_sheet(h, codes, RANDOM_ROWS, RANDOM_COLUMNS, "random");
    free(codes);
}

/**
## The map

With two codes the space can be seen whole: each test picture is a point, with
its class for a colour. Below the points lies the distance to the tenth nearest
training code, so that a hole is seen as a hole, and beside it what the decoder
draws at each place of the same square. The square holds 98 % of the points in
each direction; a few stray far out.
*/

enum { MAP_CELLS = 80, GRID_CELLS = 20 };

typedef struct {
    double low[2], high[2];
} square;

static square square_of(const holes *h)
{
    square s;
    size_t n = (size_t)h->chapter->data.test.n;
    float *sorted = must_alloc(n, sizeof *sorted);
    for (int k = 0; k < 2; k++) {
        for (size_t b = 0; b < n; b++)
            sorted[b] = (float)h->test[2 * b + (size_t)k];
        gsl_sort_float(sorted, 1, n);
        s.low[k] =
            gsl_stats_float_quantile_from_sorted_data(sorted, 1, n, 0.01);
        s.high[k] =
            gsl_stats_float_quantile_from_sorted_data(sorted, 1, n, 0.99);
    }
    free(sorted);
    return s;
}

/* Middles of cells x cells cells; the first row is the top of the map. */
static real *grid_codes(const square *s, int cells)
{
    real *codes = must_alloc((size_t)(2 * cells * cells), sizeof *codes);
    for (int i = 0; i < cells * cells; i++) {
        double x = (i % cells + 0.5) / cells, y = (i / cells + 0.5) / cells;
        codes[2 * i] = (real)(s->low[0] + x * (s->high[0] - s->low[0]));
        codes[2 * i + 1] = (real)(s->high[1] - y * (s->high[1] - s->low[1]));
    }
    return codes;
}

static void write_points(const holes *h)
{
    const dataset *d = &h->chapter->data.test;
    char *path = run_path(&h->chapter->run, "map_codes.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "z1,z2,label\n");
    for (int b = 0; b < d->n; b++)
        fprintf(csv.stream, "%.5g,%.5g,%d\n", (double)h->test[2 * b],
                (double)h->test[2 * b + 1], d->labels ? d->labels[b] : 0);
    file_commit(&csv);
    free(path);
}

static void write_density(const holes *h, const square *s)
{
    real *codes = grid_codes(s, MAP_CELLS);
    int n = MAP_CELLS * MAP_CELLS;
    real *each = must_alloc((size_t)n, sizeof *each);
    code_space_distance(&h->space, codes, n, each);
    char *path = run_path(&h->chapter->run, "map_density.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "z1,z2,distance\n");
    for (int i = 0; i < n; i++)
        fprintf(csv.stream, "%.5g,%.5g,%.5g\n", (double)codes[2 * i],
                (double)codes[2 * i + 1], (double)each[i]);
    file_commit(&csv);
    free(path);
    free(each);
    free(codes);
}

static void map(const holes *h)
{
    square s = square_of(h);
    write_points(h);
    write_density(h, &s);
    real *codes = grid_codes(&s, GRID_CELLS);
    decode_to_sheet(h, codes, GRID_CELLS, GRID_CELLS, "map_grid");
    free(codes);
}

void holes_part(chapter *c, autoencoder *m)
{
    holes h = holes_alloc(c, m);
    densities(&h);
    strips(&h);
    random_codes(&h);
    if (h.codes == 2)
        map(&h);
    code_space_free(&h.space);
    free(h.test);
}
