// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SHEETS_H
#define SHEETS_H

#include "model.h"

/* Of the chapter's model m: reconstructions.png (test pictures over their
 * reconstructions), samples.png (100 random codes), interpolation.png, and the
 * model as a graph (model.dot, graph.dot, graph.txt). Results test_mse, of the
 * decodes of the mean codes, and model_random_density. */
void model_sheets(chapter *c, const vae *m);

/* Of the runs with 2 and with K codes: interpolation_{vae,ae}_K.png and
 * random_{vae,ae}_K.png; with two codes map_{vae,ae}_codes.csv and
 * map_{vae,ae}_density.csv, and manifold.png; distances in pixels to the
 * nearest training picture, nearest_{middles,random}_{vae,ae}_K, and their
 * controls nearest_test and nearest_black. */
void run_sheets(chapter *c);

#endif
