// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef BENCH_MODELS_H
#define BENCH_MODELS_H

#include "dataset.h"
#include "graph.h"

/* A model of the benchmark, bound. */
typedef struct {
    graph *g;
    node *x, *loss;
} bench_model;

/* A model, as PyTorch's script knows it by its name. */
typedef struct {
    const char *name;
    int batch, steps; /* steps of one repeat */
    bench_model (*build)(const dataset *d, int batch);
} contest;

extern const contest contests[];
extern const int contest_count;

#endif
