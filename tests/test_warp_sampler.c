// SPDX-License-Identifier: GPL-3.0-or-later
/* The sampler, and maps drawn larger, against GSL's interpolation. Their
 * derivatives are checked in test_warp_gradients. */
#include "check.h"

#include "maps.h"
#include "noise.h"
#include "op_dense.h"
#include "op_field_loss.h"
#include "op_sample.h"
#include "op_upsample.h"

#include <gsl/gsl_interp2d.h>
#include <gsl/gsl_spline2d.h>
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

/* ---- the sampler -------------------------------------------------------- */

/* A texture, coordinates, and the sample, for N pictures. */
typedef struct {
    graph *g;
    node *t, *c, *y;
} sampler;

static sampler sampler_alloc(void)
{
    sampler s = {.g = graph_alloc()};
    s.t = maps(s.g, CHANNELS, HEIGHT, WIDTH);
    s.c = maps(s.g, 2, HIGH, WIDE);
    s.y = sample(s.t, s.c);
    graph_bind(s.g, ROOM, 1);
    noise(s.t->value, node_count(s.t, ROOM), 5);
    return s;
}

/* Coordinates between `low` and `high` pictures. */
static void scatter(const sampler *s, double low, double high)
{
    noise_unit(s->c->value, node_count(s->c, ROOM), 6);
    for (size_t i = 0; i < node_count(s->c, ROOM); i++) {
        int size = i / (HIGH * WIDE) % 2 == 0 ? WIDTH : HEIGHT;
        double share = low + (high - low) * (double)s->c->value[i];
        s->c->value[i] = (real)(share * (size - 1));
    }
}

/* Coordinate of output pixel k of picture b. */
static double at(const sampler *s, int b, int axis, int k)
{
    return (double)s->c->value[(b * 2 + axis) * HIGH * WIDE + k];
}

static double output(const sampler *s, int b, int channel, int k)
{
    return (double)s->y->value[(b * CHANNELS + channel) * HIGH * WIDE + k];
}

/* A map as GSL interpolates it between its rows and columns. */
static gsl_spline2d *bilinear(const real *map, int height, int width)
{
    double x[WIDTH + HEIGHT], y[WIDTH + HEIGHT], z[WIDTH * HEIGHT];
    for (int i = 0; i < WIDTH + HEIGHT; i++)
        x[i] = y[i] = i;
    gsl_spline2d *spline = gsl_spline2d_alloc(gsl_interp2d_bilinear,
                                              (size_t)width, (size_t)height);
    for (int k = 0; k < height * width; k++)
        gsl_spline2d_set(spline, z, (size_t)(k % width), (size_t)(k / width),
                         (double)map[k]);
    gsl_spline2d_init(spline, x, y, z, (size_t)width, (size_t)height);
    return spline;
}

static void inside_the_sampler_is_gsl_interpolation(void **state)
{
    (void)state;
    sampler s = sampler_alloc();
    scatter(&s, 0, 1);
    graph_run(NULL, s.y, N);
    for (int m = 0; m < N * CHANNELS; m++) {
        gsl_spline2d *spline =
            bilinear(s.t->value + m * HEIGHT * WIDTH, HEIGHT, WIDTH);
        int b = m / CHANNELS;
        for (int k = 0; k < HIGH * WIDE; k++)
            CHECK_CLOSE(output(&s, b, m % CHANNELS, k),
                        gsl_spline2d_eval(spline, at(&s, b, 0, k),
                                          at(&s, b, 1, k), NULL, NULL),
                        3e-6);
        gsl_spline2d_free(spline);
    }
    graph_free(s.g);
}

static double limited(double c, int size)
{
    return fmin(fmax(c, 0), size - 1);
}

/* The same interpolation at the nearest place that is inside. */
static void outside_the_texture_goes_on_as_it_ends(void **state)
{
    (void)state;
    sampler s = sampler_alloc();
    scatter(&s, -1.3, 2.3);
    graph_run(NULL, s.y, N);
    int outside = 0;
    for (int m = 0; m < N * CHANNELS; m++) {
        gsl_spline2d *spline =
            bilinear(s.t->value + m * HEIGHT * WIDTH, HEIGHT, WIDTH);
        for (int k = 0; k < HIGH * WIDE; k++) {
            int b = m / CHANNELS;
            double x = at(&s, b, 0, k), y = at(&s, b, 1, k);
            double in_x = limited(x, WIDTH), in_y = limited(y, HEIGHT);
            CHECK_CLOSE(output(&s, b, m % CHANNELS, k),
                        gsl_spline2d_eval(spline, in_x, in_y, NULL, NULL),
                        3e-6);
            outside += x != in_x || y != in_y;
        }
        gsl_spline2d_free(spline);
    }
    assert_true(outside > 20 && outside < N * CHANNELS * HIGH * WIDE - 20);
    graph_free(s.g);
}

static void ramps_are_reproduced(void **state)
{
    (void)state;
    sampler s = sampler_alloc();
    for (size_t k = 0; k < node_count(s.t, N); k++) {
        int i = (int)k / WIDTH % HEIGHT, j = (int)k % WIDTH;
        s.t->value[k] = (real)(0.25 + 0.5 * j - 0.125 * i);
    }
    scatter(&s, 0, 1);
    graph_run(NULL, s.y, N);
    for (int b = 0; b < N; b++)
        for (int k = 0; k < HIGH * WIDE; k++)
            CHECK_CLOSE(output(&s, b, 1, k),
                        0.25 + 0.5 * at(&s, b, 0, k) - 0.125 * at(&s, b, 1, k),
                        5e-7);
    graph_free(s.g);
}

/* Coordinates that are no numbers, forwards and backwards: no crash, and the
 * loss shows it. */
static void what_is_no_coordinate_is_not_hidden(void **state)
{
    (void)state;
    const real wrong[] = {NAN, INFINITY, -INFINITY};
    for (int w = 0; w < 3; w++) {
        graph *g = graph_alloc();
        node *x = input(g, 1), *t = dense(x, CHANNELS * HEIGHT * WIDTH);
        node *c = dense(x, 2 * HIGH * WIDE);
        shaped(t, CHANNELS, HEIGHT, WIDTH);
        node *y = sample(t, shaped(c, 2, HIGH, WIDE)), *loss = mean_square(y);
        graph_bind(g, ROOM, 1);
        c->theta[2 * HIGH * WIDE + 3] = wrong[w]; /* the bias */
        assert_true(isnan(graph_run(NULL, loss, N)[0]));
        graph_backward(loss, N);
        for (int k = 0; k < y->size; k++)
            assert_int_equal(isnan(y->value[k]), k % (HIGH * WIDE) == 3);
        graph_free(g);
    }
}

static void huge_coordinates_show_a_corner(void **state)
{
    (void)state;
    const real huge[] = {R(3e38), R(-3e38), R(1e10), R(-1e10), R(2147483648)};
    sampler s = sampler_alloc();
    for (size_t i = 0; i < node_count(s.c, N); i++)
        s.c->value[i] = huge[i % 5];
    graph_run(NULL, s.y, N);
    for (int m = 0; m < N * CHANNELS; m++)
        for (int k = 0; k < HIGH * WIDE; k++) {
            int b = m / CHANNELS;
            int column = at(&s, b, 0, k) > 0 ? WIDTH - 1 : 0;
            int row = at(&s, b, 1, k) > 0 ? HEIGHT - 1 : 0;
            CHECK_CLOSE(output(&s, b, m % CHANNELS, k),
                        s.t->value[(m * HEIGHT + row) * WIDTH + column], 0);
        }
    graph_free(s.g);
}

/* ---- maps drawn larger -------------------------------------------------- */

static void larger_maps_are_gsl_interpolation(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = maps(g, CHANNELS, HEIGHT, WIDTH), *y = upsample(x, 11, 13);
    graph_bind(g, ROOM, 1);
    noise(x->value, node_count(x, ROOM), 2);
    graph_run(NULL, y, N);
    for (int m = 0; m < N * CHANNELS; m++) {
        gsl_spline2d *spline =
            bilinear(x->value + m * HEIGHT * WIDTH, HEIGHT, WIDTH);
        for (int k = 0; k < 11 * 13; k++) {
            double row = k / 13 * (HEIGHT - 1) / 10.0;
            double column = k % 13 * (WIDTH - 1) / 12.0;
            CHECK_CLOSE(y->value[m * 11 * 13 + k],
                        gsl_spline2d_eval(spline, column, row, NULL, NULL),
                        2e-6);
        }
        gsl_spline2d_free(spline);
    }
    graph_free(g);
}

static void the_same_size_is_the_same_map(void **state)
{
    (void)state;
    graph *g = graph_alloc();
    node *x = maps(g, 2, 3, 4), *same = upsample(x, 3, 4);
    node *two = maps(g, 1, 1, 2), *row = upsample(two, 3, 3);
    graph_bind(g, ROOM, 1);
    noise(x->value, node_count(x, ROOM), 2);
    graph_run(NULL, same, N);
    for (size_t i = 0; i < node_count(x, N); i++)
        CHECK_CLOSE(same->value[i], x->value[i], 1e-6);
    for (int k = 0; k < x->size; k++)
        x->value[x->size + k] = NAN; /* the next picture is not looked at */
    graph_run(NULL, same, N);
    for (int k = 0; k < x->size; k++)
        CHECK_CLOSE(same->value[k], x->value[k], 1e-6);
    two->value[0] = 5;
    two->value[1] = 8;
    graph_run(NULL, row, 1);
    const double want[] = {5, 6.5, 8, 5, 6.5, 8, 5, 6.5, 8};
    for (int i = 0; i < 9; i++)
        CHECK_CLOSE(row->value[i], want[i], 0);
    graph_free(g);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(inside_the_sampler_is_gsl_interpolation),
        cmocka_unit_test(outside_the_texture_goes_on_as_it_ends),
        cmocka_unit_test(ramps_are_reproduced),
        cmocka_unit_test(what_is_no_coordinate_is_not_hidden),
        cmocka_unit_test(huge_coordinates_show_a_corner),
        cmocka_unit_test(larger_maps_are_gsl_interpolation),
        cmocka_unit_test(the_same_size_is_the_same_map),
    };
    return RUN_TESTS(tests);
}
