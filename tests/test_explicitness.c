// SPDX-License-Identifier: GPL-3.0-or-later
/* Explicitness of codes of which it is known. */
#include "check.h"

#include "disentangle.h"
#include "explicitness.h"
#include "grids.h"
#include "noise.h"

#include <gsl/gsl_vector.h>
#include <time.h>

static double explicitness_of(code_of code, int units, int n, int bins)
{
    gsl_matrix *codes, *factors;
    grid(code, units, n, &codes, &factors);
    double e = explicitness(codes, factors, bins);
    CHECK_CLOSE(scores_of(codes, factors, NULL, bins).explicitness, e, 0);
    gsl_matrix_free(codes);
    gsl_matrix_free(factors);
    return e;
}

static void known_codes_have_their_explicitness(void **state)
{
    (void)state;
    const struct {
        const char *name;
        code_of code;
        int units;
        double expected;
    } table[] = {
        {"V1", v1, 2, 1},   {"V2", v2, 2, 1},          {"V3", v3, 5, 1},
        {"V4", v4, 2, 1},   {"V5", v5, 4, 1},          {"V6", v6, 3, 1},
        {"V7", v7, 2, 0.5}, {"V8", v8, 2, 0.791667},   {"V9", v9, 2, 0.75},
        {"V10", v10, 2, 1}, {"V11", v11, 2, 0.833333}, {"V12", v12, 2, 0.75}};
    for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
        print_message("%s\n", table[i].name);
        CHECK_CLOSE(explicitness_of(table[i].code, table[i].units, 4, 0),
                    table[i].expected, 1e-6);
    }
}

/* A strong ridge would round off the classes in the middle. */
static void ten_levels_can_be_read(void **state)
{
    (void)state;
    CHECK_CLOSE(explicitness_of(v1, 2, 10, 0), 1, 1e-12);
    CHECK_CLOSE(explicitness_of(v4, 2, 10, 0), 1, 1e-12);
    CHECK_CLOSE(explicitness_of(v9, 2, 10, 0), 0.75, 1e-12);
}

/* Ten levels in five classes are five pairs, with all of which a perfect code
 * can cope. */
static void many_levels_are_cut_into_classes(void **state)
{
    (void)state;
    double x[] = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9};
    gsl_vector_view v = gsl_vector_view_array(x, 10);
    for (int bins = 0; bins <= 10; bins += 5) {
        classes c = classes_of_factor(&v.vector, bins);
        assert_int_equal(c.count, bins == 5 ? 5 : 10);
        assert_int_equal(c.of[3], bins == 5 ? 1 : 3);
        classes_free(&c);
    }
    CHECK_CLOSE(explicitness_of(v1, 2, 10, 5), 1, 1e-12);
}

/* The classes of a gap do not occur and do not count. */
static void classes_without_rows_do_not_count(void **state)
{
    (void)state;
    double numbers[] = {0, 0.1, 0.2, 0.3, 0.4, 9.5, 9.6, 9.7, 9.8, 10};
    gsl_matrix_view m = gsl_matrix_view_array(numbers, 10, 1);
    CHECK_CLOSE(explicitness(&m.matrix, &m.matrix, 4), 1, 1e-12);
}

static void a_constant_code_or_factor_is_left_to_chance(void **state)
{
    (void)state;
    gsl_matrix *codes = gsl_matrix_calloc(30, 3);
    gsl_matrix *factors = gsl_matrix_calloc(30, 2);
    gsl_matrix_set_all(codes, 7);
    for (size_t i = 0; i < 30; i++)
        gsl_matrix_set(factors, i, 0, (double)(i % 4));
    CHECK_CLOSE(explicitness(codes, factors, 0), 0.5, 0);
    for (size_t i = 0; i < 30; i++)
        gsl_matrix_set(codes, i, 1, (double)(i % 4));
    CHECK_CLOSE(explicitness(codes, factors, 0), 0.75, 1e-12);
    gsl_matrix_free(codes);
    gsl_matrix_free(factors);
}

/* ---- ranks -------------------------------------------------------------- */

static void an_area_is_a_share_of_pairs(void **state)
{
    (void)state;
    double x[] = {3, 1, 2, 2, 5, 2};
    int of[] = {1, 0, 1, 0, 2, 0};
    gsl_vector_view v = gsl_vector_view_array(x, 6);
    classes y = {6, 3, of};
    /* 3 beats 1, 2, 2; 2 beats 1 and ties twice; 5 beats both. */
    CHECK_CLOSE(rank_area(&v.vector, &y, 1), 5.0 / 8, 1e-12);
    CHECK_CLOSE(rank_area(&v.vector, &y, 2), 1, 1e-12);
    CHECK_CLOSE(rank_area(&v.vector, &y, 0), 1.0 / 9, 1e-12);
}

/* With a reader for each class that can only turn the line round, a class in
 * the middle is not found. */
static void one_reader_a_class_would_not_do(void **state)
{
    (void)state;
    const struct {
        size_t n;
        double expected;
    } table[] = {{4, 0.833333}, {10, 0.777778}};
    for (int i = 0; i < 2; i++) {
        gsl_vector *x = gsl_vector_alloc(table[i].n);
        for (size_t k = 0; k < x->size; k++)
            gsl_vector_set(x, k, (double)k);
        classes y = classes_distinct(x);
        double total = 0;
        for (int c = 0; c < y.count; c++) {
            double area = rank_area(x, &y, c);
            total += GSL_MAX(area, 1 - area) / y.count;
        }
        CHECK_CLOSE(total, table[i].expected, 1e-6);
        classes_free(&y);
        gsl_vector_free(x);
    }
}

static void one_class_alone(void *unused)
{
    (void)unused;
    double x[] = {1, 2, 3};
    int of[] = {0, 0, 0};
    gsl_vector_view v = gsl_vector_view_array(x, 3);
    classes y = {3, 1, of};
    rank_area(&v.vector, &y, 0);
}

static void an_area_needs_two_kinds_of_rows(void **state)
{
    (void)state;
    CHECK_STOPS(one_class_alone, NULL, "rows of the class, and others");
}

/* ---- time --------------------------------------------------------------- */

/* 1000 rows, ten units, three factors in ten classes. The limit leaves room for
 * sanitizers; it is there for a fit that does not converge. */
static void a_thousand_rows_are_quick(void **state)
{
    (void)state;
    enum { N = 1000, UNITS = 10 };
    static real numbers[N * UNITS];
    gsl_matrix *z = gsl_matrix_alloc(N, UNITS), *v = gsl_matrix_alloc(N, 3);
    noise(numbers, N * UNITS, 9);
    for (size_t i = 0; i < N * UNITS; i++)
        z->data[i] = (double)numbers[i];
    for (size_t i = 0; i < N; i++) { /* easy, hard, and hopeless to read */
        gsl_matrix_set(v, i, 0, gsl_matrix_get(z, i, 0));
        gsl_matrix_set(v, i, 1,
                       gsl_matrix_get(z, i, 1) + gsl_matrix_get(z, i, 2) +
                           gsl_pow_3(gsl_matrix_get(z, i, 3)));
        gsl_matrix_set(v, i, 2, gsl_pow_2(gsl_matrix_get(z, i, 4)));
    }
    clock_t start = clock();
    double e = explicitness(z, v, 10);
    double seconds = (double)(clock() - start) / CLOCKS_PER_SEC;
    print_message("%.3f in %.3f s\n", e, seconds);
    assert_true(e > 0.8 && e < 1);
    assert_true(seconds < 3);
    gsl_matrix_free(z);
    gsl_matrix_free(v);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(known_codes_have_their_explicitness),
        cmocka_unit_test(ten_levels_can_be_read),
        cmocka_unit_test(many_levels_are_cut_into_classes),
        cmocka_unit_test(classes_without_rows_do_not_count),
        cmocka_unit_test(a_constant_code_or_factor_is_left_to_chance),
        cmocka_unit_test(an_area_is_a_share_of_pairs),
        cmocka_unit_test(one_reader_a_class_would_not_do),
        cmocka_unit_test(an_area_needs_two_kinds_of_rows),
        cmocka_unit_test(a_thousand_rows_are_quick),
    };
    return RUN_TESTS(tests);
}
