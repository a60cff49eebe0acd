// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SMALL_DAE_H
#define SMALL_DAE_H

#include "deforming.h"

/* A deforming autoencoder with no two layers of one size. */
static inline dae_form small_dae(int channels, int height, int width)
{
    return (dae_form){.channels = channels,
                      .height = height,
                      .width = width,
                      .appearance = 2,
                      .shape = 3,
                      .encoder = {8, 5},
                      .texture = 6,
                      .warp = 4,
                      .local = LOCAL_INCREMENTS,
                      .grid = 3,
                      .affine = true};
}

static const dae_weights small_weights = {{0.5, 0.7, 0.9}, 0.3};

#endif
