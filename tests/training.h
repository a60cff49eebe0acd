// SPDX-License-Identifier: GPL-3.0-or-later
#ifndef TRAINING_H
#define TRAINING_H

/* A training so small that it takes no time: 11 pictures (1, 3, 5), batches of
 * 4, so 3 steps an epoch and the last one with 3 pictures. */

#include "check.h"
#include "noise.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_loss.h"
#include "train.h"

#include <stdlib.h>
#include <string.h>

enum { PICTURES = 11, HELD_OUT = 6, BATCH = 4, STEPS = 3, SIZE = 15 };

typedef struct {
    graph *g;
    node *x, *z, *y, *mse, *total;
    dataset train, held_out;
    options options;
    plan plan; /* points to the rest: a world is not copied */
} world;

static inline dataset random_pictures(int n, uint64_t seed)
{
    dataset d = dataset_alloc(n, 1, 3, 5);
    real numbers[SIZE];
    for (int i = 0; i < n; i++) {
        noise_unit(numbers, SIZE, seed + (uint64_t)i);
        for (int k = 0; k < SIZE; k++)
            d.pixels[i * SIZE + k] = (unsigned char)(256 * numbers[k]);
    }
    return d;
}

/* Weights drawn from `seed`; all other randomness is the options'. */
static inline void world_make(world *w, uint64_t seed, int epochs)
{
    *w = (world){.g = graph_alloc(),
                 .train = random_pictures(PICTURES, 100),
                 .held_out = random_pictures(HELD_OUT, 200),
                 .options = {.batch = BATCH,
                             .seed = 23,
                             .epochs = epochs,
                             .quiet = true,
                             .out = check_folder()}};
    graph_block(w->g, "encoder");
    w->x = input(w->g, SIZE);
    w->z = dense(leaky_relu(dense(w->x, 9), 0.1), 5);
    graph_block(w->g, "decoder");
    w->y = sigmoid(dense(w->z, SIZE));
    w->mse = named(mean_squared_loss(w->y, w->x), "mse");
    w->total = named(scale(w->mse, 2), "total");
    graph_bind(w->g, BATCH, seed);
    w->plan = (plan){.model = "tiny",
                     .g = w->g,
                     .x = w->x,
                     .terms = {w->total, w->mse},
                     .train = &w->train,
                     .held_out = &w->held_out,
                     .epochs = epochs,
                     .rate = 0.0137,
                     .half_life = 1.7,
                     .options = &w->options};
}

static inline void world_free(world *w)
{
    graph_free(w->g);
    dataset_free(&w->train);
    dataset_free(&w->held_out);
}

/* Up to `steps` steps; fewer if the training is over before. */
static inline void train_steps(trainer *t, int steps)
{
    for (int i = 0; i < steps && train_next(t); i++)
        train_update(t);
}

/* A path in the test folder; free() frees. */
static inline char *path_of(const char *name)
{
    return must_printf("%s/%s", check_folder(), name);
}

#endif
