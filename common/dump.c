// SPDX-License-Identifier: GPL-3.0-or-later
#include "dump.h"

#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "npy.h"

#include <stdlib.h>

/**
# For other programs

The test set, its codes and what the decoders make of them, as arrays that NumPy
opens.
*/

void dump_names(const char *folder, const dataset *d)
{
    char *path = path_join(folder, "names.txt");
    out_file file = file_create(path);
    for (int b = 0; b < d->n; b++)
        if (d->names)
            fprintf(file.stream, "%s\n", d->names[b]);
        else
            fprintf(file.stream, "%d\n", b);
    file_commit(&file);
    free(path);
}

void dump_node(const char *folder, const char *name, node *x, node *y,
               const dataset *d, const int *shape, int dims)
{
    char *path = path_join(folder, name);
    size_t count = (size_t)d->n * (size_t)y->size;
    real *values = must_alloc(count, sizeof *values);
    npy array = npy_create(path, shape, dims);
    evaluate_pictures(x, y, d, values);
    npy_append(&array, values, count);
    npy_commit(&array);
    free(values);
    free(path);
}

void dump_pictures(const char *folder, const char *name, node *x, node *y,
                   const dataset *d)
{
    int shape[] = {d->n, d->channels, d->height, d->width};
    dump_node(folder, name, x, y, d, shape, 4);
}

void dump_codes(const char *folder, const char *name, node *x, node *y,
                const dataset *d)
{
    int shape[] = {d->n, y->size};
    dump_node(folder, name, x, y, d, shape, 2);
}

void dump_columns(const char *folder, const char *name, node *x, node *y,
                  const dataset *d, int first, int count)
{
    int shape[] = {d->n, count};
    size_t width = (size_t)y->size;
    real *rows = must_alloc((size_t)d->n * width, sizeof *rows);
    evaluate_pictures(x, y, d, rows);
    char *path = path_join(folder, name);
    npy array = npy_create(path, shape, 2);
    for (int b = 0; b < d->n; b++)
        npy_append(&array, rows + (size_t)b * width + first, (size_t)count);
    npy_commit(&array);
    free(path);
    free(rows);
}
