// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MEASURES_H
#define MEASURES_H

#include "chapter.h"
#include "deforming.h"

/* Measures a model on the test pictures; the results are
 *   test_mse, mean_image_mse   the latter of the mean training picture
 *   sharpness, detail          of the mean texture (see warp_measures)
 *   detail_input               of the mean picture
 *   texture_share              variance of the textures over that of pictures
 * and, of a model with a warp,
 *   order_swaps    pictures whose local warp swaps rows or columns
 *   folded         share of pictures with a cell that is folded
 *   folded_cells   share of the cells
 *   least_step     smallest increment
 *   drift          of the mean local warp, rms, in pixels
 *   affine_drift   of the mean affine parameters, largest, in half pictures
 *   warp_spread    rms distance of the warps from their mean, in pixels */
void measures_part(chapter *c, const dae *m);

#endif
