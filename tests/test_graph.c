// SPDX-License-Identifier: GPL-3.0-or-later
/* The graph: what is computed, when, from which memory, and how it looks. */
#include "check.h"

#include "graph.h"
#include "noise.h"
#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_conv.h"
#include "op_dense.h"
#include "op_loss.h"
#include "op_slice.h"

#include <gsl/gsl_statistics_float.h>
#include <malloc.h>
#include <stdlib.h>
#include <string.h>

/* ---- an operation that counts its calls ---------------------------------- */

static int forwards[32], backwards[32], pictures[32];

static void counted_forward(const node *y, int n)
{
    forwards[y->index]++;
    pictures[y->index] = n;
    for (size_t i = 0; i < node_count(y, n); i++)
        y->value[i] = y->in[0]->value[i];
}

static void counted_backward(const node *y, int n)
{
    backwards[y->index]++;
    for (size_t i = 0; i < node_count(y, n); i++)
        y->in[0]->grad[i] += y->grad[i];
}

static const operation counted_op = {"counted", counted_forward,
                                     counted_backward};

static node *counted(node *x)
{
    return node_new(&counted_op, x, NULL, x->size);
}

static void count_from_zero(void)
{
    memset(forwards, 0, sizeof forwards);
    memset(backwards, 0, sizeof backwards);
}

/* An autoencoder with a counter on its way in, at its code, and on its way
 * out, and a node that nothing needs. */
typedef struct {
    graph *g;
    node *x, *in, *z, *code, *out, *y, *loss, *idle;
} model;

static model model_alloc(int batch, uint64_t seed)
{
    model m = {.g = graph_alloc()};
    graph_block(m.g, "picture");
    m.x = named(input(m.g, 9), "x");
    graph_block(m.g, "encoder");
    m.in = counted(dense(m.x, 7));
    m.z = named(dense(relu(m.in), 3), "z");
    m.code = counted(m.z);
    graph_block(m.g, "decoder");
    m.out = counted(dense(m.code, 9));
    m.y = named(sigmoid(m.out), "y");
    m.idle = counted(dense(m.code, 2));
    graph_block(m.g, "loss");
    m.loss = named(mean_squared_loss(m.y, m.x), "mse");
    graph_bind(m.g, batch, seed);
    noise(m.x->value, node_count(m.x, batch), 5);
    return m;
}

static void a_run_computes_what_is_wanted_and_nothing_else(void **state)
{
    (void)state;
    model m = model_alloc(4, 1);
    count_from_zero();
    assert_ptr_equal(graph_run(NULL, m.z, 3), m.z->value);
    assert_int_equal(forwards[m.in->index], 1);
    assert_int_equal(pictures[m.in->index], 3);
    assert_int_equal(forwards[m.code->index], 0);
    graph_run(NULL, m.loss, 4);
    assert_int_equal(forwards[m.in->index], 2);
    assert_int_equal(forwards[m.code->index], 1);
    assert_int_equal(forwards[m.out->index], 1);
    assert_int_equal(forwards[m.idle->index], 0);
    graph_free(m.g);
}

static void a_code_is_decoded_without_the_encoder(void **state)
{
    (void)state;
    model m = model_alloc(4, 1);
    real code[6], expected[18];
    noise(code, 6, 31);
    count_from_zero();
    memcpy(m.z->value, code, sizeof code);
    memcpy(expected, graph_run(m.z, m.y, 2), sizeof expected);
    assert_int_equal(forwards[m.in->index], 0);
    assert_int_equal(forwards[m.code->index], 1);
    assert_int_equal(forwards[m.out->index], 1);
    assert_memory_equal(m.z->value, code, sizeof code);
    /* The same by hand, from the node behind it. */
    memcpy(m.code->value, code, sizeof code);
    assert_memory_equal(graph_run(m.code, m.y, 2), expected, sizeof expected);
    assert_int_equal(forwards[m.code->index], 1);
    graph_free(m.g);
}

static void a_node_run_from_itself_is_left_alone(void **state)
{
    (void)state;
    model m = model_alloc(4, 1);
    real code[3];
    noise(code, 3, 32);
    count_from_zero();
    memcpy(m.code->value, code, sizeof code);
    assert_memory_equal(graph_run(m.code, m.code, 1), code, sizeof code);
    assert_int_equal(forwards[m.code->index], 0);
    graph_free(m.g);
}

static void backwards_goes_only_where_a_parameter_is(void **state)
{
    (void)state;
    model m = model_alloc(4, 1);
    count_from_zero();
    graph_run(NULL, m.loss, 4);
    graph_backward(m.loss, 4);
    assert_int_equal(backwards[m.in->index], 1);
    assert_int_equal(backwards[m.code->index], 1);
    assert_int_equal(backwards[m.out->index], 1);
    assert_int_equal(backwards[m.idle->index], 0);
    assert_false(m.x->needs_grad);
    assert_true(m.in->needs_grad && m.loss->needs_grad);
    for (size_t i = 0; i < node_parameter_count(m.idle->in[0]); i++)
        CHECK_CLOSE(m.idle->in[0]->dtheta[i], 0, 0);
    graph_free(m.g);
}

static void pictures_do_not_know_of_each_other(void **state)
{
    (void)state;
    enum { BATCH = 6 };
    model m = model_alloc(BATCH, 3);
    real x[9 * BATCH], all[9 * BATCH];
    memcpy(x, m.x->value, sizeof x);
    memcpy(all, graph_run(NULL, m.y, BATCH), sizeof all);
    for (int n = 1; n < BATCH; n++) {
        const real *some = graph_run(NULL, m.y, n);
        for (int i = 0; i < 9 * n; i++)
            CHECK_CLOSE(some[i], all[i], 1e-6);
        CHECK_CLOSE(m.y->value[9 * n], all[9 * n], 0); /* untouched */
    }
    for (int b = 0; b < BATCH; b++) {
        memcpy(m.x->value, x + 9 * b, 9 * sizeof *x);
        const real *one = graph_run(NULL, m.y, 1);
        for (int i = 0; i < 9; i++)
            CHECK_CLOSE(one[i], all[9 * b + i], 1e-6);
    }
    graph_free(m.g);
}

static void scalars_change_without_a_new_graph(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = input(g, 2), *s = scale(x, 2.31), *l = leaky_relu(x, 0.37);
    graph_bind(g, 1, 1);
    x->value[0] = R(-1.73);
    CHECK_CLOSE(graph_run(NULL, s, 1)[0], -1.73 * 2.31, 1e-6);
    s->scalar = R(-0.519);
    l->scalar = R(0.111);
    CHECK_CLOSE(graph_run(NULL, s, 1)[0], 1.73 * 0.519, 1e-6);
    CHECK_CLOSE(graph_run(NULL, l, 1)[0], -1.73 * 0.111, 1e-6);
    graph_free(g);
}

/* ---- the first weights ----------------------------------------------------*/

static void the_same_seed_gives_the_same_weights(void **state)
{
    (void)state;
    model a = model_alloc(4, 17), b = model_alloc(9, 17),
          c = model_alloc(4, 18);
    assert_int_equal(a.g->parameters, b.g->parameters);
    assert_memory_equal(a.g->theta, b.g->theta, a.g->parameters * sizeof(real));
    const node *y = a.in->in[0], *z = c.in->in[0];
    for (size_t i = 0; i < node_weight_count(y); i++)
        assert_true(fabs((double)(y->theta[i] - z->theta[i])) > 0);
    graph_free(a.g);
    graph_free(b.g);
    graph_free(c.g);
}

/* Mean 0 and the variance asked for, within five standard errors; rows of
 * weights differ. */
static void weights_of(const node *y, double variance)
{
    size_t count = node_weight_count(y);
    double error = sqrt(variance / (double)count);
    CHECK_CLOSE(gsl_stats_float_mean(y->theta, 1, count), 0, 5 * error);
    CHECK_CLOSE(gsl_stats_float_variance(y->theta, 1, count) / variance, 1,
                5 * sqrt(2 / (double)count));
    assert_true(fabs((double)(y->theta[0] - y->theta[y->weight[1]])) > 0);
    for (int i = 0; i < y->biases; i++)
        CHECK_CLOSE(y->theta[count + (size_t)i], 0, 0);
}

static void first_weights_have_the_variance_of_the_papers(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = input(g, 331);
    node *glorot = dense(x, 97), *he = dense(x, 97), *leaky = dense(x, 97);
    node *linear = dense(x, 97);
    tanh_(glorot);
    relu(he);
    leaky_relu(leaky, 0.1);
    graph_bind(g, 2, 23);
    weights_of(glorot, 2.0 / (331 + 97));
    weights_of(linear, 2.0 / (331 + 97));
    weights_of(he, 2.0 / 331);
    weights_of(leaky, 2.0 / 331);
    assert_memory_not_equal(glorot->theta, linear->theta, 97 * 331);
    graph_free(g);
}

static void kernels_have_the_variance_of_their_true_fan(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = shaped(input(g, 40 * 12 * 10), 40, 12, 10);
    node *down = conv(x, 60, 4, 2, 1), *bent = conv(x, 60, 4, 2, 1);
    node *up = conv_transposed(x, 60, 4, 2, 1);
    node *bent_up = conv_transposed(x, 60, 4, 2, 1);
    relu(bent);
    leaky_relu(bent_up, 0.1);
    graph_bind(g, 2, 23);
    weights_of(down, 2.0 / (40 * 16 + 60 * 16 / 4.0));
    weights_of(bent, 2.0 / (40 * 16));
    weights_of(up, 2.0 / (40 * 16 / 4.0 + 60 * 16));
    weights_of(bent_up, 2.0 / (40 * 16 / 4.0));
    graph_free(g);
}

/* ---- memory -------------------------------------------------------------- */

static void every_slice_is_aligned_and_none_overlap(void **state)
{
    (void)state;
    model m = model_alloc(5, 1);
    const real *values = m.g->values, *theta = m.g->theta;
    for (int i = 0; i < m.g->count; i++) {
        const node *y = m.g->nodes[i];
        const real *places[] = {y->value, y->grad, y->theta, y->dtheta};
        for (int k = 0; k < 4; k++)
            assert_int_equal((uintptr_t)places[k] % 64, 0);
        assert_true(y->value >= values && y->theta >= theta);
        values = y->value + node_count(y, 5);
        theta = y->theta + node_parameter_count(y);
        assert_int_equal(y->grad - m.g->value_grads, y->value - m.g->values);
        assert_int_equal(y->dtheta - m.g->grad, y->theta - m.g->theta);
    }
    assert_true(values <= m.g->values + m.g->value_count);
    assert_true(theta <= m.g->theta + m.g->parameters);
    graph_free(m.g);
}

/* Operations take turns: the block is as large as the largest wish. */
static void operations_share_one_block_of_scratch(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *a = counted(input(g, 3)), *b = counted(a), *c = counted(b);
    a->scratch = 5000;
    b->scratch = 10000;
    c->scratch = 7000;
    graph_bind(g, 2, 1);
    assert_int_equal((uintptr_t)g->scratch % 64, 0);
    size_t numbers = malloc_usable_size(g->scratch) / sizeof(real);
    assert_in_range(numbers, 10000, 12000);
    graph_free(g);
}

static void number_by_number_means_the_same_shape(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = shaped(input(g, 30), 2, 3, 5), *y = input(g, 30);
    const node *same[] = {
        relu(x),     leaky_relu(x, 0.1), tanh_(x),       sigmoid(x), exp_(x),
        scale(x, 2), add(x, y),          multiply(x, y), x};
    for (size_t i = 0; i < sizeof same / sizeof *same; i++)
        assert_memory_equal(same[i]->shape, x->shape, sizeof x->shape);
    assert_int_equal(dense(x, 30)->shape[0], 30);
    graph_free(g);
}

static void an_empty_graph_can_be_freed(void **state)
{
    (void)state;
    graph_free(NULL);
    graph_free(graph_alloc());
}

enum {
    too_many,
    none,
    unbound,
    add_late,
    bind_twice,
    no_batch,
    backward_many,
    backward_vector,
    zero_input,
    WRONG
};

static void misuse(void *how)
{
    model m = model_alloc(4, 1);
    graph *g = graph_alloc();
    node *x = input(g, 2);
    switch (*(int *)how) {
    case too_many:
        graph_run(NULL, m.y, 5);
        break;
    case none:
        graph_run(NULL, m.y, 0);
        break;
    case unbound:
        graph_run(NULL, x, 1);
        break;
    case add_late:
        sigmoid(m.y);
        break;
    case bind_twice:
        graph_bind(m.g, 4, 1);
        break;
    case no_batch:
        graph_bind(g, 0, 1);
        break;
    case backward_many:
        graph_backward(m.loss, 5);
        break;
    case backward_vector:
        graph_backward(m.y, 4);
        break;
    case zero_input:
        input(g, 0);
        break;
    }
}

static void misuse_stops_the_program(void **state)
{
    (void)state;
    const char *text[WRONG] = {
        "more pictures",        "more pictures",        "more pictures",
        "no node can be added", "bound already",        "needs a picture",
        "more pictures",        "a loss is one number", "positive size"};
    for (int how = 0; how < WRONG; how++)
        CHECK_STOPS(misuse, &how, text[how]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_run_computes_what_is_wanted_and_nothing_else),
        cmocka_unit_test(a_code_is_decoded_without_the_encoder),
        cmocka_unit_test(a_node_run_from_itself_is_left_alone),
        cmocka_unit_test(backwards_goes_only_where_a_parameter_is),
        cmocka_unit_test(pictures_do_not_know_of_each_other),
        cmocka_unit_test(scalars_change_without_a_new_graph),
        cmocka_unit_test(the_same_seed_gives_the_same_weights),
        cmocka_unit_test(first_weights_have_the_variance_of_the_papers),
        cmocka_unit_test(kernels_have_the_variance_of_their_true_fan),
        cmocka_unit_test(every_slice_is_aligned_and_none_overlap),
        cmocka_unit_test(operations_share_one_block_of_scratch),
        cmocka_unit_test(number_by_number_means_the_same_shape),
        cmocka_unit_test(an_empty_graph_can_be_freed),
        cmocka_unit_test(misuse_stops_the_program),
    };
    return RUN_TESTS(tests);
}
