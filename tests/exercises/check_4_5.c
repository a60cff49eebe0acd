// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_4_5.h"

#include "digits.h"
#include "evaluate.h"
#include "nearest.h"
#include "rng.h"
#include "warp_measures.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>
#include <string.h>

enum { CODES = 1 + SHAPE };

/* ---- a model that has learned nothing ----------------------------------- */

enum { BATCH = 6, SOME = 40 };

static const double small_variance = 0.31;

static shape_vae small(void)
{
    shape_vae m = shape_vae_alloc(
        small_variance, (warp_weights){.smooth = 0.3, .bias = 0.7}, BATCH, 2);
    expect(m.mu && m.logvar && m.codes && m.loss,
           SAY("one of them is missing", "одного из них нет"),
           "mu, logvar, codes, loss", SAY("the nodes", "узлы"));
    gsl_rng *rng = rng_at(45, RNG_SAMPLE, 1);
    for (int i = 0; i < m.g->count; i++)
        if (m.g->nodes[i]->init == INIT_ZERO) /* warps that are not 0 */
            for (size_t k = 0; k < node_weight_count(m.g->nodes[i]); k++)
                m.g->nodes[i]->theta[k] = R(gsl_rng_uniform(rng) - 0.4);
    for (size_t i = 0; i < node_count(m.x, BATCH); i++)
        m.x->value[i] = R(gsl_rng_uniform(rng));
    gsl_rng_free(rng);
    return m;
}

static void check_sizes(void)
{
    shape_vae m = small();
    const struct {
        const char *name;
        int size, right;
    } nodes[] = {{"mu", m.mu->size, SHAPE},
                 {"logvar", m.logvar->size, SHAPE},
                 {"codes", m.codes->size, CODES},
                 {"loss", m.loss->size, 1}};
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++)
        expect_close(nodes[i].size, nodes[i].right, 0,
                     SAY("size of %s", "размер %s"), nodes[i].name);
    graph_run(NULL, m.loss, BATCH);
    double apart = 0;
    for (size_t i = 0; i < node_count(m.mu, BATCH); i++)
        apart += fabs((double)(m.mu->value[i] - m.logvar->value[i]));
    expect(apart > 0.1, SAY("equal", "равны"), SAY("two layers", "два слоя"),
           SAY("mu and logvar", "mu и logvar"));
    graph_free(m.g);
}

/* The appearance is exact, the shape has the mean and the variance that the
 * encoder says. */
static void check_codes(void)
{
    enum { STEPS = 400 };
    shape_vae m = small();
    double square = 0;
    for (int s = 0; s < STEPS; s++) {
        graph_noise(m.g, 3, s);
        graph_run(NULL, m.loss, BATCH);
        for (int i = 0; i < BATCH * CODES; i++) {
            double code = (double)m.codes->value[i];
            int b = i / CODES, k = b * SHAPE + i % CODES - 1;
            if (i % CODES > 0)
                square += gsl_pow_2(code - (double)m.mu->value[k]) /
                          exp((double)m.logvar->value[k]) /
                          (STEPS * BATCH * SHAPE);
            else
                expect_close(code, (double)m.appearance->value[b], 0,
                             SAY("the first code of picture %d",
                                 "первый код изображения %d"),
                             b);
        }
    }
    expect_close(square, 1, 0.05,
                 SAY("mean of (shape - mu)^2 / exp(logvar)",
                     "среднее (форма - mu)^2 / exp(logvar)"));
    graph_free(m.g);
}

static double divergence(const shape_vae *m)
{
    double nats = 0;
    for (int i = 0; i < BATCH * SHAPE; i++) {
        double mu = (double)m->mu->value[i], l = (double)m->logvar->value[i];
        nats += (mu * mu + exp(l) - 1 - l) / 2 / BATCH;
    }
    return nats;
}

static void check_loss(void)
{
    shape_vae m = small();
    graph_noise(m.g, 3, 4);
    double loss = (double)graph_run(NULL, m.loss, BATCH)[0];
    double mse = (double)graph_run(NULL, m.mse, BATCH)[0];
    double smooth = (double)graph_run(NULL, m.warp.smooth, BATCH)[0];
    double bias = (double)graph_run(NULL, m.warp.bias, BATCH)[0];
    double price = divergence(&m) * 2 * small_variance / DIGIT_SIZE;
    expect_close(loss, mse + smooth + bias + price, 1e-5 * loss,
                 SAY("%d pictures: error %.4f, smoothness %.4f, bias %.4f, "
                     "divergence %.3f nats, variance %g",
                     "изображений %d: ошибка %.4f, гладкость %.4f, смещение "
                     "%.4f, расхождение %.3f нат, дисперсия %g"),
                 BATCH, mse, smooth, bias, divergence(&m), small_variance);
    graph_free(m.g);
}

/* ---- new codes ---------------------------------------------------------- */

enum { MANY = 1000 };

static double column[2][MANY];

static void take(const real *codes, int j, double *to)
{
    for (int i = 0; i < MANY; i++)
        to[i] = (double)codes[i * CODES + j];
}

static void ask_shapes(const real *codes)
{
    for (int j = 1; j <= SHAPE; j++) {
        take(codes, j, column[0]);
        expect_close(gsl_stats_mean(column[0], 1, MANY), 0, 0.15,
                     SAY("mean of shape code %d", "среднее кода формы %d"), j);
        expect_close(
            gsl_stats_sd(column[0], 1, MANY), 1, 0.12,
            SAY("deviation of shape code %d", "отклонение кода формы %d"), j);
        take(codes, j % SHAPE + 1, column[1]);
        expect_close(gsl_stats_correlation(column[0], 1, column[1], 1, MANY), 0,
                     0.15,
                     SAY("correlation of shape codes %d and %d",
                         "корреляция кодов формы %d и %d"),
                     j, j % SHAPE + 1);
    }
}

/* Pictures of nothing. */
static dataset some_pictures(void)
{
    dataset d = dataset_alloc(SOME, 1, DIGIT_SIDE, DIGIT_SIDE);
    gsl_rng *rng = rng_at(45, RNG_SAMPLE, 2);
    for (int i = 0; i < SOME * DIGIT_SIZE; i++)
        d.pixels[i] = (unsigned char)gsl_rng_uniform_int(rng, 256);
    gsl_rng_free(rng);
    return d;
}

static void check_new(void)
{
    static real codes[MANY * CODES], others[MANY * CODES], appearance[SOME];
    dataset d = some_pictures();
    shape_vae m = small();
    double mean = 0;
    evaluate_pictures(m.x, m.appearance, &d, appearance);
    for (int i = 0; i < SOME; i++)
        mean += (double)appearance[i] / SOME;
    new_codes(&m, &d, MANY, 1, codes);
    new_codes(&m, &d, MANY, 2, others);
    for (int i = 0; i < MANY; i++)
        expect_close((double)codes[i * CODES], mean, 1e-5,
                     SAY("appearance of new picture %d",
                         "внешний вид нового изображения %d"),
                     i);
    ask_shapes(codes);
    take(codes, 1, column[0]);
    take(others, 1, column[1]);
    expect_close(gsl_stats_correlation(column[0], 1, column[1], 1, MANY), 0,
                 0.15,
                 SAY("correlation of two seeds", "корреляция двух зёрен"));
    graph_free(m.g);
    dataset_free(&d);
}

/* ---- trained on threes -------------------------------------------------- */

enum { TRAIN = 800, TEST = 200, SHOWN = 6, HERE = 32 };

static const double variance = 0.02;

/* New pictures against reconstructions: how far from what people wrote? */
static void ask_pictures(const shape_vae *m, const split *data)
{
    static real codes[TEST * CODES], drawn[TEST * DIGIT_SIZE];
    static real again[TEST * DIGIT_SIZE], warps[TEST * 2 * DIGIT_SIZE];
    new_codes(m, &data->train, TEST, 7, codes);
    evaluate_rows(m->codes, m->y, codes, TEST, drawn);
    evaluate_rows(m->codes, m->warp.whole, codes, TEST, warps);
    evaluate_pictures(m->x, m->y, &data->test, again);
    digits_show(drawn, SHOWN);
    double new_ones = nearest_distance(&data->train, drawn, TEST);
    double old_ones = nearest_distance(&data->train, again, TEST);
    int folded = 0;
    for (int i = 0; i < TEST; i++)
        folded += folded_cells(warps + i * 2 * DIGIT_SIZE, DIGIT_SIDE,
                               DIGIT_SIDE) > 0;
    exercise_note(SAY("error to the nearest training picture: new ones %.4f, "
                      "reconstructions %.4f; new warps with a fold: %d of %d",
                      "ошибка до ближайшего обучающего изображения: новые "
                      "%.4f, восстановленные %.4f; новых деформаций со "
                      "складкой %d из %d"),
                  new_ones, old_ones, folded, TEST);
    expect(new_ones < 1.4 * old_ones, SAY("farther", "дальше"),
           SAY("about as near as reconstructions",
               "примерно так же близко, как восстановленные"),
           SAY("new pictures, %s", "новые изображения, %s"), data->spec);
}

static void check_trained(void)
{
    char got[32];
    split data = digits(3, TRAIN, TEST);
    shape_vae m = shape_vae_alloc(
        variance, (warp_weights){.smooth = 0.04, .bias = 0.02}, HERE, 1);
    digits_train(m.x, m.loss, &data.train, 25, 4e-3, 1);
    double mse = evaluate_mean(m.x, m.mse, &data.test);
    double loss = evaluate_noisy(m.x, m.loss, &data.test, 5);
    exercise_note(SAY("trained: error %.4f, loss %.4f",
                      "после обучения: ошибка %.4f, функция потерь %.4f"),
                  mse, loss);
    snprintf(got, sizeof got, "%.4f", mse);
    expect(mse < 0.03, got, SAY("less than 0.03", "меньше 0.03"),
           SAY("error of test digits, %s", "ошибка тестовых цифр, %s"),
           data.spec);
    ask_pictures(&m, &data);
    graph_free(m.g);
    split_free(&data);
}

#define CODE "common/op_gaussian.c: Codes that are distributions"
#define PRICE "common/op_gaussian.c: The price of a code"

static const check checks[] = {
    {"sizes of the nodes", "размеры узлов", check_sizes,
     "common/graph.h: The graph"},
    {"the shape is drawn, the appearance is not",
     "форма выбирается случайно, внешний вид - нет", check_codes, CODE},
    {"the loss", "функция потерь", check_loss, PRICE},
    {"the codes of new pictures", "коды новых изображений", check_new, CODE},
    {"new threes", "новые тройки", check_trained,
     "common/deformation.c: From a code to a warp"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
