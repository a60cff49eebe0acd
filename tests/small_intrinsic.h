// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SMALL_INTRINSIC_H
#define SMALL_INTRINSIC_H

#include "intrinsic.h"

/* An intrinsic model with no two layers of one size. */
static inline intrinsic_form small_intrinsic(int channels, int height,
                                             int width)
{
    return (intrinsic_form){.channels = channels,
                            .height = height,
                            .width = width,
                            .shading_codes = 2,
                            .albedo_codes = 4,
                            .shape = 3,
                            .encoder = 8,
                            .shading = 5,
                            .albedo = 7,
                            .warp = 4,
                            .light_grid = 3,
                            .grid = 2,
                            .symmetric = true};
}

static const intrinsic_weights small_weights = {
    {0.5, 0.7, 0.9}, .shade = 0.8, .flat = 0.4, .nats = 0.3};

#endif
