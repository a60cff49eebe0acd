// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DAE_CODES_H
#define DAE_CODES_H

#include "dataset.h"
#include "deforming.h"

/* What node y is for the first n pictures of d, in fresh memory; and its mean
 * over all of them. */
real *values_of(const dae *m, const dataset *d, int n, node *y);
real *mean_of(const dae *m, const dataset *d, node *y);

/* The codes of the first n pictures of d (n, codes), in fresh memory. */
real *codes_of(const dae *m, const dataset *d, int n);

/* What node `to` is for n rows of codes, in fresh memory. */
real *decoded(const dae *m, const real *codes, int n, node *to);

/* What n textures (n, C, H, W) look like under one warp (2, H, W): as many
 * pictures. */
void under_warp(const dae_form *f, const real *textures, int n,
                const real *warp, real *pictures);

/* Copies one part from a row of codes to another. */
void copy_part(const dae *m, dae_parts part, const real *from, real *to);

/* The numbers of the warp's parts, shape and affine, which lie side by side. */
dae_range warp_part(const dae_form *f);

#endif
