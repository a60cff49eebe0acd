// SPDX-License-Identifier: GPL-3.0-or-later
/* Adam against its equations. */
#include "check.h"

#include "adam.h"
#include "noise.h"

#include <stdlib.h>
#include <string.h>

/* One parameter after Kingma and Ba 2015, algorithm 1, word for word. */
typedef struct {
    double theta, m, v;
    int t;
} exact;

static void exact_step(exact *e, double g, double rate)
{
    e->t++;
    e->m = 0.9 * e->m + 0.1 * g;
    e->v = 0.999 * e->v + 0.001 * g * g;
    double mhat = e->m / (1 - pow(0.9, e->t));
    double vhat = e->v / (1 - pow(0.999, e->t));
    e->theta -= rate * mhat / (sqrt(vhat) + 1e-8);
}

static void the_first_step_has_the_length_of_the_rate(void **state)
{
    (void)state;
    const real sizes[] = {R(1.7e-4), R(-0.0331), R(2.93), R(-771.3), R(8.1e6)};
    adam a = adam_alloc(5);
    real theta[5], grad[5], before[5];
    noise(theta, 5, 1);
    memcpy(before, theta, sizeof theta);
    memcpy(grad, sizes, sizeof sizes);
    adam_step(&a, theta, grad, 0.0173);
    for (int i = 0; i < 5; i++) {
        double sign = sizes[i] > 0 ? 1 : -1;
        double eps = 1e-8 / fabs((double)sizes[i]);
        CHECK_CLOSE(before[i] - theta[i], sign * 0.0173 / (1 + eps), 3e-7);
    }
    adam_free(&a);
}

static void three_steps_by_hand(void **state)
{
    (void)state;
    const double rate[] = {0.0371, 0.0113, 0.00737};
    const double g[] = {0.5, -1.25, 2.75};
    /* m = 0.05, -0.08, 0.203; v = 0.00025, 0.00181225, 0.00937293775. With the
     * hats: 0.5 / 0.5, -0.42105263 / 0.95214405, 0.74907749 / 1.76845667 */
    const double theta[] = {1.3629, 1.36789703, 1.36477527};
    adam a = adam_alloc(1);
    real p = R(1.4), grad;
    for (int t = 0; t < 3; t++) {
        grad = (real)g[t];
        adam_step(&a, &p, &grad, rate[t]);
        CHECK_CLOSE(p, theta[t], 4e-7);
        assert_int_equal(a.step, t + 1);
    }
    CHECK_CLOSE(a.m[0], 0.203, 1e-7);
    /* 1 - 0.999 in single precision is 1.3e-5 too small. */
    CHECK_CLOSE(a.v[0] / R(0.00937293775), 1, 2e-5);
    adam_free(&a);
}

static void many_steps_follow_the_equations(void **state)
{
    (void)state;
    enum { COUNT = 37, STEPS = 300 };
    adam a = adam_alloc(COUNT);
    exact e[COUNT] = {{0}};
    real theta[COUNT], grad[COUNT];
    noise(theta, COUNT, 2);
    for (int i = 0; i < COUNT; i++)
        e[i].theta = (double)theta[i];
    for (int t = 0; t < STEPS; t++) {
        double rate = 0.0137 / (1 + 0.01 * t);
        noise(grad, COUNT, 100 + (uint64_t)t);
        for (int i = 0; i < COUNT; i++) {
            grad[i] *= (real)exp(0.5 * (i - 18));
            exact_step(&e[i], (double)grad[i], rate);
        }
        adam_step(&a, theta, grad, rate);
        for (int i = 0; i < COUNT; i++)
            CHECK_CLOSE(theta[i], e[i].theta, 2e-5);
    }
    for (int i = 0; i < COUNT; i++)
        CHECK_CLOSE(a.m[i], e[i].m, 1e-6 * exp(0.5 * (i - 18)));
    adam_free(&a);
}

static void the_gradient_is_cleared(void **state)
{
    (void)state;
    enum { COUNT = 53 };
    adam a = adam_alloc(COUNT);
    real theta[COUNT], grad[COUNT + 1];
    noise(theta, COUNT, 4);
    noise(grad, COUNT + 1, 5);
    real beyond = grad[COUNT];
    adam_step(&a, theta, grad, 0.0171);
    for (int i = 0; i < COUNT; i++)
        CHECK_CLOSE(grad[i], 0, 0);
    CHECK_CLOSE(grad[COUNT], beyond, 0);
    adam_free(&a);
}

/* The padding of the block of parameters must stay what it is. */
static void what_has_no_gradient_does_not_move(void **state)
{
    (void)state;
    adam a = adam_alloc(3);
    real theta[] = {R(0.731), 0, R(-5.97)}, grad[3];
    for (int t = 0; t < 50; t++) {
        memset(grad, 0, sizeof grad);
        grad[0] = R(1.31);
        adam_step(&a, theta, grad, 0.0171);
    }
    assert_true(theta[0] < 0);
    CHECK_CLOSE(theta[1], 0, 0);
    CHECK_CLOSE(theta[2], R(-5.97), 0);
    adam_free(&a);
}

/* The corrections come from the number of the step: later the same gradient in
 * fresh means makes a step of another length. */
static void the_bias_correction_knows_the_step(void **state)
{
    (void)state;
    adam a = adam_alloc(1);
    real theta = R(0.377), grad = R(-3.19);
    a.step = 41;
    adam_step(&a, &theta, &grad, 0.0131);
    double m = 0.1 / (1 - pow(0.9, 42)), v = 0.001 / (1 - pow(0.999, 42));
    CHECK_CLOSE(theta, 0.377 + 0.0131 * m / sqrt(v), 1e-7);
    assert_int_equal(a.step, 42);
    adam_free(&a);
}

static void a_bowl_is_walked_down_to_its_bottom(void **state)
{
    (void)state;
    enum { COUNT = 6 };
    adam a = adam_alloc(COUNT);
    real theta[COUNT], grad[COUNT], bottom[COUNT];
    noise(theta, COUNT, 6);
    noise(bottom, COUNT, 7);
    for (int t = 0; t < 3000; t++) {
        for (int i = 0; i < COUNT; i++)
            grad[i] = (real)pow(10, i - 2) * (theta[i] - bottom[i]);
        adam_step(&a, theta, grad, 0.0473 * pow(0.5, t / 200.0));
    }
    for (int i = 0; i < COUNT; i++)
        CHECK_CLOSE(theta[i], bottom[i], 1e-4);
    adam_free(&a);
}

static void freed_is_empty(void **state)
{
    (void)state;
    adam a = adam_alloc(3);
    CHECK_CLOSE(a.m[2] + a.v[2], 0, 0);
    assert_int_equal(a.step, 0);
    adam_free(&a);
    assert_null(a.m);
    adam_free(&a);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_step_has_the_length_of_the_rate),
        cmocka_unit_test(three_steps_by_hand),
        cmocka_unit_test(many_steps_follow_the_equations),
        cmocka_unit_test(the_gradient_is_cleared),
        cmocka_unit_test(what_has_no_gradient_does_not_move),
        cmocka_unit_test(the_bias_correction_knows_the_step),
        cmocka_unit_test(a_bowl_is_walked_down_to_its_bottom),
        cmocka_unit_test(freed_is_empty),
    };
    return RUN_TESTS(tests);
}
