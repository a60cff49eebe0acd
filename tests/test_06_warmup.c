// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 6's warm-up: Retinex, the painted sphere, its light by harmonics. */
#include "check.h"

#include "harmonics.h"
#include "retinex.h"
#include "sphere.h"
#include "table.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>

/* ---- one run for all tests ---------------------------------------------- */

static run r;

static int run_warm_up(void **state)
{
    (void)state;
    r = (run){.options = {.seed = 3, .out = check_folder()},
              .results = results_alloc(),
              .provenance = results_alloc()};
    retinex_part(&r);
    sphere_part(&r);
    harmonics_part(&r);
    char *path = run_path(&r, "results.txt");
    results_write(r.provenance, r.results, path);
    free(path);
    return 0;
}

static double result(const char *key)
{
    char *path = run_path(&r, "results.txt");
    double value = results_read_number(path, key);
    free(path);
    return value;
}

/* ---- Retinex ------------------------------------------------------------ */

enum { SAMPLES = 10 };

/* A known step of 3 in a light that falls by a tenth each time. */
static void make_step(double *signal)
{
    for (int k = 0; k < SAMPLES; k++)
        signal[k] = (k < 4 ? 0.2 : 0.6) * pow(0.9, k);
}

static void retinex_finds_a_known_step(void **state)
{
    (void)state;
    double signal[SAMPLES], albedo[SAMPLES], shading[SAMPLES], mean = 0;
    make_step(signal);
    retinex(signal, SAMPLES, 0.3, albedo, shading);
    for (int k = 0; k < SAMPLES; k++) {
        CHECK_CLOSE(albedo[k] * shading[k], signal[k], 1e-14);
        CHECK_CLOSE(albedo[k] / albedo[0], k < 4 ? 1 : 3 * 0.9, 1e-12);
        mean += log(shading[k]);
    }
    CHECK_CLOSE(mean, 0, 1e-12);
    CHECK_CLOSE(shading[1] / shading[0], 0.9, 1e-12);
    CHECK_CLOSE(shading[4] / shading[3], 1, 1e-12);
}

/* Steps down count as steps up do, and the threshold decides. */
static void the_threshold_decides(void **state)
{
    (void)state;
    double signal[SAMPLES], albedo[SAMPLES], shading[SAMPLES];
    make_step(signal);
    for (int k = 0; k < SAMPLES; k++)
        signal[k] = 1 / signal[k];
    retinex(signal, SAMPLES, 0.3, albedo, shading);
    CHECK_CLOSE(albedo[9] / albedo[0], 1 / 2.7, 1e-12);
    retinex(signal, SAMPLES, 2, albedo, shading);
    CHECK_CLOSE(albedo[9], albedo[0], 1e-12);
    retinex(signal, SAMPLES, 0, albedo, shading);
    CHECK_CLOSE(albedo[9] / albedo[0], signal[9] / signal[0], 1e-12);
}

static void the_distance_ignores_a_factor(void **state)
{
    (void)state;
    const double truth[] = {1, 2, 3, 4};
    const double found[] = {5 * exp(0.2), 10 * exp(-0.2), 15 * exp(0.2),
                            20 * exp(-0.2)};
    CHECK_CLOSE(log_distance(found, truth, 4), 0.2, 1e-12);
    CHECK_CLOSE(log_distance(truth, truth, 4), 0, 0);
}

static void the_wall_is_split(void **state)
{
    (void)state;
    double slope = 0.7 / 119; /* of the light, from 1 to 0.3 */
    double light = (1 - 24 * slope) / (1 - 23 * slope);
    CHECK_CLOSE(result("retinex_step_true"), 0.7 / 0.25, 1e-5);
    CHECK_CLOSE(result("retinex_step_found"), 0.7 / 0.25 * light, 1e-5);
    light = (1 - 84 * slope) / (1 - 83 * slope);
    CHECK_CLOSE(result("retinex_shadow_fake"), 0.45 * light, 1e-5);
    assert_true(result("retinex_largest_slope") < result("retinex_threshold"));
    assert_true(result("retinex_smallest_step") > result("retinex_threshold"));
    assert_true(result("retinex_paint_error") <
                0.1 * result("retinex_paint_signal"));
    assert_true(result("retinex_shadow_error") >
                10 * result("retinex_paint_error"));
}

/* In the table, too, the found factors give the signal. */
static void the_table_has_the_factors(void **state)
{
    (void)state;
    char *path = run_path(&r, "retinex_shadow.csv");
    table t = table_read(path);
    assert_int_equal(t.values->size1, 120);
    for (size_t k = 0; k < t.values->size1; k++) {
        const double *row = gsl_matrix_const_ptr(t.values, k, 0);
        CHECK_CLOSE(row[2] * row[3], row[1], 1e-4);
        CHECK_CLOSE(row[4] * row[5], row[1], 1e-4);
    }
    table_free(&t);
    free(path);
}

/* ---- the sphere --------------------------------------------------------- */

static real albedo[3 * SPHERE_AREA], shading[3 * SPHERE_AREA];

static void factors_of_one_picture(void **state)
{
    (void)state;
    enum { NUMBERS = 3 * SPHERE_AREA };
    static real picture[NUMBERS];
    direction light = light_at(-40, 10);
    sphere_factors(light, TRUE_FACTORS, albedo, shading);
    double rough = sphere_roughness(shading);
    for (int k = 0; k < NUMBERS; k++)
        picture[k] = albedo[k] * shading[k];
    for (int how = SCALED; how < FACTORINGS; how++) {
        sphere_factors(light, (factoring)how, albedo, shading);
        for (int k = 0; k < NUMBERS; k++) {
            CHECK_CLOSE(albedo[k] * shading[k], picture[k], 1e-7);
            if (how == PAINTED)
                CHECK_CLOSE(albedo[k], picture[k], 1e-7);
        }
        if (how == SCALED)
            CHECK_CLOSE(sphere_roughness(shading) / rough, 0.25, 1e-6);
    }
    CHECK_CLOSE(sphere_roughness(shading), 0, 0); /* PAINTED is the last */
}

/* The differences are those of the four factorings, and only of them. */
static void the_run_says_the_same(void **state)
{
    (void)state;
    CHECK_CLOSE(result("sphere_scaled_difference"), 0, 0);
    assert_true(result("sphere_tinted_difference") < 1e-7);
    assert_true(result("sphere_painted_difference") < 1e-7);
    CHECK_CLOSE(result("sphere_scaled_roughness") /
                    result("sphere_true_roughness"),
                0.25, 1e-5);
    CHECK_CLOSE(result("sphere_painted_roughness"), 0, 0);
}

static void a_ramp_is_as_rough_as_its_slopes_squared(void **state)
{
    (void)state;
    for (int k = 0; k < 3 * SPHERE_AREA; k++) {
        int pixel = k % SPHERE_AREA;
        double x = pixel % SPHERE_SIDE, y = pixel / SPHERE_SIDE;
        shading[k] = (real)(x / 4 - y / 2); /* exact in binary */
    }
    CHECK_CLOSE(sphere_roughness(shading), (1 / 16.0 + 1 / 4.0) / 2, 1e-12);
}

/* The brightest pixel lies where the light comes from. */
static void light_comes_from_its_side(void **state)
{
    (void)state;
    int best = 0;
    sphere_factors(light_at(30, 20), TRUE_FACTORS, albedo, shading);
    for (int k = 0; k < SPHERE_AREA; k++)
        best = shading[k] > shading[best] ? k : best;
    double half = SPHERE_SIDE / 2.0;
    CHECK_CLOSE(best % SPHERE_SIDE + 0.5, half * (1 + 0.5 * cos(M_PI / 9)), 1);
    CHECK_CLOSE(best / SPHERE_SIDE + 0.5, half * (1 - sin(M_PI / 9)), 1);
    CHECK_CLOSE(shading[best], 1, 0.01);
}

/* The terminator is half an ellipse: of the disc (1 - cos t) / 2 is dark, with
 * t between light and viewer. */
static void the_attached_shadow_has_its_area(void **state)
{
    (void)state;
    double cosine = cos(result("sphere_azimuth") * M_PI / 180) * cos(M_PI / 9);
    CHECK_CLOSE(result("sphere_shadow"), (1 - cosine) / 2, 0.005);
}

/* ---- harmonics ---------------------------------------------------------- */

static void coefficients_have_their_closed_form(void **state)
{
    (void)state;
    const double a[] = {1 / 4.0,   1 / 2.0, 5 / 16.0,  0,
                        -3 / 32.0, 0,       13 / 256.0};
    for (int l = 0; l < 7; l++)
        CHECK_CLOSE(lambert_coefficient(l), a[l], 1e-14);
}

static void the_series_converges(void **state)
{
    (void)state;
    double sum = 0;
    for (int l = 0; l <= 30; l++)
        sum += lambert_share(l);
    CHECK_CLOSE(sum, 1, 1e-4);
    assert_true(sum < 1);
    for (double c = -1; c <= 1; c += 0.125)
        CHECK_CLOSE(lambert_series(30, c), fmax(0, c), 0.02);
    CHECK_CLOSE(lambert_series(1, 0.6), 0.25 + 0.3, 1e-14);
}

static void known_shares_come_out(void **state)
{
    (void)state;
    CHECK_CLOSE(result("harmonics_1_share"), 3 / 8.0, 1e-6);
    CHECK_CLOSE(result("harmonics_4_share"), 7 / 8.0, 1e-6);
    CHECK_CLOSE(result("harmonics_9_share"), 127 / 128.0, 1e-6);
    /* 1/4 + c/2 + 5/16 P2(c) is least at c = -8/15. */
    CHECK_CLOSE(result("harmonics_most_negative"), -19 / 480.0, 1e-4);
}

/* What a constant explains of the pictures, by integrals: a sphere's mean
 * brightness is 2 / (3 pi) (sin t + (pi - t) cos t), and the mean square at a
 * normal t away from the viewer, over all lights in front, is
 * (2 / (3 pi)) ((pi - t) / 2 + sin(2 t) / 4). */
static void one_harmonic_explains_what_a_constant_does(void **state)
{
    (void)state;
    enum { STEPS = 2000 };
    double means = 0, squares = 0;
    for (int k = 0; k < STEPS; k++) {
        double m = (k + 0.5) / STEPS, t = acos(m); /* lights: m uniform */
        double mean = 2 / (3 * M_PI) * (sin(t) + (M_PI - t) * m);
        means += mean * mean / STEPS;
        t = M_PI / 2 * m; /* normals: by area of the picture */
        squares += 2 / (3 * M_PI) * ((M_PI - t) / 2 + sin(2 * t) / 4) *
                   sin(2 * t) * M_PI / 2 / STEPS;
    }
    CHECK_CLOSE(result("harmonics_1_fitted"), means / squares, 0.003);
}

static void more_explain_more_and_none_more_than_the_best(void **state)
{
    (void)state;
    double one = result("harmonics_1_fitted");
    double four = result("harmonics_4_fitted");
    double nine = result("harmonics_9_fitted");
    assert_true(one < four && four < nine && nine < 1);
    assert_true(one < result("harmonics_1_best"));
    assert_true(four < result("harmonics_4_best"));
    assert_true(nine < result("harmonics_9_best"));
    assert_true(nine > 0.99 && result("harmonics_9_best") < 1);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(retinex_finds_a_known_step),
        cmocka_unit_test(the_threshold_decides),
        cmocka_unit_test(the_distance_ignores_a_factor),
        cmocka_unit_test_setup(the_wall_is_split, run_warm_up),
        cmocka_unit_test(the_table_has_the_factors),
        cmocka_unit_test(factors_of_one_picture),
        cmocka_unit_test(the_run_says_the_same),
        cmocka_unit_test(a_ramp_is_as_rough_as_its_slopes_squared),
        cmocka_unit_test(light_comes_from_its_side),
        cmocka_unit_test(the_attached_shadow_has_its_area),
        cmocka_unit_test(coefficients_have_their_closed_form),
        cmocka_unit_test(the_series_converges),
        cmocka_unit_test(known_shares_come_out),
        cmocka_unit_test(one_harmonic_explains_what_a_constant_does),
        cmocka_unit_test(more_explain_more_and_none_more_than_the_best),
    };
    return RUN_TESTS(tests);
}
