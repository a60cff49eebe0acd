// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 3's parts one by one: the linear case, angles in the plane, what a
 * traversal writes, frames that are no pictures, and runs. */
#include "chapters.h"

#include "data.h"
#include "evaluate.h"
#include "file.h"
#include "noise.h"
#include "plane.h"
#include "ppca.h"
#include "table.h"
#include "threshold.h"

#include <gsl/gsl_math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define STBI_NO_STDIO /* its code is in the library: data/folder.c */
#include <stb/stb_image.h>

/* ---- the linear case ----------------------------------------------------- */

static void a_linear_unit_has_half_the_logarithm_of_its_ratio(void **state)
{
    (void)state;
    CHECK_CLOSE(ppca_nats(4, 1), log(2), 1e-15);
    CHECK_CLOSE(ppca_nats(0.3 * exp(3), 0.3), 1.5, 1e-15);
    CHECK_CLOSE(ppca_nats(2.5, 2.5), 0, 0);
    CHECK_CLOSE(ppca_nats(2.5, 2.6), 0, 0);
    CHECK_CLOSE(ppca_nats(2.5, 2.4999), 2e-5, 1e-8);
}

/* So short a training that the noise of z is still felt. A weight twice too
 * large or too small would be 0.35 nats. */
static void a_trained_linear_model_does_what_theory_says(void **state)
{
    (void)state;
    double values[LINEAR_UNITS], beta[LINEAR_WEIGHTS];
    double nats[LINEAR_WEIGHTS][LINEAR_UNITS];
    split s = data_load("dots,size=12,radius=2.25,n=512", 1, 0, 0);
    int dead = 0, alive = 0;
    thresholds(&s.train, true, values, LINEAR_UNITS);
    for (int w = 0; w < LINEAR_WEIGHTS; w++)
        beta[w] = values[0] * (0.2 + 0.1 * w);
    ppca_train(&s.train, 1, 60, beta, nats);
    for (int w = 0; w < LINEAR_WEIGHTS; w++)
        for (int j = 0; j < LINEAR_UNITS; j++) {
            CHECK_CLOSE(nats[w][j], ppca_nats(values[j], beta[w]), 0.1);
            if (beta[w] > 1.05 * values[j])
                CHECK_CLOSE(nats[w][j], 0, 0.04);
            dead += beta[w] > 1.05 * values[j];
            alive += nats[w][j] > 0.2;
        }
    assert_true(dead > 20 && alive > 10);
    split_free(&s);
}

/* ---- angles in the plane ------------------------------------------------- */

static void the_angle_of_two_lines_has_no_sign(void **state)
{
    (void)state;
    static const double a[] = {3, 0}, b[] = {-0.2, 0}, c[] = {1.5, 1.5},
                        d[] = {-2, 2}, e[] = {0, -7},
                        f[] = {-1, 1.7320508075688772};
    CHECK_CLOSE(line_angle(a, a), 0, 0);
    CHECK_CLOSE(line_angle(a, b), 0, 0); /* opposite ways along one line */
    CHECK_CLOSE(line_angle(a, c), 45, 1e-12);
    CHECK_CLOSE(line_angle(a, d), 45, 1e-12); /* not 135 */
    CHECK_CLOSE(line_angle(c, d), 90, 1e-12);
    CHECK_CLOSE(line_angle(e, a), 90, 1e-12);
    CHECK_CLOSE(line_angle(f, b), 60, 1e-12);
    CHECK_CLOSE(line_angle(b, f), 60, 1e-12);
}

enum { PLACES = 200 };

static gsl_matrix *some_places(void)
{
    real numbers[2 * PLACES];
    gsl_matrix *place = gsl_matrix_alloc(PLACES, 2);
    noise_unit(numbers, 2 * PLACES, 3);
    for (size_t i = 0; i < 2 * PLACES; i++)
        place->data[i] = 2 + 9 * (double)numbers[i];
    return place;
}

static void the_slope_of_a_linear_code_is_exact(void **state)
{
    (void)state;
    gsl_matrix *place = some_places();
    gsl_vector *z = gsl_vector_alloc(PLACES);
    for (size_t i = 0; i < PLACES; i++)
        gsl_vector_set(z, i,
                       0.7 - 1.3 * gsl_matrix_get(place, i, 0) +
                           0.25 * gsl_matrix_get(place, i, 1));
    for (size_t i = 0; i < PLACES; i += 7) {
        double gradient[2];
        local_gradient(place, z, i, gradient);
        CHECK_CLOSE(gradient[0], -1.3, 1e-9);
        CHECK_CLOSE(gradient[1], 0.25, 1e-9);
    }
    gsl_vector_free(z);
    gsl_matrix_free(place);
}

/* Half a plane up, half a plane down: only the nearest places may count. */
static void the_slope_is_that_of_the_neighbourhood(void **state)
{
    (void)state;
    gsl_matrix *place = some_places();
    gsl_vector *z = gsl_vector_alloc(PLACES);
    int checked = 0;
    for (size_t i = 0; i < PLACES; i++)
        gsl_vector_set(z, i, 2 * fabs(gsl_matrix_get(place, i, 1) - 6.5));
    for (size_t i = 0; i < PLACES; i++) {
        double gradient[2], y = gsl_matrix_get(place, i, 1) - 6.5;
        if (fabs(y) < 3)
            continue;
        local_gradient(place, z, i, gradient);
        CHECK_CLOSE(gradient[0], 0, 1e-9);
        CHECK_CLOSE(gradient[1], y > 0 ? 2 : -2, 1e-9);
        checked++;
    }
    assert_true(checked > 30);
    gsl_vector_free(z);
    gsl_matrix_free(place);
}

/* ---- traversals ---------------------------------------------------------- */

enum { UNITS = 4, SIDE = 12, SIZE = SIDE * SIDE };

static chapter quiet_chapter(const char *data)
{
    chapter c = {.run.options = {.seed = 1,
                                 .batch = 20,
                                 .epochs = 1,
                                 .quiet = true,
                                 .out = check_folder()},
                 .run.results = results_alloc(),
                 .run.provenance = results_alloc()};
    c.data = data_load(data, 1, 0, 0);
    return c;
}

static void codes_stand_in_the_order_of_their_nats(void **state)
{
    (void)state;
    split s = data_load("dots,size=12,radius=2.25,n=80", 1, 0, 0);
    beta_vae m = beta_vae_alloc(SIZE, UNITS, false, 7, 1);
    unit_list u = units_of(&m, &s.test);
    gsl_matrix *two = codes_of(&m, &u, 2, &s.test);
    real mu[20 * UNITS];
    int seen = 0;
    assert_int_equal(s.test.n, 20);
    assert_int_equal(two->size1, 20);
    assert_int_equal(two->size2, 2);
    evaluate_pictures(m.x, m.mu, &s.test, mu);
    for (int r = 0; r < UNITS; r++)
        seen |= 1 << u.order[r];
    assert_int_equal(seen, (1 << UNITS) - 1);
    assert_true(u.kl[u.order[0]] > u.kl[u.order[1]]);
    assert_true(u.order[0] != 0 || u.order[1] != 1); /* or it is not tested */
    for (size_t b = 0; b < 20; b++)
        for (size_t r = 0; r < 2; r++)
            CHECK_CLOSE(gsl_matrix_get(two, b, r),
                        mu[b * UNITS + (size_t)u.order[r]], 0);
    gsl_matrix_free(two);
    units_free(&u);
    beta_vae_free(&m);
    split_free(&s);
}

/* The test picture nearest to the mean of all, found once more. */
static int nearest_to_mean(const dataset *d)
{
    double least = INFINITY;
    int which = -1;
    for (int b = 0; b < d->n; b++) {
        double distance = 0;
        for (int i = 0; i < SIZE; i++) {
            double mean = 0;
            for (int a = 0; a < d->n; a++)
                mean += d->pixels[a * SIZE + i] / (double)d->n;
            distance += gsl_pow_2(d->pixels[b * SIZE + i] - mean);
        }
        which = distance < least ? b : which;
        least = GSL_MIN(least, distance);
    }
    return which;
}

/* The middles of the pixels of a sheet with zoom 4 are those of the frames. */
static void check_sheet(const char *path, const real *frames, int rows)
{
    static unsigned char bytes[200000];
    FILE *file = file_open(path, "");
    int count = (int)fread(bytes, 1, sizeof bytes, file), w, h, channels;
    fclose(file);
    unsigned char *rgb =
        stbi_load_from_memory(bytes, count, &w, &h, &channels, 3);
    assert_non_null(rgb);
    assert_int_equal(w, STEPS * (4 * SIDE + 4) + 4);
    assert_int_equal(h, rows * (4 * SIDE + 4) + 4);
    for (int f = 0; f < rows * STEPS; f++)
        for (int i = 0; i < SIZE; i++) {
            int x = 6 + f % STEPS * (4 * SIDE + 4) + i % SIDE * 4;
            int y = 6 + f / STEPS * (4 * SIDE + 4) + i / SIDE * 4;
            CHECK_CLOSE(rgb[3 * (y * w + x)],
                        255 * (double)frames[f * SIZE + i], 0.51);
        }
    stbi_image_free(rgb);
}

/* NAME.csv and NAME.png are the traversal of that test picture. */
static void check_traversal(const chapter *c, beta_vae *m, const unit_list *u,
                            int base, const char *name)
{
    real picture[SIZE], mu[20 * UNITS],
        *frames = must_alloc(UNITS * STEPS * SIZE, sizeof *frames);
    int own[UNITS];
    char *csv = run_path(&c->run, "%s.csv", name);
    char *png = run_path(&c->run, "%s.png", name);
    table t = table_read(csv);
    dataset_rows(&c->data.test, base, 1, picture);
    traverse(m, u, picture, own, frames);
    evaluate_pictures(m->x, m->mu, &c->data.test, mu);
    assert_int_equal(t.values->size1, UNITS);
    assert_string_equal(t.names[3], "column");
    for (size_t r = 0; r < UNITS; r++) {
        const double row[] = {(double)r + 1, u->order[r] + 1,
                              u->kl[u->order[r]], own[r] + 1,
                              (double)mu[base * UNITS + u->order[r]]};
        for (size_t k = 0; k < 5; k++)
            CHECK_CLOSE(gsl_matrix_get(t.values, r, k), row[k],
                        1e-5 * (1 + fabs(row[k])));
    }
    check_sheet(png, frames, UNITS);
    table_free(&t);
    free(png);
    free(csv);
    free(frames);
}

static void files_of_a_traversal_agree_with_it(void **state)
{
    (void)state;
    chapter c = quiet_chapter("dots,size=12,radius=2.25,n=80");
    beta_vae m = beta_vae_alloc(SIZE, UNITS, false, 20, 1);
    unit_list u = units_of(&m, &c.data.test);
    const dataset *test = &c.data.test;
    int base = nearest_to_mean(test);
    assert_true(base > 0);
    traversal_part(&c, &m, &u);
    check_traversal(&c, &m, &u, base, "traversal");
    check_traversal(&c, &m, &u, 0, "steps");
    CHECK_CLOSE(reported(&c, "base_x"), test->factors[2 * base], 1e-5);
    CHECK_CLOSE(reported(&c, "base_y"), test->factors[2 * base + 1], 1e-5);
    units_free(&u);
    beta_vae_free(&m);
    split_free(&c.data);
}

/* ---- frames that are no pictures ----------------------------------------- */

/* A model that draws this whatever the code: the biases of its logits are all
 * that is not 0. */
static beta_vae drawing(const char *frame, int size)
{
    beta_vae m = beta_vae_alloc(size, UNITS, false, 20, 1);
    node *logits = m.y->in[0];
    memset(m.g->theta, 0, m.g->parameters * sizeof *m.g->theta);
    real *bias = logits->theta + node_weight_count(logits);
    for (int i = 0; i < size; i++)
        bias[i] = frame[i] == '#' ? R(9) : R(-30);
    return m;
}

static void bright_regions_are_counted(void **state)
{
    (void)state;
    static const struct {
        const char *frame; /* 4 x 4 */
        int blobs;
    } cases[] = {{"................", 0}, {".....##..##.....", 1},
                 {"################", 1}, {"#.....#.........", 2},
                 {".#...#..##......", 1}, {"#....#....#.....", 3},
                 {"###.#.#.###.....", 1}, {"...##...........", 2},
                 {"#.#.###.........", 1}};
    dataset d = dataset_alloc(5, 1, 4, 4);
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
        beta_vae m = drawing(cases[i].frame, 16);
        unit_list u = units_of(&m, &d);
        blob_shares b = blobs_in_traversals(&m, &u, &d);
        print_message("%s\n", cases[i].frame);
        CHECK_CLOSE(b.none, cases[i].blobs == 0, 0);
        CHECK_CLOSE(b.one, cases[i].blobs == 1, 0);
        CHECK_CLOSE(b.more, cases[i].blobs > 1, 0);
        units_free(&u);
        beta_vae_free(&m);
    }
    dataset_free(&d);
}

/* Red beside green is one region, and so is red on green. */
static void a_pixel_is_as_bright_as_its_brightest_colour(void **state)
{
    (void)state;
    static const char *const frames[] = {"#....#......", "#...#.......",
                                         "#......#...."};
    dataset d = dataset_alloc(5, 3, 2, 2);
    for (int i = 0; i < 3; i++) {
        beta_vae m = drawing(frames[i], 12);
        unit_list u = units_of(&m, &d);
        blob_shares b = blobs_in_traversals(&m, &u, &d);
        CHECK_CLOSE(b.one, i < 2, 0);
        CHECK_CLOSE(b.more, i == 2, 0);
        units_free(&u);
        beta_vae_free(&m);
    }
    dataset_free(&d);
}

static void a_path_goes_through_the_middles_of_brightness(void **state)
{
    (void)state;
    char frame[SIZE];
    chapter c = {.run.options.out = check_folder(),
                 .run.results = results_alloc(),
                 .data = data_load("dots,size=12,radius=2.25,n=80", 1, 0, 0)};
    for (int i = 0; i < SIZE; i++) /* 3 x 2 pixels */
        frame[i] =
            i % SIDE >= 7 && i % SIDE <= 9 && i / SIDE / 2 == 1 ? '#' : '.';
    beta_vae m = drawing(frame, SIZE);
    unit_list u = units_of(&m, &c.data.test);
    plane_part(&c, &m, &u);
    char *path = run_path(&c.run, "path.csv");
    table t = table_read(path);
    assert_int_equal(t.values->size1, UNITS * 61);
    for (size_t i = 0; i < t.values->size1; i++) {
        CHECK_CLOSE(gsl_matrix_get(t.values, i, 0), 1 + (double)(i / 61), 0);
        CHECK_CLOSE(gsl_matrix_get(t.values, i, 1), -3 + 0.1 * (double)(i % 61),
                    1e-6);
        CHECK_CLOSE(gsl_matrix_get(t.values, i, 2), 8, 1e-5);
        CHECK_CLOSE(gsl_matrix_get(t.values, i, 3), 2.5, 1e-5);
    }
    table_free(&t);
    free(path);
    path = run_path(&c.run, "results.txt");
    results_write(results_alloc(), c.run.results, path);
    double low = results_read_number(path, "gradient_angle_5");
    double high = results_read_number(path, "gradient_angle_95");
    assert_true(low >= 0 && low <= high && high <= 90);
    assert_true(fabs(results_read_number(path, "code_correlation")) <= 1);
    free(path);
    units_free(&u);
    beta_vae_free(&m);
    split_free(&c.data);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_linear_unit_has_half_the_logarithm_of_its_ratio),
        cmocka_unit_test(a_trained_linear_model_does_what_theory_says),
        cmocka_unit_test(the_angle_of_two_lines_has_no_sign),
        cmocka_unit_test(the_slope_of_a_linear_code_is_exact),
        cmocka_unit_test(the_slope_is_that_of_the_neighbourhood),
        cmocka_unit_test(codes_stand_in_the_order_of_their_nats),
        cmocka_unit_test(files_of_a_traversal_agree_with_it),
        cmocka_unit_test(bright_regions_are_counted),
        cmocka_unit_test(a_pixel_is_as_bright_as_its_brightest_colour),
        cmocka_unit_test(a_path_goes_through_the_middles_of_brightness),
    };
    return RUN_TESTS(tests);
}
