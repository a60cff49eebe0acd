// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PARTS_DUMP_H
#define PARTS_DUMP_H

#include "dataset.h"
#include "intrinsic.h"

/* Writes for all pictures of d, in order, into the folder: names.txt, and as
 * .npy arrays input, recon; codes_shading, codes_albedo, codes_shape, affine;
 * texture_template, albedo_template, shading_template; albedo_image,
 * shading_image (warped like the picture); warp (n, 2, H, W): for each pixel
 * the template's x and y in pixels. */
void parts_dump(const char *folder, const intrinsic *m, const dataset *d);

#endif
