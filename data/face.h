// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef FACE_H
#define FACE_H

/* A face in its own coordinates, in which all faces have their eyes, nose and
 * mouth at the same places: u to the right, v down, as we see it; the head is
 * the unit disc. */

/* What it looks like, numbers from 0 to 1. */
typedef struct {
    float tone;     /* of the skin, dark .. light */
    float hair;     /* its colour, black .. fair */
    float hairline; /* low .. high */
    float parting;  /* to our left .. to our right; 0.5: in the middle */
    float brows;    /* thin .. thick */
    float iris;     /* brown .. light blue */
    float lips;     /* pale .. red */
    float nose;     /* flat .. prominent: the only one that is relief */
} face_looks;

enum { FACE_CHANNELS = 3 };

/* The albedo at (u, v) of the head, in [0,1]; edges are `blur` wide. */
void face_albedo(const face_looks *f, float u, float v, float blur,
                 float albedo[FACE_CHANNELS]);

/* The unit normal at (u, v): to the right, up, towards us. Beyond the head's
 * edge it is that of the nearest place of it. */
void face_normal(const face_looks *f, float u, float v, float normal[3]);

#endif
