// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_4_3.h"

#include "digit_dae.h"
#include "digits.h"
#include "evaluate.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_sample.h"
#include "rng.h"
#include "warp_measures.h"

#include <math.h>
#include <stdio.h>

enum { AREA = SIDE * SIDE, FIELD = 2 * AREA };

/* ---- trained on digits, with the student's two terms -------------------- */

enum { TRAIN = 512, TEST = 100, SHAPE = 8, HERE = 32 };

/* The mean over the numbers of a node, of all test pictures. */
static double mean_of(node *x, node *y, const dataset *d)
{
    static real values[TEST * FIELD];
    double sum = 0;
    evaluate_pictures(x, y, d, values);
    for (int i = 0; i < d->n * y->size; i++)
        sum += (double)values[i] / (d->n * y->size);
    return sum;
}

static void mean_texture(node *x, node *texture, const dataset *d, real *mean)
{
    static real values[TEST * AREA];
    evaluate_pictures(x, texture, d, values);
    mean_row(values, d->n, AREA, mean);
}

/* Trains with that weight of smoothness; the mean texture to `mean`. */
static double mean_step(const split *data, double smooth, real *mean)
{
    graph *g = graph_alloc();
    node *x = input(g, DIGIT_SIZE), *h = digit_hidden(x);
    node *texture = digit_texture(dense(h, 1));
    warped w = warp_of(digit_logits(dense(h, SHAPE)), smooth, 0.02);
    node *mse = mean_squared_loss(sample(texture, w.warp), x);
    node *loss = add(mse, add(w.smooth, w.bias));
    graph_bind(g, HERE, 1);
    digits_train(x, loss, &data->train, 20, 4e-3, 1);
    double step = mean_of(x, w.steps, &data->test);
    mean_texture(x, texture, &data->test, mean);
    exercise_note(SAY("weight %.2f: mean step %.2f, error %.4f",
                      "вес %.2f: средний шаг %.2f, ошибка %.4f"),
                  smooth, step, evaluate_mean(x, mse, &data->test));
    graph_free(g);
    return step;
}

static void check_size(void)
{
    enum { WEIGHTS = 3 };
    const double weights[WEIGHTS] = {0.05, 0.5, 1.5};
    double steps[WEIGHTS];
    real means[WEIGHTS * AREA];
    split data = digits(3, TRAIN, TEST);
    for (int k = 0; k < WEIGHTS; k++)
        steps[k] = mean_step(&data, weights[k], means + k * AREA);
    exercise_note(SAY("the mean templates:", "средние шаблоны:"));
    digits_show(means, WEIGHTS);
    for (int k = 0; k < WEIGHTS; k++) {
        char got[32];
        snprintf(got, sizeof got, "%.2f", steps[k]);
        expect(fabs(steps[k] - 1) < 0.1, got, SAY("about 1", "около 1"),
               SAY("mean step after training, weight of smoothness %.2f, %s",
                   "средний шаг после обучения, вес гладкости %.2f, %s"),
               weights[k], data.spec);
    }
    split_free(&data);
}

/* ---- the two terms ------------------------------------------------------ */

enum { GRID = 4, BATCH = 6, PICTURES = 5 };

typedef struct {
    graph *g;
    node *logits;
    warped w;
    node *cost;
} model;

/* Random logits of that size, run forwards. */
static model model_run(double size, double smooth, double bias)
{
    model m = {.g = graph_alloc()};
    gsl_rng *rng = rng_at(18, RNG_SAMPLE, 0);
    m.logits = shaped(input(m.g, 2 * GRID * GRID), 2, GRID, GRID);
    m.w = warp_of(m.logits, smooth, bias);
    m.cost = add(m.w.smooth, m.w.bias);
    graph_bind(m.g, BATCH, 1);
    for (size_t i = 0; i < node_count(m.logits, BATCH); i++)
        m.logits->value[i] = R(size * (2.3 * gsl_rng_uniform(rng) - 0.9));
    graph_run(NULL, m.cost, PICTURES);
    gsl_rng_free(rng);
    return m;
}

static void check_identity(void)
{
    model m = model_run(0, 0.7, 0.3);
    expect_close((double)m.w.smooth->value[0], 0, 1e-6,
                 SAY("smoothness of the identity", "гладкость тождественного"));
    expect_close((double)m.w.bias->value[0], 0, 1e-6,
                 SAY("bias of the identity", "смещение тождественного"));
    graph_free(m.g);
}

/* Number i of the displacement of picture b. */
static double residual(const model *m, int b, int i)
{
    int at = i % AREA;
    return (double)m->w.warp->value[b * FIELD + i] -
           (i < AREA ? at % SIDE : at / SIDE);
}

static double right_smooth(const model *m)
{
    enum { PAIRS = 4 * SIDE * (SIDE - 1) };
    double sum = 0;
    for (int b = 0; b < PICTURES; b++)
        for (int i = 0; i < FIELD; i++) {
            double here = residual(m, b, i);
            if (i % SIDE < SIDE - 1)
                sum += fabs(residual(m, b, i + 1) - here);
            if (i % AREA < AREA - SIDE)
                sum += fabs(residual(m, b, i + SIDE) - here);
        }
    return sum / (PICTURES * PAIRS);
}

static double right_bias(const model *m)
{
    double sum = 0;
    for (int i = 0; i < FIELD; i++) {
        double mean = 0;
        for (int b = 0; b < PICTURES; b++)
            mean += residual(m, b, i) / PICTURES;
        sum += mean * mean / FIELD;
    }
    return sum;
}

static void check_terms(void)
{
    for (int k = 0; k < 3; k++) {
        double size = 0.4 * (k + 1), smooth = 0.2 + k, bias = 0.3 + k * k;
        model m = model_run(size, smooth, bias);
        double right = smooth * right_smooth(&m);
        expect_close((double)m.w.smooth->value[0], right, 1e-4 * right,
                     SAY("smoothness, weight %g", "гладкость, вес %g"), smooth);
        right = bias * right_bias(&m);
        expect_close((double)m.w.bias->value[0], right, 1e-4 * right,
                     SAY("bias, weight %g", "смещение, вес %g"), bias);
        graph_free(m.g);
    }
}

#define MUST_NOT "common/op_field_loss.c: What a warp must not do"

static const check checks[] = {
    {"the template keeps its size", "шаблон сохраняет размер", check_size,
     "common/op_warp.c: Increments, and the warp that they add up to"},
    {"a warp that does nothing costs nothing",
     "деформация, которая ничего не делает, ничего не стоит", check_identity,
     MUST_NOT},
    {"both terms, with their weights", "оба члена с их весами", check_terms,
     MUST_NOT},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
