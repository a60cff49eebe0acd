// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_2_2.h"

#include "digits.h"
#include "evaluate.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "rng.h"

#include <gsl/gsl_randist.h>
#include <gsl/gsl_statistics_double.h>
#include <stdio.h>

/* ---- a model, trained on digits ----------------------------------------- */

enum { LATENT = 6, HIDDEN = 128, TRAIN = 2000, TEST = 500, HERE = 50 };

typedef struct {
    graph *g;
    node *x, *z, *y, *rec, *kl;
    double grey;     /* share of grey pixels in pictures of random codes */
    double neg_elbo; /* of test pictures */
} model;

static split data;
static model ours;

static model model_alloc(node *draw(node *, node *))
{
    model m = {.g = graph_alloc()};
    m.x = input(m.g, DIGIT_SIZE);
    node *h = leaky_relu(dense(m.x, HIDDEN), 0.1);
    node *mu = dense(h, LATENT), *logvar = dense(h, LATENT);
    m.z = draw(mu, logvar);
    node *logits = dense(leaky_relu(dense(m.z, HIDDEN), 0.1), DIGIT_SIZE);
    m.y = sigmoid(logits);
    m.rec = scale(bernoulli_loss(logits, m.x), DIGIT_SIZE);
    m.kl = sum(gaussian_kl(mu, logvar));
    return m;
}

/* Pictures of TEST codes drawn from the prior, (TEST, DIGIT_SIZE). */
static const real *pictures(const model *m)
{
    static real codes[TEST * LATENT], out[TEST * DIGIT_SIZE];
    gsl_rng *rng = rng_at(5, RNG_SAMPLE, 0);
    for (int i = 0; i < TEST * LATENT; i++)
        codes[i] = (real)gsl_ran_gaussian_ziggurat(rng, 1);
    gsl_rng_free(rng);
    evaluate_rows(m->z, m->y, codes, TEST, out);
    return out;
}

static model trained(node *draw(node *, node *))
{
    model m = model_alloc(draw);
    node *loss = add(m.rec, m.kl);
    graph_bind(m.g, HERE, 3);
    digits_train(m.x, loss, &data.train, 20, 3e-3, 1);
    m.neg_elbo = evaluate_noisy(m.x, loss, &data.test, 7);
    const real *pixels = pictures(&m);
    for (int i = 0; i < TEST * DIGIT_SIZE; i++)
        m.grey += (pixels[i] > R(0.25) && pixels[i] < R(0.75)) /
                  (double)(TEST * DIGIT_SIZE);
    return m;
}

/* Five pictures side by side, and how grey they are. */
static void show(const model *m)
{
    digits_show(pictures(m), 5);
    exercise_note(SAY("random codes, decoded: %.0f %% of the pixels are grey; "
                      "negative ELBO %.1f nats",
                      "случайные коды после декодера: серых пикселов %.0f %%; "
                      "отрицательная ELBO %.1f нат"),
                  100 * m->grey, m->neg_elbo);
}

/* ---- the noise of two nodes, in the order step, picture, code ----------- */

enum { CODES = 3, BATCH = 5, STEPS = 400, MANY = STEPS * BATCH * CODES };

static const double mus[CODES] = {0.4, -1.3, 2.2},
                    logvars[CODES] = {1.4, -2.1, -0.9};

typedef struct {
    graph *g;
    node *mu, *logvar, *z, *other, *both;
} two;

static two two_alloc(void)
{
    two t = {.g = graph_alloc()};
    t.mu = input(t.g, CODES);
    t.logvar = input(t.g, CODES);
    t.z = drawn(t.mu, t.logvar);
    t.other = drawn(t.mu, t.logvar);
    t.both = add(t.z, t.other);
    graph_bind(t.g, BATCH, 1);
    for (int i = 0; i < BATCH * CODES; i++) {
        t.mu->value[i] = R(mus[i % CODES]);
        t.logvar->value[i] = R(logvars[i % CODES]);
    }
    return t;
}

/* (z - mu) / sigma of the first or the second node. */
static void noise(bool second, uint64_t seed, double *out)
{
    two t = two_alloc();
    for (int s = 0; s < STEPS; s++) {
        graph_noise(t.g, seed, s);
        graph_run(NULL, t.both, BATCH);
        const real *z = second ? t.other->value : t.z->value;
        for (int i = 0; i < BATCH * CODES; i++)
            out[s * BATCH * CODES + i] =
                ((double)z[i] - mus[i % CODES]) / exp(logvars[i % CODES] / 2);
    }
    graph_free(t.g);
}

static void check_deviation(void)
{
    static double a[MANY];
    data = digits(ANY_DIGIT, TRAIN, TEST);
    ours = trained(drawn);
    show(&ours);
    noise(false, 1, a);
    for (int j = 0; j < CODES; j++) {
        double sigma = exp(logvars[j] / 2);
        int n = MANY / CODES;
        expect_close(mus[j] + sigma * gsl_stats_mean(a + j, CODES, (size_t)n),
                     mus[j], 0.2 * sigma,
                     SAY("mean of z for mu = %g, logvar = %g",
                         "среднее z при mu = %g, logvar = %g"),
                     mus[j], logvars[j]);
        expect_close(sigma * gsl_stats_sd(a + j, CODES, (size_t)n), sigma,
                     0.15 * sigma,
                     SAY("standard deviation of z for mu = %g, logvar = %g",
                         "стандартное отклонение z при mu = %g, logvar = %g"),
                     mus[j], logvars[j]);
    }
}

static double likeness(const double *a, const double *b, int n)
{
    return gsl_stats_correlation(a, 1, b, 1, (size_t)n);
}

static void check_own(void)
{
    static double a[MANY];
    noise(false, 1, a);
    expect_close(likeness(a, a + CODES, MANY - CODES), 0, 0.07,
                 SAY("correlation of the noise of neighbouring pictures",
                     "корреляция шума соседних изображений"));
    expect_close(likeness(a, a + 1, MANY - 1), 0, 0.07,
                 SAY("correlation of the noise of neighbouring codes",
                     "корреляция шума соседних кодов"));
    double far = 0;
    for (int i = 0; i < MANY; i++)
        far += (a[i] > 2 || a[i] < -2) / (double)MANY;
    expect_close(far, 0.0455, 0.012,
                 SAY("share beyond two deviations (a Gaussian has 0.0455)",
                     "доля дальше двух отклонений (у гауссовой 0.0455)"));
}

static void check_fresh(void)
{
    static double a[MANY], b[MANY];
    const int step = BATCH * CODES;
    noise(false, 1, a);
    expect_close(likeness(a, a + step, MANY - step), 0, 0.07,
                 SAY("correlation of two steps", "корреляция шума двух шагов"));
    noise(false, 2, b);
    expect_close(
        likeness(a, b, MANY), 0, 0.07,
        SAY("correlation of two seeds", "корреляция шума с разными зёрнами"));
    noise(true, 1, b);
    expect_close(likeness(a, b, MANY), 0, 0.07,
                 SAY("correlation of two nodes", "корреляция шума двух узлов"));
    noise(false, 1, b);
    for (int i = 0; i < MANY; i++)
        expect_close(b[i], a[i], 0,
                     SAY("the same noise again, number %d",
                         "тот же шум ещё раз, число %d"),
                     i);
    two t = two_alloc();
    graph_run(NULL, t.z, BATCH);
    for (int i = 0; i < BATCH * CODES; i++)
        expect_close((double)t.z->value[i], (double)t.mu->value[i], 0,
                     SAY("noise off: z must be mu, number %d",
                         "шум выключен: z равно mu, число %d"),
                     i);
    graph_free(t.g);
}

/* ---- backwards ---------------------------------------------------------- */

/* How z changes if all numbers of an input do; the noise stays the same. */
static void slopes(two *t, node *by, int n, double *out)
{
    const real h = R(0.01);
    for (int side = -1; side <= 1; side += 2) {
        for (int i = 0; i < BATCH * CODES; i++)
            by->value[i] += (real)side * h;
        const real *z = graph_run(NULL, t->z, n);
        for (int i = 0; i < n * CODES; i++)
            out[i] =
                (side < 0 ? 0 : out[i]) + side * (double)z[i] / (2 * (double)h);
        for (int i = 0; i < BATCH * CODES; i++)
            by->value[i] -= (real)side * h;
    }
    graph_run(NULL, t->z, n);
}

/* Gradients of an input, with a random gradient from above; something stands in
 * them before. */
static void check_slopes(bool of_mu)
{
    enum { N = BATCH - 1 };
    two t = two_alloc();
    node *by = of_mu ? t.mu : t.logvar;
    double expected[BATCH * CODES] = {0};
    graph_noise(t.g, 1, 12);
    slopes(&t, by, N, expected);
    for (int i = 0; i < BATCH * CODES; i++) {
        t.z->grad[i] = R(sin(1 + 2.3 * i));
        by->grad[i] = R(cos(2 + 1.7 * i));
        expected[i] = expected[i] * (double)t.z->grad[i] + (double)by->grad[i];
    }
    t.z->op->backward(t.z, N);
    for (int i = 0; i < BATCH * CODES; i++)
        expect_close((double)by->grad[i], expected[i], 2e-4,
                     SAY("picture %d of %d, code %d; %.4f was there before",
                         "изображение %d из %d, код %d; прежде там было %.4f"),
                     i / CODES, N, i % CODES, cos(2 + 1.7 * i));
    graph_free(t.g);
}

static void check_mu(void)
{
    check_slopes(true);
}

static void check_logvar(void)
{
    check_slopes(false);
}

static void check_trained(void)
{
    model right = trained(reparameterise);
    char got[64], expected[64];
    snprintf(got, sizeof got, SAY("%.3f, %.2f nats", "%.3f, %.2f нат"),
             ours.grey, ours.neg_elbo);
    snprintf(expected, sizeof expected,
             SAY("about %.3f, %.2f nats", "около %.3f, %.2f нат"), right.grey,
             right.neg_elbo);
    expect(fabs(ours.grey - right.grey) < 0.15 * right.grey &&
               fabs(ours.neg_elbo - right.neg_elbo) < 1.2,
           got, expected,
           SAY("share of grey pixels, negative ELBO",
               "доля серых пикселов, отрицательная ELBO"));
    graph_free(right.g);
    graph_free(ours.g);
    split_free(&data);
}

#define CODE "common/op_gaussian.c: Codes that are distributions"
#define CHANCE "common/rng.h: Randomness by counters"

static const check checks[] = {
    {"mean and deviation of a code", "среднее и отклонение кода",
     check_deviation, CODE},
    {"each picture and each code draw for themselves",
     "у каждого изображения и каждого кода свой шум", check_own, CODE},
    {"the noise is fresh, and repeatable", "шум каждый раз новый и повторимый",
     check_fresh, CHANCE},
    {"the gradient by mu", "градиент по mu", check_mu, CODE},
    {"the gradient by logvar", "градиент по logvar", check_logvar, CODE},
    {"trained, it draws digits", "обученная модель рисует цифры", check_trained,
     CODE},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
