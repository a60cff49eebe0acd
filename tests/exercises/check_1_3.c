// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_1_3.h"

#include "../../chapters/01_autoencoder/linear.h"
#include "adam.h"
#include "digits.h"
#include "fail.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_sort_int.h>
#include <gsl/gsl_vector.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { PICTURES = 2000, BATCH = 50, SEEDS = 3, NEVER = EPOCHS + 1 };

static split data;
static pca components;
static task the_task;
static finding answer;

/* ---- training, as in the chapter ---------------------------------------- */

static void one_epoch(linear *m, adam *a, int epoch, uint64_t seed)
{
    int order[PICTURES], n = data.train.n;
    gsl_rng *rng = rng_at(seed, RNG_SHUFFLE, (uint64_t)epoch);
    rng_shuffle(rng, order, n);
    gsl_rng_free(rng);
    double rate = 4e-3 * gsl_pow_2(1 - (double)epoch / EPOCHS);
    for (int first = 0; first < n; first += BATCH) {
        int here = GSL_MIN(BATCH, n - first);
        dataset_batch(&data.train, order + first, here, m->x);
        for (int i = 0; i < here * DIGIT_SIZE; i++)
            m->x[i] -= m->mean[i % DIGIT_SIZE];
        linear_forward(m, here);
        linear_backward(m, here);
        adam_step(a, m->theta, m->grad, rate);
    }
}

/* Decoders of a run; those that are there already are written over. */
static void train(int codes, uint64_t seed, gsl_matrix **decoder)
{
    size_t weights = (size_t)(DIGIT_SIZE * codes);
    linear m = linear_alloc(DIGIT_SIZE, codes, BATCH, seed);
    adam a = adam_alloc(2 * weights);
    for (int i = 0; i < DIGIT_SIZE; i++)
        m.mean[i] = (real)gsl_vector_get(components.mean, (size_t)i);
    for (int e = 0; e <= EPOCHS; e++) {
        if (e > 0)
            one_epoch(&m, &a, e - 1, seed);
        decoder[e] = gsl_matrix_alloc(DIGIT_SIZE, (size_t)codes);
        for (size_t i = 0; i < weights; i++)
            decoder[e]->data[i] = (double)m.theta[weights + i];
    }
    adam_free(&a);
    linear_free(&m);
}

static void forget(gsl_matrix **decoder)
{
    for (int e = 0; e <= EPOCHS; e++)
        gsl_matrix_free(decoder[e]);
}

/* The largest angle, in degrees, between a decoder's plane and that of PCA. */
static double largest_angle(const gsl_matrix *decoder)
{
    gsl_matrix_const_view axes = gsl_matrix_const_submatrix(
        components.axes, 0, 0, DIGIT_SIZE, decoder->size2);
    gsl_vector *angles = gsl_vector_alloc(decoder->size2);
    subspace_angles(decoder, &axes.matrix, angles);
    double largest = gsl_vector_max(angles);
    gsl_vector_free(angles);
    return largest;
}

/* The first epoch with a largest angle below `degrees`. */
static int first_below(gsl_matrix *const *decoder, double degrees)
{
    int e = 0;
    while (e <= EPOCHS && largest_angle(decoder[e]) >= degrees)
        e++;
    return e;
}

static double variance(int axis)
{
    return gsl_vector_get(components.variances, (size_t)axis);
}

/* ---- the task ----------------------------------------------------------- */

/* Sizes and seeds are tried, beginning with those the number asks for, until a
 * run gets there neither at once nor never. */
static void set_task(int student)
{
    enum { SIZES = 4, RUNS = 5 };
    the_task = (task){.digit = student % 10, .pictures = &data.train};
    for (int i = 0; i < SIZES * RUNS; i++) {
        the_task.codes = 3 + (student / 10 + i / RUNS) % SIZES;
        train(the_task.codes, (uint64_t)(student + i % RUNS), the_task.decoder);
        int epoch = first_below(the_task.decoder, 5);
        if ((epoch > 4 && epoch < EPOCHS / 2) || i + 1 == SIZES * RUNS)
            return;
        forget(the_task.decoder);
    }
}

static void check_epoch(void)
{
    data = digits(exercise_student() % 10, PICTURES, 10);
    components = pca_fit(&data.train);
    set_task(exercise_student());
    exercise_note(SAY("your task: digit %d, %d codes, %s",
                      "ваше задание: цифра %d, кодов %d, %s"),
                  the_task.digit, the_task.codes, data.spec);
    answer = measured(&the_task);
    int e = answer.epoch;
    char got[64];
    snprintf(got, sizeof got, "%d", e);
    if (e >= 0 && e <= EPOCHS)
        snprintf(got, sizeof got,
                 SAY("%d, the angle is %.1f degrees", "%d, угол %.1f градуса"),
                 e, largest_angle(the_task.decoder[e]));
    expect(
        e >= first_below(the_task.decoder, 5.15) &&
            e <= first_below(the_task.decoder, 4.85),
        got, SAY("the first where it is below 5", "первая, где он меньше 5"),
        SAY("epoch, for digit %d with %d codes", "эпоха, цифра %d, кодов %d"),
        the_task.digit, the_task.codes);
}

static void check_ratio(void)
{
    double right = variance(the_task.codes - 1) / variance(the_task.codes);
    char got[32];
    snprintf(got, sizeof got, "%.4g", answer.ratio);
    expect(fabs(answer.ratio - right) < 0.005 * right, got,
           SAY("another ratio", "другое отношение"),
           SAY("ratio of variances, digit %d, %d codes",
               "отношение дисперсий, цифра %d, кодов %d"),
           the_task.digit, the_task.codes);
}

/* ---- all sizes: the median of a few runs each --------------------------- */

static int median_epoch(int codes)
{
    int epochs[SEEDS];
    for (int s = 0; s < SEEDS; s++) {
        gsl_matrix *decoder[EPOCHS + 1];
        train(codes, (uint64_t)(100 + s), decoder);
        epochs[s] = first_below(decoder, 5);
        forget(decoder);
    }
    gsl_sort_int(epochs, 1, SEEDS);
    return epochs[SEEDS / 2];
}

/* Right is what the theory says, by difference or by ratio, within a tenth; or
 * what the runs say. */
static bool is_slow(int codes, const int *epochs)
{
    double gap = 1e30, excess = 1e30;
    int most = 0;
    for (int k = LEAST_CODES; k <= MOST_CODES; k++) {
        gap = GSL_MIN(gap, variance(k - 1) - variance(k));
        excess = GSL_MIN(excess, variance(k - 1) / variance(k) - 1);
        most = GSL_MAX(most, epochs[k]);
    }
    return variance(codes - 1) - variance(codes) <= 1.1 * gap ||
           variance(codes - 1) / variance(codes) - 1 <= 1.1 * excess ||
           epochs[codes] >= 0.9 * most;
}

static void check_slowest(void)
{
    int epochs[MOST_CODES + 1], k = answer.slowest;
    char got[32];
    snprintf(got, sizeof got, "%d", k);
    expect(k >= LEAST_CODES && k <= MOST_CODES, got,
           SAY("2, 3, ..., or 8", "2, 3, ... или 8"), "slowest");
    for (int i = LEAST_CODES; i <= MOST_CODES; i++)
        epochs[i] = median_epoch(i);
    expect(is_slow(k, epochs), got,
           SAY("one that takes longer", "то, что занимает больше"),
           SAY("the slowest of 2 .. 8 codes, digit %d (%d codes: %d epochs)",
               "самое медленное из 2 .. 8 кодов, цифра %d (кодов %d: эпох %d)"),
           the_task.digit, k, epochs[k]);
    for (int i = LEAST_CODES; i <= MOST_CODES; i++)
        exercise_note(
            SAY("%d codes: ratio %.2f, difference %.3f, %s%d epochs",
                "кодов %d: отношение %.2f, разность %.3f, эпох %s%d"),
            i, variance(i - 1) / variance(i), variance(i - 1) - variance(i),
            epochs[i] > EPOCHS ? "> " : "", GSL_MIN(epochs[i], EPOCHS));
    forget(the_task.decoder);
    pca_free(&components);
    split_free(&data);
}

#define ANGLES                                                                 \
    "chapters/01_autoencoder/linear.c: Against principal component analysis"

static const check checks[] = {
    {"the epoch of the plane", "эпоха плоскости", check_epoch, ANGLES},
    {"the ratio of two variances", "отношение двух дисперсий", check_ratio,
     "common/pca.c: Principal components"},
    {"the slowest number of codes", "самое медленное число кодов",
     check_slowest, ANGLES},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
