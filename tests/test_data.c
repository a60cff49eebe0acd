// SPDX-License-Identifier: GPL-3.0-or-later
/* Sets of pictures, the grammar of SPEC, and drawn digits. */
#include "check.h"

#include "data.h"
#include "strokes.h"

#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static const char *const factor_names[] = {"a", "b"};

/* Four pictures (2, 3, 5), all bytes different; everything is known of them. */
static dataset example(void)
{
    dataset d = dataset_alloc(4, 2, 3, 5);
    d.labels = must_calloc(4, 1);
    d.classes = 9;
    d.n_factors = 2;
    d.factor_names = factor_names;
    d.factors = must_calloc(8, sizeof *d.factors);
    d.names = must_calloc(4, sizeof *d.names);
    for (int i = 0; i < 120; i++)
        d.pixels[i] = (unsigned char)((i * 37 + 11) % 256);
    for (int i = 0; i < 4; i++) {
        d.labels[i] = (unsigned char)(8 - 2 * i);
        d.factors[2 * i] = 1.5f * (float)i;
        d.factors[2 * i + 1] = -0.25f * (float)i;
        d.names[i] = must_printf("picture %d", i);
    }
    return d;
}

/* Asserts that picture i of d is picture j of the example. */
static void is_example(const dataset *d, int i, int j)
{
    dataset e = example();
    char name[20];
    snprintf(name, sizeof name, "picture %d", j);
    assert_memory_equal(d->pixels + 30 * i, e.pixels + 30 * j, 30);
    assert_int_equal(d->labels[i], e.labels[j]);
    CHECK_CLOSE(d->factors[2 * i], e.factors[2 * j], 0);
    CHECK_CLOSE(d->factors[2 * i + 1], e.factors[2 * j + 1], 0);
    assert_string_equal(d->names[i], name);
    assert_int_equal(d->classes, 9);
    assert_ptr_equal(d->factor_names, factor_names);
    dataset_free(&e);
}

static void alloc_gives_black_pictures(void **state)
{
    (void)state;
    dataset d = dataset_alloc(3, 2, 5, 7);
    assert_int_equal(d.n, 3);
    assert_int_equal(dataset_size(&d), 70);
    for (int i = 0; i < 3 * 70; i++)
        assert_int_equal(d.pixels[i], 0);
    assert_null(d.labels);
    assert_int_equal(d.classes, 0);
    dataset_free(&d);
    assert_null(d.pixels);
    assert_int_equal(d.n, 0);
    dataset_free(&d);
    d = dataset_alloc(0, 1, 2, 2);
    assert_non_null(d.pixels);
    dataset_free(&d);
}

static void alloc_shape(void *shape)
{
    const int *s = shape;
    dataset_alloc(s[0], s[1], s[2], s[3]);
}

static void alloc_refuses_impossible_sizes(void **state)
{
    (void)state;
    CHECK_FAILS(alloc_shape, ((int[]){1, 1, 70000, 70000}), 1, "too large");
    CHECK_FAILS(alloc_shape, ((int[]){1, INT_MAX, 2, 1}), 1, "too large");
    CHECK_STOPS(alloc_shape, ((int[]){-1, 1, 2, 2}), "positive");
    CHECK_STOPS(alloc_shape, ((int[]){1, 0, 2, 2}), "positive");
#ifndef __SANITIZE_ADDRESS__ /* which ends the program in its own way */
    CHECK_FAILS(alloc_shape, ((int[]){INT_MAX, 1, 46340, 46340}), 1,
                "no memory");
#endif
}

static void bytes_become_numbers(void **state)
{
    (void)state;
    dataset d = dataset_alloc(1, 1, 16, 16);
    real x[256];
    for (int i = 0; i < 256; i++)
        d.pixels[i] = (unsigned char)i;
    dataset_batch(&d, (int[]){0}, 1, x);
    assert_true(x[0] >= 0 && x[0] <= 0);
    assert_true(x[255] >= 1 && x[255] <= 1);
    for (int i = 0; i < 256; i++)
        CHECK_CLOSE(x[i], i / 255.0, 1e-7);
    dataset_free(&d);
}

static void batch_and_rows_take_the_pictures_asked_for(void **state)
{
    (void)state;
    dataset d = example();
    real x[91], y[61];
    x[90] = y[60] = R(-7);
    dataset_batch(&d, (int[]){3, 0, 3}, 3, x);
    for (int i = 0; i < 30; i++) {
        CHECK_CLOSE(x[i], d.pixels[90 + i] / 255.0, 1e-7);
        CHECK_CLOSE(x[30 + i], d.pixels[i] / 255.0, 1e-7);
        CHECK_CLOSE(x[60 + i], d.pixels[90 + i] / 255.0, 1e-7);
    }
    dataset_rows(&d, 1, 2, y);
    for (int i = 0; i < 60; i++)
        CHECK_CLOSE(y[i], d.pixels[30 + i] / 255.0, 1e-7);
    CHECK_CLOSE(x[90], -7, 0);
    CHECK_CLOSE(y[60], -7, 0);
    dataset_free(&d);
}

static void pick_copies_all_that_is_known(void **state)
{
    (void)state;
    dataset d = example();
    dataset p = dataset_pick(&d, (int[]){2, 2, 0}, 3);
    assert_int_equal(p.n, 3);
    is_example(&p, 0, 2);
    is_example(&p, 1, 2);
    is_example(&p, 2, 0);
    dataset_free(&p);
    for (int i = 0; i < 4; i++)
        is_example(&d, i, i);
    dataset_free(&d);
}

static void keep_forgets_the_others(void **state)
{
    (void)state;
    dataset d = example();
    dataset_keep(&d, (int[]){1, 3}, 2);
    assert_int_equal(d.n, 2);
    is_example(&d, 0, 1);
    is_example(&d, 1, 3);
    dataset_keep(&d, NULL, 0);
    assert_int_equal(d.n, 0);
    dataset_free(&d);
}

static void cut_moves_the_last_pictures(void **state)
{
    (void)state;
    dataset d = example();
    dataset last = dataset_cut(&d, 3);
    assert_int_equal(d.n, 1);
    assert_int_equal(last.n, 3);
    is_example(&d, 0, 0);
    for (int i = 0; i < 3; i++)
        is_example(&last, i, i + 1);
    dataset rest = dataset_cut(&last, 0);
    assert_int_equal(rest.n, 0);
    assert_int_equal(last.n, 3);
    dataset_free(&rest);
    dataset_free(&last);
    dataset_free(&d);
}

enum { batch_4, batch_minus, rows_3_2, rows_minus, pick_4, keep_back, cut_5 };

static void misuse(void *how)
{
    dataset d = example();
    real x[120];
    switch (*(int *)how) {
    case batch_4:
        dataset_batch(&d, (int[]){0, 4}, 2, x);
        break;
    case batch_minus:
        dataset_batch(&d, (int[]){-1}, 1, x);
        break;
    case rows_3_2:
        dataset_rows(&d, 3, 2, x);
        break;
    case rows_minus:
        dataset_rows(&d, -1, 2, x);
        break;
    case pick_4:
        dataset_pick(&d, (int[]){4}, 1);
        break;
    case keep_back:
        dataset_keep(&d, (int[]){2, 1}, 2);
        break;
    case cut_5:
        dataset_cut(&d, 5);
        break;
    }
}

static void pictures_that_are_not_there_stop_the_program(void **state)
{
    (void)state;
    const char *text[] = {"no such", "no such", "no such",   "no such",
                          "no such", "ascend",  "cannot cut"};
    for (int how = batch_4; how <= cut_5; how++)
        CHECK_STOPS(misuse, &how, text[how]);
}

/* The standard's example is the SHA-256 of "abc". */
static void sha256_is_that_of_pixels_and_labels(void **state)
{
    (void)state;
    char digest[65];
    split s = {dataset_alloc(1, 1, 1, 1), dataset_alloc(1, 1, 1, 1), NULL};
    s.train.pixels[0] = 'a';
    s.train.labels = must_calloc(1, 1);
    s.train.labels[0] = 'b';
    s.test.pixels[0] = 'c';
    split_sha256(&s, digest);
    assert_string_equal(digest, "ba7816bf8f01cfea414140de5dae2223"
                                "b00361a396177a9cb410ff61f20015ad");
    s.test.labels = must_calloc(1, 1);
    s.test.labels[0] = 'd';
    split_sha256(&s, digest);
    assert_string_equal(digest, "88d4266fd4e6338d13b845fcf289579d"
                                "209c897823b9217da3e161936f031589");
    split_free(&s);
    assert_null(s.spec);
}

static void load(void *spec)
{
    data_load(spec, 1, 0, 0);
}

static void a_wrong_spec_is_a_usage_error(void **state)
{
    (void)state;
    const char *wrong[][2] = {
        {"", "no such data set"},
        {"mnists", "no such data set"},
        {"MNIST", "no such data set"},
        {"mnist:10", "'10' is not a number from 0 to 9"},
        {"mnist:-1", "'-1' is not a number"},
        {"mnist:", "'' is not a number"},
        {"mnist:3x", "'3x' is not a number"},
        {"mnist,3", "',3' is not an option of mnist"},
        {"fashion:a", "'a' is not a number"},
        {"fashion,gray", "',gray' is not an option of fashion"},
        {"idx", "IMAGES is missing"},
        {"idx:", "IMAGES is missing"},
        {"idx:a,b,c", "',c' is not an option of idx"},
        {"folder", "DIR is missing"},
        {"folder:", "DIR is missing"},
        {"folder:d,sise=3", "',sise=3' is not an option of folder"},
        {"folder:d,size=", "'' is not a number"},
        {"folder:d,size=0", "'0' is not a number from 1 to 8192"},
        {"folder:d,size=8193", "'8193' is not a number"},
        {"folder:d,size=99999999999999999999", "is not a number"},
        {"folder:d,gray,rgb", "',rgb' is not an option"},
        {"folder:d,a,b,c,d,e,f,g", "too many commas"},
        {"strokes:11", "'11' is not a number"},
        {"strokes,n=5", "'5' is not a number from 6"},
        {"strokes,m=50", "',m=50' is not an option of strokes"},
        {"strokes,n=50,n=60", "',n=60' is not an option of strokes"},
    };
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        CHECK_FAILS(load, (void *)(intptr_t)wrong[i][0], 2, wrong[i][1]);
}

static void load_minus(void *arg)
{
    (void)arg;
    data_load("strokes", 1, -1, 0);
}

static void a_negative_limit_stops_the_program(void **state)
{
    (void)state;
    CHECK_STOPS(load_minus, NULL, "not negative");
}

static void help_tells_all_sources(void **state)
{
    (void)state;
    const char *names[] = {"mnist[:D]", "fashion[:D]", "idx:IMAGES[,LABELS]",
                           "folder:DIR[,size=N][,gray|rgb]",
                           "strokes[:D][,n=N]"};
    for (size_t i = 0; i < sizeof names / sizeof *names; i++)
        CHECK_HAS(data_help, names[i]);
}

static void strokes_are_drawn_as_asked(void **state)
{
    (void)state;
    split s = data_load("strokes,n=66", 5, 0, 0);
    split limited = data_load("strokes,n=66", 5, 9, 4);
    assert_int_equal(s.train.n, 66);
    assert_int_equal(s.test.n, 11);
    assert_int_equal(s.train.classes, 10);
    assert_string_equal(s.spec, "strokes,n=66");
    assert_int_equal(limited.train.n, 9);
    assert_int_equal(limited.test.n, 4);
    assert_memory_equal(limited.train.pixels, s.train.pixels, 9 * 784);
    assert_memory_equal(limited.test.pixels, s.test.pixels, 4 * 784);
    split_free(&limited);
    split_free(&s);
    s = data_load("strokes", 5, 7, 3);
    assert_int_equal(s.train.n, 7);
    assert_int_equal(s.test.n, 3);
    split_free(&s);
}

static void strokes_of_one_class(void **state)
{
    (void)state;
    dataset all = strokes(600, 8);
    split s = data_load("strokes:3,n=600", 8, 0, 5);
    split few = data_load("strokes:3,n=600", 8, 4, 5);
    int n = 0;
    for (int i = 0; i < all.n; i++)
        if (all.labels[i] == 3) {
            assert_true(n < s.train.n);
            assert_memory_equal(s.train.pixels + 784 * n, all.pixels + 784 * i,
                                784);
            assert_int_equal(s.train.labels[n++], 3);
        }
    assert_int_equal(s.train.n, n);
    assert_int_equal(s.train.classes, 10);
    assert_int_equal(s.test.n, 5);
    assert_int_equal(few.train.n, 4);
    assert_memory_equal(few.train.pixels, s.train.pixels, 4 * 784);
    split_free(&s);
    split_free(&few);
    dataset_free(&all);
}

/* Without test pictures among the training pictures, whatever the seed. */
static void strokes_for_testing_are_others(void **state)
{
    (void)state;
    for (uint64_t seed = 0; seed < 3; seed++) {
        split s = data_load("strokes,n=240", seed, 0, 0);
        for (int i = 0; i < s.test.n; i++)
            for (int j = 0; j < s.train.n; j++)
                assert_memory_not_equal(s.test.pixels + 784 * i,
                                        s.train.pixels + 784 * j, 784);
        split_free(&s);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alloc_gives_black_pictures),
        cmocka_unit_test(alloc_refuses_impossible_sizes),
        cmocka_unit_test(bytes_become_numbers),
        cmocka_unit_test(batch_and_rows_take_the_pictures_asked_for),
        cmocka_unit_test(pick_copies_all_that_is_known),
        cmocka_unit_test(keep_forgets_the_others),
        cmocka_unit_test(cut_moves_the_last_pictures),
        cmocka_unit_test(pictures_that_are_not_there_stop_the_program),
        cmocka_unit_test(sha256_is_that_of_pixels_and_labels),
        cmocka_unit_test(a_wrong_spec_is_a_usage_error),
        cmocka_unit_test(a_negative_limit_stops_the_program),
        cmocka_unit_test(help_tells_all_sources),
        cmocka_unit_test(strokes_are_drawn_as_asked),
        cmocka_unit_test(strokes_of_one_class),
        cmocka_unit_test(strokes_for_testing_are_others),
    };
    return RUN_TESTS(tests);
}
