// SPDX-License-Identifier: GPL-3.0-or-later
/* Dots: where they are, how large, and what may be asked for. */
#include "check.h"

#include "dots.h"
#include "specs.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

static void a_dot_is_where_its_factors_say(void **state)
{
    (void)state;
    dots_form f = dots_ordinary(17, 2.7);
    real picture[17 * 17];
    const float places[][2] = {{5, 5}, {7.3f, 11.6f}, {2.71f, 13.18f}};
    for (int k = 0; k < 3; k++) {
        double mass = 0, x = 0, y = 0;
        int between = 0;
        dots_draw(&f, places[k], picture);
        for (int i = 0; i < 17 * 17; i++) {
            double p = (double)picture[i];
            mass += p;
            x += p * (i % 17);
            y += p * (i / 17);
            between += p > 0 && p < 1;
        }
        CHECK_CLOSE(x / mass, places[k][0], 0.03);
        CHECK_CLOSE(y / mass, places[k][1], 0.03);
        CHECK_CLOSE(mass / (M_PI * 2.7 * 2.7), 1, 0.03);
        assert_true(between > 8);
    }
}

static void factors_become_a_matrix_a_row_a_picture(void **state)
{
    (void)state;
    split s = data_load("dots:grey,size=12,radius=2,n=40", 3, 0, 0);
    gsl_matrix *v = dataset_factors(&s.test);
    assert_int_equal(v->size1, 10);
    assert_int_equal(v->size2, 3);
    for (size_t b = 0; b < 10; b++)
        for (size_t k = 0; k < 3; k++)
            CHECK_CLOSE(gsl_matrix_get(v, b, k), s.test.factors[3 * b + k], 0);
    gsl_matrix_free(v);
    split_free(&s);
}

static void factors_fill_their_ranges(void **state)
{
    (void)state;
    split s =
        data_load("dots:grey,size=12,radius=2,x=3-8.5,y=4-4.5,n=4000", 3, 0, 0);
    const double low[] = {3, 4, 0.1}, high[] = {8.5, 4.5, 1};
    assert_int_equal(s.train.n, 4000);
    assert_int_equal(s.test.n, 1000);
    assert_int_equal(s.train.n_factors, 3);
    assert_string_equal(s.train.factor_names[2], "grey");
    for (int k = 0; k < 3; k++) {
        double mean = 0, square = 0, width = high[k] - low[k];
        for (int b = 0; b < 4000; b++) {
            double u = ((double)s.train.factors[3 * b + k] - low[k]) / width;
            assert_true(u >= -1e-6 && u <= 1 + 1e-6);
            mean += u / 4000;
            square += u * u / 4000;
        }
        CHECK_CLOSE(mean, 0.5, 4 * sqrt(1 / 12.0 / 4000));
        CHECK_CLOSE(square, 1 / 3.0, 0.02);
    }
    for (int b = 0; b < 50; b++) {
        int most = 0;
        for (int i = 0; i < 144; i++)
            most = GSL_MAX(most, s.train.pixels[b * 144 + i]);
        CHECK_CLOSE(most, 255 * (double)s.train.factors[3 * b + 2], 1);
    }
    split_free(&s);
}

static void spaced_dots_stand_on_a_grid(void **state)
{
    (void)state;
    split s = data_load("dots,size=9,radius=0.5,x=0-8,y=0-8,spacing=2,n=500", 1,
                        0, 0);
    int seen[5] = {0};
    for (int b = 0; b < 1000; b++) {
        double at = (double)s.train.factors[b];
        CHECK_CLOSE(fmod(at, 2), 0, 0);
        seen[(int)at / 2]++;
    }
    for (int k = 0; k < 5; k++)
        assert_in_range(seen[k], 150, 250);
    split_free(&s);
}

static void the_same_seed_gives_the_same_dots(void **state)
{
    (void)state;
    split a = data_load("dots,size=8,n=40", 5, 0, 0);
    split b = data_load("dots,size=8,n=40", 5, 7, 3);
    split other = data_load("dots,size=8,n=40", 6, 0, 0);
    assert_int_equal(b.train.n, 7);
    assert_int_equal(b.test.n, 3);
    assert_memory_equal(a.train.pixels, b.train.pixels, 7 * 64);
    assert_memory_equal(a.test.pixels, b.test.pixels, 3 * 64);
    assert_memory_not_equal(a.train.pixels, a.test.pixels, 640);
    assert_memory_not_equal(a.train.pixels, other.train.pixels, 640);
    split_free(&a);
    split_free(&b);
    split_free(&other);
}

static void wrong_forms_are_usage_errors(void **state)
{
    (void)state;
    const char *const wrong[][2] = {
        {"dots:red", "dots are white or ':grey'"},
        {"dots,size=3", "'3' is not a number from 4"},
        {"dots,radius=x", "'x' is not a number"},
        {"dots,size=16,radius=8", "has no room"},
        {"dots,radius=0", "has no room"},
        {"dots,x=5", "'5' is not a range"},
        {"dots,x=9-4", "x=9-4 is no range"},
        {"dots,size=16,y=4-16", "y=4-16 is no range"},
        {"dots,y=-1-4", "'-1-4' is not a range"},
        {"dots,colour=1", "',colour=1' is not an option"},
        {"dots,n=40,n=50", "',n=50' is not an option"},
        {"dots,n=2", "'2' is not a number from 8"},
    };
    check_wrong_specs(wrong, sizeof wrong / sizeof *wrong);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_dot_is_where_its_factors_say),
        cmocka_unit_test(factors_become_a_matrix_a_row_a_picture),
        cmocka_unit_test(factors_fill_their_ranges),
        cmocka_unit_test(spaced_dots_stand_on_a_grid),
        cmocka_unit_test(the_same_seed_gives_the_same_dots),
        cmocka_unit_test(wrong_forms_are_usage_errors),
    };
    return RUN_TESTS(tests);
}
