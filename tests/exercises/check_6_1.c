// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_6_1.h"

#include "op_activation.h"
#include "op_dense.h"
#include "op_loss.h"
#include "rng.h"

/* Sizes that cannot be mistaken for each other. The batch has room for more
 * pictures than are run. */
enum { CHANNELS = 3, HEIGHT = 4, WIDTH = 5, BATCH = 7, PICTURES = 6 };
enum { AREA = HEIGHT * WIDTH, SIZE = CHANNELS * AREA };

static void draw(real *x, size_t n, uint64_t purpose)
{
    gsl_rng *rng = rng_at(61, RNG_SAMPLE, purpose);
    for (size_t i = 0; i < n; i++)
        x[i] = R(2.9 * gsl_rng_uniform(rng) - 1.3);
    gsl_rng_free(rng);
}

/* ---- a node alone ------------------------------------------------------- */

typedef struct {
    graph *g;
    node *albedo, *shading, *y;
} model;

/* With random numbers everywhere, run forwards. */
static model model_run(void)
{
    model m = {.g = graph_alloc()};
    m.albedo = shaped(input(m.g, SIZE), CHANNELS, HEIGHT, WIDTH);
    m.shading = shaped(input(m.g, AREA), 1, HEIGHT, WIDTH);
    m.y = lit(m.albedo, m.shading);
    graph_bind(m.g, BATCH, 1);
    draw(m.albedo->value, node_count(m.albedo, BATCH), 1);
    draw(m.shading->value, node_count(m.shading, BATCH), 2);
    m.y->op->forward(m.y, BATCH);
    draw(m.y->grad, node_count(m.y, BATCH), 3);
    return m;
}

static void check_forward(void)
{
    model m = model_run();
    for (int i = 0; i < BATCH * SIZE; i++) {
        int at = i / SIZE * AREA + i % AREA;
        double right =
            (double)m.albedo->value[i] * (double)m.shading->value[at];
        expect_close((double)m.y->value[i], right, 1e-12,
                     SAY("what was here already, number %d",
                         "то, что уже было написано: число %d"),
                     i);
    }
    graph_free(m.g);
}

/* One pixel of three channels, and a loss that looks at one or at all. */
static void check_pixel(void)
{
    const double albedo[CHANNELS] = {0.5, 0.25, 2}, shading = 3;
    for (int seen = 0; seen <= CHANNELS; seen++) {
        graph *g = graph_alloc();
        node *a = shaped(input(g, CHANNELS), CHANNELS, 1, 1);
        node *s = shaped(input(g, 1), 1, 1, 1), *y = lit(a, s);
        graph_bind(g, 1, 1);
        double sum = 0;
        for (int c = 0; c < CHANNELS; c++) {
            bool heard = seen == CHANNELS || c == seen;
            a->value[c] = R(albedo[c]);
            y->grad[c] = heard;
            sum += heard ? albedo[c] : 0;
        }
        s->value[0] = R(shading);
        y->op->backward(y, 1);
        for (int c = 0; c < CHANNELS; c++)
            expect_close((double)a->grad[c], (double)y->grad[c] * shading,
                         1e-12,
                         SAY("a pixel of albedo 0.5 0.25 2 and shading 3, the "
                             "gradient of channel %d of its texture is %g: "
                             "that of the albedo",
                             "пиксел с альбедо 0.5 0.25 2 и затенением 3, "
                             "градиент канала %d его текстуры равен %g: "
                             "градиент альбедо"),
                         c, (double)y->grad[c]);
        expect_close((double)s->grad[0], sum, 1e-12,
                     SAY("a pixel of albedo 0.5 0.25 2 and shading 3, the "
                         "gradients of its texture are %g %g %g: that of the "
                         "shading",
                         "пиксел с альбедо 0.5 0.25 2 и затенением 3, "
                         "градиенты его текстуры равны %g %g %g: градиент "
                         "затенения"),
                     (double)y->grad[0], (double)y->grad[1],
                     (double)y->grad[2]);
        graph_free(g);
    }
}

/* The sum that the backward pass differentiates. */
static double total(const model *m)
{
    double sum = 0;
    m->y->op->forward(m->y, PICTURES);
    for (size_t i = 0; i < node_count(m->y, PICTURES); i++)
        sum += (double)m->y->value[i] * (double)m->y->grad[i];
    return sum;
}

static double slope(const model *m, real *at)
{
    const real h = R(1e-4), here = *at;
    *at = here + h;
    double right = total(m);
    *at = here - h;
    double left = total(m);
    *at = here;
    return (right - left) / (2 * (double)h);
}

/* The gradient of x, which is the model's albedo or its shading. */
static void ask(const model *m, node *x, const char *name)
{
    double slopes[BATCH * SIZE] = {0};
    int size = x->size;
    for (int i = 0; i < PICTURES * size; i++)
        slopes[i] = slope(m, x->value + i);
    m->y->op->forward(m->y, BATCH);
    m->y->op->backward(m->y, PICTURES);
    for (int i = 0; i < BATCH * size; i++)
        expect_close((double)x->grad[i], slopes[i], 1e-8,
                     SAY("%s: picture %d of %d, channel %d, row %d, column %d",
                         "%s: изображение %d из %d, канал %d, строка %d, "
                         "столбец %d"),
                     name, i / size, PICTURES, i % size / AREA,
                     i / WIDTH % HEIGHT, i % WIDTH);
}

static void check_albedo(void)
{
    model m = model_run();
    ask(&m, m.albedo, SAY("albedo", "альбедо"));
    graph_free(m.g);
}

static void check_shading(void)
{
    model m = model_run();
    ask(&m, m.shading, SAY("shading", "затенение"));
    graph_free(m.g);
}

/* Backwards twice, the second time onto random numbers. */
static void ask_added(const model *m, const node *x, const char *name)
{
    double expected[PICTURES * SIZE];
    int count = PICTURES * x->size;
    m->y->op->backward(m->y, PICTURES);
    for (int i = 0; i < count; i++)
        expected[i] = (double)x->grad[i];
    draw(x->grad, (size_t)count, 4);
    for (int i = 0; i < count; i++)
        expected[i] += (double)x->grad[i];
    m->y->op->backward(m->y, PICTURES);
    for (int i = 0; i < count; i++)
        expect_close((double)x->grad[i], expected[i], 1e-12,
                     SAY("%s, number %d, where there was something before",
                         "%s, число %d: там уже что-то было"),
                     name, i);
}

static void check_added(void)
{
    model m = model_run();
    ask_added(&m, m.albedo, SAY("albedo", "альбедо"));
    graph_free(m.g);
    m = model_run();
    ask_added(&m, m.shading, SAY("shading", "затенение"));
    graph_free(m.g);
}

/* ---- in a network ------------------------------------------------------- */

/* A network predicts both maps from a picture and is to give it back. */
static void check_whole(void)
{
    graph *g = graph_alloc();
    node *x = input(g, SIZE), *h = tanh_(dense(x, 4));
    node *albedo = shaped(sigmoid(dense(h, SIZE)), CHANNELS, HEIGHT, WIDTH);
    node *shading = shaped(exp_(dense(h, AREA)), 1, HEIGHT, WIDTH);
    node *loss = mean_squared_loss(lit(albedo, shading), x);
    graph_bind(g, BATCH, 5);
    draw(x->value, node_count(x, BATCH), 5);
    graph_run(NULL, loss, PICTURES);
    graph_backward(loss, PICTURES);
    for (size_t i = 0; i < g->parameters; i++) {
        const real step = R(1e-5), here = g->theta[i];
        g->theta[i] = here + step;
        double right = (double)graph_run(NULL, loss, PICTURES)[0];
        g->theta[i] = here - step;
        double left = (double)graph_run(NULL, loss, PICTURES)[0];
        g->theta[i] = here;
        expect_close((double)g->grad[i], (right - left) / (2 * (double)step),
                     2e-6, SAY("parameter %zu", "параметр %zu"), i);
    }
    graph_free(g);
}

#define SHADE "common/op_shade.c: Albedo times shading"
#define BACK "common/graph.c: Backwards"

static const check checks[] = {
    {"the forward pass is as it was", "прямой проход не изменился",
     check_forward, SHADE},
    {"one pixel", "один пиксел", check_pixel, SHADE},
    {"what the albedo receives", "что получает альбедо", check_albedo, SHADE},
    {"what the shading receives", "что получает затенение", check_shading,
     SHADE},
    {"gradients are added", "градиенты прибавляются", check_added, BACK},
    {"a network that predicts both maps", "сеть, предсказывающая обе карты",
     check_whole, BACK},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
