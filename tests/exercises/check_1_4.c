// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_1_4.h"

#include "rng.h"

#include <math.h>
#include <stdlib.h>

enum { COUNT = 5 };

typedef struct {
    optimiser o;
    double m[COUNT], v[COUNT], theta[COUNT], grad[COUNT];
} trial;

static trial *trial_alloc(void)
{
    trial *t = calloc(1, sizeof *t);
    if (!t)
        abort();
    t->o =
        (optimiser){.count = COUNT, .old1 = 1, .old2 = 1, .m = t->m, .v = t->v};
    return t;
}

/* The textbook: sums over all gradients so far, with their weights. */
static double textbook(const double *g, const double *beta1,
                       const double *beta2, int steps, double rate)
{
    double m = 0, v = 0, all1 = 0, all2 = 0, keep1 = 1, keep2 = 1;
    for (int t = steps - 1; t >= 0; t--) {
        m += keep1 * (1 - beta1[t]) * g[t];
        v += keep2 * (1 - beta2[t]) * g[t] * g[t];
        all1 += keep1 * (1 - beta1[t]);
        all2 += keep2 * (1 - beta2[t]);
        keep1 *= beta1[t];
        keep2 *= beta2[t];
    }
    return -rate * (m / all1) / (sqrt(v / all2) + 1e-8);
}

static void check_first(void)
{
    const double g[COUNT] = {3.1, 1e-4, -20.7, -2e-3, 0.37};
    trial *t = trial_alloc();
    for (int i = 0; i < COUNT; i++)
        t->grad[i] = g[i];
    optimiser_step(&t->o, t->theta, t->grad, 0.0173, 0.9, 0.999);
    for (int i = 0; i < COUNT; i++)
        expect_close(t->theta[i], -0.0173 * g[i] / (fabs(g[i]) + 1e-8), 1e-12,
                     SAY("first step, rate 0.0173, gradient %g",
                         "первый шаг, скорость 0.0173, градиент %g"),
                     g[i]);
    for (int i = 0; i < COUNT; i++)
        expect_close(t->grad[i], 0, 0,
                     SAY("gradient %d after the step", "градиент %d после "
                                                       "шага"),
                     i);
    free(t);
}

/* Runs `steps` random gradients of the given size; beta(t) are the betas. */
static void compare(int steps, double size, void (*betas)(int, double *))
{
    enum { MOST = 40 };
    double g[COUNT][MOST], beta1[MOST], beta2[MOST], before[COUNT];
    trial *t = trial_alloc();
    gsl_rng *rng = rng_at(4, RNG_SAMPLE, (uint64_t)steps);
    for (int s = 0; s < steps; s++) {
        double beta[2];
        betas(s + 1, beta);
        beta1[s] = beta[0], beta2[s] = beta[1];
        t->o.epoch = s / 7;
        for (int i = 0; i < COUNT; i++) {
            before[i] = t->theta[i];
            t->grad[i] = g[i][s] = size * (2 * gsl_rng_uniform(rng) - 0.7);
        }
        optimiser_step(&t->o, t->theta, t->grad, 0.023, beta[0], beta[1]);
        for (int i = 0; i < COUNT; i++)
            expect_close(t->theta[i] - before[i],
                         textbook(g[i], beta1, beta2, s + 1, 0.023), 1e-10,
                         SAY("step %d of parameter %d", "шаг %d параметра %d"),
                         s + 1, i);
    }
    gsl_rng_free(rng);
    free(t);
}

static void usual(int t, double *beta)
{
    (void)t;
    beta[0] = 0.9, beta[1] = 0.999;
}

static void changing(int t, double *beta)
{
    beta[0] = 0.5 + 0.4 * t / (t + 3.0);
    beta[1] = 1 - pow(t + 1, -0.8);
}

static void check_usual(void)
{
    compare(30, 1.3, usual);
}

static void check_changing(void)
{
    compare(30, 1.3, changing);
}

static void check_tiny(void)
{
    compare(10, 3e-8, usual);
}

static void check_two(void)
{
    trial *a = trial_alloc(), *b = trial_alloc();
    for (int s = 0; s < 8; s++) {
        double before = b->theta[0];
        a->grad[0] = b->grad[0] = 0.3;
        optimiser_step(&a->o, a->theta, a->grad, 0.01, 0.9, 0.999);
        optimiser_step(&b->o, b->theta, b->grad, 0.01, 0.9, 0.999);
        expect_close(b->theta[0] - before, -0.01, 1e-8,
                     SAY("step %d of the second of two optimisers",
                         "шаг %d второго из двух оптимизаторов"),
                     s + 1);
    }
    free(a);
    free(b);
}

static void check_lengths(void)
{
    const double g[] = {0.37, 2e-7, 0};
    double with[FIRST], without[FIRST];
    for (int i = 0; i < 3; i++) {
        double m = 0, v = 0;
        first_lengths(g[i], 0.004, with, without);
        for (int t = 0; t < FIRST; t++) {
            m = 0.9 * m + 0.1 * g[i];
            v = 0.999 * v + 0.001 * g[i] * g[i];
            expect_close(with[t], 0.004 * g[i] / (g[i] + 1e-8), 1e-9,
                         SAY("corrected, step %d, gradient %g",
                             "с поправкой, шаг %d, градиент %g"),
                         t + 1, g[i]);
            expect_close(without[t], 0.004 * m / (sqrt(v) + 1e-8), 1e-9,
                         SAY("uncorrected, step %d, gradient %g",
                             "без поправки, шаг %d, градиент %g"),
                         t + 1, g[i]);
        }
    }
    first_lengths(1, 1, with, without);
    exercise_note(
        SAY("lengths of the first ten steps, in units of the rate",
            "длины первых десяти шагов в единицах скорости обучения"));
    exercise_note(SAY("corrected   %.2f %.2f %.2f %.2f ... %.2f",
                      "с поправкой  %.2f %.2f %.2f %.2f ... %.2f"),
                  with[0], with[1], with[2], with[3], with[9]);
    exercise_note(SAY("uncorrected %.2f %.2f %.2f %.2f ... %.2f",
                      "без поправки %.2f %.2f %.2f %.2f ... %.2f"),
                  without[0], without[1], without[2], without[3], without[9]);
}

#define ADAM "common/adam.c: Adam"

static const check checks[] = {
    {"the first step", "первый шаг", check_first, ADAM},
    {"thirty steps with constant betas", "тридцать шагов с постоянными beta",
     check_usual, ADAM},
    {"gradients as small as epsilon", "градиенты величиной с эпсилон",
     check_tiny, ADAM},
    {"betas that change", "меняющиеся beta", check_changing, ADAM},
    {"two optimisers at a time", "два оптимизатора сразу", check_two, ADAM},
    {"the lengths of the first ten steps", "длины первых десяти шагов",
     check_lengths, ADAM},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
