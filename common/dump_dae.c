// SPDX-License-Identifier: GPL-3.0-or-later
#include "dump_dae.h"

#include "dump.h"
#include "evaluate.h"
#include "fail.h"
#include "file.h"
#include "npy.h"

#include <stdlib.h>

/**
A deforming autoencoder has more to show: the template, the warp, and the parts
of its code.
*/

static void dump_part(const char *folder, const char *name, const dae *m,
                      dae_parts part, const dataset *d)
{
    dae_range r = dae_part(&m->form, part);
    if (r.count == 0)
        return;
    int shape[] = {d->n, r.count}, width = m->codes->size;
    real *codes = must_alloc((size_t)d->n * (size_t)width, sizeof *codes);
    evaluate_pictures(m->x, m->codes, d, codes);
    char *path = path_join(folder, name);
    npy array = npy_create(path, shape, 2);
    for (int b = 0; b < d->n; b++)
        npy_append(&array, codes + (size_t)b * (size_t)width + r.first,
                   (size_t)r.count);
    npy_commit(&array);
    free(path);
    free(codes);
}

void dump_dae(const char *folder, const dae *m, const dataset *d)
{
    int field[] = {d->n, 2, d->height, d->width};
    dump_names(folder, d);
    dump_pictures(folder, "input.npy", m->x, m->x, d);
    dump_pictures(folder, "recon.npy", m->x, m->y, d);
    dump_pictures(folder, "texture_template.npy", m->x, m->texture, d);
    dump_part(folder, "codes_appearance.npy", m, PART_APPEARANCE, d);
    dump_part(folder, "codes_class.npy", m, PART_CLASS, d);
    dump_part(folder, "codes_shape.npy", m, PART_SHAPE, d);
    dump_part(folder, "affine.npy", m, PART_AFFINE, d);
    if (m->logits)
        dump_codes(folder, "logits.npy", m->x, m->logits, d);
    if (m->warp.whole)
        dump_node(folder, "warp.npy", m->x, m->warp.whole, d, field, 4);
}
