// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MEASURES_H
#define MEASURES_H

#include "chapter.h"
#include "model.h"

/* Reports test_mse, mean_image_mse, nats (of the albedo's code, a picture),
 * sharpness (of the mean texture, as in chapter 4), order_swaps and folded
 * (test pictures with a cell that is turned over). */
void measures_part(chapter *c, const intrinsic *m);

#endif
