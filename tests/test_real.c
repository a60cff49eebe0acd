// SPDX-License-Identifier: GPL-3.0-or-later
/* The exponential and the logarithm of a training step against libm's. */
#include "check.h"

#include "noise.h"
#include "real.h"

#include <float.h>
#include <stdlib.h>

/* The next of an endless row of numbers in (low, high), evenly odd. */
static float spread(int i, double low, double high)
{
    double turns = 0.618033988749895 * i;
    return (float)(low + (high - low) * (turns - floor(turns)));
}

static void the_exponential_is_right_to_three_ten_millionths(void **state)
{
    (void)state;
    double worst = 0;
    for (int i = 0; i < 4000000; i++) {
        float x = spread(i, -87, 87);
        double exact = exp((double)x);
        worst = fmax(worst, fabs((double)real_exp(x) / exact - 1));
    }
    assert_true(worst < 3e-7);
    assert_true(worst > 0);
}

static void the_exponential_is_right_where_it_is_used_most(void **state)
{
    (void)state;
    for (int i = 0; i < 500000; i++) {
        float x = spread(i, -0.7, 0.7);
        CHECK_CLOSE((double)real_exp(x) / exp((double)x), 1, 2.5e-7);
    }
    for (float x = 1; x > FLT_MIN; x *= 0.731f) {
        CHECK_CLOSE((double)real_exp(x) / exp((double)x), 1, 2.5e-7);
        CHECK_CLOSE((double)real_exp(-x) / exp(-(double)x), 1, 2.5e-7);
    }
}

static void the_exponential_of_nothing_is_one(void **state)
{
    (void)state;
    CHECK_CLOSE(real_exp(0), 1, 0);
    CHECK_CLOSE(real_exp(-0.0f), 1, 0);
    CHECK_CLOSE(real_exp(FLT_TRUE_MIN), 1, 0);
    CHECK_CLOSE(real_exp(-FLT_TRUE_MIN), 1, 0);
}

static void the_exponential_is_cut_off_at_87(void **state)
{
    (void)state;
    const float large[] = {87.0f,  87.01f, 88.73f,  104.5f,
                           1.3e9f, 3e38f,  INFINITY};
    for (size_t i = 0; i < sizeof large / sizeof *large; i++) {
        CHECK_CLOSE((double)real_exp(large[i]) / exp(87), 1, 3e-7);
        CHECK_CLOSE((double)real_exp(-large[i]) / exp(-87), 1, 3e-7);
    }
    assert_true(isnormal(real_exp(-INFINITY)));
}

static void the_exponential_never_falls(void **state)
{
    (void)state;
    float before = 0;
    for (float x = -3.3f; x < 3.3f; x = nextafterf(x + 1e-5f, 9)) {
        float now = real_exp(x);
        assert_true(now >= before * (1 - 3e-7f));
        before = now;
    }
}

static void the_logarithm_is_right_to_three_ten_millionths(void **state)
{
    (void)state;
    double worst = 0;
    for (int i = 0; i < 2000000; i++) {
        float u = spread(i, 0, 1);
        double exact = log1p((double)u);
        if (u > 0)
            worst = fmax(worst, fabs((double)real_log1p(u) / exact - 1));
    }
    assert_true(worst < 3e-7);
    assert_true(worst > 0);
}

static void the_logarithm_keeps_its_precision_for_small_numbers(void **state)
{
    (void)state;
    for (float u = 1; u > FLT_MIN; u *= 0.731f)
        CHECK_CLOSE((double)real_log1p(u) / log1p((double)u), 1, 3e-7);
    CHECK_CLOSE(real_log1p(0), 0, 0);
    CHECK_CLOSE(real_log1p(1), log(2), 1e-7);
}

static void nan_stays_nan(void **state)
{
    (void)state;
    assert_true(isnan(real_exp(NAN)));
    assert_true(isnan(real_exp(-NAN)));
    assert_true(isnan(real_log1p(NAN)));
    assert_true(isnan(real_sqrt(-1)));
}

/* The compiler may run a loop many numbers at a time: the same must come out,
 * whatever stands beside a number. */
static void a_loop_gives_what_single_calls_give(void **state)
{
    (void)state;
    enum { COUNT = 1021 };
    static real x[COUNT], y[COUNT];
    noise(x, COUNT, 3);
    for (int i = 0; i < COUNT; i++)
        x[i] *= 40;
    x[5] = NAN;
    x[77] = INFINITY;
    x[78] = -INFINITY;
    x[1020] = R(-87.3);
    for (int i = 0; i < COUNT; i++)
        y[i] = real_log1p(real_exp(x[i] > 0 ? -x[i] : x[i]));
    for (int i = 0; i < COUNT; i++) {
        volatile real one = x[i];
        real alone = real_log1p(real_exp(one > 0 ? -one : one));
        if (i == 5)
            assert_true(isnan(alone) && isnan(y[i]));
        else
            CHECK_CLOSE(y[i], alone, 1e-7 * (double)alone);
    }
}

static void the_square_root_is_the_root(void **state)
{
    (void)state;
    for (int i = 0; i < 1000; i++) {
        float x = spread(i, 0, 317.3);
        CHECK_CLOSE(real_sqrt(x), sqrt((double)x), 1e-6);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_exponential_is_right_to_three_ten_millionths),
        cmocka_unit_test(the_exponential_is_right_where_it_is_used_most),
        cmocka_unit_test(the_exponential_of_nothing_is_one),
        cmocka_unit_test(the_exponential_is_cut_off_at_87),
        cmocka_unit_test(the_exponential_never_falls),
        cmocka_unit_test(the_logarithm_is_right_to_three_ten_millionths),
        cmocka_unit_test(the_logarithm_keeps_its_precision_for_small_numbers),
        cmocka_unit_test(nan_stays_nan),
        cmocka_unit_test(a_loop_gives_what_single_calls_give),
        cmocka_unit_test(the_square_root_is_the_root),
    };
    return RUN_TESTS(tests);
}
