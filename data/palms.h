// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PALMS_H
#define PALMS_H

#include "dataset.h"

/* Pictures of `size` x `size` pixels (24 or more) with an open left hand, its
 * palm towards us, in colour (3 channels) or, with `gray`, in one channel. */
typedef struct {
    int size;
    bool gray;
} palms_form;

/* The factors, all continuous, uniform and independent. Angles are in radians,
 * counter-clockwise as we see it.
 *   spread_thumb, spread_index, spread_middle, spread_ring, spread_little
 *              -12 .. 12 degrees: how each finger is turned about its root
 *   rotation   -20 .. 20 degrees, of the whole hand about the palm
 *   scale      0.8 .. 1.15
 *   x, y       -0.08 .. 0.08 sides of the picture, to the right and down
 *   skin       0 (dark) .. 1 (light)
 *   light      0.7 .. 1.1, by which the colours of the hand are multiplied */
enum {
    PALMS_SPREAD, /* of the first of five fingers */
    PALMS_ROTATION = 5,
    PALMS_SCALE,
    PALMS_X,
    PALMS_Y,
    PALMS_SKIN,
    PALMS_LIGHT,
    PALMS_FACTORS
};
extern const char *const palms_names[PALMS_FACTORS];
extern const double palms_range[PALMS_FACTORS][2];

/* n pictures with their factors and landmarks. Picture i depends on the seed
 * and on i alone. */
dataset palms(const palms_form *f, int n, uint64_t seed);

/* The picture (channels, size, size) of given factors, numbers in [0,1]. */
void palms_draw(const palms_form *f, const float *factors, real *picture);

/* Its landmarks (PALMS_LANDMARKS, 2), x and y in pixels; (0, 0) is the centre
 * of the first pixel. In this order:
 *    0 .. 14  of each finger from the thumb to the little one: its tip (the
 *             middle of the rounding that ends it), outer joint, inner joint
 *   15 .. 18  on the outline, the valleys between thumb and index finger, and
 *             so on
 *   19, 20    on the outline, the left and the right side of the wrist */
enum { PALMS_LANDMARKS = 21 };
void palms_landmarks(const palms_form *f, const float *factors,
                     float *landmarks);

#endif
