// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHECKPOINT_H
#define CHECKPOINT_H

#include "options.h"
#include "train.h"

/**
# Checkpoints

A checkpoint holds all that the next step depends on: weights, Adam's two means,
the number of the step, the sums of the running epoch, the history, and the
options that shaped the model. Randomness needs no saving, since it is made from
the seed and the step. So a resumed run goes on bit for bit.
*/

/* Writes the state of a training. */
void checkpoint_save(const trainer *t, const char *path);

/* Takes the state from a file. Another model, or a file that is none, ends the
 * program. */
void checkpoint_load(trainer *t, const char *path);

/* Reads the weights alone into a graph; the rest as above. */
void checkpoint_weights(graph *g, const char *path);

/* The name of the model in a checkpoint, in fresh memory. */
char *checkpoint_model(const char *path);

/* True if the file's fixed options are those of `o`. */
bool checkpoint_agrees(const options *o, const char *path);

/* Takes the options that a checkpoint keeps, where the command line gives none;
 * one that must agree and does not ends the program with status 2. */
void checkpoint_options(options *o, const char *path);

#endif
