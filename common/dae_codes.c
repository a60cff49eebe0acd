// SPDX-License-Identifier: GPL-3.0-or-later
#include "dae_codes.h"

#include "evaluate.h"
#include "fail.h"
#include "op_sample.h"
#include "warp_measures.h"

#include <stdlib.h>
#include <string.h>

/**
# Codes in parts

A row of codes has a part for the texture and one for the warp, so pictures can
be made that nobody encoded: one picture's appearance with another one's shape.
*/

real *values_of(const dae *m, const dataset *d, int n, node *y)
{
    return evaluated(m->x, y, d, n);
}

real *mean_of(const dae *m, const dataset *d, node *y)
{
    real *values = values_of(m, d, d->n, y);
    real *mean = must_alloc((size_t)y->size, sizeof *mean);
    mean_row(values, d->n, (size_t)y->size, mean);
    free(values);
    return mean;
}

real *codes_of(const dae *m, const dataset *d, int n)
{
    return values_of(m, d, n, m->codes);
}

real *decoded(const dae *m, const real *codes, int n, node *to)
{
    return evaluated_rows(m->codes, to, codes, n);
}

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

void copy_part(const dae *m, dae_parts part, const real *from, real *to)
{
    dae_range r = dae_part(&m->form, part);
    memcpy(to + r.first, from + r.first, (size_t)r.count * sizeof *to);
}

dae_range warp_part(const dae_form *f)
{
    dae_range shape = dae_part(f, PART_SHAPE),
              affine = dae_part(f, PART_AFFINE);
    return (dae_range){shape.first, shape.count + affine.count};
}
