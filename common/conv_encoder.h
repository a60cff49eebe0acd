// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef CONV_ENCODER_H
#define CONV_ENCODER_H

#include "graph.h"

/* What convolutions make of pictures (C, H, W) with numbers in [0,1]: three
 * times, as long as both sides are even, the sides are halved; 8, 16 and 32
 * channels. */
node *conv_encoder(node *x);

#endif
