// SPDX-License-Identifier: GPL-3.0-or-later
/* Moved copies of few pictures: which pictures there are, and how far, how much
 * and how differently the copies are moved. */
#include "check.h"

#include "augment.h"
#include "data.h"

#include <gsl/gsl_math.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

enum { HEIGHT = 25, WIDTH = 41, COPIES = 200 };

static const augmentation nothing = {0, 0, 0, 0};

/* One grey picture: a bar of 2 * `half` + 1 pixels on black. */
static dataset bar(int half)
{
    dataset d = dataset_alloc(1, 1, HEIGHT, WIDTH);
    for (int j = -half; j <= half; j++)
        d.pixels[HEIGHT / 2 * WIDTH + WIDTH / 2 + j] = 200;
    return d;
}

/* Sums over a picture: its mass, centre and radius of gyration. */
typedef struct {
    double mass, x, y, radius;
} moments;

static moments moments_of(const dataset *d, int b)
{
    const unsigned char *p = d->pixels + b * dataset_size(d);
    moments m = {0, 0, 0, 0};
    double square = 0;
    for (int k = 0; k < HEIGHT * WIDTH; k++) {
        double x = k % WIDTH - WIDTH / 2, y = k / WIDTH - HEIGHT / 2;
        m.mass += p[k];
        m.x += p[k] * x;
        m.y += p[k] * y;
        square += p[k] * (x * x + y * y);
    }
    m.x /= m.mass;
    m.y /= m.mass;
    m.radius = sqrt(square / m.mass - m.x * m.x - m.y * m.y);
    return m;
}

/* Least and largest of a quantity over all copies. */
typedef struct {
    double low, high;
} span;

static void widen(span *s, double value)
{
    s->low = fmin(s->low, value);
    s->high = fmax(s->high, value);
}

static void check_span(span s, double most, double slack)
{
    assert_true(s.low > -most - slack && s.low < -0.85 * most);
    assert_true(s.high < most + slack && s.high > 0.85 * most);
}

/* ---- which pictures ----------------------------------------------------- */

static void the_pictures_come_first_and_keep_their_labels(void **state)
{
    (void)state;
    split s = data_load("palms,size=24,n=70", 1, 0, 0);
    dataset *d = &s.train;
    size_t bytes = (size_t)(d->n * dataset_size(d));
    d->labels = must_calloc((size_t)d->n, 1);
    d->classes = 7;
    for (int i = 0; i < d->n; i++)
        d->labels[i] = (unsigned char)(i % 7);
    dataset many = augmented(d, &usual_augmentation, 2, 1);
    assert_int_equal(many.n, 3 * d->n);
    assert_memory_equal(many.pixels, d->pixels, bytes);
    assert_memory_not_equal(many.pixels + bytes, d->pixels, bytes);
    assert_memory_not_equal(many.pixels + 2 * bytes, many.pixels + bytes,
                            bytes);
    for (int i = 0; i < many.n; i++)
        assert_int_equal(many.labels[i], i % d->n % 7);
    assert_null(many.factors);
    assert_null(many.landmarks);
    assert_int_equal(many.n_factors + many.n_landmarks, 0);
    dataset_free(&many);
    split_free(&s);
}

/* More pictures than are moved at a time: each copy is of its own picture. */
static void copies_that_do_not_move_are_the_same(void **state)
{
    (void)state;
    split s = data_load("palms,size=24,n=150", 1, 0, 0);
    size_t bytes = (size_t)(s.train.n * dataset_size(&s.train));
    dataset many = augmented(&s.train, &nothing, 2, 1);
    for (int k = 1; k <= 2; k++)
        assert_memory_equal(many.pixels + (size_t)k * bytes, s.train.pixels,
                            bytes);
    dataset_free(&many);
    split_free(&s);
}

static void copies_depend_on_the_seed_alone(void **state)
{
    (void)state;
    split s = data_load("palms,size=24,n=20", 1, 0, 0);
    dataset a = augmented(&s.train, &usual_augmentation, 3, 5);
    dataset b = augmented(&s.train, &usual_augmentation, 3, 5);
    dataset c = augmented(&s.train, &usual_augmentation, 3, 6);
    size_t bytes = (size_t)(a.n * dataset_size(&a));
    assert_memory_equal(a.pixels, b.pixels, bytes);
    assert_memory_not_equal(a.pixels, c.pixels, bytes);
    dataset_free(&a);
    dataset_free(&b);
    dataset_free(&c);
    split_free(&s);
}

static void each_copy_has_its_original(void **state)
{
    (void)state;
    enum { COUNT = 5 };
    split s = data_load("palms,size=24,n=20", 1, 0, 0);
    const dataset *d = &s.train;
    int size = dataset_size(d), n = d->n;
    dataset many = augmented(d, &nothing, 2, 1);
    const int which[COUNT] = {7, n + 7, 2 * n + 3, n, 3 * n - 1};
    real *x = must_alloc((size_t)(COUNT * size), sizeof *x);
    real *y = must_alloc((size_t)(COUNT * size), sizeof *y);
    take_originals(d, which, COUNT, x);
    dataset_batch(&many, which, COUNT, y); /* as they have not moved */
    assert_memory_equal(x, y, (size_t)(COUNT * size) * sizeof *x);
    free(y);
    free(x);
    dataset_free(&many);
    split_free(&s);
}

/* ---- how far ------------------------------------------------------------- */

static void shifts_fill_their_range_along_both_sides(void **state)
{
    (void)state;
    const augmentation shift = {0, 0, 0.1, 0};
    dataset d = bar(2), many = augmented(&d, &shift, COPIES, 1);
    span x = {0, 0}, y = {0, 0};
    for (int b = 1; b < many.n; b++) {
        moments m = moments_of(&many, b);
        widen(&x, m.x);
        widen(&y, m.y);
        CHECK_CLOSE(m.radius, moments_of(&d, 0).radius, 0.4);
    }
    check_span(x, 0.1 * (WIDTH - 1), 0.05);
    check_span(y, 0.1 * (HEIGHT - 1), 0.05);
    dataset_free(&many);
    dataset_free(&d);
}

/* A bar that is turned keeps its length, though the picture is no square. */
static void turns_fill_their_range_and_keep_lengths(void **state)
{
    (void)state;
    const augmentation turn = {60, 0, 0, 0};
    dataset d = bar(9), many = augmented(&d, &turn, COPIES, 1);
    double length = moments_of(&d, 0).radius;
    int steep = 0;
    for (int b = 1; b < many.n; b++) {
        const unsigned char *p = many.pixels + b * dataset_size(&many);
        moments m = moments_of(&many, b);
        CHECK_CLOSE(m.radius, length, 0.1 * length);
        CHECK_CLOSE(hypot(m.x, m.y), 0, 0.2);
        for (int j = 0; j < WIDTH; j++)
            steep += p[(HEIGHT / 2 - 7) * WIDTH + j] > 60;
    }
    /* The end reaches 7 rows up from a turn of 51 degrees on. */
    assert_true(steep > COPIES / 16 && steep < COPIES);
    dataset_free(&many);
    dataset_free(&d);
}

static void scales_fill_their_range_on_a_logarithmic_scale(void **state)
{
    (void)state;
    const augmentation scale = {0, 0.2, 0, 0};
    dataset d = bar(9), many = augmented(&d, &scale, COPIES, 1);
    span s = {0, 0};
    for (int b = 1; b < many.n; b++)
        widen(&s, log(moments_of(&many, b).radius / moments_of(&d, 0).radius));
    check_span(s, 0.2, 0.02);
    dataset_free(&many);
    dataset_free(&d);
}

static void light_changes_up_to_white_and_no_further(void **state)
{
    (void)state;
    const augmentation gain = {0, 0, 0, 0.3};
    dataset d = dataset_alloc(2, 1, HEIGHT, WIDTH);
    memset(d.pixels, 100, HEIGHT * WIDTH);
    memset(d.pixels + HEIGHT * WIDTH, 250, HEIGHT * WIDTH);
    dataset many = augmented(&d, &gain, COPIES, 1);
    span s = {0, 0};
    int white = 0;
    for (int b = 2; b < many.n; b += 2) {
        const unsigned char *p = many.pixels + b * HEIGHT * WIDTH;
        widen(&s, p[0] / 100.0 - 1);
        assert_int_equal(p[0], p[HEIGHT * WIDTH - 1]);
        assert_true(p[HEIGHT * WIDTH] > 170);
        white += p[HEIGHT * WIDTH] == 255;
    }
    check_span(s, 0.3, 0.01);
    assert_true(white > COPIES / 4 && white < 3 * COPIES / 4);
    dataset_free(&many);
    dataset_free(&d);
}

/* A white picture stays white to its corners, wherever it is moved. */
static void beyond_the_edge_a_picture_goes_on(void **state)
{
    (void)state;
    const augmentation far = {30, 0.3, 0.3, 0};
    dataset d = dataset_alloc(1, 1, HEIGHT, WIDTH);
    memset(d.pixels, 255, HEIGHT * WIDTH);
    dataset many = augmented(&d, &far, COPIES, 1);
    for (int k = 0; k < many.n * HEIGHT * WIDTH; k++)
        assert_int_equal(many.pixels[k], 255);
    dataset_free(&many);
    dataset_free(&d);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_pictures_come_first_and_keep_their_labels),
        cmocka_unit_test(copies_that_do_not_move_are_the_same),
        cmocka_unit_test(copies_depend_on_the_seed_alone),
        cmocka_unit_test(each_copy_has_its_original),
        cmocka_unit_test(shifts_fill_their_range_along_both_sides),
        cmocka_unit_test(turns_fill_their_range_and_keep_lengths),
        cmocka_unit_test(scales_fill_their_range_on_a_logarithmic_scale),
        cmocka_unit_test(light_changes_up_to_white_and_no_further),
        cmocka_unit_test(beyond_the_edge_a_picture_goes_on),
    };
    return RUN_TESTS(tests);
}
