// SPDX-License-Identifier: GPL-3.0-or-later
#include "holes.h"

#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "image.h"
#include "pairs.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_sort_float.h>
#include <gsl/gsl_statistics_float.h>
#include <stdio.h>
#include <stdlib.h>

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

holes holes_alloc(node *x, node *z, node *y, const split *data, bool prior)
{
    const dataset *train = &data->train, *test = &data->test;
    size_t codes = (size_t)z->size;
    holes h = {.x = x,
               .z = z,
               .y = y,
               .data = data,
               .codes = z->size,
               .test = must_alloc((size_t)test->n * codes, sizeof *h.test),
               .prior = prior};
    real *all = must_alloc((size_t)train->n * codes, sizeof *all);
    evaluate_pictures(x, z, train, all);
    evaluate_pictures(x, z, test, h.test);
    h.space = code_space_fit(all, train->n, h.codes);
    free(all);
    return h;
}

void holes_free(holes *h)
{
    code_space_free(&h->space);
    free(h->test);
    *h = (holes){0};
}

/* n codes along the way from the first of each pair (t = 0) to the second. */
static void between(const holes *h, int n, real t, real *codes)
{
    pair *pairs = pairs_of(&h->data->test, n);
    for (int i = 0; i < n * h->codes; i++) {
        int k = i % h->codes;
        real a = h->test[pairs[i / h->codes].first * h->codes + k];
        real b = h->test[pairs[i / h->codes].second * h->codes + k];
        codes[i] = (1 - t) * a + t * b;
    }
    free(pairs);
}

void holes_midpoint_codes(const holes *h, int n, real *codes)
{
    between(h, n, R(0.5), codes);
}

void holes_random_codes(const holes *h, uint64_t seed, int n, real *codes)
{
    if (!h->prior) {
        code_space_gaussian(&h->space, seed, n, codes);
        return;
    }
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    for (int i = 0; i < n * h->codes; i++)
        codes[i] = (real)gsl_ran_ugaussian(rng);
    gsl_rng_free(rng);
}

/* The distance of PAIRS codes over that of both ends of all pairs. */
static double relative(const holes *h, const real *codes)
{
    int numbers = PAIRS * h->codes;
    real *ends = must_alloc(2 * (size_t)numbers, sizeof *ends);
    between(h, PAIRS, 0, ends);
    between(h, PAIRS, 1, ends + numbers);
    double home = code_space_distance(&h->space, ends, 2 * PAIRS, NULL);
    free(ends);
    return code_space_distance(&h->space, codes, PAIRS, NULL) / home;
}

static real *some_codes(const holes *h, int n)
{
    return must_alloc((size_t)n * (size_t)h->codes, sizeof(real));
}

double holes_midpoints(const holes *h)
{
    real *codes = some_codes(h, PAIRS);
    holes_midpoint_codes(h, PAIRS, codes);
    double ratio = relative(h, codes);
    free(codes);
    return ratio;
}

double holes_random(const holes *h, uint64_t seed)
{
    real *codes = some_codes(h, PAIRS);
    holes_random_codes(h, seed, PAIRS, codes);
    double ratio = relative(h, codes);
    free(codes);
    return ratio;
}

/**
## Pictures of it

Strips between two digits, walked in a straight line through the code space, and
what the decoder makes of random codes. The pictures are chosen by a rule, not
by hand: the first test picture of each class.
*/

enum { STRIP_STEPS = 9, COLUMNS = 10 };

void holes_sheet(const holes *h, const real *codes, int rows, int columns,
                 const char *path)
{
    const dataset *d = &h->data->test;
    int n = rows * columns, size = dataset_size(d);
    real *pictures = must_alloc((size_t)n * (size_t)size, sizeof *pictures);
    evaluate_rows(h->z, h->y, codes, n, pictures);
    sheet s = sheet_alloc(rows, columns, d->channels, d->height, d->width,
                          rows > COLUMNS ? 2 : 4);
    for (int r = 0; r < rows; r++)
        sheet_put_row(&s, r, pictures + r * columns * size, columns);
    sheet_write(&s, path);
    free(pictures);
}

void holes_strips(const holes *h, const char *path)
{
    real *codes = some_codes(h, STRIPS * STRIP_STEPS), *at = codes;
    for (int s = 0; s < STRIPS; s++) {
        pair ends = strip_ends(&h->data->test, s);
        for (int i = 0; i < STRIP_STEPS; i++)
            for (int k = 0; k < h->codes; k++) {
                real t = (real)i / (STRIP_STEPS - 1);
                *at++ = (1 - t) * h->test[ends.first * h->codes + k] +
                        t * h->test[ends.second * h->codes + k];
            }
    }
    holes_sheet(h, codes, STRIPS, STRIP_STEPS, path);
    free(codes);
}

void holes_samples(const holes *h, int rows, const char *path)
{
    real *codes = some_codes(h, rows * COLUMNS);
    holes_random_codes(h, 1, rows * COLUMNS, codes);
    holes_sheet(h, codes, rows, COLUMNS, path);
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

square holes_square(const holes *h)
{
    square s;
    size_t n = (size_t)h->data->test.n;
    float *sorted = must_alloc(n, sizeof *sorted);
    REQUIRE(h->codes == 2, "a map has two codes");
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

void holes_points(const holes *h, const char *path)
{
    const dataset *d = &h->data->test;
    out_file csv = file_create(path);
    fprintf(csv.stream, "z1,z2,label\n");
    for (int b = 0; b < d->n; b++)
        fprintf(csv.stream, "%.5g,%.5g,%d\n", (double)h->test[2 * b],
                (double)h->test[2 * b + 1], d->labels ? d->labels[b] : 0);
    file_commit(&csv);
}

void holes_density(const holes *h, const square *s, const char *path)
{
    real *codes = grid_codes(s, MAP_CELLS);
    int n = MAP_CELLS * MAP_CELLS;
    real *each = must_alloc((size_t)n, sizeof *each);
    code_space_distance(&h->space, codes, n, each);
    out_file csv = file_create(path);
    fprintf(csv.stream, "z1,z2,distance\n");
    for (int i = 0; i < n; i++)
        fprintf(csv.stream, "%.5g,%.5g,%.5g\n", (double)codes[2 * i],
                (double)codes[2 * i + 1], (double)each[i]);
    file_commit(&csv);
    free(each);
    free(codes);
}

void holes_grid(const holes *h, const square *s, const char *path)
{
    real *codes = grid_codes(s, GRID_CELLS);
    holes_sheet(h, codes, GRID_CELLS, GRID_CELLS, path);
    free(codes);
}
