// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef PHOTOGRAPHS_H
#define PHOTOGRAPHS_H

#include "chapter.h"
#include "model.h"

/* If the file names of most pictures tell a person and a light, as
 * `yaleB01_P00A+035E+40.pgm` does (azimuth and elevation in degrees after A and
 * E; the person is what stands before the last _), leaves out the others, gives
 * the pictures these factors, in radians, and labels, a class a person, and
 * moves them so that every fifth person is for testing and no other; with
 * `apart`, the two sets stay as they are. In those names a positive azimuth is
 * at our left, in drawn faces at our right; elevation is from above in both.
 * Otherwise does nothing. More than 255 people end the program. */
void photographs_by_person(split *s, bool apart);

/* Person read from the shading's code and from the albedo's, on unseen people:
 * nearest mean of a person's codes under every other light, each code divided
 * by its deviation; the lights between are read. Reports person_shading,
 * person_albedo (shares that are right) and people. Nothing for pictures of
 * which the person is not known. */
void photographs_part(chapter *c, const intrinsic *m);

#endif
