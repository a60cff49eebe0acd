// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_4_2.h"

#include "op_activation.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_sample.h"
#include "rng.h"
#include "slopes.h"

#include <math.h>
#include <string.h>

/* Sizes that cannot be mistaken for each other: of the texture, and of the
 * picture that is looked up. The batch has room for more than is run. */
enum { CHANNELS = 3, HEIGHT = 4, WIDTH = 6, HIGH = 5, WIDE = 7 };
enum { TEXTURE = CHANNELS * HEIGHT * WIDTH, AREA = HIGH * WIDE };
enum { BATCH = 4, PICTURES = 3, OUT = CHANNELS * AREA };

static const real step = R(1e-5); /* of central differences */

/* Two inputs, looked up by the student's node and by the engine's. */
typedef struct {
    graph *g;
    node *t, *c, *y, *right;
} model;

static double uniform(gsl_rng *rng, double low, double high)
{
    return low + (high - low) * gsl_rng_uniform(rng);
}

static void draw(real *x, size_t n, uint64_t purpose)
{
    gsl_rng *rng = rng_at(15, RNG_SAMPLE, purpose);
    for (size_t i = 0; i < n; i++)
        x[i] = R(uniform(rng, -1.2, 1.9));
    gsl_rng_free(rng);
}

/* Positions between pixels, where there is no kink: all inside the outermost
 * centres, or also up to two pixels beyond them. */
static void draw_positions(real *c, int pictures, bool beyond)
{
    gsl_rng *rng = rng_at(16, RNG_SAMPLE, beyond);
    for (int i = 0; i < pictures * 2 * AREA; i++) {
        int last = (i / AREA % 2 ? HEIGHT : WIDTH) - 1;
        int most = beyond ? last + 3 : last;
        double whole = floor(uniform(rng, 0, most)) - (beyond ? 2 : 0);
        c[i] = R(whole + uniform(rng, 0.03, 0.97));
    }
    gsl_rng_free(rng);
}

static model model_run(bool beyond)
{
    model m = {.g = graph_alloc()};
    m.t = shaped(input(m.g, TEXTURE), CHANNELS, HEIGHT, WIDTH);
    m.c = shaped(input(m.g, 2 * AREA), 2, HIGH, WIDE);
    m.y = looked_up(m.t, m.c);
    m.right = sample(m.t, m.c);
    graph_bind(m.g, BATCH, 1);
    draw(m.t->value, node_count(m.t, BATCH), 1);
    draw_positions(m.c->value, BATCH, beyond);
    graph_run(NULL, m.right, BATCH);
    m.y->op->forward(m.y, BATCH);
    draw(m.y->grad, node_count(m.y, BATCH), 2);
    return m;
}

static void check_forward(void)
{
    model m = model_run(true);
    m.c->value[0] = R(-1e9);
    m.c->value[1] = R(1e9);
    graph_run(NULL, m.right, PICTURES);
    m.y->op->forward(m.y, PICTURES);
    for (int i = 0; i < PICTURES * OUT; i++)
        expect_close((double)m.y->value[i], (double)m.right->value[i], 1e-12,
                     SAY("what was here already, number %d",
                         "то, что уже было написано, число %d"),
                     i);
    graph_free(m.g);
}

/* The sum that the backward pass differentiates, by the engine's sampler. */
static double total(const model *m)
{
    double sum = 0;
    graph_run(NULL, m->right, PICTURES);
    for (size_t i = 0; i < node_count(m->y, PICTURES); i++)
        sum += (double)m->right->value[i] * (double)m->y->grad[i];
    return sum;
}

static double slope(const model *m, real *at)
{
    const real here = *at;
    *at = here + step;
    double right = total(m);
    *at = here - step;
    double left = total(m);
    *at = here;
    return (right - left) / (2 * (double)step);
}

static void ask_texture(bool beyond)
{
    enum { COUNT = BATCH * TEXTURE };
    model m = model_run(beyond);
    double slopes[COUNT] = {0};
    for (int i = 0; i < PICTURES * TEXTURE; i++)
        slopes[i] = slope(&m, m.t->value + i);
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < COUNT; i++)
        expect_close((double)m.t->grad[i], slopes[i], 1e-7,
                     SAY("picture %d of %d, channel %d, row %d, column %d of a "
                         "texture of %d x %d",
                         "изображение %d из %d, канал %d, строка %d, столбец "
                         "%d текстуры %d x %d"),
                     i / TEXTURE, PICTURES, i / (HEIGHT * WIDTH) % CHANNELS,
                     i / WIDTH % HEIGHT, i % WIDTH, HEIGHT, WIDTH);
    graph_free(m.g);
}

static void ask_positions(bool beyond)
{
    enum { COUNT = BATCH * 2 * AREA };
    model m = model_run(beyond);
    double slopes[COUNT] = {0};
    for (int i = 0; i < PICTURES * 2 * AREA; i++)
        slopes[i] = slope(&m, m.c->value + i);
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < COUNT; i++) {
        const real *c = m.c->value + i / (2 * AREA) * 2 * AREA + i % AREA;
        expect_close((double)m.c->grad[i], slopes[i], 1e-7,
                     SAY("by %s, picture %d of %d, at column %.2f, row %.2f of "
                         "a texture of %d x %d",
                         "по %s, изображение %d из %d, столбец %.2f, строка "
                         "%.2f текстуры %d x %d"),
                     i / AREA % 2 ? "c_y" : "c_x", i / (2 * AREA), PICTURES,
                     (double)c[0], (double)c[AREA], HEIGHT, WIDTH);
    }
    graph_free(m.g);
}

static void check_texture(void)
{
    ask_texture(false);
}

static void check_positions(void)
{
    ask_positions(false);
}

static void check_border(void)
{
    ask_texture(true);
    ask_positions(true);
}

static void check_added(void)
{
    model m = model_run(true);
    node *inputs[] = {m.t, m.c};
    const char *names[] = {SAY("texture", "текстуры"),
                           SAY("positions", "положений")};
    for (int k = 0; k < 2; k++) {
        double expected[PICTURES * TEXTURE];
        int count = PICTURES * inputs[k]->size;
        memset(inputs[k]->grad, 0, sizeof(real) * (size_t)count);
        m.y->op->backward(m.y, PICTURES);
        for (int i = 0; i < count; i++)
            expected[i] = (double)inputs[k]->grad[i];
        draw(inputs[k]->grad, (size_t)count, 9);
        for (int i = 0; i < count; i++)
            expected[i] += (double)inputs[k]->grad[i];
        m.y->op->backward(m.y, PICTURES);
        for (int i = 0; i < count; i++)
            expect_close((double)inputs[k]->grad[i], expected[i], 1e-12,
                         SAY("gradient of the %s, number %d, where there was "
                             "something before",
                             "градиент %s, число %d: там уже что-то было"),
                         names[k], i);
    }
    graph_free(m.g);
}

/* Texture and positions come from one code. */
static void check_whole(void)
{
    graph *g = graph_alloc();
    node *x = input(g, OUT), *z = tanh_(dense(x, 2));
    node *t = shaped(dense(z, TEXTURE), CHANNELS, HEIGHT, WIDTH);
    node *c = shaped(dense(z, 2 * AREA), 2, HIGH, WIDE);
    node *loss = mean_squared_loss(looked_up(t, c), x);
    graph_bind(g, BATCH, 5);
    draw(x->value, node_count(x, BATCH), 4);
    draw_positions(c->theta + node_weight_count(c), 1, false);
    expect_gradient(loss, PICTURES, step, 1e-6);
    graph_free(g);
}

#define SAMPLER "common/op_sample.c: The sampler"
#define BACK "common/graph.c: Backwards"

static const check checks[] = {
    {"the forward pass is as it was", "прямой проход не изменился",
     check_forward, SAMPLER},
    {"the gradient of the texture", "градиент текстуры", check_texture,
     SAMPLER},
    {"the gradient of the positions", "градиент положений", check_positions,
     SAMPLER},
    {"at the border and beyond", "у края и за ним", check_border, SAMPLER},
    {"gradients are added", "градиенты прибавляются", check_added, BACK},
    {"texture and positions from one code",
     "текстура и положения из одного кода", check_whole, BACK},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
