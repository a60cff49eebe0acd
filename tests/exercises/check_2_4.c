// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_2_4.h"

#include "digits.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "rng.h"

#include <stdio.h>
#include <string.h>

enum { TRAIN = 2000, TEST = 800, SHOWN = 300, HERE = 50 };
enum { LATENT = 8, HIDDEN = 128 };

static task the_task;
static finding answer;
static double rec[KINDS], kl[KINDS]; /* of each model, by the engine */

enum { X, MU, LOGVAR, LOGITS, MATRICES };
static gsl_matrix *rows[KINDS][MATRICES];

/* ---- three kinds of pictures -------------------------------------------- */

static unsigned char changed(unsigned char pixel, int kind, gsl_rng *rng)
{
    if (kind == GREY)
        return pixel;
    if (kind == CUT)
        return pixel > 127 ? 255 : 0;
    return 255 * gsl_rng_uniform(rng) < pixel ? 255 : 0;
}

static dataset copy_as(int kind, const dataset *d, uint64_t seed)
{
    dataset copy = dataset_alloc(d->n, 1, DIGIT_SIDE, DIGIT_SIDE);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 0);
    for (int i = 0; i < d->n * DIGIT_SIZE; i++)
        copy.pixels[i] = changed(d->pixels[i], kind, rng);
    gsl_rng_free(rng);
    return copy;
}

/* Some of the test pictures, other ones for each number. */
static dataset some_of(const dataset *d, int student)
{
    int order[TEST];
    gsl_rng *rng = rng_at((uint64_t)student, RNG_SHUFFLE, 99);
    rng_shuffle(rng, order, d->n);
    gsl_rng_free(rng);
    return dataset_pick(d, order, d->n < SHOWN ? d->n : SHOWN);
}

/* ---- a model for each --------------------------------------------------- */

/* The values of a node for test pictures, a row each, from row `first` on. */
static void put(gsl_matrix *m, int first, const node *y, int n)
{
    for (int i = 0; i < n * y->size; i++)
        gsl_matrix_set(m, (size_t)(first + i / y->size), (size_t)(i % y->size),
                       (double)y->value[i]);
}

typedef struct {
    graph *g;
    node *shown[MATRICES], *cost, *price, *loss;
} model;

static model model_alloc(uint64_t seed)
{
    model m = {.g = graph_alloc()};
    node *x = input(m.g, DIGIT_SIZE), *h = leaky_relu(dense(x, HIDDEN), 0.1);
    node *mu = dense(h, LATENT), *logvar = dense(h, LATENT);
    h = leaky_relu(dense(reparameterise(mu, logvar), HIDDEN), 0.1);
    node *logits = dense(h, DIGIT_SIZE);
    m.cost = scale(bernoulli_loss(logits, x), DIGIT_SIZE);
    m.price = sum(gaussian_kl(mu, logvar));
    m.loss = add(m.cost, m.price);
    node *shown[MATRICES] = {x, mu, logvar, logits};
    memcpy(m.shown, shown, sizeof shown);
    graph_bind(m.g, HERE, seed);
    return m;
}

/* Fills the matrices of that kind. */
static void model_run(const model *m, int kind, const dataset *d, uint64_t seed)
{
    for (int i = 0; i < MATRICES; i++)
        rows[kind][i] =
            gsl_matrix_alloc((size_t)d->n, (size_t)m->shown[i]->size);
    for (int first = 0; first < d->n; first += HERE) {
        int n = d->n - first < HERE ? d->n - first : HERE;
        dataset_rows(d, first, n, m->shown[X]->value);
        graph_noise(m->g, seed, -1 - first);
        graph_run(NULL, m->loss, n);
        for (int i = 0; i < MATRICES; i++)
            put(rows[kind][i], first, m->shown[i], n);
        rec[kind] += (double)m->cost->value[0] * n / d->n;
        kl[kind] += (double)m->price->value[0] * n / d->n;
    }
    the_task.as[kind] = (coded){rows[kind][X], rows[kind][MU],
                                rows[kind][LOGVAR], rows[kind][LOGITS]};
}

static void set_task(int student)
{
    the_task.digit = student % 10;
    split data = digits(the_task.digit, TRAIN, TEST);
    dataset shown = some_of(&data.test, student);
    exercise_note(SAY("your task: digit %d, %d pictures, %s",
                      "ваше задание: цифра %d, изображений %d, %s"),
                  the_task.digit, shown.n, data.spec);
    for (int kind = 0; kind < KINDS; kind++) {
        dataset train = copy_as(kind, &data.train, 1);
        dataset test = copy_as(kind, &shown, (uint64_t)(2 + student));
        model m = model_alloc((uint64_t)student);
        digits_train(m.shown[X], m.loss, &train, 20, 3e-3, (uint64_t)student);
        model_run(&m, kind, &test, (uint64_t)student);
        graph_free(m.g);
        dataset_free(&train);
        dataset_free(&test);
    }
    dataset_free(&shown);
    split_free(&data);
}

/* ---- the checks --------------------------------------------------------- */

static double neg_elbo(int kind)
{
    return rec[kind] + kl[kind];
}

/* Of all pixels x: ln p where p is the probability that the pixel is x. */
static double right_entropy(void)
{
    const gsl_matrix *x = the_task.as[GREY].x;
    double sum = 0;
    for (size_t i = 0; i < x->size1 * x->size2; i++) {
        double white = x->data[i];
        if (white > 0 && white < 1)
            sum += white * log(1 / white) + (1 - white) * log(1 / (1 - white));
    }
    return sum / (double)x->size1;
}

/* Right is what differs by less than `tolerance`, relatively. The right number
 * is not told. */
static void ask(double got, double right, double tolerance, const char *what)
{
    char text[32];
    snprintf(text, sizeof text, "%.5g", got);
    expect(fabs(got - right) <= tolerance * fabs(right), text,
           SAY("another number", "другое число"),
           SAY("%s, digit %d", "%s, цифра %d"), what, the_task.digit);
}

static void check_entropy(void)
{
    set_task(exercise_student());
    answer = measured(&the_task);
    ask(answer.entropy, right_entropy(), 1e-4,
        SAY("entropy of the grey pixels", "энтропия серых пикселов"));
}

static void check_share(void)
{
    ask(answer.share, right_entropy() / neg_elbo(GREY), 1e-4,
        SAY("share of the negative ELBO", "доля отрицательной ELBO"));
}

static void check_coins(void)
{
    ask(answer.coins, rec[GREY], 0.02,
        SAY("reconstruction of tossed pictures, mean over the tosses",
            "восстановление разыгранных изображений, среднее по броскам"));
}

static void check_remains(void)
{
    const char *names[] = {SAY("grey", "серые"), SAY("tossed", "разыгранные"),
                           SAY("cut", "обрезанные")};
    for (int kind = 0; kind < KINDS; kind++)
        ask(answer.remains[kind], neg_elbo(kind) / neg_elbo(GREY), 1e-4,
            names[kind]);
    for (int kind = 0; kind < KINDS; kind++) {
        exercise_note(
            SAY("%s: negative ELBO %.2f = reconstruction %.2f + divergence "
                "%.2f; %.3f of grey",
                "%s: отрицательная ELBO %.2f = восстановление %.2f + "
                "расхождение %.2f; %.3f от серых"),
            names[kind], neg_elbo(kind), rec[kind], kl[kind],
            answer.remains[kind]);
        for (int i = 0; i < MATRICES; i++)
            gsl_matrix_free(rows[kind][i]);
    }
    exercise_note(SAY("entropy of the grey pixels: %.2f, a share of %.3f",
                      "энтропия серых пикселов: %.2f, доля %.3f"),
                  answer.entropy, answer.share);
}

#define LOSSES "common/op_loss.c: Losses"
#define PRICE "common/op_gaussian.c: The price of a code"

static const check checks[] = {
    {"the entropy of the grey pixels", "энтропия серых пикселов", check_entropy,
     LOSSES},
    {"its share of the negative ELBO", "её доля в отрицательной ELBO",
     check_share, PRICE},
    {"the cost of tossed pictures", "цена разыгранных изображений", check_coins,
     LOSSES},
    {"what remains in black and white", "что остаётся у чёрно-белых",
     check_remains, PRICE},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
