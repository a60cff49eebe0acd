// SPDX-License-Identifier: GPL-3.0-or-later
#include "ex_1_1.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_loss.h"
#include "rng.h"
#include "slopes.h"

#include <string.h>

/* Sizes that cannot be mistaken for each other. The batch has room for more
 * pictures than are run. */
enum { PIXELS = 7, CODES = 3, BATCH = 6, PICTURES = 4 };

typedef struct {
    graph *g;
    node *x, *layer, *z, *y;
} model;

static void draw(real *x, size_t n, uint64_t purpose)
{
    gsl_rng *rng = rng_at(11, RNG_SAMPLE, purpose);
    for (size_t i = 0; i < n; i++)
        x[i] = R(2.7 * gsl_rng_uniform(rng) - 1.3);
    gsl_rng_free(rng);
}

/* x -> layer -> z -> borrowed, run forwards, with a random gradient of y. */
static model model_run(void)
{
    model m = {.g = graph_alloc()};
    m.x = input(m.g, PIXELS);
    m.layer = dense(m.x, CODES);
    m.z = tanh_(m.layer);
    m.y = borrowed(m.z, m.layer);
    graph_bind(m.g, BATCH, 3);
    draw(m.y->theta, PIXELS, 0);
    draw(m.x->value, node_count(m.x, BATCH), 1);
    graph_run(NULL, m.y, BATCH);
    draw(m.y->grad, node_count(m.y, BATCH), 2);
    return m;
}

static void check_biases(void)
{
    model m = model_run();
    m.y->op->backward(m.y, PICTURES);
    for (int i = 0; i < PIXELS; i++)
        expect_close((double)m.y->dtheta[i],
                     slope_of(m.y, PICTURES, m.y->theta + i, R(1e-5)), 1e-7,
                     SAY("bias %d", "смещение %d"), i);
    graph_free(m.g);
}

static void check_weights(void)
{
    model m = model_run();
    m.y->op->backward(m.y, PICTURES);
    for (int k = 0; k < CODES; k++)
        for (int i = 0; i < PIXELS; i++)
            expect_close((double)m.layer->dtheta[k * PIXELS + i],
                         slope_of(m.y, PICTURES,
                                  m.layer->theta + k * PIXELS + i, R(1e-5)),
                         1e-7, SAY("code %d, pixel %d", "код %d, пиксел %d"), k,
                         i);
    graph_free(m.g);
}

static void check_codes(void)
{
    model m = model_run();
    m.y->op->backward(m.y, PICTURES);
    for (int b = 0; b < BATCH; b++)
        for (int k = 0; k < CODES; k++)
            expect_close(
                (double)m.z->grad[b * CODES + k],
                b < PICTURES ? slope_of(m.y, PICTURES,
                                        m.z->value + b * CODES + k, R(1e-5))
                             : 0,
                1e-7, SAY("picture %d, code %d", "изображение %d, код %d"), b,
                k);
    graph_free(m.g);
}

/* Three gradients run twice must be twice as large. */
static void check_added(void)
{
    model m = model_run();
    struct {
        const char *name;
        real *grad;
        int count;
    } parts[] = {{"c", m.y->dtheta, PIXELS},
                 {"W", m.layer->dtheta, CODES * PIXELS},
                 {"z", m.z->grad, PICTURES * CODES}};
    double once[CODES * PIXELS];
    for (int p = 0; p < 3; p++) {
        memset(parts[p].grad, 0, (size_t)parts[p].count * sizeof(real));
        m.y->op->backward(m.y, PICTURES);
        for (int i = 0; i < parts[p].count; i++)
            once[i] = (double)parts[p].grad[i];
        draw(parts[p].grad, (size_t)parts[p].count, 9);
        for (int i = 0; i < parts[p].count; i++)
            once[i] += (double)parts[p].grad[i];
        m.y->op->backward(m.y, PICTURES);
        for (int i = 0; i < parts[p].count; i++)
            expect_close((double)parts[p].grad[i], once[i], 1e-12,
                         SAY("gradient of %s, number %d, where there was "
                             "something before",
                             "градиент %s, число %d: там уже что-то было"),
                         parts[p].name, i);
    }
    graph_free(m.g);
}

/* Encoder and two decoders share one matrix; the code is used twice. */
static void check_whole(void)
{
    graph *g = graph_alloc();
    node *x = input(g, PIXELS), *layer = dense(x, CODES), *z = tanh_(layer);
    node *once = borrowed(z, layer), *again = borrowed(scale(z, 0.7), layer);
    node *loss = mean_squared_loss(multiply(once, again), x);
    graph_bind(g, BATCH, 5);
    draw(x->value, node_count(x, BATCH), 4);
    expect_gradient(loss, PICTURES, R(1e-5), 1e-8);
    graph_free(g);
}

#define LAYER "common/op_dense.c: The dense layer"

static const check checks[] = {
    {"the gradient of the biases", "градиент смещений", check_biases, LAYER},
    {"the gradient of the borrowed weights", "градиент чужих весов",
     check_weights, LAYER},
    {"the gradient of the codes", "градиент кодов", check_codes, LAYER},
    {"gradients are added", "градиенты прибавляются", check_added,
     "common/graph.c: Backwards"},
    {"an autoencoder whose encoder and two decoders share one matrix",
     "автокодер, у которого кодер и два декодера делят одну матрицу",
     check_whole, "common/graph.c: Backwards"},
};

int main(void)
{
    return RUN_CHECKS(checks);
}
