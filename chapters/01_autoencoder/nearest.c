// SPDX-License-Identifier: GPL-3.0-or-later
#include "generator.h"

#include "density.h"
#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "nearest.h"
#include "pairs.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# A number that misleads

Could one not measure directly whether the middles look like digits: by the
distance of a decoded picture to the nearest real one, pixel by pixel? One
could, and the number would be worthless. A measurement has to be tried on cases
where the answer is known: test digits (which are real), the same digits
blurred, the average of two digits, the mean picture, a black picture. If a
black picture is "nearer to the digits" than a digit, the number measures how
little ink there is.
*/

enum { QUERIES = 500 };

typedef struct {
    chapter *chapter;
    FILE *csv;
    int size;
    real *pictures; /* (QUERIES, size) */
} trial;

static void measure(trial *t, const char *what)
{
    char key[48];
    double d = nearest_distance(&t->chapter->data.train, t->pictures, QUERIES);
    snprintf(key, sizeof key, "nearest_%s", what);
    results_number(t->chapter->run.results, key, d);
    fprintf(t->csv, "%s,%.6g\n", what, d);
}

/* A Gaussian of standard deviation 1 pixel over 5 x 5 pixels. */
static void blur(const dataset *d, real *picture, real *scratch)
{
    memcpy(scratch, picture, (size_t)dataset_size(d) * sizeof *scratch);
    for (int y = 0; y < d->height; y++)
        for (int x = 0; x < d->width; x++) {
            double sum = 0, weights = 0;
            for (int v = GSL_MAX(0, y - 2); v <= GSL_MIN(d->height - 1, y + 2);
                 v++)
                for (int u = GSL_MAX(0, x - 2);
                     u <= GSL_MIN(d->width - 1, x + 2); u++) {
                    double w = gsl_ran_gaussian_pdf(hypot(u - x, v - y), 1);
                    sum += w * (double)scratch[v * d->width + u];
                    weights += w;
                }
            picture[y * d->width + x] = (real)(sum / weights);
        }
}

/* Controls made of the test pictures themselves. */
static void controls(trial *t, const pair *pairs)
{
    const dataset *test = &t->chapter->data.test;
    real *other = must_alloc(QUERIES * (size_t)t->size, sizeof *other);
    int which[2][QUERIES];
    for (int q = 0; q < QUERIES; q++) {
        which[0][q] = pairs[q].first;
        which[1][q] = pairs[q].second;
    }
    dataset_batch(test, which[0], QUERIES, t->pictures);
    measure(t, "test");
    dataset_batch(test, which[1], QUERIES, other);
    for (int i = 0; i < QUERIES * t->size; i++)
        t->pictures[i] = (t->pictures[i] + other[i]) / 2;
    measure(t, "average");
    dataset_batch(test, which[0], QUERIES, t->pictures);
    for (int b = 0; b < QUERIES * test->channels; b++)
        blur(test, t->pictures + b * test->height * test->width, other);
    measure(t, "blurred");
    memset(t->pictures, 0, QUERIES * (size_t)t->size * sizeof *t->pictures);
    measure(t, "black");
    free(other);
}

/* The model's own pictures: of the middles of pairs, and of random codes. */
static void decodes(trial *t, autoencoder *m, const pair *pairs)
{
    const dataset *test = &t->chapter->data.test;
    int codes = m->z->size;
    real *z = must_alloc((size_t)(test->n * codes), sizeof *z);
    real *some = must_alloc((size_t)(QUERIES * codes), sizeof *some);
    evaluate_pictures(m->x, m->z, test, z);
    for (int i = 0; i < QUERIES * codes; i++)
        some[i] = (z[pairs[i / codes].first * codes + i % codes] +
                   z[pairs[i / codes].second * codes + i % codes]) /
                  2;
    evaluate_rows(m->z, m->y, some, QUERIES, t->pictures);
    measure(t, "middles");
    code_space space = code_space_fit(z, test->n, codes);
    code_space_gaussian(&space, 1, QUERIES, some);
    evaluate_rows(m->z, m->y, some, QUERIES, t->pictures);
    measure(t, "random");
    code_space_free(&space);
    free(some);
    free(z);
}

void nearest_part(chapter *c, autoencoder *m)
{
    char *path = run_path(&c->run, "nearest.csv");
    out_file csv = file_create(path);
    fprintf(csv.stream, "pictures,distance\n");
    trial t = {c, csv.stream, dataset_size(&c->data.train), NULL};
    t.pictures = must_alloc(QUERIES * (size_t)t.size, sizeof *t.pictures);
    pair *pairs = pairs_of(&c->data.test, QUERIES);
    controls(&t, pairs);
    decodes(&t, m, pairs);
    file_commit(&csv);
    free(pairs);
    free(t.pictures);
    free(path);
}
