// SPDX-License-Identifier: GPL-3.0-or-later
#include "graph.h"

#include "file.h"

#include <stdlib.h>
#include <string.h>

/**
# Showing a graph

What the program builds is what is drawn: the table and both pictures below come
from the nodes themselves.
*/

enum { TEXT = 48 };

/* "400", or "16 x 14 x 14". */
static const char *shape_text(const node *y, char text[TEXT])
{
    if (y->shape[1] * y->shape[2] == 1)
        snprintf(text, TEXT, "%d", y->size);
    else
        snprintf(text, TEXT, "%d x %d x %d", y->shape[0], y->shape[1],
                 y->shape[2]);
    return text;
}

static void print_shape(const node *y, FILE *stream)
{
    char shape[TEXT], text[TEXT + 4];
    const char *batch = !y->single ? "n x " : y->size > 1 ? "1 x " : "";
    snprintf(text, sizeof text, "%s%s", batch, shape_text(y, shape));
    fprintf(stream, "%-19s ", text);
}

/* How a convolution slides, after `before`; nothing for other operations. */
static void print_kernel(const node *y, const char *before, FILE *stream)
{
    if (y->weight[2] > 0)
        fprintf(stream, "%s%d x %d, stride %d, pad %d", before, y->weight[2],
                y->weight[3], y->stride, y->pad);
}

void graph_print(const graph *g, FILE *stream)
{
    size_t total = 0;
    fprintf(stream, "%3s  %-18s %-12s %-10s %-19s %-9s%s\n", "", "operation",
            "name", "block", "shape", "inputs", "parameters");
    for (int i = 0; i < g->count; i++) {
        const node *y = g->nodes[i];
        char inputs[24] = "";
        if (y->in[1])
            snprintf(inputs, sizeof inputs, "%d %d", y->in[0]->index,
                     y->in[1]->index);
        else if (y->in[0])
            snprintf(inputs, sizeof inputs, "%d", y->in[0]->index);
        fprintf(stream, "%3d  %-18s %-12s %-10s ", i, y->op->name, y->name,
                y->block);
        print_shape(y, stream);
        fprintf(stream, "%-9s%zu", inputs, node_parameter_count(y));
        print_kernel(y, "  kernels ", stream);
        fputc('\n', stream);
        total += node_parameter_count(y);
    }
    fprintf(stream, "%zu parameters\n", total);
}

static void dot_head(FILE *stream)
{
    fprintf(stream, "digraph model {\n"
                    "  rankdir=LR;\n"
                    "  node [shape=box style=\"rounded,filled\" "
                    "fillcolor=\"#eef3f8\" fontname=\"DejaVu Sans\"];\n"
                    "  edge [fontname=\"DejaVu Sans\"];\n");
}

void graph_dot(const graph *g, FILE *stream)
{
    dot_head(stream);
    for (int i = 0; i < g->count; i++) {
        const node *y = g->nodes[i];
        char shape[TEXT];
        fprintf(stream, "  n%d [label=\"%s%s%s\\n%s", i, y->name,
                *y->name ? "\\n" : "", y->op->name, shape_text(y, shape));
        print_kernel(y, "\\n", stream);
        if (node_parameter_count(y) > 0)
            fprintf(stream, "\\n%zu parameters", node_parameter_count(y));
        fprintf(stream, "\"];\n");
        for (int k = 0; k < NODE_INPUTS && y->in[k]; k++)
            fprintf(stream, "  n%d -> n%d;\n", y->in[k]->index, i);
    }
    fprintf(stream, "}\n");
}

/* A block's number is the index of its first node. */
static int block_of(const graph *g, const node *y)
{
    for (int i = 0; i < g->count; i++)
        if (strcmp(g->nodes[i]->block, y->block) == 0)
            return i;
    return -1;
}

/* The box of a block: its name, the sizes of its layers, its parameters. */
static void dot_block(const graph *g, int block, FILE *stream)
{
    size_t parameters = 0;
    fprintf(stream, "  b%d [label=\"%s\\n", block, g->nodes[block]->block);
    const char *comma = "";
    for (int i = block; i < g->count; i++) {
        const node *y = g->nodes[i];
        if (block_of(g, y) != block)
            continue;
        if (node_parameter_count(y) > 0 || !y->in[0]) {
            char shape[TEXT];
            fprintf(stream, "%s%s", comma, shape_text(y, shape));
            comma = " - ";
        }
        parameters += node_parameter_count(y);
    }
    if (parameters > 0)
        fprintf(stream, "\\n%zu parameters", parameters);
    fprintf(stream, "\"];\n");
}

/* True if an earlier node already brought an edge between the same blocks. */
static bool edge_known(const graph *g, const node *y, const node *x)
{
    for (int i = 0; i < y->index; i++) {
        const node *u = g->nodes[i];
        for (int k = 0; k < NODE_INPUTS && u->in[k]; k++)
            if (block_of(g, u) == block_of(g, y) &&
                block_of(g, u->in[k]) == block_of(g, x))
                return true;
    }
    return false;
}

void graph_dot_blocks(const graph *g, FILE *stream)
{
    dot_head(stream);
    for (int i = 0; i < g->count; i++) {
        const node *y = g->nodes[i];
        int block = block_of(g, y);
        if (block == i)
            dot_block(g, i, stream);
        for (int k = 0; k < NODE_INPUTS && y->in[k]; k++)
            if (block_of(g, y->in[k]) != block && !edge_known(g, y, y->in[k]))
                fprintf(stream, "  b%d -> b%d [label=\"%s\"];\n",
                        block_of(g, y->in[k]), block, y->in[k]->name);
    }
    fprintf(stream, "}\n");
}

static void show_to(const graph *g, const char *folder, const char *name,
                    void (*show)(const graph *, FILE *))
{
    char *path = path_join(folder, name);
    out_file file = file_create(path);
    show(g, file.stream);
    file_commit(&file);
    free(path);
}

void graph_write(const graph *g, const char *folder)
{
    show_to(g, folder, "graph.txt", graph_print);
    show_to(g, folder, "graph.dot", graph_dot);
    show_to(g, folder, "model.dot", graph_dot_blocks);
}
