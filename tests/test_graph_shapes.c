// SPDX-License-Identifier: GPL-3.0-or-later
/* What is said of a node after it was made: its shape, its first weights, and
 * which input takes the labels. */
#include "check.h"

#include "graph.h"
#include "op_dense.h"

static void weights_start_at_zero_where_asked_for(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = input(g, 31), *drawn = dense(x, 7), *zero = dense(x, 7);
    assert_ptr_equal(from_zero(zero), zero);
    graph_bind(g, 2, 23);
    for (size_t i = 0; i < node_parameter_count(zero); i++)
        CHECK_CLOSE(zero->theta[i], 0, 0);
    assert_true(fabs((double)drawn->theta[3]) > 0);
    graph_free(g);
}

static void a_node_has_the_shape_that_is_said(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = input(g, 24);
    assert_int_equal(x->shape[0], 24);
    assert_ptr_equal(shaped(x, 2, 3, 4), x);
    for (int d = 0; d < 3; d++)
        assert_int_equal(x->shape[d], 2 + d);
    assert_int_equal(x->size, 24);
    assert_null(g->label);
    const node *label = label_input(g, 5);
    assert_ptr_equal(g->label, label);
    assert_int_equal(label->size, 5);
    graph_free(g);
}

enum { wrong_shape, flat_shape, two_labels, WRONG };

static void misuse(void *how)
{
    graph *g = graph_alloc();
    node *x = input(g, 2);
    switch (*(int *)how) {
    case wrong_shape:
        shaped(x, 1, 3, 1);
        break;
    case flat_shape:
        shaped(x, -1, -2, 1);
        break;
    case two_labels:
        label_input(g, 3);
        label_input(g, 3);
        break;
    }
}

static void misuse_stops_the_program(void **state)
{
    (void)state;
    const char *text[WRONG] = {"does not hold", "does not hold",
                               "an input already"};
    for (int how = 0; how < WRONG; how++)
        CHECK_STOPS(misuse, &how, text[how]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(weights_start_at_zero_where_asked_for),
        cmocka_unit_test(a_node_has_the_shape_that_is_said),
        cmocka_unit_test(misuse_stops_the_program),
    };
    return RUN_TESTS(tests);
}
