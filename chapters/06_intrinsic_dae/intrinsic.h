// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef INTRINSIC_H
#define INTRINSIC_H

#include "deformation.h"

/* How an intrinsic deforming autoencoder is built. */
typedef struct {
    int channels, height, width;     /* of a picture */
    int shading_codes, albedo_codes; /* of the texture's two factors... */
    int shape;                       /* ...and of the local warp */
    int encoder;                     /* units of its hidden layer */
    int shading, albedo, warp;       /* hidden units of the decoders */
    int light_grid;                  /* shading's numbers along a side */
    int grid;                        /* the local warp's logits along one */
    bool symmetric;                  /* left and right of the albedo are alike,
                                        and its code sees both as one */
} intrinsic_form;

/* Weights of the loss; that of the reconstruction is 1. */
typedef struct {
    warp_weights warp;
    double shade; /* of the shading's squared gradient */
    double flat;  /* of the albedo's total variation */
    double nats;  /* of the albedo code's divergence, a nat */
} intrinsic_weights;

typedef struct {
    intrinsic_form form;
    graph *g;
    node *x;           /* (C, H, W) the picture */
    node *mu, *logvar; /* (albedo_codes) of the albedo code's distribution */
    node *codes;       /* all codes: see intrinsic_part */
    node *shading;     /* (1, H, W) in (0, 1), template coordinates */
    node *albedo;      /* (C, H, W) in (0, 1), template coordinates */
    node *texture;     /* (C, H, W) their product */
    deformation warp;
    node *y; /* (C, H, W) the texture, warped: the reconstruction */
    node *shading_image, *albedo_image; /* its two factors, warped alike */
    node *kl;    /* divergence of each albedo code: a single row, nats */
    node *mse;   /* mean squared error per number of a picture */
    node *shade; /* E_shade of the paper, weighed */
    node *flat;  /* the albedo's total variation, weighed */
    node *nats;  /* the albedo code's divergence, weighed */
    node *loss;  /* mse + E_smooth + E_bias + shade + flat + nats */
} intrinsic;

/* The codes are one row of these parts, in this order. */
typedef enum {
    PART_SHADING,
    PART_ALBEDO, /* drawn in training, means elsewhere */
    PART_SHAPE,
    PART_AFFINE,
    PARTS
} intrinsic_parts;

/* Where a part begins and how many numbers it has. */
typedef struct {
    int first, count;
} code_range;

code_range intrinsic_part(const intrinsic_form *f, intrinsic_parts part);

/* Builds and binds a model after Shu et al. (2018): with a smooth grey shading
 * and an albedo; what is not theirs is what concerns the albedo alone. */
intrinsic intrinsic_alloc(intrinsic_form f, intrinsic_weights w, int batch,
                          uint64_t seed);
void intrinsic_free(intrinsic *m);

#endif
