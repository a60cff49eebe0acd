// SPDX-License-Identifier: GPL-3.0-or-later
/* Derivatives and adjoints of the intrinsic model's operations, in double
 * precision. */
#include "gradients.h"

#include "op_mirror.h"
#include "op_shade.h"

enum { CHANNELS = 3, HEIGHT = 4, WIDTH = 5 };

typedef node *builder(graph *g);

static node *varied(graph *g, int channels, int width)
{
    node *x = variable(g, channels * HEIGHT * width);
    return shaped(x, channels, HEIGHT, width);
}

static node *given(graph *g, int channels)
{
    node *x = input(g, channels * HEIGHT * WIDTH);
    return shaped(x, channels, HEIGHT, WIDTH);
}

/* ---- the operations ------------------------------------------------------ */

static node *both_varied(graph *g)
{
    return shade(varied(g, CHANNELS, WIDTH), varied(g, 1, WIDTH));
}

static node *shading_given(graph *g)
{
    return shade(varied(g, CHANNELS, WIDTH), given(g, 1));
}

static node *albedo_given(graph *g)
{
    return shade(given(g, CHANNELS), varied(g, 1, WIDTH));
}

/* A square: both gradients go to the same numbers. */
static node *one_for_both(graph *g)
{
    node *x = varied(g, 1, WIDTH);
    return shade(x, x);
}

static node *mirrored_odd(graph *g)
{
    return mirrored(varied(g, CHANNELS, WIDTH));
}

static node *mirrored_even(graph *g)
{
    return mirrored(varied(g, CHANNELS, WIDTH + 1));
}

static void every_operation_has_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    builder *const all[] = {both_varied,  shading_given, albedo_given,
                            one_for_both, mirrored_odd,  mirrored_even};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        graph *g = graph_alloc();
        node *loss = probe(all[i](g));
        gradient_bind(g);
        CHECK_CLOSE(gradient_error(loss), 0, 2e-8);
        graph_free(g);
    }
}

/* Kills `=` for `+=`, rows beyond N, and a gradient given to data. */
static void gradients_are_added(void **state)
{
    (void)state;
    builder *const all[] = {both_varied,  shading_given, albedo_given,
                            one_for_both, mirrored_odd,  mirrored_even};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        graph *g = graph_alloc();
        node *y = all[i](g);
        gradient_bind(g);
        gradient_is_added(y);
        graph_free(g);
    }
}

static void backward_passes_are_the_adjoints(void **state)
{
    (void)state;
    builder *const linear[] = {shading_given, albedo_given, mirrored_odd,
                               mirrored_even};
    for (size_t i = 0; i < sizeof linear / sizeof *linear; i++) {
        graph *g = graph_alloc();
        node *loss = probe(linear[i](g));
        gradient_bind(g);
        CHECK_CLOSE(adjoint_error(loss), 0, 1e-14);
        graph_free(g);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_operation_has_the_gradient_of_finite_differences),
        cmocka_unit_test(gradients_are_added),
        cmocka_unit_test(backward_passes_are_the_adjoints),
    };
    return RUN_TESTS(tests);
}
