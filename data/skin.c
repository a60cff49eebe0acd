// SPDX-License-Identifier: GPL-3.0-or-later
#include "skin.h"

#include <gsl/gsl_math.h>

/**
# Skin

Skins do not fill the space of colours but lie close to a line through it. Ours
goes through five tones, from dark brown to light pink. The lightest is not
white: in a good light it must still be less than that.
*/

enum { TONES = 5, CHANNELS = 3 };

static const float tones[TONES][CHANNELS] = {{0.46F, 0.31F, 0.23F},
                                             {0.59F, 0.41F, 0.30F},
                                             {0.72F, 0.52F, 0.40F},
                                             {0.84F, 0.65F, 0.53F},
                                             {0.90F, 0.75F, 0.66F}};

float skin_colour(float tone, int channel)
{
    float at = tone * (TONES - 1);
    int k = GSL_MAX(0, GSL_MIN((int)at, TONES - 2));
    float share = at - (float)k;
    return tones[k][channel] * (1 - share) + tones[k + 1][channel] * share;
}
