// SPDX-License-Identifier: GPL-3.0-or-later
#include "augment.h"

#include "fail.h"
#include "op_affine.h"
#include "op_sample.h"
#include "op_warp.h"
#include "rng.h"
#include "workbench.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdlib.h>

/**
# Few pictures, moved about

A hundred photographs are few. A model of a million weights soon knows each of
them, and where the hand is in a *new* one it has not learned. But one thing is
known beforehand: a hand that is turned a little, or nearer, or farther to the
left, or in more light, is still a hand. So the model is also given copies of
each photograph that are moved at random (*augmentation*). The operations of a
warp do it, with numbers that are drawn instead of learned.

Copies have one fault. To move a picture is to look it up between its pixels,
and that blurs it; textures that are learned from copies get as soft as they
are. So in the last third of a training each copy is replaced by its original.
By then the warps are learned, and the textures become sharp in a few epochs.

The test pictures are never touched, nor do copies count in the mean picture
with which the model is compared.
*/

const augmentation usual_augmentation = {10, 0.1, 0.06, 0.1};

enum { ROOM = 64 }; /* pictures at a time */

typedef struct {
    graph *g;
    node *picture, *numbers, *y;
} mover;

static mover mover_alloc(const dataset *d)
{
    mover m = {.g = graph_alloc()};
    m.picture = input(m.g, dataset_size(d));
    shaped(m.picture, d->channels, d->height, d->width);
    m.numbers = input(m.g, AFFINE_NUMBERS);
    node *still = identity_warp(m.numbers, d->height, d->width);
    m.y = sample(m.picture, affine(still, m.numbers));
    graph_bind(m.g, ROOM, 1);
    return m;
}

static double within(gsl_rng *rng, double most)
{
    return gsl_ran_flat(rng, -most, most);
}

/* Six numbers; a turn in half pictures depends on the picture's shape. */
static void draw_motion(gsl_rng *rng, const augmentation *a, double aspect,
                        real *numbers)
{
    double turn = within(rng, a->turn), scale = exp(within(rng, a->scale));
    turn_numbers(turn, scale, numbers);
    numbers[1] /= (real)aspect;
    numbers[3] *= (real)aspect;
    numbers[2] = (real)(2 * within(rng, a->shift));
    numbers[5] = (real)(2 * within(rng, a->shift));
}

static void put_brighter(dataset *d, int i, const real *picture, double gain)
{
    int size = dataset_size(d);
    real *row = must_alloc((size_t)size, sizeof *row);
    for (int k = 0; k < size; k++)
        row[k] = (real)GSL_MIN_DBL(1, gain * (double)picture[k]);
    dataset_put(d, i, row);
    free(row);
}

/* Moves pictures first .. first + n - 1, and writes them to those of `to` from
 * `at` on. */
static void move_some(mover *m, const dataset *d, int first, int n,
                      const augmentation *a, gsl_rng *rng, dataset *to, int at)
{
    double aspect = (double)(d->width - 1) / (d->height - 1);
    dataset_rows(d, first, n, m->picture->value);
    for (int b = 0; b < n; b++)
        draw_motion(rng, a, aspect, m->numbers->value + b * AFFINE_NUMBERS);
    const real *y = graph_run(NULL, m->y, n);
    for (int b = 0; b < n; b++) {
        double gain = 1 + within(rng, a->gain);
        put_brighter(to, at + b, y + (size_t)b * (size_t)m->y->size, gain);
    }
}

dataset augmented(const dataset *d, const augmentation *a, int copies,
                  uint64_t seed)
{
    int all = d->n * (copies + 1);
    int *which = must_alloc((size_t)all, sizeof *which);
    for (int i = 0; i < all; i++)
        which[i] = i % d->n;
    dataset bare = *d;
    bare.factors = bare.landmarks = NULL;
    bare.names = NULL;
    bare.n_factors = bare.n_landmarks = 0;
    dataset many = dataset_pick(&bare, which, all);
    mover m = mover_alloc(d);
    for (int k = 1; k <= copies; k++) {
        gsl_rng *rng = rng_at(seed, RNG_AUGMENT, (uint64_t)k);
        for (int first = 0; first < d->n; first += ROOM)
            move_some(&m, d, first, GSL_MIN(ROOM, d->n - first), a, rng, &many,
                      k * d->n + first);
        gsl_rng_free(rng);
    }
    graph_free(m.g);
    free(which);
    return many;
}

void take_originals(const dataset *d, const int *which, int n, real *x)
{
    for (int b = 0; b < n; b++, x += dataset_size(d)) {
        int original = which[b] % d->n;
        dataset_batch(d, &original, 1, x);
    }
}
