// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef EX_6_2_H
#define EX_6_2_H

#include "exercise.h"
#include "graph.h"

enum { SIDE = 24, COLOURS = 3, AREA = SIDE * SIDE };

/* The end of a model of colour pictures of 24 x 24. */
typedef struct {
    node *albedo;  /* (3, 24, 24) positive, whatever `colour` is */
    node *shading; /* (1, 24, 24) positive, whatever `light` is */
    node *texture; /* (3, 24, 24) their product */
    node *loss;    /* mean squared difference of texture and x */
    double rate;   /* of Adam, at the beginning: 0.004 */
} two_maps;

/* From what the decoders say, any numbers: `colour` (3, 24, 24), and `light`
 * (1, 6, 6), which is drawn larger; x (3, 24, 24) is the picture. Each of these
 * numbers has an influence on the texture, however small or large it is. */
two_maps two_maps_of(node *colour, node *light, node *x);

#endif
