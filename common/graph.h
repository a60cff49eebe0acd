// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef GRAPH_H
#define GRAPH_H

#include "real.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/**
# The graph

A model is written once, as it reads on the slide:

~~~ c
graph *g = graph_alloc();
node *x = input(g, 784);
node *h = relu(dense(x, 400));
node *z = dense(h, 8);
node *y = sigmoid(dense(relu(dense(z, 400)), 784));
node *loss = mean_squared_loss(y, x);
graph_bind(g, 128, seed);
~~~

Each call makes a *node*: it computes one vector for each picture of the batch
from the vectors of earlier nodes. The nodes stand in the graph in the order in
which they were made, so every node comes after its inputs. To evaluate the
model is to walk that list forwards; to differentiate it is to walk it
backwards, and that is all there is to automatic differentiation in reverse
mode.

The graph is *static*: it is built once. `graph_bind` then knows every size and
makes four blocks of memory: all parameters `theta`, all their gradients
`grad`, all values and all gradients of values; and a fifth for those operations
that need room while they run. After that nothing is allocated.
One block of parameters makes the optimiser one loop, saving one write, and the
gradient check of any model one function.
*/

typedef struct graph graph;
typedef struct node node;

/* An operation is a pair of functions. `forward` fills y->value from the values
 * of its inputs; `backward` ADDS to the gradients of the inputs that need one
 * and to y->dtheta, given y->grad. Both for the first n pictures. */
typedef struct {
    const char *name;
    void (*forward)(const node *y, int n);
    void (*backward)(const node *y, int n);
} operation;

/* How the weights of a node are drawn: see graph_bind. */
typedef enum { INIT_GLOROT, INIT_HE, INIT_ZERO } initialisation;

enum { NODE_INPUTS = 2, WEIGHT_DIMS = 4 };

struct node {
    graph *graph;
    int index; /* its place in the graph's list */
    const operation *op;
    node *in[NODE_INPUTS];   /* NULL beyond the last input */
    const char *name;        /* for people; "" if the model gives none */
    const char *block;       /* part of the model, e.g. "encoder" */
    int shape[3];            /* channels, height, width; a vector: n, 1, 1 */
    int size;                /* product of the shape */
    bool single;             /* one row for the whole batch, as a loss is */
    bool needs_grad;         /* depends on a parameter */
    real scalar;             /* factor of scale, slope of leaky relu, ...; may
                               be changed between runs */
    int first;               /* where a slice begins */
    int stride, pad;         /* of a convolution */
    int weight[WEIGHT_DIMS]; /* shape of the weights, 0 beyond the last */
    int biases;              /* how many; they follow the weights */
    double fan_in, fan_out;  /* weights that make one output, and weights that
                                use one input: the first ones depend on it */
    initialisation init;
    size_t scratch;       /* numbers that it asks for in graph->scratch */
    real *value, *grad;   /* (n, size), or (1, size) if single */
    real *theta, *dtheta; /* weights and biases, and their gradients */
};

struct graph {
    node **nodes;
    int count, room;
    const char *block;   /* block of the nodes to come */
    node *label;         /* input of the true classes, or NULL */
    int batch;           /* pictures at most; 0 before graph_bind */
    bool training;       /* noise on (true) or off */
    uint64_t noise_seed; /* what noise is drawn from, with the step; */
    long noise_step;     /* see graph_noise */
    size_t parameters;
    real *theta, *grad; /* (parameters) each */
    real *values, *value_grads;
    size_t value_count;
    real *scratch; /* room of the operation that runs; all nodes share it */
    bool *wanted;  /* (count) scratch of graph_run */
};

/* ---- building ---------------------------------------------------------- */

/* An empty graph. graph_free(NULL) is legal. */
graph *graph_alloc(void);
void graph_free(graph *g);

/* Nodes made from here on belong to this block (for pictures of the model and
 * names of tensors). The text must outlive the graph. */
void graph_block(graph *g, const char *block);

/* Gives a node its name; returns the node. The text must outlive the graph. */
node *named(node *y, const char *name);

/* Asks for weights that start at 0; returns the node. */
node *from_zero(node *y);

/* Says that each vector of the node is `channels` maps of `height` rows of
 * `width` numbers; returns the node. */
node *shaped(node *y, int channels, int height, int width);

/* A node whose value the caller writes: a batch of vectors of length n. */
node *input(graph *g, int n);

/* The same for the true class, as a row of zeros with a one (see
 * dataset_one_hot); g->label remembers it, and whoever feeds a graph with
 * pictures feeds that with their labels. */
node *label_input(graph *g, int classes);

/* For constructors of operations: a node of vectors of length `size` computed
 * by `op` from a and b (b may be NULL). */
node *node_new(const operation *op, node *a, node *b, int size);

/* The same for an operation on each number: a node of the shape of a. */
node *node_like(const operation *op, node *a, node *b);

/* For constructors: `outputs` x `inputs` weights, and a bias an output. */
void node_weights(node *y, int outputs, int inputs);

/* Makes room for batches of up to `batch` pictures and draws the parameters:
 * weights normal with variance 2 / (fan_in + fan_out) (Glorot and Bengio 2010),
 * or 2 / fan_in before a rectifier (He et al. 2015), or 0 where asked for;
 * biases 0. The same seed gives the same weights. */
void graph_bind(graph *g, int batch, uint64_t seed);

/* ---- running ----------------------------------------------------------- */

/* Computes `to` for n pictures (1 <= n <= batch) and returns its value. What
 * `to` does not need is not touched. `from` is NULL, or a node whose value the
 * caller has written and which is taken as it stands, so that a code can be
 * decoded without an encoder. What `to` needs by another way than through
 * `from` is computed. */
const real *graph_run(node *from, node *to, int n);

/* After graph_run(NULL, loss, n): adds d loss / d theta to g->grad, for all
 * parameters. `loss` is a single number. */
void graph_backward(node *loss, int n);

/* Noise on: that of this seed and step, the same ones each time. Noise is off
 * at first, and whenever g->training is set to false. */
void graph_noise(graph *g, uint64_t seed, long step);

/* Numbers in y->value for n pictures. */
static inline size_t node_count(const node *y, int n)
{
    return (y->single ? 1 : (size_t)n) * (size_t)y->size;
}

/* Weights (without biases) and parameters (with them) of a node. */
size_t node_weight_count(const node *y);
size_t node_parameter_count(const node *y);

/* ---- showing (graph_show.c) -------------------------------------------- */

/* A line a node: operation, name, shape, inputs, parameters. */
void graph_print(const graph *g, FILE *stream);

/* The graph in Graphviz's language: every operation a box... */
void graph_dot(const graph *g, FILE *stream);

/* ...or every block a box, with its layers' sizes and parameters. */
void graph_dot_blocks(const graph *g, FILE *stream);

/* All three into a folder: graph.txt, graph.dot, model.dot. */
void graph_write(const graph *g, const char *folder);

#endif
