// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_5_2.h"

#include "adam.h"
#include "digits.h"
#include "rng.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

enum { HERE = 50, TRAIN = 1500, TEST = 500, EPOCHS = 15 };

static split data;

/* ---- trained ------------------------------------------------------------ */

static class_dae trained(void)
{
    static int order[TRAIN];
    class_dae m = class_dae_alloc(HERE, 1);
    adam a = adam_alloc(m.g->parameters);
    const int steps = EPOCHS * TRAIN / HERE;
    for (int s = 0; s < steps; s++) {
        int first = s * HERE % TRAIN;
        if (first == 0) {
            gsl_rng *rng = rng_at(1, RNG_SHUFFLE, (uint64_t)s);
            rng_shuffle(rng, order, TRAIN);
            gsl_rng_free(rng);
        }
        feed(&m, &data.train, order + first, HERE);
        graph_run(NULL, m.loss, HERE);
        graph_backward(m.loss, HERE);
        adam_step(&a, m.g->theta, m.g->grad,
                  5e-3 * (1 - (double)s / (double)steps));
    }
    adam_free(&a);
    return m;
}

static bool is_known(const class_dae *m, const dataset *d, int i, int b)
{
    const real *p = m->classes->value + b * CLASSES;
    int best = 0;
    for (int k = 1; k < CLASSES; k++)
        best = p[k] > p[best] ? k : best;
    return best == d->labels[i];
}

/* Share of the test pictures that are known, fed by the student's function. */
static double accuracy(const class_dae *m)
{
    int known = 0, which[HERE];
    for (int first = 0; first < TEST; first += HERE) {
        for (int b = 0; b < HERE; b++)
            which[b] = first + b;
        feed(m, &data.test, which, HERE);
        graph_run(NULL, m->classes, HERE);
        for (int b = 0; b < HERE; b++)
            known += is_known(m, &data.test, first + b, b);
    }
    return (double)known / TEST;
}

static void check_accuracy(void)
{
    data = digits(ANY_DIGIT, TRAIN, TEST);
    class_dae m = trained();
    double got = accuracy(&m);
    char text[32];
    exercise_note(SAY("accuracy on %d test digits, %s: %.3f; what is fed:",
                      "точность на %d тестовых цифрах, %s: %.3f; подаётся:"),
                  TEST, data.spec, got);
    digits_show(m.x->value, 5);
    snprintf(text, sizeof text, "%.3f", got);
    expect(got < 0.995 && got > 0.7, text,
           SAY("what such a network can know: between 0.7 and 0.995",
               "то, что может знать такая сеть: от 0.7 до 0.995"),
           SAY("accuracy", "точность"));
    graph_free(m.g);
}

/* ---- does the label have a way? ----------------------------------------- */

static void run(const class_dae *m, int shift, double *out)
{
    for (int i = 0; i < HERE * CLASSES; i++)
        m->label->value[i] = i % CLASSES == (i / CLASSES + shift) % CLASSES;
    graph_run(NULL, m->y, HERE);
    for (int i = 0; i < HERE * CLASSES; i++)
        out[i] = (double)m->classes->value[i];
    for (int i = 0; i < HERE * DIGIT_SIZE; i++)
        out[HERE * CLASSES + i] = (double)m->y->value[i];
}

static void check_path(void)
{
    enum { NUMBERS = HERE * (CLASSES + DIGIT_SIZE) };
    static double one[NUMBERS], other[NUMBERS];
    class_dae m = class_dae_alloc(HERE, 2);
    double sum = 0;
    dataset_rows(&data.test, 0, HERE, m.x->value);
    run(&m, 0, one);
    run(&m, 3, other);
    for (int i = 0; i < NUMBERS; i++)
        expect_close(other[i], one[i], 0,
                     SAY("%s of the same picture with another label, number %d",
                         "%s того же изображения с другой меткой, число %d"),
                     i < HERE * CLASSES ? "classes" : "y", i);
    for (int k = 0; k < CLASSES; k++)
        sum += one[k];
    expect_close(sum, 1, 1e-5, SAY("sum of classes", "сумма classes"));
    graph_free(m.g);
}

/* What is fed is what was asked for, pixel by pixel. */
static void check_feed(void)
{
    enum { N = 40 };
    int which[N];
    static real pixels[N * DIGIT_SIZE], row[CLASSES];
    class_dae m = class_dae_alloc(HERE, 2);
    for (int b = 0; b < N; b++)
        which[b] = (7 * b + 3) % TEST;
    dataset_batch(&data.test, which, N, pixels);
    feed(&m, &data.test, which, N);
    for (int i = 0; i < N * DIGIT_SIZE; i++)
        expect_close((double)m.x->value[i], (double)pixels[i], 1e-6,
                     SAY("pixel %d of picture %d (label %d)",
                         "пиксел %d изображения %d (метка %d)"),
                     i % DIGIT_SIZE, which[i / DIGIT_SIZE],
                     data.test.labels[which[i / DIGIT_SIZE]]);
    for (int i = 0; i < N * CLASSES; i++) {
        int b = i / CLASSES;
        dataset_one_hot(&data.test, which[b], CLASSES, row);
        expect_close((double)m.label->value[i], (double)row[i % CLASSES], 0,
                     SAY("label of picture %d, number %d",
                         "метка изображения %d, число %d"),
                     which[b], i % CLASSES);
    }
    graph_free(m.g);
    split_free(&data);
}

#define CLASSIFIER "common/op_class.c: Classes"

static const check checks[] = {
    {"an accuracy to be believed", "точность, которой можно верить",
     check_accuracy, CLASSIFIER},
    {"the answer does not depend on the label", "ответ не зависит от метки",
     check_path, "common/deforming.c: The deforming autoencoder"},
    {"pictures and labels as they are", "изображения и метки как есть",
     check_feed, CLASSIFIER},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
