// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 2: the model, its bound, and what is measured with it. */
#include "chapters.h"

#include "adam.h"
#include "codes.h"
#include "data.h"
#include "elbo.h"
#include "evaluate.h"
#include "file.h"
#include "model.h"
#include "noise.h"
#include "pixel_nats.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a chapter of its own ------------------------------------------------ */

static chapter quiet_chapter(int latent, int epochs, int batch)
{
    chapter c = {.latent = latent,
                 .hidden = 30,
                 .rate = 4e-3,
                 .beta = 1,
                 .model = "vae",
                 .only = "model"};
    c.run.options = (options){.epochs = epochs,
                              .batch = batch,
                              .seed = 1,
                              .threads = 1,
                              .out = check_folder(),
                              .quiet = true};
    c.run.results = results_alloc();
    c.run.provenance = results_alloc();
    return c;
}

/* ---- the model ----------------------------------------------------------- */

enum { SIZE = 11, CODES = 3, BATCH = 6 };

static const shape small = {SIZE, 7, CODES};

/* A small model whose parameters, biases too, are random, and a batch in it. */
static vae some_vae(bool variational)
{
    vae m = vae_alloc(small, variational, BATCH, 1);
    noise(m.g->theta, m.g->parameters, 3);
    for (size_t i = 0; i < m.g->parameters; i++)
        m.g->theta[i] *= R(0.4);
    noise_unit(m.x->value, BATCH * SIZE, 5);
    return m;
}

static void the_model_is_that_of_the_text(void **state)
{
    (void)state;
    static const size_t vae_layers[] = {784 * 400 + 400, 400 * 20 + 20,
                                        400 * 20 + 20, 20 * 400 + 400,
                                        400 * 784 + 784};
    for (int plain = 0; plain < 2; plain++) {
        vae m = vae_alloc((shape){784, 400, 20}, !plain, 2, 1);
        int layer = 0;
        for (int i = 0; i < m.g->count; i++) {
            size_t count = node_parameter_count(m.g->nodes[i]);
            if (count == 0)
                continue;
            assert_true(layer < 5);
            assert_int_equal(count, vae_layers[layer]);
            layer += plain && layer == 1 ? 2 : 1; /* no log-variance */
        }
        assert_int_equal(layer, 5);
        assert_int_equal(m.z->size, 20);
        assert_int_equal(m.y->size, 784);
        assert_true(plain == !m.kl && plain == !m.logvar && plain == !m.price);
        vae_free(&m);
    }
}

static void reconstruction_is_a_sum_over_the_pixels(void **state)
{
    (void)state;
    vae m = some_vae(true);
    graph_noise(m.g, 4, 7);
    double rec = (double)graph_run(NULL, m.rec, BATCH)[0], total = 0;
    graph_run(m.logits, m.y, BATCH);
    for (int i = 0; i < BATCH * SIZE; i++) {
        double x = (double)m.x->value[i], y = (double)m.y->value[i];
        total -= (x * log(y) + (1 - x) * log(1 - y)) / BATCH;
    }
    CHECK_CLOSE(rec, total, 1e-4);
    vae_free(&m);
}

static void with_beta_1_the_loss_is_the_negative_elbo(void **state)
{
    (void)state;
    static const double betas[] = {1, 0, 3.5};
    vae m = some_vae(true);
    for (int i = 0; i < 3; i++) {
        if (i > 0)
            m.price->scalar = (real)betas[i];
        graph_noise(m.g, 4, 7);
        double loss = (double)graph_run(NULL, m.loss, BATCH)[0], kl = 0;
        for (int k = 0; k < BATCH * CODES; k++) {
            double mu = (double)m.mu->value[k], l = (double)m.logvar->value[k];
            kl += (mu * mu + exp(l) - 1 - l) / 2 / BATCH;
        }
        assert_true(kl > 0.1);
        CHECK_CLOSE(m.kl->value[0], kl, 1e-4);
        CHECK_CLOSE(loss, (double)m.rec->value[0] + betas[i] * kl, 1e-4);
    }
    vae_free(&m);
}

static void the_plain_one_has_no_noise(void **state)
{
    (void)state;
    real quiet[BATCH * SIZE];
    for (int variational = 0; variational < 2; variational++) {
        vae m = some_vae(variational);
        memcpy(quiet, graph_run(NULL, m.y, BATCH), sizeof quiet);
        if (variational)
            assert_memory_equal(m.z->value, m.mu->value,
                                BATCH * CODES * sizeof(real));
        graph_noise(m.g, 4, 7);
        graph_run(NULL, m.y, BATCH);
        bool same = memcmp(quiet, m.y->value, sizeof quiet) == 0;
        assert_int_equal(same, !variational);
        assert_true(variational || m.loss == m.rec);
        vae_free(&m);
    }
}

static void it_learns_one_batch_by_heart(void **state)
{
    (void)state;
    enum { PICTURES = 10, STEPS = 400 };
    split s = data_load("strokes,n=120", 1, PICTURES, 1);
    vae m = vae_alloc((shape){784, 60, 8}, true, PICTURES, 1);
    adam a = adam_alloc(m.g->parameters);
    double floor = entropy_floor(&s.train);
    double mean = mean_image_nats(&s.train, &s.train);
    dataset_rows(&s.train, 0, PICTURES, m.x->value);
    for (int i = 0; i < STEPS; i++) {
        graph_noise(m.g, 1, i);
        graph_run(NULL, m.loss, PICTURES);
        graph_backward(m.loss, PICTURES);
        adam_step(&a, m.g->theta, m.g->grad, 4e-3);
    }
    double loss = (double)m.loss->value[0], kl = (double)m.kl->value[0];
    assert_true(mean > floor + 50);
    assert_true(loss < floor + 20);
    /* ten pictures need ln 10 nats to be told apart, and not much more */
    assert_true(kl > 2.3 && kl < 14);
    adam_free(&a);
    vae_free(&m);
    split_free(&s);
}

/* ---- schedules and coins ------------------------------------------------- */

static void schedules_follow_the_epoch_alone(void **state)
{
    (void)state;
    chapter c = {.beta = 4, .rate = 0.5, .hold = 6, .half_life = 1.5};
    CHECK_CLOSE(beta_at(&c, 0), 4, 0);
    CHECK_CLOSE(rate_at(&c, 0), 0.5, 0);
    CHECK_CLOSE(rate_at(&c, 6), 0.5, 0);
    CHECK_CLOSE(rate_at(&c, 7.5), 0.25, 1e-15);
    CHECK_CLOSE(rate_at(&c, 12), 0.5 / 16, 1e-15);
    c.warm_up = 2.5;
    c.half_life = 0;
    CHECK_CLOSE(beta_at(&c, 0), 0, 0);
    CHECK_CLOSE(beta_at(&c, 1), 1.6, 1e-15);
    CHECK_CLOSE(beta_at(&c, 2.5), 4, 0);
    CHECK_CLOSE(beta_at(&c, 90), 4, 0);
    CHECK_CLOSE(rate_at(&c, 90), 0.5, 0);
}

static void binarised_pixels_have_the_grey_ones_as_means(void **state)
{
    (void)state;
    enum { N = 60000 };
    static const double grey[] = {0, 1, 0.2, 0.71};
    static real a[N], b[N];
    for (int i = 0; i < N; i++)
        a[i] = b[i] = (real)grey[i % 4];
    binarise(a, N, 3, 5);
    binarise(b, N, 3, 5);
    assert_memory_equal(a, b, sizeof a);
    for (int k = 0; k < 4; k++) {
        double ones = 0;
        for (int i = k; i < N; i += 4) {
            assert_true((double)a[i] == 0 || (double)a[i] == 1);
            ones += (double)a[i] / (N / 4);
        }
        double sd = sqrt(grey[k] * (1 - grey[k]) / (N / 4));
        CHECK_CLOSE(ones, grey[k], 4 * sd + 1e-9);
    }
    for (int i = 0; i < N; i++)
        b[i] = (real)grey[i % 4];
    binarise(b, N, 3, 6);
    assert_memory_not_equal(a, b, sizeof a);
}

/* ---- the bound of a data set --------------------------------------------- */

static double entropy(double x)
{
    return -x * log(x) - (1 - x) * log(1 - x);
}

static void floor_and_mean_picture_are_what_they_say(void **state)
{
    (void)state;
    static const unsigned char train[] = {0, 51, 255, 0, 51, 102};
    static const unsigned char test[] = {0, 0, 255, 51, 204, 0};
    dataset a = dataset_alloc(2, 1, 1, 3), b = dataset_alloc(2, 1, 1, 3);
    memcpy(a.pixels, train, sizeof train);
    memcpy(b.pixels, test, sizeof test);
    CHECK_CLOSE(entropy_floor(&a), (2 * entropy(0.2) + entropy(0.4)) / 2,
                1e-12);
    CHECK_CLOSE(entropy_floor(&b), entropy(0.2), 1e-12);
    /* with one half-white picture more */
    const double mean[] = {0.5 / 3, 0.9 / 3, 1.9 / 3};
    double nats = 0;
    for (int i = 0; i < 6; i++) {
        double x = test[i] / 255.0;
        nats -= (x * log(mean[i % 3]) + (1 - x) * log(1 - mean[i % 3])) / 2;
    }
    CHECK_CLOSE(mean_image_nats(&a, &b), nats, 1e-12);
    dataset_free(&a);
    dataset_free(&b);
}

static void results_are_sums_of_their_parts(void **state)
{
    (void)state;
    chapter c = quiet_chapter(4, 2, 20);
    c.data = data_load("strokes,n=400", 1, 0, 60);
    c.held_out = dataset_cut(&c.data.train, 70);
    vae m = vae_trained(&c);
    elbo_part(&c, &m);
    codes_part(&c, &m);
    double kl = evaluate_mean(m.x, m.kl, &c.data.test);
    double rec = evaluate_mean(m.x, m.rec, &c.data.test);
    int held_out = c.held_out.n;
    char *weights = run_path(&c.run, "vae.safetensors");
    vae again = vae_loaded(&c, 4, 30, true, weights);
    assert_memory_equal(again.g->theta, m.g->theta,
                        m.g->parameters * sizeof(real));
    vae_free(&again);
    vae_free(&m);
    dataset_free(&c.held_out);
    free(weights);
    char *path = chapter_end(&c);
    double got_rec = results_read_number(path, "test_rec");
    CHECK_CLOSE(results_read_number(path, "test_kl"), kl, 1e-3);
    CHECK_CLOSE(results_read_number(path, "test_neg_elbo"), got_rec + kl, 2e-3);
    assert_true(got_rec > rec); /* noise costs */
    assert_true(results_read_number(path, "held_out_neg_elbo") > kl);
    assert_true(results_read_number(path, "active_units") <= 4);
    assert_true(results_read_number(path, "midpoint_density") > 0.3);
    assert_true(results_read_number(path, "random_density") > 0.3);
    assert_int_equal(held_out, 70);
    free(path);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_model_is_that_of_the_text),
        cmocka_unit_test(reconstruction_is_a_sum_over_the_pixels),
        cmocka_unit_test(with_beta_1_the_loss_is_the_negative_elbo),
        cmocka_unit_test(the_plain_one_has_no_noise),
        cmocka_unit_test(it_learns_one_batch_by_heart),
        cmocka_unit_test(schedules_follow_the_epoch_alone),
        cmocka_unit_test(binarised_pixels_have_the_grey_ones_as_means),
        cmocka_unit_test(floor_and_mean_picture_are_what_they_say),
        cmocka_unit_test(results_are_sums_of_their_parts),
    };
    return RUN_TESTS(tests);
}
