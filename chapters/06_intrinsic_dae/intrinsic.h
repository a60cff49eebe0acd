// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef INTRINSIC_H
#define INTRINSIC_H

#include "deformation.h"

/* How an intrinsic deforming autoencoder is built. */
typedef struct {
    int channels, height, width;        /* of a picture */
    int shading_codes, albedo_codes;    /* of the texture's two factors... */
    int shape;                          /* ...and of the local warp */
    int encoder;                        /* units of its hidden layer */
    int shading, albedo, warp;          /* hidden units of the decoders */
    int light_grid;                     /* shading's numbers along a side */
    int grid;                           /* the local warp's logits along one */
    int power; /* the shading's level: 0 free, 1 mean, more: brightest */
    bool both_sides;
    bool symmetric;                     /* the template's albedo is its own
                                           mirror image */
} intrinsic_form;

/* Weights of the loss; that of the reconstruction is 1. */
typedef struct {
    warp_weights warp;
    double shading;  /* of the shading's squared gradient */
    double albedo; /* of the albedo's total variation */
    double pressure; /* of the albedo code's divergence, a nat */
} intrinsic_weights;

typedef struct {
    intrinsic_form form;
    graph *g;
    node *x;          /* (C, H, W) the picture */
    node *mu, *logvar;/* (albedo_codes) of the albedo code's distribution */
    node *codes;      /* all codes: see intrinsic_part */
    node *albedo;     /* (C, H, W) in (0, 1), template coordinates */
    node *shading;    /* (1, H, W) in (0, 1), template coordinates */
    node *texture;    /* (C, H, W) their product */
    deformation warp;
    node *y;          /* (C, H, W) the texture, warped: the reconstruction */
    node *albedo_image, *shading_image; /* the two factors, warped alike */
    node *mse;        /* mean squared error per number of a picture */
    node *smooth;     /* E_shade, weighed */
    node *flat;
    node *pressure;   /* divergence of the albedo code, weighed; its weight is
                         pressure->scalar */
    node *loss;       /* mse + E_smooth + E_bias + E_shade + pressure */
} intrinsic;

/* The codes are one row of these parts, in this order. */
typedef enum {
    PART_SHADING,
    PART_ALBEDO, /* means */
    PART_SHAPE,
    PART_AFFINE,
    PARTS
} intrinsic_parts;

/* Where a part begins and how many numbers it has. */
typedef struct {
    int first, count;
} code_range;

code_range intrinsic_part(const intrinsic_form *f, intrinsic_parts part);

/* Builds and binds a model (Shu et al. 2018, section 3.4). */
intrinsic intrinsic_alloc(intrinsic_form f, intrinsic_weights w, int batch,
                          uint64_t seed);
void intrinsic_free(intrinsic *m);

#endif
