// SPDX-License-Identifier: GPL-3.0-or-later
/* Chapter 1: what it trains, and what it measures. */
#include "chapters.h"

#include "adam.h"
#include "data.h"
#include "evaluate.h"
#include "file.h"
#include "generator.h"
#include "linear.h"
#include "model.h"
#include "pairs.h"
#include "rng.h"

#include <gsl/gsl_math.h>
#include <gsl/gsl_randist.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* ---- a chapter of its own ------------------------------------------------ */

/* A chapter that writes into the test's folder; its data are still missing. */
static chapter quiet_chapter(int latent, int epochs, int batch)
{
    chapter c = {.latent = latent, .rate = 4e-3, .only = "all"};
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

static void check_file(const chapter *c, const char *name)
{
    char *path = run_path(&c->run, "%s", name);
    if (!file_exists(path))
        print_error("%s is missing\n", path);
    assert_true(file_exists(path));
    free(path);
}

/* ---- the linear autoencoder ---------------------------------------------- */

enum { HEIGHT = 6, WIDTH = 5, PLANE = 3 };

/* Pictures that vary in three directions, and a little in all. */
static dataset plane_pictures(int n, uint64_t seed)
{
    static const double spread[PLANE] = {40, 25, 15};
    dataset d = dataset_alloc(n, 1, HEIGHT, WIDTH);
    gsl_rng *rng = rng_at(seed, RNG_SAMPLE, 5);
    for (int b = 0; b < n; b++) {
        double a[PLANE];
        for (int k = 0; k < PLANE; k++)
            a[k] = gsl_ran_gaussian(rng, spread[k]);
        for (int i = 0; i < HEIGHT * WIDTH; i++) {
            double v = 100 + i + gsl_ran_gaussian(rng, 4);
            for (int k = 0; k < PLANE; k++)
                v += a[k] * cos((k + 1) * (i + 0.5) * M_PI / HEIGHT / WIDTH);
            d.pixels[b * HEIGHT * WIDTH + i] =
                (unsigned char)GSL_MAX_DBL(0, GSL_MIN_DBL(255, round(v)));
        }
    }
    gsl_rng_free(rng);
    return d;
}

static void linear_autoencoder_finds_the_plane_of_pca(void **state)
{
    (void)state;
    chapter c = quiet_chapter(PLANE, 1, 10);
    c.data.train = plane_pictures(6000, 1);
    c.data.test = plane_pictures(500, 2);
    pca p = pca_fit(&c.data.train);
    linear_part(&c, &p);
    pca_free(&p);
    check_file(&c, "pca.csv");
    check_file(&c, "linear_angles.csv");
    check_file(&c, "linear_axes.png");
    char *path = chapter_end(&c);
    double best = results_read_number(path, "pca_3_test_mse");
    double mean = results_read_number(path, "mean_image_test_mse");
    assert_true(best > 1e-5 && best < 0.1 * mean);
    CHECK_CLOSE(results_read_number(path, "linear_3_test_mse") / best, 1, 0.02);
    CHECK_CLOSE(results_read_number(path, "linear_3_second_test_mse") / best, 1,
                0.02);
    CHECK_CLOSE(results_read_number(path, "linear_3_pca_angle_max"), 0, 3);
    CHECK_CLOSE(results_read_number(path, "linear_3_seeds_angle_max"), 0, 3);
    free(path);
}

static void linear_weights_come_from_the_seed(void **state)
{
    (void)state;
    linear a = linear_alloc(9, 2, 4, 1), b = linear_alloc(9, 2, 4, 1);
    linear other = linear_alloc(9, 2, 4, 2);
    assert_memory_equal(a.theta, b.theta, 36 * sizeof(real));
    assert_memory_not_equal(a.theta, other.theta, 36 * sizeof(real));
    linear_free(&a);
    linear_free(&b);
    linear_free(&other);
    linear_free(&other);
}

/* ---- the autoencoder ----------------------------------------------------- */

static void autoencoder_is_the_one_of_the_text(void **state)
{
    (void)state;
    autoencoder a = autoencoder_alloc(30, 3, 4, 1);
    autoencoder b = autoencoder_alloc(30, 3, 4, 1);
    autoencoder other = autoencoder_alloc(30, 3, 4, 2);
    size_t layers[][2] = {{30, 400}, {400, 256}, {256, 3},
                          {3, 256},  {256, 400}, {400, 30}};
    size_t layer = 0, count = a.g->parameters;
    for (int i = 0; i < a.g->count; i++)
        if (node_parameter_count(a.g->nodes[i]) > 0) {
            assert_true(layer < 6);
            assert_int_equal(node_parameter_count(a.g->nodes[i]),
                             (layers[layer][0] + 1) * layers[layer][1]);
            layer++;
        }
    assert_int_equal(layer, 6);
    assert_int_equal(a.z->size, 3);
    assert_int_equal(a.y->size, 30);
    assert_memory_equal(a.g->theta, b.g->theta, count * sizeof(real));
    assert_memory_not_equal(a.g->theta, other.g->theta, count * sizeof(real));
    autoencoder_free(&a);
    autoencoder_free(&b);
    autoencoder_free(&other);
}

static void autoencoder_learns_one_batch_by_heart(void **state)
{
    (void)state;
    enum { PICTURES = 10, STEPS = 300 };
    split s = data_load("strokes,n=120", 1, PICTURES, 1);
    autoencoder m = autoencoder_alloc(784, 8, PICTURES, 1);
    adam a = adam_alloc(m.g->parameters);
    dataset_rows(&s.train, 0, PICTURES, m.x->value);
    double first = (double)graph_run(NULL, m.loss, PICTURES)[0];
    for (int i = 0; i < STEPS; i++) {
        graph_run(NULL, m.loss, PICTURES);
        graph_backward(m.loss, PICTURES);
        adam_step(&a, m.g->theta, m.g->grad, 4e-3);
    }
    double last = (double)graph_run(NULL, m.loss, PICTURES)[0];
    assert_true(first > 0.1);
    CHECK_CLOSE(last, 0, 3e-3); /* the mean picture: 0.06 */
    adam_free(&a);
    autoencoder_free(&m);
    split_free(&s);
}

static void autoencoder_reports_and_keeps_what_it_has_learned(void **state)
{
    (void)state;
    chapter c = quiet_chapter(5, 3, 20);
    c.data = data_load("strokes,n=120", 1, 0, 0);
    autoencoder m = autoencoder_trained(&c);
    check_file(&c, "ae_5_loss.csv");
    char *weights = run_path(&c.run, "ae_5.safetensors");
    autoencoder again = autoencoder_loaded(&c, 5, weights);
    assert_memory_equal(again.g->theta, m.g->theta,
                        m.g->parameters * sizeof(real));
    double test = evaluate_mean(m.x, m.loss, &c.data.test);
    free(weights);
    autoencoder_free(&m);
    autoencoder_free(&again);
    char *path = chapter_end(&c);
    CHECK_CLOSE(results_read_number(path, "ae_5_test_mse"), test, 1e-6);
    assert_true(results_read_number(path, "ae_5_train_s") > 0);
    free(path);
}

/* ---- pairs --------------------------------------------------------------- */

static void pairs_are_of_different_classes(void **state)
{
    (void)state;
    split s = data_load("strokes,n=600", 1, 6, 0);
    pair *pairs = pairs_of(&s.test, PAIRS), *again = pairs_of(&s.test, PAIRS);
    int seen[100] = {0}, different = 0;
    assert_memory_equal(pairs, again, PAIRS * sizeof *pairs);
    for (int i = 0; i < PAIRS; i++) {
        int a = pairs[i].first, b = pairs[i].second;
        assert_in_range(a, 0, s.test.n - 1);
        assert_in_range(b, 0, s.test.n - 1);
        assert_int_not_equal(s.test.labels[a], s.test.labels[b]);
        seen[a] = seen[b] = 1;
    }
    for (int i = 0; i < 100; i++)
        different += seen[i];
    assert_int_equal(different, 100);
    free(again);
    again = pairs_of(&s.test, 10);
    assert_memory_equal(pairs, again, 10 * sizeof *pairs);
    free(pairs);
    free(again);
    split_free(&s);
}

static void pairs_without_labels_are_of_two_pictures(void **state)
{
    (void)state;
    dataset d = dataset_alloc(3, 1, 1, 1), one = dataset_alloc(1, 1, 1, 1);
    pair *pairs = pairs_of(&d, 50), *same = pairs_of(&one, 2);
    for (int i = 0; i < 50; i++) {
        assert_in_range(pairs[i].first, 0, 2);
        assert_in_range(pairs[i].second, 0, 2);
        assert_int_not_equal(pairs[i].first, pairs[i].second);
    }
    assert_int_equal(same[1].first, 0);
    assert_int_equal(same[1].second, 0);
    free(pairs);
    free(same);
    dataset_free(&d);
    dataset_free(&one);
}

static void strips_run_between_the_first_of_their_classes(void **state)
{
    (void)state;
    static const unsigned char labels[] = {7, 1, 9, 0, 0, 4, 2, 1, 6, 5, 7, 2};
    static const int ends[4][2] = {{3, 1}, {6, 5}, {9, 0}, {8, 2}};
    dataset d = dataset_alloc(12, 1, 1, 1);
    pair p;
    for (int s = 0; s < 4; s++) {
        p = strip_ends(&d, s);
        assert_int_equal(p.first, 2 * s);
        assert_int_equal(p.second, 2 * s + 1);
    }
    d.labels = must_alloc(12, 1);
    memcpy(d.labels, labels, 12);
    for (int s = 0; s < 4; s++) {
        p = strip_ends(&d, s);
        assert_int_equal(p.first, ends[s][0]);
        assert_int_equal(p.second, ends[s][1]);
    }
    d.labels[9] = 3; /* no 5 is left: picture 4 stands in */
    p = strip_ends(&d, 2);
    assert_int_equal(p.first, 4);
    assert_int_equal(p.second, 0);
    dataset_free(&d);
}

/* ---- measures ------------------------------------------------------------ */

/* The chapter's data: as test pictures, some of the training pictures. */
static split known_by_heart(void)
{
    split s = data_load("strokes,n=600", 1, 0, 6);
    int which[60];
    for (int i = 0; i < 60; i++)
        which[i] = 7 * i;
    dataset_free(&s.test);
    s.test = dataset_pick(&s.train, which, 60);
    return s;
}

/* The smallest mean square of a training picture. */
static double least_ink(const dataset *d)
{
    double least = INFINITY;
    for (int b = 0; b < d->n; b++) {
        double sum = 0;
        for (int i = 0; i < 784; i++)
            sum += gsl_pow_2(d->pixels[b * 784 + i] / 255.0) / 784;
        least = GSL_MIN(least, sum);
    }
    return least;
}

static void nearest_pictures_are_the_nearest(void **state)
{
    (void)state;
    chapter c = quiet_chapter(3, 1, 50);
    c.data = known_by_heart();
    double black = least_ink(&c.data.train);
    autoencoder m = autoencoder_alloc(784, 3, 50, 1);
    nearest_part(&c, &m);
    autoencoder_free(&m);
    check_file(&c, "nearest.csv");
    char *path = chapter_end(&c);
    CHECK_CLOSE(results_read_number(path, "nearest_test"), 0, 1e-6);
    CHECK_CLOSE(results_read_number(path, "nearest_black"), black, 1e-6);
    const char *others[] = {"average", "blurred", "middles", "random"};
    for (int i = 0; i < 4; i++) {
        char key[32];
        snprintf(key, sizeof key, "nearest_%s", others[i]);
        assert_true(results_read_number(path, key) > 1e-4);
    }
    free(path);
}

/* Where all is known by heart, an end is a training code itself; and a middle
 * is at most as far from the codes as its ends and half their distance. */
static void holes_are_measured_and_drawn(void **state)
{
    (void)state;
    for (int codes = 2; codes <= 3; codes++) {
        char key[32];
        chapter c = quiet_chapter(codes, 1, 50);
        c.data = known_by_heart();
        autoencoder m = autoencoder_alloc(784, codes, 50, 1);
        generator_part(&c, &m);
        autoencoder_free(&m);
        snprintf(key, sizeof key, "interpolation_%d.png", codes);
        check_file(&c, key);
        snprintf(key, sizeof key, "random_%d.png", codes);
        check_file(&c, key);
        char *path = chapter_end(&c);
        snprintf(key, sizeof key, "midpoint_density_%d", codes);
        double middle = results_read_number(path, key);
        assert_true(middle > 0.3 && middle < 3);
        snprintf(key, sizeof key, "random_density_%d", codes);
        double random = results_read_number(path, key);
        assert_true(random > 0.3 && random < 3);
        if (codes == 2)
            CHECK_CLOSE(results_read_number(path, "random_density"), random, 0);
        free(path);
    }
    chapter c = {.run.options.out = check_folder()};
    check_file(&c, "map_codes.csv");
    check_file(&c, "map_density.csv");
    check_file(&c, "map_grid_2.png");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(linear_autoencoder_finds_the_plane_of_pca),
        cmocka_unit_test(linear_weights_come_from_the_seed),
        cmocka_unit_test(autoencoder_is_the_one_of_the_text),
        cmocka_unit_test(autoencoder_learns_one_batch_by_heart),
        cmocka_unit_test(autoencoder_reports_and_keeps_what_it_has_learned),
        cmocka_unit_test(pairs_are_of_different_classes),
        cmocka_unit_test(pairs_without_labels_are_of_two_pictures),
        cmocka_unit_test(strips_run_between_the_first_of_their_classes),
        cmocka_unit_test(nearest_pictures_are_the_nearest),
        cmocka_unit_test(holes_are_measured_and_drawn),
    };
    return RUN_TESTS(tests);
}
