// SPDX-License-Identifier: GPL-3.0-or-later
#include "alignment.h"

#include "dae_codes.h"
#include "fail.h"
#include "image.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>

/**
# Pictures laid on each other

What all pictures have in common comes to light if each is taken back to the
template and shown there. The textures *are* the pictures in the coordinates of
the template; but where the template is, is a convention, and the regulariser of
the mean warp keeps to it only nearly. So the textures are shown under the mean
of all warps: how each hand would look if all hands were posed alike.
*/

enum { ALIGNED = 8, ZOOM = 4 };

void alignment_sheet(const chapter *c, const dae *m)
{
    if (!m->warp.whole)
        return;
    const dataset *d = &c->data.test;
    int n = GSL_MIN(d->n, ALIGNED);
    sheet s = sheet_alloc(3, n, d->channels, d->height, d->width, ZOOM);
    real *pictures = must_alloc((size_t)(n * m->x->size), sizeof *pictures);
    real *warp = mean_of(m, d, m->warp.whole), *codes = codes_of(m, d, n);
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
