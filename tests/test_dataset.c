// SPDX-License-Identifier: GPL-3.0-or-later
/* Sets of pictures. */
#include "check.h"

#include "dataset.h"

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
    d.n_landmarks = 3;
    d.landmarks = must_calloc(4 * 3 * 2, sizeof *d.landmarks);
    for (int i = 0; i < 24; i++)
        d.landmarks[i] = 0.75f * (float)i - 1;
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
    assert_int_equal(d->n_landmarks, 3);
    assert_memory_equal(d->landmarks + 6 * i, e.landmarks + 6 * j,
                        6 * sizeof *d->landmarks);
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
    assert_null(d.landmarks);
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

/* To the nearest byte, and only where they belong. */
static void numbers_become_bytes(void **state)
{
    (void)state;
    dataset d = dataset_alloc(3, 2, 1, 2);
    dataset_put(&d, 1, (real[]){0, 1, R(0.4992), R(0.25)});
    const unsigned char expected[] = {0, 0, 0, 0, 0, 255, 127, 64, 0, 0, 0, 0};
    assert_memory_equal(d.pixels, expected, sizeof expected);
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

enum {
    put_4,
    batch_4,
    batch_minus,
    rows_3_2,
    rows_minus,
    pick_4,
    keep_back,
    cut_5
};

static void misuse(void *how)
{
    dataset d = example();
    real x[120] = {0};
    switch (*(int *)how) {
    case put_4:
        dataset_put(&d, 4, x);
        break;
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
    const char *text[] = {"no such", "no such", "no such", "no such",
                          "no such", "no such", "ascend",  "cannot cut"};
    for (int how = put_4; how <= cut_5; how++)
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

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(alloc_gives_black_pictures),
        cmocka_unit_test(alloc_refuses_impossible_sizes),
        cmocka_unit_test(bytes_become_numbers),
        cmocka_unit_test(numbers_become_bytes),
        cmocka_unit_test(batch_and_rows_take_the_pictures_asked_for),
        cmocka_unit_test(pick_copies_all_that_is_known),
        cmocka_unit_test(keep_forgets_the_others),
        cmocka_unit_test(cut_moves_the_last_pictures),
        cmocka_unit_test(pictures_that_are_not_there_stop_the_program),
        cmocka_unit_test(sha256_is_that_of_pixels_and_labels),
    };
    return RUN_TESTS(tests);
}
