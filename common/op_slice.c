// SPDX-License-Identifier: GPL-3.0-or-later
#include "op_slice.h"

#include "fail.h"

#include <string.h>

/**
# Cutting vectors and joining them

A code may have parts with different duties; a decoder may read two codes. Both
operations only move numbers, and their backward passes move the gradients home
by the same road.
*/

/* Copies `count` columns of `from` (rows of width `from_width`) to `to`. */
static void copy_columns(const real *from, int from_width, real *to,
                         int to_width, int count, int n)
{
    for (int b = 0; b < n; b++)
        memcpy(to + (size_t)b * (size_t)to_width,
               from + (size_t)b * (size_t)from_width,
               (size_t)count * sizeof(real));
}

static void add_columns(const real *from, int from_width, real *to,
                        int to_width, int count, int n)
{
    for (int b = 0; b < n; b++) {
        const real *row = from + (size_t)b * (size_t)from_width;
        real *sum = to + (size_t)b * (size_t)to_width;
        for (int i = 0; i < count; i++)
            sum[i] += row[i];
    }
}

static void slice_forward(const node *y, int n)
{
    const node *x = y->in[0];
    copy_columns(x->value + y->first, x->size, y->value, y->size, y->size, n);
}

static void slice_backward(const node *y, int n)
{
    const node *x = y->in[0];
    add_columns(y->grad, y->size, x->grad + y->first, x->size, y->size, n);
}

static const operation slice_op = {"slice", slice_forward, slice_backward};

node *slice(node *x, int first, int count)
{
    REQUIRE(!x->single, "only vectors of a batch are cut");
    REQUIRE(first >= 0 && count > 0 && count <= x->size - first,
            "the slice reaches beyond the vector");
    node *y = node_new(&slice_op, x, NULL, count);
    y->first = first;
    return y;
}

static void concat_forward(const node *y, int n)
{
    const node *a = y->in[0], *b = y->in[1];
    copy_columns(a->value, a->size, y->value, y->size, a->size, n);
    copy_columns(b->value, b->size, y->value + a->size, y->size, b->size, n);
}

static void concat_backward(const node *y, int n)
{
    const node *a = y->in[0], *b = y->in[1];
    if (a->needs_grad)
        add_columns(y->grad, y->size, a->grad, a->size, a->size, n);
    if (b->needs_grad)
        add_columns(y->grad + a->size, y->size, b->grad, b->size, b->size, n);
}

static const operation concat_op = {"concat", concat_forward, concat_backward};

node *concat(node *a, node *b)
{
    REQUIRE(!a->single && !b->single, "only vectors of a batch are joined");
    return node_new(&concat_op, a, b, a->size + b->size);
}
