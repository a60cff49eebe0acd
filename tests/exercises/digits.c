// SPDX-License-Identifier: GPL-3.0-or-later
#include "digits.h"

#include "adam.h"
#include "data.h"
#include "exercise.h"
#include "fail.h"
#include "rng.h"

#include <stdlib.h>
#include <string.h>

static dataset halved(const dataset *d)
{
    REQUIRE(d->height == 2 * DIGIT_SIDE && d->width == 2 * DIGIT_SIDE,
            "digits are 28 x 28");
    dataset half = dataset_alloc(d->n, 1, DIGIT_SIDE, DIGIT_SIDE);
    for (int i = 0; i < d->n * DIGIT_SIZE; i++) {
        int b = i / DIGIT_SIZE, place = i % DIGIT_SIZE;
        const unsigned char *at = d->pixels + b * 4 * DIGIT_SIZE +
                                  place / DIGIT_SIDE * 4 * DIGIT_SIDE +
                                  place % DIGIT_SIDE * 2;
        half.pixels[i] = (unsigned char)((at[0] + at[1] + at[2 * DIGIT_SIDE] +
                                          at[2 * DIGIT_SIDE + 1] + 2) /
                                         4);
    }
    if (d->labels) {
        half.classes = d->classes;
        half.labels = must_alloc((size_t)d->n, 1);
        memcpy(half.labels, d->labels, (size_t)d->n);
    }
    return half;
}

split digits(int digit, int train, int test)
{
    const char *source = data_has_mnist() ? "mnist" : "strokes";
    split s = {0};
    s.spec = digit == ANY_DIGIT ? must_printf("%s", source)
                                : must_printf("%s:%d", source, digit);
    split large = data_load(s.spec, 1, train, test);
    s.train = halved(&large.train);
    s.test = halved(&large.test);
    split_free(&large);
    return s;
}

/* Pictures and, if the graph asks for them, their labels. */
static void feed(node *x, const dataset *d, const int *which)
{
    const node *label = x->graph->label;
    dataset_batch(d, which, x->graph->batch, x->value);
    for (int b = 0; label && b < x->graph->batch; b++)
        dataset_one_hot(d, which[b], label->size,
                        label->value + b * label->size);
}

void digits_train(node *x, node *loss, const dataset *d, int epochs,
                  double rate, uint64_t seed)
{
    graph *g = loss->graph;
    int steps = d->n / g->batch;
    int *order = must_alloc((size_t)d->n, sizeof *order);
    adam a = adam_alloc(g->parameters);
    for (int s = 0; s < epochs * steps; s++) {
        if (s % steps == 0) {
            gsl_rng *rng = rng_at(seed, RNG_SHUFFLE, (uint64_t)(s / steps));
            rng_shuffle(rng, order, d->n);
            gsl_rng_free(rng);
        }
        feed(x, d, order + s % steps * g->batch);
        graph_noise(g, seed, s);
        graph_run(NULL, loss, g->batch);
        graph_backward(loss, g->batch);
        adam_step(&a, g->theta, g->grad,
                  rate * (1 - (double)s / (epochs * steps)));
    }
    g->training = false;
    adam_free(&a);
    free(order);
}

static char ink(real p)
{
    return " .:+#"[(p > R(0.1)) + (p > R(0.3)) + (p > R(0.5)) + (p > R(0.75))];
}

void digits_show(const real *pixels, int count)
{
    int width = count * (DIGIT_SIDE + 1);
    char *line = must_calloc((size_t)width + 1, 1);
    for (int row = 0; row < DIGIT_SIDE; row++) {
        for (int i = 0; i < width; i++) {
            int b = i / (DIGIT_SIDE + 1), column = i % (DIGIT_SIDE + 1);
            line[i] =
                column == DIGIT_SIDE
                    ? '|'
                    : ink(pixels[b * DIGIT_SIZE + row * DIGIT_SIDE + column]);
        }
        exercise_note("%s", line);
    }
    free(line);
}
