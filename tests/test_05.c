// SPDX-License-Identifier: GPL-3.0-or-later
/* The parts of chapter 5 by hand: readings, purity, labels that are forgotten,
 * the rate, and principal deformations. */
#include "check.h"

#include "evaluate.h"
#include "measures.h"
#include "model.h"
#include "noise.h"
#include "principal.h"
#include "train.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Two groups: {0, 0, 1} and {1, 1}; one picture nobody knows. */
static void purity_by_hand(void **state)
{
    (void)state;
    const reading r[] = {{0, 3, 1, 0, false}, {0, 3, 1, 0, false},
                         {1, 3, 1, 0, false}, {1, 2, 1, 0, false},
                         {1, 2, 1, 0, false}, {NO_LABEL, 2, 1, 0, false}};
    CHECK_CLOSE(purity(r, 6, 4), 4 / 5.0, 1e-12);
    CHECK_CLOSE(purity(r + 5, 1, 4), 0, 0);
    assert_true(misread(&r[0]));
    assert_false(misread(&r[5]));
}

static void the_largest_is_found(void **state)
{
    (void)state;
    const real numbers[] = {R(0.2), R(-3), R(0.7), R(0.1)};
    assert_int_equal(largest(numbers, 4), 2);
    assert_int_equal(largest(numbers, 1), 0);
}

static void labels_are_forgotten_at_random_but_not_changed(void **state)
{
    (void)state;
    dataset d = dataset_alloc(4000, 1, 2, 2);
    d.labels = must_calloc(4000, 1);
    d.classes = 3;
    for (int i = 0; i < d.n; i++)
        d.labels[i] = (unsigned char)(i % 3);
    thin_labels(&d, 10, 5);
    int kept = 0;
    for (int i = 0; i < d.n; i++) {
        assert_true(d.labels[i] == NO_LABEL || d.labels[i] == i % 3);
        kept += d.labels[i] != NO_LABEL;
    }
    assert_true(kept > 320 && kept < 480);
    thin_labels(&d, 0, 5);
    for (int i = 0; i < d.n; i++)
        assert_int_equal(d.labels[i], NO_LABEL);
    dataset_free(&d);
}

/* Class 0 has the rows (0, 0) and (2, 4), class 1 has (5, 5) alone, and one row
 * has no class: squared distances 5 + 5 + 0 to the means, over three rows. */
static void variance_is_taken_within_each_class(void **state)
{
    (void)state;
    const real rows[] = {0, 0, 5, 5, 2, 4, 9, -9};
    const unsigned char labels[] = {0, 1, 0, NO_LABEL};
    dataset d = dataset_alloc(4, 1, 1, 2);
    d.labels = must_calloc(4, 1);
    memcpy(d.labels, labels, sizeof labels);
    d.classes = 3;
    CHECK_CLOSE(variance_within(rows, &d, 2), 10 / 3.0, 1e-6);
    memset(d.labels, NO_LABEL, 4);
    CHECK_CLOSE(variance_within(rows, &d, 2), 0, 0);
    dataset_free(&d);
}

static void the_rate_holds_and_falls_to_a_hundredth(void **state)
{
    (void)state;
    const settings s = {.rate = 0.5, .hold = 0.6};
    CHECK_CLOSE(settling_rate(s.rate, s.hold, 0), 0.5, 0);
    CHECK_CLOSE(settling_rate(s.rate, s.hold, 0.6), 0.5, 1e-12);
    CHECK_CLOSE(settling_rate(s.rate, s.hold, 0.8), 0.05, 1e-12);
    CHECK_CLOSE(settling_rate(s.rate, s.hold, 1), 0.005, 1e-12);
}

/* What a model reads in the codes is what stands in the codes, and its error
 * and fold are those of its own output. */
static void a_reading_is_that_of_the_picture(void **state)
{
    (void)state;
    enum { N = 7, CLASSES = 3 };
    settings s = {.model = "class", .appearance = 1, .shape = 2, .grid = 3};
    s.texture = s.warp = s.encoder[0] = 4;
    dataset d = dataset_alloc(N, 1, 5, 6);
    for (int i = 0; i < N * 30; i++)
        d.pixels[i] = (unsigned char)(37 * i % 251);
    d.labels = must_calloc(N, 1);
    d.classes = CLASSES;
    dae m = dae_alloc(form_of(&s, &d), (dae_weights){.classes = 1}, 3, 1);
    reading *r = readings_of(&m, &d);
    double sum = 0;
    for (int b = 0; b < N; b++) {
        dataset_rows(&d, b, 1, m.x->value);
        const real *logits = graph_run(NULL, m.logits, 1);
        assert_int_equal(r[b].read, largest(logits, CLASSES));
        assert_true(r[b].probability > 1.0 / CLASSES && !r[b].folded);
        sum += r[b].error / N;
    }
    CHECK_CLOSE(sum, evaluate_mean(m.x, m.mse, &d), 1e-6);
    free(r);
    dae_free(&m);
    dataset_free(&d);
}

enum { ROWS = 40, SIZE = 60 };

/* Rows of a mean, plus 3 a along one direction and b along another. */
static void rows_of_two_directions(real *rows, double *a, double *b)
{
    for (int r = 0; r < ROWS; r++) {
        a[r] = cos(2 * M_PI * r / ROWS);
        b[r] = sin(2 * M_PI * r / ROWS);
        for (int i = 0; i < SIZE; i++)
            rows[r * SIZE + i] =
                (real)(i + (i == 7 ? 3 * a[r] : 0) + (i == 50 ? -b[r] : 0));
    }
}

static void principal_axes_are_those_of_the_rows(void **state)
{
    (void)state;
    real rows[ROWS * SIZE], warp[SIZE];
    double a[ROWS], b[ROWS];
    rows_of_two_directions(rows, a, b);
    principal p = principal_fit(rows, ROWS, SIZE, 2);
    CHECK_CLOSE(gsl_matrix_get(p.axes, 7, 0), 1, 1e-6);
    CHECK_CLOSE(gsl_matrix_get(p.axes, 50, 1), 1, 1e-6);
    double ratio =
        gsl_vector_get(p.deviations, 0) / gsl_vector_get(p.deviations, 1);
    CHECK_CLOSE(ratio, 3, 1e-5);
    CHECK_CLOSE(p.mean[20], 20, 1e-4);
    principal_warp(&p, 0, 2, warp);
    CHECK_CLOSE(warp[7], 7 + 2 * gsl_vector_get(p.deviations, 0), 1e-4);
    CHECK_CLOSE(warp[50], 50, 1e-4);
    CHECK_CLOSE(principal_explains(&p, rows, ROWS), 1, 1e-6);
    principal_free(&p);
    principal one = principal_fit(rows, ROWS, SIZE, 1);
    CHECK_CLOSE(principal_explains(&one, rows, ROWS), 0.9, 1e-5);
    principal_free(&one);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(purity_by_hand),
        cmocka_unit_test(the_largest_is_found),
        cmocka_unit_test(labels_are_forgotten_at_random_but_not_changed),
        cmocka_unit_test(variance_is_taken_within_each_class),
        cmocka_unit_test(the_rate_holds_and_falls_to_a_hundredth),
        cmocka_unit_test(a_reading_is_that_of_the_picture),
        cmocka_unit_test(principal_axes_are_those_of_the_rows),
    };
    return RUN_TESTS(tests);
}
