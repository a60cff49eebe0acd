// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef RUNS_H
#define RUNS_H

#include "model.h"

enum { SEEDS = 5, MAP_CODES = 2 };

/* All trainings of the chapter but the main one, side by side, each a run of
 * this program with a folder of its own: run_of's, and OUT/control/warm_up,
 * OUT/control/heavy (the divergence weighed by a growing weight, and by one
 * that is too large), and OUT/binary (black and white pictures). Reports
 * short_pictures, short_hidden, short_epochs, warm_up_epochs, heavy_beta,
 * binary_epochs. */
void runs_part(chapter *c);

/* The folder of the run with that model ("vae" or "ae"), number of codes (2 or
 * c->latent) and seed (c's, plus 0 .. SEEDS - 1 with 2 codes, plus 0 with
 * c->latent). free() frees. */
char *run_of(const chapter *c, const char *model, int codes, int seed);

/* Its model, for the first seed. */
vae run_model(const chapter *c, const char *model, int codes);

/* The pictures that those runs have seen: a view of c->data, not to be freed.
 */
split run_pictures(const chapter *c);

#endif
