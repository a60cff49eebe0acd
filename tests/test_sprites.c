// SPDX-License-Identifier: GPL-3.0-or-later
/* Sprites: whether the picture shows what its factors say, and what may be
 * asked for. */
#include "check.h"

#include "specs.h"
#include "sprites.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_statistics_double.h>
#include <stdlib.h>
#include <string.h>

enum { SIZE = 64, AREA = SIZE * SIZE };

/* Mass, centre of mass, and the angle of the long axis by second moments. */
typedef struct {
    double mass, x, y, angle;
} moments;

static moments moments_of(const real *picture, int size)
{
    moments m = {0};
    double xx = 0, xy = 0, yy = 0;
    for (int i = 0; i < size * size; i++) {
        m.mass += (double)picture[i];
        m.x += (double)picture[i] * (i % size);
        m.y += (double)picture[i] * (i / size);
    }
    m.x /= m.mass;
    m.y /= m.mass;
    for (int i = 0; i < size * size; i++) {
        double x = i % size - m.x, y = m.y - i / size;
        xx += (double)picture[i] * x * x;
        xy += (double)picture[i] * x * y;
        yy += (double)picture[i] * y * y;
    }
    m.angle = 0.5 * atan2(2 * xy, xx - yy);
    return m;
}

static void a_sprite_is_where_its_factors_say(void **state)
{
    (void)state;
    for (int size = 16; size <= 128; size *= 2) {
        sprites_form f = sprites_ordinary(size);
        real *picture = must_alloc((size_t)(size * size), sizeof *picture);
        double margin = sprites_margin(&f), room = size - 1 - 2 * margin;
        for (int k = 0; k < 60; k++) {
            float u = (float)k / 59,
                  factors[] = {(float)(k % 3), 1 - u / 2, 1.5F * u, u, u * u};
            sprites_draw(&f, factors, picture);
            moments m = moments_of(picture, size);
            double side = (double)factors[1] * size / 3;
            CHECK_CLOSE(m.x, margin + (double)u * room, 0.11);
            CHECK_CLOSE(m.y, margin + (double)(u * u) * room, 0.11);
            CHECK_CLOSE(m.mass / (side * side), 1, 0.25 / side);
        }
        free(picture);
    }
}

/* Twice the scale, four times the area; all shapes alike. */
static void the_area_grows_with_the_square_of_the_scale(void **state)
{
    (void)state;
    sprites_form f = sprites_ordinary(SIZE);
    real picture[AREA];
    for (int shape = 0; shape < SPRITE_SHAPES; shape++)
        for (int k = 0; k < 6; k++) {
            double scale = 0.5 + 0.1 * k;
            float factors[] = {(float)shape, (float)scale, 0.4F, 0.37F, 0.61F};
            sprites_draw(&f, factors, picture);
            CHECK_CLOSE(moments_of(picture, SIZE).mass /
                            gsl_pow_2(scale * SIZE / 3.0),
                        1, 0.01);
        }
}

static void an_ellipse_is_turned_counter_clockwise(void **state)
{
    (void)state;
    sprites_form f = sprites_ordinary(SIZE);
    real picture[AREA];
    for (int degrees = -80; degrees <= 80; degrees += 16) {
        double angle = degrees * M_PI / 180;
        float factors[] = {1, 0.8F, (float)angle, 0.2F, 0.7F};
        sprites_draw(&f, factors, picture);
        CHECK_CLOSE(moments_of(picture, SIZE).angle, angle, 0.01);
    }
}

/* A square after 90 degrees is the same, an ellipse is after 180, a heart after
 * 360, and none of them before. */
static void shapes_repeat_as_the_text_says(void **state)
{
    (void)state;
    const int repeats[SPRITE_SHAPES] = {90, 180, 360};
    sprites_form f = sprites_ordinary(SIZE);
    real first[AREA], picture[AREA];
    for (int shape = 0; shape < SPRITE_SHAPES; shape++)
        for (int degrees = 15; degrees <= 360; degrees += 15) {
            float factors[] = {(float)shape, 1, 0.1F, 0.5F, 0.5F};
            sprites_draw(&f, factors, first);
            factors[2] += (float)(degrees * M_PI / 180);
            sprites_draw(&f, factors, picture);
            double distance = 0;
            for (int i = 0; i < AREA; i++)
                distance += fabs((double)(picture[i] - first[i]));
            if (degrees % repeats[shape] == 0)
                assert_true(distance < 0.01);
            else
                assert_true(distance > 10);
        }
}

/* A heart's two lobes are above its tip. */
static void a_heart_stands_on_its_tip(void **state)
{
    (void)state;
    sprites_form f = sprites_ordinary(SIZE);
    real picture[AREA];
    f.turn[1] = 0;
    const float factors[] = {2, 1, 0.5F, 0.5F};
    sprites_draw(&f, factors, picture);
    int first = AREA, last = 0, runs[SIZE] = {0};
    for (int i = 0; i < AREA; i++) {
        bool bright = picture[i] > R(0.5);
        first = bright ? GSL_MIN(first, i / SIZE) : first;
        last = bright ? i / SIZE : last;
        runs[i / SIZE] += bright && picture[i - 1] <= R(0.5);
    }
    assert_int_equal(runs[first + 1], 2);
    assert_int_equal(runs[last], 1);
    int wide = 0;
    for (int j = 0; j < SIZE; j++)
        wide += picture[last * SIZE + j] > R(0.5);
    assert_in_range(wide, 1, 4);
}

static void the_hue_runs_from_red_to_blue(void **state)
{
    (void)state;
    const float wanted[][4] = {{0, 1, 0, 0},           {1 / 6.0F, 1, 1, 0},
                               {1 / 3.0F, 0, 1, 0},    {0.5F, 0, 1, 1},
                               {2 / 3.0F, 0, 0, 1},    {1 / 12.0F, 1, 0.5F, 0},
                               {5 / 12.0F, 0, 1, 0.5F}};
    sprites_form f = {.size = SIZE, .colour = true};
    real picture[3 * AREA], white[AREA];
    for (int k = 0; k < 7; k++) {
        const float factors[] = {0, 1, 0.5F, 0.5F, wanted[k][0]};
        sprites_draw(&f, factors, picture);
        sprites_draw(&(sprites_form){.size = SIZE}, factors, white);
        for (int i = 0; i < 3 * AREA; i++)
            CHECK_CLOSE(picture[i], white[i % AREA] * wanted[k][1 + i / AREA],
                        1e-5);
    }
}

/* Nothing is cut off: the outermost pixels stay black, or nearly. */
static void sprites_are_inside_whatever_their_factors(void **state)
{
    (void)state;
    for (int size = 16; size <= 128; size += 56) {
        sprites_form f = sprites_ordinary(size);
        real *picture = must_alloc((size_t)(size * size), sizeof *picture);
        for (int k = 0; k < 4 * 3 * 36; k++) {
            const float factors[] = {(float)(k / 4 % 3), 1,
                                     (float)(k / 12 * M_PI / 18),
                                     (float)(k % 2), (float)(k / 2 % 2)};
            double outermost = 0;
            sprites_draw(&f, factors, picture);
            for (int i = 0; i < size; i++)
                outermost =
                    GSL_MAX(outermost,
                            (double)fmaxf(fmaxf(picture[i],
                                                picture[(size - 1) * size + i]),
                                          fmaxf(picture[i * size],
                                                picture[i * size + size - 1])));
            assert_true(outermost < 0.51);
        }
        free(picture);
    }
}

/* A factor that changes by a hundredth of its range changes no pixel by more
 * than some grey, and the sum of changes halves with the step. */
static void a_little_more_of_a_factor_changes_little(void **state)
{
    (void)state;
    const float range[] = {0, 0.5F, (float)M_PI_2, 1, 1, 2 / 3.0F};
    sprites_form f = sprites_ordinary(32);
    real base[3 * 1024], picture[3 * 1024];
    f.colour = true;
    for (int shape = 0; shape < SPRITE_SHAPES; shape++)
        for (int k = 1; k < 6; k++) {
            double sum[2] = {0}, most = 0;
            for (int step = 0; step < 2; step++) {
                float factors[] = {(float)shape, 0.73F, 0.2F, 0.3F, 0.6F, 0.1F};
                sprites_draw(&f, factors, base);
                factors[k] += range[k] * (step ? 0.005F : 0.01F);
                sprites_draw(&f, factors, picture);
                for (int i = 0; i < 3 * 1024; i++) {
                    double change = fabs((double)(picture[i] - base[i]));
                    most = GSL_MAX(most, change);
                    sum[step] += change;
                }
            }
            assert_true(most > 0.002 && most < 0.25);
            CHECK_CLOSE(sum[1] / sum[0], 0.5, 0.05);
        }
}

static void factors_fill_their_ranges(void **state)
{
    (void)state;
    enum { N = 6000 };
    const double low[] = {0, 0.5, M_PI / 6, 0, 0, 0};
    const double high[] = {2, 1, M_PI, 1, 1, 2 / 3.0};
    split s = data_load("sprites:colour,size=16,turn=30-180,n=6000", 3, 0, 0);
    assert_int_equal(s.train.n, N);
    assert_int_equal(s.test.n, N / 4);
    assert_int_equal(s.train.channels, 3);
    assert_int_equal(s.train.n_factors, 6);
    assert_int_equal(s.train.classes, 3);
    int seen[SPRITE_SHAPES] = {0};
    double column[6][N];
    for (int b = 0; b < N; b++) {
        const float *factors = s.train.factors + b * 6;
        seen[s.train.labels[b]]++;
        CHECK_CLOSE(factors[0], s.train.labels[b], 0);
        for (int k = 0; k < 6; k++) {
            double u = ((double)factors[k] - low[k]) / (high[k] - low[k]);
            assert_true(u >= -1e-6 && u <= 1 + 1e-6);
            column[k][b] = u;
        }
    }
    for (int k = 0; k < SPRITE_SHAPES; k++)
        assert_in_range(seen[k], 1850, 2150);
    for (int k = 0; k < 6; k++) {
        double variance = k ? 1 / 12.0 : 1 / 6.0;
        CHECK_CLOSE(gsl_stats_mean(column[k], 1, N), 0.5, 0.02);
        CHECK_CLOSE(gsl_stats_variance(column[k], 1, N), variance, 0.005);
        for (int l = 0; l < k; l++)
            CHECK_CLOSE(gsl_stats_correlation(column[k], 1, column[l], 1, N), 0,
                        4 / sqrt(N));
    }
    split_free(&s);
}

static void what_stays_the_same_is_no_factor(void **state)
{
    (void)state;
    const char *specs[] = {"sprites,n=8", "sprites,turn=0-0,n=8",
                           "sprites:colour,turn=20-20,n=8",
                           "sprites:colour,n=8"};
    const char *names[] = {"shape scale orientation x y ", "shape scale x y ",
                           "shape scale x y hue ",
                           "shape scale orientation x y hue "};
    for (int k = 0; k < 4; k++) {
        split s = data_load(specs[k], 1, 0, 0);
        char text[80] = "";
        for (int i = 0; i < s.train.n_factors; i++) {
            strcat(text, s.train.factor_names[i]);
            strcat(text, " ");
        }
        assert_string_equal(text, names[k]);
        assert_int_equal(s.train.height, 32);
        assert_int_equal(s.train.channels, k < 2 ? 1 : 3);
        split_free(&s);
    }
}

/* Upright means that the angle is the one asked for. */
static void still_sprites_keep_their_angle(void **state)
{
    (void)state;
    split s = data_load("sprites,size=64,turn=25-25,n=40", 2, 0, 0);
    real picture[AREA];
    int ellipses = 0;
    for (int b = 0; b < s.train.n; b++) {
        if (s.train.labels[b] != 1)
            continue;
        dataset_rows(&s.train, b, 1, picture);
        CHECK_CLOSE(moments_of(picture, SIZE).angle, 25 * M_PI / 180, 0.02);
        ellipses++;
    }
    assert_true(ellipses > 5);
    split_free(&s);
}

static void the_same_seed_gives_the_same_sprites(void **state)
{
    (void)state;
    enum { PICTURE = 16 * 16 };
    split a = data_load("sprites,size=16,n=40", 5, 0, 0);
    split b = data_load("sprites,size=16,n=40", 5, 7, 3);
    split other = data_load("sprites,size=16,n=40", 6, 0, 0);
    split colour = data_load("sprites:colour,size=16,n=40", 5, 0, 0);
    assert_int_equal(b.train.n, 7);
    assert_int_equal(b.test.n, 3);
    assert_memory_equal(a.train.pixels, b.train.pixels, 7 * PICTURE);
    assert_memory_equal(a.test.pixels, b.test.pixels, 3 * PICTURE);
    assert_memory_not_equal(a.train.pixels, a.test.pixels, 10 * PICTURE);
    assert_memory_not_equal(a.train.pixels, other.train.pixels, 40 * PICTURE);
    for (int i = 0; i < 40; i++)
        assert_memory_equal(a.train.factors + 5 * i,
                            colour.train.factors + 6 * i, 5 * sizeof(float));
    split_free(&a);
    split_free(&b);
    split_free(&other);
    split_free(&colour);
}

static void wrong_forms_are_usage_errors(void **state)
{
    (void)state;
    const char *const wrong[][2] = {
        {"sprites:red", "sprites are white or ':colour', not ':red'"},
        {"sprites:", "not ':'"},
        {"sprites,size=15", "'15' is not a number from 16 to 128"},
        {"sprites,size=129", "'129' is not a number from 16 to 128"},
        {"sprites,size=x", "'x' is not a number"},
        {"sprites,turn=90", "'90' is not a range"},
        {"sprites,turn=90-0", "turn=90-0 is no range within 0-360"},
        {"sprites,turn=0-361", "turn=0-361 is no range within 0-360"},
        {"sprites,turn=-10-10", "'-10-10' is not a range"},
        {"sprites,turn=0-nan", "'0-nan' is not a range"},
        {"sprites,radius=3", "',radius=3' is not an option of sprites"},
        {"sprites,n=40,n=50", "',n=50' is not an option"},
        {"sprites,n=7", "'7' is not a number from 8"},
        {"sprites,", "',' is not an option"},
    };
    check_wrong_specs(wrong, sizeof wrong / sizeof *wrong);
}

static void draw_shape(void *shape)
{
    real picture[256];
    const float factors[] = {*(float *)shape, 1, 0, 0.5F, 0.5F};
    sprites_form f = sprites_ordinary(16);
    sprites_draw(&f, factors, picture);
}

static void there_are_three_shapes(void **state)
{
    (void)state;
    CHECK_STOPS(draw_shape, &(float){3}, "no such shape");
    CHECK_STOPS(draw_shape, &(float){-1}, "no such shape");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sprite_is_where_its_factors_say),
        cmocka_unit_test(the_area_grows_with_the_square_of_the_scale),
        cmocka_unit_test(an_ellipse_is_turned_counter_clockwise),
        cmocka_unit_test(shapes_repeat_as_the_text_says),
        cmocka_unit_test(a_heart_stands_on_its_tip),
        cmocka_unit_test(the_hue_runs_from_red_to_blue),
        cmocka_unit_test(sprites_are_inside_whatever_their_factors),
        cmocka_unit_test(a_little_more_of_a_factor_changes_little),
        cmocka_unit_test(factors_fill_their_ranges),
        cmocka_unit_test(what_stays_the_same_is_no_factor),
        cmocka_unit_test(still_sprites_keep_their_angle),
        cmocka_unit_test(the_same_seed_gives_the_same_sprites),
        cmocka_unit_test(wrong_forms_are_usage_errors),
        cmocka_unit_test(there_are_three_shapes),
    };
    return RUN_TESTS(tests);
}
