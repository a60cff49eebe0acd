// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MODEL_H
#define MODEL_H

#include "chapter.h"
#include "deforming.h"

/* The model that the settings describe, for pictures like those of d. */
dae_form form_of(const settings *s, const dataset *d);

/* Trains it on the chapter's pictures; reports train_s, epochs, codes. */
dae model_trained(chapter *c);

/* The same with the weights of a training that has ended, of pictures like
 * those of d. */
dae model_loaded(const settings *s, const dataset *d, int batch,
                 const char *path);

#endif
