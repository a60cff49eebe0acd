// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef OP_CONV_H
#define OP_CONV_H

#include "graph.h"

/* Two-dimensional convolution (as in all of the field, a cross-correlation)
 * with a bias a channel, of a node of the shape (C, H, W):
 *
 *   y[o][r][c] = b[o] + sum over i, u, v of
 *                W[o][i][u][v] x[i][r * stride + u - pad][c * stride + v - pad]
 *
 * where x is 0 outside of the picture. The shape of the result is (channels,
 * (H + 2 pad - kernel) / stride + 1, likewise for W); the divisions must leave
 * no rest. The weights W are (channels, C, kernel, kernel). */
node *conv(node *x, int channels, int kernel, int stride, int pad);

/* The adjoint of such a convolution from `channels` to C channels, with a bias
 * a channel: the shape of the result is (channels, (H - 1) * stride - 2 pad +
 * kernel, likewise for W), that of the weights (C, channels, kernel, kernel).
 * Dumoulin and Visin 2016, ch. 4. */
node *conv_transposed(node *x, int channels, int kernel, int stride, int pad);

#endif
