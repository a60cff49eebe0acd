// SPDX-License-Identifier: GPL-3.0-or-later
#include "dae_codes.h"

#include "evaluate.h"
#include "fail.h"

#include <stdlib.h>
#include <string.h>

/**
# Codes in parts

A row of codes has a part for the texture and one for the warp, so pictures can
be made that nobody encoded: one picture's appearance with another one's shape.
*/

real *codes_of(const dae *m, const dataset *d, int n)
{
    REQUIRE(n <= d->n, "as many codes as pictures");
    dataset first = *d;
    first.n = n;
    real *codes = must_alloc((size_t)n * (size_t)m->codes->size, sizeof *codes);
    evaluate_pictures(m->x, m->codes, &first, codes);
    return codes;
}

real *decoded(const dae *m, const real *codes, int n, node *to)
{
    real *values = must_alloc((size_t)n * (size_t)to->size, sizeof *values);
    evaluate_rows(m->codes, to, codes, n, values);
    return values;
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
