// SPDX-License-Identifier: GPL-3.0-or-later
#include "alignment.h"

#include "dae_codes.h"
#include "fail.h"
#include "image.h"
#include "op_sample.h"
#include "warp_measures.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/**
# Pictures laid on each other

What all pictures have in common comes to light if each is taken back to the
template and shown there. The textures *are* the pictures in the coordinates of
the template; but where the template is, is a convention, and the regulariser of
the mean warp keeps to it only nearly. So the textures are shown under the mean
of all warps: how each hand would look if all hands were posed alike.
*/

enum { ALIGNED = 8, ZOOM = 4 };

void under_warp(const dae_form *f, const real *textures, int n,
                const real *warp, real *pictures)
{
    graph *g = graph_alloc();
    node *texture = input(g, f->channels * f->height * f->width);
    node *field = input(g, 2 * f->height * f->width);
    shaped(texture, f->channels, f->height, f->width);
    shaped(field, 2, f->height, f->width);
    node *y = sample(texture, field);
    graph_bind(g, n, 1);
    for (int b = 0; b < n; b++)
        memcpy(field->value + b * field->size, warp,
               (size_t)field->size * sizeof *warp);
    memcpy(texture->value, textures, node_count(texture, n) * sizeof *textures);
    memcpy(pictures, graph_run(NULL, y, n),
           node_count(y, n) * sizeof *textures);
    graph_free(g);
}

static real *mean_warp(const dae *m, const dataset *d)
{
    size_t field = (size_t)m->warp.whole->size;
    real *mean = must_alloc(field, sizeof *mean);
    real *codes = codes_of(m, d, d->n);
    real *warps = decoded(m, codes, d->n, m->warp.whole);
    mean_row(warps, d->n, field, mean);
    free(warps);
    free(codes);
    return mean;
}

void alignment_sheet(const chapter *c, const dae *m)
{
    if (!m->warp.whole)
        return;
    const dataset *d = &c->data.test;
    int n = GSL_MIN(d->n, ALIGNED);
    sheet s = sheet_alloc(3, n, d->channels, d->height, d->width, ZOOM);
    real *pictures = must_alloc((size_t)(n * m->x->size), sizeof *pictures);
    real *warp = mean_warp(m, d), *codes = codes_of(m, d, n);
    real *output = decoded(m, codes, n, m->y);
    real *textures = decoded(m, codes, n, m->texture);
    dataset_rows(d, 0, n, pictures);
    sheet_put_row(&s, 0, pictures, n);
    sheet_put_row(&s, 1, output, n);
    under_warp(&m->form, textures, n, warp, pictures);
    sheet_put_row(&s, 2, pictures, n);
    char *path = run_path(&c->run, "alignment.png");
    sheet_write(&s, path);
    free(path);
    free(textures);
    free(output);
    free(codes);
    free(warp);
    free(pictures);
}
