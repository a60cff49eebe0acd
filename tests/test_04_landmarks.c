// SPDX-License-Identifier: GPL-3.0-or-later
/* Landmarks of chapter 4: how far apart they lie, the way to the template and
 * back, and textures under one warp. */
#include "check.h"

#include "dae_codes.h"
#include "landmarks.h"
#include "maps.h"
#include "noise.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { N = 6, COUNT = 7, HEIGHT = 20, WIDTH = 26, FIELD = 2 * HEIGHT * WIDTH };

/* ---- how far apart ------------------------------------------------------ */

/* Two points, two pixels apart, in a picture and again two pixels lower: the
 * mean shape has the size 1, and each point is 1 from its mean. */
static void the_spread_is_in_sizes_of_the_mean_shape(void **state)
{
    (void)state;
    const float points[] = {3, 5, 5, 5, 3, 7, 5, 7};
    CHECK_CLOSE(landmark_size(points, 2, 2), 1, 1e-6);
    CHECK_CLOSE(landmark_spread(points, 2, 2), 1, 1e-6);
    /* One of four pictures is 4 pixels lower: rms sqrt(1/4 * 3/4) * 4. */
    const float four[] = {0, 0, 6, 0, 0, 0, 6, 0, 0, 0, 6, 0, 0, 4, 6, 4};
    CHECK_CLOSE(landmark_size(four, 4, 2), 3, 1e-6);
    CHECK_CLOSE(landmark_spread(four, 4, 2), sqrt(3.0) / 3, 1e-6);
}

static void a_smaller_template_has_no_smaller_spread(void **state)
{
    (void)state;
    float points[2 * N * COUNT], smaller[2 * N * COUNT];
    real numbers[2 * N * COUNT];
    noise(numbers, 2 * N * COUNT, 1);
    for (int i = 0; i < 2 * N * COUNT; i++) {
        points[i] = (float)numbers[i];
        smaller[i] = 0.25F * points[i] + 9;
    }
    CHECK_CLOSE(landmark_spread(smaller, N, COUNT),
                landmark_spread(points, N, COUNT), 1e-5);
    CHECK_CLOSE(landmark_size(smaller, N, COUNT),
                0.25 * landmark_size(points, N, COUNT), 1e-5);
}

/* ---- to the template ---------------------------------------------------- */

/* A shape that is turned, scaled and moved differently in each picture, and the
 * warps that undo it. */
typedef struct {
    float shape[2 * COUNT];
    dataset d;
    real *warps;
} moved;

static void move_one(moved *m, int b)
{
    double angle = 0.3 * b - 0.7, scale = 0.8 + 0.07 * b;
    double c = cos(angle), s = sin(angle), x = 12 + 0.3 * b, y = 10 - 0.4 * b;
    const double back[] = {c / scale, s / scale, -s / scale, c / scale};
    const double shift[] = {-(back[0] * x + back[1] * y),
                            -(back[2] * x + back[3] * y)};
    for (int k = 0; k < COUNT; k++) {
        double u = (double)m->shape[2 * k], v = (double)m->shape[2 * k + 1];
        float *to = m->d.landmarks + 2 * (COUNT * b + k);
        to[0] = (float)(x + scale * (c * u - s * v));
        to[1] = (float)(y + scale * (s * u + c * v));
    }
    linear_warp(m->warps + b * FIELD, HEIGHT, WIDTH, back, shift);
}

static moved moved_alloc(void)
{
    moved m = {.d = dataset_alloc(N, 1, HEIGHT, WIDTH)};
    real numbers[2 * COUNT];
    noise(numbers, 2 * COUNT, 2);
    for (int i = 0; i < 2 * COUNT; i++)
        m.shape[i] = (float)(3 * numbers[i]);
    m.d.n_landmarks = COUNT;
    m.d.landmarks = must_calloc(2 * N * COUNT, sizeof *m.d.landmarks);
    m.warps = must_calloc(N * FIELD, sizeof *m.warps);
    for (int b = 0; b < N; b++)
        move_one(&m, b);
    return m;
}

static void moved_free(moved *m)
{
    free(m->warps);
    dataset_free(&m->d);
}

static void warps_that_undo_all_motion_lay_landmarks_on_each_other(void **state)
{
    (void)state;
    moved m = moved_alloc();
    float mapped[2 * N * COUNT];
    landmarks_to_template(&m.d, m.warps, mapped);
    assert_true(landmark_spread(m.d.landmarks, N, COUNT) > 0.3);
    CHECK_CLOSE(landmark_spread(mapped, N, COUNT), 0, 1e-5);
    for (int i = 0; i < 2 * N * COUNT; i++)
        CHECK_CLOSE(mapped[i], m.shape[i % (2 * COUNT)], 1e-4);
    moved_free(&m);
}

/* ---- and back ----------------------------------------------------------- */

/* The identity, bent smoothly by up to 1.5 pixels. */
static void bent_warp(real *w)
{
    const double one[] = {1, 0, 0, 1}, none[] = {0, 0};
    linear_warp(w, HEIGHT, WIDTH, one, none);
    for (int i = 0; i < HEIGHT; i++)
        for (int j = 0; j < WIDTH; j++) {
            w[i * WIDTH + j] += (real)(1.5 * sin(0.3 * i) * cos(0.2 * j));
            w[(HEIGHT + i) * WIDTH + j] += (real)(1.5 * sin(0.25 * j - 0.4));
        }
}

static void the_round_trip_ends_where_it_began(void **state)
{
    (void)state;
    dataset d = dataset_alloc(1, 1, HEIGHT, WIDTH);
    real w[FIELD], numbers[2 * COUNT];
    float mapped[2 * COUNT], found[2 * COUNT];
    bent_warp(w);
    noise_unit(numbers, 2 * COUNT, 5);
    d.n_landmarks = COUNT;
    d.landmarks = must_calloc(2 * COUNT, sizeof *d.landmarks);
    for (int i = 0; i < 2 * COUNT; i++)
        d.landmarks[i] = (float)(4 + 11 * numbers[i]);
    landmarks_to_template(&d, w, mapped);
    assert_int_equal(
        landmarks_from_template(w, HEIGHT, WIDTH, mapped, COUNT, found), 0);
    double most = 0;
    for (int i = 0; i < 2 * COUNT; i++) {
        CHECK_CLOSE(found[i], d.landmarks[i], 1e-3);
        most = fmax(most, fabs((double)(mapped[i] - d.landmarks[i])));
    }
    assert_true(most > 0.5); /* the way was no identity */
    dataset_free(&d);
}

static void what_a_picture_does_not_show_is_put_nearest_to_it(void **state)
{
    (void)state;
    const double one[] = {1, 0, 0, 1}, none[] = {0, 0};
    const float points[] = {-9, 7.2F, 5, 6, 12.4F, 44};
    float found[6];
    real w[FIELD];
    linear_warp(w, HEIGHT, WIDTH, one, none);
    assert_int_equal(
        landmarks_from_template(w, HEIGHT, WIDTH, points, 3, found), 2);
    const float expected[] = {0, 7, 5, 6, 12, HEIGHT - 1};
    for (int i = 0; i < 6; i++)
        CHECK_CLOSE(found[i], expected[i], 1e-5);
}

/* ---- textures under one warp -------------------------------------------- */

static void all_textures_are_seen_under_the_same_warp(void **state)
{
    (void)state;
    enum { SIZE = 2 * HEIGHT * WIDTH, LEFT = 3, DOWN = 2 };
    dae_form f = {.channels = 2, .height = HEIGHT, .width = WIDTH};
    const double one[] = {1, 0, 0, 1}, shift[] = {LEFT, DOWN};
    real w[FIELD], textures[N * SIZE], seen[N * SIZE];
    noise_unit(textures, N * SIZE, 6);
    linear_warp(w, HEIGHT, WIDTH, one, shift);
    under_warp(&f, textures, N, w, seen);
    for (int map = 0; map < 2 * N; map++)
        for (int i = 0; i < HEIGHT - DOWN; i++)
            for (int j = 0; j < WIDTH - LEFT; j++) {
                int at = (map * HEIGHT + i) * WIDTH + j;
                CHECK_CLOSE(seen[at], textures[at + DOWN * WIDTH + LEFT], 0);
            }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_spread_is_in_sizes_of_the_mean_shape),
        cmocka_unit_test(a_smaller_template_has_no_smaller_spread),
        cmocka_unit_test(
            warps_that_undo_all_motion_lay_landmarks_on_each_other),
        cmocka_unit_test(the_round_trip_ends_where_it_began),
        cmocka_unit_test(what_a_picture_does_not_show_is_put_nearest_to_it),
        cmocka_unit_test(all_textures_are_seen_under_the_same_warp),
    };
    return RUN_TESTS(tests);
}
