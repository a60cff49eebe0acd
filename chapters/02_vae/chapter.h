// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTER_H
#define CHAPTER_H

#include "run.h"

/* What the parts of this chapter share. */
typedef struct {
    run run;
    split data;
    dataset held_out;  /* training pictures set aside; n = 0: none */
    int latent;        /* codes */
    int hidden;        /* units of each hidden layer */
    double rate;       /* of Adam, at the start */
    double hold;       /* epochs for which it stays, ... */
    double half_life;  /* ... and in which it halves after that; 0: never */
    double beta;       /* weight of the divergence; 1: the ELBO */
    double warm_up;    /* epochs in which that grows from 0 to beta */
    bool binary;       /* black and white pictures, drawn from the grey ones */
    const char *model; /* vae or ae */
    const char *only;  /* model, codes, or all */
} chapter;

#endif
