// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BOXES_H
#define BOXES_H

#include "run.h"

/* Pictures of what the chapter presupposes about warps: lab_forward.png,
 * lab_twice.png, lab_inverse.png, lab_inverse.csv, lab_steps.csv, and results
 *   lab_forward_degrees  by which the picture is turned
 *   lab_forward_holes, lab_forward_pixels  pixels that none is pushed to, of
 *                      those that lie inside the turned template
 *   lab_forward_lost   pixels of the template that another one overwrote
 *   lab_twice_turns      small ones to a whole one
 *   lab_twice_{once,two,twelve}  gradient energy after 1, 2 and all samplings,
 *                      the original's = 1
 *   lab_twice_composed the same after all maps and one sampling
 *   lab_inverse_{least,most}   determinant of the warp that is inverted
 *   lab_inverse_round_trip     largest error there and back, in pixels
 *   lab_inverse_{fixed,newton}_steps  steps until no landmark's error is above
 *                      a thousandth of a pixel */
void boxes_part(const run *r);

#endif
