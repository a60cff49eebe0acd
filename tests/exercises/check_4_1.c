// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_4_1.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_warp.h"
#include "rng.h"
#include "slopes.h"

#include <stdio.h>
#include <time.h>

/* Sizes that cannot be mistaken for each other. The batch has room for more
 * pictures than are run. */
enum { CHANNELS = 3, HEIGHT = 4, WIDTH = 5, BATCH = 7, PICTURES = 6 };
enum { SIZE = CHANNELS * HEIGHT * WIDTH };

static void draw(real *x, size_t n, uint64_t purpose)
{
    gsl_rng *rng = rng_at(14, RNG_SAMPLE, purpose);
    for (size_t i = 0; i < n; i++)
        x[i] = R(2.9 * gsl_rng_uniform(rng) - 1.3);
    gsl_rng_free(rng);
}

/* ---- a node alone ------------------------------------------------------- */

typedef struct {
    graph *g;
    node *x, *y;
} model;

static model model_alloc(int channels, int height, int width, int batch)
{
    model m = {.g = graph_alloc()};
    m.x = input(m.g, channels * height * width);
    shaped(m.x, channels, height, width);
    m.y = running_sums(m.x, -0.7);
    graph_bind(m.g, batch, 1);
    return m;
}

/* With random numbers everywhere, run forwards. */
static model model_run(void)
{
    model m = model_alloc(CHANNELS, HEIGHT, WIDTH, BATCH);
    draw(m.x->value, node_count(m.x, BATCH), 1);
    m.y->op->forward(m.y, BATCH);
    draw(m.y->grad, node_count(m.y, BATCH), 2);
    return m;
}

/* One row of four steps: the loss looks at one place of the sum. */
static void check_one(void)
{
    enum { STEPS = 4 };
    for (int looked_at = 0; looked_at < STEPS; looked_at++) {
        model m = model_alloc(1, 1, STEPS, 1);
        m.y->grad[looked_at] = 1;
        m.y->op->backward(m.y, 1);
        for (int k = 0; k < STEPS; k++)
            expect_close((double)m.x->grad[k], k <= looked_at ? 1 : 0, 1e-12,
                         SAY("a row of 4 steps, a loss that is W[%d]: the "
                             "gradient of step %d",
                             "строка из 4 шагов, функция потерь равна W[%d]: "
                             "градиент шага %d"),
                         looked_at, k);
        graph_free(m.g);
    }
}

static void check_maps(void)
{
    model m = model_run();
    double slopes[BATCH * SIZE] = {0};
    for (int i = 0; i < PICTURES * SIZE; i++)
        slopes[i] = slope_of(m.y, PICTURES, m.x->value + i, R(1e-4));
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < BATCH * SIZE; i++)
        expect_close((double)m.x->grad[i], slopes[i], 1e-8,
                     SAY("picture %d of %d, channel %d, row %d, column %d",
                         "изображение %d из %d, канал %d, строка %d, столбец "
                         "%d"),
                     i / SIZE, PICTURES, i / (HEIGHT * WIDTH) % CHANNELS,
                     i / WIDTH % HEIGHT, i % WIDTH);
    graph_free(m.g);
}

static void check_added(void)
{
    model m = model_run();
    double expected[PICTURES * SIZE];
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < PICTURES * SIZE; i++)
        expected[i] = (double)m.x->grad[i];
    draw(m.x->grad, PICTURES * SIZE, 3);
    for (int i = 0; i < PICTURES * SIZE; i++)
        expected[i] += (double)m.x->grad[i];
    draw(m.y->grad, node_count(m.y, BATCH), 2);
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < PICTURES * SIZE; i++)
        expect_close((double)m.x->grad[i], expected[i], 1e-12,
                     SAY("number %d, where there was something before",
                         "число %d: там уже что-то было"),
                     i);
    graph_free(m.g);
}

/* ---- in a network ------------------------------------------------------- */

/* The sums have two users; steps come from positive increments. */
static void check_whole(void)
{
    enum { PIXELS = 2 * HEIGHT * WIDTH };
    graph *g = graph_alloc();
    node *x = input(g, PIXELS);
    node *logits = shaped(dense(tanh_(dense(x, 3)), PIXELS), 2, HEIGHT, WIDTH);
    node *sums = running_sums(increments(logits, 3), -1);
    node *loss = mean_squared_loss(add(sums, multiply(sums, sums)), x);
    graph_bind(g, BATCH, 5);
    draw(x->value, node_count(x, BATCH), 4);
    expect_gradient(loss, PICTURES, R(1e-5), 2e-6);
    graph_free(g);
}

/* Seconds of processor time of the faster of some runs. */
static double seconds(const model *m, void (*pass)(const node *, int))
{
    double best = 1e30;
    for (int k = 0; k < 5; k++) {
        clock_t begun = clock();
        pass(m->y, 1);
        double took = (double)(clock() - begun) / CLOCKS_PER_SEC;
        best = took < best ? took : best;
    }
    return best;
}

/* One long row: if each step had a sum of its own, backwards would take
 * thousands of times as long as forwards. */
static void check_time(void)
{
    enum { LONG = 8000 };
    model m = model_alloc(1, 1, LONG, 1);
    double forth = seconds(&m, m.y->op->forward);
    double back = seconds(&m, m.y->op->backward);
    char got[32];
    snprintf(got, sizeof got, "%.6f", back);
    expect(back < 100 * forth + 1e-3, got,
           SAY("about as long as forwards", "примерно как прямой проход"),
           SAY("seconds for a row of %d steps (forwards %.6f)",
               "секунд на строку из %d шагов (прямой проход %.6f)"),
           LONG, forth);
    graph_free(m.g);
}

#define SUMS "common/op_warp.c: Increments, and the warp that they add up to"
#define BACK "common/graph.c: Backwards"

static const check checks[] = {
    {"one row of four steps", "одна строка из четырёх шагов", check_one, SUMS},
    {"maps of several pictures", "карты нескольких изображений", check_maps,
     SUMS},
    {"gradients are added", "градиенты прибавляются", check_added, BACK},
    {"steps that a network predicts", "шаги, которые предсказывает сеть",
     check_whole, BACK},
    {"one pass over the numbers", "один проход по числам", check_time, SUMS},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
