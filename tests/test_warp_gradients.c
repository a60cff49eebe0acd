// SPDX-License-Identifier: GPL-3.0-or-later
/* Derivatives and adjoints of the operations of a warp, in double precision. */
#include "gradients.h"

#include "op_affine.h"
#include "op_arithmetic.h"
#include "op_class.h"
#include "op_field_loss.h"
#include "op_sample.h"
#include "op_upsample.h"
#include "op_warp.h"

enum { CHANNELS = 3, HEIGHT = 4, WIDTH = 5, HIGH = 6, WIDE = 7, CLASSES = 4 };

typedef node *builder(graph *g);

/* ---- inputs ------------------------------------------------------------- */

static node *maps(graph *g, int channels, int height, int width)
{
    node *x = variable(g, channels * height * width);
    return shaped(x, channels, height, width);
}

static node *field(graph *g)
{
    return maps(g, 2, HIGH, WIDE);
}

static node *texture(graph *g)
{
    return maps(g, CHANNELS, HEIGHT, WIDTH);
}

/* Larger than the texture, and scattered: a third lies outside it. */
static node *coordinates(graph *g)
{
    return displaced(shaped(scale(field(g), 1.37), 2, HIGH, WIDE));
}

/* The same as data. */
static node *given_field(graph *g)
{
    return displaced(shaped(input(g, 2 * HIGH * WIDE), 2, HIGH, WIDE));
}

static node *given_texture(graph *g)
{
    node *x = input(g, CHANNELS * HEIGHT * WIDTH);
    return shaped(x, CHANNELS, HEIGHT, WIDTH);
}

/* ---- the operations ----------------------------------------------------- */

static node *steps(graph *g)
{
    return increments(field(g), 3.7);
}

static node *integrated(graph *g)
{
    return integrate(field(g));
}

static node *integrated_row(graph *g)
{
    return integrate(maps(g, 2, 1, 5));
}

static node *integrated_column(graph *g)
{
    return integrate(maps(g, 2, 5, 1));
}

static node *moved(graph *g)
{
    return affine(field(g), variable(g, AFFINE_NUMBERS));
}

static node *moved_field(graph *g)
{
    return affine(field(g), input(g, AFFINE_NUMBERS));
}

static node *moved_data(graph *g)
{
    return affine(given_field(g), variable(g, AFFINE_NUMBERS));
}

static node *moved_identity(graph *g)
{
    node *numbers = variable(g, AFFINE_NUMBERS);
    return affine(identity_warp(numbers, HIGH, WIDE), numbers);
}

static node *sampled(graph *g)
{
    return sample(texture(g), coordinates(g));
}

static node *sampled_data(graph *g)
{
    return sample(given_texture(g), coordinates(g));
}

static node *sampled_at_data(graph *g)
{
    return sample(texture(g), given_field(g));
}

static node *displaced_field(graph *g)
{
    return displaced(field(g));
}

static node *field_displacement(graph *g)
{
    return displacement(field(g));
}

static node *larger(graph *g)
{
    return upsample(texture(g), 9, 11);
}

static node *smaller(graph *g)
{
    return upsample(texture(g), 3, 2);
}

static node *from_row(graph *g)
{
    return upsample(maps(g, 2, 1, 4), 5, 7);
}

static node *from_column(graph *g)
{
    return upsample(maps(g, 2, 4, 1), 5, 7);
}

static node *to_one(graph *g)
{
    return upsample(texture(g), 1, 1);
}

static node *variation(graph *g)
{
    return total_variation(texture(g));
}

static node *variation_of_a_row(graph *g)
{
    return total_variation(maps(g, 2, 1, 5));
}

static node *squared_gradient(graph *g)
{
    return mean_square_gradient(texture(g));
}

static node *squared_gradient_of_a_column(graph *g)
{
    return mean_square_gradient(maps(g, 2, 5, 1));
}

static node *mean_of_batch(graph *g)
{
    return batch_mean(texture(g));
}

static node *square_of_all(graph *g)
{
    return mean_square(texture(g));
}

static node *square_of_mean(graph *g)
{
    return mean_square(batch_mean(displacement(field(g))));
}

static node *probabilities(graph *g)
{
    return softmax(variable(g, CLASSES));
}

static node *class_loss(graph *g)
{
    node *target = named(input(g, CLASSES), "label");
    return cross_entropy(variable(g, CLASSES), target);
}

/* Both roads from the same logits. */
static node *class_loss_and_probabilities(graph *g)
{
    node *logits = variable(g, CLASSES);
    node *target = named(input(g, CLASSES), "label");
    node *loss = cross_entropy(logits, target);
    return add(scale(loss, 1.3), probe(softmax(logits)));
}

/* Classes 2, none, 0, none, 3; whatever the rows beyond say must not count. */
static void label(graph *g)
{
    const int classes[N] = {2, -1, 0, -1, 3};
    for (int i = 0; i < g->count; i++) {
        node *y = g->nodes[i];
        if (strcmp(y->name, "label") != 0)
            continue;
        memset(y->value, 0, N * CLASSES * sizeof(real));
        for (int b = 0; b < N; b++)
            if (classes[b] >= 0)
                y->value[b * CLASSES + classes[b]] = 1;
    }
}

static double error_of(builder *build)
{
    graph *g = graph_alloc();
    node *y = build(g);
    node *loss = y->single && y->size == 1 ? y : probe(y);
    gradient_bind(g);
    label(g);
    double error = gradient_error(loss);
    graph_free(g);
    return error;
}

static void every_operation_has_the_gradient_of_finite_differences(void **state)
{
    (void)state;
    builder *const all[] = {steps,
                            integrated,
                            integrated_row,
                            integrated_column,
                            moved,
                            moved_field,
                            moved_data,
                            moved_identity,
                            sampled,
                            sampled_data,
                            sampled_at_data,
                            displaced_field,
                            field_displacement,
                            larger,
                            smaller,
                            from_row,
                            from_column,
                            to_one,
                            variation,
                            variation_of_a_row,
                            squared_gradient,
                            squared_gradient_of_a_column,
                            mean_of_batch,
                            square_of_all,
                            square_of_mean,
                            probabilities,
                            class_loss,
                            class_loss_and_probabilities};
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        double error = error_of(all[i]);
        if (error > 2e-8)
            print_error("operation %zu:\n", i);
        CHECK_CLOSE(error, 0, 2e-8);
    }
}

/* The coordinates of the checks reach all cases: inside, and near and far
 * beyond the edge, on all four sides. */
static void checked_coordinates_lie_inside_and_outside(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *c = coordinates(g);
    gradient_bind(g);
    graph_run(NULL, c, N);
    int far[4] = {0}, near[4] = {0}, inside = 0;
    for (int k = 0; k < N * HIGH * WIDE; k++) {
        int at = k / (HIGH * WIDE) * c->size + k % (HIGH * WIDE);
        double x = c->value[at], y = c->value[at + HIGH * WIDE];
        double out[4] = {-x, -y, x - (WIDTH - 1), y - (HEIGHT - 1)};
        for (int side = 0; side < 4; side++) {
            far[side] += out[side] > 1;
            near[side] += out[side] > 0 && out[side] < 1;
        }
        inside += out[0] < 0 && out[1] < 0 && out[2] < 0 && out[3] < 0;
    }
    for (int side = 0; side < 4; side++) {
        assert_true(far[side] > 0);
        assert_true(near[side] > 4);
    }
    assert_true(inside > 40);
    graph_free(g);
}

/* ---- adjoints ----------------------------------------------------------- */

static double adjoint_error_of(builder *build)
{
    graph *g = graph_alloc();
    node *loss = probe(build(g));
    gradient_bind(g);
    double error = adjoint_error(loss);
    graph_free(g);
    return error;
}

static void backward_passes_are_the_adjoints(void **state)
{
    (void)state;
    builder *const linear[] = {
        integrated,    integrated_row,  integrated_column,  sampled_at_data,
        larger,        smaller,         from_row,           from_column,
        to_one,        displaced_field, field_displacement, moved_field,
        mean_of_batch, moved_data,
    };
    for (size_t i = 0; i < sizeof linear / sizeof *linear; i++)
        CHECK_CLOSE(adjoint_error_of(linear[i]), 0, 1e-14);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            every_operation_has_the_gradient_of_finite_differences),
        cmocka_unit_test(checked_coordinates_lie_inside_and_outside),
        cmocka_unit_test(backward_passes_are_the_adjoints),
    };
    return RUN_TESTS(tests);
}
