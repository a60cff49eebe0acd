// SPDX-License-Identifier: GPL-3.0-or-later
#include "sheets.h"

#include "dae_codes.h"
#include "fail.h"
#include "image.h"
#include "warp_picture.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

/**
# Pictures of it

A warp can be drawn in two ways. As squared paper: lines on the template, seen
through the warp. Where they lie close, the picture shows the template small. Or
as two maps, $W_x - x$ and $W_y - y$: how far to the right and how far down of a
pixel its colour is taken from.
*/

enum { ZOOM = 4, FINE = 4, LINES_APART = 4 };

static sheet sheet_for(const dae *m, int rows, int columns)
{
    const dae_form *f = &m->form;
    return sheet_alloc(rows, columns, f->channels, f->height, f->width, ZOOM);
}

static void put_grid(sheet *s, int row, int column, const dae *m,
                     const real *warp)
{
    int height = m->form.height, width = m->form.width;
    real *lines =
        must_alloc((size_t)(height * width * FINE * FINE), sizeof *lines);
    warp_grid_picture(warp, height, width, FINE, LINES_APART, lines);
    sheet_put_fine(s, row, column, lines, 1, FINE);
    free(lines);
}

static real *first_pictures(const chapter *c, int n)
{
    size_t count = (size_t)n * (size_t)dataset_size(&c->data.test);
    real *pictures = must_alloc(count, sizeof *pictures);
    dataset_rows(&c->data.test, 0, n, pictures);
    return pictures;
}

static void put_mean(sheet *s, int column, const chapter *c, const dae *m,
                     node *y)
{
    real *mean = mean_of(m, &c->data.test, y);
    if (y == m->warp.whole)
        put_grid(s, 0, column, m, mean);
    else
        sheet_put(s, 0, column, mean);
    free(mean);
}

void means_sheet(const chapter *c, const dae *m)
{
    sheet s = sheet_for(m, 1, m->warp.whole ? 3 : 2);
    put_mean(&s, 0, c, m, m->x);
    put_mean(&s, 1, c, m, m->texture);
    if (m->warp.whole)
        put_mean(&s, 2, c, m, m->warp.whole);
    char *path = run_path(&c->run, "means.png");
    sheet_write(&s, path);
    free(path);
}

static void parts_sheet(const chapter *c, const dae *m, int n)
{
    real *pictures = first_pictures(c, n);
    real *codes = codes_of(m, &c->data.test, n);
    real *output = decoded(m, codes, n, m->y);
    real *textures = decoded(m, codes, n, m->texture);
    real *warps = decoded(m, codes, n, m->warp.whole);
    sheet s = sheet_for(m, 4, n);
    sheet_put_row(&s, 0, pictures, n);
    sheet_put_row(&s, 1, output, n);
    sheet_put_row(&s, 2, textures, n);
    for (int b = 0; b < n; b++)
        put_grid(&s, 3, b, m, warps + (size_t)b * (size_t)m->warp.whole->size);
    char *path = run_path(&c->run, "parts.png");
    sheet_write(&s, path);
    free(path);
    free(warps);
    free(textures);
    free(output);
    free(codes);
    free(pictures);
}

/* The map of one coordinate of one picture, and two blank lines. */
static void write_map(FILE *stream, const dae *m, const real *warp, int k)
{
    int height = m->form.height, width = m->form.width;
    const real *w = warp + k * height * width;
    for (int i = 0; i < height; i++)
        for (int j = 0; j < width; j++)
            fprintf(stream, "%.4g%c",
                    (double)w[i * width + j] - (k == 0 ? j : i),
                    j + 1 < width ? ' ' : '\n');
    fprintf(stream, "\n\n");
}

static void fields_table(const chapter *c, const dae *m, int n)
{
    real *warps = values_of(m, &c->data.test, n, m->warp.whole);
    char *path = run_path(&c->run, "fields.txt");
    out_file file = file_create(path);
    for (int k = 0; k < 2; k++)
        for (int b = 0; b < n; b++)
            write_map(file.stream, m,
                      warps + (size_t)b * (size_t)m->warp.whole->size, k);
    file_commit(&file);
    free(path);
    free(warps);
}

/* A picture drawn finer, with grid lines over it that are half as bright. */
static void put_with_grid(sheet *s, int row, int column, const dae *m,
                          const real *picture, const real *warp)
{
    int height = m->form.height, width = m->form.width, wide = width * FINE;
    size_t area = (size_t)(height * FINE * wide);
    real *lines = must_alloc(area, sizeof *lines);
    real *both = must_alloc(area * (size_t)m->form.channels, sizeof *both);
    warp_grid_picture(warp, height, width, FINE, LINES_APART, lines);
    for (int map = 0; map < m->form.channels; map++)
        for (int k = 0; k < (int)area; k++) {
            int at = k / wide / FINE * width + k % wide / FINE;
            real pixel = picture[map * height * width + at];
            both[map * (int)area + k] = pixel + lines[k] * (R(0.55) - pixel);
        }
    sheet_put_fine(s, row, column, both, m->form.channels, FINE);
    free(both);
    free(lines);
}

static void put_difference(sheet *s, int row, int column, const real *a,
                           const real *b, int size)
{
    real *d = must_alloc((size_t)size, sizeof *d);
    for (int i = 0; i < size; i++)
        d[i] = (real)fabs((double)(a[i] - b[i]));
    sheet_put(s, row, column, d);
    free(d);
}

static real *identity_of(const dae *m)
{
    int height = m->form.height, width = m->form.width;
    real *w = must_alloc((size_t)(2 * height * width), sizeof *w);
    for (int k = 0; k < height * width; k++) {
        w[k] = (real)(k % width);
        w[height * width + k] = (real)(k / width);
    }
    return w;
}

static void teaser(const chapter *c, const dae *m, int n)
{
    size_t size = (size_t)m->x->size, field = (size_t)m->warp.whole->size;
    real *pictures = first_pictures(c, n), *identity = identity_of(m);
    real *codes = codes_of(m, &c->data.test, n);
    real *output = decoded(m, codes, n, m->y);
    real *textures = decoded(m, codes, n, m->texture);
    real *warps = decoded(m, codes, n, m->warp.whole);
    sheet s = sheet_for(m, 5, n);
    for (int b = 0; b < n; b++) {
        size_t at = (size_t)b * size;
        sheet_put(&s, 0, b, textures + at);
        put_with_grid(&s, 1, b, m, textures + at, identity);
        put_with_grid(&s, 2, b, m, output + at, warps + (size_t)b * field);
        sheet_put(&s, 3, b, pictures + at);
        put_difference(&s, 4, b, output + at, pictures + at, (int)size);
    }
    char *path = run_path(&c->run, "teaser.png");
    sheet_write(&s, path);
    free(path);
    free(warps);
    free(textures);
    free(output);
    free(codes);
    free(identity);
    free(pictures);
}

/* One picture, or one warp as a grid, as block_NAME.png. */
static void write_block(const chapter *c, const dae *m, const char *name,
                        const real *picture, const real *warp)
{
    sheet s = sheet_for(m, 1, 1);
    if (warp)
        put_grid(&s, 0, 0, m, warp);
    else
        sheet_put(&s, 0, 0, picture);
    char *path = run_path(&c->run, "block_%s.png", name);
    sheet_write(&s, path);
    free(path);
}

/* What becomes of the first test picture in the blocks of the diagram. */
static void blocks(const chapter *c, const dae *m)
{
    real *picture = first_pictures(c, 1);
    real *codes = codes_of(m, &c->data.test, 1);
    real *texture = decoded(m, codes, 1, m->texture);
    real *warp = decoded(m, codes, 1, m->warp.whole);
    real *output = decoded(m, codes, 1, m->y);
    write_block(c, m, "input", picture, NULL);
    write_block(c, m, "texture", texture, NULL);
    write_block(c, m, "warp", NULL, warp);
    write_block(c, m, "output", output, NULL);
    free(output);
    free(warp);
    free(texture);
    free(codes);
    free(picture);
}

void model_sheets(const chapter *c, const dae *m)
{
    int n = c->data.test.n;
    parts_sheet(c, m, GSL_MIN(n, SHEET_PICTURES));
    fields_table(c, m, GSL_MIN(n, SHEET_PICTURES));
    teaser(c, m, GSL_MIN(n, TEASER_PICTURES));
    blocks(c, m);
}
