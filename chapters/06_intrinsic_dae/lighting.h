// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef LIGHTING_H
#define LIGHTING_H

#include "blocks.h"

/* The light is moved by the shading's code alone; azimuths are read by a reader
 * that is fitted to those rows. Writes
 *   lighting.png   for three unseen people, lit from a side, three rows each:
 *                  shading, texture, picture; nine steps from the picture's own
 *                  shading code to that of its mirror image
 *   another.png    the same to the shading code of another person's picture
 *   lighting.csv, another.csv   person, step, azimuth that the ends have and
 *                  the line between them, azimuth read from the frame, both in
 *                  degrees
 *   relight.png    first row: lamps; below, for each person, the person under
 *                  these lamps, and for drawn faces the true pictures below
 *                  that
 * and reports lighting_rms, another_rms: root mean square of azimuth read minus
 * azimuth meant, in degrees. */
void lighting_part(chapter *c, const intrinsic *m, const coded *fitted);

enum { LIGHT_STEPS = 9, LIGHT_PEOPLE = 3, RELIT_PEOPLE = 4, LAMPS = 6 };

#endif
