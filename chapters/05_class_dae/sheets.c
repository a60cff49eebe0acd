// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets.h"

#include "data.h"
#include "evaluate.h"
#include "fail.h"
#include "image.h"
#include "readings.h"
#include "runs.h"
#include "samples.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# The lecture's sheet

The same pictures in all rows, chosen by a rule: the first two test pictures of
each class. One of them gives its place to the first picture that is read
wrongly, since a sheet without a failure would be an advertisement.
*/

enum { EACH = 2, ROWS = 5, ZOOM = 4 };

/* The first `EACH` pictures of each class, one after the other. */
static void first_of_classes(const dataset *d, int *which)
{
    for (int k = 0; k < d->classes; k++)
        for (int b = 0, found = 0; b < d->n && found < EACH; b++)
            if (d->labels[b] == k)
                which[EACH * k + found++] = b;
}

/* The first misread picture, or -1. */
static int first_misread(const reading *r, int n)
{
    for (int b = 0; b < n; b++)
        if (misread(&r[b]))
            return b;
    return -1;
}

static void write_columns(const chapter *c, const reading *r, const int *which)
{
    out_file csv = run_table(&c->run, "comparison.csv",
                             "column,picture,label,read,probability");
    for (int k = 0; k < EACH * c->data.test.classes; k++)
        fprintf(csv.stream, "%d,%d,%d,%d,%.4g\n", k, which[k],
                r[which[k]].label, r[which[k]].read, r[which[k]].probability);
    file_commit(&csv);
}

/* Reconstructions and appearances of one model into two rows. */
static void put_model(sheet *s, const dae *m, const dataset *d, int row)
{
    real *pictures =
        must_alloc((size_t)d->n * (size_t)m->x->size, sizeof *pictures);
    evaluate_pictures(m->x, m->y, d, pictures);
    sheet_put_row(s, row, pictures, d->n);
    evaluate_pictures(m->x, m->texture, d, pictures);
    sheet_put_row(s, row + 1, pictures, d->n);
    free(pictures);
}

/* All pictures of d, by a model without classes and one with them; frees the
 * models. */
static void draw(const chapter *c, const dataset *d, dae without, dae with,
                 const char *name)
{
    sheet s = sheet_alloc(ROWS, d->n, d->channels, d->height, d->width, ZOOM);
    real *picture = must_alloc((size_t)dataset_size(d), sizeof *picture);
    for (int b = 0; b < d->n; b++) {
        dataset_rows(d, b, 1, picture);
        sheet_put(&s, 0, b, picture);
    }
    put_model(&s, &without, d, 1);
    put_model(&s, &with, d, 3);
    char *path = run_path(&c->run, "%s", name);
    sheet_write(&s, path);
    free(path);
    free(picture);
    dae_free(&without);
    dae_free(&with);
}

void sheets_part(chapter *c)
{
    const dataset *test = &c->data.test;
    int count = EACH * test->classes;
    int *which = must_calloc((size_t)count, sizeof *which);
    dae m = run_model(c, "class", 0);
    reading *r = readings_of(&m, test);
    int wrong = first_misread(r, test->n);
    first_of_classes(test, which);
    if (wrong >= 0) {
        int column = EACH * r[wrong].label + EACH - 1;
        which[column] = wrong;
        results_count(c->run.results, "comparison_misread", wrong);
        results_count(c->run.results, "comparison_column", column);
    }
    write_columns(c, r, which);
    dataset d = dataset_pick(test, which, count);
    draw(c, &d, run_model(c, "plain", 0), run_model(c, "class", 0),
         "comparison.png");
    graph_write(m.g, c->run.options.out);
    char *path = run_path(&c->run, "samples.png");
    samples_sheet(test, ZOOM, path);
    dataset_free(&d);
    free(path);
    free(r);
    free(which);
    dae_free(&m);
}

/**
The signs of hands were photographed one by one in front of a plain wall, so
there is little but the sign to tell two pictures of a person apart.
*/

void hands_part(chapter *c)
{
    char *spec = hands_spec();
    results *r = c->run.results;
    results_count(r, "hands", spec != NULL);
    if (!spec)
        return;
    split s = data_load(spec, 1, 0, 0);
    dataset d = samples_of_classes(&s.test, s.test.classes);
    draw(c, &d, hands_model(c, "plain", &d), hands_model(c, "class", &d),
         "hands.png");
    results_number(r, "hands_class_test_mse",
                   run_number(&c->run, "test_mse", "hands/class"));
    results_number(r, "hands_noclass_test_mse",
                   run_number(&c->run, "test_mse", "hands/plain"));
    results_number(r, "hands_accuracy",
                   run_number(&c->run, "accuracy", "hands/class"));
    results_count(r, "hands_n_train", s.train.n);
    results_count(r, "hands_n_test", s.test.n);
    dataset_free(&d);
    split_free(&s);
    free(spec);
}
