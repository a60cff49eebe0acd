// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SPRITE_SCORES_H
#define SPRITE_SCORES_H

#include "runs.h"

/* The second act: a plain variational autoencoder, a constant and a lowered
 * weight on sprites, ten units, several seeds (OUT/sprites/NAME/SEED: vae,
 * good, anneal), more and longer with --full; and one lowered model on coloured
 * sprites (OUT/sprites/colour). sprites.csv has a row a run; results
 * sprites_seeds, sprites_data and, for each score KEY of each model,
 * sprites_NAME_KEY and sprites_NAME_KEY_sd, mean and standard deviation over
 * the seeds; colour_KEY of the one. */
void sprite_runs(const chapter *c, run_list *list);
void sprite_results(chapter *c);

#endif
