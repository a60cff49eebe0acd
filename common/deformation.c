// SPDX-License-Identifier: GPL-3.0-or-later
#include "deformation.h"

#include "fail.h"
#include "op_affine.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_upsample.h"
#include "op_warp.h"

/**
# From a code to a warp

All of this together turns the last hidden layer of the warp's decoder into
coordinates: a layer that starts at zero, coarse logits, drawn larger, steps,
their sums, and the affine map after them. Nothing is sampled yet.
*/

static void local_part(deformation *d, node *hidden, local_kind kind, int grid,
                       int height, int width)
{
    node *logits = from_zero(dense(hidden, 2 * grid * grid));
    d->logits = named(shaped(logits, 2, grid, grid), "logits");
    node *field = upsample(d->logits, height, width);
    if (kind == LOCAL_RESIDUAL) {
        d->local = displaced(field);
    } else {
        d->steps = named(increments(field, INCREMENT_MOST), "steps");
        d->local = integrate(d->steps);
    }
    named(d->local, "local warp");
}

/* a + b, where either may be missing. */
static node *total(node *a, node *b)
{
    return a && b ? add(a, b) : a ? a : b;
}

static void loss_terms(deformation *d, warp_weights w)
{
    node *local = NULL, *affine = NULL;
    if (d->local) {
        node *residual = displacement(d->local);
        d->smooth = named(scale(total_variation(residual), w.smooth), "smooth");
        local = scale(mean_square(batch_mean(residual)), w.bias);
    }
    if (d->affine)
        affine = scale(mean_square(batch_mean(d->affine)), w.affine_bias);
    d->bias = named(total(local, affine), "bias");
}

deformation deform(node *hidden, local_kind kind, int grid, node *numbers,
                   int height, int width, warp_weights w)
{
    REQUIRE(kind != LOCAL_NONE || numbers, "a warp needs a part");
    deformation d = {.affine = numbers};
    graph *g = hidden ? hidden->graph : numbers->graph;
    graph_block(g, "integration");
    if (kind != LOCAL_NONE)
        local_part(&d, hidden, kind, grid, height, width);
    d.whole = d.local;
    if (numbers) {
        graph_block(g, "affine map");
        d.whole = affine(
            d.local ? d.local : identity_warp(numbers, height, width), numbers);
    }
    named(d.whole, "warp");
    graph_block(g, "loss");
    loss_terms(&d, w);
    return d;
}
