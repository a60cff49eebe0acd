// SPDX-License-Identifier: GPL-3.0-or-later
#include "by_hand.h"

#include "dae_codes.h"
#include "fail.h"
#include "image.h"
#include "runs.h"
#include "templates.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Draw this 4 as a 9

What belongs to the class, what to the shape, what to the appearance? Keep all
codes of a picture and say another class. What changes was the class's; what
stays, slant, width, thickness of the line, is a property that digits share.
The drawing is then shown to the classifier of another seed.
*/

enum { ZOOM = 4, READ_PICTURES = 300 };

static const int rows[HAND_ROWS] = {4, 0, 1, 3, 7};

/* Every class from the codes of one picture: (classes, width). */
static void as_all_classes(const dae *m, const real *codes, real *all)
{
    int width = m->codes->size;
    for (int k = 0; k < m->form.classes; k++) {
        memcpy(all + k * width, codes, (size_t)width * sizeof *all);
        set_class(m, k, all + k * width);
    }
}

static int first_of_class(const dataset *d, int k)
{
    for (int b = 0; b < d->n; b++)
        if (d->labels[b] == k)
            return b;
    return 0;
}

static void draw(const chapter *c, const dae *m, const real *codes)
{
    const dataset *d = &c->data.test;
    int width = m->codes->size, size = m->y->size;
    sheet s = sheet_alloc(HAND_ROWS, 1 + d->classes, d->channels, d->height,
                          d->width, ZOOM);
    real *all = must_alloc((size_t)(d->classes * width), sizeof *all);
    real *picture = must_alloc((size_t)size, sizeof *picture);
    out_file csv = run_table(&c->run, "by_hand.csv", "row,label,picture");
    for (int r = 0; r < HAND_ROWS; r++) {
        int which = first_of_class(d, rows[r]);
        dataset_rows(d, which, 1, picture);
        sheet_put(&s, r, 0, picture);
        as_all_classes(m, codes + which * width, all);
        real *drawn = decoded(m, all, d->classes, m->y);
        for (int k = 0; k < d->classes; k++)
            sheet_put(&s, r, 1 + k, drawn + k * size);
        fprintf(csv.stream, "%d,%d,%d\n", r, rows[r], which);
        free(drawn);
    }
    char *path = run_path(&c->run, "by_hand.png");
    sheet_write(&s, path);
    file_commit(&csv);
    free(path);
    free(picture);
    free(all);
}

/* Shares of drawings that are read as asked: of another class than the
 * picture's, and of its own. */
static void read_drawings(chapter *c, const dae *m, const real *codes)
{
    const dataset *d = &c->data.test;
    int n = GSL_MIN(READ_PICTURES, d->n), width = m->codes->size;
    int right[2] = {0};
    dae reader = run_model(c, "class", 1);
    real *all = must_alloc((size_t)(d->classes * width), sizeof *all);
    int *read = must_alloc((size_t)d->classes, sizeof *read);
    for (int b = 0; b < n; b++) {
        as_all_classes(m, codes + b * width, all);
        real *drawn = decoded(m, all, d->classes, m->y);
        read_classes(&reader, drawn, d->classes, read);
        for (int k = 0; k < d->classes; k++)
            right[k == d->labels[b]] += read[k] == k;
        free(drawn);
    }
    results_count(c->run.results, "by_hand_pictures", n);
    results_number(c->run.results, "by_hand_read",
                   (double)right[0] / (n * (d->classes - 1)));
    results_number(c->run.results, "own_read", (double)right[1] / n);
    free(read);
    free(all);
    dae_free(&reader);
}

void by_hand_part(chapter *c)
{
    dae m = run_model(c, "class", 0);
    real *codes = codes_of(&m, &c->data.test, c->data.test.n);
    draw(c, &m, codes);
    read_drawings(c, &m, codes);
    free(codes);
    dae_free(&m);
}
