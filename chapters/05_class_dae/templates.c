// SPDX-License-Identifier: GPL-3.0-or-later
#include "templates.h"

#include "dae_codes.h"
#include "evaluate.h"
#include "fail.h"
#include "image.h"
#include "readings.h"
#include "runs.h"
#include "warp_measures.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/**
# Templates

A template is what the texture decoder draws before anything is warped. With
classes there is one for each: say the class by hand, take the mean appearance
of its pictures, decode. Without classes the best that can be done is to take
the mean codes of the pictures of a digit.

"A person names them at a glance" cannot be measured by a program. What can be
is whether a reader who has never seen these pictures names them: the classifier
of a model that was trained from another seed.

A template may look odd and yet be right: it is what the pictures have in common
*before* the warp, and the warp of a class may change it always in the same way.
So a second row shows what the mean codes of the class, those of the warp
included, are decoded to.
*/

enum { ZOOM = 4 };

void set_class(const dae *m, int k, real *codes)
{
    dae_range r = dae_part(&m->form, PART_CLASS);
    for (int i = 0; i < r.count; i++)
        codes[r.first + i] = i == k;
}

void read_classes(const dae *m, const real *pictures, int n, int *read)
{
    dae_range r = dae_part(&m->form, PART_CLASS);
    int width = m->codes->size;
    real *codes = must_alloc((size_t)n * (size_t)width, sizeof *codes);
    evaluate_rows(m->x, m->codes, pictures, n, codes);
    for (int b = 0; b < n; b++)
        read[b] = largest(codes + b * width + r.first, r.count);
    free(codes);
}

/* Group of each picture: its class, or for the unlabelled model what it is read
 * as. */
static void groups_of(const dae *m, const dataset *d, const real *codes,
                      bool named, int *group)
{
    dae_range r = dae_part(&m->form, PART_CLASS);
    for (int b = 0; b < d->n; b++)
        group[b] = named
                       ? d->labels[b]
                       : largest(codes + b * m->codes->size + r.first, r.count);
}

/* The mean codes of a group; 0 without pictures. */
static void mean_codes(const dae *m, const dataset *d, const real *codes,
                       const int *group, int k, real *mean)
{
    int width = m->codes->size, count = 0;
    real *rows = must_calloc((size_t)(d->n * width), sizeof *rows);
    for (int b = 0; b < d->n; b++)
        if (group[b] == k)
            memcpy(rows + count++ * width, codes + b * width,
                   (size_t)width * sizeof *rows);
    mean_row(rows, count > 0 ? count : 1, (size_t)width, mean);
    free(rows);
}

/* The commonest class in a group, or the number of classes in an empty one. */
static int commonest(const dataset *d, const int *group, int k)
{
    int counts[NO_LABEL + 1] = {0}, best = d->classes;
    for (int b = 0; b < d->n; b++)
        if (group[b] == k)
            counts[d->labels[b]]++;
    for (int label = 0; label < d->classes; label++)
        if (counts[label] > 0 &&
            (best == d->classes || counts[label] > counts[best]))
            best = label;
    return best;
}

/* Groups in the order of their commonest class. */
static void sort_groups(const dataset *d, const int *group, int *order,
                        int *names)
{
    int at = 0;
    for (int label = 0; label <= d->classes; label++)
        for (int k = 0; k < d->classes; k++)
            if (commonest(d, group, k) == label) {
                order[at] = k;
                names[at++] = label;
            }
}

/* Rows of codes, one for each column of the sheet, and the columns' names. */
static real *mean_rows(const dae *m, const dataset *d, bool named, int *names)
{
    int width = m->codes->size;
    real *codes = codes_of(m, d, d->n);
    int *group = must_alloc((size_t)d->n, sizeof *group);
    int *order = must_alloc((size_t)d->classes, sizeof *order);
    real *rows = must_alloc((size_t)(d->classes * width), sizeof *rows);
    groups_of(m, d, codes, named, group);
    sort_groups(d, group, order, names);
    for (int k = 0; k < d->classes; k++) {
        mean_codes(m, d, codes, group, order[k], rows + k * width);
        if (m->form.classes > 0)
            set_class(m, order[k], rows + k * width);
    }
    free(order);
    free(group);
    free(codes);
    return rows;
}

/* What all rows are put into. */
typedef struct {
    sheet s;
    FILE *csv;
    dae reader;
    int row;
} gallery;

/* One row of pictures, and how many are read as their class. */
static void put_row(chapter *c, gallery *g, const char *name,
                    const real *pictures, const int *names)
{
    int right = 0, classes = c->data.test.classes;
    int *read = must_alloc((size_t)classes, sizeof *read);
    read_classes(&g->reader, pictures, classes, read);
    sheet_put_row(&g->s, g->row, pictures, classes);
    for (int k = 0; k < classes; k++) {
        right += read[k] == names[k];
        fprintf(g->csv, "%d,%d,%d,%d\n", g->row, k, names[k], read[k]);
    }
    results_keyed(c->run.results, right, "%s_read", name);
    free(read);
    g->row++;
}

/* The textures of a kind, and for the model with labels what the mean codes
 * look like after the warp. */
static void put_kind(chapter *c, gallery *g, const char *kind)
{
    const dataset *d = &c->data.test;
    dae m = run_model(c, kind, 0);
    int *names = must_alloc((size_t)d->classes, sizeof *names);
    bool named = strcmp(kind, "unlabelled") != 0;
    real *rows = mean_rows(&m, d, named, names);
    real *textures = decoded(&m, rows, d->classes, m.texture);
    char *name = must_printf("%s_templates", kind);
    put_row(c, g, name, textures, names);
    if (strcmp(kind, "class") == 0) {
        real *worn = decoded(&m, rows, d->classes, m.y);
        put_row(c, g, "class_worn", worn, names);
        free(worn);
    }
    free(name);
    free(textures);
    free(rows);
    free(names);
    dae_free(&m);
}

void templates_part(chapter *c)
{
    const dataset *d = &c->data.test;
    out_file csv = run_table(&c->run, "templates.csv", "row,column,class,read");
    gallery g = {.s = sheet_alloc(KINDS + 1, d->classes, d->channels, d->height,
                                  d->width, ZOOM),
                 .csv = csv.stream,
                 .reader = run_model(c, "class", 1)};
    for (int k = 0; k < KINDS; k++)
        put_kind(c, &g, kinds[k]);
    char *path = run_path(&c->run, "templates.png");
    sheet_write(&g.s, path);
    file_commit(&csv);
    free(path);
    dae_free(&g.reader);
}
