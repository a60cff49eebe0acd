// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_5_5.h"

#include "digit_dae.h"
#include "digits.h"
#include "evaluate.h"
#include "fail.h"
#include "op_arithmetic.h"
#include "op_class.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_slice.h"
#include "op_upsample.h"
#include "op_warp.h"
#include "rng.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- the two numbers ---------------------------------------------------- */

enum { K = 4, BATCH = 6, PICTURES = 5 };

typedef struct {
    graph *g;
    node *p, *y;
} model;

/* Random probabilities, all rows of sum 1; a zero among them. */
static model model_run(node *make(node *))
{
    model m = {.g = graph_alloc()};
    gsl_rng *rng = rng_at(55, RNG_SAMPLE, 1);
    m.p = input(m.g, K);
    m.y = make(m.p);
    graph_bind(m.g, BATCH, 1);
    for (int b = 0; b < BATCH; b++) {
        double row[K], sum = 0;
        for (int k = 0; k < K; k++)
            sum += row[k] = b == 2 && k == 1 ? 0 : 0.02 + gsl_rng_uniform(rng);
        for (int k = 0; k < K; k++)
            m.p->value[b * K + k] = R(row[k] / sum);
    }
    gsl_rng_free(rng);
    m.y->op->forward(m.y, PICTURES);
    return m;
}

static double entropy(const double *p)
{
    double sum = 0;
    for (int k = 0; k < K; k++)
        sum += p[k] > 0 ? p[k] * log(1 / p[k]) : 0;
    return sum;
}

/* Of the probabilities p (PICTURES, K). */
static double right_value(bool of_mean, double p[PICTURES][K])
{
    double mean[K] = {0}, sum = 0;
    for (int b = 0; b < PICTURES; b++) {
        sum += entropy(p[b]) / PICTURES;
        for (int k = 0; k < K; k++)
            mean[k] += p[b][k] / PICTURES;
    }
    return of_mean ? log(K) - entropy(mean) : sum;
}

static void copy(const model *m, double p[PICTURES][K])
{
    for (int i = 0; i < PICTURES * K; i++)
        p[i / K][i % K] = (double)m->p->value[i];
}

static void ask_value(node *make(node *), bool of_mean)
{
    model m = model_run(make);
    double p[PICTURES][K];
    copy(&m, p);
    expect_close((double)m.y->value[0], right_value(of_mean, p), 1e-5,
                 SAY("%d pictures, %d groups", "изображений %d, групп %d"),
                 PICTURES, K);
    graph_free(m.g);
}

/* By central differences; where p is 0 there are none. */
static void ask_gradient(node *make(node *), bool of_mean)
{
    const double h = 1e-5, above = -0.7;
    model m = model_run(make);
    double p[PICTURES][K];
    copy(&m, p);
    m.y->grad[0] = R(above);
    for (int i = 0; i < BATCH * K; i++)
        m.p->grad[i] = R(0.25);
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < BATCH * K; i++) {
        int b = i / K, k = i % K;
        double slope = 0;
        if (b == 2 && k == 1 && !of_mean)
            continue;
        if (b < PICTURES) {
            p[b][k] += h;
            slope += right_value(of_mean, p) / (2 * h);
            p[b][k] -= 2 * h;
            slope -= right_value(of_mean, p) / (2 * h);
            p[b][k] += h;
        }
        expect_close((double)m.p->grad[i], 0.25 + above * slope, 1e-4,
                     SAY("picture %d of %d, group %d; 0.25 was there before",
                         "изображение %d из %d, группа %d; прежде там было "
                         "0.25"),
                     b, PICTURES, k);
    }
    graph_free(m.g);
}

static void check_uncertain(void)
{
    ask_value(uncertain, false);
    ask_gradient(uncertain, false);
}

static void check_uneven(void)
{
    ask_value(uneven, true);
    ask_gradient(uneven, true);
}

/* ---- names -------------------------------------------------------------- */

/* Group and digit of the pictures: in training, group 0 is mostly 7, group 1
 * mostly 3, group 2 mostly 7 too, though most sevens are in group 0; group 3 is
 * empty. In the test set other digits are more frequent. */
static const unsigned char training[][2] = {
    {0, 7}, {0, 7}, {0, 1}, {1, 3}, {1, 3}, {1, 3}, {1, 7}, {2, 7},
    {2, 1}, {2, 7}, {2, 7}, {0, 7}, {1, 1}, {0, 1}, {1, 7}, {0, 7}};
static const unsigned char test[][2] = {{0, 7}, {0, 1}, {0, 1}, {1, 3},
                                        {1, 1}, {1, 1}, {2, 3}, {2, 3},
                                        {2, 7}, {3, 3}, {3, 7}};

enum { TRAINING = sizeof training / 2, TESTS = sizeof test / 2 };

static double answer(const unsigned char (*pairs)[2], int n, int *digit_of,
                     bool name)
{
    real p[TRAINING * K];
    unsigned char digits_of[TRAINING];
    for (int i = 0; i < n * K; i++)
        p[i] = R(i % K == pairs[i / K][0] ? 0.4 : 0.2);
    for (int b = 0; b < n; b++)
        digits_of[b] = pairs[b][1];
    grouped g = {n, K, p, digits_of};
    if (name)
        match(&g, digit_of);
    return purity(&g, digit_of);
}

static void check_names(void)
{
    const int right[K] = {7, 3, 7, -1};
    int digit_of[K];
    answer(training, TRAINING, digit_of, true);
    for (int k = 0; k < K; k++)
        expect_close(digit_of[k], right[k], 0,
                     SAY("digit of group %d (-1: it is empty)",
                         "цифра группы %d (-1: группа пуста)"),
                     k);
}

static void check_purity(void)
{
    int digit_of[K] = {7, 3, 7, -1};
    expect_close(answer(training, TRAINING, digit_of, false), 10.0 / TRAINING,
                 1e-9, SAY("purity of %d pictures", "чистота %d изображений"),
                 TRAINING);
    expect_close(answer(test, TESTS, digit_of, false), 3.0 / TESTS, 1e-9,
                 SAY("purity of %d others, by the same names",
                     "чистота %d других, с теми же именами"),
                 TESTS);
}

/* ---- trained without a label -------------------------------------------- */

enum { GROUPS = 10, SHAPE = 4, TRAIN = 1500, TEST = 500, HERE = 50 };

typedef struct {
    graph *g;
    node *x, *p, *texture;
} finder;

static finder trained(const dataset *d, uint64_t seed)
{
    finder m = {.g = graph_alloc()};
    m.x = input(m.g, DIGIT_SIZE);
    node *h = digit_hidden(m.x);
    m.p = softmax(dense(h, GROUPS));
    m.texture = digit_texture(concat(dense(h, 1), m.p));
    node *logits = digit_logits(concat(dense(h, SHAPE), m.p));
    node *warp = integrate(
        increments(upsample(logits, DIGIT_SIDE, DIGIT_SIDE), WARP_MOST));
    node *residual = displacement(warp);
    node *loss = mean_squared_loss(sample(m.texture, warp), m.x);
    loss = add(loss, scale(total_variation(residual), 0.04));
    loss = add(loss, scale(mean_square(batch_mean(residual)), 0.02));
    loss = add(loss, scale(uncertain(m.p), 0.002));
    loss = add(loss, scale(uneven(m.p), 0.004));
    graph_bind(m.g, HERE, seed);
    digits_train(m.x, loss, d, 20, 1e-2, seed);
    return m;
}

static grouped group(const finder *m, const dataset *d)
{
    real *p = must_alloc((size_t)(d->n * GROUPS), sizeof *p);
    evaluate_pictures(m->x, m->p, d, p);
    return (grouped){d->n, GROUPS, p, d->labels};
}

/* The mean texture of the pictures of each group. */
static void mean_textures(const finder *m, const grouped *g, const dataset *d,
                          real *mean)
{
    static real textures[TEST * DIGIT_SIZE];
    int count[GROUPS] = {0}, group_of[TEST];
    evaluate_pictures(m->x, m->texture, d, textures);
    for (int b = 0; b < g->n; b++) {
        group_of[b] = 0;
        for (int k = 1; k < GROUPS; k++)
            if (g->p[b * GROUPS + k] > g->p[b * GROUPS + group_of[b]])
                group_of[b] = k;
        count[group_of[b]]++;
    }
    memset(mean, 0, GROUPS * DIGIT_SIZE * sizeof *mean);
    for (int i = 0; i < g->n * DIGIT_SIZE; i++) {
        int k = group_of[i / DIGIT_SIZE];
        mean[k * DIGIT_SIZE + i % DIGIT_SIZE] += textures[i] / (real)count[k];
    }
}

/* Two rows of templates, with the names of the groups. */
static void show(const real *templates, const int *digit_of)
{
    enum { ROW = GROUPS / 2 };
    for (int k = 0; k < GROUPS; k += ROW) {
        exercise_note(SAY("templates of groups that stand for %d, %d, %d, %d, "
                          "%d:",
                          "шаблоны групп, названных %d, %d, %d, %d, %d:"),
                      digit_of[k], digit_of[k + 1], digit_of[k + 2],
                      digit_of[k + 3], digit_of[k + 4]);
        digits_show(templates + k * DIGIT_SIZE, ROW);
    }
}

static void check_trained(void)
{
    split data = digits(ANY_DIGIT, TRAIN, TEST);
    for (uint64_t seed = 1; seed <= 2; seed++) {
        int digit_of[GROUPS];
        char got[32];
        finder m = trained(&data.train, seed);
        grouped train = group(&m, &data.train), other = group(&m, &data.test);
        match(&train, digit_of);
        double pure = purity(&other, digit_of);
        if (seed == 1) {
            real templates[GROUPS * DIGIT_SIZE];
            mean_textures(&m, &other, &data.test, templates);
            show(templates, digit_of);
        }
        exercise_note(SAY("seed %d, %s: purity %.3f of test digits (training "
                          "digits %.3f)",
                          "зерно %d, %s: чистота %.3f на тестовых цифрах (на "
                          "обучающих %.3f)"),
                      (int)seed, data.spec, pure, purity(&train, digit_of));
        snprintf(got, sizeof got, "%.3f", pure);
        expect(pure > 0.4 && pure < 0.95, got,
               SAY("between 0.4 and 0.95", "от 0.4 до 0.95"),
               SAY("purity without labels, seed %d", "чистота без меток, зерно "
                                                     "%d"),
               (int)seed);
        free((real *)train.p);
        free((real *)other.p);
        graph_free(m.g);
    }
    split_free(&data);
}

#define CLASSIFIER "common/op_class.c: Classes"

static const check checks[] = {
    {"how uncertain a picture's group is",
     "насколько неясна группа изображения", check_uncertain, CLASSIFIER},
    {"how unevenly groups are used", "насколько неровно используются группы",
     check_uneven, CLASSIFIER},
    {"the names of the groups", "имена групп", check_names, CLASSIFIER},
    {"purity, by names given before", "чистота при данных заранее именах",
     check_purity, CLASSIFIER},
    {"found without a label", "найдено без меток", check_trained,
     "common/deforming.c: The deforming autoencoder"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
