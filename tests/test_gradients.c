// SPDX-License-Identifier: GPL-3.0-or-later
/* Every derivative against finite differences, in double precision. */
#include "gradients.h"

#include "op_activation.h"
#include "op_arithmetic.h"
#include "op_dense.h"
#include "op_gaussian.h"
#include "op_loss.h"
#include "op_slice.h"

/* A small model: one operation on new inputs, or a function that builds it. */
typedef struct {
    node *(*one)(node *x);
    node *(*two)(node *a, node *b);
    /* v a variable, t one in (0, 1), d data without a gradient, = the first
     * input once more. */
    const char *inputs;
    node *(*whole)(graph *g);
} model;

static node *new_input(graph *g, char kind, node *first)
{
    switch (kind) {
    case 'v':
        return variable(g, 5);
    case 't':
        return named(variable(g, 5), "target");
    case 'd':
        return named(input(g, 5), "target");
    default:
        return first;
    }
}

static node *build(graph *g, const model *m)
{
    if (m->whole)
        return m->whole(g);
    node *a = new_input(g, m->inputs[0], NULL);
    return m->one ? m->one(a) : m->two(a, new_input(g, m->inputs[1], a));
}

static double model_error(const model *m)
{
    graph *g = graph_alloc();
    node *y = build(g, m);
    node *loss = y->single && y->size == 1 ? y : probe(y);
    gradient_bind(g);
    double error = gradient_error(loss);
    graph_free(g);
    return error;
}

static void pass(const model *models, size_t count)
{
    for (size_t i = 0; i < count; i++)
        CHECK_CLOSE(model_error(&models[i]), 0, 2e-8);
}

/* ---- the operations ------------------------------------------------------ */

static node *dense_3(node *x)
{
    return dense(x, 3);
}

static node *dense_1(node *x)
{
    return dense(x, 1);
}

static node *leaky(node *x)
{
    return leaky_relu(x, 0.173);
}

static node *scaled(node *x)
{
    return scale(x, -2.713);
}

static node *shifted(node *x)
{
    return shift(x, 0.618);
}

static node *sliced(node *x)
{
    return slice(x, 1, 3);
}

/* Longer behind shorter and the other way round. */
static node *joined(node *a, node *b)
{
    return concat(concat(a, slice(b, 3, 2)), slice(a, 0, 1));
}

static const model operations[] = {
    {.one = dense_3, .inputs = "v"},
    {.one = dense_1, .inputs = "v"},
    {.one = relu, .inputs = "v"},
    {.one = leaky, .inputs = "v"},
    {.one = tanh_, .inputs = "v"},
    {.one = sigmoid, .inputs = "v"},
    {.one = exp_, .inputs = "v"},
    {.one = scaled, .inputs = "v"},
    {.one = shifted, .inputs = "v"},
    {.one = sum, .inputs = "v"},
    {.one = sliced, .inputs = "v"},
    {.two = add, .inputs = "vv"},
    {.two = multiply, .inputs = "vv"},
    {.two = concat, .inputs = "vv"},
    {.two = gaussian_kl, .inputs = "vv"},
    {.two = mean_squared_loss, .inputs = "vt"},
    {.two = bernoulli_loss, .inputs = "vt"},
};

static const model same_twice[] = {
    {.two = add, .inputs = "v="},
    {.two = multiply, .inputs = "v="},
    {.two = gaussian_kl, .inputs = "v="},
    {.two = concat, .inputs = "v="},
    {.two = bernoulli_loss, .inputs = "v="},
};

static const model with_data[] = {
    {.one = dense_3, .inputs = "d"},
    {.two = add, .inputs = "vd"},
    {.two = add, .inputs = "dv"},
    {.two = multiply, .inputs = "vd"},
    {.two = multiply, .inputs = "dv"},
    {.two = concat, .inputs = "vd"},
    {.two = gaussian_kl, .inputs = "vd"},
    {.two = gaussian_kl, .inputs = "dv"},
    {.two = concat, .inputs = "dv"},
    {.two = mean_squared_loss, .inputs = "vd"},
    {.two = mean_squared_loss, .inputs = "dt"},
    {.two = bernoulli_loss, .inputs = "vd"},
    {.two = bernoulli_loss, .inputs = "dt"},
};

#define COUNT(models) (sizeof models / sizeof *models)

static void every_operation_has_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    const model lengths = {.two = joined, .inputs = "vv"};
    pass(operations, COUNT(operations));
    pass(with_data, COUNT(with_data));
    pass(&lengths, 1);
}

static node *fan_out(graph *g)
{
    node *x = variable(g, 4), *h = tanh_(dense(x, 4));
    node *s = sigmoid(h), *t = leaky_relu(h, 0.29), *u = scale(h, 1.37);
    return concat(multiply(s, t), add(multiply(u, x), dense(h, 4)));
}

static node *loss_of_itself(graph *g)
{
    node *x = variable(g, 4);
    return mean_squared_loss(sigmoid(x), x);
}

static void a_node_used_twice_receives_both_gradients(void **state)
{
    (void)state;
    const model whole[] = {{.whole = fan_out}, {.whole = loss_of_itself}};
    pass(same_twice, COUNT(same_twice));
    pass(whole, COUNT(whole));
}

static node *sum_of_losses(graph *g)
{
    node *x = variable(g, 5), *y = dense(x, 6);
    node *t = named(variable(g, 6), "target");
    node *a = mean_squared_loss(sigmoid(y), t), *b = bernoulli_loss(y, t);
    return add(scale(a, 0.613), multiply(scale(b, -1.91), a));
}

static void losses_can_be_weighted_added_and_multiplied(void **state)
{
    (void)state;
    const model m = {.whole = sum_of_losses};
    pass(&m, 1);
}

static void a_changed_scalar_changes_the_gradient(void **state)
{
    (void)state;
    node *(*const ones[])(node *) = {scaled, leaky};
    for (size_t i = 0; i < COUNT(ones); i++) {
        graph *g = graph_alloc();
        node *y = ones[i](variable(g, 5)), *loss = probe(y);
        gradient_bind(g);
        y->scalar = R(0.377);
        CHECK_CLOSE(gradient_error(loss), 0, 2e-8);
        graph_free(g);
    }
}

/* ---- += ------------------------------------------------------------------ */

static void adds(const model *m)
{
    graph *g = graph_alloc();
    node *y = build(g, m);
    gradient_bind(g);
    gradient_is_added(y);
    graph_free(g);
}

static void gradients_are_added_and_only_where_they_belong(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(operations); i++)
        adds(&operations[i]);
    for (size_t i = 0; i < COUNT(same_twice); i++)
        adds(&same_twice[i]);
    for (size_t i = 0; i < COUNT(with_data); i++)
        adds(&with_data[i]);
}

/* ---- a new operation is two functions and a constructor ------------------ */

static void cube_forward(const node *y, int n)
{
    const real *x = y->in[0]->value;
    for (size_t i = 0; i < node_count(y, n); i++)
        y->value[i] = x[i] * x[i] * x[i];
}

static void cube_backward(const node *y, int n)
{
    const real *x = y->in[0]->value;
    for (size_t i = 0; i < node_count(y, n); i++)
        y->in[0]->grad[i] += 3 * x[i] * x[i] * y->grad[i];
}

static const operation cube_op = {"cube", cube_forward, cube_backward};

static node *cube(node *x)
{
    return node_new(&cube_op, x, NULL, x->size);
}

static node *cube_1(graph *g)
{
    node *x = variable(g, 4);
    return concat(cube(dense(x, 3)), multiply(cube(x), x));
}

static void an_operation_can_be_added_outside_the_library(void **state)
{
    (void)state;
    const model m = {.whole = cube_1};
    pass(&m, 1);
}

/* ---- the check can fail -------------------------------------------------- */

static void halved_backward(const node *y, int n)
{
    const real *x = y->in[0]->value;
    for (size_t i = 0; i < node_count(y, n); i++)
        y->in[0]->grad[i] += 1.5 * x[i] * x[i] * y->grad[i];
}

static void assigned_backward(const node *y, int n)
{
    const real *x = y->in[0]->value;
    for (size_t i = 0; i < node_count(y, n); i++)
        y->in[0]->grad[i] = 3 * x[i] * x[i] * y->grad[i];
}

static void short_backward(const node *y, int n)
{
    cube_backward(y, n - 1);
}

static const operation wrong_ops[] = {
    {"halved", cube_forward, halved_backward},
    {"assigned", cube_forward, assigned_backward},
    {"short", cube_forward, short_backward},
    {"nothing", cube_forward, nothing},
};

static void wrong_derivatives_are_found(void **state)
{
    (void)state;
    for (size_t i = 0; i < COUNT(wrong_ops); i++) {
        graph *g = graph_alloc();
        node *x = variable(g, 4);
        /* The cube stands first: backwards it comes last, and `=` for `+=`
         * loses what the product has given to x. */
        node *wrong = node_new(&wrong_ops[i], x, NULL, 4);
        node *loss = probe(multiply(wrong, scale(x, 0.71)));
        gradient_bind(g);
        assert_true(gradient_error(loss) > 1e-2);
        graph_free(g);
    }
}

static node *unused_variable(graph *g)
{
    variable(g, 3);
    return sigmoid(variable(g, 3));
}

static void a_variable_without_influence_checks_nothing(void **state)
{
    (void)state;
    const model m = {.whole = unused_variable};
    assert_true(model_error(&m) > 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_operation_has_the_gradient_of_finite_differences),
        cmocka_unit_test(a_node_used_twice_receives_both_gradients),
        cmocka_unit_test(losses_can_be_weighted_added_and_multiplied),
        cmocka_unit_test(a_changed_scalar_changes_the_gradient),
        cmocka_unit_test(gradients_are_added_and_only_where_they_belong),
        cmocka_unit_test(an_operation_can_be_added_outside_the_library),
        cmocka_unit_test(wrong_derivatives_are_found),
        cmocka_unit_test(a_variable_without_influence_checks_nothing),
    };
    return RUN_TESTS(tests);
}
