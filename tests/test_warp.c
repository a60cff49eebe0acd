// SPDX-License-Identifier: GPL-3.0-or-later
/* What the operations of a warp compute, against their formulas and by hand.
 * Their derivatives are checked in test_warp_gradients. */
#include "check.h"

#include "maps.h"
#include "noise.h"
#include "op_affine.h"
#include "op_field_loss.h"
#include "op_sample.h"
#include "op_upsample.h"
#include "op_warp.h"
#include "warp_measures.h"

#include <gsl/gsl_math.h>
#include <string.h>

enum {
    ROOM = 4,
    N = 3,
    CHANNELS = 3,
    HEIGHT = 6,
    WIDTH = 5,
    HIGH = 4,
    WIDE = 7
};

/* ---- increments and what they add up to --------------------------------- */

/* Logits (2, HEIGHT, WIDTH), their steps, and W, for N pictures. */
typedef struct {
    graph *g;
    node *logits, *steps, *warp;
} stepper;

static stepper stepper_alloc(double most)
{
    stepper s = {.g = graph_alloc()};
    s.logits = maps(s.g, 2, HEIGHT, WIDTH);
    s.steps = increments(s.logits, most);
    s.warp = integrate(s.steps);
    graph_bind(s.g, ROOM, 1);
    return s;
}

/* One logit everywhere. */
static void set(const stepper *s, double logit)
{
    for (size_t i = 0; i < node_count(s->logits, ROOM); i++)
        s->logits->value[i] = (real)logit;
    graph_run(NULL, s->warp, N);
}

static void increments_are_their_formula(void **state)
{
    (void)state;
    stepper s = stepper_alloc(3.7);
    noise(s.logits->value, node_count(s.logits, ROOM), 8);
    graph_run(NULL, s.steps, N);
    for (size_t i = 0; i < node_count(s.steps, N); i++) {
        double logit = (double)s.logits->value[i];
        CHECK_CLOSE(s.steps->value[i], 3.7 / (1 + 2.7 * exp(-logit)), 1e-6);
    }
    set(&s, 300);
    CHECK_CLOSE(s.steps->value[7], 3.7, 1e-6);
    set(&s, -300);
    assert_true(s.steps->value[7] > 0);
    CHECK_CLOSE(s.steps->value[7], 0, 1e-30);
    set(&s, 0);
    CHECK_CLOSE(s.steps->value[7], 1, 0);
    graph_free(s.g);
}

static void zero_logits_are_the_identity_bit_for_bit(void **state)
{
    (void)state;
    stepper s = stepper_alloc(3);
    set(&s, 0);
    graph *g = graph_alloc();
    node *same = identity_warp(input(g, 1), HEIGHT, WIDTH);
    graph_bind(g, ROOM, 1);
    graph_run(NULL, same, N);
    for (int k = 0; k < N * same->size; k++) {
        int i = k / WIDTH % HEIGHT, j = k % WIDTH;
        real want = (real)(k / (HEIGHT * WIDTH) % 2 == 0 ? j : i);
        assert_true(s.warp->value[k] == want);
        assert_true(same->value[k] == want);
    }
    graph_free(g);
    graph_free(s.g);
}

/* f = a everywhere: W starts at a - 1 and rises by a. */
static void equal_increments_are_a_slope(void **state)
{
    (void)state;
    const double slopes[] = {0.25, 0.7, 1.9};
    stepper s = stepper_alloc(3);
    for (int k = 0; k < 3; k++) {
        double a = slopes[k];
        set(&s, -log((3 / a - 1) / 2));
        for (int i = 0; i < HEIGHT; i++)
            for (int j = 0; j < WIDTH; j++) {
                const real *w = s.warp->value + s.warp->size; /* picture 1 */
                CHECK_CLOSE(w[i * WIDTH + j], a * (j + 1) - 1, 4e-6);
                CHECK_CLOSE(w[HEIGHT * WIDTH + i * WIDTH + j], a * (i + 1) - 1,
                            4e-6);
            }
    }
    graph_free(s.g);
}

static void no_logits_swap_the_order(void **state)
{
    (void)state;
    stepper s = stepper_alloc(4);
    for (uint64_t seed = 0; seed < 50; seed++) {
        noise(s.logits->value, node_count(s.logits, ROOM), seed);
        for (size_t i = 0; i < node_count(s.logits, ROOM); i++)
            s.logits->value[i] *= 3;
        graph_run(NULL, s.warp, N);
        for (int b = 0; b < N; b++)
            assert_int_equal(
                order_swaps(s.warp->value + b * s.warp->size, HEIGHT, WIDTH),
                0);
    }
    graph_free(s.g);
}

static void displacements_are_what_is_beside_the_identity(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = maps(g, 2, HIGH, WIDE), *up = displaced(x);
    node *down = displacement(x);
    graph_bind(g, ROOM, 1);
    noise(x->value, node_count(x, ROOM), 3);
    graph_run(NULL, up, N);
    graph_run(NULL, down, N);
    for (int k = 0; k < N * x->size; k++) {
        double own = k / (HIGH * WIDE) % 2 == 0 ? k % WIDE : k / WIDE % HIGH;
        CHECK_CLOSE(up->value[k], (double)x->value[k] + own, 1e-6);
        CHECK_CLOSE(down->value[k], (double)x->value[k] - own, 1e-6);
    }
    graph_free(g);
}

/* ---- the affine map ----------------------------------------------------- */

/* A map about the centre: by hand, for one corner and all others by the
 * formula in half pictures. */
static void affine_maps_are_those_of_half_pictures(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *numbers = input(g, AFFINE_NUMBERS), *w = maps(g, 2, HIGH, WIDE);
    node *c = affine(w, numbers);
    node *turned = affine(identity_warp(numbers, HIGH, WIDE), numbers);
    graph_bind(g, ROOM, 1);
    noise(numbers->value, node_count(numbers, ROOM), 4);
    noise(w->value, node_count(w, ROOM), 5);
    graph_run(NULL, c, N);
    for (int b = 0; b < N; b++)
        for (int k = 0; k < HIGH * WIDE; k++) {
            const real *p = numbers->value + b * AFFINE_NUMBERS;
            const real *from = w->value + b * w->size;
            double cx = (WIDE - 1) / 2.0, cy = (HIGH - 1) / 2.0;
            double u = ((double)from[k] - cx) / cx;
            double v = ((double)from[HIGH * WIDE + k] - cy) / cy;
            double x = u + (double)p[0] * u + (double)p[1] * v + (double)p[2];
            double y = v + (double)p[3] * u + (double)p[4] * v + (double)p[5];
            CHECK_CLOSE(c->value[b * c->size + k], cx + cx * x, 2e-5);
            CHECK_CLOSE(c->value[b * c->size + HIGH * WIDE + k], cy + cy * y,
                        2e-5);
        }
    /* u' = -v + 1/2 and v' = u: the corner (-1, -1) goes to (3/2, -1). */
    const real quarter[] = {-1, -1, R(0.5), 1, -1, 0};
    memcpy(numbers->value, quarter, sizeof quarter);
    graph_run(NULL, turned, 1);
    CHECK_CLOSE(turned->value[0], 3 + 3 * 1.5, 1e-6);
    CHECK_CLOSE(turned->value[HIGH * WIDE], 1.5 - 1.5, 1e-6);
    graph_free(g);
}

/* From zero logits and zero numbers to the picture. */
static void a_warp_of_zeros_shows_the_texture_bit_for_bit(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *t = maps(g, CHANNELS, HEIGHT, WIDTH);
    node *logits = maps(g, 2, 3, 2), *numbers = input(g, AFFINE_NUMBERS);
    node *steps = increments(upsample(logits, HEIGHT, WIDTH), 4);
    node *y = sample(t, affine(integrate(steps), numbers));
    graph_bind(g, ROOM, 1);
    noise(t->value, node_count(t, ROOM), 9);
    graph_run(NULL, y, N);
    assert_memory_equal(y->value, t->value, node_count(t, N) * sizeof(real));
    graph_free(g);
}

/* ---- losses of a field -------------------------------------------------- */

/* Two pictures of two maps of 2 x 3:
 *   0 1 3   0 0 0      2 2 2   1 0 0
 *   0 1 1   0 0 5      2 2 2   0 0 0
 * |differences|: along rows 1 2 1 0 | 0 0 0 5 | 0 | 1, along columns
 * 0 0 2 | 0 0 5 | 0 | 1; 28 pairs. Squared: 1 4 1, 25, 1, and 4, 25, 1. */
static void field_losses_are_those_by_hand(void **state)
{
    (void)state;
    const real numbers[] = {0, 1, 3, 0, 1, 1, 0, 0, 0, 0, 0, 5,
                            2, 2, 2, 2, 2, 2, 1, 0, 0, 0, 0, 0};
    graph *g = graph_alloc();
    node *x = maps(g, 2, 2, 3), *variation = total_variation(x);
    node *mean = batch_mean(x), *bias = mean_square(mean);
    node *square = mean_square(x), *steep = mean_square_gradient(x);
    graph_bind(g, ROOM, 1);
    noise(x->value, node_count(x, ROOM), 2);
    memcpy(x->value, numbers, sizeof numbers);
    CHECK_CLOSE(graph_run(NULL, variation, 2)[0], 18 / 28.0, 1e-7);
    CHECK_CLOSE(graph_run(NULL, steep, 2)[0], 62 / 28.0, 1e-6);
    CHECK_CLOSE(graph_run(NULL, square, 2)[0], 62 / 24.0, 1e-7);
    graph_run(NULL, bias, 2);
    const double means[] = {1, 1.5, 2.5, 1, 1.5, 1.5, 0.5, 0, 0, 0, 0, 2.5};
    double sum = 0;
    for (int i = 0; i < 12; i++) {
        CHECK_CLOSE(mean->value[i], means[i], 1e-7);
        sum += gsl_pow_2(means[i]) / 12;
    }
    CHECK_CLOSE(bias->value[0], sum, 1e-6);
    graph_free(g);
}

/* ---- measures ----------------------------------------------------------- */

typedef struct {
    double m[4], determinant;
    int swaps; /* of 5 * 5 pairs in rows, 4 * 6 in columns */
} linear_case;

static void determinants_are_those_of_linear_maps(void **state)
{
    (void)state;
    const linear_case cases[] = {
        {{1, 0, 0, 1}, 1, 0},        {{2, 0, 0, 0.5}, 1, 0},
        {{1, -1.5, 0, 1}, 1, 0},     {{1, -1.5, -1.5, 1}, -1.25, 0},
        {{-1, 0, 0, 1}, -1, 25},     {{0.6, -0.8, 0.8, 0.6}, 1, 0},
        {{0, -1, 1, 0}, 1, 25 + 24}, {{-1, 0, 0, -1}, 1, 25 + 24},
        {{1, 0.5, 2, 1}, 0, 0},
    };
    const double shift[] = {-3.25, 7.5};
    for (size_t k = 0; k < sizeof cases / sizeof *cases; k++) {
        real w[2 * 5 * 6], cells[4 * 5];
        linear_warp(w, 5, 6, cases[k].m, shift);
        cell_determinants(w, 5, 6, cells);
        for (int i = 0; i < 4 * 5; i++)
            CHECK_CLOSE(cells[i], cases[k].determinant, 1e-5);
        assert_int_equal(folded_cells(w, 5, 6),
                         cases[k].determinant > 0 ? 0 : 20);
        assert_int_equal(order_swaps(w, 5, 6), cases[k].swaps);
    }
}

/* One corner pulled over the diagonal folds one of the cell's triangles. */
static void a_cell_is_folded_if_one_triangle_is(void **state)
{
    (void)state;
    real w[2 * 3 * 3], cells[4];
    linear_warp(w, 3, 3, (double[]){1, 0, 0, 1}, (double[]){0, 0});
    w[8] = w[9 + 8] = R(1.25); /* the last corner, beyond the diagonal */
    cell_determinants(w, 3, 3, cells);
    CHECK_CLOSE(cells[0], 1, 0);
    CHECK_CLOSE(cells[1], 1, 0);
    CHECK_CLOSE(cells[2], 1, 0);
    CHECK_CLOSE(cells[3], -0.5, 1e-6);
    assert_int_equal(folded_cells(w, 3, 3), 1);
    w[0] = w[9] = R(0.5); /* the first corner, onto the diagonal */
    assert_int_equal(folded_cells(w, 3, 3), 2);
}

static void measures_are_those_by_hand(void **state)
{
    (void)state;
    real w[2 * 4 * 6];
    linear_warp(w, 4, 6, (double[]){1, 0, 0, 1}, (double[]){3, -4});
    CHECK_CLOSE(warp_drift(w, 4, 6), sqrt(12.5), 1e-6);
    const real picture[] = {0, 1, 3, 0, 1, 1, 2, 2, 2, 2, 2, 7};
    /* rows 1 4 1 0 | 0 0 0 25, columns 0 0 4 | 0 0 25 */
    CHECK_CLOSE(gradient_energy(picture, 2, 2, 3), 60, 1e-5);
    /* rows 14 + 1 + 25, columns 6 + 27 */
    CHECK_CLOSE(gradient_energy(picture, 1, 3, 4), 40 + 33, 1e-5);
    const real rows[] = {1, 10, 3, 10, 8, 10};
    real mean[2];
    mean_row(rows, 3, 2, mean);
    CHECK_CLOSE(mean[0], 4, 1e-6);
    CHECK_CLOSE(mean[1], 10, 1e-6);
    CHECK_CLOSE(total_variance(rows, 3, 2), 26 / 3.0, 1e-5);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(increments_are_their_formula),
        cmocka_unit_test(zero_logits_are_the_identity_bit_for_bit),
        cmocka_unit_test(equal_increments_are_a_slope),
        cmocka_unit_test(no_logits_swap_the_order),
        cmocka_unit_test(displacements_are_what_is_beside_the_identity),
        cmocka_unit_test(affine_maps_are_those_of_half_pictures),
        cmocka_unit_test(a_warp_of_zeros_shows_the_texture_bit_for_bit),
        cmocka_unit_test(field_losses_are_those_by_hand),
        cmocka_unit_test(determinants_are_those_of_linear_maps),
        cmocka_unit_test(a_cell_is_folded_if_one_triangle_is),
        cmocka_unit_test(measures_are_those_by_hand),
    };
    return RUN_TESTS(tests);
}
