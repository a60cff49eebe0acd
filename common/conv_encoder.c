// SPDX-License-Identifier: GPL-3.0-or-later
#include "conv_encoder.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_conv.h"

/**
# Convolutions before the hidden layers

A hand that is moved by a pixel is other pixels and the same hand. A dense layer
has to learn that for every place anew, kernels know it. So for pictures of more
than digits there are convolutions: each halves both sides and doubles the
channels, as long as there is something to halve, three times at most. The
picture is shifted to lie around 0 first. Photographs are bright as a whole, and
that would be all that the first kernels see.
*/

node *conv_encoder(node *x)
{
    enum { FIRST = 8, STAGES = 3 };
    node *h = shift(x, -0.5);
    for (int k = 0; k < STAGES; k++)
        if (h->shape[1] % 2 == 0 && h->shape[2] % 2 == 0)
            h = leaky_relu(conv(h, FIRST << k, 4, 2, 1), 0.1);
    return h;
}
