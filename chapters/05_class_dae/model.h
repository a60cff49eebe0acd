// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MODEL_H
#define MODEL_H

#include "chapter.h"
#include "deforming.h"

/* The model that the settings describe, for pictures like those of d. */
dae_form form_of(const settings *s, const dataset *d);

/* Trains it on the chapter's pictures. Writes curve.csv: the error of the first
 * test pictures, or of the held-out ones, at moments of the training (since it
 * was resumed, if it was); nothing is chosen by it. Reports train_s, epochs,
 * codes, labelled (training pictures with a label). */
dae model_trained(chapter *c);

/* A model with the weights of a training that has ended, of pictures like those
 * of d. */
dae model_loaded(const settings *s, const dataset *d, int batch,
                 const char *path);

/* Keeps a label with this probability, in per cent, and forgets the others. */
void thin_labels(dataset *d, double percent, uint64_t seed);

#endif
