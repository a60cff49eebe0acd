// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_5_1.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_class.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_sample.h"
#include "op_slice.h"
#include "op_warp.h"
#include "rng.h"
#include "slopes.h"

#include <math.h>
#include <string.h>

/* The batch has room for more pictures than are run; the last of those that are
 * has no label. */
enum { CLASSES = 4, BATCH = 6, PICTURES = 5, NUMBERS = CLASSES + 1 };

static const int labels[BATCH] = {2, 0, 3, 2, -1, 1};

static void draw(real *x, size_t n, double size, uint64_t purpose)
{
    gsl_rng *rng = rng_at(51, RNG_SAMPLE, purpose);
    for (size_t i = 0; i < n; i++)
        x[i] = R(size * (2.7 * gsl_rng_uniform(rng) - 1.2));
    gsl_rng_free(rng);
}

static void set_labels(node *label)
{
    memset(label->value, 0, node_count(label, BATCH) * sizeof(real));
    for (int b = 0; b < BATCH; b++)
        if (labels[b] >= 0)
            label->value[b * CLASSES + labels[b]] = 1;
}

/* ---- the node alone ----------------------------------------------------- */

typedef struct {
    graph *g;
    node *a, *label, *y;
    node *p; /* the same by the engine */
} model;

static model model_run(double size)
{
    model m = {.g = graph_alloc()};
    m.a = input(m.g, CLASSES);
    m.label = input(m.g, CLASSES);
    m.y = classified(m.a, m.label);
    m.p = softmax(m.a);
    graph_bind(m.g, BATCH, 1);
    draw(m.a->value, node_count(m.a, BATCH), size, 1);
    set_labels(m.label);
    graph_run(NULL, m.p, BATCH);
    m.y->op->forward(m.y, BATCH);
    return m;
}

static void check_forward(void)
{
    model m = model_run(1.5);
    for (int i = 0; i < BATCH * NUMBERS; i++) {
        int b = i / NUMBERS, j = i % NUMBERS;
        const real *p = m.p->value + b * CLASSES;
        double right = j < CLASSES     ? (double)p[j]
                       : labels[b] < 0 ? 0
                                       : -log((double)p[labels[b]]);
        expect_close((double)m.y->value[i], right, 1e-9,
                     SAY("what was here already, number %d of picture %d",
                         "то, что уже было написано: число %d изображения %d"),
                     j, b);
    }
    graph_free(m.g);
}

/* With gradients from the decoders, from the loss, or from both. */
static void ask(bool decoders, bool loss, const char *who)
{
    model m = model_run(1.5);
    double slopes[BATCH * CLASSES] = {0};
    draw(m.y->grad, node_count(m.y, BATCH), 1, 2);
    for (int i = 0; i < BATCH * NUMBERS; i++)
        if (!(i % NUMBERS < CLASSES ? decoders : loss))
            m.y->grad[i] = 0;
    for (int i = 0; i < PICTURES * CLASSES; i++)
        slopes[i] = slope_of(m.y, PICTURES, m.a->value + i, R(1e-5));
    m.y->op->forward(m.y, BATCH);
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < BATCH * CLASSES; i++) {
        int b = i / CLASSES;
        expect_close((double)m.a->grad[i], slopes[i], 1e-7,
                     SAY("gradients from %s; picture %d of %d (label %d), "
                         "logit %d",
                         "градиенты от %s; изображение %d из %d (метка %d), "
                         "логит %d"),
                     who, b, PICTURES, labels[b], i % CLASSES);
    }
    graph_free(m.g);
}

static void check_loss(void)
{
    ask(false, true, SAY("the loss", "функции потерь"));
}

static void check_decoders(void)
{
    ask(true, false, SAY("the decoders", "декодеров"));
}

static void check_both(void)
{
    ask(true, true, SAY("both", "всех"));
}

static void check_added(void)
{
    model m = model_run(0.7);
    double expected[PICTURES * CLASSES];
    draw(m.y->grad, node_count(m.y, BATCH), 1, 3);
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < PICTURES * CLASSES; i++)
        expected[i] = (double)m.a->grad[i];
    draw(m.a->grad, PICTURES * CLASSES, 1, 9);
    for (int i = 0; i < PICTURES * CLASSES; i++)
        expected[i] += (double)m.a->grad[i];
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < PICTURES * CLASSES; i++)
        expect_close((double)m.a->grad[i], expected[i], 1e-12,
                     SAY("number %d, where there was something before",
                         "число %d: там уже что-то было"),
                     i);
    graph_free(m.g);
}

/* ---- with two decoders -------------------------------------------------- */

enum { HIGH = 3, WIDE = 4, PIXELS = HIGH * WIDE };

/* An encoder, a template and a warp that both depend on the class, and the loss
 * of the classifier, weighed. */
static node *whole(graph *g, node **x, node **label)
{
    *x = input(g, PIXELS);
    *label = input(g, CLASSES);
    node *y = classified(dense(tanh_(dense(*x, 5)), CLASSES), *label);
    node *p = slice(y, 0, CLASSES);
    node *texture = shaped(sigmoid(dense(p, PIXELS)), 1, HIGH, WIDE);
    node *logits = shaped(dense(p, 2 * PIXELS), 2, HIGH, WIDE);
    node *warp = integrate(increments(logits, 3));
    node *error = mean_squared_loss(sample(texture, warp), *x);
    node *zero = scale(slice(y, CLASSES, 1), 0);
    return add(error,
               scale(mean_squared_loss(slice(y, CLASSES, 1), zero), 0.3));
}

static void check_whole(void)
{
    node *x, *label;
    graph *g = graph_alloc();
    node *loss = whole(g, &x, &label);
    graph_bind(g, BATCH, 5);
    draw(x->value, node_count(x, BATCH), 0.5, 4);
    set_labels(label);
    expect_gradient(loss, PICTURES, R(1e-5), 1e-7);
    graph_free(g);
}

#define CLASSIFIER "common/op_class.c: Classes"

static const check checks[] = {
    {"the forward pass is as it was", "прямой проход не изменился",
     check_forward, CLASSIFIER},
    {"what the loss says", "что говорит функция потерь", check_loss,
     CLASSIFIER},
    {"what the decoders say", "что говорят декодеры", check_decoders,
     CLASSIFIER},
    {"all together", "все вместе", check_both, CLASSIFIER},
    {"gradients are added", "градиенты прибавляются", check_added,
     "common/graph.c: Backwards"},
    {"a model with two decoders and a loss",
     "модель с двумя декодерами и функцией потерь", check_whole,
     "common/deforming.c: The deforming autoencoder"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
