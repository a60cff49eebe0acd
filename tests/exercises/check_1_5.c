// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_1_5.h"

#include "adam.h"
#include "digits.h"
#include "fail.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 11, CODES = 3, BATCH = 5 };

static const double sd = 0.5;

/* ---- the model ---------------------------------------------------------- */

static void draw(real *x, size_t n, uint64_t which)
{
    gsl_rng *rng = rng_at(8, RNG_SAMPLE, which);
    for (size_t i = 0; i < n; i++)
        x[i] = (real)gsl_rng_uniform(rng);
    gsl_rng_free(rng);
}

/* A small model with random pictures and noise. */
static denoiser small(void)
{
    denoiser m = denoiser_alloc(SIZE, CODES, BATCH, 2);
    expect(m.x && m.noise && m.z && m.y && m.loss,
           SAY("one of them is missing", "одного из них нет"),
           "x, noise, z, y, loss", SAY("the nodes", "узлы"));
    draw(m.x->value, node_count(m.x, BATCH), 1);
    draw(m.noise->value, node_count(m.noise, BATCH), 2);
    return m;
}

/* By how much node `to` changes when the value of node `from` does. */
static double change(denoiser *m, const node *from, node *to)
{
    double before[SIZE * BATCH], sum = 0;
    const real *value = graph_run(NULL, to, BATCH);
    for (size_t i = 0; i < node_count(to, BATCH); i++)
        before[i] = (double)value[i];
    draw(from->value, node_count(from, BATCH), 77);
    value = graph_run(NULL, to, BATCH);
    for (size_t i = 0; i < node_count(to, BATCH); i++)
        sum += fabs((double)value[i] - before[i]);
    draw(m->x->value, node_count(m->x, BATCH), 1);
    draw(m->noise->value, node_count(m->noise, BATCH), 2);
    return sum;
}

static void check_shapes(void)
{
    denoiser m = small();
    expect_close(m.x->size, SIZE, 0, SAY("size of x", "размер x"));
    expect_close(m.noise->size, SIZE, 0, SAY("size of noise", "размер noise"));
    expect_close(m.z->size, CODES, 0, SAY("size of z", "размер z"));
    expect_close(m.y->size, SIZE, 0, SAY("size of y", "размер y"));
    graph_run(NULL, m.y, BATCH);
    for (int i = 0; i < SIZE * BATCH; i++)
        expect(m.y->value[i] > 0 && m.y->value[i] < 1,
               SAY("a number outside", "число вне промежутка"),
               SAY("between 0 and 1", "от 0 до 1"),
               SAY("reconstruction, number %d", "восстановленное, число %d"),
               i);
    graph_free(m.g);
}

static void check_input(void)
{
    denoiser m = small();
    const char *still = SAY("the code stays the same", "код не меняется"),
               *moves = SAY("the code changes", "код меняется");
    expect(change(&m, m.x, m.z) > 1e-3, still, moves,
           SAY("other pictures", "другие изображения"));
    expect(change(&m, m.noise, m.z) > 1e-3, still, moves,
           SAY("other noise", "другой шум"));
    graph_free(m.g);
}

static void check_target(void)
{
    denoiser m = small();
    double expected = 0;
    graph_run(NULL, m.loss, BATCH);
    for (int i = 0; i < SIZE * BATCH; i++)
        expected += gsl_pow_2((double)m.y->value[i] - (double)m.x->value[i]);
    expected /= SIZE * BATCH;
    expect_close((double)m.loss->value[0], expected, 1e-5,
                 SAY("the loss, with noise at the input",
                     "функция потерь при шуме на входе"));
    graph_free(m.g);
}

/* ---- the noise ---------------------------------------------------------- */

enum { PIXELS = 150, PICTURES = 40, MANY = PIXELS * PICTURES };

static void noise_of(denoiser *m, uint64_t step, double *out)
{
    denoiser_corrupt(m, PICTURES, 0.3, step);
    for (int i = 0; i < MANY; i++)
        out[i] = (double)m->noise->value[i];
}

/* Correlation of a[i] and b[i], of numbers with mean 0. */
static double likeness(const double *a, const double *b, int n)
{
    double ab = 0, aa = 0, bb = 0;
    for (int i = 0; i < n; i++) {
        ab += a[i] * b[i];
        aa += a[i] * a[i];
        bb += b[i] * b[i];
    }
    return aa > 0 && bb > 0 ? ab / sqrt(aa * bb) : 1;
}

static void check_moments(void)
{
    static double a[MANY];
    double sum = 0, square = 0, far = 0;
    denoiser m = denoiser_alloc(PIXELS, CODES, PICTURES, 2);
    noise_of(&m, 5, a);
    for (int i = 0; i < MANY; i++) {
        sum += a[i];
        square += a[i] * a[i];
        far += fabs(a[i]) > 0.6;
    }
    expect_close(sum / MANY, 0, 0.02, SAY("mean", "среднее"));
    expect_close(sqrt(square / MANY), 0.3, 0.015,
                 SAY("standard deviation", "стандартное отклонение"));
    expect_close(far / MANY, 0.0455, 0.013,
                 SAY("share beyond two deviations (a Gaussian has 0.0455)",
                     "доля дальше двух отклонений (у гауссовой 0.0455)"));
    graph_free(m.g);
}

static void check_fresh(void)
{
    static double a[MANY], b[MANY];
    denoiser m = denoiser_alloc(PIXELS, CODES, PICTURES, 2);
    noise_of(&m, 5, a);
    noise_of(&m, 6, b);
    expect_close(likeness(a, b, MANY), 0, 0.1,
                 SAY("correlation of two steps", "корреляция двух шагов"));
    expect_close(likeness(a, a + PIXELS, MANY - PIXELS), 0, 0.1,
                 SAY("correlation of neighbouring pictures",
                     "корреляция соседних изображений"));
    expect_close(likeness(a, a + 1, MANY - 1), 0, 0.1,
                 SAY("correlation of neighbouring pixels",
                     "корреляция соседних пикселов"));
    noise_of(&m, 5, b);
    for (int i = 0; i < MANY; i++)
        expect_close(b[i], a[i], 0,
                     SAY("the same step again, number %d",
                         "тот же шаг ещё раз, число %d"),
                     i);
    graph_free(m.g);
}

/* ---- trained on digits -------------------------------------------------- */

enum { TRAIN = 2000, TEST = 1630, HERE = 50, TRAINED_CODES = 8, ROUNDS = 12 };

static split data;
static denoiser noisy, classic;

static denoiser trained(double deviation)
{
    denoiser m = denoiser_alloc(DIGIT_SIZE, TRAINED_CODES, HERE, 1);
    adam a = adam_alloc(m.g->parameters);
    int order[TRAIN], steps = data.train.n / HERE;
    for (int s = 0; s < ROUNDS * steps; s++) {
        if (s % steps == 0) {
            gsl_rng *rng = rng_at(1, RNG_SHUFFLE, (uint64_t)(s / steps));
            rng_shuffle(rng, order, data.train.n);
            gsl_rng_free(rng);
        }
        dataset_batch(&data.train, order + s % steps * HERE, HERE, m.x->value);
        denoiser_corrupt(&m, HERE, deviation, (uint64_t)s);
        graph_run(NULL, m.loss, HERE);
        graph_backward(m.loss, HERE);
        adam_step(&a, m.g->theta, m.g->grad,
                  4e-3 * (1 - (double)s / (ROUNDS * steps)));
    }
    adam_free(&a);
    return m;
}

/* Our own noise for pictures first .. first+n-1. */
static void disturb(denoiser *m, int first, int n, double deviation)
{
    gsl_rng *rng = rng_at(99, RNG_NOISE, (uint64_t)first);
    for (size_t i = 0; i < node_count(m->noise, n); i++)
        m->noise->value[i] = (real)gsl_ran_gaussian(rng, deviation);
    gsl_rng_free(rng);
}

static double error(denoiser *m, double deviation)
{
    double total = 0;
    for (int first = 0; first < data.test.n; first += HERE) {
        int n = GSL_MIN(HERE, data.test.n - first);
        dataset_rows(&data.test, first, n, m->x->value);
        disturb(m, first, n, deviation);
        total += n * (double)graph_run(NULL, m->loss, n)[0];
    }
    return total / data.test.n;
}

static void check_trained(void)
{
    data = digits(ANY_DIGIT, TRAIN, TEST);
    noisy = trained(sd);
    classic = trained(0);
    char got[64], expected[64];
    double other = error(&classic, sd), ours = error(&noisy, sd);
    snprintf(got, sizeof got, "%.4f", ours);
    snprintf(expected, sizeof expected,
             SAY("less than 0.8 times %.4f", "меньше 0.8 от %.4f"), other);
    expect(ours < 0.8 * other, got, expected,
           SAY("error on noisy pictures, against the classic one's",
               "ошибка на зашумлённых изображениях, против классического"));
    exercise_note(
        SAY("error on noisy pictures: denoising %.4f, classic %.4f",
            "ошибка на зашумлённых: удаляющий шум %.4f, классический %.4f"),
        ours, other);
    exercise_note(
        SAY("error on clean pictures: denoising %.4f, classic %.4f",
            "ошибка на чистых: удаляющий шум %.4f, классический %.4f"),
        error(&noisy, 0), error(&classic, 0));
}

/* ---- the map of codes --------------------------------------------------- */

static double shift(denoiser *m)
{
    size_t numbers = (size_t)data.test.n * TRAINED_CODES;
    double *clean = must_calloc(numbers, sizeof *clean), moved = 0, spread = 0;
    double mean[TRAINED_CODES] = {0};
    for (int first = 0; first < data.test.n; first += HERE) {
        int n = GSL_MIN(HERE, data.test.n - first);
        double *z = clean + first * TRAINED_CODES;
        dataset_rows(&data.test, first, n, m->x->value);
        disturb(m, first, n, 0);
        graph_run(NULL, m->z, n);
        for (int i = 0; i < n * TRAINED_CODES; i++) {
            z[i] = (double)m->z->value[i];
            mean[i % TRAINED_CODES] += z[i] / data.test.n;
        }
        disturb(m, first, n, sd);
        graph_run(NULL, m->z, n);
        for (int i = 0; i < n * TRAINED_CODES; i++)
            moved += gsl_pow_2((double)m->z->value[i] - z[i]);
    }
    for (size_t i = 0; i < numbers; i++)
        spread += gsl_pow_2(clean[i] - mean[i % TRAINED_CODES]);
    free(clean);
    return moved / spread;
}

static void check_shift(void)
{
    denoiser *models[] = {&classic, &noisy};
    const char *names[] = {
        SAY("the classic autoencoder", "классический автокодер"),
        SAY("the denoising autoencoder", "автокодер, удаляющий шум")};
    for (int i = 0; i < 2; i++) {
        double expected = shift(models[i]);
        disturb(models[i], 0, HERE, 3);
        double got = denoiser_shift(models[i], &data.test, sd);
        expect_close(got, expected, 0.15 * expected, "%s", names[i]);
        exercise_note(SAY("codes move by %.3f of their spread: %s",
                          "коды сдвигаются на %.3f своего разброса: %s"),
                      got, names[i]);
    }
    /* 7 pictures, less than a batch: the noise is that of few numbers */
    dataset few = dataset_cut(&data.test, 7);
    split all = {.train = data.test, .test = few, .spec = NULL};
    double large = denoiser_shift(&noisy, &few, 1e-3);
    expect(large > 0 && large < 1e-2, SAY("no such number", "не то число"),
           SAY("a very small positive number", "малое положительное число"),
           SAY("seven pictures, next to no noise",
               "семь изображений, почти без шума"));
    data.test = (dataset){0};
    split_free(&all);
    split_free(&data);
    graph_free(noisy.g);
    graph_free(classic.g);
}

#define MODEL "chapters/01_autoencoder/model.c: The autoencoder"
#define CHANCE "common/rng.h: Randomness by counters"
#define CODE_SPACE "common/holes.c: Why it is no generator"

static const check checks[] = {
    {"sizes of the nodes", "размеры узлов", check_shapes, MODEL},
    {"what the encoder sees", "что видит кодер", check_input,
     "common/graph.h: The graph"},
    {"what the loss asks for", "чего требует функция потерь", check_target,
     "common/op_loss.c: Losses"},
    {"the noise is Gaussian", "шум гауссов", check_moments, CHANCE},
    {"the noise is fresh, and repeatable", "шум каждый раз новый и повторимый",
     check_fresh, CHANCE},
    {"trained, it removes noise", "обученный, он удаляет шум", check_trained,
     MODEL},
    {"how far the codes move", "насколько сдвигаются коды", check_shift,
     CODE_SPACE},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
