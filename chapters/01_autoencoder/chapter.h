// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTER_H
#define CHAPTER_H

#include "run.h"

/* What the parts of this chapter share. */
typedef struct {
    run run;
    split data;
    int latent;       /* codes of the chapter's autoencoder */
    double rate;      /* of Adam, at the start */
    double half_life; /* epochs in which it halves */
    dataset held_out; /* training pictures set aside; n = 0: none */
    const char *only; /* the one part to run, or "all" */
} chapter;

#endif
