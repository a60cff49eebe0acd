// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets.h"

#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "image.h"
#include "samples.h"
#include "sizes.h"

#include <gsl/gsl_blas.h>
#include <stdlib.h>
#include <string.h>

/**
# Inputs over reconstructions

One test picture of each class, the first: the same ones in every sheet of this
chapter.
*/

enum { COLUMNS = 10, ROWS = 5 };

/* Projects n rows of pictures on the mean plus the first k axes. */
static void project(const pca *p, int k, real *rows, int n)
{
    size_t size = (size_t)p->size;
    gsl_vector *x = gsl_vector_alloc(size), *z = gsl_vector_alloc((size_t)k);
    gsl_matrix_const_view axes =
        gsl_matrix_const_submatrix(p->axes, 0, 0, size, (size_t)k);
    for (int b = 0; b < n; b++) {
        real *row = rows + (size_t)b * size;
        for (size_t i = 0; i < size; i++)
            gsl_vector_set(x, i, (double)row[i]);
        gsl_vector_sub(x, p->mean);
        gsl_blas_dgemv(CblasTrans, 1, &axes.matrix, x, 0, z);
        gsl_blas_dgemv(CblasNoTrans, 1, &axes.matrix, z, 0, x);
        gsl_vector_add(x, p->mean);
        for (size_t i = 0; i < size; i++)
            row[i] = (real)gsl_vector_get(x, i);
    }
    gsl_vector_free(x);
    gsl_vector_free(z);
}

static void reconstruct(const chapter *c, int codes, char *path,
                        const dataset *d, real *out)
{
    autoencoder m = autoencoder_loaded(c, codes, path);
    evaluate_pictures(m.x, m.y, d, out);
    autoencoder_free(&m);
    free(path);
}

static void reconstruction_sheet(const chapter *c, autoencoder *m, const pca *p)
{
    dataset d = samples_of_classes(&c->data.test, COLUMNS);
    size_t row = (size_t)COLUMNS * (size_t)dataset_size(&d);
    real *rows = must_alloc(ROWS * row, sizeof *rows);
    dataset_rows(&d, 0, COLUMNS, rows);
    memcpy(rows + row, rows, row * sizeof *rows);
    project(p, c->latent, rows + row, COLUMNS);
    reconstruct(c, 2, map_path(c), &d, rows + 2 * row);
    evaluate_pictures(m->x, m->y, &d, rows + 3 * row);
    reconstruct(c, 32, run_path(&c->run, "sizes/32/ae_32.safetensors"), &d,
                rows + 4 * row);
    sheet s = sheet_alloc(ROWS, COLUMNS, d.channels, d.height, d.width, 4);
    for (int r = 0; r < ROWS; r++)
        sheet_put_row(&s, r, rows + (size_t)r * row, COLUMNS);
    char *path = run_path(&c->run, "reconstructions.png");
    sheet_write(&s, path);
    free(path);
    free(rows);
    dataset_free(&d);
}

void sheets_part(chapter *c, autoencoder *m, const pca *p)
{
    char *path = run_path(&c->run, "data.png");
    samples_sheet(&c->data.test, 4, path);
    reconstruction_sheet(c, m, p);
    graph_write(m->g, c->run.options.out);
    free(path);
}
