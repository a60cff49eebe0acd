// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_5_2_H
#define EX_5_2_H

#include "dataset.h"
#include "exercise.h"
#include "graph.h"

enum { CLASSES = 10 };

/* A deforming autoencoder of digits of 14 x 14 with a classifier. */
typedef struct {
    graph *g;
    node *x;       /* (1, 14, 14) pictures */
    node *label;   /* (CLASSES) zeros with a one */
    node *logits;  /* (CLASSES) of the classifier */
    node *classes; /* (CLASSES) the probabilities, which both decoders read;
                      the largest is the answer */
    node *y;       /* (1, 14, 14) the reconstruction */
    node *loss;    /* error, terms of the warp, cross-entropy of the logits */
} class_dae;

class_dae class_dae_alloc(int batch, uint64_t seed);

/* Puts the pictures which[0..n-1] of d, with pixels from 0 to 1, and their
 * labels into the model: for training and for testing. */
void feed(const class_dae *m, const dataset *d, const int *which, int n);

#endif
