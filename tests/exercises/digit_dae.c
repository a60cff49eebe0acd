// SPDX-License-Identifier: GPL-3.0-or-later
#include "digit_dae.h"

#include "digits.h"
#include "op_activation.h"
#include "op_dense.h"

enum { ENCODER = 48, DECODER = 24 };

node *digit_hidden(node *x)
{
    return leaky_relu(dense(x, ENCODER), 0.1);
}

node *digit_texture(node *appearance)
{
    node *h = leaky_relu(dense(appearance, DECODER), 0.1);
    return shaped(sigmoid(dense(h, DIGIT_SIZE)), 1, DIGIT_SIDE, DIGIT_SIDE);
}

node *digit_warp_hidden(node *shape)
{
    return tanh_(dense(shape, DECODER));
}

node *digit_logits(node *shape)
{
    enum { COUNT = 2 * WARP_GRID * WARP_GRID };
    node *logits = from_zero(dense(digit_warp_hidden(shape), COUNT));
    return shaped(logits, 2, WARP_GRID, WARP_GRID);
}
