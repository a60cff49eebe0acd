// SPDX-License-Identifier: GPL-3.0-or-later
#include "dump_dae.h"

#include "dump.h"

/**
A deforming autoencoder has more to show: the template, the warp, and the parts
of its code.
*/

static void dump_part(const char *folder, const char *name, const dae *m,
                      dae_parts part, const dataset *d)
{
    dae_range r = dae_part(&m->form, part);
    if (r.count > 0)
        dump_columns(folder, name, m->x, m->codes, d, r.first, r.count);
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
