// SPDX-License-Identifier: GPL-3.0-or-later
/* The scale-invariant error, by hand. */
#include "check.h"

#include "intrinsic_error.h"
#include "noise.h"

#include <gsl/gsl_math.h>

enum { CHANNELS = 3, AREA = 20, SIZE = CHANNELS * AREA };

static const real all[AREA] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
                               1, 1, 1, 1, 1, 1, 1, 1, 1, 1};

/* s = (1 * 2 + 2 * 2) / (1 + 4), errors 0.8 and 0.4; the third pixel, by far
 * the worst, is outside. Kills a mask that is ignored in the factor, in the sum
 * or in the count, and <x, t> / <t, t>. */
static void an_error_is_that_by_hand(void **state)
{
    (void)state;
    const real x[] = {1, 2, 50}, truth[] = {2, 2, 9}, mask[] = {1, 1, 0};
    CHECK_CLOSE(best_factor(x, truth, mask, 1, 3), 1.2, 1e-12);
    CHECK_CLOSE(scale_invariant_error(x, truth, mask, 1, 3), 0.4, 1e-12);
}

/* A channel is right up to 2, the other up to 1; one factor must do for both:
 * (2 + 1) / 2. Kills a factor for each channel, which makes the error 0, and a
 * mask that is not the same for all channels. */
static void channels_share_one_factor(void **state)
{
    (void)state;
    const real x[] = {1, 0, 7, 0, 1, 9}, truth[] = {2, 0, 1, 0, 1, 2};
    const real mask[] = {1, 1, 0};
    CHECK_CLOSE(best_factor(x, truth, mask, 2, 3), 1.5, 1e-12);
    CHECK_CLOSE(scale_invariant_error(x, truth, mask, 2, 3), 0.5 / 4, 1e-12);
}

/* Half a pixel counts half: s = (0.5 * 2 + 3) / (0.5 + 1) = 8 / 3. */
static void the_mask_weighs_pixels(void **state)
{
    (void)state;
    const real x[] = {1, 1}, truth[] = {2, 3}, mask[] = {0.5, 1};
    CHECK_CLOSE(best_factor(x, truth, mask, 1, 2), 8 / 3.0, 1e-12);
    CHECK_CLOSE(scale_invariant_error(x, truth, mask, 1, 2),
                (0.5 * 4 / 9 + 1 / 9.0) / 1.5, 1e-12);
}

static void a_factor_of_two_changes_nothing(void **state)
{
    (void)state;
    real x[SIZE], twice[SIZE], truth[SIZE];
    noise_unit(x, SIZE, 1);
    noise_unit(truth, SIZE, 2);
    for (int i = 0; i < SIZE; i++)
        twice[i] = 2 * x[i];
    double error = scale_invariant_error(x, truth, all, CHANNELS, AREA);
    assert_true(error > 0.01);
    CHECK_CLOSE(scale_invariant_error(twice, truth, all, CHANNELS, AREA), error,
                1e-12);
    CHECK_CLOSE(scale_invariant_error(truth, truth, all, CHANNELS, AREA), 0,
                1e-12);
    CHECK_CLOSE(best_factor(twice, x, all, CHANNELS, AREA), 0.5, 1e-12);
}

static double error_with(double s, const real *x, const real *truth)
{
    double sum = 0;
    for (int i = 0; i < SIZE; i++)
        sum += gsl_pow_2(s * (double)x[i] - (double)truth[i]) / SIZE;
    return sum;
}

static void no_other_factor_is_better(void **state)
{
    (void)state;
    real x[SIZE], truth[SIZE];
    noise_unit(x, SIZE, 3);
    noise_unit(truth, SIZE, 4);
    double s = best_factor(x, truth, all, CHANNELS, AREA);
    double error = scale_invariant_error(x, truth, all, CHANNELS, AREA);
    CHECK_CLOSE(error, error_with(s, x, truth), 1e-12);
    assert_true(error < error_with(s + 0.01, x, truth));
    assert_true(error < error_with(s - 0.01, x, truth));
}

static void a_black_map_has_the_error_of_black(void **state)
{
    (void)state;
    const real x[] = {0, 0}, truth[] = {1, 3}, mask[] = {1, 1};
    CHECK_CLOSE(best_factor(x, truth, mask, 1, 2), 0, 0);
    CHECK_CLOSE(scale_invariant_error(x, truth, mask, 1, 2), 5, 1e-12);
}

static void nothing_inside(void *data)
{
    (void)data;
    const real x[] = {1, 2}, mask[] = {0, 0};
    scale_invariant_error(x, x, mask, 1, 2);
}

static void an_empty_mask_stops_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(nothing_inside, NULL, "the mask leaves no pixel");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_error_is_that_by_hand),
        cmocka_unit_test(channels_share_one_factor),
        cmocka_unit_test(the_mask_weighs_pixels),
        cmocka_unit_test(a_factor_of_two_changes_nothing),
        cmocka_unit_test(no_other_factor_is_better),
        cmocka_unit_test(a_black_map_has_the_error_of_black),
        cmocka_unit_test(an_empty_mask_stops_the_program),
    };
    return RUN_TESTS(tests);
}
