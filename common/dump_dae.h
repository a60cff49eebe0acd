// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DUMP_DAE_H
#define DUMP_DAE_H

#include "dataset.h"
#include "deforming.h"

/* Writes all that a deforming autoencoder makes of the pictures of d into the
 * folder, as .npy arrays: names.txt, input, recon, texture_template (N, C, H,
 * W); codes_appearance, codes_shape, codes_class (N, codes), logits (N,
 * classes); warp (N, 2, H, W), the template's x and y in pixels for each pixel
 * of the picture, affine part included; affine (N, 6), as in op_affine. What
 * the model does not have is left out. */
void dump_dae(const char *folder, const dae *m, const dataset *d);

#endif
