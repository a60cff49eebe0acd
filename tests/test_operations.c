// SPDX-License-Identifier: GPL-3.0-or-later
/* What the operations compute, against their formulas in double. Their
 * derivatives are checked in test_gradients. */
#include "check.h"

#include "graph.h"
#include "noise.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_slice.h"

#include <string.h>

enum { BATCH = 5, N = 4, SIZE = 13, OTHER = 13, ALL = N * SIZE };

/* Two inputs, and a node made of them, for N pictures. */
typedef struct {
    graph *g;
    node *a, *b, *y;
} model;

static model inputs(int size, int other)
{
    graph *g = graph_alloc();
    return (model){g, input(g, size), input(g, other), NULL};
}

static void run(model *m, node *y)
{
    m->y = y;
    graph_bind(m->g, BATCH, 3);
    noise(m->a->value, node_count(m->a, BATCH), 11);
    noise(m->b->value, node_count(m->b, BATCH), 12);
    noise(y->theta, node_parameter_count(y), 13);
    graph_run(NULL, y, N);
}

static void activations_are_their_formulas(void **state)
{
    (void)state;
    model m = inputs(SIZE, OTHER);
    node *r = relu(m.a), *l = leaky_relu(m.a, 0.173), *s = sigmoid(m.a);
    run(&m, tanh_(m.a));
    graph_run(NULL, r, N);
    graph_run(NULL, l, N);
    graph_run(NULL, s, N);
    for (int i = 0; i < ALL; i++) {
        double x = (double)m.a->value[i];
        CHECK_CLOSE(r->value[i], x > 0 ? x : 0, 0);
        CHECK_CLOSE(l->value[i], x > 0 ? x : 0.173 * x, 1e-7);
        CHECK_CLOSE(s->value[i], 1 / (1 + exp(-x)), 2e-7);
        CHECK_CLOSE(m.y->value[i], tanh(x), 3e-7);
    }
    assert_ptr_equal(graph_run(NULL, s, 1), s->value);
    graph_free(m.g);
}

static void activations_of_huge_numbers_are_their_limits(void **state)
{
    (void)state;
    const real huge[] = {R(-3e38), R(-1e4), R(-97.3), R(97.3), R(1e4), R(3e38)};
    model m = inputs(6, 6);
    node *s = sigmoid(m.a);
    run(&m, tanh_(m.a));
    memcpy(m.a->value, huge, sizeof huge);
    graph_run(NULL, s, 1);
    graph_run(NULL, m.y, 1);
    for (int i = 0; i < 6; i++) {
        CHECK_CLOSE(s->value[i], i < 3 ? 0 : 1, 1e-37);
        CHECK_CLOSE(m.y->value[i], i < 3 ? -1 : 1, 1e-37);
    }
    graph_free(m.g);
}

static void nan_is_not_hidden(void **state)
{
    (void)state;
    model m = inputs(2, 2);
    node *nodes[] = {relu(m.a),
                     leaky_relu(m.a, 0.1),
                     tanh_(m.a),
                     sigmoid(m.a),
                     add(m.a, m.b),
                     multiply(m.b, m.a),
                     scale(m.a, 0.3),
                     slice(m.a, 1, 1),
                     shift(m.a, 0.3),
                     dense(m.a, 2),
                     mean_squared_loss(m.a, m.b),
                     concat(m.b, m.a),
                     bernoulli_loss(m.a, m.b)};
    run(&m, scale(m.a, 1));
    m.a->value[1] = NAN;
    for (size_t i = 0; i < sizeof nodes / sizeof *nodes; i++) {
        const real *y = graph_run(NULL, nodes[i], 1);
        assert_true(isnan(y[nodes[i]->size - 1]));
    }
    graph_free(m.g);
}

static void arithmetic_is_done_number_by_number(void **state)
{
    (void)state;
    model m = inputs(SIZE, SIZE);
    node *sum = add(m.a, m.b), *product = multiply(m.a, m.b);
    node *shifted = shift(m.a, -0.71);
    run(&m, scale(m.a, -1.733));
    graph_run(NULL, sum, N);
    graph_run(NULL, product, N);
    graph_run(NULL, shifted, N);
    for (int i = 0; i < ALL; i++) {
        double a = (double)m.a->value[i], b = (double)m.b->value[i];
        CHECK_CLOSE(sum->value[i], a + b, 5e-7);
        CHECK_CLOSE(product->value[i], a * b, 5e-7);
        CHECK_CLOSE(shifted->value[i], a - 0.71, 5e-7);
        CHECK_CLOSE(m.y->value[i], -1.733 * a, 5e-7);
    }
    graph_free(m.g);
}

static void a_dense_layer_is_a_product_and_a_bias(void **state)
{
    (void)state;
    model m = inputs(SIZE, 1);
    run(&m, dense(m.a, 7));
    assert_int_equal(node_weight_count(m.y), 7 * SIZE);
    assert_int_equal(node_parameter_count(m.y), 7 * SIZE + 7);
    for (int b = 0; b < N; b++)
        for (int i = 0; i < 7; i++) {
            double sum = (double)m.y->theta[7 * SIZE + i];
            for (int j = 0; j < SIZE; j++)
                sum += (double)m.y->theta[i * SIZE + j] *
                       (double)m.a->value[b * SIZE + j];
            CHECK_CLOSE(m.y->value[b * 7 + i], sum, 3e-6);
        }
    graph_free(m.g);
}

static void vectors_are_cut_and_joined(void **state)
{
    (void)state;
    model m = inputs(SIZE, 3);
    node *part = slice(m.a, 5, 7);
    run(&m, concat(part, m.b));
    assert_int_equal(m.y->size, 10);
    for (int b = 0; b < N; b++)
        for (int i = 0; i < 10; i++) {
            real from = i < 7 ? m.a->value[b * SIZE + 5 + i]
                              : m.b->value[b * 3 + i - 7];
            CHECK_CLOSE(m.y->value[b * 10 + i], from, 0);
        }
    graph_free(m.g);
}

static void a_loss_is_the_mean_of_its_terms(void **state)
{
    (void)state;
    model m = inputs(SIZE, SIZE);
    node *bernoulli = bernoulli_loss(m.a, m.b);
    run(&m, mean_squared_loss(m.a, m.b));
    noise_unit(m.b->value, ALL, 14);
    for (int n = 1; n <= N; n++) {
        double squares = 0, logs = 0;
        for (int i = 0; i < n * SIZE; i++) {
            double a = (double)m.a->value[i], x = (double)m.b->value[i];
            double s = 1 / (1 + exp(-a));
            squares += (a - x) * (a - x);
            logs -= x * log(s) + (1 - x) * log1p(-s);
        }
        CHECK_CLOSE(graph_run(NULL, m.y, n)[0], squares / n / SIZE, 1e-6);
        CHECK_CLOSE(graph_run(NULL, bernoulli, n)[0], logs / n / SIZE, 1e-6);
    }
    assert_true(m.y->single && bernoulli->single);
    graph_free(m.g);
}

/* What would be ln 0 in two steps is -a x or a (1 - x) in one. */
static void a_confident_network_has_a_finite_loss(void **state)
{
    (void)state;
    const double logits[] = {-1234.5, -97.31, 97.31, 1234.5};
    model m = inputs(1, 1);
    run(&m, bernoulli_loss(m.a, m.b));
    for (int i = 0; i < 4; i++)
        for (int k = 0; k < 3; k++) {
            double a = logits[i], x = 0.37 * k;
            m.a->value[0] = (real)a;
            m.b->value[0] = (real)x;
            CHECK_CLOSE(graph_run(NULL, m.y, 1)[0], fmax(a, 0) - a * x, 1e-4);
        }
    graph_free(m.g);
}

/* Sums in double: a million equal terms have their own mean. */
static void the_error_of_a_loss_does_not_grow_with_the_batch(void **state)
{
    (void)state;
    enum { MANY = 20000 };
    graph *g = graph_alloc();
    node *a = input(g, 50), *b = input(g, 50), *y = mean_squared_loss(a, b);
    graph_bind(g, MANY, 1);
    for (int i = 0; i < MANY * 50; i++)
        a->value[i] = R(0.3173);
    CHECK_CLOSE(graph_run(NULL, y, MANY)[0], 0.3173 * 0.3173, 5e-7);
    graph_free(g);
}

enum {
    sizes_add,
    sizes_multiply,
    sizes_mse,
    sizes_bernoulli,
    batch_add,
    batch_loss,
    slice_low,
    slice_high,
    slice_none,
    slice_overflow,
    single_concat,
    single_slice,
    single_dense,
    two_graphs,
    no_outputs,
    WRONG
};

static void build_wrong(void *how)
{
    model m = inputs(4, 5);
    node *single = mean_squared_loss(m.a, m.a), *one = slice(m.a, 0, 1);
    switch (*(int *)how) {
    case sizes_add:
        add(m.a, m.b);
        break;
    case sizes_multiply:
        multiply(m.b, m.a);
        break;
    case sizes_mse:
        mean_squared_loss(m.a, m.b);
        break;
    case sizes_bernoulli:
        bernoulli_loss(m.b, m.a);
        break;
    case batch_add:
        add(single, one);
        break;
    case batch_loss:
        mean_squared_loss(one, single);
        break;
    case slice_low:
        slice(m.a, -1, 2);
        break;
    case slice_high:
        slice(m.a, 2, 3);
        break;
    case slice_none:
        slice(m.a, 2, 0);
        break;
    case slice_overflow:
        slice(m.a, 3, 2147483647);
        break;
    case single_concat:
        concat(m.a, single);
        break;
    case single_slice:
        slice(single, 0, 1);
        break;
    case single_dense:
        dense(single, 3);
        break;
    case two_graphs:
        multiply(m.a, inputs(4, 4).a);
        break;
    case no_outputs:
        dense(m.a, 0);
        break;
    }
}

static void shapes_that_do_not_fit_stop_the_program(void **state)
{
    (void)state;
    const char *text[WRONG] = {
        "operands differ in size",
        "operands differ in size",
        "prediction and target differ",
        "prediction and target differ",
        "one has none",
        "vectors of a batch",
        "beyond the vector",
        "beyond the vector",
        "beyond the vector",
        "beyond the vector",
        "vectors of a batch",
        "vectors of a batch",
        "vectors of a batch",
        "different graphs",
        "positive size",
    };
    for (int how = 0; how < WRONG; how++)
        CHECK_STOPS(build_wrong, &how, text[how]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(activations_are_their_formulas),
        cmocka_unit_test(activations_of_huge_numbers_are_their_limits),
        cmocka_unit_test(nan_is_not_hidden),
        cmocka_unit_test(arithmetic_is_done_number_by_number),
        cmocka_unit_test(a_dense_layer_is_a_product_and_a_bias),
        cmocka_unit_test(vectors_are_cut_and_joined),
        cmocka_unit_test(a_loss_is_the_mean_of_its_terms),
        cmocka_unit_test(a_confident_network_has_a_finite_loss),
        cmocka_unit_test(the_error_of_a_loss_does_not_grow_with_the_batch),
        cmocka_unit_test(shapes_that_do_not_fit_stop_the_program),
    };
    return RUN_TESTS(tests);
}
