// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef HAND_H
#define HAND_H

/* The shape of an open left hand, its palm towards us. Lengths are hundredths
 * of a picture's side at scale 1; x points to the right, y down, 0 is the
 * middle of the palm. Angles are in radians, counter-clockwise as we see it;
 * 0 is straight up. */

enum { THUMB, INDEX, MIDDLE, RING, LITTLE, FINGERS };

typedef struct {
    double x, y;
} hand_point;

typedef struct {
    hand_point a, b;
} hand_line;

/* All that is nearer to the line than a radius, which changes evenly from
 * radius[0] at a to radius[1] at b. */
typedef struct {
    hand_line axis;
    double radius[2];
} hand_limb;

enum { HAND_LIMBS = 28, HAND_FOLDS = 26, HAND_PADS = 9, HAND_LANDMARKS = 21 };

typedef struct {
    hand_limb limbs[HAND_LIMBS];          /* all together are the hand */
    hand_line folds[HAND_FOLDS];          /* at the joints and in the palm */
    hand_limb pads[HAND_PADS];            /* where the skin is redder */
    hand_point landmarks[HAND_LANDMARKS]; /* in the order of palms.h */
} hand;

/* The hand whose fingers are turned from their usual directions by spread. */
void hand_pose(const double spread[FINGERS], hand *h);

#endif
