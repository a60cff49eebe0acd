// SPDX-License-Identifier: GPL-3.0-or-later
/* The way back through a warp, and its picture. */
#include "check.h"

#include "maps.h"
#include "noise.h"
#include "op_affine.h"
#include "op_upsample.h"
#include "op_warp.h"
#include "warp_inverse.h"
#include "warp_measures.h"
#include "warp_picture.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

enum { HEIGHT = 24, WIDTH = 28, GRID = 7, N = 40 };

/* Warps as training makes them: random increments and an affine map. */
typedef struct {
    graph *g;
    node *logits, *numbers, *warp;
} warps;

static warps warps_alloc(void)
{
    warps w = {.g = graph_alloc()};
    w.logits = maps(w.g, 2, GRID, GRID);
    w.numbers = input(w.g, AFFINE_NUMBERS);
    node *steps = increments(upsample(w.logits, HEIGHT, WIDTH), 4);
    w.warp = affine(integrate(steps), w.numbers);
    graph_bind(w.g, N, 1);
    return w;
}

/* Logits of that sd, turns up to 30 degrees, scales from 0.7 to 1.4, shifts up
 * to a twentieth of the picture. */
static void draw(warps *w, double sd, uint64_t seed)
{
    noise(w->logits->value, node_count(w->logits, N), seed);
    for (size_t i = 0; i < node_count(w->logits, N); i++)
        w->logits->value[i] *= (real)sd;
    real at[4 * N];
    noise_unit(at, 4 * N, seed);
    for (int b = 0; b < N; b++) {
        double turn = (2 * (double)at[4 * b] - 1) * M_PI / 6;
        double scale = 0.7 * pow(2, (double)at[4 * b + 1]);
        double ratio = (HEIGHT - 1.0) / (WIDTH - 1);
        const real numbers[] = {(real)(scale * cos(turn) - 1),
                                (real)(-scale * sin(turn) * ratio),
                                (real)(0.1 * ((double)at[4 * b + 2] - 0.5)),
                                (real)(scale * sin(turn) / ratio),
                                (real)(scale * cos(turn) - 1),
                                (real)(0.1 * ((double)at[4 * b + 3] - 0.5))};
        memcpy(w->numbers->value + b * AFFINE_NUMBERS, numbers, sizeof numbers);
    }
    graph_run(NULL, w->warp, N);
}

static const real *warp_of(const warps *w, int b)
{
    return w->warp->value + b * w->warp->size;
}

/* ---- between pixels ----------------------------------------------------- */

static void between_pixels_a_warp_is_bilinear(void **state)
{
    (void)state;
    const double m[] = {1.25, -0.5, 0.75, 2}, shift[] = {-3, 0.5};
    real w[2 * 5 * 7];
    linear_warp(w, 5, 7, m, shift);
    const double points[][2] = {
        {0, 0}, {6, 4}, {2.3, 1.9}, {-0.7, 4.6}, {6.75, -1}};
    for (int k = 0; k < 5; k++) {
        double x = points[k][0], y = points[k][1];
        warp_point p = warp_at(w, 5, 7, x, y);
        CHECK_CLOSE(p.x, m[0] * x + m[1] * y + shift[0], 1e-9);
        CHECK_CLOSE(p.y, m[2] * x + m[3] * y + shift[1], 1e-9);
        CHECK_CLOSE(p.xx, m[0], 1e-9);
        CHECK_CLOSE(p.xy, m[1], 1e-9);
        CHECK_CLOSE(p.yx, m[2], 1e-9);
        CHECK_CLOSE(p.yy, m[3], 1e-9);
    }
}

static void the_jacobian_is_that_of_finite_differences(void **state)
{
    (void)state;
    warps w = warps_alloc();
    draw(&w, 0.5, 3);
    const double step = 1e-4;
    for (int k = 0; k < 50; k++) {
        double x = 0.31 + 0.51 * k, y = 0.27 + 0.44 * k;
        const real *one = warp_of(&w, k % N);
        warp_point p = warp_at(one, HEIGHT, WIDTH, x, y);
        warp_point right = warp_at(one, HEIGHT, WIDTH, x + step, y);
        warp_point below = warp_at(one, HEIGHT, WIDTH, x, y + step);
        CHECK_CLOSE(p.xx, (right.x - p.x) / step, 1e-9);
        CHECK_CLOSE(p.yx, (right.y - p.y) / step, 1e-9);
        CHECK_CLOSE(p.xy, (below.x - p.x) / step, 1e-9);
        CHECK_CLOSE(p.yy, (below.y - p.y) / step, 1e-9);
    }
    graph_free(w.g);
}

/* ---- and back ----------------------------------------------------------- */

/* From 500 points of a picture, up to 0.9 pixels outside, and back. */
static double worst_round_trip(const real *warp, uint64_t seed)
{
    enum { POINTS = 500 };
    real at[2 * POINTS];
    double worst = 0;
    noise_unit(at, 2 * POINTS, seed);
    for (int k = 0; k < POINTS; k++) {
        double x = -0.9 + (WIDTH + 0.8) * (double)at[2 * k];
        double y = -0.9 + (HEIGHT + 0.8) * (double)at[2 * k + 1], px, py;
        warp_point t = warp_at(warp, HEIGHT, WIDTH, x, y);
        assert_true(warp_inverse(warp, HEIGHT, WIDTH, t.x, t.y, &px, &py));
        worst = fmax(worst, hypot(px - x, py - y));
    }
    return worst;
}

static void there_and_back_is_the_same_point(void **state)
{
    (void)state;
    warps w = warps_alloc();
    draw(&w, 0.15, 11);
    for (int b = 0; b < N; b++) {
        assert_int_equal(folded_cells(warp_of(&w, b), HEIGHT, WIDTH), 0);
        CHECK_CLOSE(worst_round_trip(warp_of(&w, b), (uint64_t)b), 0, 1e-9);
    }
    graph_free(w.g);
}

/* Folded: there may be other points, but all are solutions. */
static void what_is_found_is_always_a_solution(void **state)
{
    (void)state;
    warps w = warps_alloc();
    draw(&w, 1, 12);
    int folded = 0;
    for (int b = 0; b < N; b++) {
        const real *warp = warp_of(&w, b);
        folded += folded_cells(warp, HEIGHT, WIDTH) > 0;
        for (int k = 0; k < 200; k++) {
            double x = 0.13 * k, y = 23 - 0.11 * k, px, py;
            warp_point t = warp_at(warp, HEIGHT, WIDTH, x, y);
            assert_true(warp_inverse(warp, HEIGHT, WIDTH, t.x, t.y, &px, &py));
            warp_point back = warp_at(warp, HEIGHT, WIDTH, px, py);
            CHECK_CLOSE(hypot(back.x - t.x, back.y - t.y), 0, 1e-7);
        }
    }
    assert_true(folded > N / 2);
    graph_free(w.g);
}

static void what_no_picture_shows_is_not_found(void **state)
{
    (void)state;
    real w[2 * HEIGHT * WIDTH];
    double x = 5, y = 6;
    linear_warp(w, HEIGHT, WIDTH, (double[]){0.5, 0, 0, 0.5}, (double[]){7, 6});
    assert_true(warp_inverse(w, HEIGHT, WIDTH, 7, 6, &x, &y));
    CHECK_CLOSE(hypot(x, y), 0, 1e-9);
    assert_true(warp_inverse(w, HEIGHT, WIDTH, 6.6, 18, &x, &y));
    CHECK_CLOSE(x, -0.8, 1e-6);
    CHECK_CLOSE(y, 24, 1e-6);
    assert_false(warp_inverse(w, HEIGHT, WIDTH, 6.4, 12, &x, &y));
    assert_false(warp_inverse(w, HEIGHT, WIDTH, 10, 25, &x, &y));
    assert_false(warp_inverse(w, HEIGHT, WIDTH, NAN, 12, &x, &y));
    CHECK_CLOSE(x, -0.8, 1e-6); /* left alone */
    memset(w, 0, sizeof w);     /* all of it shows one point */
    assert_false(warp_inverse(w, HEIGHT, WIDTH, 1, 1, &x, &y));
}

static void one_row(void *unused)
{
    (void)unused;
    const real w[2 * 3] = {0};
    double x, y;
    warp_inverse(w, 1, 3, 0, 0, &x, &y);
}

static void a_warp_of_one_row_stops_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(one_row, NULL, "no cells");
}

/* ---- drawn -------------------------------------------------------------- */

enum { FINE = 8 };

static real picture[HEIGHT * FINE * WIDTH * FINE];

static double drawn(int i, int j)
{
    return (double)picture[i * WIDTH * FINE + j];
}

/* Lines 3 pixels apart through the centre, at (13.5, 11.5): the fine pixels
 * whose centres are 0.5 beside a line see it whole, the next ones a part. */
static void the_identity_is_squared_paper(void **state)
{
    (void)state;
    real w[2 * HEIGHT * WIDTH];
    linear_warp(w, HEIGHT, WIDTH, (double[]){1, 0, 0, 1}, (double[]){0, 0});
    warp_grid_picture(w, HEIGHT, WIDTH, FINE, 3, picture);
    for (int j = 0; j < WIDTH * FINE; j++) {
        int beside = (j - 14 * FINE + 48 * FINE) % (3 * FINE);
        double want = beside == 0 || beside == 3 * FINE - 1 ? 0.75 : 0;
        CHECK_CLOSE(drawn(6 * FINE + FINE / 2, j), want, 1e-6);
    }
    for (int i = 0; i < HEIGHT * FINE; i++) {
        int beside = (i - 12 * FINE + 48 * FINE) % (3 * FINE);
        double want = beside == 0 || beside == 3 * FINE - 1 ? 0.75 : 0;
        CHECK_CLOSE(drawn(i, 9 * FINE + FINE / 2), want, 1e-6);
    }
}

/* At half its size the template has half as wide squares, lines as thick, and
 * an end: W_x = 2 (x - 13.5) + 13.5 reaches -0.5 at x = 6.5. */
static void a_small_template_has_small_squares_and_an_end(void **state)
{
    (void)state;
    real w[2 * HEIGHT * WIDTH];
    linear_warp(w, HEIGHT, WIDTH, (double[]){2, 0, 0, 2},
                (double[]){-13.5, -11.5});
    warp_grid_picture(w, HEIGHT, WIDTH, FINE, 4, picture);
    int row = 13 * FINE;
    for (int j = 0; j < WIDTH * FINE; j++) {
        int beside = (j - 14 * FINE + 64 * FINE) % (2 * FINE);
        bool line = beside == 0 || beside == 2 * FINE - 1;
        bool on = j >= 7 * FINE && j < 21 * FINE;
        CHECK_CLOSE(drawn(row, j), on && line ? 0.75 : 0, 1e-6);
    }
}

static void lines_are_equally_thick_in_all_directions(void **state)
{
    (void)state;
    const double c = 0.8, s = 0.6;
    real w[2 * HEIGHT * WIDTH];
    linear_warp(
        w, HEIGHT, WIDTH, (double[]){c, -s, s, c},
        (double[]){13.5 - 13.5 * c + 11.5 * s, 11.5 - 13.5 * s - 11.5 * c});
    warp_grid_picture(w, HEIGHT, WIDTH, FINE, 4, picture);
    double sum = 0;
    for (int i = 8 * FINE; i < 16 * FINE; i++)
        for (int j = 10 * FINE; j < 18 * FINE; j++)
            sum += drawn(i, j) / (64 * FINE * FINE);
    double bare = 1 - 1.5 / (4 * FINE); /* what lines of one kind leave */
    CHECK_CLOSE(sum, 1 - bare * bare, 0.006);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(between_pixels_a_warp_is_bilinear),
        cmocka_unit_test(the_jacobian_is_that_of_finite_differences),
        cmocka_unit_test(there_and_back_is_the_same_point),
        cmocka_unit_test(what_is_found_is_always_a_solution),
        cmocka_unit_test(what_no_picture_shows_is_not_found),
        cmocka_unit_test(a_warp_of_one_row_stops_the_program),
        cmocka_unit_test(the_identity_is_squared_paper),
        cmocka_unit_test(a_small_template_has_small_squares_and_an_end),
        cmocka_unit_test(lines_are_equally_thick_in_all_directions),
    };
    return RUN_TESTS(tests);
}
