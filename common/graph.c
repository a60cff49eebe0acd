// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph.h"

#include "fail.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

/**
## Building

Every constructor ends in `node_new`. A vector node has the shape $(n, 1, 1)$;
operations on pictures set a shape of their own after it, and those that treat
each number by itself keep the shape that they are given. A node needs a
gradient if one of its inputs does, or if it has parameters: the gradient with
respect to the pictures is never computed, which saves a sixth of the work.
*/

graph *graph_alloc(void)
{
    graph *g = must_calloc(1, sizeof *g);
    g->block = "";
    return g;
}

void graph_free(graph *g)
{
    if (!g)
        return;
    for (int i = 0; i < g->count; i++)
        free(g->nodes[i]);
    free(g->nodes);
    free(g->theta);
    free(g->grad);
    free(g->values);
    free(g->value_grads);
    free(g->scratch);
    free(g->wanted);
    free(g);
}

static node *graph_add(graph *g, const operation *op, int size)
{
    REQUIRE(g->batch == 0, "the graph is bound: no node can be added");
    REQUIRE(size > 0, "a node needs a positive size");
    if (g->count == g->room) {
        g->room = g->room ? 2 * g->room : 16;
        node **more = must_alloc((size_t)g->room, sizeof *more);
        if (g->count > 0)
            memcpy(more, g->nodes, (size_t)g->count * sizeof *more);
        free(g->nodes);
        g->nodes = more;
    }
    node *y = must_calloc(1, sizeof *y);
    *y = (node){.graph = g,
                .index = g->count,
                .op = op,
                .name = "",
                .block = g->block,
                .shape = {size, 1, 1},
                .size = size};
    return g->nodes[g->count++] = y;
}

node *node_new(const operation *op, node *a, node *b, int size)
{
    REQUIRE(!b || a->graph == b->graph, "inputs belong to different graphs");
    node *y = graph_add(a->graph, op, size);
    y->in[0] = a;
    y->in[1] = b;
    y->single = a->single && (!b || b->single);
    y->needs_grad = a->needs_grad || (b && b->needs_grad);
    return y;
}

node *node_like(const operation *op, node *a, node *b)
{
    node *y = node_new(op, a, b, a->size);
    return shaped(y, a->shape[0], a->shape[1], a->shape[2]);
}

void node_weights(node *y, int outputs, int inputs)
{
    y->weight[0] = outputs;
    y->weight[1] = inputs;
    y->biases = outputs;
    y->fan_in = inputs;
    y->fan_out = outputs;
    y->needs_grad = true;
}

void graph_block(graph *g, const char *block)
{
    g->block = block;
}

node *named(node *y, const char *name)
{
    y->name = name;
    return y;
}

node *from_zero(node *y)
{
    y->init = INIT_ZERO;
    return y;
}

node *shaped(node *y, int channels, int height, int width)
{
    REQUIRE(channels > 0 && height > 0 && width > 0 &&
                (long)channels * height * width == y->size,
            "the shape does not hold the node's numbers");
    y->shape[0] = channels;
    y->shape[1] = height;
    y->shape[2] = width;
    return y;
}

static const operation input_op = {"input", NULL, NULL};

node *input(graph *g, int n)
{
    return graph_add(g, &input_op, n);
}

node *label_input(graph *g, int classes)
{
    REQUIRE(!g->label, "the labels have an input already");
    return g->label = input(g, classes);
}

size_t node_weight_count(const node *y)
{
    size_t count = y->weight[0] > 0;
    for (int d = 0; d < WEIGHT_DIMS && y->weight[d] > 0; d++)
        count *= (size_t)y->weight[d];
    return count;
}

size_t node_parameter_count(const node *y)
{
    return node_weight_count(y) + (size_t)y->biases;
}

/**
## Binding: memory, and the first weights

How large should the first weights be? If a layer's inputs are independent with
variance 1, each output is a sum of `fan_in` terms, and its variance is `fan_in`
times that of a weight. To keep the signal's size from layer to layer, the
variance of a weight must be 1 / `fan_in`. On the way back, the gradient of an
input is a sum of `fan_out` terms, and 1 / `fan_out` keeps its size. In a dense
layer these are the numbers of inputs and outputs. Glorot and Bengio (2010) take
the mean of the two denominators. A rectifier throws away half of the variance,
so He et al. (2015) double it again. The rectifier's constructor asks for that;
no model has to.
*/

static void draw_weights(const node *y, gsl_rng *rng)
{
    if (y->init == INIT_ZERO)
        return;
    double variance =
        y->init == INIT_HE ? 2 / y->fan_in : 2 / (y->fan_in + y->fan_out);
    for (size_t i = 0; i < node_weight_count(y); i++)
        y->theta[i] = (real)gsl_ran_gaussian_ziggurat(rng, sqrt(variance));
}

/**
Each node's slice begins on a boundary of 64 bytes, the width of a cache line
and of the widest vector registers, in all four blocks.
*/

enum { ALIGNMENT = 64 };

static size_t aligned(size_t count)
{
    size_t step = ALIGNMENT / sizeof(real);
    return (count + step - 1) / step * step;
}

static real *block_alloc(size_t count)
{
    size_t bytes = aligned(count ? count : 1) * sizeof(real);
    real *block = aligned_alloc(ALIGNMENT, bytes);
    if (!block)
        fail("use a smaller --batch or smaller pictures",
             "no memory for %zu bytes", bytes);
    return memset(block, 0, bytes);
}

/* Where each node's slices begin, as offsets; the totals go into g. Returns
 * the room for the operation that needs most of it. */
static size_t lay_out(graph *g, size_t *value_at, size_t *theta_at)
{
    size_t scratch = 0;
    for (int i = 0; i < g->count; i++) {
        value_at[i] = g->value_count;
        theta_at[i] = g->parameters;
        g->value_count += aligned(node_count(g->nodes[i], g->batch));
        g->parameters += aligned(node_parameter_count(g->nodes[i]));
        if (g->nodes[i]->scratch > scratch)
            scratch = g->nodes[i]->scratch;
    }
    return scratch;
}

void graph_bind(graph *g, int batch, uint64_t seed)
{
    REQUIRE(g->batch == 0, "the graph is bound already");
    REQUIRE(batch > 0, "a batch needs a picture");
    g->batch = batch;
    size_t *value_at = must_alloc((size_t)g->count, sizeof *value_at);
    size_t *theta_at = must_alloc((size_t)g->count, sizeof *theta_at);
    g->scratch = block_alloc(lay_out(g, value_at, theta_at));
    g->theta = block_alloc(g->parameters);
    g->grad = block_alloc(g->parameters);
    g->values = block_alloc(g->value_count);
    g->value_grads = block_alloc(g->value_count);
    g->wanted = must_calloc((size_t)g->count, sizeof *g->wanted);
    for (int i = 0; i < g->count; i++) {
        node *y = g->nodes[i];
        y->value = g->values + value_at[i];
        y->grad = g->value_grads + value_at[i];
        y->theta = g->theta + theta_at[i];
        y->dtheta = g->grad + theta_at[i];
        if (y->biases == 0 && y->weight[0] == 0)
            continue;
        gsl_rng *rng = rng_at(seed, RNG_INIT, (uint64_t)i);
        draw_weights(y, rng);
        gsl_rng_free(rng);
    }
    free(value_at);
    free(theta_at);
}

/**
## Running

What does `to` need? Itself, and the inputs of whatever is needed; the list is
walked backwards once to mark them. The walk stops at `from`, whose value is
already there. Then the marked nodes are computed in order.
*/

static void mark_wanted(const graph *g, const node *from, const node *to)
{
    memset(g->wanted, 0, (size_t)g->count * sizeof *g->wanted);
    for (int i = g->count - 1; i >= 0; i--) {
        const node *y = g->nodes[i];
        if (y == to)
            g->wanted[i] = true;
        if (!g->wanted[i] || y == from)
            continue;
        for (int k = 0; k < NODE_INPUTS && y->in[k]; k++)
            g->wanted[y->in[k]->index] = true;
    }
}

const real *graph_run(node *from, node *to, int n)
{
    graph *g = to->graph;
    REQUIRE(n >= 1 && n <= g->batch, "more pictures than the graph has room");
    mark_wanted(g, from, to);
    for (int i = 0; i < g->count; i++) {
        const node *y = g->nodes[i];
        if (g->wanted[i] && y != from && y->op->forward)
            y->op->forward(y, n);
    }
    return to->value;
}

void graph_noise(graph *g, uint64_t seed, long step)
{
    g->training = true;
    g->noise_seed = seed;
    g->noise_step = step;
}

/**
## Backwards

Let $\bar v = \partial\,\mathrm{loss} / \partial v$ for any quantity $v$. The
chain rule says how $\bar y$ passes from a node to its inputs: if
$y = f(a, b)$, then $\bar a$ receives $(\partial f / \partial a)^T \bar y$.
*Receives*, because $a$ may be used by several nodes, and each of them
contributes: gradients are added. So they start at zero, the loss itself starts
with $\bar{\mathrm{loss}} = 1$, and the list is walked backwards. When a node's
turn comes, all its users have been there, and its own gradient is complete.
*/

void graph_backward(node *loss, int n)
{
    graph *g = loss->graph;
    REQUIRE(loss->single && loss->size == 1, "a loss is one number");
    REQUIRE(n >= 1 && n <= g->batch, "more pictures than the graph has room");
    mark_wanted(g, NULL, loss);
    for (int i = 0; i < g->count; i++)
        if (g->wanted[i] && g->nodes[i]->needs_grad)
            memset(g->nodes[i]->grad, 0,
                   node_count(g->nodes[i], n) * sizeof(real));
    loss->grad[0] = 1;
    for (int i = g->count - 1; i >= 0; i--)
        if (g->wanted[i] && g->nodes[i]->needs_grad)
            g->nodes[i]->op->backward(g->nodes[i], n);
}
