// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FACES_H
#define FACES_H

#include "dataset.h"

/* Pictures of `size` x `size` pixels (24 or more) with a face, in colour (3
 * channels) or, with `gray`, in one channel; so many of each person. */
typedef struct {
    int size, lights;
    bool gray;
} faces_form;

/* The factors, all continuous, uniform and independent.
 *   tone            of the skin, 0 (dark) .. 1 (light)
 *   identity, fixed for a person: what he looks like (see face.h), 0 .. 1, and
 *   his proportions, -1 .. 1: width, jaw, eyes (apart), brow (height of brows
 *   and eyes), mouth (height)
 *   pose and expression, new in each picture: yaw, pitch -1 .. 1 (to our right,
 *   down), roll -10 .. 10 degrees counter-clockwise, x, y -0.04 .. 0.04 sides
 *   to the right and down, scale 0.94 .. 1.06, smile -1 .. 1
 *   light, new in each picture, relative to the face: azimuth -60 .. 60 degrees
 *   (from our right: positive), elevation -30 .. 30 degrees (from above:
 *   positive), ambient 0.2 .. 0.4, the share that comes from everywhere
 * Angles are in radians. */
enum {
    FACES_TONE,
    FACES_IDENTITY,
    FACES_PROPORTIONS = FACES_IDENTITY + 7,
    FACES_POSE = FACES_PROPORTIONS + 5,
    FACES_AZIMUTH = FACES_POSE + 7,
    FACES_ELEVATION,
    FACES_AMBIENT,
    FACES_FACTORS
};
extern const char *const faces_names[FACES_FACTORS];
extern const double faces_range[FACES_FACTORS][2];

/* n pictures with their factors; picture i depends on the seed and on i alone,
 * and its person on i / lights. */
dataset faces(const faces_form *f, int n, uint64_t seed);

/* What a picture is made of; what is NULL is not asked for. All are in the
 * coordinates of the picture. */
typedef struct {
    real *picture; /* (channels, size, size) albedo times shading */
    real *albedo;  /* (channels, size, size) */
    real *shading; /* (size, size) */
    real *head;    /* (size, size) 1 inside the head, 0 outside */
    real *warp;    /* (2, size, size) the place u, v of each pixel in the face's
                      own coordinates */
} faces_truth;

/* Draws the picture of given factors, and its truth; numbers in [0,1] but for
 * the warp. */
void faces_draw(const faces_form *f, const float *factors,
                const faces_truth *t);

#endif
