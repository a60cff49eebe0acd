// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTER_H
#define CHAPTER_H

#include "run.h"

/* What shapes one model, as the command line gives it. */
typedef struct {
    int appearance, shape; /* codes */
    int encoder;           /* hidden units of the encoder... */
    int texture, warp;     /* ...and of the two decoders */
    int grid;              /* logits of the local warp along a side */
    const char *local;     /* increments, residual or none */
    const char *arch;      /* dense, conv, or conv-encoder */
    bool no_affine, trunk;
    double smooth, bias, affine_bias; /* weights of the loss */
    double rate;                      /* of Adam, for half of the training */
} settings;

/* What the parts of this chapter share. */
typedef struct {
    run run;
    split data;
    dataset held_out; /* training pictures set aside; n = 0: none */
    dataset moved;    /* training pictures and moved copies; n = 0: none */
    settings settings;
    const char *only; /* model or all */
} chapter;

#endif
