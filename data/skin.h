// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef SKIN_H
#define SKIN_H

/* One channel (0 red, 1 green, 2 blue) of the colour of skin of that tone,
 * 0 (dark) .. 1 (light), in [0,1]. */
float skin_colour(float tone, int channel);

#endif
