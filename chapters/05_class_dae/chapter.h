// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTER_H
#define CHAPTER_H

#include "run.h"

/* What shapes one model, as the command line gives it. */
typedef struct {
    const char *model;     /* class, plain or extra */
    int appearance, shape; /* codes */
    int extra;             /* codes without a label, of the model extra */
    int encoder[2];        /* hidden units of the encoder... */
    int texture, warp;     /* ...and of the two decoders */
    int grid;              /* logits of the local warp along a side */
    double smooth, bias, affine_bias, classes; /* weights of the loss */
    double rate;                               /* of Adam, at the start... */
    double hold;   /* ...and for this share of the training */
    double labels; /* per cent of the training labels that are used */
} settings;

/* What the parts of this chapter share. */
typedef struct {
    run run;
    split data;
    dataset held_out; /* training pictures set aside; n = 0: none */
    settings settings;
    const char *only; /* model or all */
    bool full;        /* more seeds, and all runs as long as the main ones */
} chapter;

#endif
