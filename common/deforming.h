// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DEFORMING_H
#define DEFORMING_H

#include "dataset.h"
#include "deformation.h"

/* How a deforming autoencoder is built. All codes are linear. */
typedef struct {
    int channels, height, width; /* of a picture */
    int appearance;              /* codes of the texture alone */
    int classes;                 /* probabilities that both decoders read */
    int extra;                   /* codes without a label that both read */
    int shape;                   /* codes of the local warp alone */
    bool conv_encoder;           /* convolutions before its hidden layers */
    bool conv_texture;           /* and after those of the texture's decoder */
    int encoder[2];              /* units of its hidden layers; 0: none */
    int texture, warp;           /* hidden units of the decoders */
    local_kind local;
    int grid;    /* logits of the local part along a side */
    bool affine; /* six more codes: an affine part */
    bool trunk;  /* one hidden layer for both decoders */
} dae_form;

/* Convolutions halve and double the sides of pictures; sides must be multiples
 * of this. */
enum { CONV_SIDES = 4 };

/* Weights of the loss; that of the reconstruction is 1. */
typedef struct {
    warp_weights warp;
    double classes; /* of the cross-entropy, per nat */
} dae_weights;

/* A deforming autoencoder; what it lacks is NULL. */
typedef struct {
    dae_form form;
    graph *g;
    node *x;       /* (C, H, W) the picture */
    node *logits;  /* (classes) */
    node *codes;   /* all of them: see dae_part */
    node *texture; /* (C, H, W) the decoded appearance, in (0, 1), in the
                       coordinates of the template */
    deformation warp;
    node *y;       /* (C, H, W) the reconstruction */
    node *mse;     /* mean squared error per number of a picture */
    node *entropy; /* cross-entropy of the classes, weighed */
    node *loss;    /* mse + smooth + bias + entropy */
} dae;

/* The codes are one row of these parts, in this order: whoever has them can
 * decode, and may take parts from different pictures. */
typedef enum {
    PART_APPEARANCE,
    PART_CLASS, /* probabilities, or the extra codes */
    PART_SHAPE,
    PART_AFFINE,
    PARTS
} dae_parts;

/* Where a part begins and how many numbers it has. */
typedef struct {
    int first, count;
} dae_range;

dae_range dae_part(const dae_form *f, dae_parts part);

/* Ends the program if pictures like those of d are too small to be warped
 * (status 1), or have fewer pixels along a side than the local warp has logits
 * (status 2). `spec` is what was asked for. */
void dae_check_sizes(const dataset *d, const char *spec, int grid);

/* Builds and binds a model (Shu et al. 2018, section 3; with classes,
 * section 3.3). Without a warp it is a plain autoencoder. */
dae dae_alloc(dae_form f, dae_weights w, int batch, uint64_t seed);
void dae_free(dae *m);

#endif
