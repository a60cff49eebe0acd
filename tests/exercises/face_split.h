// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FACE_SPLIT_H
#define FACE_SPLIT_H

#include "dataset.h"
#include "deformation.h"

/* An intrinsic deforming autoencoder of colour faces, small enough to be
 * trained in a third of a second. */

enum {
    FACE_SIDE = 24,
    FACE_COLOURS = 3,
    FACE_AREA = FACE_SIDE * FACE_SIDE,
    FACE_SIZE = FACE_COLOURS * FACE_AREA
};

/* Where albedo and shading meet. */
typedef struct {
    node *albedo;  /* (3, 24, 24) in (0, 1), template coordinates */
    node *texture; /* (3, 24, 24) albedo times shading, template coordinates */
    node *y;       /* (3, 24, 24) the reconstruction: the texture, warped */
} face_maps;

/* What the encoder of the albedo's code is shown of a picture x (3, 24, 24). */
typedef node *face_view(node *x);

/* The maps from what the albedo's decoder says, any numbers (3, 24, 24), from
 * the shading (1, 24, 24) and the warp's coordinates (2, 24, 24). */
typedef face_maps face_meeting(node *colour, node *shading, node *warp);

typedef struct {
    int paint;          /* numbers of the albedo's code */
    double nats;        /* weight of its divergence, a nat */
    face_view *view;    /* NULL: the picture as it is... */
    face_meeting *meet; /* ...and nothing symmetric */
} face_form;

/* The albedo's code is a distribution and has an encoder of its own; the other
 * codes are plain numbers. */
typedef struct {
    graph *g;
    node *x;           /* (3, 24, 24) */
    node *mu, *logvar; /* (paint) */
    node *shading;     /* (1, 24, 24) in (0, 1), template coordinates */
    deformation warp;
    face_maps maps;
    node *mse, *loss;
} face_split;

face_split face_split_alloc(face_form f, int batch, uint64_t seed);

/* The albedo codes' distributions of pictures, and what is true of them. */
typedef struct {
    gsl_matrix *mu, *logvar; /* (n, paint) */
    gsl_matrix *factors;     /* (n, FACE_FACTORS) */
} face_rows;

/* The lamp's direction, in radians, and the skin's tone. */
enum { FACE_AZIMUTH, FACE_ELEVATION, FACE_TONE, FACE_FACTORS };

face_rows face_rows_of(const face_split *m, const dataset *d);
void face_rows_free(face_rows *rows);

#endif
