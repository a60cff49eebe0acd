// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CHAPTER_H
#define CHAPTER_H

#include "run.h"

/* What shapes one model, as the command line gives it. */
typedef struct {
    int shading_codes, albedo_codes, shape; /* codes */
    int encoder;                            /* hidden units of the encoder... */
    int shading, albedo, warp;              /* ...and of the three decoders */
    int light_grid; /* numbers of the shading along a side */
    int grid;       /* logits of the local warp along a side */
    bool one_sided; /* no left-right symmetry of the albedo */
    double smooth, bias, affine_bias; /* weights of the loss: warp... */
    double shade, flat, nats; /* ...shading, albedo, the albedo's code */
    double rate;              /* of Adam, for half of the training */
} settings;

/* What the parts of this chapter share. */
typedef struct {
    run run;
    split data;
    dataset held_out; /* training pictures set aside; n = 0: none */
    settings settings;
    const char *only; /* model or all */
    bool full;        /* more seeds, and all runs as long as the main one */
} chapter;

#endif
