// SPDX-License-Identifier: GPL-3.0-or-later
#include "parts_dump.h"

#include "dump.h"

/**
What an intrinsic model found, for other programs.
*/

static void dump_part(const char *folder, const char *name, const intrinsic *m,
                      intrinsic_parts part, const dataset *d)
{
    code_range r = intrinsic_part(&m->form, part);
    dump_columns(folder, name, m->x, m->codes, d, r.first, r.count);
}

static void dump_map(const char *folder, const char *name, const intrinsic *m,
                     node *map, const dataset *d)
{
    int shape[] = {d->n, map->shape[0], d->height, d->width};
    dump_node(folder, name, m->x, map, d, shape, 4);
}

void parts_dump(const char *folder, const intrinsic *m, const dataset *d)
{
    dump_names(folder, d);
    dump_pictures(folder, "input.npy", m->x, m->x, d);
    dump_pictures(folder, "recon.npy", m->x, m->y, d);
    dump_part(folder, "codes_shading.npy", m, PART_SHADING, d);
    dump_part(folder, "codes_albedo.npy", m, PART_ALBEDO, d);
    dump_part(folder, "codes_shape.npy", m, PART_SHAPE, d);
    dump_part(folder, "affine.npy", m, PART_AFFINE, d);
    dump_map(folder, "texture_template.npy", m, m->texture, d);
    dump_map(folder, "albedo_template.npy", m, m->albedo, d);
    dump_map(folder, "shading_template.npy", m, m->shading, d);
    dump_map(folder, "albedo_image.npy", m, m->albedo_image, d);
    dump_map(folder, "shading_image.npy", m, m->shading_image, d);
    dump_map(folder, "warp.npy", m, m->warp.whole, d);
}
