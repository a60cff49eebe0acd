// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of chapter 3. */
#include "chapters.h"

#include "adam.h"
#include "data.h"
#include "evaluate.h"
#include "grading.h"
#include "model.h"
#include "schedule.h"
#include "threshold.h"
#include "traversal.h"

#include <gsl/gsl_math.h>
#include <stdlib.h>
#include <string.h>

/* ---- the schedule ------------------------------------------------------- */

static void beta_is_held_falls_and_is_held(void **state)
{
    (void)state;
    const schedule s = {12, 0.75, 0.4, 0.9};
    CHECK_CLOSE(schedule_at(&s, 0), 12, 0);
    CHECK_CLOSE(schedule_at(&s, 0.4), 12, 0);
    CHECK_CLOSE(schedule_at(&s, 0.65), 3, 1e-12); /* halfway: the fourth root */
    CHECK_CLOSE(schedule_at(&s, 0.9), 0.75, 1e-12);
    CHECK_CLOSE(schedule_at(&s, 1), 0.75, 0);
    const schedule up = {1, 4, 0, 1}, jump = {2, 5, 0.5, 0.5};
    CHECK_CLOSE(schedule_at(&up, 0.5), 2, 1e-12);
    CHECK_CLOSE(schedule_at(&jump, 0.5), 2, 0);
    CHECK_CLOSE(schedule_at(&jump, 0.51), 5, 0);
}

/* ---- the threshold ------------------------------------------------------ */

/* Two pixels that are white with the shares 1/2 and 1/4, and one that never is:
 * covariances by hand. */
static void thresholds_are_eigenvalues(void **state)
{
    (void)state;
    dataset d = dataset_alloc(4, 1, 1, 3);
    const unsigned char pixels[] = {255, 255, 0, 255, 0, 0, 0, 0, 0, 0, 0, 0};
    memcpy(d.pixels, pixels, sizeof pixels);
    double values[3];
    assert_int_equal(thresholds(&d, false, values, 3), 2);
    double r = 0.125 / sqrt(0.25 * 0.1875); /* the correlation */
    CHECK_CLOSE(values[0], 1 + r, 1e-12);
    CHECK_CLOSE(values[1], 1 - r, 1e-12);
    assert_int_equal(thresholds(&d, true, values, 1), 1);
    double trace = 0.4375, determinant = 0.25 * 0.1875 - 0.125 * 0.125;
    CHECK_CLOSE(values[0],
                2 * (trace + sqrt(trace * trace - 4 * determinant)) / 2, 1e-12);
    memset(d.pixels, 9, sizeof pixels);
    assert_int_equal(thresholds(&d, false, values, 3), 0);
    dataset_free(&d);
}

/* The same two pixels 600 times over: as many times the eigenvalues, by way of
 * the products of the pictures. */
static void large_pictures_have_thresholds(void **state)
{
    (void)state;
    enum { COPIES = 600 };
    const unsigned char pixels[4][2] = {{255, 255}, {255, 0}, {0, 0}, {0, 0}};
    dataset d = dataset_alloc(4, 1, COPIES, 2);
    for (int i = 0; i < 4 * COPIES * 2; i++)
        d.pixels[i] = pixels[i / (COPIES * 2)][i % 2];
    double values[3], r = 0.125 / sqrt(0.25 * 0.1875);
    assert_int_equal(thresholds(&d, false, values, 3), 3);
    CHECK_CLOSE(values[0] / COPIES, 1 + r, 1e-12);
    CHECK_CLOSE(values[1] / COPIES, 1 - r, 1e-12);
    CHECK_CLOSE(values[2], 0, 1e-9);
    dataset_free(&d);
}

/* ---- training and traversals -------------------------------------------- */

static chapter tiny(double share)
{
    chapter c = {.run.options = {.data = "dots",
                                 .epochs = 30,
                                 .batch = 32,
                                 .seed = 1,
                                 .quiet = true,
                                 .no_figures = true,
                                 .out = check_folder()},
                 .latent = 3,
                 .rate = 2e-3,
                 .loss = "bernoulli",
                 .beta = {.hold = 0.4, .until = 0.9}};
    double beta_c;
    c.run.results = results_alloc();
    c.run.provenance = results_alloc();
    c.data = data_load("dots,size=12,radius=2.25,y=3.25-7.75,n=2048", 1, 0, 0);
    thresholds(&c.data.train, false, &beta_c, 1);
    c.beta.from = c.beta.to = share * beta_c;
    return c;
}

static void two_units_live_at_a_good_beta(void **state)
{
    (void)state;
    chapter c = tiny(0.45);
    beta_vae m = beta_vae_trained(&c, NULL);
    grading_part(&c, &m);
    CHECK_CLOSE(reported(&c, "active_units"), 2, 0);
    assert_true(reported(&c, "sap") > 0.9);
    assert_true(reported(&c, "r2") > 0.97);
    assert_int_not_equal((int)reported(&c, "unit_x"),
                         (int)reported(&c, "unit_y"));
    assert_true(reported(&c, "excess") > 0);
    beta_vae_free(&m);
    split_free(&c.data);
}

static void nothing_lives_beyond_the_threshold(void **state)
{
    (void)state;
    chapter c = tiny(1.1);
    beta_vae m = beta_vae_trained(&c, NULL);
    grading_part(&c, &m);
    CHECK_CLOSE(reported(&c, "active_units"), 0, 0);
    CHECK_CLOSE(reported(&c, "sap"), 0, 0);
    CHECK_CLOSE(reported(&c, "test_kl"), 0, 0.02);
    beta_vae_free(&m);
    split_free(&c.data);
}

/* An untrained model will do: the code of the picture itself is what it is. */
static void the_green_frame_is_the_same_in_every_row(void **state)
{
    (void)state;
    enum { UNITS = 4, SIZE = 144 };
    split s = data_load("dots,size=12,radius=2.25,n=80", 1, 0, 0);
    beta_vae m = beta_vae_alloc(SIZE, UNITS, false, 7, 1);
    unit_list u = units_of(&m, &s.test);
    real picture[SIZE],
        *frames = must_alloc(UNITS * STEPS * SIZE, sizeof *frames);
    int own[UNITS], differ = 0;
    dataset_rows(&s.test, 3, 1, picture);
    traverse(&m, &u, picture, own, frames);
    memcpy(m.x->value, picture, sizeof picture);
    m.g->training = false;
    graph_run(NULL, m.y, 1);
    for (int r = 0; r < UNITS; r++) {
        assert_in_range(own[r], 0, STEPS - 1);
        double mu = (double)m.mu->value[u.order[r]];
        double off = fabs(mu - (-3 + 0.75 * own[r]));
        assert_true(off <= 0.375 + 1e-6 || fabs(mu) > 3);
        const real *row = frames + r * STEPS * SIZE;
        for (int i = 0; i < SIZE; i++)
            CHECK_CLOSE(row[own[r] * SIZE + i], m.y->value[i], 1e-5);
        assert_memory_equal(row + own[r] * SIZE, frames + own[0] * SIZE,
                            SIZE * sizeof *frames);
        differ += memcmp(row, row + 8 * SIZE, SIZE * sizeof *frames) != 0;
        if (r > 0)
            assert_true(u.kl[u.order[r - 1]] >= u.kl[u.order[r]]);
    }
    assert_int_equal(differ, UNITS);
    free(frames);
    units_free(&u);
    beta_vae_free(&m);
    split_free(&s);
}

/* Ten pictures with a small weight: down to what grey pixels cost, and the code
 * tells the pictures apart. */
static void one_batch_is_learned_by_heart(void **state)
{
    (void)state;
    enum { PICTURES = 10, SIZE = 144 };
    split s = data_load("dots,size=12,radius=2.25,n=80", 1, PICTURES, 1);
    beta_vae m = beta_vae_alloc(SIZE, 4, false, PICTURES, 1);
    adam a = adam_alloc(m.g->parameters);
    dataset_rows(&s.train, 0, PICTURES, m.x->value);
    double floor = 0;
    for (int i = 0; i < PICTURES * SIZE; i++) {
        double x = (double)m.x->value[i];
        floor -= x > 0 && x < 1 ? x * log(x) + (1 - x) * log(1 - x) : 0;
    }
    m.price->scalar = R(0.1);
    double before = (double)graph_run(NULL, m.rec, PICTURES)[0];
    for (int i = 0; i < 600; i++) {
        graph_noise(m.g, 1, i);
        graph_run(NULL, m.loss, PICTURES);
        graph_backward(m.loss, PICTURES);
        adam_step(&a, m.g->theta, m.g->grad, 4e-3);
    }
    assert_true(before > floor / PICTURES + 60);
    assert_true((double)m.rec->value[0] < floor / PICTURES + 1);
    assert_true((double)m.kl->value[0] > log(PICTURES));
    adam_free(&a);
    beta_vae_free(&m);
    split_free(&s);
}

static void the_loss_is_the_negative_bound_at_beta_1(void **state)
{
    (void)state;
    split s = data_load("dots,size=12,radius=2.25,n=80", 1, 0, 0);
    beta_vae m = beta_vae_alloc(144, 3, false, 20, 1);
    double rec = evaluate_noisy(m.x, m.rec, &s.test, 4);
    double kl = evaluate_mean(m.x, m.kl, &s.test);
    CHECK_CLOSE(evaluate_noisy(m.x, m.loss, &s.test, 4), rec + kl, 1e-4);
    m.price->scalar = R(2.5);
    CHECK_CLOSE(evaluate_noisy(m.x, m.loss, &s.test, 4), rec + 2.5 * kl, 1e-4);
    beta_vae_free(&m);
    split_free(&s);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(beta_is_held_falls_and_is_held),
        cmocka_unit_test(thresholds_are_eigenvalues),
        cmocka_unit_test(large_pictures_have_thresholds),
        cmocka_unit_test(two_units_live_at_a_good_beta),
        cmocka_unit_test(nothing_lives_beyond_the_threshold),
        cmocka_unit_test(the_green_frame_is_the_same_in_every_row),
        cmocka_unit_test(one_batch_is_learned_by_heart),
        cmocka_unit_test(the_loss_is_the_negative_bound_at_beta_1),
    };
    return RUN_TESTS(tests);
}
