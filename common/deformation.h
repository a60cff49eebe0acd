// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef DEFORMATION_H
#define DEFORMATION_H

#include "graph.h"

/* Largest increment: four times a template's detail, one way; the other way
 * there is no limit. */
enum { INCREMENT_MOST = 4 };

/* How the local part of a warp is made of logits. */
typedef enum {
    LOCAL_NONE,       /* there is none */
    LOCAL_INCREMENTS, /* positive steps, added up */
    LOCAL_RESIDUAL    /* displacements in pixels: order may change */
} local_kind;

/* Weights of the two terms that speak about the warp alone. */
typedef struct {
    double smooth;      /* of the total variation, per pixel of it */
    double bias;        /* of the mean local warp, per square pixel */
    double affine_bias; /* of the mean affine parameters, per square of half a
                           picture's extent */
} warp_weights;

/* A warp and its parts; NULL where there is none. */
typedef struct {
    node *logits; /* (2, grid, grid) */
    node *steps;  /* (2, H, W) the increments */
    node *local;  /* (2, H, W) W */
    node *affine; /* (6) see op_affine */
    node *whole;  /* (2, H, W) both composed: where in the template each pixel
                     of the picture comes from, in pixels */
    node *smooth; /* E_smooth of the local part, weighed */
    node *bias;   /* E_bias of both parts, weighed */
} deformation;

/* The warp for pictures of height x width. `hidden` is the last hidden layer of
 * its decoder, from which `grid` x `grid` logits for x and as many for y are
 * made, all 0 at first, or NULL if there is no local part; `affine` the six
 * numbers of the affine part, or NULL (which needs a local part). */
deformation deform(node *hidden, local_kind kind, int grid, node *affine,
                   int height, int width, warp_weights w);

#endif
