// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_conv.h"

#include "fail.h"
#include "gemm.h"

#include <string.h>

/**
# Convolution

A dense layer gives each of its outputs a weight for every pixel, and has to
learn the same stroke anew at each place. A *convolution* [@lecun1998] slides
one small kernel over the picture: each output sees a patch of $k \times k$
pixels (in all channels), and all outputs of a channel share their weights. The
result is again a picture, with a channel for each kernel:

$$ y_{o,r,c} = b_o + \sum_{i,u,v} W_{o,i,u,v} \;
   x_{i,\; r s + u - p,\; c s + v - p} . $$

The *stride* $s$ is the step from one patch to the next, and the *pad* $p$ a
margin of zeros around the picture. (With a plus in the index of $x$ this is a
cross-correlation; the field says convolution all the same, since a learnt
kernel may as well be learnt turned round.) A column has
$(H + 2p - k) / s + 1$ patches. With $k = 4$, $s = 2$, $p = 1$ that is $H / 2$:
each such layer halves the picture's sides.

::: box
**A convolution by hand.** One channel, $k = 2$, $s = 1$, $p = 0$, $b = 0$:

$$ x = \begin{pmatrix} 1 & 2 & 3 \\ 4 & 5 & 6 \\ 7 & 8 & 9 \end{pmatrix}, \quad
   W = \begin{pmatrix} 1 & 0 \\ 2 & -1 \end{pmatrix}, \quad
   y = \begin{pmatrix} 4 & 6 \\ 10 & 12 \end{pmatrix}, $$

for instance $y_{00} = 1 \cdot 1 + 0 \cdot 2 + 2 \cdot 4 - 1 \cdot 5 = 4$.
Write each of the four patches as a row, and the kernel as a column, and the
convolution is a product of matrices:

$$ P w = \begin{pmatrix} 1 & 2 & 4 & 5 \\ 2 & 3 & 5 & 6 \\
   4 & 5 & 7 & 8 \\ 5 & 6 & 8 & 9 \end{pmatrix}
   \begin{pmatrix} 1 \\ 0 \\ 2 \\ -1 \end{pmatrix}
   = \begin{pmatrix} 4 \\ 6 \\ 10 \\ 12 \end{pmatrix} . $$

This is called *im2col* [@chellapilla2006]: pixels are copied several times
(the 5 stands in all four patches), and in return the work is done by the
matrix product, which is the best tuned program on any machine. More kernels are
more columns; more channels make longer rows.
:::

Let $P$ be the matrix of the patches of one picture, a patch a row, and let a
kernel be a row of $W$ and a channel of the result a row of $Y$. Then

$$ Y = W P^T + b\, \mathbf 1^T, \qquad
   \bar W \mathrel{+}= \bar Y P, \qquad
   \bar b \mathrel{+}= \bar Y\, \mathbf 1, \qquad
   \bar P = \bar Y^T W. $$

It is the dense layer once more, with patches for pictures. Only $\bar x$ is
new: each number of $\bar P$ must be *added* to the pixel from which that number
of $P$ was copied. This is *col2im*.

::: box
**The transpose, by hand.** The convolution above is linear: it is $y = A x$
with a matrix $A$ of 4 rows and 9 columns, most of them 0. Its transpose takes
2 by 2 numbers back to 3 by 3. It multiplies the kernel by each number, lays it
on the place from which the number would have been computed, and adds what
overlaps:

$$ u = \begin{pmatrix} 1 & 2 \\ 3 & 4 \end{pmatrix}, \quad
   A^T u = \begin{pmatrix} 1 & 2 & 0 \\ 5 & 7 & -2 \\ 6 & 5 & -4 \end{pmatrix}.
$$

The 7 in the middle is $-1 \cdot 1 + 2 \cdot 2 + 0 \cdot 3 + 1 \cdot 4$. The
transpose is not the inverse: $A^T A x$ is not $x$. What makes it the transpose
is that $(Ax) \cdot u = x \cdot (A^T u)$ for every $x$ and $u$; here both are
94.
:::

So $\bar x = A^T \bar y$, as in every linear layer. But $A^T$ is also of use in
its own right: a decoder must make pictures *larger*, and the *transposed
convolution* [@dumoulin2016] with $k = 4$, $s = 2$, $p = 1$ doubles the sides.
Its backward pass is a convolution. Therefore the two operations below are made
of the same parts. One side is a picture, the other has a number for each patch
of the picture and each kernel (*maps*); `conv` goes from the picture to the
maps and back again, `conv_transposed` starts at the maps.
*/

typedef struct {
    int channels, height, width; /* of the picture */
    int kernels, rows, columns;  /* of the maps */
    int side, stride, pad;       /* the kernels are side x side */
    int row, plane;   /* numbers in a row and in a channel, with margins */
    int patch, count; /* numbers in a patch; how many patches */
    real *padded;     /* scratch: (channels, height, width) with margins */
    real *patches;    /* scratch: P, (count, patch) */
} window;

static window window_of(const node *y, const node *picture, const node *maps)
{
    window w = {.channels = picture->shape[0],
                .height = picture->shape[1],
                .width = picture->shape[2],
                .kernels = maps->shape[0],
                .rows = maps->shape[1],
                .columns = maps->shape[2],
                .side = y->weight[2],
                .stride = y->stride,
                .pad = y->pad};
    w.row = w.width + 2 * w.pad;
    w.plane = w.row * (w.height + 2 * w.pad);
    w.patch = w.channels * w.side * w.side;
    w.count = w.rows * w.columns;
    w.padded = y->graph->scratch;
    w.patches = w.padded + w.channels * w.plane;
    return w;
}

static size_t scratch_of(const window *w)
{
    return (size_t)w->channels * (size_t)w->plane +
           (size_t)w->count * (size_t)w->patch;
}

/**
## From pictures to patches

The margins are made first, so that no patch needs to know whether it hangs over
the edge. There are patches of *one* picture at a time: they are several times
as large as the picture, and those of a batch would leave the cache and be the
largest thing in memory. (Products for several pictures at once were no faster.)
Nor are they kept for the backward pass, since to cut them again costs little
beside the products.
*/

/* Row r of a channel's picture within the margins. */
static real *padded_row(const window *w, int channel, int r)
{
    return w->padded + channel * w->plane + (r + w->pad) * w->row + w->pad;
}

static void clear_padded(const window *w)
{
    size_t count = (size_t)w->channels * (size_t)w->plane;
    memset(w->padded, 0, count * sizeof *w->padded);
}

/* A row of a usual kernel is copied by an instruction or two, without a call,
 * which is several times as fast. */
static inline void copy_row(real *to, const real *from, int side)
{
    if (side == 4)
        memcpy(to, from, 4 * sizeof *to);
    else if (side == 3)
        memcpy(to, from, 3 * sizeof *to);
    else
        memcpy(to, from, (size_t)side * sizeof *to);
}

static void cut(const window *w)
{
    real *to = w->patches;
    for (int r = 0; r < w->rows; r++)
        for (int c = 0; c < w->columns; c++) {
            const real *from = w->padded + w->stride * (r * w->row + c);
            for (int i = 0; i < w->channels; i++, from += w->plane)
                for (int u = 0; u < w->side; u++, to += w->side)
                    copy_row(to, from + u * w->row, w->side);
        }
}

static void im2col(const window *w, const real *picture)
{
    clear_padded(w);
    for (int i = 0; i < w->channels; i++)
        for (int r = 0; r < w->height; r++, picture += w->width)
            memcpy(padded_row(w, i, r), picture,
                   (size_t)w->width * sizeof *picture);
    cut(w);
}

/**
On the way back neighbouring patches overlap, and a sum has to be written before
the next one can be read. So the innermost loop does not walk along a patch, but
from patch to patch: there the numbers of one place in the kernel never meet.
*/

/* Adds place (u, v) of channel i of all patches in row r. */
static inline void paste_place(const window *w, int r, int i, int u, int v)
{
    int patch = w->patch, stride = w->stride;
    real *restrict to =
        w->padded + i * w->plane + (r * stride + u) * w->row + v;
    const real *restrict from =
        w->patches + r * w->columns * patch + (i * w->side + u) * w->side + v;
    for (int c = 0; c < w->columns; c++)
        to[c * stride] += from[c * patch];
}

static void paste(const window *w)
{
    for (int r = 0; r < w->rows; r++)
        for (int i = 0; i < w->channels; i++)
            for (int u = 0; u < w->side; u++)
                for (int v = 0; v < w->side; v++)
                    paste_place(w, r, i, u, v);
}

/* Adds the patches to the picture from which they would have been cut. */
static void col2im(const window *w, real *restrict picture)
{
    clear_padded(w);
    paste(w);
    for (int i = 0; i < w->channels; i++)
        for (int r = 0; r < w->height; r++, picture += w->width) {
            const real *restrict row = padded_row(w, i, r);
            for (int c = 0; c < w->width; c++)
                picture[c] += row[c];
        }
}

/**
## The three products

$Y \mathrel{+}= W P^T$, $\bar W \mathrel{+}= \bar Y P$ and $\bar P = \bar
Y^T W$; for `conv_transposed`, whose input are the maps, with the values of $Y$
for $\bar Y$ and the other way round.
*/

static void add_maps(const window *w, const real *weights, real *maps)
{
    gemm(PLAIN, TRANSPOSED, w->kernels, w->count, w->patch, weights, w->patches,
         1, maps);
}

static void add_weights(const window *w, const real *maps, real *weights)
{
    gemm(PLAIN, PLAIN, w->kernels, w->patch, w->count, maps, w->patches, 1,
         weights);
}

static void set_patches(const window *w, const real *weights, const real *maps)
{
    gemm(TRANSPOSED, PLAIN, w->count, w->patch, w->kernels, maps, weights, 0,
         w->patches);
}

static void bias_forward(const node *y, real *value)
{
    const real *bias = y->theta + node_weight_count(y);
    int pixels = y->shape[1] * y->shape[2];
    for (int o = 0; o < y->shape[0]; o++)
        for (int i = 0; i < pixels; i++)
            *value++ = bias[o];
}

static void bias_backward(const node *y, const real *grad)
{
    real *bias = y->dtheta + node_weight_count(y);
    int pixels = y->shape[1] * y->shape[2];
    for (int o = 0; o < y->shape[0]; o++, grad += pixels) {
        real sum = 0;
#pragma omp simd reduction(+ : sum)
        for (int i = 0; i < pixels; i++)
            sum += grad[i];
        bias[o] += sum;
    }
}

/**
## The two operations
*/

/* Where picture b of a batch begins. */
static size_t at(const node *x, int b)
{
    return (size_t)b * (size_t)x->size;
}

static void conv_forward(const node *y, int n)
{
    const node *x = y->in[0];
    window w = window_of(y, x, y);
    for (int b = 0; b < n; b++) {
        real *value = y->value + at(y, b);
        bias_forward(y, value);
        im2col(&w, x->value + at(x, b));
        add_maps(&w, y->theta, value);
    }
}

static void conv_backward(const node *y, int n)
{
    const node *x = y->in[0];
    window w = window_of(y, x, y);
    for (int b = 0; b < n; b++) {
        const real *grad = y->grad + at(y, b);
        bias_backward(y, grad);
        im2col(&w, x->value + at(x, b));
        add_weights(&w, grad, y->dtheta);
        if (!x->needs_grad)
            continue;
        set_patches(&w, y->theta, grad);
        col2im(&w, x->grad + at(x, b));
    }
}

static void transposed_forward(const node *y, int n)
{
    const node *x = y->in[0];
    window w = window_of(y, y, x);
    for (int b = 0; b < n; b++) {
        real *value = y->value + at(y, b);
        bias_forward(y, value);
        set_patches(&w, y->theta, x->value + at(x, b));
        col2im(&w, value);
    }
}

static void transposed_backward(const node *y, int n)
{
    const node *x = y->in[0];
    window w = window_of(y, y, x);
    for (int b = 0; b < n; b++) {
        const real *grad = y->grad + at(y, b);
        bias_backward(y, grad);
        im2col(&w, grad);
        add_weights(&w, x->value + at(x, b), y->dtheta);
        if (x->needs_grad)
            add_maps(&w, y->theta, x->grad + at(x, b));
    }
}

static const operation conv_op = {"conv", conv_forward, conv_backward};
static const operation transposed_op = {"conv transposed", transposed_forward,
                                        transposed_backward};

/**
The first weights need the true fan: an output of `conv` is a sum over its
patch, $k^2$ numbers a channel; but a pixel of its input is seen by only
$k^2 / s^2$ patches, since the kernel moves on by $s$. In the transposed
convolution it is the other way round. (At the edges it is less; the variance
is meant for the middle.)
*/

static node *convolution(const operation *op, node *x, int channels,
                         const int *side, int kernel, int stride, int pad)
{
    bool to_maps = op == &conv_op;
    node *y = node_new(op, x, NULL, channels * side[0] * side[1]);
    shaped(y, channels, side[0], side[1]);
    const node *picture = to_maps ? x : y, *maps = to_maps ? y : x;
    node_weights(y, maps->shape[0], picture->shape[0]);
    y->weight[2] = y->weight[3] = kernel;
    y->biases = channels;
    y->stride = stride;
    y->pad = pad;
    double seen = (double)kernel * kernel, uses = seen / (stride * stride);
    y->fan_in = x->shape[0] * (to_maps ? seen : uses);
    y->fan_out = channels * (to_maps ? uses : seen);
    window w = window_of(y, picture, maps);
    y->scratch = scratch_of(&w);
    return y;
}

static void check_kernel(const node *x, int channels, int kernel, int stride,
                         int pad)
{
    REQUIRE(!x->single, "a convolution takes pictures of a batch");
    REQUIRE(channels > 0 && kernel > 0 && stride > 0,
            "channels, kernel and stride must be positive");
    REQUIRE(pad >= 0 && pad < kernel,
            "no patch may lie in the margin as a whole");
}

node *conv(node *x, int channels, int kernel, int stride, int pad)
{
    check_kernel(x, channels, kernel, stride, pad);
    int side[2];
    for (int d = 0; d < 2; d++) {
        int room = x->shape[1 + d] + 2 * pad - kernel;
        REQUIRE(room >= 0, "the kernel is larger than the picture");
        REQUIRE(room % stride == 0, "the last stride ends before the edge");
        side[d] = room / stride + 1;
    }
    return convolution(&conv_op, x, channels, side, kernel, stride, pad);
}

node *conv_transposed(node *x, int channels, int kernel, int stride, int pad)
{
    check_kernel(x, channels, kernel, stride, pad);
    int side[2];
    for (int d = 0; d < 2; d++) {
        side[d] = (x->shape[1 + d] - 1) * stride - 2 * pad + kernel;
        REQUIRE(side[d] > 0, "the pad takes away all of the picture");
    }
    return convolution(&transposed_op, x, channels, side, kernel, stride, pad);
}
