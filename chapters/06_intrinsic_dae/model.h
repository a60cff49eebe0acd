// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef MODEL_H
#define MODEL_H

#include "chapter.h"
#include "intrinsic.h"

/* The model that the settings describe, for pictures like those of d. */
intrinsic_form form_of(const settings *s, const dataset *d);

/* Trains it on the chapter's pictures. Reports train_s, epochs, codes. */
intrinsic model_trained(chapter *c);

/* A model with the weights of a training that has ended, of pictures like those
 * of d. */
intrinsic model_loaded(const settings *s, const dataset *d, int batch,
                       const char *path);

/* What node y is for the first n pictures of d; what node `to` is for n rows of
 * codes: both in fresh memory. */
real *values_of(const intrinsic *m, const dataset *d, int n, node *y);
real *decoded(const intrinsic *m, const real *codes, int n, node *to);

/* Copies one part from a row of codes to another. */
void copy_part(const intrinsic *m, intrinsic_parts part, const real *from,
               real *to);

#endif
